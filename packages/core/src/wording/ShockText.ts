/** What a shock does to an assumption in a year, as text: `× 0.67`, `-3.0 pp`, `× 0.67, +1,200`. */
import type { Language } from "../document/Label.ts"
import type { Unit } from "../model/ModelDocument.ts"
import * as Figure from "./Figure.ts"

/** The change in the unit of the assumption; nothing for a shock that leaves it as it is. */
export const of = (
  { plus, times }: { readonly times: number; readonly plus: number },
  unit: Unit | undefined,
  language: Language
): string =>
  [
    ...(times === 1 ? [] : [`× ${times}`]),
    ...(plus === 0 ? [] : [Figure.difference(plus, unit, language, Figure.decimalsToTell(unit, plus))])
  ].join(language === "zh" ? "，" : ", ")
