/** The way that carries most: it begins where most of the difference does, and each step is the largest of what comes. */
import * as Contributions from "@gongfu/core/analysis/Contributions"
import * as FirstDivergence from "@gongfu/core/analysis/FirstDivergence"
import type { History } from "@gongfu/core/analysis/History"
import * as Paired from "@gongfu/core/analysis/Paired"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { model, sector, townScenarios } from "../run/town.ts"
import { historyOf, modelOf, sidesOf, small } from "./parted.ts"

const near = (a: number, b: number, size = 1): void => assert.isAtMost(Math.abs(a - b), 1e-9 * size, `${a}, ${b}`)

const wayOf = (a: History, b: History, name: string) => FirstDivergence.of(a, b, [name]).divergence?.way
const told = ([a, b]: Paired.Sides, name: string) => {
  const way = wayOf(a.history, b.history, name)!
  return {
    steps: way.steps.map((step) => step.name),
    beginnings: Object.fromEntries(way.beginnings.map(({ of, share }) => [of.name, share])),
    carries: way.carries,
    other: way.other === undefined ? undefined : [way.other.of.name, way.other.into.name, way.other.share]
  }
}

/** What part of a number's difference begins at an address, reckoned forth from the inputs. */
const partFrom = (sides: Paired.Sides, origin: string) => {
  const known = new Map<string, number>()
  const part = (pair: Paired.Pair): number => {
    const own = Paired.key(pair.name, pair.year)
    const found = known.get(own)
    if (found !== undefined) return found
    const contributions = Contributions.of(sides, pair)
    const { total } = contributions
    const share =
      contributions.read.reduce((sum, { amount, of }) => sum + (amount / total) * part(of), 0) +
      (pair.name === origin ? contributions.own / total : 0)
    known.set(own, share)
    return share
  }
  return part
}

