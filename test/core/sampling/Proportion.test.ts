import * as Proportion from "@gongfu/core/sampling/Proportion"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const counted = fc
  .tuple(fc.integer({ min: 1, max: 10_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([of, part]) => [Math.round(part * of), of] as const)

describe("a share that was counted", () => {
  it("has the standard error of independent draws: none where all agree, the most in the middle", () => {
    fc.assert(
      fc.property(counted, ([count, of]) => {
        const error = Proportion.standardError(count, of)
        const p = count / of
        assert.closeTo(error ** 2 * of, p * (1 - p), 1e-12)
        assert.isAtMost(error, 0.5 / Math.sqrt(of) + 1e-15)
      })
    )
    assert.closeTo(Proportion.standardError(200, 1000), 0.012649, 1e-6)
  })

  it("is never told as sure: where all agree, by the end of Wilson's interval, which fits what was counted just so", () => {
    fc.assert(
      fc.property(counted, ([count, of]) => {
        const { isBound, value } = Proportion.precision(count, of)
        assert.isAbove(value, 0)
        assert.strictEqual(isBound, count === 0 || count === of)
      })
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (of) => {
        const { value } = Proportion.precision(0, of)
        assert.strictEqual(Proportion.precision(of, of).value, value)
        // The share of which none of so many is one standard deviation away.
        assert.closeTo(value / Math.sqrt((value * (1 - value)) / of), 1, 1e-9)
      })
    )
  })
})
