/**
 * What a solution has to come to: a target of the plan, or a condition of one's own.
 *
 * A condition is a comparison in the language of expectations, `gdp[2030] >= 2 * gdp[2020]`. Either gives a margin
 * that is on the good side above zero.
 */
import type * as Fault from "../document/Fault.ts"
import type { Label } from "../document/Label.ts"
import * as Meant from "../document/Meant.ts"
import * as Span from "../document/Span.ts"
import * as Evaluate from "../model/Evaluate.ts"
import * as Indicator from "../model/Indicator.ts"
import type { Model } from "../model/Model.ts"
import { reads } from "../model/Scalar.ts"
import * as Expectation from "../scenario/Expectation.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import * as ScenarioFault from "../scenario/ScenarioFault.ts"
import * as Assess from "../target/Assess.ts"
import * as Target from "../target/Target.ts"
import * as SolveFault from "./SolveFault.ts"

/** What is required and projected, in the aim's unit, and how far apart; above zero is the good side. */
export interface Measure {
  readonly required: number
  readonly projected: number
  readonly margin: number
  /** Where nothing was measured, since there is no base above zero to grow from. */
  readonly withoutBase?: true
}

/** An aim. `rows` are the years of a projection one after the other, from the scenario's first. */
export interface Aim {
  /** The target's name, or the condition. */
  readonly name: string
  readonly label: Label
  readonly unit: string
  /** The year in which it is decided. */
  readonly by: number
  readonly comparison: "at_least" | "more_than" | "at_most" | "less_than"
  /** Whether the figure itself is not good enough. */
  readonly strict: boolean
  readonly measure: (rows: Float64Array) => Measure
  /** The slots that it reads. */
  readonly slots: ReadonlyArray<number>
}

/** Whether an aim is reached by a margin. */
export const holds = ({ strict }: Pick<Aim, "strict">, margin: number): boolean => (strict ? margin > 0 : margin >= 0)

/** What a strict aim needs of a relative margin: anything above nothing. */
export const strictly = 1e-12

/** A relative margin such that an aim is reached just where it is not below zero. */
export const judged = (aim: Pick<Aim, "strict">, margin: number, scale: number): number =>
  margin >= 0 && !holds(aim, margin) ? -strictly : margin / scale

/** A target of the plan as it stands in its last year. */
export const ofTarget = (target: Target.Target, { slots }: Model, from: number): Aim => {
  const { slot } = target.indicator
  return {
    name: target.name,
    label: target.label,
    unit: Target.unitOf(target),
    by: target.by,
    comparison: target.requirement?.comparison ?? "less_than",
    strict: Target.isStrict(target),
    measure: (rows) => {
      const valueIn = (year: number): number => rows[(year - from) * slots + slot]!
      const measured = Assess.of(target, valueIn, target.by)
      return Assess.lacksBase(target, valueIn) ? { ...measured, withoutBase: true } : measured
    },
    slots: [slot]
  }
}

/** Whether a text can only be a condition: no name has a comparison in it, in whatever manner it is written. */
export const isCondition = (text: string): boolean => /[<>=!≥≤≠＜＞＝！]/.test(text)

const comparisons = { ">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than" } as const

/** The aim of a condition, or what is wrong with it. */
const ofCondition = (
  text: string,
  model: Model,
  years: Scenario["years"]
): { readonly aim: Aim } | { readonly faults: ReadonlyArray<Fault.Fault> } => {
  const span = Span.whole("--target")
  const { expectation, faults } = Expectation.read(text, model, years, span)
  if (expectation === undefined) return { faults }
  const { readings, scalar, sides } = expectation
  const operator = scalar._tag === "Binary" ? scalar.operator : undefined
  if (sides === undefined || operator === undefined || !(operator in comparisons))
    return { faults: [SolveFault.NotOneComparison(span, { text })] }
  const comparison = comparisons[operator as keyof typeof comparisons]
  const sign = comparison === "at_least" || comparison === "more_than" ? 1 : -1
  const value = (part: typeof scalar, rows: Float64Array): number =>
    Evaluate.evaluate(part, { read: (_, at) => rows[at]!, year: years.from, base: years.from })
  return {
    aim: {
      name: expectation.text,
      label: { en: expectation.text, zh: expectation.text },
      unit: sides.unit,
      by: Math.max(...readings.map(({ year }) => year)),
      comparison,
      strict: comparison === "more_than" || comparison === "less_than",
      measure: (rows) => {
        const [projected, required] = [value(sides.left, rows), value(sides.right, rows)]
        return { required, projected, margin: sign * (projected - required) }
      },
      slots: [...new Set(reads(scalar).map(({ slot }) => slot % model.slots))]
    }
  }
}

