/**
 * The canonical text of an assessment, read at once: a run has hundreds of them, of the same few keys.
 *
 * Nothing is guessed: a text that is not to the letter what is written of an assessment is not read here, and whoever
 * reads any JSON has to judge it.
 */
import { isYear } from "../document/Number.ts"
import * as Event from "./Event.ts"
import * as JsonNumber from "./JsonNumber.ts"

const number = JsonNumber.pattern

/** A name without what JSON writes as an escape. */
const name = String.raw`[^"\\\u0000-\u001f]*`

const status = Event.Status.literals.join("|")

const pattern = new RegExp(
  [
    String.raw`^\{"margin":(${number}),"projected":(${number}),"required":(${number})`,
    String.raw`,"status":"(${status})","target":"(${name})","year":(${number})\}$`
  ].join("")
)

/** The event of an assessment from its payload; nothing for a payload that is not, to the letter, one of them. */
export const read = (text: string): Event.TargetAssessed | undefined => {
  const found = pattern.exec(text)
  if (found === null) return undefined
  const [margin, projected, required, year] = [found[1], found[2], found[3], found[6]].map(Number)
  if (!Event.isNumber(margin) || !Event.isNumber(projected) || !Event.isNumber(required) || !isYear(year))
    return undefined
  const [, , , , stands, target] = found as unknown as [string, string, string, string, Event.Status, string]
  return { type: "TargetAssessed", schema: 1, year, target, required, projected, margin, status: stands }
}
