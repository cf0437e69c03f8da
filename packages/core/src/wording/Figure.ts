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

/** The most decimals that a number is written out to. */
export const mostDecimals = 6

/** The digits that count of a number that is known to more decimals than are written out. */
const mostDigits = 15

/** A number of this size or larger is written out to any decimals; a smaller one is mostly zeros then. */
const writtenOut = 1e-4

/** Whole digits with thousands separators. */
export const grouped = (digits: string): string =>
  digits.length <= 3 ? digits : `${grouped(digits.slice(0, -3))},${digits.slice(-3)}`

/** A number to more decimals than are written out, in as many digits as it takes: `3e-7`, `1.25e-8`, `0.5`. */
const precise = (value: number, decimals: number): string => {
  const size = Math.abs(value)
  if (size >= writtenOut) {
    const [whole, rest] = String(Number(size.toFixed(Math.min(decimals, mostDigits)))).split(".")
    return rest === undefined ? grouped(whole!) : `${grouped(whole!)}.${rest}`
  }
  const digits = decimals + exponentOf(size)
  if (size === 0 || digits < -1) return "0"
  if (digits < 0) return size.toExponential() >= "5" ? `1e-${decimals}` : "0"
  return size.toExponential(Math.min(digits, mostDigits))
}

/** The power of ten in which a number is written scientifically. */
const exponentOf = (size: number): number => Number(size.toExponential().split("e")[1])

/**
 * A number with a count of decimals and thousands separators; a negative zero loses its sign. Large ones are written
 * scientifically, and so are small ones to more decimals than {@link mostDecimals}.
 */
