/**
 * How sure a box is: whether each restriction tells anything, and whether the same dimensions come up again.
 *
 * Both after Bryant and Lempert (2010). A quasi-p-value answers how likely the box would be to hold as many members of
 * interest if a restriction told nothing: "quasi", because the box was sought to hold many, so that it is an order of
 * magnitude to compare restrictions by and no test. Resampling answers how often the search, over part of the members,
 * restricts the same dimensions.
 */
import { uniformInt } from "pure-rand/distribution/uniformInt"
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus"
import * as Binomial from "./Binomial.ts"
import * as Steps from "../document/Steps.ts"
import * as Box from "./Box.ts"
import * as Prim from "./Prim.ts"

/** A restriction, what the box would hold without it, and its quasi-p-value. */
export interface Told extends Box.Restriction {
  readonly without: Box.Holding
  readonly quasiP: number
}

/**
 * The quasi-p-value of each restriction of a box over some members: one-sided, the probability that so many draws as the
 * box has members find as many of interest as it holds, where each does with the density of the box without that
 * restriction.
 */
export const restrictions = (
  cases: Box.Cases,
  box: Box.Box,
  members: Int32Array = Box.allOf(cases)
): ReadonlyArray<Told> => {
  const held = Box.holding(cases, box, members)
  return Box.restrictions(box).map((restriction) => {
    const without = Box.holding(cases, Box.withoutRestriction(box, restriction), members)
    return {
      ...restriction,
      without,
      quasiP: Binomial.atLeast(held.ofInterest, held.members, without.ofInterest / without.members)
    }
  })
}

/**
 * The box without the restrictions that tell too little: the one of the highest quasi-p-value is freed, and the others
 * looked at again, until all are at most the level.
 */
export const pruned = (
  cases: Box.Cases,
  box: Box.Box,
  level: number,
  members: Int32Array = Box.allOf(cases)
): Box.Box => {
  const told = restrictions(cases, box, members)
  const worst = told.reduce((one, other) => (other.quasiP > one.quasiP ? other : one), told[0]!)
  return told.length === 0 || worst.quasiP <= level
    ? box
    : pruned(cases, Box.withoutRestriction(box, worst), level, members)
}

/** How to resample: how often, which part of the members each time, and a seed from 0 to 2^53 - 1. */
export interface Resampling {
  readonly resamples: number
  readonly share: number
  readonly seed: number
}

export const defaultResampling: Resampling = { resamples: 10, share: 0.5, seed: 0 }

/** By dimension, the part of resamples whose box restricts it: of those of nearest coverage, and of nearest density. */
export interface Reproduced {
  readonly byCoverage: ReadonlyArray<number>
  readonly byDensity: ReadonlyArray<number>
}

/** Some of the members, drawn without putting any back, in their order. */
const drawn = (members: Int32Array, count: number, random: ReturnType<typeof xoroshiro128plus>): Int32Array => {
  const rest = members.slice()
  for (let i = 0; i < count; i++) {
    const j = uniformInt(random, i, rest.length - 1)
    ;[rest[i], rest[j]] = [rest[j]!, rest[i]!]
  }
  return rest.subarray(0, count).toSorted()
}

/** The step that comes nearest to a coverage or density; of equals the one with more of the other. */
const nearest = (steps: Prim.Trajectory, of: "coverage" | "density", to: number): Prim.Step => {
  const other = of === "coverage" ? "density" : "coverage"
  return steps.reduce((found, step) => {
    const closer = Math.abs(found[of] - to) - Math.abs(step[of] - to)
    return closer > 0 || (closer === 0 && step[other] > found[other]) ? step : found
  })
}

/** The search done again over part of some members, once for each resample: what {@link reproduced} goes by. */
export function* resampledInSteps(
  cases: Box.Cases,
  { resamples, share, seed }: Resampling = defaultResampling,
  patience: Prim.Patience = Prim.defaultPatience,
  members: Int32Array = Box.allOf(cases)
): Generator<void, ReadonlyArray<Prim.Trajectory>> {
  const random = xoroshiro128plus(seed ^ Math.floor(seed / 2 ** 32))
  const count = Math.max(1, Math.floor(members.length * share))
  // A box has at least as large a part of these members as of all.
  const leastMass = (patience.leastMass * cases.ofInterest.length) / members.length
  const found: Array<Prim.Trajectory> = []
  for (let resample = 0; resample < resamples; resample++) {
    const some = drawn(members, count, random)
    const sample: Box.Cases = {
      names: cases.names,
      columns: cases.columns.map((column) => Float64Array.from(some, (member) => column[member]!)),
      ofInterest: Uint8Array.from(some, (member) => cases.ofInterest[member]!)
    }
    found.push(Prim.trajectory(sample, { ...patience, leastMass }))
    yield
  }
  return found
}

/** {@link resampledInSteps} at a stroke. */
export const resampled = (...asked: Parameters<typeof resampledInSteps>): ReadonlyArray<Prim.Trajectory> =>
  Steps.atAStroke(resampledInSteps(...asked))

/**
 * How often each of so many dimensions is restricted when the search is done again over part of the members, and the
 * box is taken that comes nearest to a coverage, or to a density.
 */
export const reproduced = (
  again: ReadonlyArray<Prim.Trajectory>,
  { coverage, density }: Pick<Box.Holding, "coverage" | "density">,
  dimensions: number
): Reproduced => {
  const part = (boxOf: (steps: Prim.Trajectory) => Prim.Step): ReadonlyArray<number> => {
    const times = Array.from({ length: dimensions }, () => 0)
    for (const steps of again) for (const dimension of Box.restrictedDimensions(boxOf(steps).box)) times[dimension]!++
    return times.map((often) => often / again.length)
  }
  return {
    byCoverage: part((steps) => nearest(steps, "coverage", coverage)),
    byDensity: part((steps) => nearest(steps, "density", density))
  }
}
