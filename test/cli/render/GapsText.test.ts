/** What could not be compared is told apart from what was compared although it was made otherwise. */
import * as Compare from "@gongfu/core/analysis/Compare"
import type { ComparedRun } from "@gongfu/core/analysis/ComparedRun"
import * as Gap from "@gongfu/core/analysis/Gap"
import type { RunStarted } from "@gongfu/core/run/Event"
import * as ComparisonText from "gongfu/render/ComparisonText"
import * as GapsText from "gongfu/render/GapsText"
import { assert, describe, it } from "vitest"
import { busy, changed, comparedRun } from "../../core/analysis/runs.ts"
import { model, placeOf, targets } from "../../core/target/smallPlace.ts"

const run = comparedRun(busy)
const begun = (over: Partial<RunStarted>): ComparedRun =>
  changed(run, (event) => (event.type === "RunStarted" ? { ...event, ...over } : event))
const { fingerprints } = run.events[0] as RunStarted

type Shown = Parameters<typeof GapsText.blocks>[0]

/** The lists that gaps are told in, by their headings. */
const told = (
  comparison: Compare.Comparison,
  how: Partial<Shown> = {}
): Readonly<Record<string, ReadonlyArray<string>>> => {
  const blocks = GapsText.blocks({ all: false, telling: "all", ...how, comparison } as Shown, "en")
  const headings = blocks.flatMap((block) => ("heading" in block ? [block.heading] : []))
  const lists = blocks.flatMap((block) => ("list" in block ? [block.list] : []))
  return Object.fromEntries(headings.map((heading, i) => [heading, lists[i]!]))
}

describe("what is made otherwise and compared all the same", () => {
  it.each<readonly [Gap.Kind, ComparedRun]>([
    ["different_engines", begun({ fingerprints: { ...fingerprints, engine: "0".repeat(64) } })],
    ["different_parents", begun({ parent: { run: "other-00000000", year: 2020 } })],
    ["different_models", comparedRun(busy, placeOf({ model: model.replace("en: Small", "en: Little") }))],
    ["different_targets", comparedRun(busy, placeOf({ targets: targets.replace("Rural gain", "Gain") }))],
    ["changed_target", comparedRun(busy, placeOf({ targets: targets.replace("at_least: 10000", "at_least: 9999") }))]
  ])("takes nothing from what is compared: %s", (kind, other) => {
    const comparison = Compare.of([run, other])
    assert.include(
      comparison.gaps.map((gap) => gap.kind),
      kind
    )
    assert.deepStrictEqual(comparison.compared, Compare.of([run, run]).compared)
    assert.deepStrictEqual(Object.keys(told(comparison)), ["Made otherwise, and compared all the same"])
    if (Object.values(comparison.differing).every((count) => count === 0))
      assert.match(ComparisonText.summary(comparison, "en"), /^The same in all that was compared .*made otherwise\.$/)
  })

  it("is told apart from what could not be compared", () => {
    const lacking = changed(begun({ parent: { run: "other-00000000", year: 2020 } }), (event) =>
      event.type === "TargetAssessed" && event.year === 2025 ? undefined : event
    )
    const comparison = Compare.of([run, lacking])
    assert.notDeepEqual(comparison.compared, Compare.of([run, run]).compared)
    assert.include(Object.keys(told(comparison)), "What could not be compared")
    assert.notMatch(ComparisonText.summary(comparison, "en"), /made otherwise/)
  })
})

describe("gaps that share a sentence", () => {
  const same = Compare.of([run, run])
  const missing = (count: number, ids: ReadonlyArray<string> = ["B"]) =>
    Array.from({ length: count }, (_, i) => Gap.missingVariable(ids, `x${i}`))
  const lists = (gaps: ReadonlyArray<Gap.Gap>, how: Partial<Shown> = {}) =>
    Object.values(told({ ...same, gaps }, how)).flat()

  it("are all named as far as twelve, and counted beyond; each is told by itself where all is asked for", () => {
    assert.deepStrictEqual(lists(missing(1)), [missing(1)[0]!.says.en])
    const [twelve, thirteen] = [lists(missing(12)), lists(missing(13))]
    assert.lengthOf([...twelve, ...thirteen], 2)
    assert.match(twelve[0]!, /x0, .*, x11$/)
    assert.match(thirteen[0]!, /x0, .*, x11, … \(13 indicators; --all lists them\)$/)
    assert.lengthOf(lists(missing(13), { all: true }), 13)
  })

  it("are those of the same runs", () => {
    assert.lengthOf(lists([...missing(2, ["B"]), ...missing(2, ["C"])]), 2)
  })

  it("are no more than twelve sentences where the rest is brief, and the others are counted", () => {
    const each = (count: number) => Array.from({ length: count }, (_, i) => Gap.notFinite("B", `x${i}`, [2025]))
    assert.lengthOf(lists(each(13)), 13)
    assert.lengthOf(lists(each(12), { telling: "headline" }), 12)
    const brief = lists(each(14), { telling: "headline" })
    assert.lengthOf(brief, 13)
    assert.match(brief.at(-1)!, /^2 more, /)
  })
})
