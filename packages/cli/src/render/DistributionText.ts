/** How an assumption's values are distributed, in words; figures in the unit of the assumption. */
import type { Language } from "@gongfu/core/document/Label"
import type { Model, Variable } from "@gongfu/core/model/Model"
import * as Figure from "@gongfu/core/wording/Figure"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** Whether any assumption of a model says how its values are distributed. */
export const isDeclared = ({ variables }: Model): boolean =>
  variables.some(({ distribution }) => distribution !== undefined)

/** The distribution of an assumption; what stands for one that says nothing is told as well. */
export const of = (model: Model, { distribution, spread, unit: written }: Variable, language: Language): string => {
  const zh = language === "zh"
  const unit = UnitText.of(model.units, written)
  // Beside a spread, numbers are factors.
  const figure = (value: number): string =>
    spread === undefined ? Figure.of(value, unit, Figure.decimalsToTell(unit, value)) : String(value)
  if (distribution === undefined || distribution === "triangular") return zh ? "三角分布" : "triangular"
  if (distribution === "uniform") return zh ? "均匀分布" : "uniform"
  if ("triangular" in distribution) {
    const mode = figure(distribution.triangular.mode)
    return zh ? `三角分布，众数 ${mode}` : `triangular, most likely ${mode}`
  }
  if ("normal" in distribution) {
    const sd = figure(distribution.normal.sd)
    return zh ? `正态分布，标准差 ${sd}` : `normal, standard deviation ${sd}`
  }
  const { sd } = distribution.lognormal
  return zh ? `对数正态分布，对数标准差 ${sd}` : `lognormal, standard deviation of the logarithm ${sd}`
}
