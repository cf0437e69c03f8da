/**
 * A comparison as a document: the runs, whether they differ, what could not be
 * compared, and then inputs, targets, indicators and milestones.
 *
 * Runs are lettered; A is the reference that the others are held against.
 * Differences are the other run less A, in the indicator's own unit.
 */
import type * as Compare from "@gongfu/core/analysis/Compare"
import type { Standing, TargetDifference } from "@gongfu/core/analysis/TargetDifference"
import type { Label, Language } from "@gongfu/core/document/Label"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { Palette } from "./Colour.ts"
import type { Block, Document } from "./Document.ts"
import * as Count from "@gongfu/core/wording/Count"
import * as Figure from "@gongfu/core/wording/Figure"
import * as GapsText from "./GapsText.ts"
import * as IndicatorsText from "./IndicatorsText.ts"
import type { Shown } from "./IndicatorsText.ts"
import * as InputsText from "./InputsText.ts"
import { span } from "./InputsText.ts"
import * as RequirementText from "./RequirementText.ts"
import * as BaseText from "./BaseText.ts"
import * as ComparedFigure from "./ComparedFigure.ts"
import * as RunColumns from "./RunColumns.ts"
import { letter, type Told } from "./RunColumns.ts"
import * as RunStatusText from "./RunStatusText.ts"
import * as StatusMark from "./StatusMark.ts"
import type { Cell } from "./Table.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"

const nothing: Cell = { text: "–" }

/** The runs, lettered, with their scenarios and results. */
export const runsTable = (runs: ReadonlyArray<Compare.RunSummary>, language: Language): Block => {
  const zh = language === "zh"
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
          { text: run.result === undefined ? RunStatusText.words[run.status][language] : Fingerprint.short(run.result) }
        ]
      }))
    }
  }
}

/** Whether the runs differ, and how much was compared. */
export const summary = (comparison: Compare.Comparison, language: Language): string => {
  const zh = language === "zh"
  const kinds: ReadonlyArray<readonly [kind: keyof Compare.Counts, told: (count: number) => string]> = zh
    ? [
        ["inputs", (count) => `${Figure.fixed(count, 0)} 项输入`],
        ["values", (count) => `${Figure.fixed(count, 0)} 个数值`],
        ["assessments", (count) => `${Figure.fixed(count, 0)} 次目标评估`],
        ["milestones", (count) => `${Figure.fixed(count, 0)} 个里程碑`]
      ]
    : [
        ["inputs", (count) => Count.of(count, "input")],
        ["values", (count) => Count.of(count, "value")],
        ["assessments", (count) => Count.of(count, "assessment of targets", "assessments of targets")],
        ["milestones", (count) => Count.of(count, "milestone")]
      ]
  const { compared, differing, rounded, same } = comparison
  const total = (of: Compare.Counts): string => kinds.map(([kind, told]) => told(of[kind])).join(zh ? "、" : ", ")
  if (same) return zh ? `完全相同。已比较：${total(compared)}。` : `The same. Compared: ${total(compared)}.`
  if (kinds.every(([kind]) => differing[kind] === 0)) {
    if (comparison.gaps.every(({ kind }) => GapsText.isUnderneath(kind)))
      return zh
        ? `所比较的内容全部相同（${total(compared)}），但来源不同。`
        : `The same in all that was compared (${total(compared)}), though made otherwise.`
    return zh
      ? `凡可比较之处均相同（${total(compared)}），但并非处处可比较。`
      : `The same wherever they could be compared (${total(compared)}), but not everything could be.`
  }
  const parts = kinds
    .filter(([kind]) => compared[kind] > 0)
    .map(([kind, told]) => {
      const [a, b] = [Figure.fixed(differing[kind], 0), told(compared[kind])]
      const lastDigits = kind === "values" || kind === "assessments" ? rounded[kind] : 0
      const among = Figure.fixed(lastDigits, 0)
      const apart = lastDigits === 0 ? "" : zh ? `（其中 ${among} 处仅为舍入之差）` : ` (${among} in rounding alone)`
      return zh ? `${b}中有 ${a} 处不同${apart}` : `${a} of ${b}${apart}`
    })
    .join(zh ? "；" : ", ")
  // Each run is held against the first: with three there are two comparisons, and so on.
  const pairs = comparison.runs.length - 1
  const added =
    pairs === 1
      ? ""
      : zh
        ? `（各与 A 相比，共 ${pairs} 组，合计）`
        : ` (each held against A, ${pairs} comparisons added up)`
  return zh ? `有差异${added}：${parts}。` : `They differ${added}: ${parts}.`
}

