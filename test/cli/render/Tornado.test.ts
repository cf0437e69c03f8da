import * as fc from "fast-check"
import * as Tornado from "gongfu/render/Tornado"
import { assert, describe, it } from "vitest"

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const end = fc.option(number, { nil: undefined })
const ends = fc.array(fc.record({ low: end, high: end }), { minLength: 1, maxLength: 8 })

/** Half columns of a text of bars. */
const halves = (text: string): number =>
  Array.from(text).reduce((sum, sign) => sum + (sign === "█" ? 2 : sign === "▌" || sign === "▐" ? 1 : 0), 0)

/** The two sides of a bar, in half columns. */
const sidesOf = (bar: string): readonly [left: number, right: number] => {
  const [left, right] = bar.split("│") as [string, string]
  return [halves(left), halves(right)]
}

const reaches = (base: number, { high, low }: Tornado.Ends): ReadonlyArray<number> =>
  [low, high].flatMap((value) => (value === undefined ? [] : [value - base]))

describe("the bars of a tornado", () => {
  it("have their line in one column", () => {
    fc.assert(
      fc.property(ends, number, (all, base) => {
        for (const bar of Tornado.bars(all, base)) {
          assert.strictEqual(bar.indexOf("│"), 12)
          assert.isAtMost(bar.length, 25)
        }
      })
    )
  })

  it("fill a side with the longest, and are as long as what they stand for, to a quarter of a column", () => {
    fc.assert(
      fc.property(ends, number, (all, base) => {
        const longest = Math.max(...all.flatMap((one) => reaches(base, one).map(Math.abs)), 0)
        const drawn = Tornado.bars(all, base).map(sidesOf)
        assert.strictEqual(Math.max(...drawn.flat()), longest === 0 ? 0 : 24)
        for (const [i, one] of all.entries()) {
          const lengths = [-Math.min(0, ...reaches(base, one)), Math.max(0, ...reaches(base, one))]
          for (const [side, length] of lengths.entries())
            assert.isAtMost(Math.abs(drawn[i]![side]! - (longest === 0 ? 0 : (length / longest) * 24)), 0.5 + 1e-9)
        }
      })
    )
  })

  it("change sides with the numbers", () => {
    fc.assert(
      fc.property(ends, number, (all, base) => {
        const turned = all.map(({ high, low }) => ({
          low: low === undefined ? undefined : -low,
          high: high === undefined ? undefined : -high
        }))
        assert.deepStrictEqual(
          Tornado.bars(turned, -base).map((bar) => [...sidesOf(bar)]),
          Tornado.bars(all, base).map((bar) => [...sidesOf(bar)].toReversed())
        )
      })
    )
  })

  it("are nothing without a base", () => {
    assert.deepStrictEqual(Tornado.bars([{ low: 1, high: 2 }], undefined), [""])
  })
})