export const fixed = (value: number, decimals: number): string => {
  if (!Number.isFinite(value)) return String(value)
  if (Math.abs(value) >= 1e15) return value.toExponential(3)
  if (decimals > mostDecimals)
    return value < 0 ? `-${precise(value, decimals)}`.replace(/^-0$/, "0") : precise(value, decimals)
  const [whole, rest] = Math.abs(value).toFixed(decimals).split(".")
  const text = rest === undefined ? grouped(whole!) : `${grouped(whole!)}.${rest}`
  return value < 0 && tellsMore(text) ? `-${text}` : text
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

/** Whether a text of a number tells more than zero. */
export const tellsMore = (text: string): boolean => /[1-9]/.test(text)

/** Numbers below this, as they are shown, have fewer than four digits among the decimals that are written out. */
const small = 1e-3

/** As many decimals as show any double that is not zero. */
export const everyDecimal = 324

/**
 * More decimals than are written out, with which small numbers pass a test; nothing where they are not small, or never
 * do. `numbers` are as they are shown.
 */
const beyond = (numbers: ReadonlyArray<number>, passes: (count: number) => boolean): number | undefined => {
  const size = Math.max(0, ...numbers.map(Math.abs))
  if (size === 0 || !(size < small)) return undefined
  for (let count = mostDecimals + 1; count <= everyDecimal; count++) if (passes(count)) return count
  return undefined
}

/**
 * Decimals that show a number of some size other than as zero: the unit's own, or where it takes more than are written
 * out as many as show two digits of it.
 */
export const decimalsToShow = (unit: Unit | undefined, size: number): number => {
  const start = decimals(unit, size)
  const number = Math.abs(scaled(size, unit))
  if (number === 0 || !Number.isFinite(number) || tellsMore(fixed(number, start))) return start
  const count = 1 - exponentOf(number)
  return Math.max(start, count)
}

/**
 * Decimals that keep two numbers apart which are apart, and their difference from zero: the unit's own, or as many more
 * as it takes, so that a target missed by a hair does not read "15.0% required, 15.0% projected, missed", nor missed by
 * 0.0. Only small numbers get more than six. Others that six do not keep apart get the unit's own; where they have to
 * be told apart all the same, see `Apart`.
 */
export const decimalsApart = (unit: Unit | undefined, a: number, b: number): number => {
  const start = decimals(unit, Math.max(Math.abs(a), Math.abs(b)))
  if (a === b) return start
  const numbers = [a, b].map((value) => scaled(value, unit)) as [number, number]
  const keepsApart = (count: number): boolean =>
    fixed(numbers[0], count) !== fixed(numbers[1], count) && tellsMore(fixed(scaled(a - b, unit), count))
  for (let count = start; count <= mostDecimals; count++) if (keepsApart(count)) return count
  return beyond(numbers, keepsApart) ?? start
}

/** A number, another one, and how far the second is above the first. */
export interface Differing {
  readonly a: number
  readonly b: number
  readonly difference: number
}

/**
 * Decimals with which numbers, as they are told, differ by what is told of their differences: a count, or one more.
 * Where neither does it is the count: more digits would say more than anybody asks.
 */
export const decimalsToAgree = (unit: Unit | undefined, all: ReadonlyArray<Differing>, count: number): number => {
  const agrees = ({ a, b, difference: apart }: Differing, digits: number): boolean => {
    const shown = (value: number): number => Number(scaled(value, unit).toFixed(digits))
    return Math.abs(shown(b) - shown(a) - shown(apart)) < 0.5 * 10 ** -digits
  }
  for (let digits = count; digits <= Math.min(mostDecimals, count + 1); digits++)
    if (all.every((one) => agrees(one, digits))) return digits
  return count
}

/**
 * Decimals that show numbers as they were given: the unit's own, or as many more as one of them has (six at most, but
 * for small numbers). One that does not end there was computed, such as a year between two given ones: seven digits of
 * it that count are enough.
 */
export const decimalsToTell = (unit: Unit | undefined, ...values: ReadonlyArray<number>): number => {
  const start = decimals(unit, Math.max(0, ...values.map(Math.abs)))
  const ofOne = (value: number): number => {
    const number = Math.abs(scaled(value, unit))
    // To more digits than anyone gives, and fewer than a sum in binary keeps.
    const tells = (count: number): boolean =>
      Math.abs(Number(number.toFixed(Math.min(count, 100))) - number) <= 1e-14 * number
    let count = start
    while (count < mostDecimals && !tells(count)) count++
    if (tells(count)) return count
    // One that is written scientifically.
    if (number < writtenOut) {
      const enough = 6 - exponentOf(number)
      while (count < enough && !tells(count)) count++
      return count
    }
    return Math.min(count, Math.max(start, 7 - number.toFixed(0).length))
  }
  return Math.max(start, ...values.map(ofOne))
}

/**
 * Decimals that let a reader compute with a number: the unit's own, or as many more as four digits that count take
 * (six at most, but for a number below a millionth), and no more than the number has.
 */
export const decimalsToReckon = (unit: Unit | undefined, value: number): number => {
  const number = Math.abs(scaled(value, unit))
  const start = decimals(unit, number)
  if (number === 0 || !Number.isFinite(number)) return start
  for (let count = start; count < mostDecimals; count++) {
    const shown = Number(number.toFixed(count))
    if (Math.abs(shown - number) <= 1e-9 * number || shown * 10 ** count >= 1000) return count
  }
  const most = Math.max(start, mostDecimals)
  if (number >= 10 ** -mostDecimals) return most
  const four = number.toExponential(3)
  return 3 - exponentOf(number) - /0*$/.exec(four.split("e")[0]!.replace(".", ""))![0].length
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
  const signed = text.startsWith("-") || !tellsMore(text) ? text : `+${text}`
  if (unit?.percent !== true) return signed
  return language === "zh" ? `${signed}个百分点` : `${signed} pp`
}

/** A change in percent with its sign: `+4.2%`. */
export const signedPercent = (percent: number): string => {
  const text = fixed(percent, 1)
  return `${text.startsWith("-") || !tellsMore(text) ? text : `+${text}`}%`
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
