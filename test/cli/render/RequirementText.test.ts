/** What stands beside the one figure of a target says which year's it is, and what was asked of it. */
import type { Unit } from "@gongfu/core/model/ModelDocument"
import type * as Target from "@gongfu/core/target/Target"
import { assert, describe, it } from "vitest"
import * as RequirementText from "../../../packages/cli/src/render/RequirementText.ts"

const unit = { name: "x", label: { en: "x", zh: "个" }, decimals: 1 } as unknown as Unit

const target = (kind: Target.Target["kind"], first = 2021) =>
  ({ kind, first, by: 2025, label: { en: "Air", zh: "空气" } }) as Target.Target

describe("RequirementText", () => {
  it("names the year of the figure where each of several years counts", () => {
    const names = (one: Target.Target) => [RequirementText.nameOf(one, "en"), RequirementText.nameOf(one, "zh")]
    for (const kind of ["level", "average_growth", "multiple_of_base", "increase_over_base", "cumulative"] as const)
      assert.deepStrictEqual(names(target(kind)), ["Air", "空气"])
    for (const kind of ["ceiling_each_year", "annual_flow"] as const)
      assert.deepStrictEqual(names(target(kind)), ["Air, worst year", "空气（最差年份）"])
    assert.deepStrictEqual(names(target("trend_down")), ["Air, year of least fall", "空气（降幅最小年份）"])
    assert.deepStrictEqual(names(target("trend_down", 2025)), ["Air", "空气"])
  })

  it("asks of what has to fall to come below the year before", () => {
    assert.strictEqual(RequirementText.of({ requirement: undefined }, 25.7, unit, 1), "<25.7")
    assert.strictEqual(RequirementText.of({ requirement: { comparison: "at_most", value: 3 } }, 3, unit, 1), "≤3.0")
  })
})
