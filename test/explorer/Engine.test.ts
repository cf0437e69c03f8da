/* oxlint-disable vitest/expect-expect -- assertions stand in what tests share */
import { assert, describe, it } from "@effect/vitest"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Scoreboard from "@gongfu/core/target/Scoreboard"
import * as Engine from "@gongfu/explorer/Engine"
import * as Scale from "@gongfu/explorer/chart/Scale"
import * as fc from "fast-check"
import * as Setups from "./setups.ts"

describe("Engine.project", () => {
  const same = ({ outcome, run }: { readonly outcome: Engine.Outcome; readonly run: Run.Run }): void => {
    const { events, state } = run
    assert.deepStrictEqual(outcome.trajectory.rows, state.trajectory.rows)
    assert.strictEqual(outcome.trajectory.to, state.trajectory.to)
    assert.deepStrictEqual(outcome.standings, Scoreboard.standings(events))
    assert.deepStrictEqual(outcome.milestones, state.milestones)
    const failed = events.find((event) => event.type === "RunFailed")
    assert.strictEqual(outcome.failed?.year, failed?.year)
    assert.strictEqual(outcome.failed?.variable, failed?.variable)
  }

  it("gives the numbers of the run, to the bit, whatever is set", () => {
    fc.assert(
      fc.property(Setups.setup, (setup) => {
        const scenario = Setups.scenarioOf(setup)
        same({ outcome: Engine.project(Setups.place, scenario), run: Run.project(Setups.place, scenario) })
      }),
      { numRuns: 25 }
    )
  })

  it("fails where the run fails: a promise that cannot be paid, a number that is not finite", () => {
    const plan = Setups.presets.find(({ key }) => key === "plan")!.scenario
    const poor = { ...plan, levers: { ...plan.levers, village_collective_support: 60, rural_industry_support: 60 } }
    const shock = { name: "flood", on: "national_growth", times: { 2023: 1e308 }, plus: {}, because: plan.title }
    for (const scenario of [poor, { ...plan, shocks: [shock] }]) {
      const outcome = Engine.project(Setups.place, scenario)
      assert.isDefined(outcome.failed)
      same({ outcome, run: Run.project(Setups.place, scenario) })
    }
  })

  it("knows every preset", () => {
    for (const { scenario } of Setups.presets)
      same({ outcome: Engine.project(Setups.place, scenario), run: Run.project(Setups.place, scenario) })
  })

  it("without anything set is today's policy", () => {
    const outcome = Engine.project(Setups.place, Engine.untouched(Setups.place, { en: "Today", zh: "现行" }))
    for (const { cells, lever } of Setups.place.model.variables)
      if (lever !== undefined)
        assert.deepStrictEqual(new Set(Trajectory.series(outcome.trajectory, cells[0]!.slot)), new Set([lever.default]))
  })
})

describe("Scale.of", () => {
  const finite = fc.double({ min: -1e12, max: 1e12, noNaN: true })

  it("covers every value with few round steps", () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 40 }), (values) => {
        const { max, min, step } = Scale.of(values)
        const slack = 1e-6 * step
        assert.isTrue(values.every((value) => value >= min - slack && value <= max + slack))
        assert.isAbove(step, 0)
        const steps = (max - min) / step
        assert.closeTo(steps, Math.round(steps), 1e-6)
        assert.isAtLeast(steps, 1 - 1e-9)
        assert.isAtMost(steps, 8)
      })
    )
  })

  it("of values that differ by next to nothing is an axis still", () => {
    for (const values of [
      [0, 5e-324],
      [1e-310, 2e-310],
      [1, 1 + 2e-16],
      [-5e-324, 5e-324]
    ]) {
      const { max, min, step } = Scale.of(values)
      assert.isAbove(step, 0)
      assert.isBelow(min, max)
    }
  })

  it("of no finite value at all is an axis still", () => {
    assert.deepStrictEqual(Scale.of([Number.NaN, Infinity]), Scale.of([]))
  })
})
