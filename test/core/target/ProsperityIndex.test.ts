import * as ProsperityIndex from "@gongfu/core/target/ProsperityIndex"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { kindsAnd, rising, targetOf } from "./asked.ts"
import { placeOf, runOf, targets } from "./smallPlace.ts"

const any = fc.double({ noNaN: true, noDefaultInfinity: true })
const whole = fc.integer({ min: -50, max: 50 })
const years = (number: fc.Arbitrary<number>) => fc.array(number, { minLength: 7, maxLength: 7 })
const from2020 = (values: ReadonlyArray<number>) => (year: number) => values[year - 2020]!

const weighed = (weights: string) =>
  placeOf({ targets: targets.replace("targets:\n", `weights: ${weights}\ntargets:\n`) })
const last = (weights: string, levers: Readonly<Record<string, number>> = {}) => {
  const place = weighed(weights)
  return ProsperityIndex.of(place.targets, runOf({ levers }, place).state.trajectory).at(-1)!
}

describe("ProsperityIndex", () => {
  it("P1: an achievement lies between 0 and 1, whatever is asked and whatever comes", () => {
    fc.assert(
      fc.property(kindsAnd(any), years(any), fc.integer({ min: 2020, max: 2026 }), (asked, values, year) => {
        const achieved = ProsperityIndex.achievement(targetOf(asked), from2020(values), year, 2020)
        assert.isTrue(achieved >= 0 && achieved <= 1, `${achieved}`)
      })
    )
  })

  it("P1: coming nearer to a level never counts less, and going past it adds nothing", () => {
    fc.assert(
      fc.property(kindsAnd(whole), years(whole), fc.tuple(whole, whole), (asked, values, ends) => {
        const target = targetOf({ ...asked, kind: "level" })
        const [low, high] = ends.toSorted((a, b) => a - b) as [number, number]
        const [worse, better] = rising.has(asked.comparison) ? [low, high] : [high, low]
        const achieved = (value: number) =>
          ProsperityIndex.achievement(target, from2020(values.with(asked.by - 2020, value)), asked.by, 2020)
        assert.isAtMost(achieved(worse), achieved(better))
        const figure = target.requirement!.value + (rising.has(asked.comparison) ? 1 : -1) * 1000
        assert.strictEqual(achieved(figure), 1)
      })
    )
  })

  it("counts nothing where the city stood in the base year, half of the way as a half, and all of it when reached", () => {
    const target = targetOf({ kind: "level", comparison: "at_least", value: 30, tolerance: 0, from: 2021, by: 2025 })
    const achieved = (value: number) => ProsperityIndex.achievement(target, from2020([10, value]), 2021, 2020)
    assert.deepStrictEqual([5, 10, 20, 30, 45].map(achieved), [0, 0, 0.5, 1, 1])
  })

  it("P2: what held and is lost counts as much as is left of it", () => {
    const target = targetOf({ kind: "level", comparison: "at_most", value: 4, tolerance: 0, from: 2021, by: 2025 })
    const achieved = (value: number) => ProsperityIndex.achievement(target, from2020([3, value]), 2021, 2020)
    assert.deepStrictEqual([3, 4, 5, 8, 20].map(achieved), [1, 1, 0.75, 0, 0])
    const none = targetOf({ kind: "level", comparison: "at_most", value: 0, tolerance: 0, from: 2021, by: 2025 })
    const left = (value: number) => ProsperityIndex.achievement(none, from2020([0, value]), 2021, 2020)
    assert.deepStrictEqual([0, 1].map(left), [1, 0])
  })

  it("a falling trend counts by the years in which it fell", () => {
    const target = targetOf({ kind: "trend_down", comparison: "at_most", value: 0, tolerance: 0, from: 2021, by: 2024 })
    assert.strictEqual(ProsperityIndex.achievement(target, from2020([9, 8, 8, 7, 6]), 2024, 2020), 0.75)
  })

  it("P3: the whole lies between its areas, and only the proportion of weights matters", () => {
    const { areas, total } = last("{people: 1, air: 3}")
    const scores = areas.map(({ score }) => score)
    assert.deepStrictEqual(
      areas.map(({ area }) => area),
      ["people", "air"]
    )
    assert.closeTo(total, (scores[0]! + 3 * scores[1]!) / 4, 1e-12)
    assert.closeTo(last("{people: 10, air: 30}").total, total, 1e-12)
    assert.notEqual(scores[0], scores[1])
  })

  it("P4: after its deadline a target keeps the score of its deadline", () => {
    fc.assert(
      fc.property(kindsAnd(whole), years(whole), (asked, values) => {
        const target = targetOf(asked)
        const at = (year: number) => ProsperityIndex.achievement(target, from2020(values), year, 2020)
        assert.strictEqual(at(2040), at(asked.by))
      })
    )
  })

  it("has a score for each year from the first policy year to the last deadline, and none without weights", () => {
    const place = weighed("{people: 1, air: 1}")
    const scores = ProsperityIndex.of(place.targets, runOf({}, place).state.trajectory)
    assert.deepStrictEqual(
      scores.map(({ year }) => year),
      [2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030]
    )
    const bare = placeOf()
    assert.deepStrictEqual(ProsperityIndex.of(bare.targets, runOf({}, bare).state.trajectory), [])
  })

  it("rises with a lever that serves a target", () => {
    assert.isAbove(last("{people: 1, air: 1}", { job_share: 1 }).total, last("{people: 1, air: 1}").total)
  })
})