const targetRows = (
  entries: ReadonlyArray<TargetDifference>,
  { comparison, model, targets: plan }: Shown,
  language: Language,
  palette: Palette
): ReadonlyArray<Told> =>
  entries.flatMap((entry) => {
    const { target, unit: written, standings } = entry
    const unit = UnitText.of(model.units, written)
    const found = plan.all.find(({ name }) => name === target)!
    return standings.map((standing) => {
      const { year, runs: all } = standing
      const decimals = ComparedFigure.decimalsOfTarget(comparison, entry, standing, unit)
      const differenceOf = (one: Standing): string => {
        const difference = ComparedFigure.differenceOfStanding(comparison, all[0]!, one)
        return difference === undefined ? BaseText.margin : Figure.difference(difference, unit, language, decimals)
      }
      const asked = all.map(({ required }) => RequirementText.of(found, required, unit, decimals))
      return {
        about: target,
        cells: [
          { text: RequirementText.nameOf(found, language) },
          { text: Figure.unitName(unit, language) },
          { text: String(year) },
          { text: [...new Set(asked)].join(" / ") }
        ],
        runs: all.map((one) => ({
          value: {
            text: `${StatusMark.of(one.status)} ${one.withoutBase === true ? BaseText.projected[language] : Figure.of(one.projected, unit, decimals)}`,
            paint: StatusMark.paintOf(one.status, palette)
          },
          difference: differenceOf(one)
        }))
      }
    })
  })

/** How many targets flip in years that are not shown, and the command that shows them. */
const flippingLater = (due: ReadonlyArray<number>, { typed }: Shown): Label => {
  const years = [...new Set(due)].toSorted((a, b) => a - b)
  const see: Label =
    typed === undefined
      ? { en: "", zh: "" }
      : { en: `; to see: ${typed.ofAllYears}`, zh: `；查看：${typed.ofAllYears}` }
  return {
    en: `${due.length} more ${due.length === 1 ? "target flips" : "targets flip"} in a year that is not shown (${years.join(", ")})${see.en}`,
    zh: `另有 ${due.length} 项目标在所列年份之外结论改变（${years.join("、")} 年）${see.zh}`
  }
}

const targets = (shown: Shown, language: Language, palette: Palette): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const { comparison } = shown
  const flips = comparison.targets.filter((target) => target.flips)
  const stand = comparison.targets.filter((target) => !target.flips && (target.differs || shown.all))
  const others = shown.telling === "headline" ? [] : stand
  const later = comparison.targets.flatMap(({ flipsIn }) => flipsIn ?? [])
  const left = others.length > 0 ? 0 : stand.filter(({ flipsIn }) => flipsIn === undefined).length
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
  const { command, typed } = shown
  // A command at the end can be copied as it stands.
  const all: Label =
    command === null
      ? { en: ".", zh: "。" }
      : command !== undefined
        ? { en: `; to see them: ${command}.`, zh: `；查看：${command}。` }
        : typed === undefined
          ? { en: "; leave out --brief to see them.", zh: "；去掉 --brief 即可查看。" }
          : { en: `; to see them: ${typed.whole}`, zh: `；查看：${typed.whole}` }
  const more = [
    ...IndicatorsText.leftOut(later.length, flippingLater(later, shown)[language]),
    ...IndicatorsText.leftOut(
      left,
      zh
        ? `另有 ${left} 项目标数值不同而结论不变，此处未列出${all.zh}`
        : `Not shown: ${left} more, whose margins differ and whose standings do not${all.en}`
    )
  ]
  if (rows.length === 0) return more
  return [
    { heading: zh ? "规划目标（差值为两者余量之差）" : "Targets (differences are of margins)", level: 2 },
    {
      table: RunColumns.table({
        columns: [
          { head: zh ? "目标" : "Target", align: "left", wraps: true },
          { head: zh ? "单位" : "Unit", align: "left", spare: true, folds: UnitText.inBrackets(language) },
          { head: zh ? "年份" : "Year", align: "right", optional: 1, folds: UnitText.inBrackets(language) },
          { head: zh ? "要求" : "Required", align: "right", spare: true }
        ],
        rows,
        runs: comparison.runs.length,
        value: zh ? "推演" : "Projected",
        differences: true
      })
    },
    ...more
  ]
}

const milestones = ({ comparison }: Shown, language: Language): ReadonlyArray<Block> => {
  if (comparison.milestones.length === 0) return []
  const zh = language === "zh"
  return [
    { heading: zh ? "里程碑" : "Milestones", level: 2 },
    {
      table: RunColumns.table({
        columns: [{ head: zh ? "里程碑" : "Milestone", align: "left", wraps: true }],
        rows: comparison.milestones.map(({ label, milestone, years }) => ({
          about: milestone,
          cells: [{ text: label[language] }],
          runs: years.map((year) => ({ value: year === undefined ? nothing : { text: String(year) } }))
        })),
        runs: comparison.runs.length,
        value: zh ? "年份" : "Year",
        differences: false
      })
    }
  ]
}

/** The whole document of a comparison. */
export const document = (shown: Shown, language: Language, palette: Palette): Document => {
  const { comparison, units } = shown
  return [
    { heading: language === "zh" ? "比较" : "Comparison", level: 1 },
    runsTable(comparison.runs, language),
    { paragraph: summary(comparison, language), tone: comparison.same ? "good" : "open" },
    ...GapsText.blocks(shown, language),
    ...InputsText.blocks(comparison.inputs, comparison.runs.length, units, language),
    ...targets(shown, language, palette),
    ...IndicatorsText.blocks(shown, language),
    ...milestones(shown, language)
  ]
}
