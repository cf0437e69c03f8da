import * as Binomial from "@gongfu/core/discovery/Binomial"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

/** The definition, in whole numbers: a probability of `part / whole`. */
const byDefinition = (successes: number, trials: number, part: number, whole: number): number => {
  const [p, q, all] = [BigInt(part), BigInt(whole - part), BigInt(whole)]
  let [sum, choose] = [0n, 1n]
  for (let k = 0; k <= trials; k++) {
    if (k >= successes) sum += choose * p ** BigInt(k) * q ** BigInt(trials - k)
    choose = (choose * BigInt(trials - k)) / BigInt(k + 1)
  }
  const scale = 10n ** 40n
  return Number((sum * scale) / all ** BigInt(trials)) / 1e40
}

describe("the binomial distribution", () => {
  it("is what its definition says", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 60 }),
        fc.nat({ max: 62 }),
        fc.integer({ min: 1, max: 50 }).chain((whole) => fc.tuple(fc.nat({ max: whole }), fc.constant(whole))),
        (trials, successes, [part, whole]) => {
          const expected = byDefinition(successes, trials, part, whole)
          assert.closeTo(Binomial.atLeast(successes, trials, part / whole), expected, 1e-12 * expected + 1e-39)
        }
      )
    )
  })

  it("is so in the far tail, and of very many trials", () => {
    // 2^-1000 and 1 - 2^-1000; half of what is not the middle, and the middle, of a million.
    assert.closeTo(Binomial.atLeast(1000, 1000, 0.5) * 2 ** 1000, 1, 1e-12)
    assert.closeTo(Binomial.atLeast(1, 1000, 0.5), 1, 1e-12)
    assert.closeTo(Binomial.atLeast(500_000, 1_000_000, 0.5), 0.5 + 0.5 / Math.sqrt(Math.PI * 500_000), 1e-9)
  })
})
