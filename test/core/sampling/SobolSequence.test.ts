import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as SobolSequence from "@gongfu/core/sampling/SobolSequence"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const anyDimension = fc.integer({ min: 0, max: SobolSequence.mostDimensions - 1 })
const anyIndex = fc.integer({ min: 0, max: SobolSequence.mostPoints - 1 })
const anySeed = fc.maxSafeNat()

type At = (index: number, dimension: number) => number

/** The plain sequence, and ones scrambled by any seed. */
const anySequence = fc.oneof(
  fc.constant<At>(SobolSequence.at),
  anySeed.map(
    (seed): At =>
      (index, dimension) =>
        SobolSequence.scrambledAt(seed, index, dimension)
  )
)

/** Where a block of 2^m points may begin: at a multiple of 2^m. */
const anyBlock = fc
  .integer({ min: 0, max: 10 })
  .chain((m) => fc.record({ m: fc.constant(m), block: fc.nat({ max: SobolSequence.mostPoints / 2 ** m - 1 }) }))

describe("the table of direction numbers", () => {
  // Rows of new-joe-kuo-6.21201 as it is published: d, s, a, m_i.
  const published = `
    2 1 0 1
    3 2 1 1 3
    4 3 1 1 3 1
    5 3 2 1 1 1
    6 4 1 1 1 3 3
    7 4 4 1 3 5 13
    8 5 2 1 1 5 5 17
    9 5 4 1 1 5 5 5
    10 5 7 1 1 7 11 19
    11 5 11 1 1 5 1 1
    500 13 138 1 3 3 1 9 21 75 219 59 485 1739 3845 1109
    1200 14 1033 1 3 3 11 17 17 103 37 77 973 575 439 49 3639
    2048 15 1667 1 1 3 15 9 7 25 25 357 247 477 421 7679 5987 30079`
  const lines = SobolSequence.rows().map(
    ({ degree, coefficients, initial }, i) => `${i + 2} ${degree} ${coefficients} ${initial.join(" ")}`
  )

  it("is the one that Joe and Kuo published", () => {
    for (const row of published.trim().split(/\n\s*/))
      assert.strictEqual(lines[Number(row.slice(0, row.indexOf(" "))) - 2], row)
    assert.strictEqual(lines.length, SobolSequence.mostDimensions - 1)
    // The first 2,047 rows, written like those above, a line feed between them.
    assert.strictEqual(
      Fingerprint.ofText(lines.join("\n")),
      "708f0a3cbe9f3dd0ad0ba3319c86d2c8b437663e576b68d6fae4fc37931cd1a9"
    )
  })
})

describe("Sobol' points", () => {
  it("are those of the authors' program", () => {
    // The first ten points: three dimensions as the authors' program prints them, the fourth as SciPy gives it.
    const expected = [
      [0, 0, 0, 0],
      [0.5, 0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25, 0.25],
      [0.25, 0.75, 0.75, 0.75],
      [0.375, 0.375, 0.625, 0.875],
      [0.875, 0.875, 0.125, 0.375],
      [0.625, 0.125, 0.875, 0.625],
      [0.125, 0.625, 0.375, 0.125],
      [0.1875, 0.3125, 0.9375, 0.4375],
      [0.6875, 0.8125, 0.4375, 0.9375]
    ]
    const points = expected.map((_, index) => [0, 1, 2, 3].map((dimension) => SobolSequence.at(index, dimension)))
    assert.deepStrictEqual(points, expected)
  })

  it("are those of SciPy 1.17.1, qmc.Sobol(2048, scramble=False, bits=32)", () => {
    const dimensions = [0, 1, 9, 99, 499, 999, 1199, 2047]
    const expected = {
      7: [536870912, 2684354560, 3758096384, 2684354560, 1610612736, 1610612736, 1610612736, 1610612736],
      100: [1778384896, 1107296256, 2986344448, 3791650816, 2113929216, 3925868544, 3858759680, 1509949440],
      1000: [943718400, 415236096, 297795584, 801112064, 1094713344, 859832320, 2873098240, 3854565376],
      1023: [4194304, 3233808384, 3653238784, 2277507072, 2034237440, 3678404608, 4081057792, 1035993088]
    }
    for (const [index, words] of Object.entries(expected))
      assert.deepStrictEqual(
        dimensions.map((dimension) => SobolSequence.at(Number(index), dimension) * 2 ** 32),
        words
      )
  })

  it("are one in each of 2^m intervals, in every dimension", () => {
    fc.assert(
      fc.property(anySequence, anyDimension, anyBlock, (at, dimension, { m, block }) => {
        const count = 2 ** m
        const met = Array.from({ length: count }, (_, i) => Math.floor(at(block * count + i, dimension) * count))
        assert.deepStrictEqual(
          met.toSorted((a, b) => a - b),
          met.map((_, i) => i)
        )
      })
    )
  })

  it("are nets in any two dimensions, as even as their polynomials say", () => {
    const degreeOf = (dimension: number): number => (dimension === 0 ? 1 : SobolSequence.rows()[dimension - 1]!.degree)
    fc.assert(
      fc.property(
        anySequence,
        fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 2 }),
        anyBlock,
        (at, pair, { m, block }) => {
          const [one, other] = [pair[0]!, pair[1]!]
          const t = degreeOf(one) + degreeOf(other) - 2
          const count = 2 ** m
          for (let wide = 0; wide <= m - t; wide++) {
            const high = m - t - wide
            const met = new Map<number, number>()
            for (let i = 0; i < count; i++) {
              const column = Math.floor(at(block * count + i, one) * 2 ** wide)
              const row = Math.floor(at(block * count + i, other) * 2 ** high)
              const box = column * 2 ** high + row
              met.set(box, (met.get(box) ?? 0) + 1)
            }
            assert.deepStrictEqual(
              [...met.values()],
              Array.from({ length: 2 ** (m - t) }, () => 2 ** t)
            )
          }
        }
      ),
      { examples: [[SobolSequence.at, [0, 1], { m: 10, block: 0 }]] }
    )
  })

  it("are in (0, 1) when scrambled, and the same whenever they are asked for", () => {
    fc.assert(
      fc.property(anySeed, anyIndex, anyDimension, anyIndex, (seed, index, dimension, between) => {
        const coordinate = SobolSequence.scrambledAt(seed, index, dimension)
        SobolSequence.scrambledAt(seed, between, dimension)
        assert.isTrue(coordinate > 0 && coordinate < 1)
        assert.strictEqual(SobolSequence.scrambledAt(seed, index, dimension), coordinate)
      })
    )
  })

  it("stay what they are", () => {
    // Whoever compares ensembles of two versions relies on them.
    assert.deepStrictEqual(
      [
        SobolSequence.scrambledAt(0, 0, 0),
        SobolSequence.scrambledAt(1, 2, 3),
        SobolSequence.scrambledAt(2 ** 40, 5, 2047)
      ],
      [0.7413717553718016, 0.5767819493776187, 0.5989737136987969]
    )
  })
})

