import * as Box from "@gongfu/core/discovery/Box"
import * as Prim from "@gongfu/core/discovery/Prim"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { anyCases, anyPatience, byName, reordered, scattered } from "./cases.ts"

/** Counted one member after the other, by definition. */
const counted = ({ columns, ofInterest }: Box.Cases, { low, high }: Box.Box) => {
  const [held, outside] = [
    { members: 0, ofInterest: 0 },
    { members: 0, ofInterest: 0 }
  ]
  for (let member = 0; member < ofInterest.length; member++) {
    const isIn = columns.every((column, i) => low[i]! <= column[member]! && column[member]! <= high[i]!)
    const side = isIn ? held : outside
    side.members++
    side.ofInterest += ofInterest[member]!
  }
  return {
    members: held.members,
    ofInterest: held.ofInterest,
    coverage: held.ofInterest / (held.ofInterest + outside.ofInterest),
    density: held.ofInterest / held.members,
    mass: held.members / ofInterest.length,
    restricted: low.filter((limit, i) => limit !== -Infinity || high[i] !== Infinity).length
  }
}

describe("a peel", () => {
  const alongOne = (values: ReadonlyArray<number>): Box.Cases => ({
    names: ["x"],
    columns: [values],
    ofInterest: values.map(() => 1)
  })
  const limitsOf = (values: ReadonlyArray<number>, alpha: number) => {
    const inOrder = Int32Array.from(values, (_, i) => i)
    return [
      Prim.peel(alongOne(values), { dimension: 0, side: "low" }, inOrder, alpha)?.limit,
      Prim.peel(alongOne(values), { dimension: 0, side: "high" }, inOrder.toReversed(), alpha)?.limit
    ]
  }

  it("ends where the workbench for exploratory modelling documents it, after the toolkit of Bryant and Lempert", () => {
    // EMA Workbench, test_prim.py, test_quantile: quantiles 0.05, 0.1, 0.9 and 0.95.
    for (const alpha of [0.05, 0.1]) {
      assert.deepStrictEqual(limitsOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], alpha), [0.5, 8.5])
      assert.deepStrictEqual(limitsOf([1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9], alpha), [1.5, 8.5])
    }
  })

  it("takes all that tie, and nothing if that is everything", () => {
    assert.deepStrictEqual(limitsOf([1, 1, 1], 0.1), [undefined, undefined])
    assert.deepStrictEqual(limitsOf([1, 1, 1, 2], 0.1), [1.5, 1.5])
    // -0 and 0 tie, and the limit is the same whichever stands first.
    assert.deepStrictEqual(limitsOf([-5e-324, -0, 0], 0.1), limitsOf([-5e-324, 0, -0], 0.1))
    // Nothing lies between two neighbouring numbers.
    assert.deepStrictEqual(limitsOf([1, 1 + Number.EPSILON], 0.1), [1 + Number.EPSILON, 1])
  })
})

