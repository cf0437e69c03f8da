/** What is read contributes to a difference: all of it together, each as in the mean over all orders. */
import * as Contributions from "@gongfu/core/analysis/Contributions"
import * as History from "@gongfu/core/analysis/History"
import * as Paired from "@gongfu/core/analysis/Paired"
import * as Run from "@gongfu/core/run/Run"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { settingOf } from "../run/settings.ts"
import { model, sector, townScenario, townScenarios } from "../run/town.ts"
import { historyOf, modelOf, sidesOf, small } from "./parted.ts"

// The smallest numbers there are have no digits to be near by.
const near = (a: number, b: number, size: number): void =>
  assert.isAtMost(Math.abs(a - b), 1e-9 * size + 1e-300, `${a}, ${b}`)

const of = (sides: Paired.Sides, name: string) => {
  const { own, read, total } = Contributions.of(sides, Paired.pairOf(sides, name, 2021))
  return { own, total, by: Object.fromEntries(read.map(({ amount, of: { name: by } }) => [by, amount])) }
}

describe("contributions to a difference", () => {
  it("are of numbers that are read and differ, and sum to it", () => {
    let told = 0
    fc.assert(
      fc.property(townScenarios, townScenarios, (one, other) => {
        const sides = Paired.of(historyOf(model, one), historyOf(model, other))
        for (const year of Paired.years(sides))
          for (const { name, slot } of model.cells) {
            const pair = Paired.pairOf(sides, name, year)
            const { own, read, total } = Contributions.of(sides, pair)
            const [a, b] = pair.values as [number, number]
            const reads = sides[0].history.readsOf({ slot, year })
            for (const { of: by } of read) {
              assert.isFalse(Object.is(...by.values))
              assert.isTrue(reads.some((known) => known.slot === by.at[0]!.slot && known.year === by.year))
            }
            const amounts = read.map(({ amount }) => amount)
            if (![a, b, total].every(Number.isFinite)) continue
            near(total, b - a, Math.abs(a) + Math.abs(b) + amounts.reduce((sum, x) => sum + Math.abs(x), 0))
            if (reads.length > 0) assert.strictEqual(own, 0)
            if (Math.abs(total) < 1e-300 || amounts.some((amount) => Math.abs(amount) > 1e6 * Math.abs(total))) continue
            const shares = [own, ...amounts].map((amount) => amount / total)
            near(
              shares.reduce((sum, share) => sum + share, 0),
              1,
              1
            )
            told++
          }
      }),
      { numRuns: 40 }
    )
    assert.isAbove(told, 100)
  })

  it("of a product are what each changes at the mean of the others", () => {
    const sides = sidesOf(small(["a", "b"], { made: "a * b" }), { a: 2, b: 5 }, { a: 3, b: 7 })
    assert.deepStrictEqual(of(sides, "made"), { own: 0, total: 11, by: { a: 6, b: 5 } })
  })

  it("of a least are what each changes over all orders", () => {
    // First a and then b gives 4 and 0; first b and then a gives 0 and 4, since a holds both down.
    const sides = sidesOf(small(["a", "b"], { made: "min(a, b)" }), { a: 1, b: 5 }, { a: 5, b: 9 })
    assert.deepStrictEqual(of(sides, "made"), { own: 0, total: 4, by: { a: 4, b: 0 } })
  })

  it("are nothing for what differs and does not count", () => {
    const sides = sidesOf(small(["a", "b"], { made: "a + 0 * b" }), { a: 1, b: 5 }, { a: 5, b: 9 })
    assert.deepStrictEqual(of(sides, "made"), { own: 0, total: 4, by: { a: 4, b: 0 } })
  })

  const many = Array.from({ length: 24 }, (_, i) => `x${i}`)
  const set = (value: (i: number) => number) => Object.fromEntries(many.map((name, i) => [name, value(i)]))

  it("of a factor before a sum of many are exact", () => {
    const sides = sidesOf(
      small(["a", ...many], { made: `a * (${many.join(" + ")}) / 4 - 3` }),
      { a: 2, ...set((i) => i) },
      { a: 4, ...set((i) => 3 * i + 1) }
    )
    const { by, own, total } = of(sides, "made")
    for (const [i, name] of many.entries()) near(by[name]!, (3 * (2 * i + 1)) / 4, 100)
    // The sums are 276 and 852.
    near(by["a"]!, (2 * 564) / 4, 1000)
    near(total, (4 * 852 - 2 * 276) / 4, 1000)
    assert.strictEqual(own, 0)
  })

  it("of a mean weighted by many sum to it still, and are the same again", () => {
    const weights = many.slice(0, 12)
    const shown = `(${weights.map((name, i) => `${name} * ${many[12 + i]}`).join(" + ")}) / (1 + ${weights.join(" + ")})`
    const sides = sidesOf(
      small(many, { made: shown }),
      set((i) => i + 1),
      set((i) => 2 * i + 3)
    )
    const { by, own, total } = of(sides, "made")
    const [a, b] = Paired.pairOf(sides, "made", 2021).values as [number, number]
    assert.strictEqual(own, 0)
    near(total, b - a, 100)
    assert.lengthOf(Object.values(by), 24)
    // Sampled: the same on every machine.
    assert.strictEqual(by["x0"], -0.17358477265304378)
    assert.deepStrictEqual(of(sides, "made").by, by)
  })

  it("have what another engine makes of the same inputs for its own, on either side", () => {
    const made = small(["a"], { made: "2 * a" })
    const by = (a: number, more: number) => {
      const { events } = Run.project(settingOf(made), townScenario({ levers: { a } }))
      const recorded = events.map((event) =>
        event.type === "YearProjected" && event.year === 2021
          ? { ...event, values: { ...event.values, made: (event.values["made"] as number) + more } }
          : event
      )
      return History.of({ model: made, events: recorded })
    }
    for (const [one, other] of [
      [0.5, 0],
      [0, 0.25],
      [0.5, 0.25]
    ] as const)
      assert.deepStrictEqual(of(Paired.of(by(1, one), by(4, other)), "made"), {
        own: other - one,
        total: 6 + other - one,
        by: { a: 6 }
      })
  })

  it("of two models have a part for what is computed otherwise", () => {
    const growing = "prev(income) * (1 + growth)}"
    const other = modelOf(sector.replace(growing, "prev(income) * (1 + 2 * growth)}"))
    const sides = Paired.of(historyOf(model), historyOf(other, { assumptions: { "growth[rural]": 0.08 } }))
    // Rural income is 30, growth 7% and 8%: by orders, 0.3 or 0.6 for the growth, 2.1 or 2.4 for the equation.
    const { by, own, total } = of(sides, "income[rural]")
    near(own, 2.25, 1)
    near(by["growth[rural]"]!, 0.45, 1)
    near(total, 2.7, 1)
    assert.deepStrictEqual(Object.keys(by), ["growth[rural]"])
  })
})
