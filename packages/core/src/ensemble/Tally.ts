/**
 * What came of members, gathered column by column so that quantiles can be told of it.
 *
 * A tally is gathered in parts, by any number of workers; parts of distinct members are joined in any order.
 *
 * T1  the joined tally depends on the members, not on how they were shared out;
 * T2  a small ensemble is kept whole, and its quantiles are exact; of a large one a column's numbers are counted in bins,
 *     between ends that the first members give.
 *
 * Sums are kept by block, because the order of additions matters in the last digit. What a member did not come to, because
 * it failed before, is NaN in its row and has no part in anything.
 */
import * as OrderStatistics from "../sampling/OrderStatistics.ts"
import * as Bins from "./Bins.ts"
import type { Told } from "./Members.ts"

/** How members are shared out: block `i` holds `size` of them from `i * size` on, the last one fewer. */
export interface Blocks {
  readonly size: number
  readonly count: number
}

const mostBlocks = 256
const smallestBlock = 32

/** The blocks of so many members. It depends on nothing else, least of all on the machine. */
export const blocksOf = (members: number): Blocks => {
  const size = Math.max(smallestBlock, Math.ceil(members / mostBlocks))
  return { size, count: Math.ceil(members / size) }
}

/** As many numbers as are kept whole: 128 MB. */
const mostKept = 2 ** 24

/** How many members give the ends of the columns of a large ensemble. */
export const pilots = 1024

/** Whether so many members and columns are kept whole. */
export const isKept = (members: number, columns: number): boolean => members * columns <= mostKept

/** As many members of so many columns as are kept whole. */
export const mostMembersKept = (columns: number): number => Math.floor(mostKept / columns)

/** What is kept of one block. */
export interface Block {
  readonly index: number
  /** How many members it has. */
  readonly count: number
  /** Of each column. */
  readonly sums: Float64Array
  /** Where the ensemble is kept whole: the numbers of its members, column after column. */
  readonly kept: Float64Array | undefined
}

/** Where a member failed. */
export interface Failed {
  readonly member: number
  readonly year: number
}

/** A part of a tally: plain data that may be sent and stored. */
export interface Part {
  readonly blocks: ReadonlyArray<Block>
  /** How many members came to a number in each column. */
  readonly reached: Uint32Array
  readonly low: Float64Array
  readonly high: Float64Array
  /** Counts of bins, column after column: below the ends, each bin, above them; empty where numbers are kept. */
  readonly counts: Uint32Array
  /** What more is kept of the bins of margins; empty where numbers are kept. */
  readonly margins: Bins.Split
  /** How many members meet each target. */
  readonly met: Uint32Array
  /** How many members failed in each year, by index. */
  readonly failures: Uint32Array
  /** The first of them. */
  readonly examples: ReadonlyArray<Failed>
}

const mostExamples = 8

/** How many members are counted together, column after column: a column's bins are at hand for all of them. */
const together = 32

/** The shape of a tally. */
export interface Shape {
  /** The last ones are the margins of the targets. */
  readonly columns: number
  readonly targets: number
  readonly years: number
  /** Nothing where numbers are kept. */
  readonly ends: Bins.Ends | undefined
}

/** A part that is being gathered. */
export interface Gathering {
  /** Begins the block of an index, of so many members. */
  readonly begin: (index: number, members: number) => void
  readonly add: (told: Told) => void
  readonly part: () => Part
}

/** Gathers the numbers of members into a part. */
export const gathering = ({ columns, ends, targets, years }: Shape): Gathering => {
  const blocks: Array<Block> = []
  const [low, high] = [new Float64Array(columns).fill(Infinity), new Float64Array(columns).fill(-Infinity)]
  const counts = new Uint32Array(ends === undefined ? 0 : columns * Bins.width)
  const margins = Bins.empty(ends === undefined ? 0 : targets * Bins.splitWidth)
  const firstMargin = columns - targets
  const binOf = ends === undefined ? undefined : Bins.binning(ends)
  const reached = new Uint32Array(columns)
  const met = new Uint32Array(targets)
  const failures = new Uint32Array(years)
  const examples: Array<Failed> = []
  let index = 0
  let count = 0
  let sums = new Float64Array(columns)
  /** The numbers of members, column after column: of the whole block where they are kept, else of those to be counted. */
  let numbers = new Float64Array(ends === undefined ? 0 : together * columns)
  /** How many members there is room for, and how many there are. */
  let room = together
  let filled = 0

  const takeIn = (column: number, members: number, own: Float64Array, first: number): void => {
    let sum = sums[column]!
    let least = low[column]!
    let greatest = high[column]!
    let found = 0
    for (let i = 0; i < members; i++) {
      const value = own[first + i]!
      if (Number.isNaN(value)) continue
      found++
      sum += value
      if (value < least) least = value
      if (value > greatest) greatest = value
      if (binOf === undefined) continue
      const bin = binOf(column, value)
      counts[column * Bins.width + bin]!++
      if (column >= firstMargin) Bins.count(margins, column - firstMargin, bin, value)
    }
    sums[column] = sum
    low[column] = least
    high[column] = greatest
    reached[column]! += found
  }

  const takeInAll = (): void => {
    for (let column = 0; column < columns; column++) takeIn(column, filled, numbers, column * room)
    filled = 0
  }

  const close = (): void => {
    takeInAll()
    // Before the first block there is none to close.
    if (count > 0) blocks.push({ index, count, sums, kept: ends === undefined ? numbers : undefined })
    count = 0
  }

  return {
    begin: (next, members) => {
      close()
      index = next
      sums = new Float64Array(columns)
      if (ends === undefined) {
        room = members
        numbers = new Float64Array(members * columns)
      }
    },
    add: ({ failedIn, member, met: targetsMet, values }) => {
      if (failedIn !== -1) {
        failures[failedIn]!++
        if (examples.length < mostExamples) examples.push({ member, year: failedIn })
      }
      for (let i = 0; i < targets; i++) met[i]! += targetsMet[i]!
      const into = numbers
      for (let column = 0, at = filled; column < columns; column++, at += room) into[at] = values[column]!
      filled++
      count++
      if (ends !== undefined && filled === together) takeInAll()
    },
    part: () => {
      close()
      return { blocks, reached, low, high, counts, margins, met, failures, examples }
    }
  }
}

