/**
 * How plan targets stand in a year of a projection.
 *
 * What is promised of an `Assessment`:
 * A1  its numbers are finite, in the unit that `Target.unitOf` gives, and none is -0;
 * A2  the margin is `projected - required`, or the reverse where less is better: above zero is the good side;
 * A3  the condition holds just when the margin is at least zero, above zero for `more_than`, `less_than` and a
 *     falling trend; it is all that decides between met and missed;
 * A4  nothing but the values of the years up to the assessed one matters.
 *
 * **What counts as equal**: the last digits of a sum or a growth rate are rounding, so a projection within 1e-12 of
 * the requirement has the margin 0. That is relative to the larger of the two, or to what the projection is computed
 * from where that is larger, since rounding is as large as the numbers in which it arises: the two levels of an
 * increase, the terms of a sum, the factor of a growth. Income that grows by 15% a year reaches 15%, and what rises
 * from 10000.1 by 0.3 a year has risen by 1.5 in five years.
 *
 * **Tolerance**: `required` is the figure with the tolerance given away (about 1.9, tolerance 0.05: at most 1.95).
 *
 * **When a target is decided**: at its deadline; and before it only when no later year can change the outcome, which
 * is when a target of every year has missed one. A sum that is already reached is still on the way, because a flow
 * may be negative; its margin tells.
 */
import * as Arithmetic from "../model/Arithmetic.ts"
import * as Rounding from "../model/Rounding.ts"
import type { Assessment, Assessor } from "../run/Decider.ts"
import type { Trajectory } from "../run/Trajectory.ts"
import type { Target } from "./Target.ts"
import { isStrict, required as requiredOf, risesToGood } from "./Target.ts"

/** The indicator's value in a year; asked only for years from the model's first to the assessed one. */
export type ValueIn = (year: number) => number

/** Within the finite numbers, and without -0. */
const finite = (value: number): number =>
  (value > Number.MAX_VALUE ? Number.MAX_VALUE : value < -Number.MAX_VALUE ? -Number.MAX_VALUE : value) + 0

/** What is required of a projection, and how far it is on the good side. */
export interface Measure {
  readonly required: number
  readonly projected: number
  readonly margin: number
}

/** The larger of two numbers, signs aside. */
const largest = (a: number, b: number): number => Arithmetic.max(Arithmetic.abs(a), Arithmetic.abs(b))

/** The margin of two numbers; `sign` is 1 where more is better, and `scale` what the projection is computed from. */
const marginOf = (required: number, projected: number, sign: 1 | -1, scale: number): number => {
  const gap = finite(sign * (projected - required))
  return Arithmetic.abs(gap) <= Rounding.relative * Arithmetic.max(largest(projected, required), scale) ? 0 : gap
}

/** Compound growth a year behind a multiple; nothing left or less is a loss of everything, -1. */
const growth = (quotient: number, elapsed: number): number =>
  quotient > 0 ? Arithmetic.pow(quotient, 1 / elapsed) - 1 : -1

/**
 * Measures a target by the values of its indicator: that of the base year stands at `first`, and those of the years
 * after it each `step` further. The measure is overwritten by the next one.
 */
export type Measuring = (values: Float64Array, first: number, step: number) => Measure

/**
 * Whether a target asks for growth from a base that is not above zero: there is no rate and no multiple then, and what
 * is recorded as projected is no measurement, see {@link measuring}.
 */
export const lacksBase = ({ first, from, kind }: Target, valueIn: ValueIn): boolean =>
  (kind === "average_growth" || kind === "multiple_of_base") && !(valueIn(from ?? first) > 0)

/** Whether a run {@link lacksBase}; one that did not come to the base year does not. */
export const lacksBaseIn = (target: Target, { from, model, rows, to }: Trajectory): boolean =>
  lacksBase(target, (year) =>
    year < from || year > to ? Infinity : rows[(year - from) * model.slots + target.indicator.slot]!
  )

/** The first year whose value a target in a year is measured by. */
const firstRead = (target: Target, year: number): number =>
  target.kind === "level" ? year : (target.from ?? target.first) - (target.kind === "trend_down" ? 1 : 0)

/**
 * Prepares to measure a target in a year by values from a base year on, without an object for each measure.
 *
 * The worst year so far stands for a target of every year, the earliest of equally bad ones. Where there is no base
 * above zero to grow from there is no rate and no multiple: the projection is put on the bad side of the
 * requirement, as far from it as the requirement is large, and at least 1.
 */
