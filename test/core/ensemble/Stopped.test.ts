/** What stopped members is what stops them as runs. */
import * as Ensemble from "@gongfu/core/ensemble/Ensemble"
import * as Plan from "@gongfu/core/ensemble/Plan"
import * as Stopped from "@gongfu/core/ensemble/Stopped"
import * as Summarise from "@gongfu/core/ensemble/Summarise"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Small from "../target/smallPlace.ts"
import { lanesOf } from "./sideBySide.ts"

const placeWith = (highest: number, least: number) =>
  Small.placeOf({
    sector: `${Small.sector}invariants:\n  no_boom: {label: {en: No boom, zh: 无过热}, within: ["income[rural]", 0, ${highest}]}\n  sane: {label: {en: Sane, zh: 合理}, within: [ratio, ${least}, 20]}\n`
  })

describe("the causes of members that stopped", () => {
  it("count every member that was looked at once, by the law that its own numbers break first", () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(
        fc.integer({ min: 20_000, max: 200_000 }),
        fc.double({ min: 0.01, max: 2, noNaN: true }),
        fc.nat(50),
        (highest, least, seed) => {
          const place = placeWith(highest, least)
          const design = { sampler: "latin-hypercube", members: 60, seed } as const
          const plan = Plan.make(place.kernel, place.targets.all, Small.scenario(), design, [])
          const { part, shape } = Ensemble.carryOut(plan, lanesOf(place.kernel, plan.years.length, 1))
          const summary = Summarise.of(plan, shape, part)
          const causes = Stopped.causes(plan, place, summary.failed.examples)
          const { examples } = summary.failed
          assert.strictEqual(
            causes.reduce((sum, { members }) => sum + members, 0),
            examples.length
          )
          for (const { example, label, name, reason } of causes) {
            assert.deepInclude(examples, example)
            assert.strictEqual(reason, "invariant_broken")
            assert.strictEqual(label.en, name === "sane" ? "Sane" : "No boom")
            seen.add(name)
          }
          for (const [i, { members }] of causes.entries()) assert.isAtMost(members, causes[i - 1]?.members ?? Infinity)
        }
      ),
      { numRuns: 25 }
    )
    assert.deepStrictEqual([...seen].toSorted(), ["no_boom", "sane"])
  })
})
