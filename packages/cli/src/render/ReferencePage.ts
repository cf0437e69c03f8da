/**
 * The reference of a model as a page: by sector each variable with its equation, source and neighbours, then laws and
 * milestones; before them what government can set.
 *
 * Everything is taken from the checked model and the place's targets; nothing is said here that they do not say.
 */
import type { Language } from "@gongfu/core/document/Label"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Dependencies from "@gongfu/core/model/Dependencies"
import { type Equation, treeOf } from "@gongfu/core/model/Equation"
import type { Cell, Model } from "@gongfu/core/model/Model"
import type { Place } from "@gongfu/core/place/Place"
import * as Count from "@gongfu/core/wording/Count"
import * as EquationText from "@gongfu/core/wording/EquationText"
import * as Figure from "@gongfu/core/wording/Figure"
import * as Mermaid from "./Mermaid.ts"
import type { Block, Line, Page } from "./Page.ts"
import * as SourceText from "@gongfu/core/wording/SourceText"
import * as UnitText from "@gongfu/core/wording/UnitText"
import * as VariableEntry from "./VariableEntry.ts"

const anchorOf = { sector: (name: string) => `s-${name}`, levers: "levers", dimensions: "dimensions" }

/** The sector's diagram: its variables, and what they need from other sectors. */
const diagram = (model: Model, sector: string, context: VariableEntry.Context): Block => {
  const own = new Set(model.variables.filter((variable) => variable.sector === sector).map(({ name }) => name))
  const arrows = context.arrows.filter(({ to }) => own.has(to))
  const variables = new Set([...own, ...arrows.map(({ from }) => from)])
  return {
    mermaid: Mermaid.flowchart(model, { variables, arrows }, context.language),
    words: [...own].flatMap((name) => {
      const needs = VariableEntry.needsOf(name, context)
      return needs.length === 0 ? [] : [[VariableEntry.link(model, name, context.language), " ← ", ...needs]]
    })
  }
}

const byName = <A extends { readonly name: string }>(all: ReadonlyArray<A>): ReadonlyArray<A> => [
  ...new Map(all.map((one) => [one.name, one])).values()
]

const lawsOf = (model: Model, sector: string, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const read = (equation: Equation, dimensions: ReadonlyArray<string>): Line =>
    VariableEntry.linked(EquationText.read(model, treeOf(equation), dimensions, language))
  // A law over dimensions is one law for each member; all of them say the same.
  const laws = byName(model.invariants.filter((law) => law.sector === sector))
  const milestones = model.milestones.filter((milestone) => milestone.sector === sector)
  const scope = (dimensions: ReadonlyArray<string>): string => {
    if (dimensions.length === 0) return ""
    const labels = dimensions.map((name) => model.dimensions.find((one) => one.name === name)!.label[language])
    return zh ? `（分别对每个${labels.join("、")}）` : ` (for each ${labels.join(", ")})`
  }
  const stated = (law: (typeof laws)[number]): Line =>
    "equal" in law.bound
      ? [...read(law.left, law.dimensions), " = ", ...read(law.bound.equal, law.dimensions)]
      : [`${law.bound.low} ≤ `, ...read(law.left, law.dimensions), ` ≤ ${law.bound.high}`]
  const shortage = zh
    ? "。资金不足时，情景可选择按可用财力缩减"
    : ". Where there is not enough, a scenario may choose to scale"
  return [
    ...(laws.length === 0
      ? []
      : ([
          { heading: [zh ? "约束" : "Laws"], level: 3 },
          {
            list: laws.map((law) => [
              { strong: law.label[language] },
              " ",
              { code: law.name },
              `${scope(law.dimensions)}${zh ? "：" : ": "}`,
              ...stated(law),
              law.shortage ? shortage : ""
            ])
          }
        ] satisfies ReadonlyArray<Block>)),
    ...(milestones.length === 0
      ? []
      : ([
          { heading: [zh ? "里程碑" : "Milestones"], level: 3 },
          {
            list: milestones.map(({ label, name, when }) => [
              { strong: label[language] },
              " ",
              { code: name },
              zh ? "：" : ": ",
              ...read(when, [])
            ])
          }
        ] satisfies ReadonlyArray<Block>))
  ]
}

const levers = (model: Model, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const all = model.variables.filter(({ kind }) => kind === "lever")
  if (all.length === 0) return []
  return [
    { heading: [zh ? "政策杠杆" : "Levers"], level: 2, anchor: anchorOf.levers },
    {
      head: (zh
        ? ["政策杠杆", "单位", "现行", "可设范围", "作用", "依据"]
        : ["Lever", "Unit", "Today", "May be set", "What it does", "Source"]
      ).map((text) => [text]),
      rows: all.map((variable) => {
        const { max, min, today } = VariableEntry.leverText(model, variable)
        const unit = UnitText.of(model.units, variable.unit)
        return [
          [VariableEntry.link(model, variable.name, language)],
          [Figure.unitName(unit, language)],
          [today],
          [`${min} – ${max}`],
          [variable.note?.[language] ?? ""],
          [VariableEntry.sourceOf(variable, language)]
        ]
      })
    }
  ]
}

