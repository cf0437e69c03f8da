import * as Paired from "@gongfu/core/ensemble/Paired"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Small from "../target/smallPlace.ts"

const target = Small.place.targets.all[0]!

const margin = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }).map((value) => value + 0) },
  { weight: 2, arbitrary: fc.constantFrom(0, 1, -1) },
  { weight: 1, arbitrary: fc.constant(NaN) }
)

/** So many sides of one number of members. */
const sidesOf = (least: number, most: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: least, max: most }))
    .chain(([members, sides]) =>
      fc.array(fc.array(margin, { minLength: members, maxLength: members }), { minLength: sides, maxLength: sides })
    )
    .map((all) =>
      all.map((margins): Paired.Margins => ({ target, year: target.by, margins: new Float64Array(margins) }))
    )

describe("paired ensembles", () => {
  it("D1: two sides that change places change who is first, and nothing else", () => {
    fc.assert(
      fc.property(sidesOf(2, 2), (sides) => {
        const [there, back] = [Paired.of(sides), Paired.of(sides.toReversed())]
        const [{ better, same, worse }] = there.duels as [Paired.Duel]
        assert.deepStrictEqual(back.duels, [{ better: worse, worse: better, same }])
        assert.deepStrictEqual(back.met, there.met.toReversed())
        assert.deepStrictEqual(back.regrets, there.regrets.toReversed())
      })
    )
  })

  it("D2: wins, losses and ties are all members", () => {
    fc.assert(
      fc.property(sidesOf(1, 4), (sides) => {
        const { duels } = Paired.of(sides)
        assert.strictEqual(duels.length, sides.length - 1)
        for (const { better, same, worse } of duels) assert.strictEqual(better + worse + same, sides[0]!.margins.length)
      })
    )
  })

  it("counts a member that failed as worse than any that did not, and as good as another that did", () => {
    const sides = [
      [NaN, NaN, 1],
      [-5, NaN, NaN]
    ].map((margins): Paired.Margins => ({ target, year: target.by, margins: new Float64Array(margins) }))
    assert.deepStrictEqual(Paired.of(sides).duels, [{ better: 1, worse: 1, same: 1 }])
  })

  it("takes margins that differ in rounding alone for the same", () => {
    const sides = [
      [1, 0.1 + 0.2, 0],
      [1 + Number.EPSILON, 0.3, 1e-17]
    ].map((margins): Paired.Margins => ({ target, year: target.by, margins: new Float64Array(margins) }))
    assert.deepStrictEqual(Paired.of(sides).duels, [{ better: 0, worse: 0, same: 3 }])
  })

  it("regrets nothing at a side that is best in every member, and never less than nothing", () => {
    fc.assert(
      fc.property(sidesOf(2, 4), (sides) => {
        const best = {
          ...sides[0]!,
          margins: sides[0]!.margins.map((_, i) => Math.max(...sides.map(({ margins }) => margins[i]!)))
        }
        const { regrets } = Paired.of([best, ...sides])
        const whole = sides[0]!.margins.some((_, i) => sides.every(({ margins }) => !Number.isNaN(margins[i])))
        if (whole) assert.deepStrictEqual(regrets[0], { mean: 0, high: 0 })
        for (const regret of regrets) {
          assert.strictEqual(regret !== undefined, whole)
          if (regret !== undefined) assert.isAtLeast(Math.min(regret.mean, regret.high), 0)
        }
      })
    )
  })
})
