/** The index as a table: its weights are those of the plan, and what is printed of them adds up. */
import * as Document from "../../../packages/cli/src/render/Document.ts"
import * as Colour from "../../../packages/cli/src/render/Colour.ts"
import * as IndexText from "../../../packages/cli/src/render/IndexText.ts"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Wenzhou from "../../scenarios/Wenzhou.ts"

const areas = Wenzhou.place.targets.areas.map(({ name }) => name)
const { trajectory } = (await Wenzhou.runOf("plan")).state

/** The weights as they are printed, the whole last. */
const printed = (weights: Readonly<Record<string, number>>): ReadonlyArray<string> => {
  const place = { ...Wenzhou.place, targets: { ...Wenzhou.place.targets, weights } }
  const text = Document.text(IndexText.section(place, trajectory, "en"), 200, Colour.plain)
  return text.split("\n").flatMap((line) => /^ \S.*? {2,}([\d.,%]+) {2}.*[▁-█]$/.exec(line)?.[1] ?? [])
}

describe("the weights of the index", () => {
  it("are told as they were given, alike where they are equal, and add up to what is told of the whole", () => {
    assert.deepStrictEqual(printed(Wenzhou.place.targets.weights!), ["20", "20", "20", "20", "10", "10", "10", "110"])
    fc.assert(
      fc.property(
        fc.constantFrom(1, 10, 1000),
        fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: areas.length, maxLength: areas.length }),
        (parts, counts) => {
          const weights = Object.fromEntries(areas.map((name, i) => [name, counts[i]! / parts]))
          const told = printed(weights).map((text) => Number(text.replaceAll(",", "")))
          assert.deepStrictEqual(told.slice(0, -1), Object.values(weights))
          assert.strictEqual(
            Math.round(told.at(-1)! * parts),
            counts.reduce((sum, count) => sum + count, 0)
          )
        }
      ),
      { numRuns: 30 }
    )
  })
})

/** The years of the table's head where all targets but one are due in `by`, and that one in the last year. */
const yearsOf = (by: number): ReadonlyArray<string> => {
  const all = Wenzhou.place.targets.all.map((target, i) => ({ ...target, by: i === 0 ? 2035 : by }))
  const place = { ...Wenzhou.place, targets: { ...Wenzhou.place.targets, all } }
  const text = Document.text(IndexText.section(place, trajectory, "en"), 200, Colour.plain)
  return (
    text
      .split("\n")
      .find((line) => line.includes("Area"))!
      .match(/\b20\d\d(?!–)\b(?<!–20\d\d)/g) ?? []
  )
}

describe("the years of the index", () => {
  it("are six at most, with the one in which targets fall due among them, however late that is", () => {
    for (const by of [2022, 2026, 2029]) {
      const years = yearsOf(by)
      assert.isAtMost(years.length, 6)
      assert.includeMembers([...years], [String(by), "2035"])
    }
  })
})
