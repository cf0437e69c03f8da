/**
 * The common-prosperity index: how much of the plan has been achieved, by area and in all, 0 to 100.
 *
 * The plan asks for a measure of how far common prosperity has come (clause 49) and leaves its form open. Here it is
 * the distance covered: a target counts 0 where it stood in the base year and 1 where it is reached.
 *
 * P1  every score lies between 0 and 100, and the whole between its areas; a target that holds counts in full, no
 *     other does, and going further adds nothing, so that no area makes up for another by overshooting;
 * P2  a target that held in the base year and is lost counts as much of its requirement as is left;
 * P3  targets of an area count alike; areas count by the weights of the file;
 * P4  after its deadline a target keeps the score of its deadline.
 */
import * as Arithmetic from "../model/Arithmetic.ts"
import * as Trajectory from "../run/Trajectory.ts"
import * as Assess from "./Assess.ts"
import { isStrict, risesToGood, type Target, type Targets } from "./Target.ts"

/** The index in one year: of the whole, and of each area that has targets, in the order of the file. */
export interface Score {
  readonly year: number
  readonly total: number
  readonly areas: ReadonlyArray<{ readonly area: string; readonly score: number }>
}

/** Where the measure of a target stood before the plan, in the unit of its requirement. */
const start = (target: Target, valueIn: Assess.ValueIn, base: number): number => {
  switch (target.kind) {
    case "level":
    case "ceiling_each_year":
    case "annual_flow":
    case "trend_down":
      return valueIn(base)
    case "multiple_of_base":
      return 1
    case "cumulative":
    case "average_growth":
    case "increase_over_base":
      return 0
  }
}

/**
 * The most that a target counts which does not hold: the very figure where more is asked for, or so near that the
 * difference is lost in the distance. Far enough from 1 that the mean of an area shows it.
 */
const most = 1 - 1e-9

/** The part of the years so far in which an indicator has fallen. */
const fallen = (target: Target, valueIn: Assess.ValueIn, year: number): number => {
  const years = Trajectory.years({ from: target.from ?? target.first, to: year })
  const hasFallen = (y: number): boolean => Assess.holds(target, Assess.of({ ...target, from: y }, valueIn, y).margin)
  return years.filter(hasFallen).length / years.length
}

/**
 * How much of a target has been achieved in a year, 0 to 1; `base` is the model's first year.
 */
export const achievement = (target: Target, valueIn: Assess.ValueIn, year: number, base: number): number => {
  const at = Arithmetic.min(year, target.by)
  if (at < target.first) return 0
  if (target.kind === "trend_down") return fallen(target, valueIn, at)
  const { margin, projected, required } = Assess.of(target, valueIn, at)
  if (Assess.holds(target, margin)) return 1
  const sign = risesToGood(target) ? 1 : -1
  const from = start(target, valueIn, base)
  const covered = (): number => {
    // Halves, because the difference of two large numbers may be larger than any.
    const distance = sign * (required / 2 - from / 2)
    if (distance > 0) return (sign * (projected / 2 - from / 2)) / distance
    // More than the very figure that was there is asked for: it did not hold, and nothing of it is covered.
    if (required === 0 || (distance === 0 && isStrict(target))) return 0
    return 1 + margin / Arithmetic.abs(required)
  }
  return Arithmetic.max(0, Arithmetic.min(most, covered()))
}

/** What the index is made of: the targets of each area that has some, and its weight. Nothing without weights. */
const measuredOf = ({ all, areas, weights }: Targets) =>
  weights === undefined
    ? []
    : areas.flatMap(({ name }) => {
        const targets = all.filter(({ area }) => area === name)
        return targets.length === 0 ? [] : [{ area: name, targets, weight: weights[name]! }]
      })

const scored = (measured: ReturnType<typeof measuredOf>, trajectory: Trajectory.Trajectory, year: number): Score => {
  // Parts of the largest weight, because the sum of two large ones may be larger than any.
  const largest = measured.reduce((heaviest, { weight }) => Arithmetic.max(heaviest, weight), 0)
  const scores = measured.map(({ area, targets, weight }) => {
    const achieved = targets.map((target) =>
      achievement(target, (y) => Trajectory.at(trajectory, target.indicator.slot, y), year, trajectory.from)
    )
    return {
      area,
      weight: weight / largest,
      score: (100 * achieved.reduce((sum, part) => sum + part, 0)) / targets.length
    }
  })
  const whole = scores.reduce((sum, { weight }) => sum + weight, 0)
  const mean = scores.reduce((sum, { score, weight }) => sum + score * weight, 0) / whole
  // A mean is rounded, and would leave the room between its parts by a last digit.
  const [least, greatest] = scores.reduce(
    ([low, high], { score }) => [Arithmetic.min(low, score), Arithmetic.max(high, score)],
    [100, 0]
  )
  return {
    year,
    total: Arithmetic.max(least, Arithmetic.min(greatest, mean)),
    areas: scores.map(({ area, score }) => ({ area, score }))
  }
}

/** The index in one year of a trajectory, after its first; nothing for a plan that declares no weights. */
export const inYear = (targets: Targets, trajectory: Trajectory.Trajectory, year: number): Score | undefined => {
  const measured = measuredOf(targets)
  return measured.length === 0 || year <= trajectory.from ? undefined : scored(measured, trajectory, year)
}

/**
 * The index in every year from the first after the base year to the last deadline, as far as a trajectory goes;
 * nothing for a plan that declares no weights.
 */
export const of = (targets: Targets, trajectory: Trajectory.Trajectory): ReadonlyArray<Score> => {
  const measured = measuredOf(targets)
  if (measured.length === 0) return []
  const { from, to } = trajectory
  const last = targets.all.reduce((latest, { by }) => Arithmetic.max(latest, by), from)
  return Trajectory.years({ from: from + 1, to: Arithmetic.min(to, last) }).map((year) =>
    scored(measured, trajectory, year)
  )
}
