/**
 * A part of a tally as bytes, to be kept or sent to another machine.
 *
 * One line of canonical JSON in UTF-8, ended by a line feed, says what follows: lengths, counts, and which members failed.
 * Then come the numbers, little-endian: low, high, reached, met, failures, the counts that are not 0 as where they stand
 * and what they are; of the bins of margins that are not empty where they stand, their counts, how many have the least and
 * the greatest, and these two; and for each block its sums and the numbers that are kept.
 *
 * Y1  reading what was written gives the same part, to the bit;
 * Y2  bytes that are cut short, too long, or that say something else are no part.
 */
import { utf8ToBytes } from "@noble/hashes/utils.js"
import * as Schema from "effect/Schema"
import * as Option from "effect/Option"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import * as Bins from "./Bins.ts"
import type * as Tally from "./Tally.ts"

/** The version of this format. */
const format = 3

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** More bins than any ensemble has: what says it has more is no part, and nothing is made room for. */
const mostBins = 2 ** 28

const Head = Schema.Struct({
  gongfu_part: Schema.Literal(format),
  columns: Count,
  counts: Count.check(Schema.isLessThanOrEqualTo(mostBins)),
  filled: Count,
  margins: Count.check(Schema.isLessThanOrEqualTo(mostBins)),
  filled_margins: Count,
  targets: Count,
  years: Count,
  examples: Schema.Array(Schema.Struct({ member: Count, year: Count })),
  blocks: Schema.Array(Schema.Struct({ index: Count, count: Count, kept: Schema.NullOr(Count) }))
})

const decodeHead = Schema.decodeUnknownOption(Schema.fromJsonString(Head), { onExcessProperty: "error" })

const lineFeed = 0x0a

/** Where counts are not 0, rising, and what they are, in turn: of millions of bins, few have members of one shard. */
const filledOf = (counts: Uint32Array): Uint32Array => {
  let size = 0
  for (let i = 0; i < counts.length; i++) if (counts[i] !== 0) size++
  const filled = new Uint32Array(2 * size)
  let next = 0
  for (let i = 0; i < counts.length; i++)
    if (counts[i] !== 0) {
      filled[next++] = i
      filled[next++] = counts[i]!
    }
  return filled
}

/** The counts that are filled so; nothing where they are not told as {@link filledOf} tells them. */
const countsOf = (filled: Uint32Array, length: number): Uint32Array | undefined => {
  const counts = new Uint32Array(length)
  let last = -1
  for (let next = 0; next < filled.length; next += 2) {
    const [index, count] = [filled[next]!, filled[next + 1]!]
    if (index <= last || index >= length || count === 0) return undefined
    counts[index] = count
    last = index
  }
  return counts
}

/** Of the bins of margins that are not empty: where they stand with their three counts, and their least and greatest numbers. */
const filledMargins = (margins: Bins.Split): readonly [Uint32Array, Float64Array] => {
  const { atGreatest, atLeast, counts, greatest, least } = margins
  const at = filledOf(counts).filter((_, i) => i % 2 === 0)
  const [words, doubles] = [new Uint32Array(4 * at.length), new Float64Array(2 * at.length)]
  for (const [i, bin] of at.entries()) {
    words.set([bin, counts[bin]!, atLeast[bin]!, atGreatest[bin]!], 4 * i)
    doubles.set([least[bin]!, greatest[bin]!], 2 * i)
  }
  return [words, doubles]
}

/** The bins of margins that are filled so; nothing where they are not told as {@link filledMargins} tells them. */
const marginsOf = (words: Uint32Array, doubles: Float64Array, length: number): Bins.Split | undefined => {
  const margins = Bins.empty(length)
  let last = -1
  for (let i = 0; 4 * i < words.length; i++) {
    const [bin, count, atLeast, atGreatest] = [words[4 * i]!, words[4 * i + 1]!, words[4 * i + 2]!, words[4 * i + 3]!]
    const [least, greatest] = [doubles[2 * i]!, doubles[2 * i + 1]!]
    const isSound = least === greatest ? atLeast === count && atGreatest === count : atLeast + atGreatest <= count
    if (bin <= last || bin >= length || atLeast === 0 || atGreatest === 0 || !(least <= greatest && isSound))
      return undefined
    margins.counts[bin] = count
    margins.atLeast[bin] = atLeast
    margins.atGreatest[bin] = atGreatest
    margins.least[bin] = least
    margins.greatest[bin] = greatest
    last = bin
  }
  return margins
}

