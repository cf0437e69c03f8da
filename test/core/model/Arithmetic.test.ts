/** The functions of the equation language. */
// Assertions stand in helpers here, which the rule does not see.
/* oxlint-disable vitest/expect-expect */
import * as Arithmetic from "@gongfu/core/model/Arithmetic"
import stdlibExp from "@stdlib/math-base-special-exp"
import stdlibLn from "@stdlib/math-base-special-ln"
import stdlibPow from "@stdlib/math-base-special-pow"
import stdlibNormalCdf from "@stdlib/stats-base-dists-normal-cdf"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const any = fc.double()
const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
/** Of the size of what a model holds, as well as anything at all. */
const usual = fc.oneof(any, fc.double({ min: -1e7, max: 1e7, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true }))
const same = (found: number, expected: number, what = "") =>
  assert.isTrue(Object.is(found, expected), `${what}: ${found}, expected ${expected}`)

const points = fc
  .uniqueArray(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
    minLength: 2,
    maxLength: 8,
    comparator: "SameValueZero"
  })
  .chain((xs) =>
    fc
      .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: xs.length, maxLength: xs.length })
      .map((ys) => xs.toSorted((a, b) => a - b).map((x, i) => [x, ys[i]!] as const))
  )

describe("Arithmetic", () => {
  it("exp, ln, pow and the normal distribution are the library's to the bit", () => {
    fc.assert(
      fc.property(usual, usual, usual, (a, b, c) => {
        same(Arithmetic.exp(a), stdlibExp(a), `exp(${a})`)
        same(Arithmetic.ln(a), stdlibLn(a), `ln(${a})`)
        same(Arithmetic.pow(a, b), stdlibPow(a, b), `pow(${a}, ${b})`)
        same(Arithmetic.normalCdf(a, b, c), stdlibNormalCdf(a, b, c), `normal_cdf(${a}, ${b}, ${c})`)
      }),
      { numRuns: 5000 }
    )
  })

  it("min and max give one of the two, the first of equal ones", () => {
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        const [low, high] = [Arithmetic.min(a, b), Arithmetic.max(a, b)]
        assert.isTrue(low <= a && low <= b && (low === a || low === b))
        assert.isTrue(high >= a && high >= b && (high === a || high === b))
        assert.isTrue((low === a && high === b) || (low === b && high === a))
        same(Arithmetic.min(a, a), a)
        same(Arithmetic.max(a, a), a)
      })
    )
    same(Arithmetic.min(0, -0), 0)
    same(Arithmetic.max(-0, 0), -0)
  })

  it("no function makes a number of NaN", () => {
    fc.assert(
      fc.property(finite, (a) => {
        const made = [
          Arithmetic.min(NaN, a),
          Arithmetic.min(a, NaN),
          Arithmetic.max(NaN, a),
          Arithmetic.max(a, NaN),
          Arithmetic.clamp(NaN, a, a),
          Arithmetic.clamp(a, NaN, a),
          Arithmetic.clamp(a, a, NaN),
          Arithmetic.abs(NaN),
          Arithmetic.sqrt(NaN),
          Arithmetic.exp(NaN),
          Arithmetic.ln(NaN),
          Arithmetic.wholePower(NaN, 3),
          Arithmetic.wholePower(NaN, -1),
          Arithmetic.normalCdf(NaN, 0, 1),
          Arithmetic.lookup(NaN, [0, 1, 2, 3])
        ]
        for (const [i, value] of made.entries()) assert.isNaN(value, String(i))
      })
    )
  })

  it("clamp lies within its bounds and leaves alone what does; the high bound wins where they cross", () => {
    fc.assert(
      fc.property(finite, finite, finite, (a, x, y) => {
        const [low, high] = x <= y ? [x, y] : [y, x]
        const held = Arithmetic.clamp(a, low, high)
        assert.isTrue(held >= low && held <= high)
        if (a >= low && a <= high) assert.strictEqual(held, a)
        assert.strictEqual(Arithmetic.clamp(held, low, high), held)
        if (low < high) assert.isAtMost(Arithmetic.clamp(a, high, low), low)
      })
    )
  })

  it("lookup hits its points, is held outside them, and lies between neighbours", () => {
    fc.assert(
      fc.property(points, fc.double({ min: -2e6, max: 2e6, noNaN: true }), (all, x) => {
        const flat = all.flat()
        for (const [px, py] of all) {
          const found = Arithmetic.lookup(px, flat)
          // A point that ends a segment is reached by arithmetic on the segment, which may round once.
          assert.isAtMost(Math.abs(found - py), 1e-9 * Math.max(1, ...flat.map(Math.abs)))
        }
        same(Arithmetic.lookup(all[0]![0], flat), all[0]![1])
        same(Arithmetic.lookup(-Infinity, flat), all[0]![1])
        same(Arithmetic.lookup(all[0]![0] - 1, flat), all[0]![1])
        same(Arithmetic.lookup(all.at(-1)![0] + 1, flat), all.at(-1)![1])
        same(Arithmetic.lookup(Infinity, flat), all.at(-1)![1])
        const found = Arithmetic.lookup(x, flat)
        const after = all.findIndex(([px]) => x <= px)
        const near = after === -1 ? [all.at(-1)!] : after === 0 ? [all[0]!] : [all[after - 1]!, all[after]!]
        const slack = 1e-9 * Math.max(1, ...flat.map(Math.abs))
        assert.isAtLeast(found, Math.min(...near.map(([, y]) => y)) - slack)
        assert.isAtMost(found, Math.max(...near.map(([, y]) => y)) + slack)
      })
    )
  })

  it("a whole power repeats the product, and a negative one is its inverse", () => {
    fc.assert(
      fc.property(finite, fc.integer({ min: 0, max: 16 }), (a, n) => {
        same(Arithmetic.wholePower(a, 0), 1)
        same(Arithmetic.wholePower(a, 1), a)
        same(Arithmetic.wholePower(a, n + 1), Arithmetic.wholePower(a, n) * a)
        if (n > 0) same(Arithmetic.wholePower(a, -n), 1 / Arithmetic.wholePower(a, n))
      })
    )
  })
})
