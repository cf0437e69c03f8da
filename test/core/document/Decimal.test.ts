/** A point that is moved in a text is moved exactly, however the text writes its number. */
import * as Decimal from "@gongfu/core/document/Decimal"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

describe("a decimal text whose point is moved", () => {
  it("is the number of the same digits with another exponent", () => {
    const digits = fc.stringMatching(/^-?\d{1,15}$/)
    const small = fc.integer({ min: -30, max: 30 })
    fc.assert(
      fc.property(digits, fc.option(small), small, (text, exponent, power) => {
        const written = exponent === null ? text : `${text}e${exponent}`
        assert.strictEqual(Decimal.shifted(written, power), Number(`${text}e${(exponent ?? 0) + power}`))
        assert.strictEqual(Decimal.shifted(written, 0), Number(written))
      })
    )
  })

  it("is taken back by moving the point back", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e200, max: 1e200 }), (number) => {
        const there = `${String(number)}${String(number).includes("e") ? "" : "e0"}`.replace(
          /e(.*)$/,
          (_, exponent: string) => `e${Number(exponent) + 2}`
        )
        assert.strictEqual(Decimal.shifted(there, -2), number)
      })
    )
  })

  it("may have any exponent, and is no number where the text is none", () => {
    assert.strictEqual(Decimal.shifted("1E+2", -2), 1)
    assert.strictEqual(Decimal.shifted(".5e-1", 1), 0.5)
    assert.strictEqual(Decimal.shifted("5.", -1), 0.5)
    assert.strictEqual(Decimal.shifted(`1e-${"9".repeat(30)}`, 2), 0)
    assert.strictEqual(Decimal.shifted(`1e${"9".repeat(30)}`, -2), Infinity)
    for (const text of ["", "a", "1e", "e5", "１"]) assert.isNaN(Decimal.shifted(text, 1), text)
  })
})
