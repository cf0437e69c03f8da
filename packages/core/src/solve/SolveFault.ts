/** Everything that can be wrong with what a solution is asked for, and what to do about it. */
import * as Fault from "../document/Fault.ts"
import * as Meant from "../document/Meant.ts"

const most = 12

const list = (names: ReadonlyArray<string>, separator: string): string =>
  names.slice(0, most).join(separator) + (names.length > most ? " …" : "")

/** No target was asked for. */
export const NoTarget = Fault.define("NoTarget", () => ({
  problem: { en: "no target to meet was named", zh: "未指定要实现的目标" },
  remedy: {
    en: "name targets of the plan, such as --target low_income_growth, or a condition, such as --target 'gdp[2030] >= 2 * gdp[2020]'",
    zh: "请写明规划目标（如 --target low_income_growth）或条件（如 --target 'gdp[2030] >= 2 * gdp[2020]'）"
  }
}))

/** No lever was named. */
export const NoLever = Fault.define<{ readonly known: ReadonlyArray<string> }>("NoLever", ({ known }) => ({
  problem: { en: "no lever to move was named", zh: "未指定可调整的政策杠杆" },
  remedy: {
    en: `name them with --levers, or write --levers all; the model has: ${list(known, ", ")}`,
    zh: `请用 --levers 写明，或写 --levers all；模型中有：${list(known, "、")}`
  }
}))

/** A name that is no target of the plan. */
export const UnknownTarget = Fault.define<{
  readonly name: string
  readonly meant: ReadonlyArray<Meant.Suggestion>
  readonly known: ReadonlyArray<string>
}>("UnknownTarget", ({ known, meant, name }) => ({
  problem: { en: `unknown target "${name}"`, zh: `未知的目标“${name}”` },
  remedy: Meant.question(meant) ?? {
    en: `the plan has: ${list(known, ", ")}`,
    zh: `规划中有：${list(known, "、")}`
  }
}))

/** A target that falls due after the scenario's last year. */
export const DecidedLater = Fault.define<{ readonly target: string; readonly by: number; readonly to: number }>(
  "DecidedLater",
  ({ by, target, to }) => ({
    problem: {
      en: `"${target}" falls due in ${by}, and the scenario ends in ${to}`,
      zh: `“${target}”的期限为 ${by} 年，而情景止于 ${to} 年`
    },
    remedy: {
      en: `let the scenario run to ${by}: years: {…, to: ${by}}`,
      zh: `请将情景延长至 ${by} 年：years: {…, to: ${by}}`
    }
  })
)

/** A condition that is no plain comparison: it has no margin. */
export const NotOneComparison = Fault.define<{ readonly text: string }>("NotOneComparison", ({ text }) => ({
  problem: { en: `"${text}" is not one comparison`, zh: `“${text}”不是单一比较` },
  remedy: {
    en: "write one of >=, >, <=, < between two numbers; give several conditions one by one",
    zh: "请在两个数之间写 >=、>、<=、< 之一；多个条件请逐个给出"
  }
}))

/** A name that the model has, and that is no lever. */
export const NotALever = Fault.define<{
  readonly name: string
  readonly kind: "assumption" | "equation" | "constant"
}>("NotALever", ({ kind, name }) => {
  const is = {
    assumption: { en: "an assumption", zh: "假设" },
    equation: { en: "computed by an equation", zh: "方程的结果" },
    constant: { en: "a constant of the model", zh: "模型的常数" }
  }[kind]
  return {
    problem: { en: `"${name}" is ${is.en}, not a lever`, zh: `“${name}”是${is.zh}，不是政策杠杆` },
    remedy: { en: "name what government decides", zh: "请写政府可决定的事项" }
  }
})

/** A lever that no target depends on. */
export const MovesNothing = Fault.define<{
  readonly lever: string
  readonly targets: ReadonlyArray<string>
  readonly able: ReadonlyArray<string>
}>("MovesNothing", ({ able, lever, targets }) => ({
  problem: {
    en: `the lever "${lever}" cannot move ${targets.length === 1 ? `"${targets[0]}"` : "any of the targets"}: no equation leads from the one to the other`,
    zh: `政策杠杆“${lever}”无法影响${targets.length === 1 ? `“${targets[0]}”` : "所列的任何目标"}：两者之间没有方程相连`
  },
  remedy:
    able.length === 0
      ? { en: "leave it out", zh: "请去掉它" }
      : { en: `leave it out; what can: ${list(able, ", ")}`, zh: `请去掉它；可起作用的有：${list(able, "、")}` }
}))

