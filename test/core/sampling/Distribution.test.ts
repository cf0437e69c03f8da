import * as Distribution from "@gongfu/core/sampling/Distribution"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const anyProbability = fc.oneof(
  fc.double({ min: 2 ** -53, max: 1 - 2 ** -53, noNaN: true }),
  fc.integer({ min: 1, max: 9999 }).map((part) => part / 10_000)
)

/** Intervals of ordinary size, and a place in them. */
const anyInterval = fc
  .record({
    low: fc.double({ min: -1000, max: 1000, noNaN: true }),
    width: fc.double({ min: 1e-3, max: 1000, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true })
  })
  .map(({ low, share, width }) => ({ low, high: low + width, inside: Math.min(low + share * width, low + width) }))
const anySd = fc.double({ min: 1e-3, max: 1000, noNaN: true })

const anyDistribution: fc.Arbitrary<Distribution.Distribution> = fc.oneof(
  anyInterval.map(({ high, low }) => ({ shape: "uniform" as const, low, high })),
  anyInterval.map(({ high, inside, low }) => ({ shape: "triangular" as const, low, high, mode: inside })),
  // A mean outside the interval leaves it in a tail.
  fc
    .tuple(anyInterval, anySd, fc.double({ min: -1e5, max: 1e5, noNaN: true }), fc.boolean())
    .map(([{ high, inside, low }, sd, far, away]) => ({
      shape: "normal" as const,
      low,
      high,
      mean: away ? far : inside,
      sd
    })),
  fc.tuple(anyInterval, fc.double({ min: 0.01, max: 3, noNaN: true })).map(([{ high, inside, low }, sd]) => {
    const up = Math.max(0, -low) + 1e-3
    return { shape: "lognormal" as const, low: low + up, high: high + up, median: inside + up, sd }
  }),
  fc.constant({ shape: "lognormal" as const, low: 0, high: 2, median: 1, sd: 0.5 })
)

/** The density of a distribution up to a factor, from the definition. */
const density = (distribution: Distribution.Distribution, x: number): number => {
  switch (distribution.shape) {
    case "uniform":
      return 1
    case "triangular": {
      const { high, low, mode } = distribution
      return x < mode ? (x - low) / (mode - low) : (high - x) / (high - mode)
    }
    case "normal":
      return Math.exp(-(((x - distribution.mean) / distribution.sd) ** 2) / 2)
    case "lognormal":
      return Math.exp(-((Math.log(x / distribution.median) / distribution.sd) ** 2) / 2) / x
  }
}

/** The share of a distribution between its low end and `x`, by Simpson's rule. */
const shareBelow = (distribution: Distribution.Distribution, x: number): number => {
  const { high, low } = distribution
  const integral = (to: number): number => {
    const steps = 4000
    const width = (to - low) / steps
    let sum = 0
    for (let i = 0; i <= steps; i++)
      sum += density(distribution, low + i * width) * (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2)
    return (sum * width) / 3
  }
  return integral(x) / integral(high)
}

