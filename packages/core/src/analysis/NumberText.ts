/**
 * The numbers of a run as an explanation names and shows them: by label and year, with four digits that count at
 * least, so that a reader can compute with what stands there.
 */
import type { History, Instant } from "./History.ts"
import type { Language } from "../document/Label.ts"
import * as Indicator from "../model/Indicator.ts"
import type { Model } from "../model/Model.ts"
import type { Unit } from "../model/ModelDocument.ts"
import type { Scalar } from "../model/Scalar.ts"
import * as Figure from "../wording/Figure.ts"
import * as ScalarText from "../wording/ScalarText.ts"
import * as UnitText from "../wording/UnitText.ts"

/** What names and shows the numbers of a run. */
export interface Numbers {
  readonly history: History
  readonly language: Language
  readonly labelOf: (slot: number) => string
  readonly addressOf: (slot: number) => string
  readonly unitOf: (slot: number) => Unit
  /** Shortens the words of a part that are many: how wide a text is, only who shows it knows. */
  readonly cut: (words: string) => string
}

const indexed = new WeakMap<Model, ReadonlyMap<number, Indicator.Indicator>>()

const indicatorsOf = (model: Model): ReadonlyMap<number, Indicator.Indicator> => {
  const known = indexed.get(model) ?? new Map(Indicator.all(model).map((indicator) => [indicator.slot, indicator]))
  indexed.set(model, known)
  return known
}

/** The numbers of a run in a language. */
export const of = (history: History, language: Language, cut: Numbers["cut"]): Numbers => {
  const indicators = indicatorsOf(history.model)
  const units = new Map<string, Unit>()
  return {
    history,
    language,
    cut,
    labelOf: (slot) => indicators.get(slot)!.label[language],
    addressOf: (slot) => indicators.get(slot)!.name,
    unitOf: (slot) => {
      const { unit } = indicators.get(slot)!
      const known = units.get(unit) ?? UnitText.of(history.model.units, unit)
      units.set(unit, known)
      return known
    }
  }
}

/** A number in a unit, or a plain one: what is not finite in words. */
export const figure = (value: number, unit: Unit | undefined, language: Language): string => {
  if (Number.isNaN(value)) return language === "zh" ? "非数值" : "not a number"
  if (!Number.isFinite(value))
    return language === "zh" ? `${value < 0 ? "负" : ""}无穷大` : `${value < 0 ? "minus " : ""}infinity`
  return Figure.of(value, unit, Figure.decimalsToReckon(unit, value))
}

/** The figure of a number with the name of its unit, which plain ratios and percentages do without. */
export const valued = (value: number, unit: Unit, language: Language): string => {
  const name = Figure.unitName(unit, language)
  return `${figure(value, unit, language)}${name === "" ? "" : ` ${name}`}`
}

/** A number by its label and year, and what it is: `Income, 2025: 48,000 yuan`. */
export const head = ({ history, labelOf, language, unitOf }: Numbers, { slot, year }: Instant): string => {
  const value = valued(history.valueOf({ slot, year }), unitOf(slot), language)
  return language === "zh" ? `${labelOf(slot)}（${year} 年）：${value}` : `${labelOf(slot)}, ${year}: ${value}`
}

/** A part of an equation with the labels of what it reads. */
export const words = ({ history, labelOf, language }: Numbers, scalar: Scalar): string => {
  const zh = language === "zh"
  const when = {
    now: "",
    last: zh ? "上年" : "last year’s ",
    first: zh ? `${history.from} 年` : `${history.from}’s `
  }
  return ScalarText.of(
    scalar,
    ScalarText.style(language, (row, slot) => `${when[row]}${labelOf(slot)}`)
  )
}

/** The words of a part, shortened where they are many: the whole equation stands above. */
export const brief = (numbers: Numbers, scalar: Scalar): string => {
  const all = words(numbers, scalar)
  return scalar._tag === "Slot" ? all : numbers.cut(all)
}

/** A part of an equation with the numbers that it read in a year. */
export const reckoned = ({ history, language, unitOf }: Numbers, scalar: Scalar, year: number): string => {
  const { base, read } = history.surroundings(year)
  return ScalarText.of(
    scalar,
    ScalarText.style(
      language,
      (row, slot) => figure(read(row, slot), unitOf(slot), language),
      (name) => String(name === "year" ? year : year - base)
    )
  )
}
