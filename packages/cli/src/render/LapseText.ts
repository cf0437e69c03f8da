/** Which paths of a scenario begin later than in the scenario that it extends, and what holds until then. */
import type { Lapse } from "@gongfu/core/analysis/Lapse"
import * as Years from "@gongfu/core/analysis/Years"
import type { Language } from "@gongfu/core/document/Label"
import * as Indicator from "@gongfu/core/model/Indicator"
import type { Model } from "@gongfu/core/model/Model"
import type { Document } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as UnitText from "@gongfu/core/wording/UnitText"

const line = (model: Model, { begins, extends: parent, indicator, years }: Lapse, language: Language): string => {
  const zh = language === "zh"
  const { label, unit: unitName } = Indicator.find(model, indicator)!
  const unit = UnitText.of(model.units, unitName)
  const decimals = Math.max(...years.map(({ before, now }) => Figure.decimalsApart(unit, before, now)))
  // A path that falls and rises is told from its lowest to its highest value.
  const span = (values: ReadonlyArray<number>): string => {
    const ends = [Math.min(...values), Math.max(...values)].map((value) => Figure.of(value, unit, decimals))
    return [...new Set(ends)].join(zh ? "–" : " to ")
  }
  const [before, now] = [years.map((year) => year.before), years.map((year) => year.now)].map(span)
  const inUnit = UnitText.inBrackets(language)(label[language], Figure.unitName(unit, language))
  const told = Years.show(years.map(({ year }) => year))
  return zh
    ? `${told}  ${inUnit}：${now}，${parent} 为 ${before}（本情景的设定始于 ${begins} 年）`
    : `${told}  ${inUnit}: ${now}, in ${parent} ${before} (its own setting begins in ${begins})`
}

/** Each such path in a line, and how to keep what was before; nothing where there is none. */
export const section = (model: Model, lapses: ReadonlyArray<Lapse>, language: Language): Document => {
  const [first] = lapses
  if (first === undefined) return []
  const parent = first.extends
  const told =
    language === "zh"
      ? `下列设定的起始年份晚于所继承的 ${parent}，此前年份不沿用 ${parent} 的取值；如需沿用，请在本情景中写明这些年份：`
      : `These settings begin in a later year than in ${parent}, which it extends, and the earlier values of ${parent} are not kept; to keep them, write those years into the scenario:`
  return [{ paragraph: told, tone: "open" }, { list: lapses.map((lapse) => line(model, lapse, language)) }]
}
