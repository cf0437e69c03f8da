/**
 * The headline indicators over the years: one chart each, with what the plan asks for, the index beside them, and a
 * table of the same numbers.
 */
import type { Language } from "@gongfu/core/document/Label"
import type { Indicator } from "@gongfu/core/model/Indicator"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as ProsperityIndex from "@gongfu/core/target/ProsperityIndex"
import * as Figure from "@gongfu/core/wording/Figure"
import { element as e, fragment, type Html } from "../render/Html.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"
import * as Difference from "./Difference.ts"
import * as Levels from "./Levels.ts"
import * as Lines from "./Lines.ts"
import { stroke } from "./Look.ts"
import * as Parts from "./Parts.ts"
import { type Report, type Room, type Subject, type Tools, valueOf } from "./Report.ts"

/** A value of an axis in a unit, with the decimals that its steps need. */
export const axisFigure =
  (unit: Unit | undefined) =>
  (value: number, step: number): string =>
    Figure.of(value, unit, Figure.decimalsToTell(unit === undefined ? unit : { ...unit, decimals: 0 }, step))

/** The years that all charts of a report show. */
const span = ({ subjects }: Report): { readonly from: number; readonly to: number } => ({
  from: Math.min(...subjects.map(({ state }) => state.trajectory.from)),
  to: Math.max(...subjects.map(({ state }) => state.trajectory.to))
})

const nameOf = ({ subjects }: Report, subject: Subject): string => (subjects.length === 1 ? "" : subject.letter)

const heading = (label: string, unit: string): Html =>
  fragment(label, unit === "" ? undefined : e("span", { class: "unit" }, ` ${unit}`))

const indicatorChart = (report: Report, indicator: Indicator, at: number, { draw, language }: Tools): Html => {
  const zh = language === "zh"
  const { first, subjects } = report
  const unit = UnitText.of(first.model.units, indicator.unit)
  const label = indicator.label[language]
  const asked = Levels.of(first, indicator.name, language)
  const years = span(report)
  const drawn = draw(
    Lines.drawing({
      id: `${language}-headline-${at}`,
      title: zh ? `${label}，${years.from}—${years.to} 年` : `${label}, ${years.from} to ${years.to}`,
      years,
      lines: subjects.map((subject, i) => ({
        name: nameOf(report, subject),
        stroke: stroke(i, subjects.length),
        points: Trajectory.years(subject.state.trajectory).flatMap((year) => {
          const value = valueOf(subject, indicator, year)
          return value === undefined ? [] : [[year, value] as const]
        })
      })),
      levels: asked.map(({ level }) => level),
      figure: axisFigure(unit)
    })
  )
  const stands = (name: string): ReadonlyArray<Html> =>
    subjects.flatMap((subject, i) => {
      const rows = subject.scoreboard.areas.flatMap((area) => area.rows)
      const row = rows.find(({ target }) => target.name === name)
      if (row === undefined) return []
      return [
        fragment(
          i === 0 ? undefined : " ",
          subjects.length === 1 ? undefined : `${subject.letter} `,
          Parts.standing(row.standing?.status, language)
        )
      ]
    })
  return Parts.chart(
    drawn,
    heading(label, Figure.unitName(unit, language)),
    asked.map(({ target, words }) =>
      e(
        "span",
        { class: "asked" },
        e("span", { "aria-hidden": "true", class: "diamond" }, "◆ "),
        words,
        " ",
        e("span", { class: "stands" }, stands(target.name))
      )
    )
  )
}

const indexChart = (report: Report, at: number, { draw, language }: Tools): ReadonlyArray<Html> => {
  const { subjects } = report
  const scores = subjects.map(({ state, targets }) => ProsperityIndex.of(targets, state.trajectory))
  if (scores.every((own) => own.length === 0)) return []
  const label = language === "zh" ? "共同富裕实现度指数" : "Common-prosperity index"
  const years = { from: span(report).from, to: Math.max(...scores.flat().map(({ year }) => year)) }
  const drawn = draw(
    Lines.drawing({
      id: `${language}-headline-${at}`,
      title: `${label}, ${years.from}–${years.to}`,
      years,
      lines: subjects.map((subject, i) => ({
        name: nameOf(report, subject),
        stroke: stroke(i, subjects.length),
        points: scores[i]!.map(({ total, year }) => [year, total] as const)
      })),
      levels: [],
      figure: (value) => Figure.score(value, 0)
    })
  )
  return [Parts.chart(drawn, heading(label, language === "zh" ? "0—100" : "0 to 100"))]
}

const changeOf = (unit: Unit, from: number, to: number, language: Language): string =>
  unit.percent === true ? Figure.difference(to - from, unit, language) : (Figure.relative(from, to) ?? "")

const table = (report: Report, language: Language): Html => {
  const zh = language === "zh"
  const { first, subjects, years } = report
  return Parts.grid({
    name: "headline",
    columns: [
      { head: zh ? "指标" : "Indicator" },
      ...(subjects.length === 1 ? [] : [{ head: zh ? "推演" : "Run" }]),
      ...years.map((year) => ({ head: `${year}`, numbers: true })),
      { head: zh ? "变化" : "Change", numbers: true }
    ],
    rows: report.indicators.flatMap((indicator) => {
      const unit = UnitText.of(first.model.units, indicator.unit)
      const name = Figure.unitName(unit, language)
      return subjects.map((subject, i): Parts.Row => {
        const values = years.map((year) => valueOf(subject, indicator, year))
        const [start, end] = [values[0], values.at(-1)]
        return {
          attributes: {
            "data-indicator": indicator.name,
            ...(i === 0 ? {} : { class: "again" })
          },
          cells: [
            heading(indicator.label[language], name === "" ? "" : zh ? `（${name}）` : `(${name})`),
            ...(subjects.length === 1 ? [] : [Parts.letter(subject)]),
            ...values.map((value) => (value === undefined ? "–" : Parts.figure(Figure.of(value, unit), value))),
            start === undefined || end === undefined ? "" : changeOf(unit, start, end, language)
          ]
        }
      })
    })
  })
}

/** The section. */
export const section: Room = (report, tools) => {
  const { indicators, subjects, years } = report
  if (years.length === 0 || indicators.length === 0) return undefined
  const still = subjects.length === 1 ? [] : indicators.filter((indicator) => Difference.isNowhere(report, indicator))
  return {
    name: "headline",
    title: { en: "Headline indicators", zh: "主要指标" },
    content: fragment(
      Parts.legend(report, tools.language),
      e(
        "div",
        { class: "charts" },
        indicators.flatMap((indicator, i) =>
          still.includes(indicator) ? [] : [indicatorChart(report, indicator, i, tools)]
        ),
        indexChart(report, indicators.length, tools)
      ),
      Difference.none(still, undefined, tools.language),
      table(report, tools.language)
    )
  }
}
