/**
 * The position of an assumption: one number by which the whole of it moves.
 *
 * An assumption of one value is its own position. One by year, or by member under a range for all, moves by a common
 * shift that keeps its pattern and every value in the range; one with a spread moves by a common factor.
 *
 * P1  at the centre, every value is the model's own;
 * P2  between `low` and `high`, every value lies in the range of its cell.
 */
import type { Label } from "../document/Label.ts"
import type { Cell, Variable } from "./Model.ts"
import type { Distribution } from "./ModelDocument.ts"

/** How a position is turned into values. */
export type Kind = "value" | "shift" | "factor"

/** The positions that an assumption may take; `low` equals `high` where it cannot move. */
export interface Position {
  readonly kind: Kind
  readonly low: number
  readonly high: number
  readonly centre: number
}

/** The model's own values of an assumption, wherever they stand. */
const ownValues = ({ cells, series }: Pick<Variable, "cells" | "series">): ReadonlyArray<number> =>
  series === undefined ? cells.map(({ value }) => value!) : Object.values(series)

/** The position of a variable; nothing for one that is no assumption. */
export const of = (
  variable: Pick<Variable, "kind" | "cells" | "series" | "spread" | "range">
): Position | undefined => {
  const { cells, kind, range, series, spread } = variable
  if (kind !== "assumption" || range === undefined) return undefined
  if (spread !== undefined) return { kind: "factor", low: spread[0], high: spread[1], centre: 1 }
  const own = ownValues(variable)
  const [low, high] = range
  return cells.length === 1 && series === undefined
    ? { kind: "value", low, high, centre: own[0]! }
    : { kind: "shift", low: low - Math.min(...own) + 0, high: high - Math.max(...own) + 0, centre: 0 }
}

// Rounding does not lead out of the range.
const within = (value: number, low: number, high: number): number =>
  (value < low ? low : value > high ? high : value) + 0

/** A value moved by a shift, in the range of its cell. */
export const shifted = (own: number, shift: number, low: number, high: number): number => within(own + shift, low, high)

/** A value moved by a factor, in the range of its cell. */
export const scaled = (own: number, factor: number, low: number, high: number): number =>
  within(own * factor, low, high)

/** The value of a cell at a position, from the model's own value in the year. */
export const valueAt = (kind: Kind, cell: Pick<Cell, "range">, own: number, position: number): number => {
  if (kind === "value") return position
  const [low, high] = cell.range!
  return (kind === "shift" ? shifted : scaled)(own, position, low, high)
}

/** Why positions cannot be distributed like that; nothing where they can. */
export const impossible = (distribution: Distribution, { centre, high, kind, low }: Position): Label | undefined => {
  if (typeof distribution === "string") return undefined
  if ("triangular" in distribution) {
    const { mode } = distribution.triangular
    return mode >= low && mode <= high
      ? undefined
      : { en: `the mode ${mode} is outside ${low} to ${high}`, zh: `众数 ${mode} 超出 ${low} 至 ${high}` }
  }
  const sd = "normal" in distribution ? distribution.normal.sd : distribution.lognormal.sd
  if (!(sd > 0)) return { en: `the standard deviation ${sd} is not above 0`, zh: `标准差 ${sd} 不大于 0` }
  if ("normal" in distribution) return undefined
  if (kind === "shift")
    return {
      en: "values that move together by a shift cannot be lognormal; give a spread instead of a range",
      zh: "整体平移的数值不能用对数正态分布；请用 spread 代替 range"
    }
  return low >= 0 && centre > 0
    ? undefined
    : {
        en: `lognormal values are above 0, and the range begins at ${low}`,
        zh: `对数正态的数值须大于 0，而范围始于 ${low}`
      }
}
