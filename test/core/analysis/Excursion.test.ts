/** Excursions: what shocks push beyond its range is told, in each year, and nothing else. */
import * as Excursion from "@gongfu/core/analysis/Excursion"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { model, town, townScenario, townScenarios } from "../run/town.ts"

const because = { en: "tried", zh: "试算" }

/** Shocks ten times as strong. */
const stronger = (scenario: Scenario): Scenario => ({
  ...scenario,
  shocks: scenario.shocks.map((shock) => ({
    ...shock,
    times: Object.fromEntries(Object.entries(shock.times ?? {}).map(([year, times]) => [year, 10 * times])),
    plus: Object.fromEntries(Object.entries(shock.plus ?? {}).map(([year, plus]) => [year, 10 * plus]))
  }))
})

describe("excursions", () => {
  it("X1 are the assumptions that lie outside their ranges in years in which a shock hits them", () => {
    let told = 0
    fc.assert(
      fc.property(townScenarios.map(stronger), (scenario) => {
        const { events, state } = Run.project(town, scenario)
        const excursions = Excursion.of(model, events)
        const hits = events.filter((event) => event.type === "ShockApplied")
        for (const { variable, year } of hits) {
          if (year > state.trajectory.to) continue
          const { name, slot } = Indicator.find(model, variable)!
          const value = Trajectory.at(state.trajectory, slot, year)
          const [low, high] = model.cells[slot]!.range!
          const excursion = excursions.find(({ indicator }) => indicator.name === name)
          assert.strictEqual(excursion?.years.includes(year) === true, value < low || value > high)
        }
        for (const { farthest, indicator, range, shocks, years } of excursions) {
          told++
          assert.deepStrictEqual(
            years,
            years.toSorted((a, b) => a - b)
          )
          for (const year of years) {
            assert.isTrue(
              hits.some((hit) => hit.variable === indicator.name && hit.year === year && shocks.includes(hit.shock))
            )
            if (year > state.trajectory.to) continue
            const value = Trajectory.at(state.trajectory, indicator.slot, year)
            assert.isAtMost(Excursion.beyond(range, value), Excursion.beyond(range, farthest.value))
            if (year === farthest.year) assert.strictEqual(value, farthest.value)
          }
        }
      }),
      { numRuns: 1000 }
    )
    assert.isAbove(told, 50)
  })

  it("are told of the year that a run stops in", () => {
    const shock = { name: "boom", on: "divisor", times: { 2022: 0 }, because }
    const { events, state } = Run.project(town, townScenario({ shocks: [{ ...shock, plus: { 2022: 400 } }] }))
    assert.deepStrictEqual([state.status, state.trajectory.to], ["failed", 2021])
    assert.deepStrictEqual(
      Excursion.of(model, events).map(({ farthest, indicator, shocks, years }) => [
        indicator.name,
        shocks,
        years,
        farthest.value
      ]),
      [["divisor", ["boom"], [2022], 400]]
    )
  })

  it("are none where a shock leads to the very end of a range", () => {
    const scenario = townScenario({
      shocks: [{ name: "boom", on: "trade", times: { 2025: 0 }, plus: { 2025: 1000 }, because }]
    })
    assert.deepStrictEqual(Excursion.of(model, Run.project(town, scenario).events), [])
  })
})
