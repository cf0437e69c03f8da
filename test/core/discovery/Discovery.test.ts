import * as Box from "@gongfu/core/discovery/Box"
import * as Certainty from "@gongfu/core/discovery/Certainty"
import * as Discovery from "@gongfu/core/discovery/Discovery"
import * as Prim from "@gongfu/core/discovery/Prim"
import * as Steps from "@gongfu/core/document/Steps"
import * as Ensemble from "@gongfu/core/ensemble/Ensemble"
import * as Plan from "@gongfu/core/ensemble/Plan"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { lanesOf } from "../ensemble/sideBySide.ts"
import * as Small from "../target/smallPlace.ts"
import { anyCases, byName, scattered } from "./cases.ts"

const askings = fc.record({
  boxes: fc.integer({ min: 1, max: 3 }),
  density: fc.double({ min: 0.2, max: 1, noNaN: true }),
  alpha: fc.double({ min: 0.02, max: 0.3, noNaN: true }),
  seed: fc.nat(100)
})

const planted = scattered(200, ["a", "b", "c"], 3, ([a, b]) => (a! > 0.6 && b! < 0.5) || a! < 0.1)

const discovered = (cases: Box.Cases, asked: Discovery.Asked): Discovery.Discovery =>
  Steps.atAStroke(Discovery.inSteps(cases, asked))

const usual = { boxes: 1, density: 0.8, alpha: 0.05, seed: 1 }

