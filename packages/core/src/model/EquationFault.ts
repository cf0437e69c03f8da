/**
 * Everything that can be wrong with an equation by itself: its text, its functions, its names, members and folds. What
 * is wrong with its units is in `UnitFault`.
 *
 * Names in the data are as the analyst wrote them.
 */
import * as Fault from "../document/Fault.ts"
import type { Label } from "../document/Label.ts"
import * as Meant from "../document/Meant.ts"
import * as Spacing from "../document/Spacing.ts"
import { hint, list } from "./FaultText.ts"

/** The text of an equation does not parse. */
export const NotAnEquation = Fault.define<{ readonly detail: Label }>("NotAnEquation", ({ detail }) => ({
  problem: { en: `not an equation: ${detail.en}`, zh: `不是合法的方程：${detail.zh}` },
  remedy: { en: "check operators and brackets near the mark", zh: "请检查标记处的运算符和括号" }
}))

/** An equation uses something that the language does not have; `instead` is what it has, where that is known. */
export const NotAllowed = Fault.define<{ readonly what: string; readonly instead?: string }>(
  "NotAllowed",
  ({ what, instead }) => ({
    problem: { en: `${what} is not part of the equation language`, zh: `模型语言中没有 ${what}` },
    remedy:
      instead === undefined
        ? {
            en: "use arithmetic, comparison, && || !, a ? b : c, names, and the named functions",
            zh: "只能使用四则运算、比较、&& || !、a ? b : c、变量名和规定的函数"
          }
        : { en: `write ${instead}`, zh: `请写作 ${instead}` }
  })
)

/** A function that the language does not have. */
export const UnknownFunction = Fault.define<{
  readonly name: string
  readonly nearest: string | undefined
  readonly known: ReadonlyArray<string>
}>("UnknownFunction", ({ name, nearest, known }) => ({
  problem: { en: `unknown function "${name}"`, zh: `未知的函数“${name}”` },
  remedy: hint(nearest, { en: `there are: ${known.join(", ")}`, zh: `可用的函数：${known.join("、")}` })
}))

/**
 * A function got the wrong number or kind of arguments. `apart` is an expression that needs a variable of its own before
 * the function can be had of it.
 */
export const WrongArguments = Fault.define<{
  readonly name: string
  readonly expected: { en: string; zh: string }
  readonly apart?: string
}>("WrongArguments", ({ name, expected, apart }) => ({
  problem: { en: `${name}() takes ${expected.en}`, zh: `${name}() ${Spacing.joined("需要", expected.zh)}` },
  remedy:
    apart === undefined
      ? { en: "correct the arguments", zh: "请更正参数" }
      : {
          en: `give ${apart} a variable of its own, and write ${name}() of that`,
          zh: `${Spacing.joined(Spacing.joined("请将", apart), "另设为变量")}，再对该变量使用 ${name}()`
        }
}))

/** A name that the model does not have. */
export const UnknownName = Fault.define<{
  readonly name: string
  readonly meant: ReadonlyArray<Meant.Suggestion>
}>("UnknownName", ({ name, meant }) => ({
  problem: { en: `unknown variable "${name}"`, zh: `未知的变量“${name}”` },
  remedy: Meant.question(meant) ?? {
    en: "declare it in a sector, or correct the name",
    zh: "请在某个部门中声明，或更正名称"
  }
}))

/** A member that the variable's dimensions do not have. */
export const UnknownMember = Fault.define<{
  readonly variable: string
  readonly member: string
  readonly known: ReadonlyArray<string>
}>("UnknownMember", ({ variable, member, known }) => ({
  problem: { en: `"${variable}" has no member "${member}"`, zh: `“${variable}”没有成员“${member}”` },
  remedy: { en: `its members: ${list(known)}`, zh: `其成员：${list(known)}` }
}))

/** Brackets pick two members of one dimension. */
export const PickedTwice = Fault.define<{
  readonly variable: string
  readonly dimension: string
  readonly members: ReadonlyArray<string>
}>("PickedTwice", ({ variable, dimension, members }) => ({
  problem: {
    en: `"${variable}" is picked at several of ${dimension}: ${list(members)}`,
    zh: `“${variable}”在 ${dimension} 上选定了多个成员：${list(members)}`
  },
  remedy: { en: `keep one member of ${dimension}`, zh: `${dimension} 只保留一个成员` }
}))

/**
 * A variable over a dimension was used where no member is meant. `members` and `year` are picked already; `several` is
 * that other dimensions are open besides. In a `condition` there is no equation that could run over the dimension.
 */
export const MemberNeeded = Fault.define<{
  readonly variable: string
  readonly dimension: string
  readonly members: ReadonlyArray<string>
  readonly year: number | undefined
  readonly several: boolean
  readonly condition?: true
}>("MemberNeeded", ({ condition, dimension, members, several, variable, year }) => {
  const picked = (more: ReadonlyArray<string | number>): string =>
    [variable, ...[...members, ...more, ...(year === undefined ? [] : [year])].map((one) => `[${one}]`)].join("")
  const [one, folded] = [picked(["…"]), `sum(${picked([])}${several ? `, ${dimension}` : ""})`]
  return {
    problem: {
      en: `"${variable}" has one value for each ${dimension}, and none is meant here`,
      zh: `“${variable}”按 ${dimension} 分别取值，此处未指明是哪一个`
    },
    remedy:
      condition === true
        ? { en: `pick one (${one}), or fold it (${folded})`, zh: `请选定成员（${one}）或汇总（${folded}）` }
        : {
            en: `pick one (${one}), fold it (${folded}), or let the equation run over ${dimension}`,
            zh: `请选定成员（${one}）、汇总（${folded}），或让方程按 ${dimension} 展开`
          }
  }
})

/** A fold that does not say over which dimension. */
export const UnclearFold = Fault.define<{ readonly fold: string; readonly dimensions: ReadonlyArray<string> }>(
  "UnclearFold",
  ({ fold, dimensions }) => ({
    problem:
      dimensions.length === 0
        ? { en: `${fold}() has no dimension to fold`, zh: `${fold}() 没有可汇总的维度` }
        : {
            en: `${fold}() could fold ${dimensions.join(" or ")}`,
            zh: `${fold}() 可汇总的维度不止一个：${dimensions.join("、")}`
          },
    remedy: { en: `name the dimension: ${fold}(…, dimension)`, zh: `请写明维度：${fold}(…, 维度)` }
  })
)
