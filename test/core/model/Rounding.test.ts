/** Numbers that are the same but for rounding. */
import * as Rounding from "@gongfu/core/model/Rounding"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const number = fc.double({ noNaN: true, noDefaultInfinity: true })
const wild = fc.double()

describe("numbers that differ in rounding alone", () => {
  it("are the same either way around, and a number and itself always", () => {
    fc.assert(
      fc.property(wild, wild, number, (a, b, scale) => {
        assert.isTrue(Rounding.same(a, a, scale))
        assert.strictEqual(Rounding.same(a, b, Math.abs(scale)), Rounding.same(b, a, Math.abs(scale)))
      })
    )
  })

  it("are never told from the last digits of one sum in two orders", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { maxLength: 30 }), (terms) => {
        const sum = (of: ReadonlyArray<number>): number => of.reduce((total, term) => total + term, 0)
        const scale = terms.reduce(Rounding.larger, 0)
        assert.isTrue(Rounding.same(sum(terms), sum(terms.toReversed()), scale))
      })
    )
  })

  it("are none where one is a thousandth of a millionth larger, or not finite", () => {
    for (const size of [1e-300, 1e-9, 1, 1e9, 1e300]) assert.isFalse(Rounding.same(size, size * (1 + 1e-9)))
    for (const wrong of [NaN, Infinity, -Infinity]) assert.isFalse(Rounding.same(wrong, 1, Infinity))
    assert.isFalse(Rounding.same(Infinity, -Infinity, 1))
  })
})
