/**
 * An ensemble as a document: how it was drawn, how its headline indicators spread, and how likely each target is.
 *
 * A probability is the share of members that meet the target; its standard error is the one of independent members. A
 * fan is three lines of bars on one scale: of twenty members, one lies above the first and one below the last.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import type { EnsembleStarted } from "@gongfu/core/ensemble/EnsembleEvent"
import * as Bins from "@gongfu/core/ensemble/Bins"
import type * as Stopped from "@gongfu/core/ensemble/Stopped"
import * as Summary from "@gongfu/core/ensemble/Summary"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type * as Indicator from "@gongfu/core/model/Indicator"
import type { Place } from "@gongfu/core/place/Place"
import * as Target from "@gongfu/core/target/Target"
import type { Palette } from "./Colour.ts"
import type { Block, Document } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as ProportionText from "./ProportionText.ts"
import * as Sparkline from "./Sparkline.ts"
import * as StatusMark from "./StatusMark.ts"
import * as StoppedText from "./StoppedText.ts"
import type { Row } from "./Table.ts"
import * as RequirementText from "./RequirementText.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** An ensemble to show. `onRecord` says whether it was on record before; nothing when recording does not matter. */
export interface Shown {
  readonly id: string
  readonly title: Label
  readonly place: Place
  readonly started: EnsembleStarted
  readonly summary: Summary.Summary
  readonly result: string
  /** What stopped those of its members that it names. */
  readonly stopped: ReadonlyArray<Stopped.Cause>
  readonly onRecord: "new" | "already" | undefined
  readonly store: string
}

/** What is told of it: `indicators` are those whose fan is shown; `brief` leaves out targets of other indicators. */
export interface Choice {
  readonly indicators: ReadonlyArray<Indicator.Indicator>
  readonly brief: boolean
}

const samplers: Readonly<Record<EnsembleStarted["design"]["sampler"], Label>> = {
  "latin-hypercube": { en: "Latin hypercube", zh: "拉丁超立方抽样" },
  sobol: { en: "Sobol' sequence", zh: "Sobol 序列抽样" },
  "monte-carlo": { en: "Monte Carlo", zh: "蒙特卡洛抽样" }
}

/** The quantiles that a line is drawn of, the highest first. */
const lines = [0.95, 0.5, 0.05] as const

const percent = (share: number): string => `${Figure.fixed(share * 100, 1)}%`

/** The quantile of a spread at a probability. */
const quantile = ({ quantiles }: Summary.Spread, probability: number): number =>
  quantiles[Summary.probabilities.indexOf(probability as 0.5)]!

/** Stands for a probability where an ensemble ends before the target is due; its margin is that of the last year. */
export const notDue: Label = StatusMark.wordOf("on_the_way")

const varying = (axes: number): string =>
  axes === 1 ? "1 assumption varies over its range" : `${axes} assumptions vary over their ranges`

const drawn = ({ started, stopped, summary }: Shown, still: number, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const { axes, design } = started
  const { failed, members } = summary
  const sampler = samplers[design.sampler][language]
  const count = Figure.fixed(members, 0)
  const also = still === 0 ? "" : zh ? `，其余 ${still} 项不变` : `, ${still} ${still === 1 ? "does" : "do"} not`
  const first = failed.byYear[0]
  return [
    {
      paragraph: zh
        ? `${count} 个成员，${sampler}，随机种子 ${design.seed}；${axes.length === 0 ? "没有可变动的假设，各成员完全相同" : `${axes.length} 项假设在各自范围内取值${also}`}。`
        : `${count} ${members === 1 ? "member" : "members"}, ${sampler}, seed ${design.seed}; ${axes.length === 0 ? "no assumption is free to vary, and all members are alike" : `${varying(axes.length)}${also}`}.`
    },
    ...(first === undefined
      ? []
      : [
          {
            paragraph: zh
              ? `${Figure.fixed(failed.members, 0)} 个成员（${percent(failed.members / members)}）推演中止，最早在 ${first.year} 年：中止前的年份照常计入，其后到期的目标按未实现计。${StoppedText.why(stopped, language)}`
              : `${Figure.fixed(failed.members, 0)} members (${percent(failed.members / members)}) stopped, the earliest in ${first.year}: they count in the years before, and meet no target that is due later. ${StoppedText.why(stopped, language)}`,
            tone: "open" as const
          }
        ])
  ]
}

