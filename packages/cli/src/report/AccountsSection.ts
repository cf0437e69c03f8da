/** The accounts: what came in and where it went, by the laws of the model that say so. */
import * as Accounts from "@gongfu/core/analysis/Accounts"
import type { Language } from "@gongfu/core/document/Label"
import type { Indicator } from "@gongfu/core/model/Indicator"
import * as Figure from "@gongfu/core/wording/Figure"
import { element as e, fragment, type Html } from "../render/Html.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"
import * as Parts from "./Parts.ts"
import { type Report, type Room, type Subject, valueOf } from "./Report.ts"

interface Column {
  readonly subject: Subject
  readonly year: number
  readonly head: Html | string
}

/** One run by years; several in one year. */
const columnsOf = ({ first, subjects, years }: Report, year: number): ReadonlyArray<Column> =>
  subjects.length === 1
    ? years.map((at) => ({ subject: first, year: at, head: `${at}` }))
    : subjects.map((subject) => ({ subject, year, head: Parts.letter(subject) }))

const account = (
  report: Report,
  year: number,
  { label, name, sources, unit: written, uses }: Accounts.Account,
  language: Language
): Html => {
  const zh = language === "zh"
  const unit = UnitText.of(report.first.model.units, written)
  const columns = columnsOf(report, year)
  const two = report.subjects.length === 2
  const told = (value: number | undefined): Html | string =>
    value === undefined ? "–" : Parts.figure(Figure.of(value, unit), value)
  const difference = (values: ReadonlyArray<number | undefined>): ReadonlyArray<string> => {
    const [a, b] = values
    if (!two) return []
    return [a === undefined || b === undefined ? "–" : Figure.difference(b - a, unit, language)]
  }
  const valuesOf = (indicator: Indicator): ReadonlyArray<number | undefined> =>
    columns.map((column) => valueOf(column.subject, indicator, column.year))
  const side = (title: string, indicators: ReadonlyArray<Indicator>): ReadonlyArray<Parts.Row> => {
    const rows = indicators.map((indicator) => ({ indicator, values: valuesOf(indicator) }))
    const sums = columns.map((_, i) =>
      rows.reduce<number | undefined>((sum, { values }) => {
        const value = values[i]
        return sum === undefined || value === undefined ? undefined : sum + value
      }, 0)
    )
    return [
      { section: title },
      ...rows.map(({ indicator, values }) => ({
        cells: [indicator.label[language], ...values.map(told), ...difference(values)]
      })),
      ...(rows.length === 1
        ? []
        : [
            {
              attributes: { class: "total" },
              cells: [zh ? "合计" : "Total", ...sums.map(told), ...difference(sums)]
            }
          ])
    ]
  }
  return Parts.grid({
    name: "account",
    caption: fragment(
      label[language],
      e("span", { class: "unit" }, zh ? `（${unit.label.zh}）` : ` (${unit.label.en})`),
      name.includes(" ") ? e("code", {}, ` ${name}`) : undefined
    ),
    columns: [
      { head: zh ? `项目` : "Item" },
      ...columns.map(({ head }) => ({ head, numbers: true })),
      ...(two ? [{ head: `${report.subjects[1]!.letter} − ${report.first.letter}`, numbers: true }] : [])
    ],
    rows: [...side(zh ? "来源" : "Where it comes from", sources), ...side(zh ? "去向" : "Where it goes", uses)]
  })
}

/** The section. */
export const section: Room = (report, { language }) => {
  const zh = language === "zh"
  const accounts = Accounts.of(report.first.model)
  if (accounts.length === 0 || report.years.length === 0) return undefined
  const when =
    report.subjects.length === 1
      ? zh
        ? "各年数额。"
        : "Amounts by year. "
      : zh
        ? `${report.told.join("、")} 年数额。`
        : `Amounts of ${report.told.join(", ")}. `
  return {
    name: "accounts",
    title: { en: "The accounts", zh: "收支账目" },
    content: fragment(
      e(
        "p",
        {},
        when,
        zh
          ? "每张账目对应模型的一条约束：来源与去向每年相等，每笔资金只用一次。"
          : "Each account is a law of the model: what comes in equals what goes out in every year, and nothing is spent twice."
      ),
      (report.subjects.length === 1 ? [report.year] : report.told).map((year) =>
        fragment(
          report.subjects.length > 1 && report.told.length > 1 ? e("h3", {}, zh ? `${year} 年` : `${year}`) : undefined,
          e(
            "div",
            { class: "accounts" },
            accounts.map((one) => account(report, year, one, language))
          )
        )
      )
    )
  }
}