describe("the way that carries most", () => {
  it("goes from an input that differs to the first year in which the variable does, by what reads and differs", () => {
    let measured = 0
    fc.assert(
      fc.property(
        townScenarios,
        townScenarios,
        fc.constantFrom(...model.cells.map(({ name }) => name)),
        (one, other, name) => {
          const [a, b] = [historyOf(model, one), historyOf(model, other)]
          const sides = Paired.of(a, b)
          const first = Paired.years(sides).find((year) => Paired.pairOf(sides, name, year).differs)
          const way = wayOf(a, b, name)
          assert.strictEqual(way?.steps.at(-1)!.year, first)
          if (way === undefined) return
          const { beginnings, carries, cause, steps } = way
          const [start, end] = [steps[0]!, steps.at(-1)!]
          assert.strictEqual(end.name, name)
          assert.include(["setting", "shock", "setting_and_shock"], cause)
          assert.isUndefined(a.statementOf(start.at[0]!))
          for (const [i, step] of steps.entries()) {
            assert.isFalse(Object.is(...step.values))
            const next = steps[i + 1]
            if (next === undefined) continue
            const { slot, year } = step.at[0]!
            assert.isTrue(a.readsOf(next.at[0]!).some((read) => read.slot === slot && read.year === year))
          }
          if (carries === undefined) return
          const cells = steps.slice(0, -1)
          near(
            carries,
            cells.reduce((product, { share }) => product * share!, 1),
            Math.abs(carries)
          )
          const size = beginnings.reduce((sum, { share }) => sum + Math.abs(share), 0)
          near(
            beginnings.reduce((sum, { share }) => sum + share, 0),
            1,
            size
          )
          assert.strictEqual(start.name, beginnings[0]!.of.name)
          for (const { of, share } of beginnings) {
            near(partFrom(sides, of.name)(end), share, size)
            assert.isAtMost(share, beginnings[0]!.share)
          }
          // Of all that acts with a step's difference, the one before it brings most of what begins there.
          const part = partFrom(sides, start.name)
          for (const [i, step] of steps.slice(1).entries()) {
            const { read, total } = Contributions.of(sides, step)
            const sign = Math.sign(part(step))
            const along = read.filter(({ amount, of }) => amount / total > 0 && sign * part(of) > 0)
            const brings = ({ amount, of }: Contributions.Contribution): number => (sign * amount * part(of)) / total
            const most = Math.max(...along.map(brings))
            const taken = read.find(({ of }) => of.name === steps[i]!.name && of.year === steps[i]!.year)!
            if (along.length > 0) assert.isAtLeast(brings(taken), most * (1 - 1e-9))
            near(taken.amount / total, steps[i]!.share!, Math.abs(steps[i]!.share!))
          }
          measured++
        }
      ),
      { numRuns: 150 }
    )
    assert.isAbove(measured, 50)
  })

  it("has shares that sum to 1 where one model reads what the other computes later", () => {
    const levers = ["a", "b"]
    const one = small(levers, { early: "a", late: "early + b" })
    const other = small(levers, { early: "2 * late + a", late: "b" })
    const [a, b] = [historyOf(one, { levers: { a: 1, b: 1 } }), historyOf(other, { levers: { a: 2, b: 5 } })]
    const sides = Paired.of(a, b)
    const late = Contributions.of(sides, Paired.pairOf(sides, "early", 2021)).read.find(({ of }) => of.name === "late")
    assert.notStrictEqual(late!.amount, 0)
    for (const name of ["early", "late"]) {
      const { beginnings, carries } = wayOf(a, b, name)!
      assert.isDefined(carries)
      near(
        beginnings.reduce((sum, { share }) => sum + share, 0),
        1
      )
    }
  })

  it("leads to the year that is asked for, and its shares are of the difference of that year", () => {
    // A lever that acts at once and one that adds up: what makes most of the difference changes over the years.
    const [a, b] = sidesOf(
      small(["now", "slow"], { stock: "prev(stock) + slow", total: "10 * now + stock" }),
      {},
      {
        now: 1,
        slow: 2
      }
    )
    for (const [year, most, share] of [
      [2021, "now", 10 / 12],
      [2025, "now", 10 / 20],
      [2028, "slow", 16 / 26]
    ] as const) {
      const way = FirstDivergence.of(a.history, b.history, ["total"], year).divergence!.way!
      assert.deepStrictEqual([way.steps[0]!.name, way.steps.at(-1)!.year], [most, year])
      near(way.beginnings[0]!.share, share)
      for (const { of, share: part } of way.beginnings) near(part, partFrom([a, b], of.name)(way.steps.at(-1)!))
    }
  })

  it("is the same from the second run to the first", () => {
    fc.assert(
      fc.property(townScenarios, townScenarios, (one, other) => {
        const [a, b] = [historyOf(model, one), historyOf(model, other)]
        const [there, back] = [wayOf(a, b, "saved"), wayOf(b, a, "saved")]
        assert.strictEqual(there === undefined, back === undefined)
        const shares = (way: typeof there) => new Map(way?.beginnings.map(({ of, share }) => [of.name, share]))
        for (const [name, share] of shares(there)) near(shares(back).get(name) ?? 0, share, 1 + Math.abs(share))
      }),
      { numRuns: 40 }
    )
  })

  it("takes the larger of two branches, and tells the other", () => {
    for (const [left, right, by, rest] of [
      [3, 1, "left", "right"],
      [1, 3, "right", "left"]
    ] as const) {
      const branches = small(["u"], { left: `${left} * u`, right: `${right} * u`, made: "left + right" })
      assert.deepStrictEqual(told(sidesOf(branches, {}, { u: 1 }), "made"), {
        steps: ["u", by, "made"],
        beginnings: { u: 1 },
        carries: 0.75,
        other: [rest, "made", 0.25]
      })
    }
  })

  it("goes by what acts with the difference, though another branch is larger", () => {
    // 5 up, 6 down and 6 up: the difference is 5.
    const branches = small(["u"], { up: "5 * u", down: "-6 * u", more: "6 * u", made: "up + down + more" })
    assert.deepStrictEqual(told(sidesOf(branches, {}, { u: 1 }), "made").steps, ["u", "more", "made"])
  })

  it("goes by what acts with the difference, though more comes by what is held down", () => {
    // Of 2, u makes 0.5 by itself and 1 by keeping `held` from rising as far as v makes it rise.
    const branches = small(["u", "v"], { plus: "0.5 * u", held: "3 * v - u", made: "plus - held + 3.5 * v" })
    const { beginnings, other, steps } = told(sidesOf(branches, {}, { u: 1, v: 1 }), "made")
    assert.deepStrictEqual(steps, ["u", "plus", "made"])
    assert.deepStrictEqual(beginnings, { u: 0.75, v: 0.25 })
    assert.deepStrictEqual(other, ["held", "made", 0.5])
  })

  it("begins once at a lever that counts in several years", () => {
    // Added up it makes 1, 2 and 3; the third year is the first to show.
    const adding = small(["u"], { added: "prev(added) + u", made: "max(added, 2)" })
    const [a, b] = sidesOf(adding, {}, { u: 1 })
    const { beginnings, carries, steps } = wayOf(a.history, b.history, "made")!
    assert.deepStrictEqual(
      steps.map(({ name, year }) => `${name} ${year}`),
      ["u 2021", "added 2021", "added 2022", "added 2023", "made 2023"]
    )
    near(carries!, 1 / 3)
    assert.lengthOf(beginnings, 1)
    assert.deepStrictEqual([beginnings[0]!.of.name, beginnings[0]!.of.year], ["u", 2021])
    near(beginnings[0]!.share, 1)
  })

  it("does not begin at a lever that acts against the difference, though a way from it is the largest", () => {
    const levers = small(["u", "v"], { up: "5 * u", down: "-6 * u", made: "up + down + 3 * v" })
    assert.deepStrictEqual(told(sidesOf(levers, {}, { u: 1, v: 1 }), "made"), {
      steps: ["v", "made"],
      beginnings: { v: 1.5, u: -0.5 },
      carries: 1.5,
      other: undefined
    })
    // What differs first, in the order of computing, is told all the same.
    const [a, b] = sidesOf(levers, {}, { u: 1, v: 1 })
    const { divergence } = FirstDivergence.of(a.history, b.history, ["made"])
    assert.deepStrictEqual([divergence?.at.name, divergence?.way?.steps[0]!.name], ["u", "v"])
    assert.deepStrictEqual(
      divergence?.inputs.map(({ name, share }) => [name, share]),
      [
        ["u", -0.5],
        ["v", 1.5]
      ]
    )
  })

  it("begins at an equation that the models define differently", () => {
    const other = modelOf(sector.replace("trade) - fee", "trade) - 2 * fee"))
    const way = wayOf(historyOf(model), historyOf(other), "saved")!
    assert.deepStrictEqual(
      way.steps.map(({ name, share }) => [name, share]),
      [
        ["revenue", 1],
        ["saved", undefined]
      ]
    )
    assert.strictEqual(way.cause, "definition")
  })

  it("is followed without shares where a number is not finite", () => {
    const failing = (divisor: number) => historyOf(model, { assumptions: { divisor: { step: { "2023": divisor } } } })
    const way = wayOf(failing(2), failing(0), "part")!
    assert.deepStrictEqual(
      way.steps.map(({ name, share, year }) => [name, year, share]),
      [
        ["divisor", 2023, undefined],
        ["part", 2023, undefined]
      ]
    )
    assert.deepStrictEqual([way.carries, way.beginnings], [undefined, []])
  })

  it("is nothing where the variable never differs", () => {
    const scarce = { shortage: "scale" as const, assumptions: { trade: 0 } }
    const [a, b] = [150, 160].map((aid) => historyOf(model, { ...scarce, levers: { aid } })) as [History, History]
    assert.isUndefined(wayOf(a, b, "paid"))
  })
})
