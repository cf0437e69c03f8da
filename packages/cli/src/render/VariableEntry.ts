/** One variable in the reference of a model: what it is, how it is computed, where it comes from, and its neighbours. */
import type { Language } from "@gongfu/core/document/Label"
import type { Arrow } from "@gongfu/core/model/Dependencies"
import { namesIn } from "@gongfu/core/model/Expression"
import { type Equation, treeOf } from "@gongfu/core/model/Equation"
import type { Cell, Kind, Model, Variable } from "@gongfu/core/model/Model"
import type { Target } from "@gongfu/core/target/Target"
import * as DistributionText from "./DistributionText.ts"
import * as EquationText from "@gongfu/core/wording/EquationText"
import * as Figure from "@gongfu/core/wording/Figure"
import type { Block, Inline, Line } from "./Page.ts"
import * as SourceText from "@gongfu/core/wording/SourceText"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** What an entry is made from. */
export interface Context {
  readonly model: Model
  readonly targets: ReadonlyArray<Target>
  /** All arrows of the model. */
  readonly arrows: ReadonlyArray<Arrow>
  readonly language: Language
}

const kinds: Record<Kind, { readonly en: string; readonly zh: string }> = {
  lever: { en: "lever", zh: "政策杠杆" },
  assumption: { en: "assumption", zh: "假设" },
  constant: { en: "constant", zh: "常数" },
  equation: { en: "computed", zh: "由方程计算" }
}

const anchor = (name: string): string => `v-${name}`

/** A variable's label, leading to its entry. */
export const link = (model: Model, name: string, language: Language): Inline => ({
  link: anchor(name),
  text: model.variable.get(name)!.label[language]
})

/** The pieces of an equation with its names as links. */
export const linked = (pieces: ReadonlyArray<EquationText.Piece>): Line =>
  pieces.map((piece) => (typeof piece === "string" ? piece : { link: anchor(piece.variable), text: piece.text }))

/** Where a variable comes from, in words. */
export const sourceOf = (variable: Variable, language: Language): string => SourceText.of(variable.source, language)

const figures = (model: Model, variable: Variable) => {
  const unit = UnitText.of(model.units, variable.unit)
  return (value: number): string => Figure.of(value, unit, Figure.decimalsToTell(unit, value))
}

/** A lever's default and bounds in its unit. */
export const leverText = (model: Model, variable: Variable) => {
  const figure = figures(model, variable)
  const { default: today, max, min } = variable.lever!
  return { today: figure(today), min: figure(min), max: figure(max) }
}

/** Names of variables with whether they are meant in the past, each once, as a list of links. */
const neighbours = (
  ends: ReadonlyArray<{ readonly name: string; readonly past: boolean }>,
  { language, model }: Context
): Line => {
  const zh = language === "zh"
  const times = Map.groupBy(ends, ({ name }) => name)
  return [...times].flatMap(([name, all], i): Line => {
    const past = all.some((end) => end.past)
    const both = past && all.some((end) => !end.past)
    const when = both ? (zh ? "（含往年）" : " (also past)") : past ? (zh ? "（往年）" : " (past)") : ""
    return [i === 0 ? "" : zh ? "、" : ", ", link(model, name, language), when]
  })
}

/** What a variable needs, as a list of links; empty where it needs nothing. */
export const needsOf = (name: string, context: Context): Line =>
  neighbours(
    context.arrows.filter(({ to }) => to === name).map(({ from, past }) => ({ name: from, past })),
    context
  )

const neededBy = (name: string, context: Context): Line =>
  neighbours(
    context.arrows.filter(({ from }) => from === name).map(({ past, to }) => ({ name: to, past })),
    context
  )

/** One line for each equation that cells have, in words and as written; cells that share one are told together. */
const equationLines = (
  { language, model }: Context,
  variable: Variable,
  head: string,
  equationOf: (cell: Cell) => Equation | undefined
): ReadonlyArray<Line> => {
  const groups = Map.groupBy(
    variable.cells.filter((cell) => equationOf(cell) !== undefined),
    (cell) => equationOf(cell)!.text
  )
  const zh = language === "zh"
  return [...groups].map(([text, cells]): Line => {
    const members =
      cells.length === variable.cells.length
        ? ""
        : cells.map(({ name }) => EquationText.membersOf(model, name, language)).join(zh ? "、" : ", ")
    const tree = treeOf(equationOf(cells[0]!)!)
    const words = linked(EquationText.read(model, tree, variable.dimensions, language))
    return [
      { strong: head },
      members === "" ? "" : zh ? `（${members}）` : ` (${members})`,
      zh ? "：" : ": ",
      ...words,
      ...(tree._tag === "Number" ? [] : [zh ? "　原文 " : " — as written: ", { code: text }])
    ]
  })
}

