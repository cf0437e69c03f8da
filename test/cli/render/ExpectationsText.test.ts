/** What is told of an expectation that does not hold: both sides, and what they come from. */
import type { Model } from "@gongfu/core/model/Model"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import * as Run from "@gongfu/core/run/Run"
import * as Verdict from "@gongfu/core/run/Verdict"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import * as ExpectationsText from "gongfu/render/ExpectationsText"
import { assert, describe, it } from "vitest"
import { scenarioOf, settingOf } from "../../core/run/settings.ts"

const shared = `
gongfu: 1
model: sides
label: {en: Sides, zh: 两边}
years: {from: 2020, to: 2035}
units:
  yuan: {label: {en: yuan, zh: 元}, decimals: 2}
dimensions:
  region:
    label: {en: region, zh: 地区}
    members: [{name: north, label: {en: north, zh: 北}}, {name: south, label: {en: south, zh: 南}}]
sectors: [all]
`

/** A model of three numbers. */
const modelOf = (north: number, south: number, y: number): Model => {
  const rest = "unit: yuan, range: [-10, 10], source: {assumption: x}"
  const sector = `
sector: all
label: {en: All, zh: 全部}
variables:
  d: {label: {en: D, zh: 丁}, over: [region], value: {north: ${north}, south: ${south}}, ${rest}}
  y: {label: {en: Y, zh: 乙}, value: ${y}, ${rest}}
`
  return Result.getOrThrow(ModelFiles.load({ path: "model.yaml", text: shared }, [{ path: "all.yaml", text: sector }]))
}

const told = (model: Model, expect: string, language: "en" | "zh" = "en"): string => {
  const { trajectory } = Run.project(settingOf(model), scenarioOf()).state
  const [verdict] = Verdict.of({ expect: [expect], years: model.years }, trajectory)
  return ExpectationsText.one(verdict!, model.units, language)
}

const small = fc.integer({ min: -3, max: 3 })

describe("an expectation that does not hold", () => {
  it("is told with every number that a side comes from, whatever the sides come to", () => {
    fc.assert(
      fc.property(small, small, small, (north, south, y) => {
        const text = told(modelOf(north, south, y), "sum(d[2020]) + abs(y[2021]) > 11")
        for (const [name, value] of Object.entries({ "d[north][2020]": north, "d[south][2020]": south, "y[2021]": y }))
          assert.include(text, `${name} = ${value.toFixed(2)}`)
      }),
      { numRuns: 30 }
    )
    assert.strictEqual(
      told(modelOf(1, -1, 0), "sum(d[2020]) > 1"),
      "sum(d[2020]) > 1: does not hold; 0.00 against 1.00 yuan; d[north][2020] = 1.00, d[south][2020] = -1.00"
    )
    assert.strictEqual(
      told(modelOf(1, -1, 0), "sum(d[2020]) > 1", "zh"),
      "sum(d[2020]) > 1：不成立；左边 0.00 元，右边 1.00 元；d[north][2020] = 1.00，d[south][2020] = -1.00"
    )
  })

  it("is not told a side twice that is a number read", () => {
    assert.strictEqual(
      told(modelOf(2, 2, 3), "y[2020] < d[north][2021]"),
      "y[2020] < d[north][2021]: does not hold; 3.00 against 2.00 yuan"
    )
    assert.strictEqual(
      told(modelOf(2, 2, 3), "(y[2020]) < d[south][2021] - y[2020]"),
      "(y[2020]) < d[south][2021] - y[2020]: does not hold; 3.00 against -1.00 yuan; d[south][2021] = 2.00"
    )
  })

  it("is told with sides that read as two where they are two", () => {
    assert.include(
      told(modelOf(0, 0, 3), "y[2020] == 3.0000000000001"),
      "; 3.0000000000000 against 3.0000000000001 yuan"
    )
    assert.include(
      told(modelOf(0, 0, 3), "y[2020] == 3.0000000000001", "zh"),
      "；左边 3.0000000000000 元，右边 3.0000000000001 元"
    )
  })
})
