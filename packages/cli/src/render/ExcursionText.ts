/** Which assumptions shocks push beyond the ranges of the model, and how far. */
import type { Language } from "@gongfu/core/document/Label"
import * as Excursion from "@gongfu/core/analysis/Excursion"
import * as Years from "@gongfu/core/analysis/Years"
import type { Model } from "@gongfu/core/model/Model"
import type { RunEvent } from "@gongfu/core/run/Event"
import type { Document } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** Each such assumption in a line; nothing where there is none. */
export const section = (model: Model, events: ReadonlyArray<RunEvent>, language: Language): Document => {
  const zh = language === "zh"
  const lines = Excursion.of(model, events).map(({ farthest, indicator, range, shocks, years }) => {
    const unit = UnitText.of(model.units, indicator.unit)
    const [value, low, high] = [farthest.value, ...range].map((number) =>
      Figure.of(number, unit, Figure.decimalsToTell(unit, number))
    )
    const inUnit = UnitText.inBrackets(language)(indicator.label[language], Figure.unitName(unit, language))
    const by = shocks.join(zh ? "、" : ", ")
    const at = years.length === 1 ? "" : zh ? `${farthest.year} 年为 ` : ` in ${farthest.year}`
    return zh
      ? `${Years.show(years)}  ${inUnit}：${at}${value}，范围 ${low}–${high}（冲击 ${by}）`
      : `${Years.show(years)}  ${inUnit}: ${value}${at}, range ${low} to ${high} (by ${by})`
  })
  if (lines.length === 0) return []
  const told = zh
    ? "受冲击后超出模型取值范围，结果请谨慎使用："
    : "Pushed by shocks beyond the range of the model; read the results with care:"
  return [{ paragraph: told, tone: "bad" }, { list: lines }]
}
