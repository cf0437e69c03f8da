/**
 * Distributions on an interval, by their quantiles.
 *
 * D1  a quantile lies in the interval, and does not fall as the probability rises;
 * D2  it comes of exact operations and of the pure functions that equations use: the same on every machine.
 */
import stdlibNormalQuantile from "@stdlib/stats-base-dists-normal-quantile"
import * as Arithmetic from "../model/Arithmetic.ts"

/** A distribution cut off at both ends of an interval. `sd` is that of the uncut one; of the logarithm for lognormal. */
export type Distribution = { readonly low: number; readonly high: number } & (
  | { readonly shape: "uniform" }
  | { readonly shape: "triangular"; readonly mode: number }
  | { readonly shape: "normal"; readonly mean: number; readonly sd: number }
  | { readonly shape: "lognormal"; readonly median: number; readonly sd: number }
)

const standard = (probability: number): number => stdlibNormalQuantile(probability, 0, 1)

/** Up to `turn` the density of a triangular distribution rises; `left` and `right` are widths times the whole width. */
const triangular = (
  probability: number,
  low: number,
  high: number,
  turn: number,
  left: number,
  right: number
): number =>
  probability < turn ? low + Arithmetic.sqrt(probability * left) : high - Arithmetic.sqrt((1 - probability) * right)

/** What the quantiles of a triangular distribution need to know. */
const sides = (low: number, mode: number, high: number): readonly [turn: number, left: number, right: number] => {
  const whole = high - low
  return [(mode - low) / whole, (mode - low) * whole, (high - mode) * whole]
}

/** Between ends closer than this, in standard deviations, a normal distribution is flat but for less than rounding. */
const flat = 1e-5

/** Normal between two ends, given as numbers of standard deviations: what share lies below, and how far up one is. */
const cut = (low: number, high: number): ((probability: number) => number) => {
  if (high - low < flat) return (probability) => low + probability * (high - low)
  const below = Arithmetic.normalCdf(low, 0, 1)
  const inside = Arithmetic.normalCdf(high, 0, 1) - below
  return (probability) => standard(below + probability * inside)
}

const uncut = (distribution: Distribution): ((probability: number) => number) => {
  const { low, high } = distribution
  switch (distribution.shape) {
    case "uniform":
      return (probability) => low + probability * (high - low)
    case "triangular": {
      const [turn, left, right] = sides(low, distribution.mode, high)
      return (probability) => triangular(probability, low, high, turn, left, right)
    }
    case "normal": {
      const { mean, sd } = distribution
      const score = cut((low - mean) / sd, (high - mean) / sd)
      return (probability) => mean + sd * score(probability)
    }
    case "lognormal": {
      const { median, sd } = distribution
      const middle = Arithmetic.ln(median)
      const score = cut((Arithmetic.ln(low) - middle) / sd, (Arithmetic.ln(high) - middle) / sd)
      return (probability) => Arithmetic.exp(middle + sd * score(probability))
    }
  }
}

// Rounding, and a tail so thin that it has no share of its own, may lead past an end.
const within = (value: number, low: number, high: number): number =>
  (value < low ? low : value > high ? high : value) + 0

/** The quantile function: from a probability strictly between 0 and 1 to a number in the interval. */
export const quantile = (distribution: Distribution): ((probability: number) => number) => {
  const { low, high } = distribution
  const found = uncut(distribution)
  return (probability) => within(found(probability), low, high)
}

/** Puts quantiles in the place of probabilities, each of its own distribution. */
export const quantiles = (distributions: ReadonlyArray<Distribution>): ((probabilities: Float64Array) => void) => {
  // Most are triangular: those need no call each.
  const indexed = distributions.map((distribution, index) => ({ distribution, index }))
  const others = indexed.flatMap(({ distribution, index }) =>
    distribution.shape === "triangular" ? [] : [{ index, quantileOf: quantile(distribution) }]
  )
  const triangles = indexed.flatMap(({ distribution, index }) =>
    distribution.shape === "triangular" ? [{ ...distribution, index }] : []
  )
  const indices = Int32Array.from(triangles, ({ index }) => index)
  const [low, high] = [Float64Array.from(triangles, (t) => t.low), Float64Array.from(triangles, (t) => t.high)]
  const shapes = triangles.map((t) => sides(t.low, t.mode, t.high))
  const [turn, left, right] = ([0, 1, 2] as const).map((i) => Float64Array.from(shapes, (shape) => shape[i])) as [
    Float64Array,
    Float64Array,
    Float64Array
  ]
  return (probabilities) => {
    for (let i = 0; i < indices.length; i++) {
      const at = indices[i]!
      const value = triangular(probabilities[at]!, low[i]!, high[i]!, turn[i]!, left[i]!, right[i]!)
      probabilities[at] = within(value, low[i]!, high[i]!)
    }
    for (const { index, quantileOf } of others) probabilities[index] = quantileOf(probabilities[index]!)
  }
}