/** The years that stand in a table: the first and those of the headline. */
const yearsToTell = ({ place, started }: Shown): ReadonlyArray<number> => [
  ...new Set([started.from, ...Target.headlineYears(place.targets, started)])
]

const fans = (shown: Shown, { indicators }: Choice, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const { place, started, summary } = shown
  const { from, to } = started
  const years = yearsToTell(shown)
  const rows = indicators.flatMap((indicator): ReadonlyArray<Row> => {
    const fan = summary.indicators.find((one) => one.indicator === indicator.name)
    if (fan === undefined || fan.years.length === 0) return []
    const unit = UnitText.of(place.model.units, indicator.unit)
    const bars = Sparkline.together(lines.map((line) => fan.years.map((spread) => quantile(spread, line))))
    const label = UnitText.inBrackets(language)(indicator.label[language], Figure.unitName(unit, language))
    return lines.map((line, i) => ({
      about: indicator.name,
      cells: [
        { text: Figure.unitName(unit, language) === "" ? indicator.label[language] : label },
        { text: `${line * 100}%` },
        ...years.map((year) => {
          const spread = fan.years[year - from]
          return { text: spread === undefined ? "" : Figure.of(quantile(spread, line), unit) }
        }),
        { text: bars[i]! }
      ]
    }))
  })
  if (rows.length === 0) return []
  return [
    { heading: zh ? "分位数" : "Quantiles", level: 2 },
    {
      table: {
        columns: [
          { head: zh ? "指标" : "Indicator", align: "left", wraps: true },
          { head: zh ? "分位" : "At", align: "right" },
          ...years.map((year) => ({ head: String(year), align: "right" }) as const),
          { head: `${from}–${to}`, align: "left", optional: 1, picture: true }
        ],
        rows
      }
    }
  ]
}

/** The targets that are told: in brief, those of headline indicators. */
const toldTargets = ({ headline, targets }: Place, brief: boolean): ReadonlyArray<Target.Target> => {
  const names = new Set(headline.map(({ name }) => name))
  return targets.all.filter(({ indicator }) => !brief || names.has(indicator.name))
}

const odds = (shown: Shown, { brief }: Choice, language: Language, palette: Palette): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const { place, summary } = shown
  const { members } = summary
  const byName = new Map(summary.targets.map((one) => [one.target, one]))
  const told = toldTargets(place, brief)
  const row = (target: Target.Target): ReadonlyArray<Row> => {
    const found = byName.get(target.name)
    if (found === undefined) return []
    const unit = UnitText.of(place.model.units, Target.unitOf(target))
    const share = Summary.probabilityOf(found, members)
    const isDue = target.by <= found.year
    const paint = !isDue ? palette.open : share >= 0.5 ? palette.good : palette.bad
    const margin = (line: number): string =>
      found.margin === undefined ? "" : Figure.difference(quantile(found.margin, line), unit, language)
    return [
      {
        cells: [
          { text: RequirementText.nameOf(target, language) },
          { text: Figure.unitName(unit, language) },
          { text: String(target.by) },
          { text: isDue ? percent(share) : notDue[language], paint },
          { text: isDue ? ProportionText.error(found.met, members) : "" },
          ...lines.toReversed().map((line) => ({ text: margin(line) }))
        ]
      }
    ]
  }
  const likely = (target: Target.Target): number => byName.get(target.name)?.met ?? 0
  const rows = place.targets.areas.flatMap(({ label, name }): ReadonlyArray<Row> => {
    const own = told.filter(({ area }) => area === name).toSorted((a, b) => likely(a) - likely(b))
    const some = own.flatMap(row)
    return some.length === 0 ? [] : [{ section: label[language] }, ...some]
  })
  if (rows.length === 0) return []
  const margins = zh ? "余量" : "Margin"
  return [
    { heading: zh ? "各项目标实现的概率" : "How likely each target is", level: 2 },
    {
      table: {
        columns: [
          { head: zh ? "目标" : "Target", align: "left", wraps: true },
          { head: zh ? "单位" : "Unit", align: "left", wraps: true, optional: 1, folds: UnitText.inBrackets(language) },
          { head: zh ? "期限" : "By", align: "right" },
          { head: zh ? "概率" : "Likely", align: "right" },
          { head: zh ? "标准误" : "Std. error", align: "right", optional: 3 },
          // What may go wrong is told the longest: the good end gives way first.
          { head: `${margins} 5%`, align: "right", optional: 4 },
          { head: `${margins} 50%`, align: "right" },
          { head: `${margins} 95%`, align: "right", optional: 2 }
        ],
        rows
      }
    }
  ]
}