/** A target that none of the levers reaches. */
export const NotMoved = Fault.define<{ readonly target: string; readonly able: ReadonlyArray<string> }>(
  "NotMoved",
  ({ able, target }) => ({
    problem: {
      en: `none of these levers can move "${target}": no equation leads to it from any of them`,
      zh: `所列政策杠杆都无法影响“${target}”：没有方程与之相连`
    },
    remedy:
      able.length === 0
        ? { en: "no lever of the model can; leave the target out", zh: "模型中没有任何杠杆可影响它；请去掉该目标" }
        : { en: `add one that can: ${list(able, ", ")}`, zh: `请加入可影响它的杠杆：${list(able, "、")}` }
  })
)

/** What is to be spent least on is not said. */
export const NoCost = Fault.define<{ readonly place: string }>("NoCost", ({ place }) => ({
  problem: { en: `${place} does not say what counts as cost`, zh: `${place} 未说明以哪些指标计算费用` },
  remedy: {
    en: "name the indicators with --cost, or list them under cost: in the place's gongfu.yaml",
    zh: "请用 --cost 写明指标，或在该地区 gongfu.yaml 的 cost: 之下列出"
  }
}))

/** An indicator of cost that the model does not have. */
export const UnknownCost = Fault.define<{
  readonly name: string
  readonly meant: ReadonlyArray<Meant.Suggestion>
}>("UnknownCost", ({ meant, name }) => ({
  problem: { en: `unknown indicator "${name}"`, zh: `未知的指标“${name}”` },
  remedy: Meant.question(meant) ?? {
    en: "name an indicator of the model, such as those of gongfu show RUN --all",
    zh: "请写模型的指标，可用 gongfu show RUN --all 查看"
  }
}))

/** Costs in units that cannot be added. */
export const CostUnits = Fault.define<{
  readonly names: readonly [string, string]
  readonly units: readonly [string, string]
}>("CostUnits", ({ names, units }) => ({
  problem: {
    en: `costs are added up, and "${names[0]}" is in ${units[0]} but "${names[1]}" in ${units[1]}`,
    zh: `费用需相加，而“${names[0]}”的单位为 ${units[0]}，“${names[1]}”为 ${units[1]}`
  },
  remedy: { en: "name indicators of one unit", zh: "请只列同一单位的指标" }
}))

/** The scenario stops in its first year, in which no lever has been moved yet. */
export const StopsAtOnce = Fault.define<{
  readonly scenario: string
  readonly year: number
  readonly variable: string
}>("StopsAtOnce", ({ scenario, variable, year }) => ({
  problem: {
    en: `${scenario} stops in ${year}, before any lever is moved: ${variable}`,
    zh: `${scenario} 在 ${year} 年即中止，此时尚未调整任何杠杆：${variable}`
  },
  remedy: { en: "gongfu run tells why; correct the scenario first", zh: "可用 gongfu run 查看原因；请先更正情景" }
}))

/** What a front cannot be drawn to. */
export const NotAnAim = Fault.define<{
  readonly text: string
  readonly meant: ReadonlyArray<Meant.Suggestion>
}>("NotAnAim", ({ meant, text }) => {
  const question = Meant.question(meant)
  return {
    problem: {
      en: `"${text}" is neither a target nor an indicator in a year`,
      zh: `“${text}”既不是规划目标，也不是带年份的指标`
    },
    remedy:
      question === undefined
        ? {
            en: "name a target, or an indicator such as gdp[2035], or less:urban_rural_ratio[2035]",
            zh: "请写规划目标，或指标（如 gdp[2035]、less:urban_rural_ratio[2035]）"
          }
        : {
            en: `${question.en} An indicator needs a year, such as gdp[2035]`,
            zh: `${question.zh}指标须带年份（如 gdp[2035]）`
          }
  }
})

/** A front that is not between two. */
export const NotTwo = Fault.define<{ readonly count: number }>("NotTwo", ({ count }) => ({
  problem: {
    en: `a front lies between two aims, and ${count} were named`,
    zh: `前沿须在两个目标之间，现给出 ${count} 个`
  },
  remedy: {
    en: "name two different ones, such as --pareto low_income_growth gdp",
    zh: "请写两个不同的（如 --pareto low_income_growth gdp）"
  }
}))
