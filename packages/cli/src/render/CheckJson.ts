/** A check as data, for programs. Numbers of locks are rounded as a lock holds them. */
import * as ExpectationsText from "./ExpectationsText.ts"
import * as ComparisonJson from "./ComparisonJson.ts"
import type { Judged } from "./Judged.ts"
import * as FaultText from "./FaultText.ts"
import * as LockJson from "./LockJson.ts"

/** How many scenarios stand how, and each with what differs. */
export const of = (all: ReadonlyArray<Judged>): object => {
  const counts: Record<string, number> = {}
  for (const { standing } of all) counts[standing.name] = (counts[standing.name] ?? 0) + 1
  const scenarios = all.map(({ carried, comparison, pair, standing }) => ({
    file: pair.scenario,
    lock: pair.lock,
    standing: standing.name,
    causes: standing.causes,
    ...(standing.locked === undefined ? {} : { locked: LockJson.of(standing.locked) }),
    ...(standing.now === undefined ? {} : { now: LockJson.of(standing.now) }),
    ...(standing.difference === undefined ? {} : { difference: LockJson.ofDifference(standing.difference) }),
    expectations: (carried?.verdicts ?? []).map(ExpectationsText.toJson),
    ...(comparison === undefined
      ? {}
      : { comparison: comparison === "unreadable" ? comparison : ComparisonJson.of(comparison) }),
    ...(carried === undefined ? {} : { lapses: carried.lapses }),
    errors: standing.faults.map(FaultText.toJson)
  }))
  // What is absent has no key.
  return JSON.parse(JSON.stringify({ counts, scenarios })) as object
}
