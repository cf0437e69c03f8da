/**
 * The register of assumptions as a document: by sector, or by how far each moves the headline results.
 *
 * Changes of a result in a percentage are told in percentage points, all others as percent of the base.
 */
import type { Influence, Outcome, Ranking } from "@gongfu/core/analysis/Influence"
import type { Language } from "@gongfu/core/document/Label"
import * as Indicator from "@gongfu/core/model/Indicator"
import type { Model, Variable } from "@gongfu/core/model/Model"
import type { Range } from "@gongfu/core/model/ModelDocument"
import type * as Document from "./Document.ts"
import * as DistributionText from "./DistributionText.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as SourceText from "@gongfu/core/wording/SourceText"
import type { Cell, Column, Row } from "./Table.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** The rows of an assumption, one a member, as name, address, unit, value, range and reason; `more` stands between its name and its unit in the first. */
export const rowsOf = (
  model: Model,
  variable: Variable,
  language: Language,
  more: ReadonlyArray<string> = []
): ReadonlyArray<Row> => {
  const unit = UnitText.of(model.units, variable.unit)
  const figure = (value: number): string => Figure.of(value, unit, Figure.decimalsToTell(unit, value))
  const between = ([low, high]: Range): string => `${figure(low)} – ${figure(high)}`
  const values =
    variable.series === undefined
      ? variable.cells.map((cell) => ({
          members: cell.members,
          text: cell.value === undefined ? "" : figure(cell.value),
          own: variable.spread === undefined ? undefined : cell.range
        }))
      : [
          {
            members: [],
            own: undefined,
            text: Object.entries(variable.series)
              .map(([year, value]) => `${year}: ${figure(value)}`)
              .join(", ")
          }
        ]
  const first = (i: number, text: string): Cell => ({ text: i === 0 ? text : "" })
  return values.map(({ members, own, text }, i) => {
    const address = members.length === 0 ? variable.name : `${variable.name}[${members.join("][")}]`
    return {
      cells: [
        { text: (Indicator.byName(model).get(address) ?? variable).label[language] },
        { text: address },
        ...more.map((told) => first(i, told)),
        { text: Figure.unitName(unit, language) },
        { text },
        own === undefined ? first(i, between(variable.range!)) : { text: between(own) },
        ...(DistributionText.isDeclared(model) ? [first(i, DistributionText.of(model, variable, language))] : []),
        first(i, SourceText.of(variable.source, language))
      ]
    }
  })
}

const columns = (model: Model, language: Language, more: ReadonlyArray<Column> = []): ReadonlyArray<Column> => {
  const zh = language === "zh"
  const folds = UnitText.inBrackets(language)
  // Two tables, one below the other, where one has no room; without more columns there is one in any case.
  const part = more.length === 0 ? {} : { part: 1 }
  return [
    { head: zh ? "假设" : "Assumption", align: "left", wraps: true },
    { head: zh ? "名称" : "Name", align: "left", wraps: true, names: true, optional: 2, folds },
    ...more,
    { head: zh ? "单位" : "Unit", align: "left", wraps: true, optional: 1, folds, ...part },
    { head: zh ? "取值" : "Value", align: "left", wraps: true, ...part },
    { head: zh ? "范围" : "Range", align: "left", ...part },
    ...(DistributionText.isDeclared(model)
      ? [{ head: zh ? "分布" : "Distribution", align: "left" as const, wraps: true, ...part }]
      : []),
    { head: zh ? "依据" : "Reason", align: "left", wraps: true, ...part }
  ]
}

const assumed = (model: Model): ReadonlyArray<Variable> => model.variables.filter(({ kind }) => kind === "assumption")

const heading = (model: Model, language: Language): Document.Block => ({
  heading: language === "zh" ? `${model.label.zh}：假设清单` : `${model.label.en}: assumptions`,
  level: 1
})

/** The register by sector. */
export const bySector = (model: Model, language: Language): Document.Document => {
  const all = assumed(model)
  const rows = model.sectors.flatMap(({ label, name }): ReadonlyArray<Row> => {
    const own = all.filter((variable) => variable.sector === name)
    return own.length === 0
      ? []
      : [{ section: label[language] }, ...own.flatMap((variable) => rowsOf(model, variable, language))]
  })
  return [
    heading(model, language),
    {
      paragraph:
        language === "zh"
          ? `共 ${all.length} 项。情景可在范围内改动其中任何一项。`
          : `${all.length} in all. A scenario may change any of them within its range.`
    },
    { table: { columns: columns(model, language), rows } }
  ]
}

const percent = (share: number): string => Figure.fixed(share * 100, 1)
const signed = (text: string): string => (text.startsWith("-") || !Figure.tellsMore(text) ? text : `+${text}`)

