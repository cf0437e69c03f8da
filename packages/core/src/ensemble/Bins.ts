/**
 * The bins in which the numbers of a large ensemble are counted, and the quantiles that are read from them.
 *
 * Between the ends of a column lie {@link bins} bins of equal width, and one more on either side. Of a bin of an
 * indicator there is its count alone. A margin is told beside the share of members that meet its target, so of it more is
 * kept: the bin that holds 0 is split there, and of each bin the least and the greatest number is known, and how many
 * members have it.
 *
 * N1  what is kept of margins depends on the members, not on how they were shared out;
 * N2  a margin at a rank is below 0 exactly where the member's at this rank is, and it is that member's margin wherever
 *     the margins of its bin are no more than two different numbers.
 */

/** How many bins lie between the ends of a column. */
export const bins = 512

/** How many counts a column has: below the ends, each bin, above them. */
export const width = bins + 2

/** How many a column has that is split at 0. */
export const splitWidth = width + 1

/** Between which ends the bins of each column lie. */
export interface Ends {
  readonly low: Float64Array
  readonly high: Float64Array
}

/** Tells the bin of a number in a column. It never falls where the number rises. */
export const binning = ({ high, low }: Ends): ((column: number, value: number) => number) => {
  const scale = Float64Array.from(low, (from, i) => bins / (high[i]! - from))
  return (column, value) => {
    const from = low[column]!
    if (value < from) return 0
    if (value > high[column]!) return bins + 1
    const bin = Math.floor((value - from) * scale[column]!)
    // The upper end belongs to the last bin; where both ends are one number, the scale is infinite and the bin the first.
    return bin >= bins ? bins : bin >= 0 ? bin + 1 : 1
  }
}

/** What is kept of the bins of margins, target after target; of a bin without members its numbers are infinite. */
export interface Split {
  readonly counts: Uint32Array
  readonly least: Float64Array
  readonly greatest: Float64Array
  /** How many members have the least, and how many the greatest. */
  readonly atLeast: Uint32Array
  readonly atGreatest: Uint32Array
}

/** So many bins of margins without members: {@link splitWidth} for each target. */
export const empty = (size: number): Split => ({
  counts: new Uint32Array(size),
  least: new Float64Array(size).fill(Infinity),
  greatest: new Float64Array(size).fill(-Infinity),
  atLeast: new Uint32Array(size),
  atGreatest: new Uint32Array(size)
})

/** Counts a margin of a target, which lies in a bin. */
export const count = (into: Split, target: number, bin: number, margin: number): void => {
  // Bins up to that of 0 hold what is below it, and those from the next one on what is not: all others move up by one.
  const at = target * splitWidth + bin + (margin >= 0 ? 1 : 0)
  // No minus before 0, which would depend on who came first.
  const value = margin + 0
  into.counts[at]!++
  if (value < into.least[at]!) {
    into.least[at] = value
    into.atLeast[at] = 1
  } else if (value === into.least[at]) into.atLeast[at]!++
  if (value > into.greatest[at]!) {
    into.greatest[at] = value
    into.atGreatest[at] = 1
  } else if (value === into.greatest[at]) into.atGreatest[at]!++
}

/** Joins what is kept of distinct members; at least one part. */
export const join = (parts: ReadonlyArray<Split>): Split => {
  const { atGreatest, atLeast, counts, greatest, least } = parts[0]!
  const joined: Split = {
    counts: counts.slice(),
    least: least.slice(),
    greatest: greatest.slice(),
    atLeast: atLeast.slice(),
    atGreatest: atGreatest.slice()
  }
  for (const part of parts.slice(1))
    for (let i = 0; i < joined.counts.length; i++) {
      joined.counts[i]! += part.counts[i]!
      if (part.least[i]! < joined.least[i]!) {
        joined.least[i] = part.least[i]!
        joined.atLeast[i] = part.atLeast[i]!
      } else if (part.least[i] === joined.least[i]) joined.atLeast[i]! += part.atLeast[i]!
      if (part.greatest[i]! > joined.greatest[i]!) {
        joined.greatest[i] = part.greatest[i]!
        joined.atGreatest[i] = part.atGreatest[i]!
      } else if (part.greatest[i] === joined.greatest[i]) joined.atGreatest[i]! += part.atGreatest[i]!
    }
  return joined
}

/** The margin of a target at a rank, counted from 0; of a bin, what lies between the least and the greatest is spread evenly. */
const marginAt = ({ atGreatest, atLeast, counts, greatest, least }: Split, target: number, rank: number): number => {
  let before = 0
  let at = target * splitWidth
  while (before + counts[at]! <= rank) before += counts[at++]!
  const place = rank - before
  if (place < atLeast[at]!) return least[at]!
  if (place >= counts[at]! - atGreatest[at]!) return greatest[at]!
  const others = counts[at]! - atLeast[at]! - atGreatest[at]!
  const share = (place - atLeast[at]! + 1) / (others + 1)
  return Math.min(least[at]! + (greatest[at]! - least[at]!) * share, greatest[at]!)
}

/** The quantile of a target's margins at a probability, as `sampling/OrderStatistics` has it; so many reached it, at least one. */
export const marginQuantile = (margins: Split, target: number, reached: number, probability: number): number => {
  const rank = (reached - 1) * probability
  const [below, above] = [Math.floor(rank), Math.ceil(rank)].map((whole) => marginAt(margins, target, whole))
  return below! + (above! - below!) * (rank - Math.floor(rank)) + 0
}

/** A column of which there are counts alone. */
export interface Counted {
  readonly ends: Ends
  readonly column: number
  readonly counts: Uint32Array
  readonly reached: number
  /** The least and the greatest of all. */
  readonly low: number
  readonly high: number
}

/** The quantile at the same rank of a column of which there are counts alone, a bin's numbers taken as evenly spread over it. */
export const evenQuantile = ({ column, counts, ends, high, low, reached }: Counted, probability: number): number => {
  const rank = (reached - 1) * probability
  const [from, to] = [ends.low[column]!, ends.high[column]!]
  const edge = (bin: number): number =>
    bin === 0 ? low : bin === width ? high : from + ((to - from) * (bin - 1)) / bins
  let before = 0
  for (let bin = 0; bin < width; bin++) {
    const inside = counts[column * width + bin]!
    if (before + inside > rank) {
      const [a, b] = [edge(bin), edge(bin + 1)]
      const found = a + (b - a) * ((rank - before + 0.5) / inside)
      return Math.min(Math.max(found, low), high) + 0
    }
    before += inside
  }
  return high + 0
}