const valueLines = ({ language, model }: Context, variable: Variable): ReadonlyArray<Line> => {
  const zh = language === "zh"
  const figure = figures(model, variable)
  const labelled = (head: string, text: string): Line => [{ strong: head }, `${zh ? "：" : ": "}${text}`]
  const { distribution, range: hull, spread } = variable
  const bounds =
    spread !== undefined
      ? [labelled(zh ? "范围" : "Range", zh ? `各值的 ${spread.join("–")} 倍` : `${spread.join(" to ")} times each`)]
      : hull === undefined
        ? []
        : [labelled(zh ? "范围" : "Range", hull.map(figure).join(" – "))]
  const range =
    distribution === undefined
      ? bounds
      : [...bounds, labelled(zh ? "分布" : "Distribution", DistributionText.of(model, variable, language))]
  if (variable.lever !== undefined) {
    const { max, min, today } = leverText(model, variable)
    return [labelled(zh ? "现行" : "Today", today), labelled(zh ? "可设范围" : "May be set", `${min} – ${max}`)]
  }
  if (variable.series !== undefined) {
    const points = Object.entries(variable.series).map(([year, value]) => `${year}: ${figure(value)}`)
    const between = zh ? "（年份之间按直线变化，首尾之外保持不变）" : " (linear between, held outside)"
    return [labelled(zh ? "取值" : "Values", points.join(", ") + between), ...range]
  }
  const valued = variable.cells.filter(({ value }) => value !== undefined)
  if (valued.length === 0) return range
  const single = new Set(valued.map(({ value }) => value)).size === 1
  const text = single
    ? figure(valued[0]!.value!)
    : valued
        .map(({ name, value }) => `${EquationText.membersOf(model, name, language)} ${figure(value!)}`)
        .join(zh ? "；" : "; ")
  return [labelled(zh ? "取值" : "Value", text), ...range]
}

/** What of a model's laws, milestones and targets is about a variable. */
const judgedBy = ({ language, model, targets }: Context, variable: Variable): ReadonlyArray<Line> => {
  const zh = language === "zh"
  const has = (equation: Equation): boolean => namesIn(treeOf(equation)).has(variable.name)
  const laws = model.invariants
    .filter(({ bound, left }) => has(left) || ("equal" in bound && has(bound.equal)))
    .map(({ label }) => label[language])
  const milestones = model.milestones.filter(({ when }) => has(when)).map(({ label }) => label[language])
  const own = targets
    .filter(({ indicator }) => indicator.variable.name === variable.name)
    .map(({ by, clause, label }) =>
      zh ? `${label.zh}（${by} 年，条款 ${clause}）` : `${label.en} (by ${by}, clause ${clause})`
    )
  const line = (head: string, texts: ReadonlyArray<string>): ReadonlyArray<Line> =>
    texts.length === 0 ? [] : [[{ strong: head }, zh ? "：" : ": ", [...new Set(texts)].join(zh ? "；" : "; ")]]
  return [
    ...line(zh ? "约束与里程碑" : "Laws and milestones", [...laws, ...milestones]),
    ...line(zh ? "规划目标" : "Plan targets", own)
  ]
}

/** A variable's entry. */
export const blocks = (variable: Variable, context: Context): ReadonlyArray<Block> => {
  const { language, model } = context
  const zh = language === "zh"
  const colon = zh ? "：" : ": "
  const { label, name, note } = variable
  const labelOf = (dimension: string): string => model.dimensions.find((one) => one.name === dimension)!.label[language]
  const over = variable.dimensions.map(labelOf).join(zh ? "、" : ", ")
  const source = sourceOf(variable, language)
  const [needs, users] = [needsOf(name, context), neededBy(name, context)]
  const labelled = (head: string, rest: Line): ReadonlyArray<Line> =>
    rest.length === 0 ? [] : [[{ strong: head }, colon, ...rest]]
  return [
    { heading: [label[language]], level: 4, anchor: anchor(name) },
    {
      paragraph: [
        { code: name },
        ` · ${kinds[variable.kind][language]} · ${UnitText.of(model.units, variable.unit).label[language]} `,
        { code: variable.unit },
        over === "" ? "" : zh ? ` · 按${over}` : ` · by ${over}`
      ]
    },
    {
      list: [
        ...valueLines(context, variable),
        ...equationLines(context, variable, zh ? "方程" : "Equation", ({ equation }) => equation),
        ...equationLines(context, variable, zh ? "首年" : "First year", ({ initial }) => initial),
        ...labelled(zh ? "依据" : "Source", source === "" ? [] : [source]),
        ...labelled(zh ? "说明" : "Note", note === undefined ? [] : [note[language]]),
        ...labelled(zh ? "需要" : "Needs", needs),
        users.length === 0
          ? [zh ? "没有其他变量使用" : "No variable needs it"]
          : [{ strong: zh ? "用于" : "Needed by" }, colon, ...users],
        ...judgedBy(context, variable)
      ]
    }
  ]
}
