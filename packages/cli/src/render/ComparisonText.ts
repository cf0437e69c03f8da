/**
 * A comparison as a document: the runs, whether they differ, what could not be
 * compared, and then inputs, targets, indicators and milestones.
 *
 * Runs are lettered; A is the reference that the others are held against.
 * Differences are the other run less A, in the indicator's own unit.
 */
import type * as Compare from "@gongfu/core/analysis/Compare"
import type { IndicatorDifference } from "@gongfu/core/analysis/IndicatorDifference"
import type { TargetDifference } from "@gongfu/core/analysis/TargetDifference"
import type { Label, Language } from "@gongfu/core/document/Label"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { Model } from "@gongfu/core/model/Model"
import type { Palette } from "./Colour.ts"
import type { Block, Document } from "./Document.ts"
import * as Figure from "./Figure.ts"
import * as InputsText from "./InputsText.ts"
import { letter, span, valueColumns } from "./InputsText.ts"
import * as ScoreboardText from "./ScoreboardText.ts"
import type { Cell, Row } from "./Table.ts"
import * as UnitText from "./UnitText.ts"

/** What the texts are made from; the model is the reference's. */
export interface Shown {
  readonly comparison: Compare.Comparison
  readonly model: Model
  /** Which indicators to tell: the headline ones, those and the ones that back targets, or all of the comparison. */
  readonly telling: "headline" | "main" | "all"
  /** The addresses of the indicators that back targets. */
  readonly backing: ReadonlySet<string>
  /** The command that tells what is left out here, where that is not one's own command with another option. */
  readonly command?: string
}

const nothing: Cell = { text: "–" }

/** The runs, lettered, with their scenarios and results. */
export const runsTable = (runs: ReadonlyArray<Compare.RunSummary>, language: Language): Block => {
  const zh = language === "zh"
  const endings: Record<Compare.RunSummary["ending"], Label> = {
    completed: { en: "completed", zh: "已完成" },
    failed: { en: "failed", zh: "已中止" },
    unfinished: { en: "not finished", zh: "未完成" }
  }
  return {
    table: {
      columns: [
        { head: "", align: "left" },
        { head: zh ? "推演" : "Run", align: "left" },
        { head: zh ? "情景" : "Scenario", align: "left", wraps: true },
        { head: zh ? "年份" : "Years", align: "left", optional: 1 },
        { head: zh ? "结果指纹" : "Result", align: "left" }
      ],
      rows: runs.map((run, i) => ({
        cells: [
          { text: letter(i) },
          { text: run.id },
          { text: run.title[language] },
          { text: run.years === undefined ? "–" : span(run.years.from, run.years.to) },
          { text: run.result === undefined ? endings[run.ending][language] : Fingerprint.short(run.result) }
        ]
      }))
    }
  }
}

const summary = ({ comparison }: Shown, language: Language): Block => {
  const zh = language === "zh"
  const kinds: ReadonlyArray<readonly [keyof Compare.Counts, Label]> = [
    ["inputs", { en: "inputs", zh: "项输入" }],
    ["values", { en: "values", zh: "个数值" }],
    ["assessments", { en: "assessments of targets", zh: "次目标评估" }],
    ["milestones", { en: "milestones", zh: "个里程碑" }]
  ]
  const { compared, differing, same } = comparison
  const total = (of: Compare.Counts): string =>
    kinds
      .map(([kind, label]) => `${Figure.fixed(of[kind], 0)}${zh ? " " : " "}${label[language]}`)
      .join(zh ? "、" : ", ")
  if (same)
    return {
      paragraph: zh ? `完全相同。已比较：${total(compared)}。` : `The same. Compared: ${total(compared)}.`,
      tone: "good"
    }
  const parts = kinds
    .filter(([kind]) => compared[kind] > 0)
    .map(([kind, label]) => {
      const [a, b] = [Figure.fixed(differing[kind], 0), Figure.fixed(compared[kind], 0)]
      return zh ? `${b} ${label.zh}中有 ${a} 处不同` : `${a} of ${b} ${label.en}`
    })
    .join(zh ? "；" : ", ")
  return { paragraph: zh ? `有差异：${parts}。` : `They differ: ${parts}.`, tone: "open" }
}

const gaps = ({ comparison }: Shown, language: Language): ReadonlyArray<Block> =>
  comparison.gaps.length === 0
    ? []
    : [
        { heading: language === "zh" ? "无法比较之处" : "What could not be compared", level: 2 },
        { list: comparison.gaps.map((gap) => gap.says[language]) }
      ]

/** What a section leaves out, if it leaves out any. */
const leftOut = (count: number, says: string): ReadonlyArray<Block> =>
  count === 0 ? [] : [{ paragraph: says, tone: "open" }]

const targetRows = (
  entries: ReadonlyArray<TargetDifference>,
  { model }: Shown,
  language: Language,
  palette: Palette
): ReadonlyArray<Row> =>
  entries.flatMap(({ label, unit: written, standings }) => {
    const unit = UnitText.of(model.units, written)
    return standings.map(({ year, runs: all }, k) => {
      const reference = all[0]!
      const decimals = Math.max(
        ...all.map(({ projected, required }) => Figure.decimalsApart(unit, projected, required)),
        ...all.slice(1).map(({ projected }) => Figure.decimalsApart(unit, projected, reference.projected))
      )
      return {
        cells: [
          { text: k === 0 ? label[language] : "" },
          { text: String(year) },
          ...all.flatMap(({ difference, projected, status }, i) => [
            {
              text: `${ScoreboardText.markOf(status)} ${Figure.of(projected, unit, decimals)}`,
              paint: ScoreboardText.paintOf(status, palette)
            },
            ...(i === 0 ? [] : [{ text: Figure.difference(difference ?? 0, unit, language, decimals) }])
          ])
        ]
      }
    })
  })

