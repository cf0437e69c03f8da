/**
 * Numbers of an attribution: parts may be much smaller than what they are parts of, and get the decimals they need.
 */
import type { Attributed, Plan } from "@gongfu/core/analysis/Attribution"
import type { Language } from "@gongfu/core/document/Label"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import * as Figure from "@gongfu/core/wording/Figure"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** The most decimals of a figure. */
const most = 6

/** The fewest decimals, from a count on and up to the most, that show some digits of a number; of a small one any. */
const decimalsFor = (unit: Unit, number: number, digits: number, from: number, to: number): number => {
  const size = Math.abs(number) * (unit.percent === true ? 100 : 1)
  const shows = (count: number): boolean => size === 0 || size * 10 ** count >= 10 ** (digits - 1)
  for (let count = from; count < to; count++) if (shows(count)) return count
  let count = Math.max(from, to)
  // What the most decimals would show as zero.
  if (to === most && size * 10 ** to < 1) while (count < Figure.everyDecimal && !shows(count)) count++
  return count
}

/** Decimals that show at least three digits of the largest of some differences, and keep the two sides apart. */
export const decimalsOf = (unit: Unit, { a, b }: Attributed, differences: ReadonlyArray<number>): number => {
  const apart = Math.max(Figure.decimals(unit, a), Figure.decimals(unit, b), Figure.decimalsApart(unit, a, b))
  return decimalsFor(unit, Math.max(...differences.map(Math.abs)), 3, apart, most)
}

/** The decimals of standard errors: of all of them, and how many more a smaller one may have. */
export interface Precision {
  readonly decimals: number
  /** The last that is told of the parts, or the above. */
  readonly most: number
}

/**
 * Decimals that show two digits of the largest of some standard errors, at most one more than the parts have. A smaller
 * one of which these leave nothing has as many as the parts.
 */
export const errorPrecision = (unit: Unit, errors: ReadonlyArray<number>, decimals: number): Precision => {
  const largest = Math.max(0, ...errors)
  const own = largest === 0 ? decimals : decimalsFor(unit, largest, 2, 0, decimals + 1)
  return { decimals: own, most: Math.max(own, decimals) }
}

/**
 * A standard error: `±1.2`; `<0.1` where it is less than half of the last digit that is told of the parts, or of its own;
 * and `±0` where the orders that were drawn all agree.
 */
export const errorText = (unit: Unit, error: number, language: Language, precision: Precision): string => {
  const told = (count: number): string => Figure.difference(error, unit, language, count).replace(/^\+/, "")
  if (error === 0) return `±${Figure.difference(0, unit, language, 0)}`
  for (let count = precision.decimals; count <= precision.most; count++)
    if (Figure.tellsMore(told(count))) return `±${told(count)}`
  return `<${told(precision.most).replace(/0(?!.*\d)/, "1")}`
}

/** The unit of an indicator. */
export const unitOf = ({ sides }: Plan, { indicator }: Attributed): Unit =>
  UnitText.of(sides.kernel.model.units, indicator.unit)

/** A share of a difference; where there is no difference there is none. */
export const shareText = (share: number | undefined): string =>
  share === undefined ? "–" : `${Figure.fixed(share * 100, 1)}%`
