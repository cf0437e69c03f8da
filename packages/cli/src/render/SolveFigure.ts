/**
 * How answers and fronts of `gongfu solve` tell levers, units, shares and money.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import type { Question } from "@gongfu/core/solve/Question"
import * as Figure from "@gongfu/core/wording/Figure"
import type { Column } from "./Table.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** What heads the column of levers. */
export const lever: Label = { en: "Lever", zh: "政策杠杆" }

const unitHead: Label = { en: "Unit", zh: "单位" }

/** A share in per cent; `<0.01%` where it is less than is told, and not nothing. */
export const percent = (share: number): string => {
  const text = Figure.fixed(share * 100, Math.abs(share) < 0.01 ? 2 : 1)
  return share === 0 || Figure.tellsMore(text) ? `${text}%` : "<0.01%"
}

/** A share with its sign, where so much is told of it. */
export const signedPercent = (share: number): string => {
  const text = percent(share)
  return share > 0 && !text.startsWith("<") ? `+${text}` : text
}

/** A unit of the question's place, as it is written in its model. */
export const unitOf = ({ place }: Question, written: string): Unit => UnitText.of(place.model.units, written)

/** A number with its unit's name. */
export const valued = (question: Question, value: number, written: string, language: Language): string => {
  const unit = unitOf(question, written)
  const name = Figure.unitName(unit, language)
  return `${Figure.of(value, unit)}${name === "" ? "" : ` ${name}`}`
}

/** The columns that name a lever or a target, and its unit. */
export const nameColumns = (head: Label, language: Language): readonly [Column, Column] => [
  { head: head[language], align: "left", wraps: true },
  { head: unitHead[language], align: "left", wraps: true, optional: 1, folds: UnitText.inBrackets(language) }
]
