/** The content of a lock as data, for programs: as its file has it, but with keys as all outputs write them. */
import type { Lock } from "@gongfu/core/lock/Lock"
import type { LockDifference } from "@gongfu/core/lock/LockDifference"

type Counts = Omit<Lock["targets"], "missed_by_name">

const countsOf = ({ not_assessed: notAssessed, on_the_way: onTheWay, ...counts }: Counts): object => ({
  ...counts,
  notAssessed,
  onTheWay
})

/** The content as plain data. */
export const of = ({ targets: { missed_by_name: missedByName, ...counts }, ...lock }: Lock): object => ({
  ...lock,
  targets: { ...countsOf(counts), missedByName }
})

/** What differs as plain data. */
export const ofDifference = ({ counts, ...difference }: LockDifference): object => ({
  ...difference,
  ...(counts?.locked === undefined || counts.now === undefined
    ? {}
    : { counts: { locked: countsOf(counts.locked), now: countsOf(counts.now) } })
})
