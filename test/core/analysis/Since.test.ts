/** The first year in which several numbers differ is the first in which any of them does. */
import * as FirstDivergence from "@gongfu/core/analysis/FirstDivergence"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { model, townScenarios } from "../run/town.ts"
import { historyOf, sidesOf, small } from "./parted.ts"

describe("the year since which numbers differ", () => {
  it("is the first of theirs, in whatever order they are asked for", () => {
    const names = model.cells.map(({ name }) => name)
    fc.assert(
      fc.property(
        townScenarios,
        townScenarios,
        fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }),
        (one, other, some) => {
          const [a, b] = [historyOf(model, one), historyOf(model, other)]
          const since = (asked: ReadonlyArray<string>) => FirstDivergence.of(a, b, asked).since ?? Infinity
          const first = Math.min(...some.map((name) => since([name])))
          assert.strictEqual(since(some), first)
          assert.strictEqual(since(some.toReversed()), first)
        }
      ),
      { numRuns: 20 }
    )
    const stage = small(["a"], { now: "a", later: "prev(now)" })
    const [{ history: a }, { history: b }] = sidesOf(stage, {}, { a: 1 })
    const since = (...asked: ReadonlyArray<string>) => FirstDivergence.of(a, b, asked).since
    assert.deepStrictEqual(
      [since("now"), since("later"), since("now", "later"), since("later", "now")],
      [2021, 2022, 2021, 2021]
    )
  })
})
