import * as Result from "effect/Result"
import * as AssumptionsText from "gongfu/render/AssumptionsText"
import * as DistributionText from "gongfu/render/DistributionText"
import * as Document from "gongfu/render/Document"
import * as VariableEntry from "gongfu/render/VariableEntry"
import { assert, describe, it } from "vitest"
import { load } from "../../core/model/marked.ts"

const modelOf = (keys: string) =>
  Result.getOrThrow(load(`  y: {label: {en: Y, zh: 甲}, unit: share, ${keys}, source: {assumption: a guess}}\n`).result)

describe("how a distribution is told", () => {
  for (const [says, en, zh] of [
    ["value: 1, range: [0, 2]", "triangular", "三角分布"],
    ["value: 1, range: [0, 2], distribution: triangular", "triangular", "三角分布"],
    ["value: 1, range: [0, 2], distribution: uniform", "uniform", "均匀分布"],
    [
      "value: 1, range: [0, 2], distribution: {triangular: {mode: 0.5}}",
      "triangular, most likely 0.50",
      "三角分布，众数 0.50"
    ],
    [
      "value: 1, range: [0, 2], distribution: {normal: {sd: 0.25}}",
      "normal, standard deviation 0.25",
      "正态分布，标准差 0.25"
    ],
    [
      "value: 1, spread: [0.5, 2], distribution: {lognormal: {sd: 0.3}}",
      "lognormal, standard deviation of the logarithm 0.3",
      "对数正态分布，对数标准差 0.3"
    ],
    [
      "value: 1, spread: [0.5, 2], distribution: {triangular: {mode: 0.9}}",
      "triangular, most likely 0.9",
      "三角分布，众数 0.9"
    ]
  ] as const)
    it(`${says}: ${en}`, () => {
      const model = modelOf(says)
      const variable = model.variable.get("y")!
      assert.strictEqual(DistributionText.of(model, variable, "en"), en)
      assert.strictEqual(DistributionText.of(model, variable, "zh"), zh)
    })

  it("is a column of the register where any is declared, and none where none is", () => {
    const register = (keys: string, language: "en" | "zh") =>
      Document.markdown(AssumptionsText.bySector(modelOf(keys), language))
    assert.match(
      register("value: 1, range: [0, 2], distribution: uniform", "en"),
      / Distribution [\s\S]*\| uniform +\|/
    )
    assert.match(register("value: 1, range: [0, 2], distribution: uniform", "zh"), / 分布 [\s\S]*\| 均匀分布 +\|/)
    assert.notInclude(register("value: 1, range: [0, 2]", "en"), "Distribution")
  })

  it("is a line of the reference where it is declared", () => {
    const entry = (keys: string, language: "en" | "zh") => {
      const model = modelOf(keys)
      return JSON.stringify(
        VariableEntry.blocks(model.variable.get("y")!, { model, targets: [], arrows: [], language })
      )
    }
    assert.include(
      entry("value: 1, range: [0, 2], distribution: uniform", "en"),
      '{"strong":"Distribution"},": uniform"'
    )
    assert.include(entry("value: 1, range: [0, 2], distribution: uniform", "zh"), '{"strong":"分布"},"：均匀分布"')
    assert.notInclude(entry("value: 1, range: [0, 2]", "en"), "Distribution")
  })
})
