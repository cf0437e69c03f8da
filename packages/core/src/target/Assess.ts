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
 * the requirement, relative to the larger of the two, has the margin 0. Income that grows by 15% a year reaches 15%.
 *
 * **Tolerance**: `required` is the figure with the tolerance given away (about 1.9, tolerance 0.05: at most 1.95).
 *
 * **When a target is decided**: at its deadline; and before it only when no later year can change the outcome, which
 * is when a target of every year has missed one. A sum that is already reached is still on the way, because a flow
 * may be negative; its margin tells.
 */
import * as Arithmetic from "../model/Arithmetic.ts"
import type { Assessment, Assessor } from "../run/Decider.ts"
import * as Trajectory from "../run/Trajectory.ts"
import type { Target } from "./Target.ts"
import { isStrict, risesToGood } from "./Target.ts"

/** The indicator's value in a year; asked only for years from the model's first to the assessed one. */
export type ValueIn = (year: number) => number

/** Projections this close to the requirement, relative to the larger of the two, equal it. */
const rounding = 1e-12

/** Within the finite numbers, and without -0. */
const finite = (value: number): number => Arithmetic.clamp(value, -Number.MAX_VALUE, Number.MAX_VALUE) + 0

/** What is required of a projection, and how far it is on the good side. */
export interface Measure {
  readonly required: number
  readonly projected: number
  readonly margin: number
}

/** The margin of two numbers; `sign` is 1 where more is better. */
const marginOf = (required: number, projected: number, sign: 1 | -1): number => {
  const gap = finite(sign * (projected - required))
  const equal = Arithmetic.abs(gap) <= rounding * Arithmetic.max(Arithmetic.abs(projected), Arithmetic.abs(required))
  return equal ? 0 : gap
}

/** Compound growth a year behind a multiple; nothing left or less is a loss of everything, -1. */
const growth = (quotient: number, elapsed: number): number =>
  quotient > 0 ? Arithmetic.pow(quotient, 1 / elapsed) - 1 : -1

/** Measures a target by the values of its indicator. The measure is overwritten by the next one. */
export type Measuring = (valueIn: ValueIn) => Measure

/**
 * Prepares to measure a target in a year, without an object for each measure.
 *
 * The worst year so far stands for a target of every year, the earliest of equally bad ones. Where there is no base
 * above zero to grow from there is no rate and no multiple: the projection is put on the bad side of the
 * requirement, as far from it as the requirement is large, and at least 1.
 */
export const measuring = (target: Target, year: number): Measuring => {
  const { kind, tolerance } = target
  // T2: only a level has no first year, and only a falling trend has no requirement.
  const from = target.from ?? target.first
  const measure = { required: 0, projected: 0, margin: 0 }
  const sign = risesToGood(target) ? 1 : -1
  const set = (required: number, projected: number): Measure => {
    measure.required = finite(required)
    measure.projected = finite(projected)
    measure.margin = marginOf(measure.required, measure.projected, sign)
    return measure
  }
  const worst = (requiredIn: (valueIn: ValueIn, y: number) => number) => (valueIn: ValueIn) => {
    let worstYear = from
    let least = Infinity
    for (let y = from; y <= year; y++) {
      const { margin } = set(requiredIn(valueIn, y), valueIn(y))
      if (margin < least) {
        least = margin
        worstYear = y
      }
    }
    return set(requiredIn(valueIn, worstYear), valueIn(worstYear))
  }
  if (kind === "trend_down") return worst((valueIn, y) => valueIn(y - 1))
  const required = target.requirement!.value - sign * tolerance
  const nowhere = required - sign * Arithmetic.max(1, Arithmetic.abs(required))
  switch (kind) {
    case "level":
      return (valueIn) => set(required, valueIn(year))
    case "ceiling_each_year":
    case "annual_flow":
      return worst(() => required)
    case "cumulative":
      return (valueIn) => {
        let sum = 0
        for (let y = from; y <= year; y++) sum += valueIn(y)
        return set(required, sum)
      }
    case "average_growth":
      return (valueIn) => {
        const base = valueIn(from)
        return set(required, base > 0 ? growth(valueIn(year) / base, year - from) : nowhere)
      }
    case "multiple_of_base":
      return (valueIn) => {
        const base = valueIn(from)
        return set(required, base > 0 ? valueIn(year) / base : nowhere)
      }
    case "increase_over_base":
      return (valueIn) => set(required, valueIn(year) - valueIn(from))
  }
}

const everyYear: ReadonlySet<Target["kind"]> = new Set(["ceiling_each_year", "annual_flow", "trend_down"])

/** Whether a year is one in which a target is assessed: from its first such year to its deadline. */
export const isAssessedIn = (target: Target, year: number): boolean => year >= target.first && year <= target.by

/** What a margin says of a target in a year. */
export const statusOf = (target: Target, margin: number, year: number): Assessment["status"] => {
  const holds = isStrict(target) ? margin > 0 : margin >= 0
  const decided = year >= target.by || (!holds && everyYear.has(target.kind))
  return decided ? (holds ? "met" : "missed") : "on_the_way"
}

/** Assesses one target in a year, which has to be one that {@link isAssessedIn} allows. */
export const of = (target: Target, valueIn: ValueIn, year: number): Assessment => {
  const { margin, projected, required } = measuring(target, year)(valueIn)
  return { target: target.name, required, projected, margin, status: statusOf(target, margin, year) }
}

/** Assesses every target that a year of a projection concerns, in the order of the file. */
export const assessor =
  (targets: ReadonlyArray<Target>): Assessor =>
  (trajectory, year) =>
    targets
      .filter((target) => isAssessedIn(target, year))
      .map((target) => of(target, (y) => Trajectory.at(trajectory, target.indicator.slot, y), year))
