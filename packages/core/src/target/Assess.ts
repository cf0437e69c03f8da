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

interface Measure {
  readonly required: number
  readonly projected: number
  readonly margin: number
}

/** A measure of two numbers; `sign` is 1 where more is better. */
const measure = (required: number, projected: number, sign: 1 | -1): Measure => {
  const [r, p] = [finite(required), finite(projected)]
  const gap = finite(sign * (p - r))
  const equal = Arithmetic.abs(gap) <= rounding * Arithmetic.max(Arithmetic.abs(p), Arithmetic.abs(r))
  return { required: r, projected: p, margin: equal ? 0 : gap }
}

const worse = (a: Measure, b: Measure): Measure => (b.margin < a.margin ? b : a)

/** Compound growth a year behind a multiple; nothing left or less is a loss of everything, -1. */
const growth = (quotient: number, elapsed: number): number =>
  quotient > 0 ? Arithmetic.pow(quotient, 1 / elapsed) - 1 : -1

/**
 * The measure of a target in a year.
 *
 * The worst year so far stands for a target of every year, the earliest of equally bad ones. Where there is no base
 * above zero to grow from there is no rate and no multiple: the projection is put on the bad side of the
 * requirement, as far from it as the requirement is large, and at least 1.
 */
const measured = (target: Target, valueIn: ValueIn, year: number): Measure => {
  const { kind, tolerance } = target
  // T2: only a level has no first year, and only a falling trend has no requirement.
  const from = target.from ?? target.first
  if (kind === "trend_down")
    return Trajectory.years({ from, to: year })
      .map((y) => measure(valueIn(y - 1), valueIn(y), -1))
      .reduce(worse)
  const sign = risesToGood(target) ? 1 : -1
  const required = target.requirement!.value - sign * tolerance
  const against = (projected: number) => measure(required, projected, sign)
  const ratio = (turned: (quotient: number) => number) => {
    const base = valueIn(from)
    return against(
      base > 0 ? turned(valueIn(year) / base) : required - sign * Arithmetic.max(1, Arithmetic.abs(required))
    )
  }
  switch (kind) {
    case "level":
      return against(valueIn(year))
    case "ceiling_each_year":
    case "annual_flow":
      return Trajectory.years({ from, to: year })
        .map((y) => against(valueIn(y)))
        .reduce(worse)
    case "cumulative":
      return against(Trajectory.years({ from, to: year }).reduce((sum, y) => sum + valueIn(y), 0))
    case "average_growth":
      return ratio((quotient) => growth(quotient, year - from))
    case "multiple_of_base":
      return ratio((quotient) => quotient)
    case "increase_over_base":
      return against(valueIn(year) - valueIn(from))
  }
}

const everyYear: ReadonlySet<Target["kind"]> = new Set(["ceiling_each_year", "annual_flow", "trend_down"])

/** Whether a year is one in which a target is assessed: from its first such year to its deadline. */
export const isAssessedIn = (target: Target, year: number): boolean => year >= target.first && year <= target.by

/** Assesses one target in a year, which has to be one that {@link isAssessedIn} allows. */
export const of = (target: Target, valueIn: ValueIn, year: number): Assessment => {
  const found = measured(target, valueIn, year)
  const holds = isStrict(target) ? found.margin > 0 : found.margin >= 0
  const decided = year >= target.by || (!holds && everyYear.has(target.kind))
  return { target: target.name, ...found, status: decided ? (holds ? "met" : "missed") : "on_the_way" }
}

/** Assesses every target that a year of a projection concerns, in the order of the file. */
export const assessor =
  (targets: ReadonlyArray<Target>): Assessor =>
  (trajectory, year) =>
    targets
      .filter((target) => isAssessedIn(target, year))
      .map((target) => of(target, (y) => Trajectory.at(trajectory, target.indicator.slot, y), year))
