/** What a plan asks of an indicator, as levels that a chart of it over the years can show. */
import type { Language } from "@gongfu/core/document/Label"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import { required as requiredOf, type Target } from "@gongfu/core/target/Target"
import * as Figure from "@gongfu/core/wording/Figure"
import * as ScoreboardText from "../render/ScoreboardText.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"
import type { Level } from "./Lines.ts"
import type { Subject } from "./Report.ts"

/** A target with its level. */
export interface Asked {
  readonly target: Target
  readonly level: Level
  /** What is asked, in words. */
  readonly words: string
}

/**
 * The level that comes to the same as a target: the figure itself where it is one, what it makes of the base year where
 * it is growth, a multiple or a gain, and a year's part where it is a sum over years. A falling trend has none, and
 * neither has a base that the run does not know, nor growth or a multiple of one that is not above zero.
 */
const levelOf = ({ state }: Subject, target: Target): number | undefined => {
  const { by, from, indicator, kind } = target
  const required = requiredOf(target)
  if (required === undefined) return undefined
  const { trajectory } = state
  const base =
    from === undefined || from < trajectory.from || from > trajectory.to
      ? undefined
      : Trajectory.at(trajectory, indicator.slot, from)
  const positive = base !== undefined && base > 0 ? base : undefined
  switch (kind) {
    case "level":
    case "annual_flow":
    case "ceiling_each_year":
      return required
    case "cumulative":
      return from === undefined ? undefined : required / (by - from + 1)
    case "average_growth":
      return positive === undefined
        ? undefined
        : Array.from({ length: by - from! }).reduce((level: number) => level * (1 + required), positive)
    case "multiple_of_base":
      return positive === undefined ? undefined : positive * required
    case "increase_over_base":
      return base === undefined ? undefined : base + required
    case "trend_down":
      return undefined
  }
}

const bounds = { at_least: "不低于", more_than: "高于", at_most: "不高于", less_than: "低于" } as const

/** `required` is the requirement with its sign, `figure` without, and `level` what it comes to. */
const inWords = (
  target: Target,
  { figure, level, required, unit }: Readonly<Record<"figure" | "level" | "required" | "unit", string>>,
  language: Language
): string => {
  const { by, from, kind, requirement } = target
  if (language === "zh") {
    const bound = bounds[requirement!.comparison]
    const [of, asked] = [level, figure].map((amount) => `${amount}${unit === "" ? "" : ` ${unit}`}`) as [string, string]
    switch (kind) {
      case "average_growth":
        return `${from}—${by} 年年均增长${bound} ${figure}，即 ${by} 年达到 ${of}`
      case "multiple_of_base":
        return `${by} 年${bound} ${from} 年的 ${figure} 倍，即 ${of}`
      case "increase_over_base":
        return `${by} 年比 ${from} 年增加额${bound} ${figure}，即 ${of}`
      case "cumulative":
        return `${from}—${by} 年累计${bound} ${figure}，即年均 ${of}`
      case "annual_flow":
      case "ceiling_each_year":
        return `${from}—${by} 年每年${bound} ${asked}`
      default:
        return `${by} 年${bound} ${asked}`
    }
  }
  const [of, asked] = [level, required].map((amount) => `${amount}${unit === "" ? "" : ` ${unit}`}`) as [string, string]
  switch (kind) {
    case "average_growth":
      return `growth ${required} a year, ${from} to ${by}: ${of} in ${by}`
    case "multiple_of_base":
      return `${required} times ${from} by ${by}: ${of}`
    case "increase_over_base":
      return `${required} over ${from} by ${by}: ${of}`
    case "cumulative":
      return `${required} in all, ${from} to ${by}: ${of} on average`
    case "annual_flow":
    case "ceiling_each_year":
      return `${asked} in every year, ${from} to ${by}`
    default:
      return `${asked} by ${by}`
  }
}

/** What a run's plan asks of an indicator, in the order of the file. */
export const of = (subject: Subject, address: string, language: Language): ReadonlyArray<Asked> =>
  subject.targets.all.flatMap((target): ReadonlyArray<Asked> => {
    if (target.indicator.name !== address) return []
    const value = levelOf(subject, target)
    if (value === undefined || !Number.isFinite(value)) return []
    const { units } = subject.model
    const unit = UnitText.of(units, target.indicator.unit)
    const sign = { at_least: "≥", more_than: ">", at_most: "≤", less_than: "<" }[target.requirement!.comparison]
    const text = Figure.of(value, unit)
    // The requirement as the scoreboard words it: the figure of the plan.
    const { required } = ScoreboardText.figures(
      target,
      { required: requiredOf(target)!, projected: requiredOf(target)!, margin: 0 },
      subject.state.trajectory,
      language
    )
    return [
      {
        target,
        level: {
          from: Math.max(subject.state.trajectory.from, target.from ?? target.first),
          by: target.by,
          value,
          text: `${sign}${text}`
        },
        words: inWords(
          target,
          {
            required,
            figure: required.replace(/^[≥>≤<]/, ""),
            level: text,
            unit: Figure.unitName(unit, language)
          },
          language
        )
      }
    ]
  })
