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

/** The fewest decimals, from a count on and up to the most, that show some digits of a number. */
const decimalsFor = (unit: Unit, number: number, digits: number, from: number, to: number): number => {
  const size = Math.abs(number) * (unit.percent === true ? 100 : 1)
  for (let count = from; count < to; count++) if (size === 0 || size * 10 ** count >= 10 ** (digits - 1)) return count
  return Math.max(from, to)
}

/** Decimals that show at least three digits of the largest of some differences, and keep the two sides apart. */
export const decimalsOf = (unit: Unit, { a, b }: Attributed, differences: ReadonlyArray<number>): number => {
  const apart = Math.max(Figure.decimals(unit, a), Figure.decimals(unit, b), Figure.decimalsApart(unit, a, b))
  return decimalsFor(unit, Math.max(...differences.map(Math.abs)), 3, apart, most)
}

/**
 * Decimals with which A and B, as they are told, differ by B − A as it is told: a count, or one more. Where neither does
 * it is the count: more digits would say more than anybody asks.
 */
export const decimalsToAgree = (unit: Unit, { a, b, difference }: Attributed, count: number): number => {
  const shown = (value: number, decimals: number): number =>
    Number((value * (unit.percent === true ? 100 : 1)).toFixed(decimals))
  for (let decimals = count; decimals <= Math.min(most, count + 1); decimals++) {
    const apart = shown(b, decimals) - shown(a, decimals) - shown(difference, decimals)
    if (Math.abs(apart) < 0.5 * 10 ** -decimals) return decimals
  }
  return count
}

/**
 * Decimals that show two digits of the largest of some standard errors, at most one more than the values have, and as
 * many as these where all errors are 0.
 */
export const errorDecimals = (unit: Unit, errors: ReadonlyArray<number>, decimals: number): number => {
  const largest = Math.max(0, ...errors)
  return largest === 0 ? decimals : decimalsFor(unit, largest, 2, 0, decimals + 1)
}

/**
 * A standard error: `±1.2`, and `<0.1` where nothing would be left of it. Orders that all agree say no more than that: a
 * sample is never exact.
 */
export const errorText = (unit: Unit, error: number, language: Language, decimals: number): string => {
  const told = Figure.difference(error, unit, language, decimals).replace(/^\+/, "")
  if (/[1-9]/.test(told)) return `±${told}`
  return `<${told.replace(/0(?!.*\d)/, "1")}`
}

/** The unit of an indicator. */
export const unitOf = ({ sides }: Plan, { indicator }: Attributed): Unit =>
  UnitText.of(sides.kernel.model.units, indicator.unit)

/** A share of a difference; where there is no difference there is none. */
export const shareText = (share: number | undefined): string =>
  share === undefined ? "–" : `${Figure.fixed(share * 100, 1)}%`