describe("a discovery", () => {
  it("finds boxes that are restricted, as dense as was sought, by what holds up, in as many steps as it says", () => {
    let [found, doubted] = [0, 0]
    fc.assert(
      fc.property(fc.oneof(anyCases, fc.constant(planted)), askings, (cases, asked) => {
        let steps = 0
        const generator = Discovery.inSteps(cases, asked)
        let next = generator.next()
        for (; next.done !== true; next = generator.next()) steps++
        const { boxes, doubtful } = next.value
        assert.isAtMost(steps, Discovery.stepsOf(asked))
        assert.isAtMost(boxes.length + (doubtful === undefined ? 0 : 1), asked.boxes)
        for (const { leastDensity, reproduced, restrictions, step, trajectory } of boxes) {
          assert.isAtLeast(leastDensity, asked.density)
          assert.isAtLeast(step.density, leastDensity)
          assert.isAtLeast(step.density, trajectory[0]!.density)
          const restricted = restrictions.map(({ dimension }) => dimension)
          assert.isAbove(restricted.length, 0)
          assert.sameMembers([...new Set(restricted)], [...Box.restrictedDimensions(step.box)])
          assert.isTrue(reproduced.every((part) => part >= 0 && part <= 1))
          for (const told of restrictions) {
            assert.isAtMost(told.quasiP, 0.05)
            assert.isAtLeast(reproduced[told.dimension]!, 0.5)
          }
        }
        if (doubtful !== undefined) {
          doubted++
          const { densest, leastDensity, reproduced, restrictions, step } = doubtful
          assert.isAtLeast(step.density, leastDensity)
          assert.isFalse(restrictions.every((told) => Discovery.holdsUp(told, reproduced)))
          if (densest !== undefined) {
            assert.isBelow(densest.step.density, leastDensity)
            assert.isTrue(densest.restrictions.every((told) => Discovery.holdsUp(told, densest.reproduced)))
          }
        }
        // The first is among all of them.
        const [first] = boxes
        if (first === undefined) return
        assert.deepInclude(first.step, Box.holding(cases, first.step.box, Box.allOf(cases)))
        found++
      }),
      { numRuns: 60 }
    )
    assert.isAbove(found, 3)
    assert.isAbove(doubted, 3)
  })

  it("tells how often a box is found again at the density of the very box that it shows", () => {
    let narrowed = 0
    fc.assert(
      fc.property(fc.oneof(anyCases, fc.constant(planted)), askings, (cases, asked) => {
        const { boxes, doubtful } = discovered(cases, { ...asked, boxes: 1 })
        const shown = [...boxes, ...(doubtful === undefined ? [] : [doubtful, doubtful.densest])].flatMap(
          (one) => one ?? []
        )
        if (shown.length === 0) return
        const patience = { ...Prim.defaultPatience, alpha: asked.alpha }
        const again = Certainty.resampled(cases, { ...Certainty.defaultResampling, seed: asked.seed }, patience)
        for (const { reproduced, step } of shown) {
          assert.deepStrictEqual(reproduced, Certainty.reproduced(again, step, cases.names.length).byDensity)
          if (!(boxes[0] ?? doubtful)!.trajectory.some(({ density }) => density === step.density)) narrowed++
        }
      }),
      { numRuns: 30 }
    )
    assert.isAbove(narrowed, 3)
  })

  it("finds two boxes one after the other, and no third", () => {
    const isIn = ([x, y]: ReadonlyArray<number>): boolean => (x! < 0.3 && y! < 0.4) || (x! > 0.6 && y! > 0.85)
    const cases = scattered(3000, ["x", "y", "z"], 2, isIn)
    const { boxes } = discovered(cases, { ...usual, boxes: 5, density: 0.9 })
    const large = boxes.filter(({ step }) => step.coverage > 0.1)
    assert.strictEqual(large.length, 2)
    const expected = [
      { x: [-Infinity, 0.3], y: [-Infinity, 0.4], z: [-Infinity, Infinity] },
      { x: [0.6, Infinity], y: [0.85, Infinity], z: [-Infinity, Infinity] }
    ] as const
    for (const [i, box] of expected.entries())
      for (const [name, range] of Object.entries(box))
        for (const [end, limit] of range.entries()) {
          const got = byName(cases, large[i]!.step.box)[name]![end]!
          if (Number.isFinite(limit)) assert.closeTo(got, limit, 0.06)
          else assert.strictEqual(got, limit)
        }
  })

  it("takes each member once, whatever the cases: coverage and mass add up", () => {
    fc.assert(
      fc.property(fc.oneof(anyCases, fc.constant(planted)), askings, (cases, asked) => {
        let left = Box.allOf(cases)
        const all = Box.interesting(cases, left)
        for (const { step } of discovered(cases, asked).boxes) {
          const held = new Set(Box.inside(cases, step.box, left))
          assert.strictEqual(held.size, step.members)
          assert.closeTo(step.mass, held.size / cases.ofInterest.length, 1e-12)
          assert.closeTo(step.coverage, Box.interesting(cases, Int32Array.from(held)) / all, 1e-12)
          left = left.filter((member) => !held.has(member))
        }
      }),
      { numRuns: 25 }
    )
  })

  it("offers no box over noise, of however many dimensions, and tells apart the one that a search comes to", () => {
    const names = Array.from({ length: 40 }, (_, i) => `x${i}`)
    let [offered, doubted] = [0, 0]
    for (let seed = 0; seed < 8; seed++) {
      // What makes the difference is no dimension.
      const noise = scattered(200, [...names, "chance"], seed, (point) => point.at(-1)! < 0.6)
      const cases = { ...noise, names, columns: noise.columns.slice(0, -1) }
      const { boxes, doubtful } = discovered(cases, usual)
      offered += boxes.length
      doubted += doubtful === undefined ? 0 : 1
    }
    assert.deepStrictEqual([offered, doubted], [0, 8])
  })

  it("restricts something where all members together are as dense as asked, and then seeks half as many others", () => {
    const cases = scattered(1000, ["x", "y", "z"], 5, ([x, y]) => x! < 0.7 || y! < 0.6)
    const all = Box.interesting(cases, Box.allOf(cases)) / 1000
    assert.isAbove(all, usual.density)
    const [box] = discovered(cases, usual).boxes
    assert.strictEqual(box!.leastDensity, 1 - (1 - all) / 2)
    assert.isAtLeast(box!.step.density, box!.leastDensity)
    assert.isAbove(box!.restrictions.length, 0)
  })

  it("finds nothing where all members are alike", () => {
    fc.assert(
      fc.property(anyCases, askings, fc.constantFrom(0, 1), (cases, asked, all) => {
        const alike = { ...cases, ofInterest: Array.from(cases.ofInterest, () => all) }
        assert.deepStrictEqual(discovered(alike, asked), { boxes: [], doubtful: undefined })
      }),
      { numRuns: 20 }
    )
  })

  it("counts of interest just the members that meet a target, or all others", () => {
    const place = Small.placeOf({})
    const design = { sampler: "monte-carlo", members: 80, seed: 2 } as const
    const plan = Plan.make(place.kernel, place.targets.all, Small.scenario(), design, [])
    const { part } = Ensemble.carryOut(plan, lanesOf(place.kernel, plan.years.length, 1))
    for (const [i, { target }] of plan.targets.entries())
      for (const met of [true, false]) {
        const cases = Discovery.casesOf(plan, part, { targets: [target], met })
        const count = met ? part.met[i]! : 80 - part.met[i]!
        assert.strictEqual(Box.interesting(cases, Box.allOf(cases)), count)
        assert.strictEqual(cases.columns.length, plan.axes.length)
      }
    assert.isTrue([...part.met].some((count) => count > 0 && count < 80))
  })

  it("names the members that failed before a target was assessed, none of which meets it", () => {
    const place = Small.placeOf({
      sector: `${Small.sector}invariants:\n  no_boom: {label: {en: No boom, zh: 无过热}, within: ["income[rural]", 0, 60000]}\n`
    })
    const design = { sampler: "monte-carlo", members: 80, seed: 2 } as const
    const plan = Plan.make(place.kernel, place.targets.all, Small.scenario(), design, [])
    const { part } = Ensemble.carryOut(plan, lanesOf(place.kernel, plan.years.length, 1))
    let some = 0
    for (const { target, year } of plan.targets) {
      const failed = Discovery.failedOf(plan, part, [target])
      const upTo = part.failures.slice(0, year - plan.years[0]! + 1).reduce((sum, count) => sum + count, 0)
      assert.strictEqual(failed.length, upTo)
      const { ofInterest } = Discovery.casesOf(plan, part, { targets: [target], met: false })
      assert.isTrue(failed.every((member) => ofInterest[member] === 1))
      if (failed.length > 0 && failed.length < 80) some++
    }
    assert.isAbove(some, 0)
  })
})
