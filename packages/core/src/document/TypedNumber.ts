/**
 * Numbers as people write them that are none as they stand, and the plain number that each is: `12,000`, `1.2万`, `５０％`.
 *
 * What is typed is never guessed at: such a text is refused, and told with what to write instead. A numeral is read
 * against the unit of what is counted: 3000万 of what is counted in 亿元 is 0.3.
 */
import * as Decimal from "./Decimal.ts"
import { halved } from "./FullWidth.ts"
import type { Label } from "./Label.ts"

/** What is wrong with a text: it has commas, or words, or is in full width; the first of these that holds. */
export type Wrong = "comma" | "words" | "width"

/** A text that is no plain number, and the number in the unit, with % where it was typed; nothing where none is meant. */
export interface Reading {
  readonly wrong: Wrong
  readonly meant: string | undefined
}

/** The powers of ten that numerals stand for. */
const numerals: Readonly<Record<string, number>> = {
  百: 2,
  千: 3,
  万: 4,
  十万: 5,
  百万: 6,
  千万: 7,
  亿: 8,
  万亿: 12
}

const form = /^([+-]?)([\d.,]*\d[\d.,]*)\s*(%|\p{Script=Han}+(?:[/·]\p{Script=Han}+)*)?$/u
const grouped = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const decimal = /^\d+,\d+$/
const plain = /^(?:\d+\.?\d*|\.\d+)$/

/** The digits with a point alone: a comma before each three of them sets them apart, any other single one is a point. */
const withoutCommas = (digits: string): string | undefined => {
  const text = grouped.test(digits)
    ? digits.replaceAll(",", "")
    : decimal.test(digits)
      ? digits.replace(",", ".")
      : digits
  return plain.test(text) ? String(Number(text)) : undefined
}

/** Words as the power of ten of a numeral, 0 without one, and what follows it. */
const split = (words: string): readonly [power: number, rest: string] => {
  const [numeral] = Object.keys(numerals)
    .filter((one) => words.startsWith(one))
    .toSorted((a, b) => b.length - a.length)
  return numeral === undefined ? [0, words] : [numerals[numeral]!, words.slice(numeral.length)]
}

/** A number with words in a unit, or in what it counts: 元 of 元/人/年; nothing where the words are of another one. */
const inUnit = (digits: string, words: string, unit: Label): string | undefined => {
  const [[power, rest], [each, counted]] = [split(words), split(unit.zh)]
  const isMeant = rest === "" || rest === counted || rest === counted.split(/[/·]/)[0]
  return isMeant ? String(Decimal.shifted(digits, power - each)) : undefined
}

/** The label of no unit, for what is only looked at, and for pure numbers. */
export const noUnit: Label = { en: "", zh: "" }

/** Reads a text that is no plain number, for what is counted in a unit; nothing where it has hardly anything of one. */
export const read = (typed: string, unit: Label): Reading | undefined => {
  const half = halved(typed)
  const [, sign, digits, behind = ""] = form.exec(half) ?? []
  if (digits === undefined) return undefined
  const isWords = behind !== "" && behind !== "%"
  const wrong = digits.includes(",") ? "comma" : isWords ? "words" : half === typed ? undefined : "width"
  if (wrong === undefined) return undefined
  const number = withoutCommas(digits)
  const size = number === undefined || !isWords ? number : inUnit(number, behind, unit)
  const meant = size === undefined ? undefined : `${sign === "-" ? "-" : ""}${size}${isWords ? "" : behind}`
  return { wrong, meant }
}
