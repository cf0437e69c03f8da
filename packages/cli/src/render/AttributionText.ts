/**
 * An attribution as a document: the two sides, how the parts were found, and for each indicator and year the
 * difference and its parts, the largest first; then what is policy and what circumstance.
 *
 * What makes no difference at all is named and has no row.
 */
import type { Attributed, Part, Plan } from "@gongfu/core/analysis/Attribution"
import * as Compare from "@gongfu/core/analysis/Compare"
import type { DifferingInput, InputKind } from "@gongfu/core/analysis/Player"
import type { Label, Language } from "@gongfu/core/document/Label"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import * as AttributionFigure from "./AttributionFigure.ts"
import * as ComparisonText from "./ComparisonText.ts"
import type { Block, Document } from "./Document.ts"
import * as Count from "@gongfu/core/wording/Count"
import * as Figure from "@gongfu/core/wording/Figure"
import * as PolicyAndCircumstanceText from "./PolicyAndCircumstanceText.ts"
import type { Column, Row } from "./Table.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** What the texts are made from. `brief` tells only the largest parts. */
export interface Shown {
  readonly plan: Plan
  readonly attributed: ReadonlyArray<Attributed>
  readonly brief: boolean
  /** What the two sides are called: `A` and `B`, unless they stand among others. */
  readonly letters: readonly [from: string, to: string]
}

/** How many parts stand alone when the telling is brief. */
const largest = 8

/** How many parts without any effect are named; of more only their number is told. */
const mostNamed = 5

const kinds: Readonly<Record<InputKind, { readonly one: Label; readonly count: Label }>> = {
  lever: { one: { en: "lever", zh: "政策杠杆" }, count: { en: "levers", zh: "项政策杠杆" } },
  assumption: { one: { en: "assumption", zh: "假设" }, count: { en: "assumptions", zh: "项假设" } },
  shock: { one: { en: "shock", zh: "冲击" }, count: { en: "shocks", zh: "次冲击" } }
}

const listed = (labels: ReadonlyArray<Label>, language: Language): string =>
  labels.map((label) => label[language]).join(language === "zh" ? "、" : "; ")

const counted = (inputs: ReadonlyArray<DifferingInput>, language: Language): string =>
  (Object.keys(kinds) as ReadonlyArray<InputKind>)
    .flatMap((kind) => {
      const count = inputs.filter((input) => input.kind === kind).length
      if (count === 0) return []
      const { count: several, one } = kinds[kind]
      return [language === "zh" ? `${count} ${several.zh}` : `${count} ${count === 1 ? one.en : several.en}`]
    })
    .join(language === "zh" ? "、" : ", ")

const method = ({ method: how, players, years }: Plan, language: Language): string => {
  const zh = language === "zh"
  const [parts, runs, last] = [players.length, Figure.fixed(how.runs, 0), years.at(-1)!]
  if (how._tag === "Exact")
    return zh
      ? `沙普利值，精确计算：${parts} 个分解单位的全部 ${runs} 种组合各推演一次，至 ${last} 年。`
      : `Shapley values, exact: all ${runs} combinations of ${parts} ${parts === 1 ? "part" : "parts"}, each projected to ${last}.`
  const permutations = Figure.fixed(how.permutations, 0)
  return zh
    ? `沙普利值，抽样估计：${parts} 个分解单位，随机抽取 ${permutations} 种先后次序（正反成对，种子 ${how.seed}），共推演 ${runs} 次，至 ${last} 年。± 为标准误；各部分之和仍等于差值。`
    : `Shapley values, sampled: ${permutations} random orders of ${parts} parts, in pairs of an order and its reverse, seed ${how.seed}; ${runs} runs, each projected to ${last}. ± is the standard error; the parts sum to the difference all the same.`
}

/** What differs, how the parts were found, and what is not counted. */
export const summary = (plan: Plan, language: Language): ReadonlyArray<Block> => {
  const { inputs, later, years } = plan
  const zh = language === "zh"
  const last = years.at(-1)!
  const after: ReadonlyArray<Block> =
    later.length === 0
      ? []
      : [
          {
            paragraph: zh
              ? `至 ${last} 年尚无差别、此后才不同的输入不计入：${listed(
                  later.map(({ label }) => label),
                  language
                )}。`
              : `Not counted, since they differ only after ${last}: ${listed(
                  later.map(({ label }) => label),
                  language
                )}.`
          }
        ]
  if (inputs.length === 0)
    return [
      {
        paragraph: zh
          ? `至 ${last} 年没有差异：两者的输入与结果完全相同。`
          : `Nothing differs through ${last}: both have the same inputs and the same values.`,
        tone: "good"
      },
      ...after
    ]
  return [
    {
      paragraph: zh
        ? `有差异的输入：${counted(inputs, language)}。${method(plan, language)}`
        : `What differs: ${counted(inputs, language)}. ${method(plan, language)}`
    },
    ...after
  ]
}

const movingOf = ({ parts: all }: Attributed): ReadonlyArray<Part> => all.filter(({ value }) => value !== 0)

/** The decimals of a difference and its parts. */
const decimalsOf = (unit: Unit, entry: Attributed): number =>
  AttributionFigure.decimalsOf(unit, entry, [entry.difference, ...movingOf(entry).map(({ value }) => value)])

