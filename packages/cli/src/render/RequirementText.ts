/** What a target asks for, as text: a figure with its comparison, `≥75,000`, or that something falls. */
import type { Label, Language } from "@gongfu/core/document/Label"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import type * as Target from "@gongfu/core/target/Target"
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

/** The figure that stands in the plan, to its last digit; nothing where it has none. */
export const written = ({ requirement: asked }: Target.Target, unit: Unit): string =>
  asked === undefined
    ? ""
    : `${comparisons[asked.comparison]}${Figure.of(asked.value, unit, Figure.decimalsToTell(unit, asked.value))}`
