/**
 * What can be wrong with the units of an equation, and what to do about it.
 *
 * Units in the data are as `Unit.show` writes them.
 */
import * as Fault from "../document/Fault.ts"
import * as Spacing from "../document/Spacing.ts"
import * as Unit from "./Unit.ts"

/** Two quantities that cannot be added, compared or chosen between. */
export const UnitsDisagree = Fault.define<{ readonly what: string; readonly left: string; readonly right: string }>(
  "UnitsDisagree",
  ({ what, left, right }) => ({
    problem: {
      en: `units do not agree in ${what}: ${left} and ${right}`,
      zh: `${what} 两边单位不一致：${left} 与 ${right}`
    },
    remedy: { en: "convert one of them with a constant", zh: "请用换算常数统一单位" }
  })
)

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
  readonly expected: { en: string; zh: string }
  readonly found: string
}>("UnitOfArgument", ({ name, expected, found }) => ({
  problem: {
    en: `${name} needs ${expected.en}, found ${found}`,
    zh: `${name} ${Spacing.joined("需要", expected.zh)}，实为 ${found}`
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
