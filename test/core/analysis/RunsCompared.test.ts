/** What a comparison says of each run by itself: what it is, how far it came, and what in it no run has. */
import * as Compare from "@gongfu/core/analysis/Compare"
import type { RunEvent, RunStarted } from "@gongfu/core/run/Event"
import * as Run from "@gongfu/core/run/Run"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { busy, changed, comparedRun, nextUp, scenarios, withEvents } from "./runs.ts"

describe("each of the runs that are compared", () => {
  it("is told with its scenario, its first and last projected year, and its result once it has one", () => {
    fc.assert(
      fc.property(scenarios, fc.integer({ min: 2020, max: 2030 }), (says, year) => {
        const whole = comparedRun(says)
        const events = Run.through(whole.events, year)
        const { runs } = Compare.of([whole, withEvents(whole, events)])
        const summary = (all: ReadonlyArray<RunEvent>): Compare.RunSummary => {
          const years = all.flatMap((event) => (event.type === "YearProjected" ? [event.year] : []))
          const end = all.find((event) => event.type === "RunCompleted")
          return {
            id: whole.id,
            title: whole.title,
            scenario: (all[0] as RunStarted).scenario,
            status: end === undefined ? "running" : "completed",
            years: { from: Math.min(...years), to: Math.max(...years) },
            result: end?.result,
            parent: undefined
          }
        }
        assert.deepStrictEqual(runs, [summary(whole.events), summary(events)])
      }),
      { numRuns: 30 }
    )
  })

  it("has no years before the first is projected", () => {
    const run = comparedRun(busy)
    const { runs } = Compare.of([run, withEvents(run, run.events.slice(0, 1))])
    assert.isUndefined(runs[1]!.years)
  })
})

describe("what a comparison tells", () => {
  const run = comparedRun(busy)
  const event = (type: string, says: object) => ({ type, schema: 1, ...says }) as unknown as RunEvent
  const assessed = run.events.find(({ type }) => type === "TargetAssessed")!
  /** Events of kinds, names and numbers that no run has: of each kind more than one, names and years falling. */
  const strange = [2029, 2027].flatMap((year) => [
    event("LeverAdjusted", { year, lever: "job_share", from: 0.5, to: NaN }),
    event("LeverAdjusted", { year, lever: "cleaning", from: 0.5, to: NaN }),
    event("LeverAdjusted", { year, lever: "zzz", from: 0, to: 1 }),
    event("LeverAdjusted", { year, lever: "yyy", from: 0, to: 1 }),
    event("AssumptionChanged", { year, name: "growth[urban]", from: 0, to: "many" }),
    event("AssumptionChanged", { year, name: "growth[rural]", from: 0, to: "many" }),
    event("ShockApplied", { year, shock: "storm", variable: "demand", times: NaN, plus: 0 }),
    event("ShockApplied", { year, shock: "flood", variable: "demand", times: NaN, plus: 0 }),
    event("TargetAssessed", { ...assessed, year, target: "zzz" }),
    event("TargetAssessed", { ...assessed, year, target: "yyy" }),
    event("RunDreamt", { year }),
    event("LeverBroken", { year })
  ])
  const reached = ["zzz", "yyy"].map((milestone) => event("MilestoneReached", { year: 2025, milestone }))

  it("does not depend on the order of events, be they such as no run has", () => {
    const [started, ...others] = run.events
    const all = [...others, ...strange, ...reached]
    const told = (events: ReadonlyArray<RunEvent>) => {
      const odd = withEvents(run, [started!, ...events])
      return [Compare.of([run, odd]), Compare.of([odd, run])].map(
        ({ gaps, indicators, inputs, milestones, targets }) => ({
          gaps,
          indicators,
          inputs,
          milestones,
          targets
        })
      )
    }
    const expected = told(all)
    const kinds = new Set(expected[0]!.gaps.map(({ kind }) => kind))
    assert.includeMembers([...kinds], ["unknown_event", "not_finite", "extra_series"])
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (events) => {
        assert.deepStrictEqual(told(events), expected)
      }),
      { numRuns: 30 }
    )
  })

  it("of assessments that differ is those that do so in more than rounding, unless none does; all are counted", () => {
    const names = [...new Set(run.events.flatMap((one) => (one.type === "TargetAssessed" ? [one.target] : [])))]
    const projecting = (change: Readonly<Record<string, (value: number) => number>>) =>
      Compare.of([
        run,
        changed(run, (one) =>
          one.type === "TargetAssessed" && one.year === 2025 && change[one.target] !== undefined
            ? { ...one, projected: change[one.target]!(one.projected) }
            : one
        )
      ])
    const [near, far] = [nextUp, (value: number) => value * 1.5 + 1]
    for (const [one, other] of [
      ["rural_income", "all_jobs"],
      ["all_jobs", "rural_income"]
    ] as const) {
      assert.includeMembers(names, [one, other])
      const told = (change: Parameters<typeof projecting>[0]) => {
        const { differing, rounded, targets } = projecting(change)
        return [targets.map(({ target }) => target).toSorted(), differing.assessments, rounded.assessments]
      }
      assert.deepStrictEqual(told({ [one]: near, [other]: far }), [[other], 2, 1])
      assert.deepStrictEqual(told({ [one]: near }), [[one], 1, 1])
      assert.deepStrictEqual(told({ [one]: far, [other]: far }), [[one, other].toSorted(), 2, 0])
    }
  })
})
