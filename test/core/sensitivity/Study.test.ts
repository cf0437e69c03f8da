import * as Ensemble from "@gongfu/core/ensemble/Ensemble"
import * as Plan from "@gongfu/core/ensemble/Plan"
import * as Stopped from "@gongfu/core/ensemble/Stopped"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Study from "@gongfu/core/sensitivity/Study"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { lanesOf } from "../ensemble/sideBySide.ts"
import * as Small from "../target/smallPlace.ts"

const placeWith = (highest: number) =>
  Small.placeOf({
    sector: `${Small.sector}invariants:\n  no_boom: {label: {en: No boom, zh: 无过热}, within: ["income[rural]", 0, ${highest}]}\n`
  })
const scenario = Small.scenario()

const layouts: fc.Arbitrary<Study.StudyPlan["layout"]> = fc.oneof(
  fc.record({ kind: fc.constant("saltelli" as const), rows: fc.constantFrom(2, 8, 16), seed: fc.nat(100) }),
  fc.record({
    kind: fc.constant("morris" as const),
    trajectories: fc.integer({ min: 2, max: 6 }),
    levels: fc.constant(4),
    seed: fc.nat(100)
  })
)

describe("a study of sensitivity", () => {
  it("tells of every input once, the strongest first, whatever fails, and starts from the scenario's own run", () => {
    let [told, failed] = [0, 0]
    fc.assert(
      fc.property(layouts, fc.constantFrom(1e9, 60_000, 1), (layout, highest) => {
        const place = placeWith(highest)
        const { kernel, targets } = place
        const indicators = ["ratio", "income[rural]"].map((name) => Indicator.find(place.model, name)!)
        const asked = { kernel, scenario, layout, indicators, targets: targets.all, noted: [2024, 2030] }
        const plan: Study.StudyPlan = { ...Plan.of(asked), layout }
        const { part } = Ensemble.carryOut(plan, lanesOf(kernel, plan.years.length, 1))
        const outputs = Study.outputsOf(plan, [targets.all[0]!])
        assert.deepStrictEqual(
          outputs.map(({ indicator, target, year }) => `${(target ?? indicator).name} ${year}`),
          [
            ...indicators.flatMap(({ name }) => [`${name} 2024`, `${name} 2030`]),
            `${targets.all[0]!.name} ${plan.targets[0]!.year}`
          ]
        )
        const study = Study.of(plan, part, outputs)
        const { trajectory } = Run.project(place, scenario).state
        for (const { base, indicator, influences, target, untold, without, year } of study.outputs) {
          const names = influences.map(({ variable }) => variable.name)
          assert.strictEqual(new Set(names).size, names.length)
          assert.strictEqual(names.length + without + untold, plan.axes.length)
          assert.isAtLeast(without, 0)
          const strengths = influences.map(({ morris, sobol }) => (sobol?.total ?? morris!.muStar).value)
          assert.deepStrictEqual(
            strengths,
            strengths.toSorted((a, b) => b - a)
          )
          assert.notInclude(strengths, 0)
          if (target === undefined)
            assert.strictEqual(
              base,
              year <= trajectory.to ? Trajectory.at(trajectory, indicator.slot, year) : undefined
            )
          told += names.length
        }
        const size = layout.kind === "saltelli" ? layout.rows : layout.trajectories
        assert.isAtMost(study.dropped, size)
        assert.strictEqual(study.dropped > 0, study.failed > 0)
        const causes = Stopped.causes(plan, place, study.examples)
        assert.strictEqual(
          causes.reduce((sum, { members }) => sum + members, 0),
          study.examples.length
        )
        for (const { example, name } of causes) {
          assert.deepInclude(study.examples, example)
          assert.strictEqual(name, "no_boom")
        }
        assert.isTrue(study.examples.every(({ year }) => year <= 2030))
        if (study.dropped > 0) assert.isAbove(study.examples.length, 0)
        failed += study.failed
      }),
      { numRuns: 30 }
    )
    assert.isAbove(told, 0)
    assert.isAbove(failed, 0)
  })
})
