/** Numbers as files may hold them: finite, described in both languages. */
import * as Schema from "effect/Schema"
import { expects } from "./Expected.ts"
import { halved } from "./FullWidth.ts"
import type { Label } from "./Label.ts"
import * as TypedYear from "./TypedYear.ts"

/** A number that is neither NaN nor infinite. */
export const Finite = Schema.Finite.pipe(expects({ en: "a finite number", zh: "有限的数" }))

const [earliest, latest] = [1900, 2200]

/** Whether something is a calendar year: what {@link Year} lets through. */
export const isYear = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= earliest && (value as number) <= latest

/** A calendar year. */
export const Year = Schema.Int.check(Schema.isBetween({ minimum: earliest, maximum: latest })).pipe(
  expects({ en: "a year from 1900 to 2200", zh: "1900 至 2200 之间的年份" })
)

/** The first and the last year of a text that can only mean all the years from one to another, however it writes so. */
export const rangeIn = (text: string): readonly [first: string, last: string] | undefined => {
  const form = /^\s*(\d{4})\s*年?\s*(?:[-–—~至到]|\.\.|to)\s*(\d{4})\s*年?\s*$/
  const [, first, last] = form.exec(halved(text)) ?? []
  return first === undefined ? undefined : [first, last!]
}

/** A year that is typed in another way, as it is written: `2021 年` is 2021; nothing for a text that is none. */
export const yearIn = (text: string): string | undefined => {
  const year = TypedYear.plain(text.trim())
  return year !== text && isYear(Number(year)) ? year : undefined
}

const instead = (text: string): Label => {
  const year = yearIn(text)
  if (year !== undefined) return { en: `write ${year}`, zh: `请写作 ${year}` }
  const range = rangeIn(text)
  if (range === undefined) return { en: "write a year, such as 2026", zh: "请写年份，如 2026" }
  const [first, last] = range
  return {
    en: `write both ends, ${first}: … and ${last}: …; values go straight from the one to the other, or hold under step`,
    zh: `请分别写明首尾两年，即 ${first}: … 和 ${last}: …；其间按直线变化，写在 step 之下则保持不变`
  }
}

/** What the text of a year looks like, for a pattern of more: the years that {@link Year} lets through. */
export const yearForm = "(?:(?:19|20|21)\\d\\d|2200)"

/** The text of a year, as a key of a map. */
export const YearKey = Schema.String.check(Schema.isPattern(new RegExp(`^${yearForm}$`, "u"))).pipe(
  expects({ en: "a year", zh: "年份", instead })
)

/** Values by year. */
export const YearMap = Schema.Record(YearKey, Finite).pipe(
  expects({ en: "values by year, {2021: …, 2025: …}", zh: "按年份的数值 {2021: …, 2025: …}" })
)
export type YearMap = typeof YearMap.Type