/** The bytes of a part. */
export const write = (part: Tally.Part): Uint8Array => {
  const { blocks, counts, examples, failures, high, low, margins, met, reached } = part
  const filled = filledOf(counts)
  const [marginWords, marginDoubles] = filledMargins(margins)
  const head: typeof Head.Type = {
    gongfu_part: format,
    columns: low.length,
    counts: counts.length,
    filled: filled.length / 2,
    margins: margins.counts.length,
    filled_margins: marginWords.length / 4,
    targets: met.length,
    years: failures.length,
    examples,
    blocks: blocks.map(({ count, index, kept }) => ({ index, count, kept: kept?.length ?? null }))
  }
  const line = utf8ToBytes(`${Fingerprint.canonical(head)}\n`)
  const doubles = [low, high]
  const words = [reached, met, failures, filled, marginWords]
  const rest = [marginDoubles, ...blocks.flatMap(({ kept, sums }) => [sums, ...(kept === undefined ? [] : [kept])])]
  const size =
    [...doubles, ...rest].reduce((sum, { length }) => sum + 8 * length, 0) +
    words.reduce((sum, { length }) => sum + 4 * length, 0)
  const bytes = new Uint8Array(line.length + size)
  bytes.set(line)
  const view = new DataView(bytes.buffer)
  let at = line.length
  const putDoubles = (numbers: Float64Array): void => {
    for (let i = 0; i < numbers.length; i++, at += 8) view.setFloat64(at, numbers[i]!, true)
  }
  doubles.forEach(putDoubles)
  for (const numbers of words) for (let i = 0; i < numbers.length; i++, at += 4) view.setUint32(at, numbers[i]!, true)
  rest.forEach(putDoubles)
  return bytes
}

/** Reads a part; nothing when the bytes are none. */
export const read = (bytes: Uint8Array): Option.Option<Tally.Part> => {
  const end = bytes.indexOf(lineFeed)
  // A head holds names of our own and numbers: what is not ASCII is none.
  const found = decodeHead(
    Array.from(bytes.subarray(0, Math.max(end, 0)), (byte) => String.fromCharCode(byte)).join("")
  )
  if (Option.isNone(found)) return Option.none()
  const { blocks, columns, counts, examples, filled, filled_margins: filledBins, targets, years } = found.value
  const doublesInAll = blocks.reduce((sum, { kept }) => sum + columns + (kept ?? 0), 2 * columns + 2 * filledBins)
  const wordsInAll = columns + targets + years + 2 * filled + 4 * filledBins
  if (bytes.length !== end + 1 + 8 * doublesInAll + 4 * wordsInAll) return Option.none()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = end + 1
  // Numbers are millions, and making an array of what a function gives takes many times as long as a loop.
  const doubles = (length: number): Float64Array => {
    const numbers = new Float64Array(length)
    for (let i = 0; i < length; i++, at += 8) numbers[i] = view.getFloat64(at, true)
    return numbers
  }
  const words = (length: number): Uint32Array => {
    const numbers = new Uint32Array(length)
    for (let i = 0; i < length; i++, at += 4) numbers[i] = view.getUint32(at, true)
    return numbers
  }
  // The order of the calls is that of the bytes.
  const [low, high] = [doubles(columns), doubles(columns)]
  const [reached, met, failures] = [words(columns), words(targets), words(years)]
  const counted = countsOf(words(2 * filled), counts)
  if (counted === undefined) return Option.none()
  const marginWords = words(4 * filledBins)
  const margins = marginsOf(marginWords, doubles(2 * filledBins), found.value.margins)
  if (margins === undefined) return Option.none()
  return Option.some({
    low,
    high,
    reached,
    counts: counted,
    margins,
    met,
    failures,
    examples,
    blocks: blocks.map(({ count, index, kept }) => ({
      index,
      count,
      sums: doubles(columns),
      kept: kept === null ? undefined : doubles(kept)
    }))
  })
}
