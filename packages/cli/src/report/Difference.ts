/** How runs differ from the first in the indicators of a report: in the years that are told of, and most in any. */
import type { Language } from "@gongfu/core/document/Label"
import * as Spacing from "@gongfu/core/document/Spacing"
import type { Indicator } from "@gongfu/core/model/Indicator"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Figure from "@gongfu/core/wording/Figure"
import { type Child, element as e, type Html } from "../render/Html.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"
import * as Parts from "./Parts.ts"
import { type Report, type Subject, valueOf } from "./Report.ts"

/** What is left of a difference by rounding is none: less than this of the larger side. */
const rounding = 1e-12

/** Whether an amount is nothing beside two sides. */
export const isNothing = (value: number, a: number, b: number): boolean =>
  Math.abs(value) <= rounding * Math.max(Math.abs(a), Math.abs(b))

const pairOf = (
  { first }: Report,
  run: Subject,
  indicator: Indicator,
  year: number
): readonly [number, number] | undefined => {
  const [a, b] = [valueOf(first, indicator, year), valueOf(run, indicator, year)]
  return a === undefined || b === undefined ? undefined : [a, b]
}

/** Whether no run differs from the first in any year; one that cannot be compared differs. */
export const isNowhere = (report: Report, indicator: Indicator): boolean =>
  report.subjects.slice(1).every((run) =>
    Trajectory.years(report.first.state.trajectory).every((year) => {
      const pair = pairOf(report, run, indicator, year)
      return pair !== undefined && isNothing(pair[1] - pair[0], ...pair)
    })
  )

/** A sentence that names what does not differ: in a year, or in any; nothing where all differ. */
export const none = (
  indicators: ReadonlyArray<Indicator>,
  year: number | undefined,
  language: Language
): Html | undefined => {
  if (indicators.length === 0) return undefined
  const labels = indicators.map(({ label }) => label[language])
  return e(
    "p",
    { class: "note" },
    language === "zh"
      ? `${year === undefined ? "各年" : `${year} 年`}没有差异，不作图：${labels.join("、")}。`
      : `No difference in ${year ?? "any year"}, so no chart: ${labels.join("; ")}.`
  )
}

/** The difference of a run in a year, with what it is of the first run's value. */
const amount = (
  [a, b]: readonly [number, number],
  report: Report,
  indicator: Indicator,
  language: Language
): string => {
  const unit = UnitText.of(report.first.model.units, indicator.unit)
  // Sides that round apart may still be nearer to each other than one of their decimals.
  let decimals = Figure.decimalsApart(unit, a, b)
  while (decimals < Figure.mostDecimals && !Figure.tellsMore(Figure.difference(b - a, unit, "en", decimals)))
    decimals += 1
  const difference = Figure.difference(b - a, unit, language, decimals)
  const percent = unit.percent === true ? undefined : Figure.relative(a, b)
  if (percent === undefined) return difference
  return language === "zh" ? `${difference}（${percent}）` : `${difference} (${percent})`
}

/** Where a run differs most from the first, relative to it, if that is in no year that is told of. */
const mostElsewhere = (report: Report, run: Subject, indicator: Indicator): number | undefined => {
  const relative = (year: number): number => {
    const pair = pairOf(report, run, indicator, year)
    return pair === undefined || pair[0] === 0 ? 0 : Math.abs((pair[1] - pair[0]) / pair[0])
  }
  let most = Math.max(rounding, ...report.told.map(relative))
  let found: number | undefined
  for (const year of Trajectory.years(report.first.state.trajectory)) {
    // What is as large in a year that is told of, or was in an earlier one, is told by that.
    if (relative(year) > most * (1 + 1e-9)) [most, found] = [relative(year), year]
  }
  return found
}

/** How a run differs in an indicator: in each year that is told of, and where it differs most if that is another. */
const told = (report: Report, run: Subject, indicator: Indicator, language: Language): ReadonlyArray<Child> => {
  const zh = language === "zh"
  const inYears = report.told.map((year) => {
    const pair = pairOf(report, run, indicator, year)
    const text =
      pair === undefined
        ? "–"
        : isNothing(pair[1] - pair[0], ...pair)
          ? zh
            ? "没有差异"
            : "no difference"
          : zh
            ? `为 ${amount(pair, report, indicator, language)}`
            : amount(pair, report, indicator, language)
    return zh ? Spacing.joined(`${year} 年`, text) : `${text} in ${year}`
  })
  const elsewhere = mostElsewhere(report, run, indicator)
  return [
    Parts.letter(run),
    zh ? "：" : ": ",
    inYears.join(zh ? "，" : ", "),
    elsewhere === undefined
      ? undefined
      : zh
        ? `；${elsewhere} 年相差最大，为 ${amount(pairOf(report, run, indicator, elsewhere)!, report, indicator, language)}`
        : `; most in ${elsewhere}: ${amount(pairOf(report, run, indicator, elsewhere)!, report, indicator, language)}`
  ]
}

/** The differences of every indicator in the box at the top of the page; nothing for a run that is alone. */
export const findings = (report: Report, language: Language): Html | undefined => {
  const zh = language === "zh"
  const { first, indicators, subjects, told: years } = report
  const others = subjects.slice(1)
  if (others.length === 0 || indicators.length === 0) return undefined
  const elsewhere = others
    .flatMap((run) => indicators.flatMap((indicator) => mostElsewhere(report, run, indicator) ?? []))
    .toSorted((a, b) => a - b)
  return e(
    "div",
    { class: "findings" },
    e("p", {}, zh ? `与 ${first.letter} 相比：` : `Against ${first.letter}:`),
    e(
      "ul",
      {},
      indicators.map((indicator) => {
        const unit = Figure.unitName(UnitText.of(first.model.units, indicator.unit), language)
        const still = isNowhere(report, indicator)
        return e(
          "li",
          { "data-indicator": indicator.name },
          indicator.label[language],
          unit === "" ? undefined : e("span", { class: "unit" }, zh ? `（${unit}）` : ` (${unit})`),
          zh ? "：" : ": ",
          still
            ? zh
              ? "各年没有差异"
              : "no difference in any year"
            : others.map((run) =>
                e("span", { class: others.length === 1 ? undefined : "run" }, told(report, run, indicator, language))
              )
        )
      })
    ),
    elsewhere.length === 0
      ? undefined
      : e(
          "p",
          { class: "note" },
          zh
            ? `最大差异按相对值比较。本报告分解 ${years.join("、")} 年的差异；其他年份用 --year 指定，如 --year ${elsewhere[0]}。`
            : `Most is by the relative difference. This report tells where the differences of ${years.join(", ")} come from; for another year make it with --year, such as --year ${elsewhere[0]}.`
        )
  )
}