export const measuring = (target: Target, year: number, base: number): Measuring => {
  const { kind } = target
  // T2: only a level has no first year, and only a falling trend has no requirement.
  const from = (target.from ?? target.first) - base
  const to = year - base
  const sign = risesToGood(target) ? 1 : -1
  const measure = { required: 0, projected: 0, margin: 0 }
  const set = (required: number, projected: number, scale = 0): Measure => {
    measure.required = finite(required)
    measure.projected = finite(projected)
    measure.margin = marginOf(measure.required, measure.projected, sign, finite(scale))
    return measure
  }
  if (kind === "trend_down")
    return (values, first, step) => {
      let worst = from
      let least = Infinity
      for (let y = from; y <= to; y++) {
        const { margin } = set(values[first + (y - 1) * step]!, values[first + y * step]!)
        if (margin < least) [least, worst] = [margin, y]
      }
      return set(values[first + (worst - 1) * step]!, values[first + worst * step]!)
    }
  const required = requiredOf(target)!
  const nowhere = required - sign * Arithmetic.max(1, Arithmetic.abs(required))
  switch (kind) {
    case "level":
      return (values, first, step) => set(required, values[first + to * step]!)
    case "ceiling_each_year":
    case "annual_flow":
      return (values, first, step) => {
        let worst = from
        let least = Infinity
        for (let y = from; y <= to; y++) {
          const { margin } = set(required, values[first + y * step]!)
          if (margin < least) [least, worst] = [margin, y]
        }
        return set(required, values[first + worst * step]!)
      }
    case "cumulative":
      return (values, first, step) => {
        let sum = 0
        let terms = 0
        for (let y = from; y <= to; y++) {
          const term = values[first + y * step]!
          sum += term
          terms += Arithmetic.abs(term)
        }
        return set(required, sum, terms)
      }
    case "average_growth":
    case "multiple_of_base":
      return (values, first, step) => {
        const start = values[first + from * step]!
        if (!(start > 0)) return set(required, nowhere)
        const quotient = values[first + to * step]! / start
        // A rate is a factor less 1, and rounded where the factor is: at about 1.
        return kind === "average_growth" ? set(required, growth(quotient, to - from), 1) : set(required, quotient)
      }
    case "increase_over_base":
      return (values, first, step) => {
        const [before, after] = [values[first + from * step]!, values[first + to * step]!]
        return set(required, after - before, largest(before, after))
      }
  }
}

const everyYear: ReadonlySet<Target["kind"]> = new Set(["ceiling_each_year", "annual_flow", "trend_down"])

/** Whether a year is one in which a target is assessed: from its first such year to its deadline. */
export const isAssessedIn = (target: Target, year: number): boolean => year >= target.first && year <= target.by

/** Whether the condition of a target holds at a margin. */
export const holds = (target: Target, margin: number): boolean => (isStrict(target) ? margin > 0 : margin >= 0)

/** What a margin says of a target in a year. */
export const statusOf = (target: Target, margin: number, year: number): Assessment["status"] => {
  const good = holds(target, margin)
  const decided = year >= target.by || (!good && everyYear.has(target.kind))
  return decided ? (good ? "met" : "missed") : "on_the_way"
}

const assessment = (target: Target, { margin, projected, required }: Measure, year: number): Assessment => ({
  target: target.name,
  required,
  projected,
  margin,
  status: statusOf(target, margin, year)
})

/**
 * Prepares to assess a target in a year, which has to be one that {@link isAssessedIn} allows, by rows of `slots`
 * values that begin with a base year.
 */
export const assessing = (target: Target, year: number, base: number, slots: number) => {
  const measure = measuring(target, year, base)
  return (rows: Float64Array): Assessment => assessment(target, measure(rows, target.indicator.slot, slots), year)
}

/** Assesses one target in a year, which has to be one that {@link isAssessedIn} allows. */
export const of = (target: Target, valueIn: ValueIn, year: number): Assessment => {
  const base = firstRead(target, year)
  const values = new Float64Array(year - base + 1)
  for (let i = 0; i < values.length; i++) values[i] = valueIn(base + i)
  return assessment(target, measuring(target, year, base)(values, 0, 1), year)
}

/**
 * Assesses every target that a year of a projection concerns, in the order of the file. What it takes for a year is
 * prepared once for all projections that begin in the same year with as many values.
 */
export const assessor = (targets: ReadonlyArray<Target>): Assessor => {
  const prepared = new Map<string, ReadonlyArray<ReturnType<typeof assessing>>>()
  return ({ from, model: { slots }, rows }, year) => {
    const key = `${from} ${slots} ${year}`
    const known = prepared.get(key)
    const all =
      known ??
      targets.filter((target) => isAssessedIn(target, year)).map((target) => assessing(target, year, from, slots))
    if (known === undefined) prepared.set(key, all)
    return all.map((assess) => assess(rows))
  }
}
