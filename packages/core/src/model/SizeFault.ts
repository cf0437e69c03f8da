/**
 * What of a model is too large to be written out: few characters of a file may stand for numbers without end.
 */
import * as Fault from "../document/Fault.ts"

/** The variables and laws of a model come to too many numbers a year. */
export const TooManyNumbers = Fault.define<{
  readonly name: string
  readonly count: number
  readonly most: number
}>("TooManyNumbers", ({ count, most, name }) => ({
  problem: {
    en: `with "${name}", one number for each choice of members, the model comes to ${count} numbers a year; at most ${most} are computed`,
    zh: `“${name}”按成员逐一取值，至此模型每年共有 ${count} 个数，最多计算 ${most} 个`
  },
  remedy: {
    en: "let it run over fewer dimensions, or give them fewer members",
    zh: "请减少其维度，或减少各维度的成员"
  }
}))

/** The equations of a model come to too many terms when folds are written out. */
export const TooManyTerms = Fault.define<{ readonly count: number; readonly all: number; readonly most: number }>(
  "TooManyTerms",
  ({ all, count, most }) => ({
    problem: {
      en: `with every fold written out for every member this comes to ${count} terms, and all together to ${all}; at most ${most} are computed`,
      zh: `汇总按成员逐一展开后，此处共 ${count} 项，全部共 ${all} 项，最多计算 ${most} 项`
    },
    remedy: {
      en: "give what is folded a variable of its own, so that it is folded once and not again for each member",
      zh: "请为汇总结果单设一个变量，只汇总一次，不必为每个成员重复汇总"
    }
  })
)

/** An expectation comes to too many terms when folds are written out. */
export const TooLongExpectation = Fault.define<{ readonly count: number; readonly most: number }>(
  "TooLongExpectation",
  ({ count, most }) => ({
    problem: {
      en: `with every fold written out for every member this comes to ${count} terms; at most ${most} are computed`,
      zh: `汇总按成员逐一展开后共 ${count} 项，最多计算 ${most} 项`
    },
    remedy: {
      en: "fold over fewer dimensions, or expect it of a variable of the model that is folded already",
      zh: "请减少汇总的维度，或改用模型中已汇总的变量"
    }
  })
)

/** The patterns that a model uses come to too long a text. */
export const TooMuchPattern = Fault.define<{ readonly count: number; readonly most: number }>(
  "TooMuchPattern",
  ({ count, most }) => ({
    problem: {
      en: `written out for every use, the patterns up to this one come to ${count} characters; at most ${most} are read`,
      zh: `按每次使用展开，至此各模式共 ${count} 个字符，最多读取 ${most} 个`
    },
    remedy: {
      en: "use fewer patterns, or make what they are used for members of a dimension",
      zh: "请减少模式的使用，或把使用对象改为某个维度的成员"
    }
  })
)
