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
  /** What stands before each number, one after the other, as UTF-8. */
  readonly between: DataView
  /** Where in `between` what stands before a number ends. */
  readonly ends: Int32Array
  /** What stands between the last number and the year. */
  readonly end: string
}

/** The platform's own, a browser's or Node's. */
declare const TextEncoder: new () => {
  readonly encode: (text: string) => Uint8Array<ArrayBuffer>
  readonly encodeInto: (text: string, bytes: Uint8Array) => { readonly written: number }
}

const encoder = new TextEncoder()

/** The bytes of one text after the other; an engine looks at these sooner than at texts. */
let bytes = new Uint8Array(2 ** 16)
let view = new DataView(bytes.buffer)

/** Writes a text's bytes into `bytes`, with zeros behind as far as `Digits` looks. How many they are. */
const encode = (text: string): number => {
  const most = 3 * text.length + Digits.slack
  if (bytes.length < most) {
    bytes = new Uint8Array(2 * most)
    view = new DataView(bytes.buffer)
  }
  const { written } = encoder.encodeInto(text, bytes)
  bytes.fill(0, written, written + Digits.slack)
  return written
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
  let length = 0
  const made: Telling = {
    slots: Int32Array.from(slots),
    between: new DataView(encoder.encode(pieces.join("")).buffer),
    ends: Int32Array.from(pieces, (text) => (length += encoder.encode(text).length)),
    end: `${piece}},"year":`
  }
  known.set(model, made)
  return made
}

/**
 * Whether as many bytes of both are the same, eight at once, as what a double is compared by: no text of ours has the
 * bytes of what is no number or of a zero.
 */
const areSame = (a: DataView, at: number, b: DataView, from: number, length: number): boolean => {
  if (length < 8) {
    for (let i = 0; i < length; i++) if (a.getUint8(at + i) !== b.getUint8(from + i)) return false
    return true
  }
  const last = length - 8
  for (let i = 0; i < last; i += 8) if (a.getFloat64(at + i) !== b.getFloat64(from + i)) return false
  return a.getFloat64(at + last) === b.getFloat64(from + last)
}

/**
 * Whether a text is what an event of that year and that row is recorded as: to the byte between the numbers, and each
 * number the very same double.
 */
export const isOf = (model: Model, row: Float64Array, year: number, text: string): boolean => {
  const { between, end, ends, slots } = tellingOf(model)
  const rest = `${end}${year}}`
  if (!text.endsWith(rest)) return false
  const written = encode(text)
  let [at, next] = [0, 0]
  for (let i = 0; i < slots.length; i++) {
    const length = ends[i]! - next
    if (!areSame(view, at, between, next, length)) return false
    next += length
    at = Digits.end(view, at + length, row[slots[i]!]!)
    if (at === -1) return false
  }
  return written === at + encoder.encode(rest).length
}
