import * as Bytes from "@gongfu/core/run/Bytes"
import * as Digits from "@gongfu/core/run/Digits"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const view = new DataView(new ArrayBuffer(8))

/** Where the digits of a number end in a text. */
const end = (text: string, at: number, value: number): number => Digits.end(Bytes.lent(text).view, at, value)

/** The double so many steps further from zero, or nearer to it. */
const beside = (value: number, steps: bigint): number => {
  view.setFloat64(0, value)
  view.setBigInt64(0, view.getBigInt64(0) + steps)
  return view.getFloat64(0)
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0))
/** Numbers as models have them: of few digits, of the size of people and money, and any. */
const number = fc.oneof(
  finite,
  fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => value + 0),
  fc.integer(),
  fc.tuple(fc.integer(), fc.integer({ min: 0, max: 12 })).map(([whole, places]) => whole / 10 ** places + 0)
)

describe("digits", () => {
  it("are found to be their own number, where they end, and no number beside it", () => {
    fc.assert(
      fc.property(number, fc.constantFrom(",", "}"), fc.constantFrom(1n, -1n, 2n, -2n), (value, after, steps) => {
        const own = String(value)
        assert.strictEqual(end(`ab${own}${after}`, 2, value), 2 + own.length)
        const other = beside(value, value === 0 ? 1n : steps)
        if (Number.isFinite(other) && other !== value) assert.strictEqual(end(`${own}${after}`, 0, other), -1)
        if (value !== 0) assert.strictEqual(end(`${own}${after}`, 0, -value), -1)
      }),
      { numRuns: 20_000 }
    )
  })

  it("say a number only if they are nearest to it", () => {
    const wrong: Array<string> = []
    // Texts that are no double's own: one more or less in any digit, and digits at random.
    const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,13})(\.0{0,6}\d{1,17})?$/)
    fc.assert(
      fc.property(
        fc.oneof(number.map(String), digits),
        fc.nat(),
        fc.integer({ min: -2, max: 2 }),
        (text, at, steps) => {
          const edited = text.replace(/\d/g, (digit, offset: number) =>
            offset === at % text.length ? String((Number(digit) + 1) % 10) : digit
          )
          const read = Number(edited)
          for (const value of [read, Number(text), read === 0 ? 0 : beside(read, BigInt(steps))])
            if (Number.isFinite(value) && end(`${edited},`, 0, value) !== -1 && read !== value) wrong.push(edited)
        }
      ),
      { numRuns: 20_000 }
    )
    assert.deepStrictEqual(wrong, [])
  })
})
