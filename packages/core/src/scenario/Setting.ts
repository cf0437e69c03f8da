/**
 * Settings: what a scenario says about one lever or one assumption, as a path over years.
 *
 * A setting is a number, values by year (linear between them), or values by
 * year under `step` (each holds until the next). After its last year a path
 * holds. Before its first year it says nothing: what holds then is the
 * caller's to know, a lever's default or the model's own value.
 */
import * as Schema from "effect/Schema"
import { checked, expects } from "../document/Expected.ts"
import { Finite, YearMap } from "../document/Number.ts"

/** Values by year, at least one. */
export const Points = YearMap.check(
  Schema.makeFilter(
    (values) => Object.keys(values).length > 0,
    checked({ en: "at least one year, {2021: …}", zh: "至少一个年份 {2021: …}" }, { minProperties: 1 })
  )
)
export type Points = typeof Points.Type

/** A path that jumps. */
export const Step = Schema.Struct({ step: Points })

/** A number, a path that is linear between its years, or one that jumps. */
export const Setting = Schema.Union([Finite, Step, Points]).pipe(
  expects({
    en: "a number, values by year {2021: …, 2025: …}, or jumps {step: {2021: …}}",
    zh: "一个数、按年份的数值 {2021: …, 2025: …}，或阶跃 {step: {2021: …}}"
  })
)
export type Setting = typeof Setting.Type

/** A point of a path. */
export interface Point {
  readonly year: number
  readonly value: number
}

/** The points of values by year, in the order of the years. */
const pointsOf = (values: Points): ReadonlyArray<Point> =>
  Object.entries(values)
    .map(([year, value]) => ({ year: Number(year), value }))
    .toSorted((a, b) => a.year - b.year)

const isStep = (setting: Points | { readonly step: Points }): setting is { readonly step: Points } =>
  typeof setting["step"] === "object"

const known = new WeakMap<object, ReadonlyArray<Point>>()

/** The values by year that a setting names, worked out once a setting; nothing for a number. */
export const points = (setting: Setting): ReadonlyArray<Point> => {
  if (typeof setting === "number") return []
  const found = known.get(setting)
  if (found !== undefined) return found
  const made = pointsOf(isStep(setting) ? setting.step : setting)
  known.set(setting, made)
  return made
}

/** Where in a path's data the value of a year stands that it names. */
export const pathTo = (setting: Setting, year: number): ReadonlyArray<string> =>
  typeof setting !== "number" && isStep(setting) ? ["step", String(year)] : [String(year)]

/**
 * The value on the straight line from one point to a later one.
 *
 * Gives the points' own values exactly, is monotone in the year, and stays between the two values, in floating point
 * too: each rounding is monotone, and the product falls short of the difference by more than the roundings can add.
 */
const between = (a: Point, b: Point, year: number): number => {
  if (year === a.year) return a.value
  if (year === b.year) return b.value
  const part = (year - a.year) / (b.year - a.year)
  const difference = b.value - a.value
  // The difference of two huge numbers of opposite sign overflows; their weighted sum does not.
  return Number.isFinite(difference) ? a.value + difference * part : a.value * (1 - part) + b.value * part
}

/** The value of a setting in a year; undefined before the first year of a path. */
export const at = (setting: Setting, year: number): number | undefined => {
  if (typeof setting === "number") return setting
  const path = points(setting)
  const next = path.findIndex((point) => point.year > year)
  if (next === 0) return undefined
  const last = path.at(next === -1 ? -1 : next - 1)!
  return next === -1 || isStep(setting) ? last.value : between(last, path[next]!, year)
}

/** The same values without -0, which JSON cannot tell from 0. */
export const normalPoints = (values: YearMap): YearMap =>
  Object.fromEntries(Object.entries(values).map(([year, value]) => [year, value + 0]))

/** The same setting without -0. */
export const normal = (setting: Setting): Setting =>
  typeof setting === "number"
    ? setting + 0
    : isStep(setting)
      ? { step: normalPoints(setting.step) }
      : normalPoints(setting)