/** Over how many members the quantiles of the years in the tables are, where some had stopped by then. */
const reached = (shown: Shown, { brief, indicators }: Choice, language: Language): ReadonlyArray<Block> => {
  const { place, started, summary } = shown
  const due = new Set(toldTargets(place, brief).map(({ name }) => name))
  const told = [
    ...(indicators.length === 0 ? [] : yearsToTell(shown)),
    ...summary.targets.filter(({ target }) => due.has(target)).map(({ year }) => year)
  ]
  const years = [...new Set(told)].toSorted((a, b) => a - b)
  const fewer = years.filter((year) => year >= started.from && Summary.reachedIn(summary, year) < summary.members)
  if (fewer.length === 0) return []
  const zh = language === "zh"
  const all = Figure.fixed(summary.members, 0)
  const listed = fewer.map((year) => {
    const count = Figure.fixed(Summary.reachedIn(summary, year), 0)
    return zh ? `${year} 年 ${count} 个` : `${count} in ${year}`
  })
  return [
    {
      paragraph: zh
        ? `分位数与余量只按当年尚未中止的成员计（共 ${all} 个成员，其中 ${listed.join("、")}）；概率按全部成员计，已中止的视为未实现。`
        : `Quantiles and margins are over the members that came to the year, of ${all}: ${listed.join(", ")}. Likely is over all, and those that stopped count as missing.`,
      tone: "faint"
    }
  ]
}

/** How many assumptions did not vary: the scenario sets them, or their range is one value. */
const stillIn = ({ place, started }: Shown): number =>
  place.model.variables.filter(({ kind }) => kind === "assumption").length - started.axes.length

/** How close quantiles are that were read from bins. */
const inBins = ({ binning }: EnsembleStarted): Label =>
  binning === undefined
    ? {
        en: `Quantiles are read from counted bins, one of ${Bins.bins} off at most: a margin near zero may have the wrong sign.`,
        zh: `分位数由分组计数得出，误差不超过一组（共 ${Bins.bins} 组）；接近零的余量，正负可能有误。`
      }
    : {
        en: `Quantiles are read from counted bins: an indicator's is one bin of ${Bins.bins} off at most, and a margin's has the sign that its members have.`,
        zh: `分位数由分组计数得出：指标的误差不超过一组（共 ${Bins.bins} 组），余量的正负与成员一致。`
      }

/** The document of an ensemble. */
export const document = (shown: Shown, choice: Choice, language: Language, palette: Palette): Document => {
  const zh = language === "zh"
  const { id, onRecord, place, result, store, summary, title } = shown
  const record =
    onRecord === undefined
      ? []
      : onRecord === "new"
        ? [zh ? `已记录到 ${store}` : `recorded in ${store}`]
        : [zh ? `此前已记录，未重复记录` : `already on record, nothing new was written`]
  return [
    { heading: `${place.title[language]} · ${title[language]}`, level: 1 },
    {
      paragraph: [
        `${zh ? "集合推演" : "ensemble"} ${id}`,
        `${zh ? "结果指纹" : "result"} ${Fingerprint.short(result)}`,
        ...record
      ].join(zh ? "，" : ", "),
      tone: "faint"
    },
    ...drawn(shown, stillIn(shown), language),
    ...fans(shown, choice, language),
    ...odds(shown, choice, language, palette),
    ...reached(shown, choice, language),
    ...(summary.quantiles === "exact" ? [] : [{ paragraph: inBins(shown.started)[language], tone: "faint" as const }])
  ]
}
