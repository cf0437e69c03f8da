/**
 * What policy costs: sums of a place's indicators of cost over the rows of a projection, one year after the other.
 *
 * The first year comes before any policy and is left out. Sums are in the indicators' unit, which is money a year, times
 * years: money.
 */
import type { Indicator } from "../model/Indicator.ts"

/** A sum over rows. */
export type Sum = (rows: Float64Array) => number

/** The sum of indicators over all years after the first: what is spent in all. */
export const spent =
  (indicators: ReadonlyArray<Indicator>, slots: number): Sum =>
  (rows) => {
    let sum = 0
    for (let row = slots; row < rows.length; row += slots) for (const { slot } of indicators) sum += rows[row + slot]!
    return sum
  }

/**
 * The new money that a change asks for: how far each indicator is above what it was, in each year after the first.
 * What is saved on one thing, or in one year, does not pay for another.
 */
export const added =
  (indicators: ReadonlyArray<Indicator>, slots: number, before: Float64Array): Sum =>
  (rows) => {
    let sum = 0
    for (let row = slots; row < rows.length; row += slots)
      for (const { slot } of indicators) sum += Math.max(0, rows[row + slot]! - before[row + slot]!)
    return sum
  }

/** The unit of such a sum, from that of an indicator, as it is written in the model. */
export const unitOf = (indicator: Pick<Indicator, "unit">): string => indicator.unit.replace(/\/year(?=[*/]|$)/, "")
