/**
 * Numbers as people read them, by their unit.
 *
 * A unit with `percent` is shown times 100 with its sign, and a difference of
 * two such numbers in percentage points. Other numbers carry thousands
 * separators. Decimals are the unit's own; where a unit names none, large
 * numbers get fewer. No locale takes part: the same number gives the same text
 * on every machine, in both languages, apart from the words.
 */
import type { Language } from "../document/Label.ts"
import type { Unit } from "../model/ModelDocument.ts"
import * as RelativeChange from "../model/RelativeChange.ts"

/** The most decimals that any number is told to. */
export const mostDecimals = 6

/** Whole digits with thousands separators. */
export const grouped = (digits: string): string =>
  digits.length <= 3 ? digits : `${grouped(digits.slice(0, -3))},${digits.slice(-3)}`

/** A number with a fixed count of decimals and thousands separators; a negative zero loses its sign. */
export const fixed = (value: number, decimals: number): string => {
  if (!Number.isFinite(value)) return String(value)
  if (Math.abs(value) >= 1e15) return value.toExponential(3)
  const [whole, rest] = Math.abs(value).toFixed(decimals).split(".")
  const text = rest === undefined ? grouped(whole!) : `${grouped(whole!)}.${rest}`
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text
}

/** A score of 0 to 100. One below 100 never reads as 100, however near: that is said only of what is reached. */
export const score = (value: number, decimals: number): string =>
  fixed(value < 100 ? Math.min(value, 100 - 10 ** -decimals) : value, decimals)

const scaled = (value: number, unit: Unit | undefined): number => (unit?.percent === true ? value * 100 : value)

/** How many decimals a unit asks for; numbers of about this size get them when the unit does not say. */
export const decimals = (unit: Unit | undefined, size: number): number => {
  if (unit?.decimals !== undefined) return unit.decimals
  if (unit?.percent === true) return 1
  if (unit?.ratio === true) return 2
  const magnitude = Math.abs(size)
  return magnitude >= 1000 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 || magnitude === 0 ? 2 : 3
}

/**
 * Decimals that keep two numbers apart which are apart, and their difference from zero: the unit's own, or as many more
 * as it takes (six at most), so that a target missed by a hair does not read "15.0% required, 15.0% projected, missed",
 * nor missed by 0.0. Numbers that six decimals do not keep apart get the unit's own; where they have to be told apart
 * all the same, see `Apart`.
 */
export const decimalsApart = (unit: Unit | undefined, a: number, b: number): number => {
  const start = decimals(unit, Math.max(Math.abs(a), Math.abs(b)))
  if (a === b) return start
  const isTold = (value: number, count: number): boolean => /[1-9]/.test(fixed(scaled(value, unit), count))
  for (let count = start; count <= mostDecimals; count++)
    if (fixed(scaled(a, unit), count) !== fixed(scaled(b, unit), count) && isTold(a - b, count)) return count
  return start
}

/**
 * Decimals that show numbers as they were given: the unit's own, or as many more as one of them has (six at most). One
 * that does not end there was computed, such as a year between two given ones: seven digits of it that count are enough.
 */
export const decimalsToTell = (unit: Unit | undefined, ...values: ReadonlyArray<number>): number => {
  const start = decimals(unit, Math.max(0, ...values.map(Math.abs)))
  const ofOne = (value: number): number => {
    const number = Math.abs(scaled(value, unit))
    // To more digits than anyone gives, and fewer than a sum in binary keeps.
    const tells = (count: number): boolean => Math.abs(Number(number.toFixed(count)) - number) <= 1e-14 * number
    let count = start
    while (count < mostDecimals && !tells(count)) count++
    return tells(count) ? count : Math.min(count, Math.max(start, 7 - number.toFixed(0).length))
  }
  return Math.max(start, ...values.map(ofOne))
}

/**
 * Decimals that let a reader compute with a number: the unit's own, or as many more as four digits that count take
 * (six at most), and no more than the number has.
 */
export const decimalsToReckon = (unit: Unit | undefined, value: number): number => {
  const number = Math.abs(scaled(value, unit))
  const start = decimals(unit, number)
  if (number === 0 || !Number.isFinite(number)) return start
  for (let count = start; count < mostDecimals; count++) {
    const shown = Number(number.toFixed(count))
    if (Math.abs(shown - number) <= 1e-9 * number || shown * 10 ** count >= 1000) return count
  }
  return Math.max(start, mostDecimals)
}

/** A number in its unit, without the unit's name: `32,428`, `52.3%`, `1.96`. */
export const of = (value: number, unit: Unit | undefined, count: number = decimals(unit, value)): string =>
  `${fixed(scaled(value, unit), count)}${unit?.percent === true ? "%" : ""}`

/** A difference with its sign: `+1,204`, `-0.4`, and for percentages `+1.2 pp` (`+1.2个百分点`). */
export const difference = (
  value: number,
  unit: Unit | undefined,
  language: Language,
  count: number = decimals(unit, value)
): string => {
  const text = fixed(scaled(value, unit), count)
  const signed = text.startsWith("-") || !/[1-9]/.test(text) ? text : `+${text}`
  if (unit?.percent !== true) return signed
  return language === "zh" ? `${signed}个百分点` : `${signed} pp`
}

/** A change in percent with its sign: `+4.2%`. */
export const signedPercent = (percent: number): string => {
  const text = fixed(percent, 1)
  return `${text.startsWith("-") || !/[1-9]/.test(text) ? text : `+${text}`}%`
}

/** A change relative to where it begins: `+4.2%`; nothing where `RelativeChange.percent` gives none. */
export const relative = (from: number, to: number): string | undefined => {
  const percent = RelativeChange.percent(from, to)
  return percent === undefined ? undefined : signedPercent(percent)
}

/** The name of a unit in a table, nothing for percentages and plain ratios, whose numbers speak for themselves. */
export const unitName = (unit: Unit | undefined, language: Language): string =>
  unit === undefined || unit.percent === true || unit.ratio === true ? "" : unit.label[language]

/** How far two numbers lie apart, without a sign: `1,204`, and for percentages `1.2 pp` (`1.2个百分点`). */
export const distance = (value: number, unit: Unit | undefined, language: Language): string =>
  difference(Math.abs(value), unit, language).replace(/^\+/, "")
