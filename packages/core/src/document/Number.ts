/** Numbers as files may hold them: finite, described in both languages. */
import * as Schema from "effect/Schema"
import { expects } from "./Expected.ts"

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

/** The text of a year, as a key of a map. */
export const YearKey = Schema.String.check(Schema.isPattern(/^(19|20|21)\d\d$/)).pipe(
  expects({ en: "a year", zh: "年份" })
)

/** Values by year. */
export const YearMap = Schema.Record(YearKey, Finite).pipe(
  expects({ en: "values by year, {2021: …, 2025: …}", zh: "按年份的数值 {2021: …, 2025: …}" })
)
export type YearMap = typeof YearMap.Type
