/**
 * Everything that can be wrong with a model but the units of its equations (`UnitFault`), and what to do about it.
 *
 * Names in the data are as the analyst wrote them.
 */
import * as Fault from "../document/Fault.ts"
import type { Label } from "../document/Label.ts"
import * as Meant from "../document/Meant.ts"
import * as Spacing from "../document/Spacing.ts"

const list = (names: ReadonlyArray<string>): string => (names.length === 0 ? "—" : names.join(", "))
const hint = (nearest: string | undefined, otherwise: { en: string; zh: string }) =>
  nearest === undefined ? otherwise : { en: `did you mean "${nearest}"?`, zh: `是否想写“${nearest}”？` }

/** The text of an equation does not parse. */
export const NotAnEquation = Fault.define<{ readonly detail: Label }>("NotAnEquation", ({ detail }) => ({
  problem: { en: `not an equation: ${detail.en}`, zh: `不是合法的方程：${detail.zh}` },
  remedy: { en: "check operators and brackets near the mark", zh: "请检查标记处的运算符和括号" }
}))

/** An equation uses something that the language does not have. */
export const NotAllowed = Fault.define<{ readonly what: string }>("NotAllowed", ({ what }) => ({
  problem: { en: `${what} is not part of the equation language`, zh: `方程语言中没有 ${what}` },
  remedy: {
    en: "use arithmetic, comparison, && || !, a ? b : c, names, and the named functions",
    zh: "只能使用四则运算、比较、&& || !、a ? b : c、变量名和规定的函数"
  }
}))

/** A function that the language does not have. */
export const UnknownFunction = Fault.define<{ readonly name: string; readonly nearest: string | undefined }>(
  "UnknownFunction",
  ({ name, nearest }) => ({
    problem: { en: `unknown function "${name}"`, zh: `未知的函数“${name}”` },
    remedy: hint(nearest, { en: "see the list of functions in the language", zh: "请查看语言的函数列表" })
  })
)

/** A function got the wrong number or kind of arguments. */
export const WrongArguments = Fault.define<{ readonly name: string; readonly expected: { en: string; zh: string } }>(
  "WrongArguments",
  ({ name, expected }) => ({
    problem: { en: `${name}() takes ${expected.en}`, zh: `${name}() ${Spacing.joined("需要", expected.zh)}` },
    remedy: { en: "correct the arguments", zh: "请更正参数" }
  })
)

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

/** A dimension that the model does not have. */
export const UnknownDimension = Fault.define<{ readonly name: string; readonly known: ReadonlyArray<string> }>(
  "UnknownDimension",
  ({ name, known }) => ({
    problem: { en: `unknown dimension "${name}"`, zh: `未知的维度“${name}”` },
    remedy: { en: `the model has: ${list(known)}`, zh: `模型中有：${list(known)}` }
  })
)

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

/** A variable over a dimension was used where no member is meant. */
export const MemberNeeded = Fault.define<{ readonly variable: string; readonly dimension: string }>(
  "MemberNeeded",
  ({ variable, dimension }) => ({
    problem: {
      en: `"${variable}" has one value for each ${dimension}, and none is meant here`,
      zh: `“${variable}”按 ${dimension} 分别取值，此处未指明是哪一个`
    },
    remedy: {
      en: `pick one (${variable}[…]), fold it (sum(${variable})), or let the equation run over ${dimension}`,
      zh: `请选定成员（${variable}[…]）、汇总（sum(${variable})），或让方程按 ${dimension} 展开`
    }
  })
)

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

/** A variable carries no kind, or more than one. */
export const NotOneKind = Fault.define<{ readonly variable: string; readonly found: ReadonlyArray<string> }>(
  "NotOneKind",
  ({ variable, found }) => ({
    problem: {
      en: `"${variable}" needs exactly one of value, series, lever, equation; it has ${list(found)}`,
      zh: `“${variable}”须有且只有 value、series、lever、equation 之一，现有：${list(found)}`
    },
    remedy: { en: "keep the one that says what it is", zh: "只保留说明其性质的那一个" }
  })
)

