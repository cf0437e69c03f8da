/** Everything that can be wrong with a plan target, and what to do about it. */
import * as Fault from "../document/Fault.ts"
import * as Meant from "../document/Meant.ts"
import type { Comparison, Kind } from "./TargetFile.ts"

const kinds: Record<Kind, { readonly en: string; readonly zh: string }> = {
  level: { en: "a level", zh: "水平类目标" },
  ceiling_each_year: { en: "a yearly ceiling", zh: "逐年上限目标" },
  annual_flow: { en: "a yearly flow", zh: "年度流量目标" },
  cumulative: { en: "a sum", zh: "累计类目标" },
  average_growth: { en: "an average growth", zh: "年均增长目标" },
  multiple_of_base: { en: "a multiple of a base", zh: "倍增目标" },
  increase_over_base: { en: "an increase over a base", zh: "增量目标" },
  trend_down: { en: "a falling trend", zh: "逐年下降目标" }
}

/** No variable of the model gives the target's indicator. */
export const NotBacked = Fault.define<{
  readonly target: string
  readonly indicator: string
  readonly meant: ReadonlyArray<Meant.Suggestion>
}>("NotBacked", ({ target, indicator, meant }) => ({
  problem: {
    en: `no variable of the model backs the target "${target}": unknown indicator "${indicator}"`,
    zh: `目标“${target}”在模型中没有对应的变量：未知指标“${indicator}”`
  },
  remedy: Meant.question(meant) ?? {
    en: "add the variable to the model, or correct the address",
    zh: "请在模型中补上该变量，或更正指标名称"
  }
}))

/** An area that the file does not list. */
export const UnknownArea = Fault.define<{
  readonly area: string
  readonly nearest: string | undefined
  readonly known: ReadonlyArray<string>
}>("UnknownArea", ({ area, nearest, known }) => ({
  problem: { en: `unknown area "${area}"`, zh: `未知的领域“${area}”` },
  remedy:
    nearest === undefined
      ? { en: `list it under areas; there are: ${known.join(", ")}`, zh: `请列入 areas；现有：${known.join("、")}` }
      : { en: `did you mean "${nearest}"?`, zh: `是否想写“${nearest}”？` }
}))

/** An area with targets that the index does not weigh. */
export const WeightMissing = Fault.define<{ readonly area: string }>("WeightMissing", ({ area }) => ({
  problem: { en: `the area "${area}" has targets and no weight`, zh: `领域“${area}”有目标而无权重` },
  remedy: { en: `add "${area}: …" to weights`, zh: `请在 weights 中加上“${area}: …”` }
}))

/** A first or base year that the kind of target needs. */
export const FromMissing = Fault.define<{ readonly target: string; readonly kind: Kind }>(
  "FromMissing",
  ({ target, kind }) => ({
    problem: {
      en: `"${target}" has no "from": ${kinds[kind].en} needs one`,
      zh: `“${target}”缺少“from”：${kinds[kind].zh}必须写明起始年`
    },
    remedy: { en: 'add "from: …", its first or base year', zh: "请加上“from: …”，即起始年或基年" }
  })
)

/** A key that the kind of target has no use for. */
export const KeyNotUsed = Fault.define<{ readonly target: string; readonly kind: Kind; readonly key: string }>(
  "KeyNotUsed",
  ({ target, kind, key }) => ({
    problem: {
      en: `"${target}": ${kinds[kind].en} has no use for "${key}"`,
      zh: `“${target}”：${kinds[kind].zh}不用“${key}”`
    },
    remedy: { en: `remove "${key}", or choose another kind`, zh: `请删去“${key}”，或改用其他类型` }
  })
)

/** No comparison, or more than one. */
export const NotOneComparison = Fault.define<{
  readonly target: string
  readonly found: ReadonlyArray<Comparison>
}>("NotOneComparison", ({ target, found }) => ({
  problem:
    found.length === 0
      ? { en: `"${target}" does not say what is required`, zh: `“${target}”没有写明目标值` }
      : {
          en: `"${target}" has more than one comparison: ${found.join(", ")}`,
          zh: `“${target}”有多个比较条件：${found.join("、")}`
        },
  remedy: {
    en: "write exactly one of at_least, more_than, at_most, less_than",
    zh: "请在 at_least、more_than、at_most、less_than 中只写一个"
  }
}))

/** A ceiling that asks for more, or a flow that asks for less. */
export const WrongDirection = Fault.define<{
  readonly target: string
  readonly kind: "ceiling_each_year" | "annual_flow"
  readonly comparison: Comparison
}>("WrongDirection", ({ target, kind, comparison }) => {
  const [right, other] =
    kind === "annual_flow"
      ? (["at_least / more_than", "ceiling_each_year"] as const)
      : (["at_most / less_than", "annual_flow"] as const)
  return {
    problem: {
      en: `"${target}": ${kinds[kind].en} cannot be "${comparison}"`,
      zh: `“${target}”：${kinds[kind].zh}不能用“${comparison}”`
    },
    remedy: { en: `use ${right}, or the kind ${other}`, zh: `请用 ${right}，或改用 ${other} 类型` }
  }
})

/** A year that the model does not run through, or that leaves nothing to compare with. */
export const YearOutside = Fault.define<{
  readonly target: string
  readonly key: "from" | "by"
  readonly year: number
  readonly first: number
  readonly last: number
}>("YearOutside", ({ target, key, year, first, last }) => ({
  problem: {
    en: `"${target}": "${key}" is ${year}; here it can be ${first} to ${last}`,
    zh: `“${target}”：“${key}”为 ${year}，此处只能取 ${first} 至 ${last}`
  },
  remedy: { en: "correct the year, or the years of the model", zh: "请更正年份，或调整模型的起止年" }
}))

/** A deadline before the start. */
export const YearsReversed = Fault.define<{ readonly target: string; readonly from: number; readonly by: number }>(
  "YearsReversed",
  ({ target, from, by }) => ({
    problem: { en: `"${target}" runs from ${from} to ${by}`, zh: `“${target}”的年份为 ${from} 至 ${by}，先后颠倒` },
    remedy: { en: '"by" must come after "from"', zh: "“by”须晚于“from”" }
  })
)