/**
 * The ends that the first members of an ensemble give: a quarter of their spread beyond the least and the greatest.
 * Where all of them failed there is nothing to go by, and both ends are 0.
 */
export const endsOf = ({ high, low }: Pick<Part, "low" | "high">): Bins.Ends => {
  const margin = (i: number) => (high[i]! - low[i]!) / 4
  const known = (i: number) => low[i]! <= high[i]!
  return {
    low: low.map((value, i) => (known(i) ? value - margin(i) : 0)),
    high: high.map((value, i) => (known(i) ? value + margin(i) : 0))
  }
}

// One loop for each way of joining: arrays have millions of numbers, and a loop that is told what to do takes ten times
// as long.

const sums = (parts: ReadonlyArray<Uint32Array>): Uint32Array => {
  const joined = parts[0]!.slice()
  for (const part of parts.slice(1)) for (let i = 0; i < joined.length; i++) joined[i]! += part[i]!
  return joined
}

const least = (parts: ReadonlyArray<Float64Array>): Float64Array => {
  const joined = parts[0]!.slice()
  for (const part of parts.slice(1)) for (let i = 0; i < joined.length; i++) joined[i] = Math.min(joined[i]!, part[i]!)
  return joined
}

const greatest = (parts: ReadonlyArray<Float64Array>): Float64Array => {
  const joined = parts[0]!.slice()
  for (const part of parts.slice(1)) for (let i = 0; i < joined.length; i++) joined[i] = Math.max(joined[i]!, part[i]!)
  return joined
}

/** Joins parts of distinct members; at least one. */
export const join = (parts: ReadonlyArray<Part>): Part => ({
  blocks: parts.flatMap(({ blocks }) => blocks).toSorted((a, b) => a.index - b.index),
  low: least(parts.map(({ low }) => low)),
  high: greatest(parts.map(({ high }) => high)),
  reached: sums(parts.map(({ reached }) => reached)),
  counts: sums(parts.map(({ counts }) => counts)),
  margins: Bins.join(parts.map(({ margins }) => margins)),
  met: sums(parts.map(({ met }) => met)),
  failures: sums(parts.map(({ failures }) => failures)),
  examples: parts
    .flatMap(({ examples }) => examples)
    .toSorted((a, b) => a.member - b.member)
    .slice(0, mostExamples)
})

/** The mean of a column over the members that came to a number in it; there must be one. */
export const meanOf = ({ blocks, reached }: Part, column: number): number =>
  blocks.reduce((sum, block) => sum + block.sums[column]!, 0) / reached[column]!

/** The numbers of a column that is kept, member after member; NaN of one that failed before it came to one. */
export const keptIn = ({ blocks }: Part, column: number): Float64Array => {
  const values = new Float64Array(blocks.reduce((sum, { count }) => sum + count, 0))
  let next = 0
  for (const { count, kept } of blocks) {
    values.set(kept!.subarray(column * count, (column + 1) * count), next)
    next += count
  }
  return values
}

/** The quantiles of a column at some probabilities. At least one member must have come to a number in it. */
export type Quantiles = (column: number, probabilities: ReadonlyArray<number>) => ReadonlyArray<number>

/** How quantiles are read from bins: as by 1, margins like indicators, or as by 2, margins by what more is kept of them. */
export type Binning = 1 | 2

/** Prepares to tell quantiles of the columns of a whole tally. */
export const quantiles = (part: Part, { columns, ends, targets }: Shape, binning: Binning = 2): Quantiles => {
  const { blocks, counts, high, low, margins, reached } = part
  if (ends !== undefined) {
    const firstMargin = binning === 1 ? columns : columns - targets
    return (column, probabilities) => {
      const counted = { ends, column, counts, reached: reached[column]!, low: low[column]!, high: high[column]! }
      return probabilities.map((probability) =>
        column < firstMargin
          ? Bins.evenQuantile(counted, probability)
          : Bins.marginQuantile(margins, column - firstMargin, counted.reached, probability)
      )
    }
  }
  const orderStatistics = OrderStatistics.make()
  const values = new Float64Array(reached.reduce((most, count) => Math.max(most, count), 0))
  return (column, probabilities) => {
    let next = 0
    // A loop of its own: blocks are many and small, and a view of each would take longer than its numbers.
    for (const { count, kept } of blocks) {
      const end = (column + 1) * count
      for (let i = column * count; i < end; i++) {
        const value = kept![i]!
        if (!Number.isNaN(value)) values[next++] = value
      }
    }
    return orderStatistics.quantiles(values.subarray(0, next), low[column]!, high[column]!, probabilities)
  }
}
