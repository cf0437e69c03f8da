/** The laws of explanations on the shipped places: every number of every year, in several scenarios. */
import * as FirstDivergence from "@gongfu/core/analysis/FirstDivergence"
import * as Explanation from "@gongfu/core/analysis/Explanation"
import * as History from "@gongfu/core/analysis/History"
import { assert, describe, it } from "vitest"
import { accountsAreSound, everyInstant } from "../core/analysis/explained.ts"
import { load } from "./ShippedPlace.ts"

const cases = [
  ["wenzhou", ["business-as-usual", "observed-shocks", "best-effort", "property-downturn"]],
  ["example-city", ["business-as-usual", "plan"]]
] as const

describe.each(cases)("explanations of %s", async (placeName, scenarios) => {
  const { model, place, runOf } = await load(placeName)
  const historyOf = async (name: string) => History.of({ model, events: (await runOf(name)).events })

  it.each(scenarios)("compute every number of %s again, to the bit, and take it apart without a rest", async (name) => {
    const history = await historyOf(name)
    const counts = accountsAreSound(history, everyInstant(history))
    assert.strictEqual(counts.given + counts.computed, (history.to - history.from + 1) * model.slots)
    for (const count of Object.values(counts)) assert.isAbove(count, 0)
  })

  it("end in inputs and first-year values", async () => {
    const history = await historyOf(scenarios[0])
    for (const { slot } of place.headline) {
      const { accounts } = Explanation.of(history, [{ slot, year: history.to }], Infinity)
      for (const { computed, expanded, given, year } of accounts.values()) {
        if (given !== undefined) continue
        assert.isTrue(expanded)
        if (computed!.reads.length === 0) assert.isTrue(year === history.from || !/[a-z]/.test(computed!.equation.text))
      }
    }
  })

  it("find an input where two scenarios part, for each headline indicator that differs", async () => {
    const [a, b] = [await historyOf(scenarios[0]), await historyOf(scenarios.at(-1)!)]
    let found = 0
    for (const { name, slot } of place.headline) {
      const { divergence } = FirstDivergence.of(a, b, [name])
      if (a.valueOf({ slot, year: a.to }) === b.valueOf({ slot, year: a.to })) continue
      found++
      assert.include(["setting", "shock", "setting_and_shock"], divergence?.cause)
      assert.strictEqual(divergence!.chain.at(-1)!.name, name)
    }
    assert.isAbove(found, 0)
  })
})
