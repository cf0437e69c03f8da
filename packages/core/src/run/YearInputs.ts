/**
 * What a year is computed from: the model's own values of its levers and assumptions, what was set, and what hits them.
 */
import * as Indicator from "../model/Indicator.ts"
import type { Cell, Model, Variable } from "../model/Model.ts"
import * as ScenarioInputs from "../scenario/Inputs.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import * as Setting from "../scenario/Setting.ts"

/** What a year is computed from: levers and assumptions that were set, by indicator address, and shocks in order. */
export interface Inputs {
  readonly settings: ReadonlyMap<string, number>
  readonly shocks: ReadonlyArray<ScenarioInputs.Hit>
}

/** What a scenario gives a year. */
export const ofScenario = (scenario: Scenario, model: Model, year: number): Inputs => ({
  settings: new Map([
    ...Object.keys(scenario.levers).map((name) => [name, ScenarioInputs.leverAt(scenario, model, name, year)] as const),
    ...Object.keys(scenario.assumptions).flatMap((name) => {
      const value = ScenarioInputs.assumptionAt(scenario, name, year)
      return value === undefined ? [] : [[name, value] as const]
    })
  ]),
  shocks: ScenarioInputs.shocksIn(scenario, year)
})

/** The value of a series in a year: that of a path of the same values, whose first one holds before it too. */
const seriesAt = (series: Setting.Points, year: number): number =>
  Setting.at(series, year) ?? Setting.points(series)[0]!.value

/** The model's own value of an input in a year, before any scenario. */
export const ownValue = (variable: Variable, cell: Cell, year: number): number =>
  variable.lever?.default ?? (variable.series === undefined ? cell.value! : seriesAt(variable.series, year))

const ownRows = new WeakMap<Model, Map<number, Float64Array>>()

/** The model's own inputs in a year, by slot: inputs come before equations. Worked out once a model and year. */
const ownInputs = (model: Model, year: number): Float64Array => {
  const years = ownRows.get(model) ?? new Map<number, Float64Array>()
  ownRows.set(model, years)
  const found = years.get(year)
  if (found !== undefined) return found
  const inputs = model.variables.filter(({ kind }) => kind !== "equation")
  const row = new Float64Array(inputs.reduce((count, { cells }) => count + cells.length, 0))
  for (const variable of inputs) for (const cell of variable.cells) row[cell.slot] = ownValue(variable, cell, year)
  years.set(year, row)
  return row
}

/** Writes a year's inputs into a row. */
export const writeInputs = (model: Model, inputs: Inputs, year: number, row: Float64Array): void => {
  const own = ownInputs(model, year)
  row.set(own)
  for (const [name, value] of inputs.settings) {
    const found = Indicator.find(model, name)
    // An address that is written otherwise is nobody's here, as it is nobody's setting.
    const slot = found?.name === name ? found.slot : undefined
    if (slot !== undefined && slot < own.length) row[slot] = value
  }
  for (const { variable, times, plus } of inputs.shocks) {
    const { slot } = Indicator.find(model, variable)!
    row[slot] = row[slot]! * times + plus
  }
}
