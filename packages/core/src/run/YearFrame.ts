/**
 * What the canonical texts of all years of a model have in common: the same names in the same places. Only numbers, and
 * the year at the end, differ.
 */
import type { Model } from "../model/Model.ts"
import * as YearValues from "./YearValues.ts"

/** A year's text without its numbers and without the year. */
export interface YearFrame {
  /** What stands before each number, from the number before it on. */
  readonly leads: ReadonlyArray<string>
  /** The slot of each number. */
  readonly slots: Int32Array
  /** What stands between the last number and the year. */
  readonly tail: string
}

const made = (model: Model): YearFrame => {
  const [leads, slots]: [Array<string>, Array<number>] = [[], []]
  let lead = '{"values":'
  const walk = (values: YearValues.Told): void => {
    for (const [i, [name, value]] of Object.entries(values).entries()) {
      lead += `${i === 0 ? "{" : ","}${JSON.stringify(name)}:`
      if (typeof value === "number") {
        slots.push(value)
        leads.push(lead)
        lead = ""
      } else walk(value)
    }
    lead += "}"
  }
  // A row that holds its own slots' numbers tells where each stands in the text.
  const own = Float64Array.from({ length: model.slots }, (_, slot) => slot)
  walk(YearValues.fromRow(model, own, 0))
  return { leads, slots: Int32Array.from(slots), tail: `${lead},"year":` }
}

const known = new WeakMap<Model, YearFrame>()

/** The frame of a model, made once. */
export const of = (model: Model): YearFrame => {
  const found = known.get(model) ?? made(model)
  known.set(model, found)
  return found
}
