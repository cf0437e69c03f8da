/** The content of a lock as data, for programs: as its file has it, but with keys as all outputs write them. */
import type { Lock } from "@gongfu/core/lock/Lock"

/** The content as plain data. */
export const of = ({ targets: { missed_by_name: missedByName, ...counts }, ...lock }: Lock): object => ({
  ...lock,
  targets: { ...counts, missedByName }
})
