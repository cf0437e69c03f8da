/**
 * Everything that can be wrong with a scenario when it meets its model, and what to do about it.
 *
 * Names in the data are as the analyst wrote them. Years and bounds are the ones that would be accepted.
 */
import * as Decimal from "../document/Decimal.ts"
import * as Fault from "../document/Fault.ts"
import type { Label } from "../document/Label.ts"
import * as Meant from "../document/Meant.ts"
import type { Unit } from "../model/ModelDocument.ts"

/** The two blocks of settings. */
export type Block = "levers" | "assumptions"

const one: Record<Block | "either", Label> = {
  levers: { en: "lever", zh: "政策杠杆" },
  assumptions: { en: "assumption", zh: "假设" },
  either: { en: "lever or assumption", zh: "政策杠杆或假设" }
}

const most = 12

/** Names in a sentence: all of a few; the first of many, how many there are, and where the rest stand. */
const list = (names: ReadonlyArray<string>): Label => {
  const [some, more] = [names.slice(0, most), names.length > most]
  if (some.length === 0) return { en: "—", zh: "—" }
  return {
    en: `${some.join(", ")}${more ? `, … (${names.length} in all; gongfu model docs PLACE lists them)` : ""}`,
    zh: `${some.join("、")}${more ? ` 等 ${names.length} 个（全部见 gongfu model docs PLACE）` : ""}`
  }
}

/** A name that the model has neither as a lever nor as anything else; `block` is what was looked for. */
export const UnknownSetting = Fault.define<{
  readonly block: Block | "either"
  readonly name: string
  readonly meant: ReadonlyArray<Meant.Suggestion>
  readonly known: ReadonlyArray<string>
}>("UnknownSetting", ({ block, name, meant, known }) => ({
  problem: { en: `unknown ${one[block].en} "${name}"`, zh: `未知的${one[block].zh}“${name}”` },
  remedy: Meant.question(meant) ?? { en: `the model has: ${list(known).en}`, zh: `模型中有：${list(known).zh}` }
}))

/** A lever among the assumptions, or an assumption among the levers. */
export const WrongBlock = Fault.define<{ readonly name: string; readonly block: Block; readonly belongs: Block }>(
  "WrongBlock",
  ({ name, block, belongs }) => ({
    problem: {
      en: `"${name}" is ${belongs === "levers" ? "a lever" : "an assumption"}, not ${block === "levers" ? "a lever" : "an assumption"}`,
      zh: `“${name}”是${one[belongs].zh}，不是${one[block].zh}`
    },
    remedy: { en: `move it to "${belongs}"`, zh: `请移到“${belongs}”之下` }
  })
)

/** A variable of the model that no scenario can set. */
export const NotSettable = Fault.define<{ readonly name: string; readonly kind: "equation" | "constant" }>(
  "NotSettable",
  ({ name, kind }) => ({
    problem:
      kind === "equation"
        ? { en: `"${name}" is computed by an equation; it cannot be set`, zh: `“${name}”由方程算出，不能设定` }
        : { en: `"${name}" is a constant of the model; it cannot be set`, zh: `“${name}”是模型的常数，不能设定` },
    remedy: { en: "set a lever or an assumption that it depends on", zh: "请改为设定它所依赖的政策杠杆或假设" }
  })
)

/** A variable over dimensions without its members. */
export const MembersMissing = Fault.define<{ readonly name: string; readonly addresses: ReadonlyArray<string> }>(
  "MembersMissing",
  ({ name, addresses }) => ({
    problem: { en: `"${name}" has one value for each member`, zh: `“${name}”的每个成员各有一个值` },
    remedy: { en: `name the member: ${list(addresses).en}`, zh: `请写明成员：${list(addresses).zh}` }
  })
)

/** A shock on something that is not an assumption. */
export const ShockOn = Fault.define<{ readonly name: string; readonly kind: "lever" | "equation" | "constant" }>(
  "ShockOn",
  ({ name, kind }) => {
    const is = {
      lever: { en: "a lever", zh: "政策杠杆" },
      equation: { en: "computed by an equation", zh: "方程的结果" },
      constant: { en: "a constant of the model", zh: "模型的常数" }
    }[kind]
    return {
      problem: {
        en: `a shock hits an assumption; "${name}" is ${is.en}`,
        zh: `冲击只能作用于假设，“${name}”是${is.zh}`
      },
      remedy:
        kind === "lever"
          ? { en: `set it under "levers" instead`, zh: "请改在“levers”之下设定" }
          : { en: "name an assumption that it depends on", zh: "请改为它所依赖的假设" }
    }
  }
)