describe("scrambling", () => {
  const word = (seed: number, index: number, dimension: number): number =>
    Math.floor(SobolSequence.scrambledAt(seed, index, dimension) * 2 ** 32)
  const plain = (index: number, dimension: number): number => SobolSequence.at(index, dimension) * 2 ** 32
  const shared = (a: number, b: number): number => Math.clz32(a ^ b)

  it("keeps how many leading bits two points share", () => {
    fc.assert(
      fc.property(anySeed, anyIndex, anyIndex, anyDimension, (seed, one, other, dimension) => {
        assert.strictEqual(
          shared(word(seed, one, dimension), word(seed, other, dimension)),
          shared(plain(one, dimension), plain(other, dimension))
        )
      })
    )
  })

  /** How often, of so many throws, a fair coin may show a side without doubt: 5 standard deviations from half. */
  const fair = (heads: number, throws: number): boolean => Math.abs(heads - throws / 2) < 2.5 * Math.sqrt(throws)

  it("turns every bit by a fair coin, whatever the point", () => {
    for (const [index, dimension] of [
      [0, 0],
      [1, 1],
      [12345, 7],
      [2 ** 31 + 99, 1500]
    ] as const) {
      const throws = 4000
      const heads = Array.from({ length: 32 }, () => 0)
      for (let seed = 0; seed < throws; seed++) {
        const turned = word(seed, index, dimension) ^ plain(index, dimension)
        for (let b = 0; b < 32; b++) heads[b]! += (turned >>> b) & 1
      }
      for (const [b, count] of heads.entries()) assert.isTrue(fair(count, throws), `bit ${b}: ${count} of ${throws}`)
    }
  })

  it("throws coins anew below the first bit in which two points differ, and in every dimension", () => {
    const throws = 4000
    const pairs = [
      ["two neighbours", 4, 5, 3, 3],
      ["points that differ in bit 20", 0, 2 ** 20, 0, 0],
      ["two dimensions", 17, 17, 40, 41]
    ] as const
    for (const [what, one, other, dimension, second] of pairs) {
      const from = dimension === second ? shared(plain(one, dimension), plain(other, dimension)) + 1 : 0
      for (let b = from; b < 32; b++) {
        let agree = 0
        for (let seed = 0; seed < throws; seed++) {
          const first = word(seed, one, dimension) ^ plain(one, dimension)
          const next = word(seed, other, second) ^ plain(other, second)
          if ((((first ^ next) >>> (31 - b)) & 1) === 0) agree++
        }
        assert.isTrue(fair(agree, throws), `${what}, bit ${b}: ${agree} of ${throws}`)
      }
    }
  })

  it("makes means without bias, closer than chance would", () => {
    // The product of 3 x^2 over five dimensions has mean 1 and variance 1.8^5 - 1.
    const count = 1024
    const means = Array.from({ length: 50 }, (_, seed) => {
      let sum = 0
      for (let i = 0; i < count; i++) {
        let product = 1
        for (let d = 0; d < 5; d++) product *= 3 * SobolSequence.scrambledAt(seed, i, d) ** 2
        sum += product
      }
      return sum / count
    })
    const mean = means.reduce((a, b) => a + b, 0) / means.length
    const spread = Math.sqrt(means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (means.length - 1))
    const chance = Math.sqrt((1.8 ** 5 - 1) / count)
    assert.isBelow(spread, chance / 4)
    assert.isBelow(Math.abs(mean - 1), (4 * spread) / Math.sqrt(means.length))
  })
})
