import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Sparkline from "gongfu/render/Sparkline"

const bars = "▁▂▃▄▅▆▇█"
const series = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 30 })

describe("Sparkline", () => {
  it("is as long as its series", () => {
    fc.assert(
      fc.property(fc.array(fc.double()), (values) => {
        // Every bar is one UTF-16 unit.
        assert.lengthOf(Sparkline.of(values), values.length)
      })
    )
  })

  it("shows a larger number no lower than a smaller one, the ends at the ends", () => {
    fc.assert(
      fc.property(series, (values) => {
        const heights = Array.from(Sparkline.of(values), (bar) => bars.indexOf(bar))
        values.forEach((a, i) =>
          values.forEach((b, j) => {
            if (Number.isFinite(a) && Number.isFinite(b) && a < b) assert.isAtMost(heights[i]!, heights[j]!)
          })
        )
        const finite = values.filter(Number.isFinite)
        const [low, high] = [Math.min(...finite), Math.max(...finite)]
        // What rounding leaves behind is no shape; halves, as the difference may exceed the largest number.
        if (high / 2 - low / 2 > 1e-9 * Math.max(Math.abs(high), Math.abs(low))) {
          assert.strictEqual(heights[values.indexOf(low)], 0)
          assert.strictEqual(heights[values.indexOf(high)], 7)
        }
      })
    )
  })

  it("draws a series without change in the middle, and leaves a gap where there is no number", () => {
    assert.strictEqual(Sparkline.of([5, 5, 5]), "▄▄▄")
    assert.strictEqual(Sparkline.of([0.1 + 0.2, 0.3, 0.1 + 0.2]), "▄▄▄")
    assert.strictEqual(Sparkline.of([1, NaN, 2]), "▁ █")
    assert.strictEqual(Sparkline.of([]), "")
  })

  it("draws several series on one scale: the same number is the same bar", () => {
    assert.deepStrictEqual(
      Sparkline.together([
        [0, 1, 2],
        [2, 7, NaN]
      ]),
      ["▁▂▃", "▃█ "]
    )
    fc.assert(
      fc.property(fc.array(fc.array(fc.double()), { minLength: 1, maxLength: 4 }), (all) => {
        const lines = Sparkline.together(all)
        assert.strictEqual(lines.join(""), Sparkline.of(all.flat()))
      })
    )
  })
})