const dimensions = (model: Model, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  if (model.dimensions.length === 0) return []
  return [
    { heading: [zh ? "维度" : "Dimensions"], level: 2, anchor: anchorOf.dimensions },
    {
      list: model.dimensions.map(({ label, members, name }) => [
        { strong: label[language] },
        " ",
        { code: name },
        zh ? "：" : ": ",
        ...members.flatMap((member, i): Line => [
          i === 0 ? "" : zh ? "，" : ", ",
          `${member.label[language]} `,
          { code: member.name }
        ])
      ])
    }
  ]
}

/** The page of a place's model. */
export const page = ({ model, targets }: Place, language: Language): Page => {
  const zh = language === "zh"
  const context: VariableEntry.Context = {
    model,
    targets: targets.all,
    arrows: Dependencies.arrows(Dependencies.of(model)),
    language
  }
  const { from, to } = model.years
  const lead = levers(model, language)
  const frame = dimensions(model, language)
  const sectorsOf = (): ReadonlyArray<Block> =>
    model.sectors.flatMap(({ label, name }): ReadonlyArray<Block> => [
      { heading: [label[language]], level: 2, anchor: anchorOf.sector(name) },
      { heading: [zh ? "因果图" : "What needs what"], level: 3 },
      diagram(model, name, context),
      { heading: [zh ? "变量" : "Variables"], level: 3 },
      ...model.variables
        .filter((variable) => variable.sector === name)
        .flatMap((variable) => VariableEntry.blocks(variable, context)),
      ...lawsOf(model, name, language)
    ])
  const chapters: ReadonlyArray<readonly [string, string]> = [
    ...(frame.length === 0 ? [] : [[anchorOf.dimensions, zh ? "维度" : "Dimensions"] as const]),
    ...(lead.length === 0 ? [] : [[anchorOf.levers, zh ? "政策杠杆" : "Levers"] as const]),
    ...model.sectors.map(({ label, name }) => [anchorOf.sector(name), label[language]] as const)
  ]
  return {
    title: zh ? `${model.label.zh}：模型手册` : `${model.label.en}: reference`,
    blocks: [
      {
        paragraph: [
          zh
            ? `${from}—${to} 年，逐年推演。共 ${model.sectors.length} 个部门、${model.variables.length} 个变量、${byName(model.invariants).length} 条约束。模型指纹 ${Fingerprint.short(model.fingerprint)}。`
            : `Projected year by year from ${from} to ${to}: ${Count.of(model.sectors.length, "sector")}, ${Count.of(model.variables.length, "variable")}, ${Count.of(byName(model.invariants).length, "law")}. Model ${Fingerprint.short(model.fingerprint)}.`
        ]
      },
      {
        paragraph: [
          zh
            ? "每个方程先以名称读出，再列原文。“需要”与“用于”中注明“往年”的，取自上年或首年的值；图中以虚线表示。"
            : "Each equation is read out by the labels of its names, then given as written. Where a neighbour is marked “past”, last year’s or the first year’s value is meant; diagrams draw it dotted."
        ]
      },
      { list: chapters.map(([anchor, text]) => [{ link: anchor, text }]) },
      ...frame,
      ...lead,
      ...sectorsOf()
    ]
  }
}

/** The reference as data: what the page says, unworded. */
export const data = ({ model, targets }: Place) => {
  const arrows = Dependencies.arrows(Dependencies.of(model))
  const cellData = ({ equation, initial, name, value }: Cell) => ({
    indicator: name,
    ...(value === undefined ? {} : { value }),
    ...(equation === undefined ? {} : { equation: equation.text }),
    ...(initial === undefined ? {} : { initial: initial.text })
  })
  return {
    sectors: model.sectors,
    dimensions: model.dimensions,
    variables: model.variables.map((variable) => ({
      name: variable.name,
      sector: variable.sector,
      label: variable.label,
      unit: variable.unit,
      kind: variable.kind,
      over: variable.dimensions,
      cells: variable.cells.map(cellData),
      ...(variable.series === undefined ? {} : { series: variable.series }),
      ...(variable.lever === undefined ? {} : { lever: variable.lever }),
      ...(variable.range === undefined ? {} : { range: variable.range }),
      ...(variable.spread === undefined ? {} : { spread: variable.spread }),
      ...(variable.source === undefined ? {} : { source: SourceText.data(variable.source) }),
      ...(variable.note === undefined ? {} : { note: variable.note }),
      needs: arrows.filter(({ to }) => to === variable.name).map(({ from, past }) => ({ name: from, past })),
      neededBy: arrows.filter(({ from }) => from === variable.name).map(({ past, to }) => ({ name: to, past })),
      targets: targets.all.filter(({ indicator }) => indicator.variable.name === variable.name).map(({ name }) => name)
    })),
    invariants: byName(model.invariants).map(({ bound, dimensions: over, label, left, name, sector, shortage }) => ({
      name,
      sector,
      label,
      over,
      shortage,
      ...("equal" in bound ? { equal: [left.text, bound.equal.text] } : { within: [left.text, bound.low, bound.high] })
    })),
    milestones: model.milestones.map(({ label, name, sector, when }) => ({ name, sector, label, when: when.text }))
  }
}
