/**
 * Values for every input of a model in every year, for a loop on its kernel alone.
 */
import type { Model } from "@gongfu/core/model/Model"
import type { Inputs } from "./Loop.ts"

/** Inputs for all years of a model; `of` gives the row of a case and year, of which only the inputs are read. */
export const make = (model: Model, cases: number, of: (index: number, year: number) => Float64Array): Inputs => {
  // Inputs come before equations (M5).
  const count = model.cells.filter((cell) => cell.equation === undefined).length
  const years = model.years.to - model.years.from + 1
  const values = new Float64Array(cases * years * count)
  for (let index = 0; index < cases; index++)
    for (let y = 0; y < years; y++)
      values.set(of(index, model.years.from + y).subarray(0, count), (index * years + y) * count)
  return { years, base: model.years.from, count, cases, values }
}
