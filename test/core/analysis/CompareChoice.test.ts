/** A comparison that is narrowed: to chosen indicators, to chosen years, and to a choice that does not exist. */
import * as Compare from "@gongfu/core/analysis/Compare"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { place } from "../target/smallPlace.ts"
import { busy, comparedRun, scenarios } from "./runs.ts"

describe("Compare, narrowed", () => {
  it("in chosen years tells of each target that stands alike there and otherwise in the last year", () => {
    fc.assert(
      fc.property(scenarios, scenarios, fc.integer({ min: 2021, max: 2022 }), (a, b, year) => {
        const [x, y] = [comparedRun(a), comparedRun(b)]
        const splits = (standings: ReadonlyArray<{ readonly runs: ReadonlyArray<{ readonly status: string }> }>) =>
          standings.map(({ runs }) => runs[0]!.status !== runs[1]!.status)
        const expected = Compare.of([x, y], { all: true, eachYear: true }).targets.flatMap(({ standings, target }) => {
          const last = standings.at(-1)
          const now = standings.filter((standing) => standing.year === year)
          return last === undefined || splits(now).includes(true) || !splits([last])[0] ? [] : [[target, last.year]]
        })
        const found = Compare.of([x, y], { years: [year] }).targets
        assert.deepStrictEqual(
          found.flatMap(({ flipsIn, target }) => (flipsIn === undefined ? [] : [[target, flipsIn]])),
          expected
        )
      }),
      { numRuns: 300 }
    )
  })

  it("a chosen variable stands for all its members, and narrows targets too", () => {
    const found = Compare.of([comparedRun(), comparedRun(busy)], { indicators: ["income"], all: true })
    assert.deepStrictEqual(
      found.indicators.map((entry) => entry.indicator),
      ["income[urban]", "income[rural]"]
    )
    assert.deepStrictEqual(
      found.targets.map((entry) => entry.target),
      ["rural_income", "rural_growth", "rural_doubling", "rural_gain"]
    )
    assert.strictEqual(found.compared.values, 2 * 11)
  })

  it("chosen years narrow what is compared to them", () => {
    const runs = [comparedRun(), comparedRun(busy)] as const
    const early = Compare.of(runs, { years: [2022, 2021] })
    assert.deepStrictEqual(early.shown, [2021, 2022])
    assert.strictEqual(early.compared.values, 2 * place.model.slots)
    assert.deepStrictEqual(
      early.indicators.map((entry) => entry.indicator),
      ["new_jobs"]
    )
    assert.deepStrictEqual(
      early.indicators[0]!.levels.map(({ year }) => year),
      [2021, 2022]
    )
  })

  it("a choice that does not exist is told, and an empty comparison is never the same", () => {
    const run = comparedRun()
    const found = Compare.of([run, run], { indicators: ["incme[rural]"], years: [2050] })
    assert.isFalse(found.same)
    assert.deepStrictEqual(
      found.gaps.map((gap) => gap.kind),
      ["year_not_compared", "unknown_indicator", "nothing_compared"]
    )
    assert.include(found.gaps[1]!.says.en, 'did you mean "income[rural]"?')
  })
})
