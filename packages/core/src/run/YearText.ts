/**
 * The canonical text of a year, held against a row of numbers without writing the one or reading the other: the text of
 * every year of a model has the same names in the same places, and only numbers differ.
 */
import type { Model } from "../model/Model.ts"
import * as Digits from "./Digits.ts"
import * as YearValues from "./YearValues.ts"

interface Telling {
  /** The slots in the order of the text. */
  readonly slots: Int32Array
  /** What stands before each number, one after the other, by code units: an engine looks at these sooner than at texts. */
  readonly between: Uint16Array
  /** Where in `between` what stands before a number ends. */
  readonly ends: Int32Array
  /** What stands between the last number and the year. */
  readonly end: string
}

const known = new WeakMap<Model, Telling>()

const tellingOf = (model: Model): Telling => {
  const found = known.get(model)
  if (found !== undefined) return found
  // A row that holds its own slots' numbers tells where each stands in the text.
  const own = Float64Array.from({ length: model.slots }, (_, slot) => slot)
  const slots: Array<number> = []
  const pieces: Array<string> = []
  let piece = '{"values":{'
  const walk = (values: YearValues.Told): void => {
    for (const [i, [name, value]] of Object.entries(values).entries()) {
      piece += `${i === 0 ? "" : ","}${JSON.stringify(name)}:`
      if (typeof value === "number") {
        slots.push(value)
        pieces.push(piece)
        piece = ""
      } else {
        piece += "{"
        walk(value)
        piece += "}"
      }
    }
  }
  walk(YearValues.fromRow(model, own, 0))
  const before = pieces.join("")
  let length = 0
  const made: Telling = {
    slots: Int32Array.from(slots),
    between: Uint16Array.from({ length: before.length }, (_, i) => before.charCodeAt(i)),
    ends: Int32Array.from(pieces, (text) => (length += text.length)),
    end: `${piece}},"year":`
  }
  known.set(model, made)
  return made
}

/**
 * Whether a text is what an event of that year and that row is recorded as: to the byte between the numbers, and each
 * number the very same double.
 */
export const isOf = (model: Model, row: Float64Array, year: number, text: string): boolean => {
  const { between, end, ends, slots } = tellingOf(model)
  let [at, next] = [0, 0]
  for (let i = 0; i < slots.length; i++) {
    for (const stop = ends[i]!; next < stop; next++, at++) if (text.charCodeAt(at) !== between[next]) return false
    at = Digits.end(text, at, row[slots[i]!]!)
    if (at === -1) return false
  }
  return text.length === at + end.length + 5 && text.endsWith(`${end}${year}}`)
}