/** A key that does not go with the kind of the variable. */
export const MisplacedKey = Fault.define<{ readonly variable: string; readonly key: string; readonly kind: string }>(
  "MisplacedKey",
  ({ variable, key, kind }) => ({
    problem: {
      en: `"${key}" does not go with ${kind}, as in "${variable}"`,
      zh: `“${variable}”是 ${kind}，不能带“${key}”`
    },
    remedy: { en: `remove "${key}"`, zh: `请删去“${key}”` }
  })
)

/** Values or equations that do not name exactly the members of the variable's dimensions. */
export const WrongCells = Fault.define<{
  readonly variable: string
  readonly missing: ReadonlyArray<string>
  readonly extra: ReadonlyArray<string>
}>("WrongCells", ({ variable, missing, extra }) => ({
  problem: {
    en: `"${variable}": members missing: ${list(missing)}; not members: ${list(extra)}`,
    zh: `“${variable}”：缺少成员 ${list(missing)}；多余 ${list(extra)}`
  },
  remedy: { en: "give one for each member", zh: "请为每个成员各写一个" }
}))

/** A name is taken twice, or is a word of the language. */
export const NameTaken = Fault.define<{ readonly name: string; readonly by: string }>("NameTaken", ({ name, by }) => ({
  problem: { en: `the name "${name}" is taken (${by})`, zh: `名称“${name}”已被占用（${by}）` },
  remedy: { en: "choose another name", zh: "请改用其他名称" }
}))

/** No source where one is needed. */
export const SourceMissing = Fault.define<{ readonly variable: string }>("SourceMissing", ({ variable }) => ({
  problem: { en: `"${variable}" has no source`, zh: `“${variable}”没有注明来源` },
  remedy: {
    en: "add source: {plan | statistic | derived | assumption: …}",
    zh: "请加上 source: {plan | statistic | derived | assumption: …}"
  }
}))

/** An assumption without a range. */
export const RangeMissing = Fault.define<{ readonly variable: string }>("RangeMissing", ({ variable }) => ({
  problem: { en: `the assumption "${variable}" has no range`, zh: `假设“${variable}”没有范围` },
  remedy: {
    en: "add range: [smallest, largest], or spread: [smallest factor, largest factor]",
    zh: "请加上 range: [最小, 最大]，或 spread: [最小倍数, 最大倍数]"
  }
}))

/** A distribution that the range of its assumption has no place for. */
export const ImpossibleDistribution = Fault.define<{ readonly variable: string; readonly because: Label }>(
  "ImpossibleDistribution",
  ({ because, variable }) => ({
    problem: { en: `the distribution of "${variable}": ${because.en}`, zh: `“${variable}”的分布：${because.zh}` },
    remedy: { en: "correct the distribution or the range", zh: "请更正分布或范围" }
  })
)

/** A value lies outside its own range. */
export const OutsideRange = Fault.define<{
  readonly variable: string
  readonly value: number
  readonly low: number
  readonly high: number
}>("OutsideRange", ({ variable, value, low, high }) => ({
  problem: {
    en: `"${variable}" is ${value}, outside ${low} to ${high}`,
    zh: `“${variable}”为 ${value}，超出 ${low} 至 ${high}`
  },
  remedy: { en: "correct the value or the range", zh: "请更正数值或范围" }
}))

/** A range that numbers cannot be drawn from: draws square its width, which then is infinite, or nothing. */
export const RangeBeyondNumbers = Fault.define<{
  readonly variable: string
  readonly low: number
  readonly high: number
  readonly narrowest: number
  readonly widest: number
}>("RangeBeyondNumbers", ({ high, low, narrowest, variable, widest }) => ({
  problem: {
    en: `the range of "${variable}" runs from ${low} to ${high}, too ${high - low > widest ? "wide" : "narrow"} to draw numbers from`,
    zh: `“${variable}”的范围为 ${low} 至 ${high}，过${high - low > widest ? "宽" : "窄"}，无法从中取值`
  },
  remedy: {
    en: `let its ends lie between ${narrowest} and ${widest} apart, or make it one value; another unit may fit better`,
    zh: `上下限之差应在 ${narrowest} 与 ${widest} 之间，或固定为一个值；可考虑改用其他单位`
  }
}))