/** A value beyond what the lever or the assumption can be, in its unit. */
export const OutOfRange = Fault.define<{
  readonly name: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly unit: Unit
  /** The value as it was typed by hand, which may be beyond all numbers. */
  readonly typed?: string
}>("OutOfRange", ({ name, value, min, max, unit: { label, percent }, typed = String(value) }) => {
  if (percent === true && typed.endsWith("%")) {
    const [least, highest] = [min, max].map((share) => `${Decimal.shifted(String(share), 2)}%`)
    return {
      problem: {
        en: `"${name}" cannot be ${typed}; its range is ${least} to ${highest}`,
        zh: `“${name}”不能取 ${typed}，取值范围为 ${least} 至 ${highest}`
      },
      remedy:
        value < min
          ? { en: `set at least ${least}`, zh: `请设为不小于 ${least} 的值` }
          : { en: `set at most ${highest}`, zh: `请设为不大于 ${highest} 的值` }
    }
  }
  // Who writes 10 for a share means 10%.
  const share = Decimal.shifted(String(value), -2)
  const isPercent = percent === true && Math.abs(value) >= 1 && share >= min && share <= max
  const written = percent === true ? { en: ", where 1 is 100%", zh: "（以 1 为 100%）" } : undefined
  return {
    problem: {
      en: `"${name}" cannot be ${typed}; its range is ${min} to ${max}${written?.en ?? ` (${label.en})`}`,
      zh: `“${name}”不能取 ${typed}，取值范围为 ${min} 至 ${max}${written?.zh ?? `（${label.zh}）`}`
    },
    remedy: isPercent
      ? { en: `write ${value}% as ${share}`, zh: `${value}% 请写作 ${share}` }
      : value < min
        ? { en: `set at least ${min}`, zh: `请设为不小于 ${min} 的值` }
        : { en: `set at most ${max}`, zh: `请设为不大于 ${max} 的值` }
  }
})

/** A year in which the setting or the shock could have no effect. */
export const YearOutside = Fault.define<{ readonly year: number; readonly from: number; readonly to: number }>(
  "YearOutside",
  ({ year, from, to }) => ({
    problem: {
      en: `${year} is outside ${from} to ${to}, the years that can be set here`,
      zh: `${year} 年不在此处可设定的 ${from} 至 ${to} 年之内`
    },
    remedy: { en: "correct the year", zh: "请更正年份" }
  })
)

/** A range of years of which some, or all, could have no effect. */
export const YearsOutside = Fault.define<{
  readonly key: string
  readonly first: number
  readonly last: number
  readonly from: number
  readonly to: number
}>("YearsOutside", ({ key, first, last, from, to }) => {
  const inside = [Math.max(first, from), Math.min(last, to)] as const
  const written = inside[0] === inside[1] ? String(inside[0]) : inside.join("-")
  return {
    problem: {
      en: `${key} reaches outside ${from} to ${to}, the years that can be set here`,
      zh: `${key} 超出此处可设定的 ${from} 至 ${to} 年`
    },
    remedy:
      inside[0] > inside[1]
        ? { en: "correct the years", zh: "请更正年份" }
        : { en: `write ${written}`, zh: `请写作 ${written}` }
  }
})

/** A range of years that ends before it begins. */
export const RangeTurned = Fault.define<{ readonly key: string; readonly from: number; readonly to: number }>(
  "RangeTurned",
  ({ key, from, to }) => ({
    problem: { en: `${key} ends before it begins`, zh: `${key} 的末年早于首年` },
    remedy: { en: `write ${to}-${from}`, zh: `请写作 ${to}-${from}` }
  })
)

/** A year that two keys name, in a range or alone; `line` is that of the first of them. */
export const YearTwice = Fault.define<{
  readonly year: number
  readonly keys: readonly [string, string]
  readonly line: number
}>("YearTwice", ({ year, keys: [first, second], line }) => ({
  problem: {
    en: `${year} is named twice: by ${first} on line ${line}, and by ${second}`,
    zh: `${year} 年重复出现：第 ${line} 行的 ${first} 与 ${second} 都包含该年`
  },
  remedy: { en: "let one of the two leave that year out", zh: "请让其中之一不包含该年" }
}))

