/**
 * A backtest as people and programs read it: each figure beside its projection, what the errors come to, and what was
 * not compared.
 */
import * as Actuals from "@gongfu/core/analysis/Actuals"
import * as Backtest from "@gongfu/core/analysis/Backtest"
import type { Label, Language } from "@gongfu/core/document/Label"
import type { Place } from "@gongfu/core/place/Place"
import type { Block } from "./Document.ts"
import type * as Document from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import type { Row } from "./Table.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** What is shown. */
export interface Shown {
  readonly backtest: Backtest.Backtest
  readonly id: string
  readonly place: Place
  readonly title: Label
}

/** Out of sample, levels that are missed by more than this are named once more, and rates by as many points. */
const large = 0.05

const standings: Record<Backtest.Standing, Label> = {
  base: { en: "base year", zh: "基年" },
  fitted: { en: "in sample", zh: "样本内" },
  out_of_sample: { en: "out of sample", zh: "样本外" }
}

const reasons: Record<Backtest.Reason, Label> = {
  unmapped: { en: "no number of the model is mapped to it", zh: "没有对应的模型变量" },
  part_year: { en: "about part of a year", zh: "非全年数据" },
  other_scope: { en: "about another area", zh: "其他区域" },
  outside_run: { en: "outside the years of the run", zh: "不在推演年份内" },
  other_basis: { en: "on an older basis", zh: "旧口径" }
}

/** The unit of a comparison, and with how many decimals its figures are told: those of a rate such that its error follows. */
const scaleOf = ({ error, isRate, mapped, projected, published }: Backtest.Comparison, place: Place) => {
  const unit = UnitText.of(place.model.units, mapped.indicator.unit)
  const own = { published: Figure.decimals(unit, published), projected: Figure.decimals(unit, projected) }
  if (!isRate || error === undefined) return { unit, ...own }
  const decimals = Figure.decimalsToAgree(
    unit,
    [{ a: published, b: projected, difference: error }],
    Math.max(own.published, own.projected)
  )
  return { unit, published: decimals, projected: decimals }
}

const errorText = (comparison: Backtest.Comparison, place: Place, language: Language): string => {
  const { error, isRate } = comparison
  if (error === undefined) return "—"
  const { projected, unit } = scaleOf(comparison, place)
  return isRate ? Figure.difference(error, unit, language, projected) : Figure.signedPercent(error * 100)
}

/** The pages in the order in which the table first needs them. */
const pagesOf = (comparisons: ReadonlyArray<Backtest.Comparison>): ReadonlyArray<string> => [
  ...new Set(comparisons.map(({ actual }) => actual.source))
]

const rowsOf = ({ backtest, place }: Shown, pages: ReadonlyArray<string>, language: Language): ReadonlyArray<Row> =>
  backtest.comparisons.map((comparison) => {
    const { actual, mapped, projected, published, standing, year } = comparison
    const { unit, ...decimals } = scaleOf(comparison, place)
    return {
      about: mapped.published,
      cells: [
        { text: mapped.indicator.label[language] },
        { text: Figure.unitName(unit, language) },
        { text: String(year) },
        { text: Figure.of(published, unit, decimals.published) },
        { text: Figure.of(projected, unit, decimals.projected) },
        { text: errorText(comparison, place, language) },
        { text: standings[standing][language] },
        { text: `${pages.indexOf(actual.source) + 1}${actual.derived ? "*" : ""}` }
      ]
    }
  })

const summaryText = (name: string, { levels, rates }: Backtest.Summary, language: Language): ReadonlyArray<string> => {
  const zh = language === "zh"
  const percent = (share: number) => `${Figure.fixed(share * 100, 1)}%`
  const apart = (share: number) => Figure.fixed(share * 100, 1)
  const parts = [
    ...(levels.count === 0
      ? []
      : [
          zh
            ? `${levels.count} 个水平数，平均绝对百分比误差 ${percent(levels.meanError)}`
            : `${levels.count} ${levels.count === 1 ? "level" : "levels"}, mean absolute percentage error ${percent(levels.meanError)}`
        ]),
    ...(levels.withoutError === 0
      ? []
      : [
          zh
            ? `${levels.withoutError} 个水平数公布为 0 或按其单位小数位显示为 0，没有百分比误差，不计入平均`
            : `${levels.withoutError} ${levels.withoutError === 1 ? "level" : "levels"} published as 0, or as so little that it is told as 0, without a percentage error and left out of the mean`
        ]),
    ...(rates.count === 0
      ? []
      : [
          zh
            ? `${rates.count} 个比率，平均绝对误差 ${apart(rates.meanError)} 个百分点`
            : `${rates.count} ${rates.count === 1 ? "rate" : "rates"}, mean absolute error ${apart(rates.meanError)} pp`
        ])
  ]
  if (parts.length === 0) return [zh ? `${name}：无` : `${name}: none`]
  return [zh ? `${name}：${parts.join("；")}` : `${name}: ${parts.join("; ")}`]
}

/** Published indicators with how often each stands, in the order of the file. */
const counted = (published: ReadonlyArray<string>, { backtest }: Shown, language: Language): string =>
  [...Map.groupBy(published, (name) => name)]
    .map(([name, same]) => {
      const label = Backtest.labelOf(backtest, name)[language]
      return same.length === 1 ? label : `${label} ×${same.length}`
    })
    .join(language === "zh" ? "；" : "; ")

