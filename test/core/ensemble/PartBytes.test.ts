import * as Bins from "@gongfu/core/ensemble/Bins"
import * as PartBytes from "@gongfu/core/ensemble/PartBytes"
import type * as Tally from "@gongfu/core/ensemble/Tally"
import * as Option from "effect/Option"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

/** Any number there is, with what a comparison would not tell apart. */
const anyDouble = fc.oneof(fc.double(), fc.constantFrom(-0, 0, Number.NaN, Infinity, -Infinity, Number.MIN_VALUE))
const doubles = (length: number): fc.Arbitrary<Float64Array> =>
  fc.array(anyDouble, { minLength: length, maxLength: length }).map((numbers) => Float64Array.from(numbers))
const words = (length: number): fc.Arbitrary<Uint32Array> =>
  fc
    .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 ** 32 - 1 })), { minLength: length, maxLength: length })
    .map((numbers) => Uint32Array.from(numbers))

/** Bins of margins in which some numbers were counted. */
const margins = (targets: number): fc.Arbitrary<Bins.Split> =>
  fc
    .array(fc.tuple(fc.nat(Math.max(targets - 1, 0)), fc.nat(Bins.width - 1), fc.integer({ min: -2, max: 2 })), {
      maxLength: targets === 0 ? 0 : 20
    })
    .map((counted) => {
      const split = Bins.empty(targets * Bins.splitWidth)
      for (const [target, bin, margin] of counted) Bins.count(split, target, bin, margin / 3)
      return split
    })

const anyPart: fc.Arbitrary<Tally.Part> = fc
  .tuple(fc.nat(4), fc.nat(3), fc.nat(3), fc.nat(6), fc.boolean())
  .chain(([columns, targets, years, counted, isKept]) =>
    fc.record({
      low: doubles(columns),
      high: doubles(columns),
      reached: words(columns),
      counts: words(isKept ? 0 : counted * columns),
      margins: margins(isKept ? 0 : targets),
      met: words(targets),
      failures: words(years),
      examples: fc.array(fc.record({ member: fc.nat(), year: fc.nat(40) }), { maxLength: 8 }),
      blocks: fc.array(
        fc.record({ index: fc.nat(255), count: fc.integer({ min: 1, max: 4 }) }).chain(({ count, index }) =>
          fc.record({
            index: fc.constant(index),
            count: fc.constant(count),
            sums: doubles(columns),
            kept: isKept ? doubles(count * columns) : fc.constant(undefined)
          })
        ),
        { maxLength: 3 }
      )
    })
  )

/** The bits of a part: NaN is NaN, and -0 is not 0. */
const bits = (part: Tally.Part): unknown => {
  const of = (numbers: Float64Array | Uint32Array | undefined) =>
    numbers === undefined ? "none" : Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString("hex")
  const { blocks, counts, examples, failures, high, low, margins, met, reached } = part
  const { atGreatest, atLeast, counts: inBins, greatest, least } = margins
  return {
    arrays: [low, high, reached, counts, inBins, least, greatest, atLeast, atGreatest, met, failures].map(of),
    examples,
    blocks: blocks.map(({ count, index, kept, sums }) => ({ count, index, sums: of(sums), kept: of(kept) }))
  }
}

describe("PartBytes", () => {
  it("Y1: reading what was written gives the same part, to the bit", () => {
    fc.assert(
      fc.property(anyPart, fc.nat(9), (part, offset) => {
        const bytes = PartBytes.write(part)
        // Where the bytes begin in their buffer is the reader's business.
        const moved = new Uint8Array(bytes.length + offset)
        moved.set(bytes, offset)
        assert.deepStrictEqual(bits(Option.getOrThrow(PartBytes.read(moved.subarray(offset)))), bits(part))
      })
    )
  })

  it("Y2: bytes that are cut short, too long, or that say something else are no part", () => {
    fc.assert(
      fc.property(anyPart, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (part, share) => {
        const bytes = PartBytes.write(part)
        assert.isTrue(Option.isNone(PartBytes.read(bytes.subarray(0, Math.floor(share * bytes.length)))))
        assert.isTrue(Option.isNone(PartBytes.read(Uint8Array.from([...bytes, 0]))))
        const head = Buffer.from(bytes).subarray(0, bytes.indexOf(0x0a)).toString()
        const numbers = bytes.subarray(bytes.indexOf(0x0a))
        const withHead = (text: string) => PartBytes.read(Uint8Array.from([...Buffer.from(text), ...numbers]))
        assert.isTrue(Option.isSome(withHead(head)), "only the head is in question")
        for (const other of [
          head.replace('"gongfu_part":1', '"gongfu_part":2'),
          head.replace('"years":', '"year":'),
          head.replace("{", '{"more":1,'),
          head.replace('"columns":', '"columns":1'),
          head.slice(1),
          ""
        ])
          if (other !== head) assert.isTrue(Option.isNone(withHead(other)), other)
      })
    )
    const none = new Float64Array(0)
    const words32 = (...numbers: ReadonlyArray<number>) => Uint32Array.from(numbers)
    const counts = words32(0, 7, 0, 9)
    const bare = {
      low: none,
      high: none,
      reached: words32(),
      margins: Bins.empty(0),
      met: words32(),
      failures: words32(),
      examples: [],
      blocks: []
    }
    const bytes = PartBytes.write({ ...bare, counts })
    const filled = bytes.length - 4 * 4
    const withFilled = (...numbers: ReadonlyArray<number>) => {
      const other = bytes.slice()
      other.set(new Uint8Array(words32(...numbers).buffer), filled)
      return PartBytes.read(other)
    }
    assert.deepStrictEqual(Option.getOrThrow(withFilled(1, 7, 3, 9)).counts, counts)
    for (const wrong of [
      [3, 9, 1, 7],
      [1, 7, 1, 9],
      [1, 7, 4, 9],
      [1, 0, 3, 9]
    ])
      assert.isTrue(Option.isNone(withFilled(...wrong)), String(wrong))
    const few = Bins.empty(3)
    for (const margin of [0, 0, 2]) Bins.count(few, 0, 1, margin)
    const withMargins = PartBytes.write({ ...bare, counts: words32(), margins: few })
    const told = withMargins.length - 4 * 4 - 2 * 8
    const withTold = (words: ReadonlyArray<number>, numbers: ReadonlyArray<number>) => {
      const other = withMargins.slice()
      other.set(new Uint8Array(words32(...words).buffer), told)
      other.set(new Uint8Array(Float64Array.from(numbers).buffer), told + 4 * 4)
      return PartBytes.read(other)
    }
    assert.deepStrictEqual(Option.getOrThrow(withTold([2, 3, 2, 1], [0, 2])).margins, few)
    for (const [words, numbers] of [
      [
        [3, 3, 2, 1],
        [0, 2]
      ],
      [
        [2, 2, 2, 1],
        [0, 2]
      ],
      [
        [2, 3, 0, 1],
        [0, 2]
      ],
      [
        [2, 3, 2, 1],
        [2, 0]
      ],
      [
        [2, 3, 2, 1],
        [2, 2]
      ],
      [
        [2, 3, 2, 1],
        [0, Number.NaN]
      ]
    ] as const)
      assert.isTrue(Option.isNone(withTold(words, numbers)), String([words, numbers]))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
        assert.isTrue(Option.isNone(PartBytes.read(any)))
      })
    )
  })
})
