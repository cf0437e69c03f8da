/**
 * The indicators of compared runs as tables, one a year that is shown.
 *
 * Runs stand below each other, so that any number of them has room: the level, how it differs from A, since which
 * year, and all years as a line of bars. The lines of one indicator are drawn on one scale.
 */
import type * as Compare from "@gongfu/core/analysis/Compare"
import type { IndicatorDifference } from "@gongfu/core/analysis/IndicatorDifference"
import type { Label, Language } from "@gongfu/core/document/Label"
import type { Model } from "@gongfu/core/model/Model"
import type { Place } from "@gongfu/core/place/Place"
import * as ComparedFigure from "./ComparedFigure.ts"
import type { Block } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import { span } from "./InputsText.ts"
import { letter } from "./RunColumns.ts"
import * as Since from "./Since.ts"
import * as Sparkline from "./Sparkline.ts"
import type { Cell, Row } from "./Table.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** What the texts are made from; the model and its targets are the reference's. */
export interface Shown {
  readonly comparison: Compare.Comparison
  readonly model: Model
  /** The units of every run's model. */
  readonly units: UnitText.Units
  /** Whether what is the same is told too. */
  readonly all: boolean
  /** Which indicators to tell: the headline ones, those and the ones that back targets, or all of the comparison. */
  readonly telling: "headline" | "main" | "all"
  readonly targets: Place["targets"]
  /**
   * The command that tells what is left out here, where that is not one's own command with another option; null where
   * no command would, to whoever reads it.
   */
  readonly command?: string | null
  /** The command that was typed, without `--brief`; and without its years as well. */
  readonly typed?: { readonly whole: string; readonly ofAllYears: string }
}

const nothing: Cell = { text: "–" }

// A line of more years than these leaves no room for a label in 80 columns.
const longestLine = 24

/** What a section leaves out, if it leaves out any. */
export const leftOut = (count: number, says: string): ReadonlyArray<Block> =>
  count === 0 ? [] : [{ paragraph: says, tone: "open" }]

/** Whether one of several other runs is as A in every year: then it has nothing to say. */
const isAsA = ({ since, series }: IndicatorDifference, i: number, { runs }: Compare.Comparison): boolean =>
  i > 0 && runs.length > 2 && since[i] === undefined && series[i]!.every((value, k) => value === series[0]![k])

/** One row a run: its level, how that differs from A's, since when it does, and all years on one scale. */
const indicatorRows = (
  entry: IndicatorDifference,
  year: number,
  { all, comparison, model }: Shown,
  language: Language
): ReadonlyArray<Row> => {
  const unit = UnitText.of(model.units, entry.unit)
  const levels = ComparedFigure.levelsOf(comparison, entry, year)
  const decimals = ComparedFigure.decimalsOfIndicator(comparison, entry, year, levels, unit)
  const lines = Sparkline.together(entry.series.map((series) => series.map((value) => value ?? NaN)))
  return levels.flatMap(({ difference, percent, value }, i): ReadonlyArray<Row> => {
    const since = entry.since[i]
    if (!all && isAsA(entry, i, comparison)) return []
    const cell = value === undefined ? nothing : { text: Figure.of(value, unit, decimals) }
    const absolute = difference === undefined ? "" : Figure.difference(difference, unit, language, decimals)
    const share =
      percent === undefined || Math.abs(percent) < 0.05
        ? ""
        : ` (${percent > 0 ? "+" : ""}${Figure.fixed(percent, 1)}%)`
    return [
      {
        about: entry.indicator,
        cells: [
          { text: entry.label[language] },
          { text: Figure.unitName(unit, language) },
          { text: letter(i) },
          cell,
          { text: i === 0 ? "" : `${absolute}${share}` },
          { text: i === 0 ? "" : Since.text(since) },
          { text: lines[i]! }
        ]
      }
    ]
  })
}

interface Group {
  readonly label: Label
  readonly entries: ReadonlyArray<IndicatorDifference>
}

/** The indicators to tell, in groups. */
const groupsOf = ({ comparison, model, targets, telling }: Shown): ReadonlyArray<Group> => {
  const others = comparison.indicators.filter((entry) => !entry.headline)
  const backing = new Set(targets.all.map(({ indicator }) => indicator.name))
  const groups: ReadonlyArray<Group> = [
    { label: { en: "Headline", zh: "主要指标" }, entries: comparison.indicators.filter((entry) => entry.headline) },
    ...(telling === "main"
      ? [
          {
            label: { en: "Behind the targets", zh: "规划目标对应指标" },
            entries: others.filter(({ indicator }) => backing.has(indicator))
          }
        ]
      : []),
    ...(telling === "all"
      ? model.sectors.map(({ label, name }) => ({ label, entries: others.filter(({ sector }) => sector === name) }))
      : [])
  ]
  return groups.filter(({ entries }) => entries.length > 0)
}

/** The indicators in each year that is shown, and how many are not. */
export const blocks = (shown: Shown, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const { comparison } = shown
  const groups = groupsOf(shown)
  const hidden = comparison.indicators.length - groups.reduce((sum, { entries }) => sum + entries.length, 0)
  const options = shown.command === undefined ? "--all" : `${shown.command} --all`
  const shows: Label =
    shown.command === null
      ? { en: ".", zh: "。" }
      : { en: `; ${options} or --indicator NAME shows them.`, zh: `；可用 ${options} 或 --indicator NAME 查看。` }
  const more = leftOut(
    hidden,
    (zh
      ? `另有 ${hidden} 项指标存在差异，此处未列出`
      : `${hidden} more ${hidden === 1 ? "indicator differs" : "indicators differ"}`) + shows[language]
  )
  if (groups.length === 0) return more
  const { runs: compared, shown: shownYears, years } = comparison
  const others = compared.length === 2 ? "B − A" : "− A"
  const tables = shownYears.flatMap((year): ReadonlyArray<Block> => [
    { heading: zh ? `指标，${year} 年` : `Indicators in ${year}`, level: 2 },
    {
      table: {
        columns: [
          { head: zh ? "指标" : "Indicator", align: "left", wraps: true },
          {
            head: zh ? "单位" : "Unit",
            align: "left",
            wraps: true,
            optional: 1,
            folds: UnitText.inBrackets(language)
          },
          { head: "", align: "left", whose: true },
          { head: String(year), align: "right" },
          { head: others, align: "right" },
          { head: Since.head[language], align: "right" },
          {
            head: years.length === 0 ? "" : span(years[0]!, years.at(-1)!),
            align: "left",
            picture: true,
            ...(years.length > longestLine && { optional: 2 })
          }
        ],
        rows: groups.flatMap(({ entries, label }): ReadonlyArray<Row> => [
          { section: label[language] },
          ...entries.flatMap((entry) => indicatorRows(entry, year, shown, language))
        ])
      }
    }
  ])
  const some = groups.some(({ entries }) =>
    entries.some((entry) => compared.some((_, i) => isAsA(entry, i, comparison)))
  )
  const silent = leftOut(
    !shown.all && some ? 1 : 0,
    zh
      ? "某指标下未列出的推演，其各年数值均与 A 相同。"
      : "A run that is not listed under an indicator is as A in every year."
  )
  return [...tables, ...silent, ...more]
}
