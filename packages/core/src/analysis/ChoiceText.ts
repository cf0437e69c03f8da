/** Which way an equation took: the argument that counted, the bound that held, the branch, the place on a curve. */
import type { Choice, Part } from "./Terms.ts"
import type { Unit } from "../model/ModelDocument.ts"
import type { Scalar } from "../model/Scalar.ts"
import * as Figure from "../wording/Figure.ts"
import * as NumberText from "./NumberText.ts"

/** The unit of parts that have one in common: that of a number among them. */
const unitAmong = (numbers: NumberText.Numbers, parts: ReadonlyArray<Scalar>): Unit | undefined => {
  const read = parts.find((part) => part._tag === "Slot")
  return read?._tag === "Slot" ? numbers.unitOf(read.slot) : undefined
}

const literal = (value: number, unit: Unit | undefined): string =>
  unit?.percent === true ? Figure.of(value, unit, Figure.decimalsToTell(unit, value)) : String(value)

/** A choice in words. `own` is the unit of the equation, where the choice is the whole of it. */
export const of = (numbers: NumberText.Numbers, choice: Choice, year: number, own: Unit | undefined): string => {
  const { language } = numbers
  const zh = language === "zh"
  const [apart, colon] = zh ? ["；", "："] : ["; ", ": "]
  const shown = ({ scalar, value }: Part, unit: Unit | undefined): string => {
    // A number that the equation holds says itself, as it was written.
    if (scalar._tag === "Number") return literal(value, unit)
    return `${NumberText.brief(numbers, scalar)} = ${NumberText.figure(value, unit, language)}`
  }
  switch (choice._tag) {
    case "Extreme": {
      const unit =
        own ??
        unitAmong(
          numbers,
          choice.options.map(({ scalar }) => scalar)
        )
      const options = choice.options.map((option, i) =>
        i === choice.taken ? `${shown(option, unit)}${zh ? "（取此值）" : " (this one)"}` : shown(option, unit)
      )
      const word = choice.function === "min" ? (zh ? "取最小" : "the least of") : zh ? "取最大" : "the greatest of"
      return `${word}${colon}${options.join(apart)}`
    }
    case "Clamp": {
      const { high, inner, low } = choice
      const unit = own ?? unitAmong(numbers, [inner.scalar, low.scalar, high.scalar])
      const [value, least, most] = [shown(inner, unit), shown(low, unit), shown(high, unit)]
      if (choice.taken === "inner")
        return zh ? `${value}，在 [${least}；${most}] 之内` : `${value} lies within [${least}; ${most}]`
      if (choice.taken === "low")
        return zh ? `${value}，取下限 ${least}` : `${value} is held at the lower bound, ${least}`
      return zh ? `${value}，取上限 ${most}` : `${value} is held at the upper bound, ${most}`
    }
    case "Conditional": {
      const test = `${NumberText.brief(numbers, choice.test)}${zh ? "（" : " ("}${NumberText.reckoned(numbers, choice.test, year)}${zh ? "）" : ")"}`
      const taken = shown(choice.taken, own ?? unitAmong(numbers, [choice.taken.scalar]))
      if (zh) return `条件${choice.holds ? "成立" : "不成立"}：${test}，取 ${taken}`
      return `the condition ${choice.holds ? "holds" : "does not hold"}: ${test}; so ${taken}`
    }
    case "Lookup": {
      const { at, high, low, value } = choice
      const place = shown(at, unitAmong(numbers, [at.scalar]))
      const gives = NumberText.figure(value, own, language)
      const point = ([x, y]: readonly [number, number]): string => `${x} → ${literal(y, own)}`
      if (low === undefined)
        return zh
          ? `曲线：${place}，不高于首点 ${point(high!)}，得 ${gives}`
          : `on the curve, ${place} lies not above the first point, ${point(high!)}: ${gives}`
      if (high === undefined)
        return zh
          ? `曲线：${place}，高于末点 ${point(low)}，得 ${gives}`
          : `on the curve, ${place} lies above the last point, ${point(low)}: ${gives}`
      return zh
        ? `曲线：${place}，在 ${point(low)} 与 ${point(high)} 之间，得 ${gives}`
        : `on the curve, ${place} lies between ${point(low)} and ${point(high)}: ${gives}`
    }
  }
}