/** A projection that does not start in the model's base year. */
export const WrongFirstYear = Fault.define<{ readonly year: number; readonly base: number }>(
  "WrongFirstYear",
  ({ year, base }) => ({
    problem: {
      en: `the projection cannot start in ${year}; the model's base year is ${base}`,
      zh: `推演不能从 ${year} 年开始，模型的基年是 ${base} 年`
    },
    remedy: { en: `write from: ${base}`, zh: `请写 from: ${base}` }
  })
)

/** A projection that goes on beyond the model's years. */
export const WrongLastYear = Fault.define<{ readonly year: number; readonly last: number }>(
  "WrongLastYear",
  ({ year, last }) => ({
    problem: {
      en: `the projection cannot go to ${year}; the model ends in ${last}`,
      zh: `推演不能延伸到 ${year} 年，模型止于 ${last} 年`
    },
    remedy: { en: `write a last year up to ${last}`, zh: `结束年份请不晚于 ${last}` }
  })
)

/** Two shocks of one file have the same name. */
export const DuplicateShock = Fault.define<{ readonly name: string; readonly line: number }>(
  "DuplicateShock",
  ({ name, line }) => ({
    problem: { en: `a shock "${name}" stands on line ${line} already`, zh: `第 ${line} 行已有名为“${name}”的冲击` },
    remedy: { en: "give each shock its own name", zh: "请为每个冲击取不同的名称" }
  })
)

/** The text of an expectation does not parse. */
export const NotAnExpectation = Fault.define<{ readonly detail: Label }>("NotAnExpectation", ({ detail }) => ({
  problem: { en: `not a condition: ${detail.en}`, zh: `不是合法的条件：${detail.zh}` },
  remedy: {
    en: "compare indicators in years, such as gdp[2025] >= 2 * gdp[2020]",
    zh: "请比较某年的指标，如 gdp[2025] >= 2 * gdp[2020]"
  }
}))

/** A name of an expectation that the model does not have. */
export const UnknownIndicator = Fault.define<{
  readonly name: string
  readonly meant: ReadonlyArray<Meant.Suggestion>
}>("UnknownIndicator", ({ name, meant }) => ({
  problem: { en: `unknown variable "${name}"`, zh: `未知的变量“${name}”` },
  remedy: Meant.question(meant) ?? {
    en: "correct the name; gongfu model docs PLACE lists every variable",
    zh: "请更正名称；可用 gongfu model docs PLACE 查看全部变量"
  }
}))

/** An indicator of an expectation without a year. `example` is how it could be written. */
export const YearMissing = Fault.define<{ readonly name: string; readonly example: string }>(
  "YearMissing",
  ({ name, example }) => ({
    problem: { en: `"${name}" names no year`, zh: `“${name}”未指明年份` },
    remedy: { en: `write the year in brackets: ${example}`, zh: `请用方括号写明年份：${example}` }
  })
)

/** An expectation about a year that the scenario does not reach. */
export const YearNotProjected = Fault.define<{ readonly year: number; readonly from: number; readonly to: number }>(
  "YearNotProjected",
  ({ year, from, to }) => ({
    problem: {
      en: `${year} is outside ${from} to ${to}, the years of the scenario`,
      zh: `${year} 年不在情景的 ${from} 至 ${to} 年之内`
    },
    remedy: { en: "correct the year", zh: "请更正年份" }
  })
)

/** What only has a meaning within a year, in an expectation, which stands in none. `instead` is what to write. */
export const NoCurrentYear = Fault.define<{ readonly what: string; readonly instead: Label }>(
  "NoCurrentYear",
  ({ what, instead }) => ({
    problem: {
      en: `"${what}" has no meaning here: an expectation stands in no year`,
      zh: `此处不能使用“${what}”：预期条件不属于某一年`
    },
    remedy: instead
  })
)

/** An expectation that no run could change. */
export const ReadsNothing = Fault.define<{ readonly text: string }>("ReadsNothing", ({ text }) => ({
  problem: { en: `"${text}" is about no indicator of the model`, zh: `“${text}”未涉及模型的任何指标` },
  remedy: { en: "name an indicator in a year, such as gdp[2025]", zh: "请写明某年的指标，如 gdp[2025]" }
}))