describe("a trajectory", () => {
  /** The densities that one peel of a box could have, each side of each dimension sorted anew. */
  const densitiesAfterAPeel = (cases: Box.Cases, box: Box.Box, { alpha, leastMass }: Prim.Patience) => {
    const held = [...Box.inside(cases, box, Box.allOf(cases))]
    return cases.columns.flatMap((column, dimension) =>
      ([1, -1] as const).flatMap((sign) => {
        const inwards = Int32Array.from(held.toSorted((one, other) => sign * (column[one]! - column[other]!)))
        const move = Prim.peel(cases, { dimension, side: sign === 1 ? "low" : "high" }, inwards, alpha)
        if (move === undefined || held.length - move.members < leastMass * cases.ofInterest.length) return []
        return [Box.holding(cases, Box.withLimit(box, move), Box.allOf(cases)).density]
      })
    )
  }

  it("peels boxes within each other, and loses density only where every peel would (P1)", () => {
    fc.assert(
      fc.property(anyCases, anyPatience, (cases, patience) => {
        const steps = Prim.trajectory(cases, patience)
        assert.strictEqual(steps[0]!.by, "start")
        for (const [i, step] of steps.slice(1).entries()) {
          const before = steps[i]!
          const [outer, inner] = step.by === "peel" ? [before, step] : [step, before]
          assert.isTrue(inner.box.low.every((limit, dimension) => limit >= outer.box.low[dimension]!))
          assert.isTrue(inner.box.high.every((limit, dimension) => limit <= outer.box.high[dimension]!))
          assert.isBelow(inner.members, outer.members)
          assert.isAtLeast(step.mass, patience.leastMass)
          if (step.density <= before.density) {
            assert.strictEqual(step.by, "peel")
            for (const density of densitiesAfterAPeel(cases, before.box, patience))
              assert.isAtMost(density, before.density)
          }
        }
        // Peeling ends at the densest box, and pasting comes after.
        const kinds = steps.slice(1).map(({ by }) => by)
        const peels = kinds.filter((by) => by === "peel").length
        assert.isTrue(kinds.slice(0, peels).every((by) => by === "peel"))
        const densities = steps.slice(0, peels + 1).map(({ density }) => density)
        assert.strictEqual(densities.indexOf(Math.max(...densities)), peels)
      })
    )
  })

  it("says of a box what it holds (P2)", () => {
    fc.assert(
      fc.property(anyCases, anyPatience, (cases, patience) => {
        for (const { box, by, ...holding } of Prim.trajectory(cases, patience))
          assert.deepStrictEqual(holding, counted(cases, box), by)
      })
    )
  })

  it("is the same in whatever order members and dimensions stand (P3)", () => {
    const anyOrder = (count: number) =>
      fc.shuffledSubarray([...Array(count).keys()], { minLength: count, maxLength: count })
    fc.assert(
      fc.property(
        anyCases.chain((cases) =>
          fc.tuple(fc.constant(cases), anyOrder(cases.ofInterest.length), anyOrder(cases.names.length))
        ),
        anyPatience,
        ([cases, members, dimensions], patience) => {
          const other = reordered(cases, members, dimensions)
          const described = (of: Box.Cases) =>
            Prim.trajectory(of, patience).map(({ box, ...holding }) => ({ ...holding, limits: byName(of, box) }))
          assert.deepStrictEqual(described(other), described(cases))
        }
      )
    )
  })

  it("is the same whatever dimensions are called, if their order by name is (P3)", () => {
    fc.assert(
      fc.property(anyCases, anyPatience, (cases, patience) => {
        const inOrder = cases.names.toSorted((one, other) => (one < other ? -1 : 1))
        const renamed = { ...cases, names: cases.names.map((name) => `x${inOrder.indexOf(name)}`) }
        assert.deepStrictEqual(Prim.trajectory(renamed, patience), Prim.trajectory(cases, patience))
      })
    )
  })

  it("holds the same members when a dimension is measured otherwise (P4)", () => {
    const measures: ReadonlyArray<(value: number) => number> = [(x) => 3 * x - 7, (x) => x ** 3, (x) => x / (3 + x)]
    fc.assert(
      fc.property(anyCases, anyPatience, fc.constantFrom(...measures), (cases, patience, measure) => {
        const other = { ...cases, columns: cases.columns.map((column) => Array.from(column, measure)) }
        // Unless two values have become one.
        fc.pre(other.columns.every((column, i) => new Set(column).size === new Set(Array.from(cases.columns[i]!)).size))
        const heldBy = (of: Box.Cases) =>
          Prim.trajectory(of, patience)
            .filter(({ by }) => by !== "paste")
            .map(({ box }) => Box.inside(of, box, Box.allOf(of)))
        assert.deepStrictEqual(heldBy(other), heldBy(cases))
      })
    )
  })

  it("isolates the box of the textbook that Friedman wrote with Hastie and Tibshirani", () => {
    // The Elements of Statistical Learning, figure 9.7: 200 points uniform over the unit square, of interest where
    // 0.5 < X1 < 0.8 and 0.4 < X2 < 0.6, alpha 0.1; peeled until the region is pure, which took them 27 steps.
    for (const seed of [1, 2, 3, 4, 5]) {
      const cases = scattered(200, ["X1", "X2"], seed, ([x, y]) => 0.5 < x! && x! < 0.8 && 0.4 < y! && y! < 0.6)
      const steps = Prim.trajectory(cases, { alpha: 0.1, leastMass: 0.02 })
      const pure = steps.findIndex(({ density }) => density === 1)
      assert.isTrue(pure >= 20 && pure <= 30, `${pure} steps`)
      assert.isAbove(steps[pure]!.coverage, 0.8)
      const { low, high } = steps[pure]!.box
      const expected = [
        [0.5, 0.8],
        [0.4, 0.6]
      ] as const
      for (const [dimension, [from, to]] of expected.entries()) {
        assert.closeTo(low[dimension]!, from, 0.15)
        assert.closeTo(high[dimension]!, to, 0.15)
      }
    }
  })

  it("finds a box among many dimensions, to the distance between members", () => {
    const names = Array.from({ length: 20 }, (_, i) => `x${i}`)
    const cases = scattered(2000, names, 1, (point) => point[3]! < 0.4 && point[11]! > 0.3 && point[11]! < 0.7)
    const { box, coverage } = Prim.chosen(Prim.trajectory(cases), 0.95)!
    assert.isAbove(coverage, 0.97)
    assert.deepStrictEqual(
      Box.restrictions(box).map(({ dimension, side }) => [dimension, side]),
      [
        [3, "high"],
        [11, "low"],
        [11, "high"]
      ]
    )
    for (const [at, limit] of [0.4, 0.3, 0.7].entries()) assert.closeTo(Box.restrictions(box)[at]!.limit, limit, 0.01)
  })

  it("takes back by pasting what a peel took too much of", () => {
    // Two members are peeled off at a time, then one: the member at 3, which is of interest, is taken in again.
    const cases = { names: ["x"], columns: [[0, 1, 2, 3, 4, 5, 6]], ofInterest: [0, 1, 0, 1, 1, 0, 1] }
    const steps = Prim.trajectory(cases, { alpha: 0.3, leastMass: 0.4 })
    assert.deepStrictEqual(
      steps.map(({ by, members, ofInterest, box }) => [by, members, ofInterest, box.low[0]!]),
      [
        ["start", 7, 4, -Infinity],
        ["peel", 5, 3, 1.5],
        ["peel", 3, 2, 3.5],
        ["paste", 4, 3, 2.5]
      ]
    )
  })

  it("is of everything alone where all members are of interest, or all alike", () => {
    const everything = Box.everything(1)
    for (const cases of [
      { names: ["x"], columns: [[1, 2, 3]], ofInterest: [1, 1, 1] },
      { names: ["x"], columns: [[1, 1, 1]], ofInterest: [1, 0, 1] }
    ])
      assert.deepStrictEqual(
        Prim.trajectory(cases).map(({ box }) => box),
        [everything]
      )
  })
})

describe("the box that is chosen", () => {
  it("is restricted and dense enough, and no such box of the way has more coverage", () => {
    fc.assert(
      fc.property(anyCases, anyPatience, fc.constantFrom(0.1, 0.3, 0.8), (cases, patience, leastDensity) => {
        const steps = Prim.trajectory(cases, patience)
        const fit = steps.filter(({ density, restricted }) => density >= leastDensity && restricted > 0)
        const chosen = Prim.chosen(steps, leastDensity)
        assert.strictEqual(chosen === undefined, fit.length === 0)
        if (chosen === undefined) return
        assert.include(fit, chosen)
        assert.isTrue(fit.every(({ ofInterest }) => ofInterest <= chosen.ofInterest))
      })
    )
  })
})
