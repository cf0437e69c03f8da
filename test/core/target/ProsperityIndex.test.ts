import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Assess from "@gongfu/core/target/Assess"
import * as ProsperityIndex from "@gongfu/core/target/ProsperityIndex"
import * as Figure from "@gongfu/core/wording/Figure"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type Asked, kindsAnd, rising, targetOf, targetsOf } from "./asked.ts"
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

  it("P1: a target counts in full just when it holds, at the very figure too, and below 100 where it does not", () => {
    // From few numbers, so that figures are often met exactly, and by a last digit.
    const near = fc.constantFrom(-1e300, -5, 0, 1, 5, 5 - 1e-15, 5 + 1e-15, 5 - 1e-9, 7, 1e300)
    fc.assert(
      fc.property(
        fc.oneof(
          kindsAnd(near),
          kindsAnd(near).map((asked) => ({ ...asked, tolerance: 0 })),
          kindsAnd(any)
        ),
        fc.oneof(years(near), years(any)),
        fc.integer({ min: 2020, max: 2026 }),
        (asked, values, year) => {
          const target = targetOf(asked)
          const at = Math.min(year, target.by)
          const achieved = ProsperityIndex.achievement(target, from2020(values), year, 2020)
          assert.isTrue(achieved >= 0 && achieved <= 1, `${achieved}`)
          if (at < target.first) assert.strictEqual(achieved, 0)
          else {
            const { margin } = Assess.of(target, from2020(values), at)
            assert.strictEqual(achieved === 1, Assess.holds(target, margin), `${achieved}`)
          }
        }
      ),
      { numRuns: 3000 }
    )
    const more = targetOf({ kind: "level", comparison: "more_than", value: 5, tolerance: 0, from: 2021, by: 2025 })
    const achieved = (base: number, value: number) =>
      ProsperityIndex.achievement(more, from2020([base, value, value, value, value, value]), 2025, 2020)
    assert.isBelow(achieved(1, 5), 1)
    assert.isAtLeast(achieved(1, 5), achieved(1, 5 - 1e-8))
    assert.strictEqual(achieved(5, 5), 0)
    assert.strictEqual(achieved(1, 5.001), 1)
  })

  it("P1: whatever the weights, the whole lies between its areas, and an area is at 100 just when its targets hold", () => {
    const { trajectory } = runOf().state
    const { indicator } = targetOf({
      kind: "level",
      comparison: "at_most",
      value: 0,
      tolerance: 0,
      from: 2021,
      by: 2025
    })
    const own = (year: number) => Trajectory.at(trajectory, indicator.slot, year)
    const reached: Asked = { kind: "level", comparison: "at_most", value: 1e6, tolerance: 0, from: 2021, by: 2025 }
    const asked = fc.oneof(
      fc.constant(reached),
      kindsAnd(whole),
      kindsAnd(fc.constantFrom(own(2020), own(2025), 0.01, 1, 2)).map((one) => ({ ...one, tolerance: 0 }))
    )
    const weight = fc.oneof(
      fc.integer({ min: 1, max: 999 }).map((n) => n / 100),
      fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true })
    )
    const area = (one: fc.Arbitrary<Asked>) =>
      fc.record({ weight, asked: fc.array(one, { minLength: 1, maxLength: 9 }) })
    const check = (areas: ReadonlyArray<{ weight: number; asked: ReadonlyArray<Asked> }>) => {
      const plan = targetsOf(areas)
      for (const { areas: parts, total, year } of ProsperityIndex.of(plan, trajectory)) {
        const scores = parts.map(({ score }) => score)
        for (const score of scores) assert.isTrue(score >= 0 && score <= 100, `${score}`)
        assert.isTrue(total >= Math.min(...scores) && total <= Math.max(...scores), `${total} of ${scores.join(", ")}`)
        for (const [i, { area: name }] of parts.entries()) {
          const hold = plan.all.every(
            (target) =>
              target.area !== name ||
              (year >= target.first && Assess.holds(target, Assess.of(target, own, Math.min(year, target.by)).margin))
          )
          assert.strictEqual(scores[i] === 100, hold, `${scores[i]} in ${year}`)
        }
      }
    }
    check([0.58, 0.99, 0.7, 0.01, 0.09, 0.3].map((one) => ({ weight: one, asked: [reached] })))
    const many = { minLength: 1, maxLength: 8 }
    fc.assert(fc.property(fc.array(area(asked), many), check), { numRuns: 300 })
    fc.assert(fc.property(fc.array(area(fc.constant(reached)), many), check), { numRuns: 300 })
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

  it("P1: a score reads as 100 just when it is 100, and else as the nearest figure or the last one below", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 99, max: 100, noNaN: true })),
        fc.integer({ min: 0, max: 2 }),
        (score, decimals) => {
          const read = Number(Figure.score(score, decimals))
          assert.strictEqual(read === 100, score === 100)
          assert.closeTo(read, score, 10 ** -decimals)
          if (score <= 99) assert.strictEqual(Figure.score(score, decimals), score.toFixed(decimals))
        }
      )
    )
    assert.strictEqual(Figure.score(99.99, 1), "99.9")
    assert.strictEqual(Figure.score(100, 1), "100.0")
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
