/**
 * Scenarios that go by another file's name than when they were locked: a lock without scenario, and one scenario without
 * lock that says, but for its name, what the lock was written of.
 *
 * Where several could be it, or it could be of several locks, nobody knows, and none is said to be. A lock that was
 * edited is the measure of nothing.
 */
import type * as Lock from "@gongfu/core/lock/Lock"
import type * as Standing from "@gongfu/core/lock/Standing"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import type { Pair } from "@gongfu/scenarios/ScenarioFiles"
import type { Carried } from "./Locks.ts"

/** A scenario's file with what it comes to, and its lock as it was found. */
interface Found {
  readonly pair: Pair
  readonly carried: Carried | undefined
  readonly standing: Standing.Standing
  readonly lock: Standing.FoundLock
}

const says = ({ scenario }: Carried, { fingerprints, scenario: name }: Lock.Lock): boolean =>
  Scenario.fingerprint({ ...scenario, name }) === fingerprints.scenario

/** Of each lock without scenario and each scenario without lock that belong together the other one. */
export const of = (all: ReadonlyArray<Found>): ReadonlyMap<Pair, Pair> => {
  const unlocked = all.filter(({ standing }) => standing.name === "unlocked")
  const orphaned = all.filter(({ standing }) => standing.name === "orphaned")
  const fitting = orphaned.flatMap(({ lock, pair }) =>
    lock === undefined || "faults" in lock || !lock.intact
      ? []
      : unlocked
          .filter(({ carried }) => carried !== undefined && says(carried, lock.lock))
          .map((one): readonly [Pair, Pair] => [pair, one.pair])
  )
  const isOnly = ([lock, scenario]: readonly [Pair, Pair]): boolean =>
    fitting.filter(([one, other]) => one === lock || other === scenario).length === 1
  return new Map(
    fitting.filter(isOnly).flatMap(([lock, scenario]) => [[lock, scenario] as const, [scenario, lock] as const])
  )
}