const targets = (shown: Shown, language: Language, palette: Palette): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const { comparison } = shown
  const flips = comparison.targets.filter((target) => target.flips)
  const stand = comparison.targets.filter((target) => !target.flips)
  const others = shown.telling === "headline" ? [] : stand
  const left = stand.length - others.length
  const rows = [
    ...(flips.length === 0
      ? []
      : [{ section: zh ? "结论改变的目标" : "Targets that flip" }, ...targetRows(flips, shown, language, palette)]),
    ...(others.length === 0
      ? []
      : [
          { section: zh ? "结论不变的目标" : "Targets that stand as they stood" },
          ...targetRows(others, shown, language, palette)
        ])
  ]
  const { command } = shown
  const all: Label =
    command === undefined
      ? { en: "leave out --brief to see them", zh: "去掉 --brief 即可查看" }
      : { en: `to see them: ${command}`, zh: `查看：${command}` }
  const more = leftOut(
    left,
    zh
      ? `另有 ${left} 项目标数值不同而结论不变，此处未列出；${all.zh}。`
      : `Not shown: ${left} more, whose margins differ and whose standings do not; ${all.en}.`
  )
  if (rows.length === 0) return more
  return [
    { heading: zh ? "规划目标（差值为两者差距之差）" : "Targets (differences are of margins)", level: 2 },
    {
      table: {
        columns: [
          { head: zh ? "目标" : "Target", align: "left", wraps: true },
          { head: zh ? "年份" : "Year", align: "right", optional: 1, folds: UnitText.inBrackets(language) },
          ...valueColumns(comparison.runs.length, true)
        ],
        rows
      }
    },
    ...more
  ]
}

const indicatorRow = (entry: IndicatorDifference, year: number, { model }: Shown, language: Language): Row => {
  const unit = UnitText.of(model.units, entry.unit)
  const levels = entry.levels.find((level) => level.year === year)?.runs ?? []
  const reference = levels[0]?.value
  const decimals = Math.max(
    0,
    ...levels.map(({ value }) =>
      value === undefined || reference === undefined ? 0 : Figure.decimalsApart(unit, value, reference)
    )
  )
  return {
    cells: [
      { text: entry.label[language] },
      { text: Figure.unitName(unit, language) },
      ...levels.flatMap(({ difference, percent, value }, i): ReadonlyArray<Cell> => {
        const cell = value === undefined ? nothing : { text: Figure.of(value, unit, decimals) }
        if (i === 0) return [cell]
        const absolute = difference === undefined ? "" : Figure.difference(difference, unit, language, decimals)
        const share =
          percent === undefined || Math.abs(percent) < 0.05 || unit.percent === true
            ? ""
            : ` (${percent > 0 ? "+" : ""}${Figure.fixed(percent, 1)}%)`
        return [cell, { text: `${absolute}${share}` }]
      })
    ]
  }
}

interface Group {
  readonly label: Label
  readonly entries: ReadonlyArray<IndicatorDifference>
}

/** The indicators to tell, in groups. */
const groupsOf = ({ backing, comparison, model, telling }: Shown): ReadonlyArray<Group> => {
  const others = comparison.indicators.filter((entry) => !entry.headline)
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

const indicators = (shown: Shown, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const { comparison } = shown
  const groups = groupsOf(shown)
  const hidden = comparison.indicators.length - groups.reduce((sum, { entries }) => sum + entries.length, 0)
  const options = shown.command === undefined ? "--all" : `${shown.command} --all`
  const more = leftOut(
    hidden,
    zh
      ? `另有 ${hidden} 项指标存在差异，此处未列出；可用 ${options} 或 --indicator NAME 查看。`
      : `${hidden} more ${hidden === 1 ? "indicator differs" : "indicators differ"}; ${options} or --indicator NAME shows them.`
  )
  if (groups.length === 0) return more
  const tables = comparison.shown.flatMap((year): ReadonlyArray<Block> => [
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
          ...valueColumns(comparison.runs.length, true)
        ],
        rows: groups.flatMap(({ entries, label }): ReadonlyArray<Row> => [
          { section: label[language] },
          ...entries.map((entry) => indicatorRow(entry, year, shown, language))
        ])
      }
    }
  ])
  return [...tables, ...more]
}

const milestones = ({ comparison }: Shown, language: Language): ReadonlyArray<Block> => {
  if (comparison.milestones.length === 0) return []
  const zh = language === "zh"
  return [
    { heading: zh ? "里程碑" : "Milestones", level: 2 },
    {
      table: {
        columns: [
          { head: zh ? "里程碑" : "Milestone", align: "left", wraps: true },
          ...valueColumns(comparison.runs.length, false)
        ],
        rows: comparison.milestones.map(({ label, years }) => ({
          cells: [
            { text: label[language] },
            ...years.map((year) => (year === undefined ? nothing : { text: String(year) }))
          ]
        }))
      }
    }
  ]
}

/** The whole document of a comparison. */
export const document = (shown: Shown, language: Language, palette: Palette): Document => {
  const { comparison, model } = shown
  return [
    { heading: language === "zh" ? "比较" : "Comparison", level: 1 },
    runsTable(comparison.runs, language),
    summary(shown, language),
    ...gaps(shown, language),
    ...InputsText.blocks(comparison.inputs, comparison.runs.length, model, language),
    ...targets(shown, language, palette),
    ...indicators(shown, language),
    ...milestones(shown, language)
  ]
}
