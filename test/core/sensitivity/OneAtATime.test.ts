import * as Axis from "@gongfu/core/ensemble/Axis"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Distribution from "@gongfu/core/sampling/Distribution"
import * as OneAtATime from "@gongfu/core/sensitivity/OneAtATime"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { lanesOf } from "../ensemble/sideBySide.ts"
import * as Small from "../target/smallPlace.ts"

const { kernel, model } = Small.place
const years = Trajectory.years({ from: 2020, to: 2030 })
const names = ["income[rural]", "new_jobs", "smog", "ratio"]
const indicators = names.map((name) => Indicator.find(model, name)!)

/** The value of each indicator in a year. */
const readsIn = (year: number): ReadonlyArray<OneAtATime.Read> =>
  indicators.map(
    ({ slot }) =>
      (batch, lane, reached) =>
        year - 2020 < reached ? batch.rows[batch.at(slot, year - 2020, lane)]! : undefined
  )

const levers = model.variables.flatMap((variable) => Axis.ofLever(variable) ?? [])
const assumptions = Axis.assumptions(model, Small.scenario()).axes
const axes = [...levers, ...assumptions]
const swingsIn = (year: number, width = 1, over = Small.scenario()) =>
  OneAtATime.of(kernel, over, axes, lanesOf(kernel, years.length, width), readsIn(year))

const valuesOf = (over: Parameters<typeof Small.runOf>[0], year: number): ReadonlyArray<number> => {
  const { trajectory } = Small.runOf(over).state
  return indicators.map(({ slot }) => Trajectory.at(trajectory, slot, year))
}

describe("one input at a time", () => {
  it("O1: an axis that nothing depends on moves nothing, exactly", () => {
    fc.assert(
      fc.property(fc.constantFrom(2020, 2021, 2025, 2030), fc.constantFrom(1, 2), (year, width) => {
        const { axes: swings, base } = swingsIn(year, width)
        const moved: Readonly<Record<string, ReadonlyArray<string>>> = {
          job_share: ["new_jobs"],
          cleaning: ["smog"],
          demand: ["new_jobs"],
          // Both members move together, and their ratio with them.
          growth: ["income[rural]", "ratio"]
        }
        for (const [i, axis] of axes.entries())
          for (const [o, name] of names.entries()) {
            if (moved[axis.variable.name]!.includes(name)) continue
            assert.deepStrictEqual([swings[i]!.low[o], swings[i]!.high[o]], [base[o], base[o]], axis.variable.name)
          }
      }),
      { numRuns: 8 }
    )
  })

  it("stands on what the scenario sets of the levers, and moves one of them alone", () => {
    const set = { job_share: { step: { "2022": 0.2, "2025": 0.3 } }, cleaning: 0.05 }
    const { axes: swings, base } = swingsIn(2030, 1, Small.scenario({ levers: set }))
    assert.deepStrictEqual(base, valuesOf({ levers: set }, 2030))
    assert.notDeepEqual(base, valuesOf({}, 2030))
    for (const [i, { distribution, variable }] of levers.entries()) {
      const [low, high] = OneAtATime.ends
        .map(Distribution.quantile(distribution))
        .map((level) => valuesOf({ levers: { ...set, [variable.name]: level } }, 2030))
      assert.deepStrictEqual([swings[i]!.low, swings[i]!.high], [low, high], variable.name)
    }
  })

  it("is at its base what the scenario's own run comes to, and at an end what the run comes to there", () => {
    for (const year of [2021, 2030]) {
      const { axes: swings, base } = swingsIn(year)
      assert.deepStrictEqual(base, valuesOf({}, year))
      for (const [i, { distribution, variable }] of levers.entries()) {
        const ends = OneAtATime.ends.map(Distribution.quantile(distribution))
        assert.deepStrictEqual(swings[i]!.positions, ends as unknown as readonly [number, number])
        const [low, high] = ends.map((value) => valuesOf({ levers: { [variable.name]: value } }, year))
        assert.deepStrictEqual([swings[i]!.low, swings[i]!.high], [low, high], variable.name)
      }
    }
  })
})
