/**
 * The canonical text of a year, held against a row of numbers without writing the one or reading the other: the text of
 * every year of a model has the same names in the same places, and only numbers differ. About half of those do not
 * either, so that one year, written once, shows most of what any other has to be.
 */
import type { Model } from "../model/Model.ts"
import * as Bytes from "./Bytes.ts"
import * as Digits from "./Digits.ts"
import * as YearFrame from "./YearFrame.ts"

/** A year's text without the year, and where in it the numbers stand, in the order of the text. */
interface Pattern {
  readonly text: DataView
  readonly slots: Int32Array
  readonly values: Float64Array
  readonly starts: Int32Array
  readonly ends: Int32Array
}

const written = (model: Model, row: Float64Array): Pattern => {
  const { leads, slots, tail } = YearFrame.of(model)
  let text = ""
  let length = 0
  const write = (part: string): number => {
    text += part
    return (length += Bytes.of(part).byteLength)
  }
  const starts = new Int32Array(slots.length)
  const ends = new Int32Array(slots.length)
  for (const [i, lead] of leads.entries()) {
    starts[i] = write(lead)
    ends[i] = write(String(row[slots[i]!]))
  }
  write(tail)
  return { text: Bytes.of(text), slots, values: Float64Array.from(slots, (slot) => row[slot]!), starts, ends }
}

const known = new WeakMap<Model, Pattern>()

/** The pattern of a model: the first year that was asked for. */
const patternOf = (model: Model, row: Float64Array): Pattern => {
  const found = known.get(model)
  if (found !== undefined) return found
  const made = written(model, row)
  known.set(model, made)
  return made
}

/** The year that a year's text ends with, four digits and a brace; NaN where it ends with anything else. */
export const yearOf = (text: Uint8Array): number => {
  const end = String.fromCharCode(...text.subarray(-5))
  return /^\d{4}\}$/.test(end) ? Number(end.slice(0, 4)) : Number.NaN
}

/**
 * Whether a text, by its bytes in a room, is what an event of that year and that row is recorded as: to the byte between
 * the numbers, and each number the very same double.
 */
export const isOf = (model: Model, row: Float64Array, year: number, text: Uint8Array<ArrayBuffer>): boolean => {
  const pattern = patternOf(model, row)
  const { ends, slots, starts, values } = pattern
  if (yearOf(text) !== year) return false
  const { length, view } = Bytes.asLent(text)
  // Where in the text, and where in the pattern, begins what has not been held against each other.
  let [at, from] = [0, 0]
  for (let i = 0; i < slots.length; i++) {
    const value = row[slots[i]!]!
    if (value === values[i]) continue
    const before = starts[i]! - from
    if (!Bytes.areSame(view, at, pattern.text, from, before)) return false
    at = Digits.end(view, at + before, value)
    if (at === -1) return false
    from = ends[i]!
  }
  const rest = pattern.text.byteLength - from
  return length === at + rest + String(year).length + 1 && Bytes.areSame(view, at, pattern.text, from, rest)
}
