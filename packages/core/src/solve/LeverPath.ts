/**
 * A lever of a scenario, and how a search moves it.
 *
 * A lever is moved by one amount: what the scenario sets as a number becomes another number, a path keeps its shape
 * and is shifted as a whole, in the years that it names, and a lever that the scenario leaves alone gets a number
 * from the first policy year on in place of its default. Where a shifted value would leave the lever's range it stays
 * at the end of it.
 *
 * L1  every value of a moved setting lies in the lever's range;
 * L2  moved by 0 it is what the scenario says, or the default;
 * L3  its values are whole multiples of a ten-thousand-millionth of the range's size, so that a file says them in full.
 */
import * as Own from "../document/Own.ts"
import type { Indicator } from "../model/Indicator.ts"
import type { Lever } from "../model/ModelDocument.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import * as Setting from "../scenario/Setting.ts"

/** A lever that may be moved. */
export interface LeverPath {
  readonly indicator: Indicator
  readonly lever: Lever
  /** What the scenario says of it; nothing where the default holds. */
  readonly own: Setting.Setting | undefined
  /** The lever's own number, or the last value of its path. */
  readonly from: number
  /** The width of the lever's range, in its unit. */
  readonly range: number
  /** How far it may be moved down and up until its whole path stands at an end, as shares of the range. */
  readonly low: number
  readonly high: number
}

/** The lever of an indicator, as a scenario has it. The indicator must be a lever's. */
export const of = (indicator: Indicator, scenario: Pick<Scenario, "levers">): LeverPath => {
  const lever = indicator.variable.lever!
  const own = Own.at(scenario.levers, indicator.name)
  const values = own === undefined ? [lever.default] : typeof own === "number" ? [own] : pointValues(own)
  const range = lever.max - lever.min
  return {
    indicator,
    lever,
    own,
    from: values.at(-1)!,
    range,
    low: (lever.min - Math.max(...values)) / range,
    high: (lever.max - Math.min(...values)) / range
  }
}

/** The setting of a lever moved by a share of its range. */
export const moved = ({ lever, own, range }: LeverPath, share: number): Setting.Setting => {
  if (share === 0) return own ?? lever.default
  const at = (value: number): number => tidy(Math.min(lever.max, Math.max(lever.min, value + share * range)), range)
  if (own === undefined) return at(lever.default)
  if (typeof own === "number") return at(own)
  const shifted = Object.fromEntries(Setting.points(own).map(({ value, year }) => [year, at(value)]))
  return "step" in own ? { step: shifted } : shifted
}

/** The last value of a lever moved by a share of its range: what it comes to. */
export const to = (path: LeverPath, share: number): number => {
  const setting = moved(path, share)
  return typeof setting === "number" ? setting : pointValues(setting).at(-1)!
}

/**
 * Writes the values of a lever moved by a share of its range, year by year from the scenario's first, in which the
 * default holds as it does before a path's first year.
 */
export const write = (path: LeverPath, share: number, from: number, values: Float64Array): void => {
  const setting = moved(path, share)
  values[0] = path.lever.default
  if (typeof setting === "number") {
    values.fill(setting, 1)
    return
  }
  for (let k = 1; k < values.length; k++) values[k] = Setting.at(setting, from + k) ?? path.lever.default
}

/** The largest power of ten that is not above a number greater than 0. */
export const magnitude = (value: number): number => Number(`1e${exponent(value)}`)

/**
 * The share of the range that moves a lever nearest to, or just beyond, a share, such that its last value is a
 * multiple of a step; an end of the range is as good as a multiple. The way is that of `towards`.
 */
export const rounded = (path: LeverPath, share: number, step: number, towards: "down" | "up" | "nearest"): number => {
  const { from, range } = path
  const value = from + share * range
  const count = value / step
  // A value that is a multiple already, but for the last digits of a quotient, stays one.
  const whole = Math.round(count)
  const near = Math.abs(count - whole) < 1e-9 * Math.max(1, Math.abs(whole))
  const multiple = near || towards === "nearest" ? whole : towards === "up" ? Math.ceil(count) : Math.floor(count)
  // The last value of a path may stand at an end while the others go on.
  const aimed = tidy(multiple * step, range)
  const turned = (aimed - from) / range
  return Math.min(path.high, Math.max(path.low, turned))
}

// internal

const exponent = (value: number): number => Number(value.toExponential().split("e")[1])

/** A value without the last digits of a sum, which mean nothing beside the range. */
const tidy = (value: number, range: number): number =>
  Number(value.toFixed(Math.min(100, Math.max(0, 10 - exponent(range))))) + 0

const pointValues = (own: Exclude<Setting.Setting, number>): ReadonlyArray<number> =>
  Setting.points(own).map(({ value }) => value)
