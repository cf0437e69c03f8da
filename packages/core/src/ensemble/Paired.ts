/**
 * Ensembles on the same draws held against each other, member by member: what differs between two members of one number
 * is policy and not luck.
 *
 * A member that failed before a target was assessed is worse than any that did not, and as good as another that did.
 * Regret is how far a margin stays behind the best of all sides in the same member; it is told over the members in which
 * every side came to a margin.
 *
 * D1  what is told of two sides does not change when they change places, but for who is first;
 * D2  wins, losses and ties are all members.
 */
import * as Rounding from "../model/Rounding.ts"
import * as OrderStatistics from "../sampling/OrderStatistics.ts"
import * as Assess from "../target/Assess.ts"
import type { Target } from "../target/Target.ts"

/** A target of one side, with the margin of every member; NaN where it failed before. */
export interface Margins {
  readonly target: Target
  readonly year: number
  readonly margins: Float64Array
}

/** One side against the first. */
export interface Duel {
  /** In how many members this side has the larger margin, the smaller one, and the same. */
  readonly better: number
  readonly worse: number
  readonly same: number
}

/** Regret over the members in which every side came to a margin; nothing where there is none. */
export interface Regret {
  readonly mean: number
  /** The quantile at 95%: in one member of twenty it is more. */
  readonly high: number
}

/** What one target says of the sides, in their order. */
export interface PairedTarget {
  readonly target: Target
  readonly year: number
  readonly met: ReadonlyArray<number>
  /** Of every side but the first. */
  readonly duels: ReadonlyArray<Duel>
  readonly regrets: ReadonlyArray<Regret | undefined>
}

const order = (margin: number): number => (Number.isNaN(margin) ? -Infinity : margin)

/** Margins that differ in rounding alone, relative to the largest of both sides, are the same. */
const duelOf = (first: Float64Array, other: Float64Array): Duel => {
  const scale = [first, other].reduce((size, margins) => margins.reduce(Rounding.larger, size), 0)
  let [better, worse] = [0, 0]
  for (let i = 0; i < first.length; i++) {
    const [a, b] = [order(first[i]!), order(other[i]!)]
    if (Rounding.same(a, b, scale)) continue
    if (b > a) better++
    else if (b < a) worse++
  }
  return { better, worse, same: first.length - better - worse }
}

const regretsOf = (sides: ReadonlyArray<Float64Array>): ReadonlyArray<Regret | undefined> => {
  const whole = Array.from(sides[0]!, (_, i) => i).filter((i) => sides.every((side) => !Number.isNaN(side[i]!)))
  if (whole.length === 0) return sides.map(() => undefined)
  const best = whole.map((i) => Math.max(...sides.map((side) => side[i]!)))
  return sides.map((side) => {
    const regrets = Float64Array.from(whole, (i, k) => best[k]! - side[i]!).toSorted()
    return {
      mean: regrets.reduce((sum, regret) => sum + regret, 0) / regrets.length + 0,
      high: OrderStatistics.quantile(regrets, 0.95)
    }
  })
}

/** Holds one target of all sides against each other; the sides have the same target and as many members. */
export const of = (sides: ReadonlyArray<Margins>): PairedTarget => {
  const { target, year } = sides[0]!
  const all = sides.map(({ margins }) => margins)
  const isMet = (margin: number): boolean => Assess.statusOf(target, margin, year) === "met"
  return {
    target,
    year,
    met: all.map((margins) => margins.reduce((count, margin) => count + (isMet(margin) ? 1 : 0), 0)),
    duels: all.slice(1).map((other) => duelOf(all[0]!, other)),
    regrets: regretsOf(all)
  }
}
