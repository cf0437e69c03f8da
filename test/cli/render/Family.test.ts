import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Family from "gongfu/render/Family"
import * as Document from "gongfu/render/Document"
import * as Colour from "gongfu/render/Colour"
import * as TreeText from "gongfu/render/TreeText"

type Forest = ReadonlyArray<readonly [id: string, parent: string | undefined]>

const parentsOf = (forest: Forest): Family.Parents =>
  new Map(forest.map(([id, parent]) => [id, parent === undefined ? undefined : { run: parent }]))

const ordered = (forest: Forest): ReadonlyArray<Family.Place> =>
  Family.ordered(
    forest.map(([id]) => id),
    parentsOf(forest)
  )

/** Each run forked from another or none; a parent from 100 on is not on record. */
const forests: fc.Arbitrary<Forest> = fc.array(fc.nat(140), { maxLength: 40 }).chain((picks) =>
  fc.shuffledSubarray(
    picks.map((pick, i): readonly [string, string | undefined] => [
      `r${i}`,
      pick < i ? `r${pick}` : pick >= 100 ? `r${pick}` : undefined
    ]),
    { minLength: picks.length }
  )
)

/** The same by what a family is: a run, and behind it those of each of its children. */
const byDefinition = (forest: Forest): ReadonlyArray<Family.Place> => {
  const eldest = (id: string): string => {
    const parent = forest.find(([one]) => one === id)?.[1]
    return parent === undefined ? id : eldest(parent)
  }
  const under = (id: string, trail: ReadonlyArray<boolean>): ReadonlyArray<Family.Place> => {
    const own = forest.filter(([, parent]) => parent === id)
    const lines = trail.map((isLast, i) => (i === trail.length - 1 ? (isLast ? "└─ " : "├─ ") : isLast ? "   " : "│  "))
    return [
      { id, generation: trail.length, lines: lines.join("") },
      ...own.flatMap(([child], i) => under(child, [...trail, i === own.length - 1]))
    ]
  }
  return [...new Set(forest.map(([id]) => eldest(id)))].flatMap((id) => under(id, []))
}

const chain = (length: number): Forest =>
  Array.from({ length }, (_, i) => [`r${i}`, i === 0 ? undefined : `r${i - 1}`] as const).toReversed()

describe("a family", () => {
  it("is each run after its parent, with the lines of its generations", () => {
    fc.assert(fc.property(forests, (forest) => assert.deepEqual(ordered(forest), byDefinition(forest))))
  })

  it("begins with the same run for all of its members", () => {
    fc.assert(
      fc.property(forests, (forest) => {
        const eldest = Family.eldest(parentsOf(forest))
        for (const [id, parent] of forest) assert.strictEqual(eldest(id), parent === undefined ? id : eldest(parent))
      })
    )
  })

  it("may have tens of thousands of generations", () => {
    const places = ordered(chain(30_000))
    assert.strictEqual(places.length, 30_000)
    assert.isTrue(places.every(({ generation, id }, i) => generation === i && id === `r${i}`))
  })

  it("ends where a damaged store has a run descend from itself", () => {
    const circle: Forest = [
      ["a", "c"],
      ["b", "a"],
      ["c", "b"],
      ["d", "b"]
    ]
    assert.sameMembers(
      ordered(circle).map(({ id }) => id),
      ["a", "b", "c", "d"]
    )
  })

  it("is drawn, whatever its depth", () => {
    const places = ordered(chain(4_000))
    const drawn = Document.text(
      TreeText.document(places, new Map(), "en", Colour.palette(false)),
      100,
      Colour.palette(false)
    )
    assert.isAbove(drawn.split("\n").length, 4_000)
  }, 20_000)
})
