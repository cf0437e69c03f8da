import * as Box from "@gongfu/core/discovery/Box"
import * as Discovery from "@gongfu/core/discovery/Discovery"
import * as Steps from "@gongfu/core/document/Steps"
import * as Ensemble from "@gongfu/core/ensemble/Ensemble"
import * as Plan from "@gongfu/core/ensemble/Plan"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { lanesOf } from "../ensemble/sideBySide.ts"
import * as Small from "../target/smallPlace.ts"
import { anyCases, scattered } from "./cases.ts"

const askings = fc.record({
  boxes: fc.integer({ min: 1, max: 3 }),
  density: fc.double({ min: 0.2, max: 1, noNaN: true }),
  alpha: fc.double({ min: 0.02, max: 0.3, noNaN: true }),
  seed: fc.nat(100)
})

const planted = scattered(200, ["a", "b", "c"], 3, ([a, b]) => (a! > 0.6 && b! < 0.5) || a! < 0.1)

describe("a discovery", () => {
  it("finds boxes that are as dense as was asked, in as many steps as it says at most", () => {
    let found = 0
    fc.assert(
      fc.property(fc.oneof(anyCases, fc.constant(planted)), askings, (cases, asked) => {
        let steps = 0
        const generator = Discovery.inSteps(cases, asked)
        let next = generator.next()
        for (; next.done !== true; next = generator.next()) steps++
        const boxes = next.value
        assert.isAtMost(steps, Discovery.stepsOf(asked))
        assert.isAtMost(boxes.length, asked.boxes)
        for (const { reproduced, restrictions, step } of boxes) {
          assert.isAtLeast(step.density, asked.density)
          const restricted = restrictions.map(({ dimension }) => dimension)
          assert.sameMembers([...new Set(restricted)], [...Box.restrictedDimensions(step.box)])
          assert.isTrue(reproduced.every((part) => part >= 0 && part <= 1))
        }
        // The first is among all of them.
        const [first] = boxes
        if (first === undefined) return
        assert.deepInclude(first.step, Box.holding(cases, first.step.box, Box.allOf(cases)))
        found++
      }),
      { numRuns: 60 }
    )
    assert.isAbove(found, 20)
  })

  it("finds nothing where all members are alike", () => {
    fc.assert(
      fc.property(anyCases, askings, fc.constantFrom(0, 1), (cases, asked, all) => {
        const alike = { ...cases, ofInterest: Array.from(cases.ofInterest, () => all) }
        assert.deepStrictEqual(Steps.atAStroke(Discovery.inSteps(alike, asked)), [])
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
})