describe("a distribution on an interval", () => {
  it("has its quantiles in the interval, and none is -0", () => {
    fc.assert(
      fc.property(anyDistribution, anyProbability, (distribution, probability) => {
        const found = Distribution.quantile(distribution)(probability)
        assert.isTrue(found >= distribution.low && found <= distribution.high)
        assert.isFalse(Object.is(found, -0))
      }),
      { numRuns: 500 }
    )
  })

  it("keeps its shape between ends as near to each other, or as far apart, as those of a range may be", () => {
    const extreme = fc.record({
      power: fc.integer({ min: -150, max: 150 }),
      from: fc.integer({ min: -99, max: 99 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      isFlat: fc.boolean()
    })
    fc.assert(
      fc.property(extreme, anyProbability, ({ from, isFlat, part, power }, probability) => {
        const width = Number(`1e${power}`)
        const [low, high] = power === 150 ? [-width / 2, width / 2] : [from * width, (from + 1) * width]
        const mode = Math.min(low + part * width, high)
        const distribution = isFlat
          ? { shape: "uniform" as const, low, high }
          : { shape: "triangular" as const, low, high, mode }
        const up = (Distribution.quantile(distribution)(probability) - low) / (high - low)
        const turn = (mode - low) / (high - low)
        const below = isFlat ? up : up < turn || turn === 1 ? up ** 2 / turn : 1 - (1 - up) ** 2 / (1 - turn)
        assert.closeTo(below, probability, 1e-9)
      }),
      { numRuns: 1000 }
    )
  })

  it("has quantiles that do not fall as the probability rises", () => {
    fc.assert(
      fc.property(anyDistribution, anyProbability, anyProbability, (distribution, a, b) => {
        const quantile = Distribution.quantile(distribution)
        // Neighbouring probabilities may come out of a series of operations in the wrong order in the last digits.
        const slack = 1e-9 * (distribution.high - distribution.low)
        assert.isTrue(quantile(Math.max(a, b)) >= quantile(Math.min(a, b)) - slack)
      }),
      { numRuns: 500 }
    )
  })

  it("is uniform by its closed form", () => {
    const quantile = Distribution.quantile({ shape: "uniform", low: -2, high: 6 })
    assert.deepStrictEqual([0.125, 0.25, 0.5, 0.75].map(quantile), [-1, 0, 2, 4])
  })

  it("is triangular by its closed form: below the mode a share of its square, above it of the rest", () => {
    fc.assert(
      fc.property(anyInterval, anyProbability, ({ high, inside: mode, low }, probability) => {
        const x = Distribution.quantile({ shape: "triangular", low, high, mode })(probability)
        const share =
          x <= mode && mode > low
            ? (x - low) ** 2 / ((high - low) * (mode - low))
            : 1 - (high - x) ** 2 / ((high - low) * (high - mode))
        assert.closeTo(share, probability, 1e-9)
      })
    )
  })

  for (const distribution of [
    { shape: "normal", low: -1, high: 2, mean: 0, sd: 1 },
    { shape: "normal", low: 3, high: 9, mean: 4, sd: 0.7 },
    { shape: "normal", low: 1, high: 2, mean: 0, sd: 0.5 },
    { shape: "lognormal", low: 0.4, high: 3, median: 1, sd: 0.5 },
    { shape: "lognormal", low: 2, high: 40, median: 5, sd: 1 },
    { shape: "triangular", low: 0, high: 10, mode: 3 }
  ] as const)
    it(`${distribution.shape} from ${distribution.low} to ${distribution.high} has the shares that its density gives`, () => {
      const quantile = Distribution.quantile(distribution)
      for (const probability of [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99])
        assert.closeTo(shareBelow(distribution, quantile(probability)), probability, 2e-6)
    })

  it("is nearly uniform where normal is wide, and stays at the near end where the mean is far out", () => {
    const wide = Distribution.quantile({ shape: "normal", low: 0, high: 1, mean: 0.5, sd: 1e6 })
    assert.closeTo(wide(0.3), 0.3, 1e-6)
    for (const mean of [-1e9, 1e9]) {
      const far = Distribution.quantile({ shape: "normal", low: 0, high: 1, mean, sd: 1 })
      assert.isTrue([0.1, 0.5, 0.9].map(far).every((x) => x >= 0 && x <= 1))
    }
  })

  it("puts quantiles in the place of probabilities, all of them at once as one by one", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyDistribution, anyProbability), { maxLength: 12 }), (drawn) => {
        const values = Float64Array.from(drawn, ([, probability]) => probability)
        Distribution.quantiles(drawn.map(([distribution]) => distribution))(values)
        for (const [i, [distribution, probability]] of drawn.entries())
          assert.isTrue(Object.is(values[i], Distribution.quantile(distribution)(probability)))
      })
    )
  })
})