/** The targets that are decided within a scenario's years. */
export const decidedIn = (targets: Target.Targets, { years }: Pick<Scenario, "years">): ReadonlyArray<Target.Target> =>
  targets.all.filter(({ by }) => by <= years.to)

/** The aims of texts, each once, targets in the order of the plan and then conditions; `all` is every target. */
export const read = (
  texts: ReadonlyArray<string>,
  model: Model,
  targets: Target.Targets,
  scenario: Scenario
): { readonly aims: ReadonlyArray<Aim>; readonly faults: ReadonlyArray<Fault.Fault> } => {
  const { from, to } = scenario.years
  const named = new Set<string>()
  const conditions = new Map<string, Aim>()
  const faults: Array<Fault.Fault> = []
  for (const text of texts) {
    if (isCondition(text)) {
      const condition = ofCondition(text, model, scenario.years)
      if ("faults" in condition) faults.push(...condition.faults)
      else conditions.set(condition.aim.name, condition.aim)
      continue
    }
    const target = targets.all.find(({ name }) => name === text)
    if (target !== undefined && target.by <= to) named.add(text)
    else if (target !== undefined)
      faults.push(SolveFault.DecidedLater(Span.whole("--target"), { target: text, by: target.by, to }))
    else if (text === "all") for (const { name } of decidedIn(targets, scenario)) named.add(name)
    else {
      const known = targets.all.map(({ name }) => name)
      const meant = Meant.of(text, targets.all)
      faults.push(SolveFault.UnknownTarget(Span.whole("--target"), { name: text, meant, known }))
    }
  }
  const aims = targets.all.filter(({ name }) => named.has(name)).map((target) => ofTarget(target, model, from))
  const own = [...conditions.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return { aims: [...aims, ...own], faults }
}

/**
 * What a front is drawn between: a target of the plan, as far as it goes beyond what it requires or falls short of it;
 * or an indicator in a year, `gdp[2035]`, of which more is better, or less, `less:urban_rural_ratio[2035]`, held
 * against what it is in the scenario.
 */
export const ofFront = (
  text: string,
  model: Model,
  targets: Target.Targets,
  scenario: Scenario,
  before: Float64Array | undefined
): { readonly aim: Aim } | { readonly faults: ReadonlyArray<Fault.Fault> } => {
  const span = Span.whole("--pareto")
  const target = targets.all.find(({ name }) => name === text)
  if (target !== undefined) {
    const { aims, faults } = read([text], model, targets, scenario)
    return aims.length === 0 ? { faults } : { aim: aims[0]! }
  }
  const [, less, address, digits] = /^(less:)?(.+)\[(\d{4})\]$/.exec(text) ?? []
  const indicator = address === undefined ? undefined : Indicator.find(model, address)
  const year = Number(digits)
  if (indicator === undefined) {
    const meant = Meant.of(address ?? text, targets.all, Indicator.all(model))
    return { faults: [SolveFault.NotAnAim(span, { text, meant })] }
  }
  const { from, to } = scenario.years
  if (year <= from || year > to) return { faults: [ScenarioFault.YearNotProjected(span, { year, from: from + 1, to })] }
  const at = (year - from) * model.slots + indicator.slot
  const required = before?.[at] ?? 0
  const sign = less === undefined ? 1 : -1
  return {
    aim: {
      name: text,
      label: { en: `${indicator.label.en}, ${year}`, zh: `${indicator.label.zh}（${year} 年）` },
      unit: indicator.unit,
      by: year,
      comparison: less === undefined ? "at_least" : "at_most",
      strict: false,
      measure: (rows) => ({ required, projected: rows[at]!, margin: sign * (rows[at]! - required) }),
      slots: [indicator.slot]
    }
  }
}
