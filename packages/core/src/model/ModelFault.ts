/**
 * Everything that can be wrong with what a model declares: names, kinds, members, ranges, sources, years and files. Of
 * equations speaks `EquationFault`, of their units `UnitFault`, and of what is too large `SizeFault`.
 *
 * Names in the data are as the analyst wrote them.
 */
import * as Fault from "../document/Fault.ts"
import type { Label } from "../document/Label.ts"
import { hint, list } from "./FaultText.ts"

/** A dimension that the model does not have. */
export const UnknownDimension = Fault.define<{ readonly name: string; readonly known: ReadonlyArray<string> }>(
  "UnknownDimension",
  ({ name, known }) => ({
    problem: { en: `unknown dimension "${name}"`, zh: `未知的维度“${name}”` },
    remedy: { en: `the model has: ${list(known)}`, zh: `模型中有：${list(known)}` }
  })
)

/** A dimension that a variable or a law runs over twice. */
export const DimensionTwice = Fault.define<{ readonly name: string }>("DimensionTwice", ({ name }) => ({
  problem: { en: `the dimension "${name}" is listed twice`, zh: `维度“${name}”列了两次` },
  remedy: {
    en: "keep one of them; for pairs of its members declare a second dimension, with members of other names",
    zh: "请只保留一处；如需按成员两两组合，请另设一个维度，成员另取名称"
  }
}))

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

const mostOfCycle = 13
const endOfCycle = 5

/** Variables that need each other within one year; the last is the first again. A long way is told by its two ends. */
export const Cycle = Fault.define<{ readonly path: ReadonlyArray<string> }>("Cycle", ({ path }) => {
  const isLong = path.length > mostOfCycle
  const told = isLong ? [...path.slice(0, endOfCycle), "…", ...path.slice(-endOfCycle)] : path
  const way = told.join(" → ")
  const count = path.length - 1
  return {
    problem: {
      en: `a cycle within a year: ${way}${isLong ? ` (${count} variables)` : ""}`,
      zh: `同一年内循环引用：${way}${isLong ? `（共 ${count} 个变量）` : ""}`
    },
    remedy: { en: "break it with prev(…) at one place", zh: "请在其中一处改用 prev(…)" }
  }
})

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
