/** Runs that are in order, of which a comparison blames nothing, however they came about. */
import * as Compare from "@gongfu/core/analysis/Compare"
import { assert, describe, it } from "vitest"
import { changed, comparedRun } from "./runs.ts"

describe("runs that are in order", () => {
  it("a change may begin at what was set to the model's own value, or at the model's own of its year", () => {
    // Demand is 120 in 2022 and 130 in 2023 unless it is set.
    const late = comparedRun({ assumptions: { demand: { step: { "2023": 150 } } } })
    const early = comparedRun({ assumptions: { demand: { step: { "2022": 120, "2023": 150 } } } })
    const begins = (run: typeof late) =>
      run.events.flatMap((event) => (event.type === "AssumptionChanged" && event.year === 2023 ? [event.from] : []))
    assert.deepStrictEqual([begins(late), begins(early)], [[130], [120]])
    for (const [a, b] of [
      [late, early],
      [early, late]
    ] as const)
      assert.isTrue(Compare.of([a, b]).same)
  })

  it("a line of forks without changes is the same as where it began, as far as its links are known or compared", () => {
    const run = comparedRun()
    const forkOf = (id: string, parent: string): typeof run => ({
      ...changed(run, (event) =>
        event.type === "RunStarted" ? { ...event, parent: { run: parent, year: 2022 } } : event
      ),
      id
    })
    const [child, grandchild] = [forkOf("child", run.id), forkOf("grandchild", "child")]
    assert.isTrue(Compare.of([run, child, grandchild]).same)
    assert.isTrue(Compare.of([grandchild, child, run]).same)
    assert.deepStrictEqual(
      Compare.of([run, grandchild]).gaps.map(({ kind }) => kind),
      ["different_parents"]
    )
    const known = { ...grandchild, ancestors: ["child", run.id] }
    const cousin = { ...forkOf("cousin", "aunt"), ancestors: ["aunt", run.id] }
    for (const both of [
      [run, known],
      [known, cousin],
      [cousin, known]
    ] as const)
      assert.isTrue(Compare.of(both).same)
    const stranger = { ...forkOf("stranger", "elsewhere"), ancestors: ["elsewhere", "farther"] }
    assert.isFalse(Compare.of([known, stranger]).same)
    const [one, other] = [forkOf("one", "other"), forkOf("other", "one")]
    assert.isFalse(Compare.of([run, one, other]).same)
  })
})
