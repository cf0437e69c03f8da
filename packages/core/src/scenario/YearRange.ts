/**
 * Values by year, in which a key may also stand for several years: `2026-2035`, both ends included.
 *
 * A range is a way to write, nothing more: what is made of a file holds single years. Which ranges can be meant is
 * for `Check` to say: one that is turned round, or a year that two keys name.
 */
import * as Schema from "effect/Schema"
import type { Label } from "../document/Label.ts"
import { checked, expects } from "../document/Expected.ts"
import { Finite, rangeIn, yearForm, yearIn, type YearMap } from "../document/Number.ts"

const instead = (text: string): Label => {
  const year = yearIn(text)
  if (year !== undefined) return { en: `write ${year}`, zh: `请写作 ${year}` }
  const range = rangeIn(text)
  return range === undefined
    ? { en: "write a year, 2026, or years, 2026-2035", zh: "请写年份，如 2026 或 2026-2035" }
    : { en: `write ${range[0]}-${range[1]}`, zh: `请写作 ${range[0]}-${range[1]}` }
}

/** A year or, with a hyphen or an en dash between its ends, a range of years, as a key of a map. */
export const Key = Schema.String.check(Schema.isPattern(new RegExp(`^${yearForm}([-–]${yearForm})?$`, "u"))).pipe(
  expects({ en: "a year or a range of years", zh: "年份或年份区间", instead })
)

/** Values by year or range of years, at least one. */
export const Values = Schema.Record(Key, Finite)
  .pipe(
    expects({
      en: "values by year or range of years, {2021: …, 2026-2035: …}",
      zh: "按年份或年份区间的数值 {2021: …, 2026-2035: …}"
    })
  )
  .check(
    Schema.makeFilter(
      (values) => Object.keys(values).length > 0,
      checked({ en: "at least one year, {2021: …}", zh: "至少一个年份 {2021: …}" }, { minProperties: 1 })
    )
  )
export type Values = typeof Values.Type

/** The years of a key, both included; `from` is after `to` where the range is turned round. */
export interface Span {
  readonly key: string
  readonly from: number
  readonly to: number
}

/** What a key stands for. */
const of = (key: string): Span => ({ key, from: Number(key.slice(0, 4)), to: Number(key.slice(-4)) })

/** What the keys of values stand for. */
export const spans = (values: Values): ReadonlyArray<Span> => Object.keys(values).map(of)

/** Whether two keys name a year in common. */
export const overlap = (a: Span, b: Span): boolean => a.from <= b.to && b.from <= a.to

/** The same values with every year by itself. */
export const expanded = (values: Values): YearMap =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      const { from, to } = of(key)
      return Array.from({ length: to - from + 1 }, (_, i) => [String(from + i), value])
    })
  )
