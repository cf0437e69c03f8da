/**
 * What can be wrong with the units of an equation, and what to do about it.
 *
 * Units in the data are as `Unit.show` writes them, which is how a model's author does; for who writes a condition they
 * are in words.
 */
import * as Fault from "../document/Fault.ts"
import type { Label } from "../document/Label.ts"
import * as Spacing from "../document/Spacing.ts"
import * as Unit from "./Unit.ts"

/**
 * Two quantities that cannot be added, compared or chosen between. `what` is the part of the equation that does so. In a
 * `condition` no constant can be declared that would convert them.
 */
export const UnitsDisagree = Fault.define<{
  readonly what: string
  readonly left: Label
  readonly right: Label
  readonly condition?: boolean | undefined
}>("UnitsDisagree", ({ condition, what, left, right }) => ({
  problem: {
    en: `units do not agree in ${what}: ${left.en} and ${right.en}`,
    zh: `“${what}”中单位不一致：${Spacing.joined(Spacing.joined(left.zh, "与"), right.zh)}`
  },
  remedy:
    condition === true
      ? {
          en: "name indicators of one unit, or compare with a number alone, which is taken in the indicator's unit",
          zh: "请选用同一单位的指标，或直接与数值比较（数值按该指标的单位计）"
        }
      : { en: "convert one of them with a constant", zh: "请用换算常数统一单位" }
}))

/** An equation gives another unit than its variable declares. */
export const UnitOfEquation = Fault.define<{
  readonly variable: string
  readonly declared: string
  readonly found: string
}>("UnitOfEquation", ({ variable, declared, found }) => ({
  problem: {
    en: `"${variable}" is in ${declared}, its equation gives ${found}`,
    zh: `“${variable}”的单位是 ${declared}，方程得到的是 ${found}`
  },
  remedy:
    found === Unit.show(Unit.one)
      ? {
          en: `multiply it by a constant of value 1 in the unit of "${variable}", or correct the unit`,
          zh: `请乘以一个数值为 1、单位与“${variable}”相同的常数，或更正单位`
        }
      : { en: "correct the equation or the unit", zh: "请更正方程或单位" }
}))

/** A function that needs another unit than it got. */
export const UnitOfArgument = Fault.define<{
  readonly name: string
  readonly expected: Label
  readonly found: Label
}>("UnitOfArgument", ({ name, expected, found }) => ({
  problem: {
    en: `${name} needs ${expected.en}, found ${found.en}`,
    zh: `${name} ${Spacing.joined("需要", expected.zh)}，${Spacing.joined("实为", found.zh)}`
  },
  remedy: { en: "divide by a reference quantity first", zh: "请先除以同单位的参照量" }
}))

/** A truth value where a number belongs, or the other way round. */
export const NumberOrTruth = Fault.define<{ readonly expected: "number" | "truth" }>(
  "NumberOrTruth",
  ({ expected }) => ({
    problem:
      expected === "number"
        ? { en: "a condition stands where a number belongs", zh: "此处应为数值，却写成了条件" }
        : { en: "a number stands where a condition belongs", zh: "此处应为条件，却写成了数值" },
    remedy:
      expected === "number"
        ? { en: "choose between two numbers: condition ? a : b", zh: "请用 条件 ? a : b 取值" }
        : { en: "compare it with something", zh: "请与某个数比较" }
  })
)

/** A product or a power whose unit has an exponent beyond all bounds. */
export const UnitBeyondBounds = Fault.define<{ readonly largest: number }>("UnitBeyondBounds", ({ largest }) => ({
  problem: {
    en: `the unit of this has an exponent beyond ${largest}`,
    zh: `此处所得单位的指数超过 ${largest}`
  },
  remedy: {
    en: "divide the base by a reference quantity first, or write a smaller exponent",
    zh: "请先将底数除以同单位的参照量，或改用较小的指数"
  }
}))
