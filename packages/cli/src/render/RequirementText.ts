/** What a target asks for, as text: a figure with its comparison, `≥75,000`, or that something falls; and its name. */
import type { Label, Language } from "@gongfu/core/document/Label"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import * as Target from "@gongfu/core/target/Target"
import * as Figure from "./Figure.ts"

const comparisons = { at_least: "≥", more_than: ">", at_most: "≤", less_than: "<" } as const

/** What a target without a figure asks for. */
export const falling: Label = { en: "falling", zh: "逐年下降" }

/** The figure that is required of a run, in the target's unit; `falling` where a target has none. */
export const of = (
  { requirement: asked }: Pick<Target.Target, "requirement">,
  required: number,
  unit: Unit,
  decimals: number,
  language: Language
): string =>
  asked === undefined ? falling[language] : `${comparisons[asked.comparison]}${Figure.of(required, unit, decimals)}`

/**
 * What a target with a figure asks for before it is assessed, to its last digit; nothing where it has none. Where the
 * plan speaks of about so much, its own figure is told too.
 */
export const withTolerance = (target: Target.Target, unit: Unit, language: Language): string => {
  const { requirement: asked, tolerance } = target
  if (asked === undefined) return ""
  const [required, figure] = [Target.required(target)!, asked.value].map((value) =>
    Figure.of(value, unit, Figure.decimalsToTell(unit, value))
  )
  const about = tolerance === 0 ? "" : language === "zh" ? `（规划约 ${figure}）` : ` (the plan: about ${figure})`
  return `${comparisons[asked.comparison]}${required}${about}`
}

/** A target's name beside one figure, which is that of its worst year where each year has to reach it. */
export const nameOf = (target: Target.Target, language: Language): string => {
  const name = target.label[language]
  if (!Target.isOfEachYear(target)) return name
  return language === "zh"
    ? `${name}（${target.first} 年以来最差年份）`
    : `${name}, in the worst year since ${target.first}`
}
