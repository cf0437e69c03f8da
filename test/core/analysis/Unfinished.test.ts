/** Runs that are compared while they are not finished: what each was told for the next year. */
import * as Compare from "@gongfu/core/analysis/Compare"
import type { ComparedRun } from "@gongfu/core/analysis/ComparedRun"
import type { RunEvent } from "@gongfu/core/run/Event"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { busy, comparedRun, withEvents } from "./runs.ts"

const year = 2026

/** A run up to the year before, and what it was told since. */
const told = (id: string, pending: ReadonlyArray<RunEvent>): ComparedRun => {
  const run = comparedRun(busy)
  const before = run.events.filter((event) => event.type !== "RunCompleted" && !("year" in event && event.year >= year))
  return { ...withEvents(run, [...before, ...pending]), id }
}

const lever = (name: string, from: number, to: number, reason?: string): RunEvent => ({
  type: "LeverAdjusted",
  schema: 2,
  year,
  lever: name,
  from,
  to,
  by: "analyst",
  ...(reason === undefined ? {} : { reason })
})

const assumption = (to: number): RunEvent => ({
  type: "AssumptionChanged",
  schema: 2,
  year,
  name: "growth[rural]",
  from: 0.1,
  to,
  by: "analyst"
})

const shock = (times: number): RunEvent => ({
  type: "ShockApplied",
  schema: 1,
  year,
  shock: "flood",
  variable: "demand",
  times,
  plus: 0
})

/** What may be set, each once at most, in any order. */
interface Pending {
  readonly events: ReadonlyArray<RunEvent>
  readonly says: string
}
const pending: fc.Arbitrary<Pending> = fc
  .record({
    job_share: fc.option(fc.constantFrom(0.3, 0.4)),
    cleaning: fc.option(fc.constantFrom(0.2, 0.3)),
    growth: fc.option(fc.constantFrom(0.05, 0.2)),
    flood: fc.option(fc.constantFrom(0.5, 0.9)),
    reason: fc.option(fc.string(), { nil: undefined })
  })
  .chain(({ reason, ...set }) => {
    const events = [
      set.job_share === null ? [] : [lever("job_share", 0.9, set.job_share, reason)],
      set.cleaning === null ? [] : [lever("cleaning", 0.1, set.cleaning)],
      set.growth === null ? [] : [assumption(set.growth)],
      set.flood === null ? [] : [shock(set.flood)]
    ].flat()
    return fc
      .shuffledSubarray(events, { minLength: events.length })
      .map((shuffled) => ({ events: shuffled, says: JSON.stringify(set) }))
  })

describe("runs that are not finished", () => {
  it("are the same just when what they were told comes to the same, whichever is the first and in whatever order", () => {
    fc.assert(
      fc.property(pending, pending, (one, other) => {
        const sides = [told("a", one.events), told("b", other.events)] as const
        const same = one.says === other.says
        for (const [i, k] of [
          [0, 1],
          [1, 0]
        ] as const) {
          const found = Compare.of([sides[i], sides[k]])
          assert.strictEqual(found.same, same)
          const accused = found.gaps.flatMap(({ kind, runs }) => (kind === "stray_event" ? runs : []))
          const unlike = [one, other].flatMap(({ events }, at) => (events.length > 0 && !same ? [sides[at]!.id] : []))
          assert.deepStrictEqual(accused.toSorted(), unlike)
        }
      })
    )
  })

  it("are the same where one was told what holds anyway", () => {
    assert.isTrue(
      Compare.of([told("a", [lever("job_share", 0.9, 0.4), lever("job_share", 0.4, 0.9)]), told("b", [])]).same
    )
  })

  it("have something of a year that they have not projected when it is no setting", () => {
    const milestone: RunEvent = { type: "MilestoneReached", schema: 1, year, milestone: "rural_doubled" }
    const sides = [told("a", [milestone]), told("b", [milestone])] as const
    const { gaps } = Compare.of(sides)
    assert.deepStrictEqual(
      gaps.filter(({ kind }) => kind === "stray_event").flatMap(({ runs }) => runs),
      ["a", "b"]
    )
  })
})
