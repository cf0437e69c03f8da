/** Shares as `gongfu solve` tells them: none that is something reads as nothing. */
import * as SolveFigure from "gongfu/render/SolveFigure"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

describe("a share of a range", () => {
  it("is told as nothing only where it is", () => {
    assert.deepStrictEqual([0, 1e-9, -1e-9, 0.0001, 0.229, -0.5].map(SolveFigure.signedPercent), [
      "0.00%",
      "<0.01%",
      "<0.01%",
      "+0.01%",
      "+22.9%",
      "-50.0%"
    ])
    fc.assert(
      fc.property(fc.double({ min: -2, max: 2, noNaN: true }), (share) => {
        for (const text of [SolveFigure.percent(share), SolveFigure.signedPercent(share)])
          assert.strictEqual(/[1-9]/.test(text), share !== 0, text)
      })
    )
  })
})