/** The rows of one difference: the parts that stand alone, the others together, and the whole. */
const partRows = (
  entry: Attributed,
  { brief, letters: [from, to], plan }: Shown,
  language: Language,
  withKinds: boolean
): ReadonlyArray<Row> => {
  const zh = language === "zh"
  const unit = AttributionFigure.unitOf(plan, entry)
  const moving = movingOf(entry)
  const alone = brief && moving.length > largest + 1 ? moving.slice(0, largest) : moving
  const others = moving.slice(alone.length)
  const decimals = decimalsOf(unit, entry)
  const precision = AttributionFigure.errorPrecision(
    unit,
    alone.map(({ standardError }) => standardError ?? 0),
    decimals
  )
  const row = (label: string, kind: string, value: number, share: number | undefined, error: string): Row => ({
    cells: [
      { text: label },
      ...(withKinds ? [{ text: kind }] : []),
      { text: Figure.difference(value, unit, language, decimals) },
      ...(plan.method._tag === "Sampled" ? [{ text: error }] : []),
      { text: AttributionFigure.shareText(share) }
    ]
  })
  const kindOf = ({ player }: Part): string =>
    plan.by === "input" ? kinds[player.inputs[0]!.kind].one[language] : counted(player.inputs, language)
  const total = others.reduce((sum, { value }) => sum + value, 0)
  const whole = entry.isRounding ? undefined : 1
  return [
    ...alone.map((part) =>
      row(
        part.player.label[language],
        kindOf(part),
        part.value,
        part.share,
        part.standardError === undefined
          ? ""
          : AttributionFigure.errorText(unit, part.standardError, language, precision)
      )
    ),
    ...(others.length === 0
      ? []
      : [
          row(
            zh ? `其余 ${others.length} 项` : Count.of(others.length, "other"),
            "",
            total,
            entry.isRounding ? undefined : total / entry.difference,
            ""
          )
        ]),
    row(zh ? `合计（${to} − ${from}）` : `All, ${to} − ${from}`, "", entry.difference, whole, "")
  ]
}

/** How many parts have no effect, of all. */
const withoutEffect = (count: number, all: number, zh: boolean): string => {
  if (count === all)
    return zh
      ? `全部 ${all} 项均没有任何影响。`
      : all === 1
        ? "It has no effect at all."
        : `None of the ${all} has any effect at all.`
  if (zh) return `其余 ${count} 项没有任何影响。`
  return count === 1 ? "The other one has no effect at all." : `The other ${count} have no effect at all.`
}

/** One difference: both sides, the parts as a table, and what has no effect. */
export const parts = (entry: Attributed, shown: Shown, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const {
    letters: [from, to],
    plan
  } = shown
  const unit = AttributionFigure.unitOf(plan, entry)
  const name = Figure.unitName(unit, language)
  const label = entry.indicator.label[language]
  const withKinds = plan.by === "sector" || new Set(plan.inputs.map(({ kind }) => kind)).size > 1
  const still = entry.parts.filter(({ value }) => value === 0).map(({ player }) => player.label)
  const percent = unit.percent === true ? undefined : Figure.relative(entry.a, entry.b)
  const decimals = entry.isRounding
    ? Figure.decimalsApart(unit, entry.a, entry.b)
    : Figure.decimalsToAgree(unit, [entry], decimalsOf(unit, entry))
  const [a, b] = [entry.a, entry.b].map((value) => Figure.of(value, unit, decimals))
  const difference = Figure.difference(entry.difference, unit, language, decimals)
  const change = percent === undefined ? difference : zh ? `${difference}（${percent}）` : `${difference} (${percent})`
  const heading = {
    heading: zh
      ? `${label}，${entry.year} 年${name === "" ? "" : `（${name}）`}`
      : `${label} in ${entry.year}${name === "" ? "" : ` (${name})`}`,
    level: 2
  } as const
  if (entry.isRounding && entry.difference !== 0)
    return [
      heading,
      {
        paragraph: zh
          ? `${from} 与 ${to} 均为 ${a}，仅有舍入之差，不作分解。`
          : `${from} and ${to} ${a}: they differ in rounding alone.`
      }
    ]
  const columns: ReadonlyArray<Column> = [
    { head: zh ? "分解" : "Part", align: "left", wraps: true },
    ...(withKinds
      ? [
          {
            head: plan.by === "input" ? (zh ? "类别" : "Kind") : zh ? "包含" : "Of",
            align: "left",
            optional: 1,
            folds: UnitText.inBrackets(language)
          } as const
        ]
      : []),
    { head: zh ? "贡献" : "Made", align: "right" },
    ...(plan.method._tag === "Sampled" ? [{ head: "±", align: "right" } as const] : []),
    { head: zh ? "占比" : "Share", align: "right" }
  ]
  return [
    heading,
    {
      paragraph: zh
        ? `${from} ${a}，${to} ${b}，${to} − ${from} ${change}`
        : `${from} ${a}, ${to} ${b}, ${to} − ${from} ${change}`
    },
    { table: { columns, rows: partRows(entry, shown, language, withKinds) } },
    ...(still.length === 0
      ? []
      : [
          {
            paragraph:
              still.length > mostNamed || shown.brief
                ? withoutEffect(still.length, entry.parts.length, zh)
                : zh
                  ? `没有任何影响：${listed(still, language)}。`
                  : `Without any effect: ${listed(still, language)}.`,
            tone: "faint"
          } as const
        ])
  ]
}

/** The whole document of an attribution. */
export const document = (shown: Shown, language: Language): Document => {
  const { attributed, plan } = shown
  return [
    { heading: language === "zh" ? "差异分解" : "Attribution", level: 1 },
    ComparisonText.runsTable(plan.facts.map(Compare.summaryOf), language),
    ...summary(plan, language),
    ...(plan.players.length === 0
      ? []
      : [
          ...attributed.flatMap((entry) => parts(entry, shown, language)),
          ...PolicyAndCircumstanceText.blocks(shown, language)
        ])
  ]
}
