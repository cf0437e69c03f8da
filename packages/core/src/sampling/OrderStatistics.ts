/**
 * Quantiles of numbers that are all at hand.
 */

/**
 * The quantile of rising numbers, at least one, at a probability: linear between the two around its rank. R. J. Hyndman
 * and Y. Fan, "Sample quantiles in statistical packages" (1996), definition 7.
 */
export const quantile = (rising: Float64Array, probability: number): number => {
  const rank = (rising.length - 1) * probability
  const below = Math.floor(rank)
  const [a, b] = [rising[below]!, rising[Math.min(below + 1, rising.length - 1)]!]
  return a + (b - a) * (rank - below) + 0
}
