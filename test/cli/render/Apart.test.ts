/** Two numbers beside each other read as two, however near they are. */
import * as Apart from "@gongfu/core/wording/Apart"
import * as Figure from "@gongfu/core/wording/Figure"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const yuan = { label: { en: "yuan", zh: "元" } }
const share = { label: { en: "share", zh: "比例" }, ratio: true, percent: true, decimals: 1 }

/** The double that comes next above a positive one. */
const next = (value: number): number => {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  view.setBigInt64(0, view.getBigInt64(0) + 1n)
  return view.getFloat64(0)
}
const read = (text: string): number => Number(text.replaceAll(",", "").replace("%", ""))

const any = fc.double({ noNaN: true, noDefaultInfinity: true })
const positive = fc.double({ min: Number.MIN_VALUE, max: 1e300, noNaN: true })
const pair = fc.oneof(
  fc.tuple(any, any),
  positive.map((value) => [value, next(value)] as const),
  positive.map((value) => [-next(value), -value] as const),
  positive.map((value) => [0, value] as const)
)

describe("two numbers beside each other", () => {
  it("read as two, the larger one as the larger, in every unit", () => {
    fc.assert(
      fc.property(pair, fc.constantFrom(yuan, share, undefined), ([a, b], unit) => {
        fc.pre(a !== b && Math.max(Math.abs(a), Math.abs(b)) < 1e300)
        const [left, right] = Apart.of(a, b, unit)
        assert.notStrictEqual(left, right)
        // What is read back may round to the same double, in no case to the reverse.
        assert.isTrue(a < b ? read(left) <= read(right) : read(left) >= read(right), `${left} ${right}`)
      }),
      { numRuns: 2000 }
    )
  })

  it("are told as anywhere else where decimals keep them apart, and when they are the same", () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        const count = Figure.decimalsApart(yuan, a, b)
        const plain = [Figure.of(a, yuan, count), Figure.of(b, yuan, count)] as const
        if (plain[0] !== plain[1]) assert.deepStrictEqual(Apart.of(a, b, yuan), plain)
      })
    )
    assert.deepStrictEqual(Apart.of(3, 3, yuan), ["3.00", "3.00"])
    assert.deepStrictEqual(Apart.of(NaN, 3, yuan), ["NaN", "3.000"])
    assert.deepStrictEqual(Apart.of(Infinity, Infinity, share), ["Infinity%", "Infinity%"])
  })

  it("get as many digits as it takes", () => {
    assert.deepStrictEqual(Apart.of(3, 3.0000000000001, yuan), ["3.0000000000000", "3.0000000000001"])
    assert.deepStrictEqual(Apart.of(0.14999999999, 0.15, share), ["14.999999999%", "15.000000000%"])
    assert.deepStrictEqual(Apart.of(1234567.00000001, 1234567, yuan), ["1,234,567.00000001", "1,234,567.00000000"])
    assert.deepStrictEqual(Apart.of(1e15, 1e15 + 1, yuan), ["1,000,000,000,000,000", "1,000,000,000,000,001"])
    assert.deepStrictEqual(Apart.of(1e-9, 0, yuan), ["1e-9", "0"])
    assert.deepStrictEqual(Apart.of(-0.00000012, 0.00000012, yuan), ["-1e-7", "1e-7"])
  })
})
