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

/** Order statistics of numbers in any order, all finite, of which the least and the greatest are known. */
export interface OrderStatistics {
  /** The numbers that stand at some ranks, counted from 0, when all are put in order. */
  readonly select: (
    values: Float64Array,
    low: number,
    high: number,
    ranks: ReadonlyArray<number>
  ) => ReadonlyArray<number>
  /** The quantiles at some probabilities; there must be at least one number. */
  readonly quantiles: (
    values: Float64Array,
    low: number,
    high: number,
    probabilities: ReadonlyArray<number>
  ) => ReadonlyArray<number>
}

/** A way to order statistics that has its working memory once for all that it is asked. */
export const make = (): OrderStatistics => {
  // How many numbers stand in the bins up to each; and where, of a bin that holds a wanted one, the next number goes.
  const [upTo, next] = [new Int32Array(mostBins), new Int32Array(mostBins)]

  const select: OrderStatistics["select"] = (values, low, high, ranks) => {
    const count = values.length
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
    upTo.fill(0, 0, bins)
    for (let i = 0; i < count; i++) upTo[binOf(values[i]!)]!++
    for (let bin = 1; bin < bins; bin++) upTo[bin]! += upTo[bin - 1]!
    const binAt = (rank: number): number => {
      let [first, last] = [0, bins - 1]
      while (first < last) {
        const middle = (first + last) >> 1
        if (upTo[middle]! > rank) last = middle
        else first = middle + 1
      }
      return first
    }
    const wanted = ranks.map(binAt)
    // Those of the wanted bins stand together.
    next.fill(-1, 0, bins)
    const starts = new Map<number, number>()
    let picked = 0
    for (const bin of wanted) {
      if (starts.has(bin)) continue
      starts.set(bin, picked)
      next[bin] = picked
      picked += upTo[bin]! - (upTo[bin - 1] ?? 0)
    }
    const held = new Float64Array(picked)
    for (let i = 0; i < count; i++) {
      const bin = binOf(values[i]!)
      const at = next[bin]!
      if (at < 0) continue
      held[at] = values[i]!
      next[bin] = at + 1
    }
    for (const [bin, start] of starts) held.subarray(start, next[bin]).sort()
    return ranks.map((rank, i) => held[starts.get(wanted[i]!)! + rank - (upTo[wanted[i]! - 1] ?? 0)]!)
  }

  return {
    select,
    quantiles: (values, low, high, probabilities) => {
      const ranks = probabilities.map((probability) => rankOf(values.length, probability))
      const around = select(
        values,
        low,
        high,
        ranks.flatMap((rank) => [Math.floor(rank), Math.ceil(rank)])
      )
      return ranks.map((rank, i) => between(around[2 * i]!, around[2 * i + 1]!, rank))
    }
  }
}
