/** What a target asks for, as text, a figure with its comparison: `≥75,000`; and its name. */
import type { Language } from "@gongfu/core/document/Label"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import * as Target from "@gongfu/core/target/Target"
import * as Figure from "@gongfu/core/wording/Figure"

const comparisons = { at_least: "≥", more_than: ">", at_most: "≤", less_than: "<" } as const

/** The figure that is required of a run, in the target's unit; of what has to fall, that of the year before. */
export const of = (
  { requirement: asked }: Pick<Target.Target, "requirement">,
  required: number,
  unit: Unit,
  decimals: number
): string => `${comparisons[asked?.comparison ?? "less_than"]}${Figure.of(required, unit, decimals)}`

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

/**
 * A target's name beside one figure, which is that of its worst year where each year has to reach it; of what has to
 * fall every year, of the year that fell least.
 */
export const nameOf = (target: Target.Target, language: Language): string => {
  const name = target.label[language]
  if (!Target.isOfEachYear(target)) return name
  if (target.kind === "trend_down") return language === "zh" ? `${name}（降幅最小年份）` : `${name}, year of least fall`
  return language === "zh" ? `${name}（最差年份）` : `${name}, worst year`
}
