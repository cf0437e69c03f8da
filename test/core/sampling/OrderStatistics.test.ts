import * as OrderStatistics from "@gongfu/core/sampling/OrderStatistics"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)
/** Numbers spread out, crowded around one place, alike, or as far apart as numbers are. */
const anyNumbers = (size: { readonly minLength: number; readonly maxLength: number }) =>
  fc.oneof(
    fc.array(
      fc.integer({ min: -100_000, max: 100_000 }).map((n) => n / 7 + 0),
      { ...size, size: "max" }
    ),
    fc.array(fc.oneof(fc.constantFrom(1e9, -3), fc.integer({ min: 0, max: 50 })), { ...size, size: "max" }),
    fc.array(fc.constant(4), size),
    fc.array(anyNumber, { ...size, size: "max" })
  )

describe("order statistics", () => {
  // One for all that is asked: nothing may stay of what was asked before.
  const statistics = OrderStatistics.make()
  const ends = (numbers: ReadonlyArray<number> | Float64Array) => [Math.min(...numbers), Math.max(...numbers)] as const
  /** What stands at the ranks that shares of the way up come to, and the same by putting all in order. */
  const both = (numbers: ReadonlyArray<number>, shares: ReadonlyArray<number>) => {
    const sorted = Float64Array.from(numbers).toSorted()
    const ranks = shares.map((share) => Math.floor(share * (numbers.length - 1)))
    return [
      statistics.select(Float64Array.from(numbers), ...ends(numbers), ranks),
      ranks.map((rank) => sorted[rank]!)
    ] as const
  }
  const anyShares = fc.array(
    fc.integer({ min: 0, max: 1000 }).map((part) => part / 1000),
    { maxLength: 14 }
  )

  it("are what stands at their ranks when all are in order, of few numbers and of many", () => {
    for (const [size, numRuns] of [
      [{ minLength: 1, maxLength: 20 }, 100],
      [{ minLength: 257, maxLength: 3000 }, 40]
    ] as const)
      fc.assert(
        fc.property(anyNumbers(size), anyShares, (numbers, shares) => {
          const [found, expected] = both(numbers, shares)
          assert.deepStrictEqual(found, expected)
        }),
        { numRuns }
      )
  })

  it("leave the numbers as they were", () => {
    const numbers = Float64Array.from({ length: 500 }, (_, i) => (i * 7919) % 501)
    const before = numbers.slice()
    statistics.select(numbers, ...ends(numbers), [0, 250, 499])
    assert.deepStrictEqual(numbers, before)
  })

  it("give of numbers in any order the quantiles of the same numbers when they rise", () => {
    fc.assert(
      fc.property(anyNumbers({ minLength: 1, maxLength: 600 }), anyShares, (numbers, shares) => {
        const rising = Float64Array.from(numbers).toSorted()
        assert.deepStrictEqual(
          statistics.quantiles(Float64Array.from(numbers), ...ends(numbers), shares),
          shares.map((share) => OrderStatistics.quantile(rising, share))
        )
      })
    )
  })
})