/** How a result of one run differs from the base; a run that stopped has none. */
const change = (model: Model, { unit }: Indicator.Indicator, base: number, outcome: Outcome, i: number): string => {
  if (outcome._tag === "Stopped") return "✗"
  const value = outcome.values[i]!
  const told = UnitText.of(model.units, unit)
  if (told.percent === true) return signed(percent(value - base))
  return base === 0 ? Figure.difference(value, told, "en") : signed(percent((value - base) / Math.abs(base)))
}

const changes = (
  model: Model,
  headline: ReadonlyArray<Indicator.Indicator>,
  { base }: Ranking,
  { high, low, swing, swings }: Influence
): ReadonlyArray<string> => [
  swing === undefined ? "?" : swing === 0 ? "–" : `${percent(swing)}%`,
  ...headline.map((indicator, i) => {
    const at = base[i]!
    const isSame = swings[i] === 0 && low._tag === high._tag
    return isSame ? "–" : `${change(model, indicator, at, low, i)}…${change(model, indicator, at, high, i)}`
  })
]

const stops = (ranking: Ranking, language: Language): ReadonlyArray<string> =>
  ranking.influences.flatMap(({ high, low, variable }) =>
    ([low, high] as const).flatMap((outcome, i) => {
      if (outcome._tag === "Reached") return []
      const { failure, year } = outcome
      const bound = variable.range![i]!
      return language === "zh"
        ? `${variable.label.zh}（${variable.name}）取 ${bound} 时，推演在 ${year} 年中止：${failure.variable}`
        : `${variable.label.en} (${variable.name}) at ${bound}: the run stops in ${year} at ${failure.variable}`
    })
  )

/** The register by influence on the headline results. */
export const byInfluence = (
  model: Model,
  headline: ReadonlyArray<Indicator.Indicator>,
  ranking: Ranking,
  language: Language
): Document.Document => {
  const zh = language === "zh"
  const { base, influences, year } = ranking
  const legend = headline.map(({ label, unit }, i) => {
    const told = UnitText.of(model.units, unit)
    const unitName = Figure.unitName(told, language)
    const name = unitName === "" ? label[language] : UnitText.inBrackets(language)(label[language], unitName)
    const value = Figure.of(base[i]!, told)
    const points = told.percent === true
    const isZero = base[i] === 0
    const counted = zh
      ? points
        ? "变化以百分点计"
        : isZero
          ? "基准为零，变化以其单位计，不计入排序"
          : "变化以基准的百分比计"
      : points
        ? "changes in percentage points"
        : isZero
          ? "the base is zero: changes in its unit, not counted in the order"
          : "changes in percent of it"
    return zh ? `${i + 1}：${name}，${value}，${counted}` : `${i + 1}: ${name}, ${value}; ${counted}`
  })
  const more: ReadonlyArray<Column> = [
    { head: zh ? "最大波动" : "Swing", align: "right", part: 0 },
    ...headline.map((_, i): Column => ({ head: String(i + 1), align: "right", part: 0 }))
  ]
  const rows = (kept: (influence: Influence) => boolean, section: string): ReadonlyArray<Row> => {
    const own = influences.filter(kept)
    if (own.length === 0) return []
    return [
      ...(section === "" ? [] : [{ section }]),
      ...own.flatMap((one) => rowsOf(model, one.variable, language, changes(model, headline, ranking, one)))
    ]
  }
  const stopped = stops(ranking, language)
  return [
    heading(model, language),
    {
      paragraph: zh
        ? `共 ${influences.length} 项，按对 ${year} 年主要指标的影响由大到小排列。每次只改动一项，取其范围的下限和上限，其余（包括政策杠杆）均取模型自身的值；分地区、分类别或分年份的假设整体平移。对各指标列出下限…上限时相对基准的变化；最大波动为各指标变动区间与基准之比的最大值。`
        : `${influences.length} in all, those that move the headline results of ${year} most first. One at a time is run at the low and the high end of its range, while all else, levers included, has the model's own values; one by member or by year is shifted as a whole. Of each result the change from the base is given at the low…high end; the swing is the widest span of a result relative to its base.`
    },
    { list: legend },
    {
      table: {
        columns: columns(model, language, more),
        rows: [
          ...rows(({ swing }) => swing !== 0, ""),
          ...rows(
            ({ swing }) => swing === 0,
            zh ? `对 ${year} 年主要指标没有影响` : `No influence on the headline results of ${year}`
          )
        ]
      }
    },
    ...(stopped.length === 0
      ? []
      : [{ paragraph: zh ? "✗ 表示推演中止：" : "✗ marks runs that stop:" }, { list: stopped }])
  ]
}
