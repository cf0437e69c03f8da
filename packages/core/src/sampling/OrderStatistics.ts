/**
 * Order statistics of numbers that are all at hand, and the quantiles between them.
 *
 * Of many numbers they are found without putting all in order: the numbers are counted in bins between the least and
 * the greatest, and only the bins that hold a wanted one are put in order. It is exact, whatever the numbers are; it is
 * quick where they do not crowd in a few bins.
 */

/** As many bins as keep their counts at hand. */
const mostBins = 4096

/** So few are sorted as they are. */
const few = 256

/** The numbers that stand at some ranks, counted from 0, when all are put in order. All must be finite. */
export const at = (values: Float64Array, ranks: ReadonlyArray<number>): ReadonlyArray<number> => {
  const count = values.length
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < count; i++) {
    const value = values[i]!
    if (value < low) low = value
    if (value > high) high = value
  }
  const bins = Math.min(2 ** (30 - Math.clz32(count)), mostBins)
  const scale = bins / (high - low)
  // Where the bins would have no width, or more than a number can hold, there are none.
  if (count <= few || !(scale > 0 && scale < Infinity)) {
    const sorted = values.toSorted()
    return ranks.map((rank) => sorted[rank]!)
  }
  const binOf = (value: number): number => {
    const bin = ((value - low) * scale) | 0
    return bin < bins ? bin : bins - 1
  }
  const counts = new Int32Array(bins)
  for (let i = 0; i < count; i++) counts[binOf(values[i]!)]!++
  const before = new Int32Array(bins)
  for (let bin = 1; bin < bins; bin++) before[bin] = before[bin - 1]! + counts[bin - 1]!
  const holding = (rank: number): number => {
    let bin = 0
    while (before[bin]! + counts[bin]! <= rank) bin++
    return bin
  }
  const wanted = ranks.map(holding)
  const held = new Map(wanted.map((bin) => [bin, new Float64Array(counts[bin]!)]))
  const filled = new Int32Array(bins).fill(-1)
  for (const bin of held.keys()) filled[bin] = 0
  for (let i = 0; i < count; i++) {
    const bin = binOf(values[i]!)
    if (filled[bin]! >= 0) held.get(bin)![filled[bin]!++] = values[i]!
  }
  const sorted = new Map([...held].map(([bin, own]) => [bin, own.toSorted()]))
  return ranks.map((rank, i) => sorted.get(wanted[i]!)![rank - before[wanted[i]!]!]!)
}

/** Between two order statistics around a rank: linear. */
const between = (below: number, above: number, rank: number): number =>
  below + (above - below) * (rank - Math.floor(rank)) + 0

const rankOf = (count: number, probability: number): number => (count - 1) * probability

/**
 * The quantile of rising numbers, at least one, at a probability: linear between the two around its rank. R. J. Hyndman
 * and Y. Fan, "Sample quantiles in statistical packages" (1996), definition 7.
 */
export const quantile = (rising: Float64Array, probability: number): number => {
  const rank = rankOf(rising.length, probability)
  return between(rising[Math.floor(rank)]!, rising[Math.ceil(rank)]!, rank)
}

/** The same quantiles of numbers in any order, at least one, all finite. */
export const quantiles = (values: Float64Array, probabilities: ReadonlyArray<number>): ReadonlyArray<number> => {
  const ranks = probabilities.map((probability) => rankOf(values.length, probability))
  const around = at(
    values,
    ranks.flatMap((rank) => [Math.floor(rank), Math.ceil(rank)])
  )
  return ranks.map((rank, i) => between(around[2 * i]!, around[2 * i + 1]!, rank))
}