const leftOut = (shown: Shown, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const { setAside, withoutActual } = shown.backtest
  const items = Backtest.reasons.flatMap((reason) => {
    const names = setAside.filter((one) => one.reason === reason).map(({ actual }) => actual.indicator)
    if (names.length === 0) return []
    const told = counted(names, shown, language)
    return [zh ? `${names.length} 项${reasons[reason].zh}：${told}` : `${names.length} ${reasons[reason].en}: ${told}`]
  })
  const without = withoutActual.map(({ published }) => published)
  if (without.length > 0)
    items.push(
      zh
        ? `${without.length} 项已对应模型变量但无公布数据：${counted(without, shown, language)}`
        : `${without.length} mapped, but without a figure to compare: ${counted(without, shown, language)}`
    )
  return items.length === 0 ? [] : [{ heading: zh ? "未比较" : "Not compared", level: 2 }, { list: items }]
}

/** The document of a backtest. */
export const document = (shown: Shown, language: Language): Document.Document => {
  const zh = language === "zh"
  const { backtest, id, place, title } = shown
  const { base, fitted, out_of_sample: outside } = backtest.summary
  const pages = pagesOf(backtest.comparisons)
  const missed = backtest.comparisons.filter(
    ({ error, standing }) => standing === "out_of_sample" && error !== undefined && Math.abs(error) > large
  )
  const noted = [...new Set(backtest.comparisons.map(({ mapped }) => mapped))].filter(({ note }) => note !== undefined)
  const notes = [...Map.groupBy(noted, ({ note }) => note![language])].map(
    ([note, same]) =>
      same.map(({ indicator }) => indicator.label[language]).join(zh ? "、" : ", ") + (zh ? "：" : ": ") + note
  )
  const column = (head: string, align: "left" | "right") => ({ head, align })
  return [
    { heading: `${place.title[language]} · ${title[language]}`, level: 1 },
    {
      paragraph: zh
        ? `推演 ${id} 与公布数据对照，未作记录`
        : `run ${id} against published figures; nothing was recorded`,
      tone: "faint"
    },
    {
      list: [
        ...summaryText(zh ? "样本外" : "Out of sample", outside, language),
        ...summaryText(zh ? "样本内" : "In sample", fitted, language),
        ...summaryText(
          zh ? "基年（按公布数据设定，非推演）" : "Base year (set to what was published, not projected)",
          base,
          language
        ),
        ...(missed.length === 0
          ? []
          : [
              (zh ? "样本外误差超过 5%：" : "Out of sample by more than 5%: ") +
                missed
                  .map(
                    (one) => `${one.mapped.indicator.label[language]} ${one.year} ${errorText(one, place, language)}`
                  )
                  .join(zh ? "；" : "; ")
            ])
      ]
    },
    {
      table: {
        columns: [
          { ...column(zh ? "指标" : "Indicator", "left"), wraps: true },
          { ...column(zh ? "单位" : "Unit", "left"), wraps: true, optional: 1, folds: UnitText.inBrackets(language) },
          column(zh ? "年份" : "Year", "right"),
          column(zh ? "公布" : "Published", "right"),
          column(zh ? "推演" : "Projected", "right"),
          column(zh ? "误差" : "Error", "right"),
          { ...column(zh ? "样本" : "Standing", "left"), optional: 2 },
          column(zh ? "出处" : "Page", "right")
        ],
        rows: rowsOf(shown, pages, language)
      }
    },
    { heading: zh ? "出处（带 * 的由公布数据推算）" : "Pages (* derived by arithmetic)", level: 2 },
    {
      list: pages.map((page, i) => `${i + 1}  ${Actuals.sourceIn(page, language)}`)
    },
    ...(notes.length === 0 ? [] : [{ heading: zh ? "口径说明" : "Bases", level: 2 } as const, { list: notes }]),
    ...leftOut(shown, language)
  ]
}

const summaryJson = ({ levels, rates }: Backtest.Summary) => ({
  levels: {
    count: levels.count,
    meanAbsolutePercentageError: levels.meanError * 100,
    withoutError: levels.withoutError
  },
  rates: { count: rates.count, meanAbsoluteErrorPoints: rates.meanError * 100 }
})

/** A backtest as data; errors, where there are any, are in percent, or in percentage points where `errorIn` says so. */
export const toJson = ({ backtest, id, place, title }: Shown): object => ({
  run: id,
  place: place.name,
  title,
  comparisons: backtest.comparisons.map(({ actual, error, isRate, mapped, projected, published, standing, year }) => ({
    published: mapped.published,
    publishedLabel: Backtest.labelOf(backtest, mapped.published),
    indicator: mapped.indicator.name,
    label: mapped.indicator.label,
    unit: mapped.indicator.unit,
    year,
    value: published,
    projected,
    ...(error === undefined ? {} : { error: error * 100, errorIn: isRate ? "points" : "percent" }),
    standing,
    derived: actual.derived,
    scope: actual.scope,
    source: actual.source,
    ...(mapped.note === undefined ? {} : { note: mapped.note })
  })),
  summary: {
    out_of_sample: summaryJson(backtest.summary.out_of_sample),
    fitted: summaryJson(backtest.summary.fitted),
    base: summaryJson(backtest.summary.base)
  },
  setAside: backtest.setAside.map(({ actual, reason }) => ({
    reason,
    published: actual.indicator,
    publishedLabel: Backtest.labelOf(backtest, actual.indicator),
    period: actual.period,
    scope: actual.scope
  })),
  withoutActual: backtest.withoutActual.map(({ indicator, published }) => ({
    published,
    publishedLabel: Backtest.labelOf(backtest, published),
    indicator: indicator.name
  }))
})
