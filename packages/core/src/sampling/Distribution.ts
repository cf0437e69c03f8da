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

/** What a distribution is called. */
export type Shape = Distribution["shape"]

const standard = (probability: number): number => stdlibNormalQuantile(probability, 0, 1)

const triangular = (low: number, mode: number, high: number): ((probability: number) => number) => {
  const [left, right, whole] = [mode - low, high - mode, high - low]
  const turn = left / whole
  return (probability) =>
    probability < turn
      ? low + Arithmetic.sqrt(probability * whole * left)
      : high - Arithmetic.sqrt((1 - probability) * whole * right)
}

/** Normal between two ends, given as numbers of standard deviations: what share lies below, and how far up one is. */
const cut = (low: number, high: number): ((probability: number) => number) => {
  const below = Arithmetic.normalCdf(low, 0, 1)
  const inside = Arithmetic.normalCdf(high, 0, 1) - below
  return (probability) => standard(below + probability * inside)
}

const uncut = (distribution: Distribution): ((probability: number) => number) => {
  const { low, high } = distribution
  switch (distribution.shape) {
    case "uniform":
      return (probability) => low + probability * (high - low)
    case "triangular":
      return triangular(low, distribution.mode, high)
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

/** The quantile function: from a probability strictly between 0 and 1 to a number in the interval. */
export const quantile = (distribution: Distribution): ((probability: number) => number) => {
  const { low, high } = distribution
  const found = uncut(distribution)
  // Rounding, and a tail so thin that it has no share of its own, may lead past an end.
  return (probability) => Arithmetic.clamp(found(probability), low, high) + 0
}
