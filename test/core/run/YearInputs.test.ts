import * as Run from "@gongfu/core/run/Run"
import * as RunState from "@gongfu/core/run/RunState"
import * as YearInputs from "@gongfu/core/run/YearInputs"
import * as Setting from "@gongfu/core/scenario/Setting"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { load } from "../model/marked.ts"
import { model as townModel, town, townScenarios } from "./town.ts"

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-Number.MAX_VALUE, Number.MAX_VALUE, -1.7e308, 1.7e308)
)
const series = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1990, max: 2060 }), value), {
    minLength: 1,
    maxLength: 6,
    selector: ([year]) => year
  })
  .map((points) => Object.fromEntries(points.map(([year, one]) => [String(year), one + 0])))

/** The model's own value in a year of a variable that has these values by year. */
const own = (points: Setting.Points) => {
  const text = JSON.stringify(points).replaceAll('"', "").replaceAll(":", ": ")
  const model = Result.getOrThrow(
    load(`  y: {label: {en: Y, zh: 甲}, unit: share, series: ${text}, source: {statistic: p. 1}}\n`).result
  )
  const variable = model.variable.get("y")!
  return (year: number) => YearInputs.ownValue(variable, variable.cells[0]!, year)
}

describe("the model's own value of a series", () => {
  it("is finite and that of a scenario's path of the same values; before the first year the first holds", () => {
    const check = (points: Setting.Points, year: number) => {
      const [first] = Object.keys(points)
        .map(Number)
        .toSorted((a, b) => a - b)
      const found = own(points)(year)
      assert.isTrue(Number.isFinite(found), `${found}`)
      assert.strictEqual(found, Setting.at(points, Math.max(year, first!)))
    }
    check({ 2020: -1.7e308, 2025: 1.7e308 }, 2022)
    fc.assert(fc.property(series, fc.integer({ min: 1980, max: 2070 }), check), { numRuns: 500 })
  })
})

describe("what a scenario gives a year", () => {
  it("is what a run of it holds when it projects the year: its levers and assumptions by one name each, and its shocks", () => {
    const rowOf = (inputs: YearInputs.Inputs, year: number) => {
      const row = new Float64Array(townModel.slots)
      YearInputs.writeInputs(townModel, inputs, year, row)
      return row.map((one) => one + 0)
    }
    const addresses = townModel.variables.flatMap(({ cells, kind }) =>
      kind === "lever" || kind === "assumption" ? cells.map(({ name }) => name) : []
    )
    fc.assert(
      fc.property(townScenarios, (scenario) => {
        let state = RunState.initial(townModel)
        for (const event of Run.project(town, scenario).events) {
          if (event.type === "YearProjected") {
            const given = YearInputs.ofScenario(scenario, townModel, event.year)
            assert.deepStrictEqual(rowOf(state, event.year), rowOf(given, event.year))
            assert.includeMembers(addresses, [...given.settings.keys()])
            assert.includeMembers([...given.settings.keys()], [...state.settings.keys()])
          }
          state = RunState.evolve(state, event)
        }
      })
    )
  })
})
