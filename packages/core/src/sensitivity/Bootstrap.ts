/**
 * The bootstrap: how far an estimate would stray if the rows it rests on had been drawn anew.
 *
 * B. Efron, "Bootstrap methods: another look at the jackknife" (1979): rows are drawn from the rows at hand, as many as
 * there are and with replacement, and the estimate is made again. The same rows serve every estimate of a resample.
 * Draws are xoroshiro128+, one after the other from a seed. Rows of a quasi-random design lie more evenly than drawn
 * ones, so that what is said here of its estimates errs on the wide side.
 */
import { uniformInt } from "pure-rand/distribution/uniformInt"
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus"
import * as OrderStatistics from "../sampling/OrderStatistics.ts"

/** How many resamples, at least 2; their seed, a whole number from 0 to 2^53 - 1; and the level of intervals, as 0.95. */
export interface Bootstrap {
  readonly resamples: number
  readonly seed: number
  readonly level: number
}

/** The standard error of an estimate, and the ends of its percentile interval. */
export interface Spread {
  readonly standardError: number
  readonly low: number
  readonly high: number
}

/** How often each row is drawn: the times of row i in resample r stand at `r * rows + i`. */
export const timesDrawn = (rows: number, { resamples, seed }: Bootstrap): Uint16Array => {
  const random = xoroshiro128plus(seed ^ Math.floor(seed / 2 ** 32))
  const times = new Uint16Array(resamples * rows)
  for (let from = 0; from < times.length; from += rows)
    for (let draw = 0; draw < rows; draw++) times[from + uniformInt(random, 0, rows - 1)]!++
  return times
}

/** The spread of estimates made again; none if fewer than two came about, the rest being `NaN`. */
export const spreadOf = (replicates: Float64Array, level: number): Spread | undefined => {
  const sorted = replicates.filter((one) => !Number.isNaN(one)).toSorted()
  if (sorted.length < 2) return undefined
  let mean = 0
  for (const one of sorted) mean += one / sorted.length
  let squares = 0
  for (const one of sorted) squares += (one - mean) ** 2
  const tail = (1 - level) / 2
  return {
    standardError: Math.sqrt(squares / (sorted.length - 1)),
    low: OrderStatistics.quantile(sorted, tail),
    high: OrderStatistics.quantile(sorted, 1 - tail)
  }
}
