/**
 * The canonical text of a year, read into a row of numbers at once.
 *
 * Where names stand is known, see `YearFrame`; a number that has always been written as in the first year that was read
 * of a model, as about half of them are, is that year's. Nothing is guessed: a text that is not to the letter what is
 * written of a year is not read here, and whoever reads any JSON has to judge it.
 */
import { isYear } from "../document/Number.ts"
import type { Model } from "../model/Model.ts"
import * as Event from "./Event.ts"
import * as JsonNumber from "./JsonNumber.ts"
import * as YearFrame from "./YearFrame.ts"
import * as YearValues from "./YearValues.ts"

/** A year that was read: each number as it is written, with what stands before it, and what it is. */
interface Example {
  readonly texts: ReadonlyArray<string>
  readonly row: Float64Array
  /** Which of the numbers have been another one since. */
  readonly varies: Uint8Array
}

const examples = new WeakMap<Model, Example>()

/** A number from a place of a text on. */
const number = new RegExp(JsonNumber.pattern, "y")

const [comma, brace] = [44, 125]

/** Whether a place of a text is behind a number. */
const endsAt = (text: string, at: number): boolean => {
  const letter = text.charCodeAt(at)
  return letter === comma || letter === brace
}

/** The event of a year from its payload; nothing for a payload that is not, to the letter, one of this model's. */
export const read = (model: Model, text: string): Event.YearProjected | undefined => {
  const { leads, slots, tail } = YearFrame.of(model)
  const example = examples.get(model)
  const texts: Array<string> = []
  const row = new Float64Array(model.slots)
  let at = 0
  for (let i = 0; i < leads.length; i++) {
    const slot = slots[i]!
    if (example?.varies[i] === 0) {
      const same = example.texts[i]!
      if (text.startsWith(same, at) && endsAt(text, at + same.length)) {
        row[slot] = example.row[slot]!
        at += same.length
        continue
      }
      example.varies[i] = 1
    }
    const lead = leads[i]!
    number.lastIndex = at + lead.length
    if (!text.startsWith(lead, at) || !number.test(text)) return undefined
    const value = Number(text.slice(at + lead.length, number.lastIndex))
    if (!Event.isNumber(value)) return undefined
    row[slot] = value
    if (example === undefined) texts.push(text.slice(at, number.lastIndex))
    at = number.lastIndex
  }
  if (example === undefined) examples.set(model, { texts, row, varies: new Uint8Array(leads.length) })
  const year = Number(text.slice(at + tail.length, -1))
  return isYear(year) && text.slice(at) === `${tail}${year}}` ? YearValues.event(model, row, year) : undefined
}
