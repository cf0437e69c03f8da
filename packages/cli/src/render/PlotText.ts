/**
 * Indicators of runs and of an ensemble as pictures: a picture an indicator, with what it shows in words below.
 *
 * Runs are lines. An ensemble is a fan: its median as a line, and bands that hold half and nine tenths of its members.
 * Targets whose figure stands in the indicator's own unit are levels up to their deadline.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import * as Summary from "@gongfu/core/ensemble/Summary"
import type * as Indicator from "@gongfu/core/model/Indicator"
import type { Status } from "@gongfu/core/run/Event"
import type { Place } from "@gongfu/core/place/Place"
import * as Target from "@gongfu/core/target/Target"
import type { Block } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import type { Band, Level } from "./Plot.ts"
import * as RequirementText from "./RequirementText.ts"
import * as StatusMark from "./StatusMark.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** How a target stands: in a run its status, in an ensemble the share of members that meet it; nothing where unknown. */
export type Standing = { readonly status: Status; readonly projected: number } | { readonly share: number } | undefined

/** A run or an ensemble in a picture. */
export interface Side {
  readonly id: string
  readonly title: Label
  readonly from: number
  /** An indicator's numbers by year: one of a run; of an ensemble its quantiles, at `Summary.probabilities`. */
  readonly series: (indicator: Indicator.Indicator) => ReadonlyArray<number> | ReadonlyArray<ReadonlyArray<number>>
  readonly standing: (target: Target.Target) => Standing
}

/** The letters of sides, in their order. */
export const letters = "ABCDEFGH"

const kinds: ReadonlySet<Target.Target["kind"]> = new Set(["level", "ceiling_each_year", "annual_flow"])

/** The targets of a place that are levels of an indicator. */
export const levelsOf = ({ targets }: Place, indicator: Indicator.Indicator): ReadonlyArray<Target.Target> =>
  targets.all.filter(
    (target) => target.indicator.name === indicator.name && kinds.has(target.kind) && target.requirement !== undefined
  )

/** Where a target's level begins and ends: at its deadline, and where it is due every year at the first of them. */
export const levelOf = (target: Target.Target, from: number): Level => ({
  value: Target.required(target)!,
  from: target.kind === "level" ? from : Math.max(from, target.first),
  to: target.by
})

const isFan = (
  series: ReadonlyArray<number> | ReadonlyArray<ReadonlyArray<number>>
): series is ReadonlyArray<ReadonlyArray<number>> => Array.isArray(series[0])

const at = (probability: (typeof Summary.probabilities)[number]): number => Summary.probabilities.indexOf(probability)

/** The picture of an indicator, and what belongs to it. The place is that of the first side. */
export const blocks = (
  indicator: Indicator.Indicator,
  sides: ReadonlyArray<Side>,
  place: Place,
  language: Language
): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const unit = UnitText.of(place.model.units, indicator.unit)
  const name = Figure.unitName(unit, language)
  const heading =
    name === "" ? indicator.label[language] : UnitText.inBrackets(language)(indicator.label[language], name)
  const from = Math.min(...sides.map((side) => side.from))
  const told = sides.map((side, i) => {
    const series = side.series(indicator)
    const late = Array.from({ length: side.from - from }, () => NaN)
    const fan = isFan(series) ? series.map((values) => [...late, ...values]) : undefined
    const values = fan === undefined ? [...late, ...(series as ReadonlyArray<number>)] : fan[at(0.5)]!
    return { side, letter: letters[i]!, fan, values }
  })
  const numbers = told.flatMap(({ values }) => values).filter(Number.isFinite)
  const decimals = Figure.decimalsToShow(unit, Math.max(0, ...numbers.map(Math.abs)))
  const figure = (value: number): string => Figure.of(value, unit, decimals)
  const percent = unit.percent === true ? 100 : 1
  const bands = told.flatMap(({ fan }): ReadonlyArray<Band> =>
    fan === undefined
      ? []
      : [
          { shade: "light", low: fan[at(0.05)]!, high: fan[at(0.95)]! },
          { shade: "medium", low: fan[at(0.25)]!, high: fan[at(0.75)]! }
        ]
  )
  const several = sides.length > 1
  const lettered = (letter: string, text: string): string => (several ? `${letter}  ${text}` : text)
  const lineText = ({ fan, letter, side, values }: (typeof told)[number]): string => {
    const known = values.flatMap((value, i) => (Number.isFinite(value) ? [{ value, year: from + i }] : []))
    const [first, last] = [known[0], known.at(-1)]
    const ends =
      first === undefined || last === undefined
        ? []
        : zh
          ? [`${first.year} 年 ${figure(first.value)}`, `${last.year} 年 ${figure(last.value)}`]
          : [`${figure(first.value)} in ${first.year}`, `${figure(last.value)} in ${last.year}`]
    const median = fan === undefined ? "" : zh ? "中位数 " : "median "
    const shades = fan === undefined ? "" : zh ? "；▒ 为半数成员，░ 为九成成员" : "; ▒ half of the members, ░ 90%"
    const numbersText = `${zh ? "：" : ": "}${median}${ends.join(zh ? "，" : ", ")}${shades}`
    return lettered(letter, `${side.id} · ${side.title[language]}${ends.length === 0 ? "" : numbersText}`)
  }
  const standingText = (target: Target.Target): string =>
    told
      .flatMap(({ letter, side }) => {
        const standing = side.standing(target)
        if (standing === undefined) return []
        const text =
          "share" in standing
            ? zh
              ? `${Figure.fixed(standing.share * 100, 1)}% 的成员实现`
              : `met by ${Figure.fixed(standing.share * 100, 1)}% of the members`
            : `${StatusMark.of(standing.status)} ${Figure.of(standing.projected, unit, Figure.decimalsApart(unit, standing.projected, Target.required(target)!))}`
        return [several ? `${letter} ${text}` : text]
      })
      .join(zh ? "，" : ", ")
  const targets = levelsOf(place, indicator)
  const targetText = (target: Target.Target): string => {
    const required = RequirementText.withTolerance(target, unit, language)
    const standing = standingText(target)
    const { by, first, label } = target
    const each = Target.isOfEachYear(target)
    const what = zh
      ? `╌┤ ${label.zh}：${each ? `${first}–${by} 年每年` : `${by} 年`} ${required}`
      : `╌┤ ${label.en}: ${required} ${each ? `every year ${first}–${by}` : `by ${by}`}`
    return standing === "" ? what : `${what}${zh ? "；" : "; "}${standing}`
  }
  return [
    { heading, level: 2 },
    {
      plot: {
        from,
        lines: told.map(({ letter, values }) => ({ letter, values })),
        bands,
        levels: targets.map((target) => levelOf(target, from)),
        told: (values) => {
          const whole = values.every((value) => Number.isInteger(Number((percent * value).toFixed(9))))
          const count = whole ? 0 : Figure.decimalsToTell(unit, ...values)
          return values.map((value) => Figure.of(value, unit, count))
        }
      }
    },
    { list: [...told.map(lineText), ...targets.map(targetText)] }
  ]
}