/** A range whose ends are the wrong way round. */
export const EmptyRange = Fault.define<{ readonly variable: string; readonly low: number; readonly high: number }>(
  "EmptyRange",
  ({ variable, low, high }) => ({
    problem: {
      en: `the range of "${variable}" runs from ${low} to ${high}`,
      zh: `“${variable}”的范围为 ${low} 至 ${high}，上下限颠倒`
    },
    remedy: { en: "write the smaller number first", zh: "请先写较小的数" }
  })
)

/** An equation looks at last year, and the first year has none. */
export const InitialMissing = Fault.define<{ readonly variable: string; readonly year: number }>(
  "InitialMissing",
  ({ variable, year }) => ({
    problem: {
      en: `"${variable}" looks at the year before, and ${year} has none`,
      zh: `“${variable}”引用上一年，而 ${year} 年之前没有数据`
    },
    remedy: { en: `add "initial: …", its value in ${year}`, zh: `请加上“initial: …”，即 ${year} 年的数值` }
  })
)

/** Variables that need each other within one year. */
export const Cycle = Fault.define<{ readonly path: ReadonlyArray<string> }>("Cycle", ({ path }) => ({
  problem: { en: `a cycle within a year: ${path.join(" → ")}`, zh: `同一年内循环引用：${path.join(" → ")}` },
  remedy: { en: "break it with prev(…) at one place", zh: "请在其中一处改用 prev(…)" }
}))

/** A unit that the model does not declare. */
export const UnknownUnit = Fault.define<{ readonly unit: string; readonly nearest: string | undefined }>(
  "UnknownUnit",
  ({ unit, nearest }) => ({
    problem: { en: `unknown unit "${unit}"`, zh: `未知的单位“${unit}”` },
    remedy: hint(nearest, { en: "declare it under units in model.yaml", zh: "请在 model.yaml 的 units 下声明" })
  })
)

/** The years of the model run backwards. */
export const NoYears = Fault.define<{ readonly from: number; readonly to: number }>("NoYears", ({ from, to }) => ({
  problem: { en: `the years run from ${from} to ${to}`, zh: `年份为 ${from} 至 ${to}` },
  remedy: { en: "the last year must come after the first", zh: "末年须晚于首年" }
}))

/** A list of model.yaml whose names each have a file. */
export type FileList = "sectors" | "patterns"
const listed: Record<FileList, { readonly en: string; readonly zh: string }> = {
  sectors: { en: "sector", zh: "部门" },
  patterns: { en: "pattern", zh: "模式" }
}

/** A sector or a pattern is named in model.yaml and has no file. */
export const FileMissing = Fault.define<{ readonly list: FileList; readonly name: string }>(
  "FileMissing",
  ({ list: from, name }) => ({
    problem: {
      en: `there is no file ${name}.yaml of a ${listed[from].en} beside model.yaml`,
      zh: `model.yaml 旁没有${listed[from].zh}文件 ${name}.yaml`
    },
    remedy: { en: `add the file, or remove the name from ${from}`, zh: `请补上该文件，或从 ${from} 中删去` }
  })
)

/** A sector or a pattern has a file and is not named in model.yaml. */
export const FileNotListed = Fault.define<{ readonly list: FileList; readonly name: string }>(
  "FileNotListed",
  ({ list: from, name }) => ({
    problem: {
      en: `model.yaml does not list the ${listed[from].en} "${name}"`,
      zh: `model.yaml 的 ${from} 中没有“${name}”`
    },
    remedy: { en: `add it to ${from}, or remove the file`, zh: `请加入 ${from}，或删去该文件` }
  })
)

/** A sector uses a pattern that the model does not have. */
export const UnknownPattern = Fault.define<{ readonly name: string; readonly nearest: string | undefined }>(
  "UnknownPattern",
  ({ name, nearest }) => ({
    problem: { en: `unknown pattern "${name}"`, zh: `未知的模式“${name}”` },
    remedy: hint(nearest, { en: "list it under patterns in model.yaml", zh: "请在 model.yaml 的 patterns 中列出" })
  })
)
