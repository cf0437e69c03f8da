/**
 * A few characters of a file cannot stand for more than a machine holds: what is too large is a fault, told at once
 * and in few words. The limit of time of each test is the limit of time of the fault.
 */
import type { Fault } from "@gongfu/core/document/Fault"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import * as Size from "@gongfu/core/model/Size"
import * as Expectation from "@gongfu/core/scenario/Expectation"
import * as ScenarioFile from "@gongfu/core/scenario/ScenarioFile"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import * as Fixture from "../scenario/fixture.ts"
import { common, equation, load, placeOf, shared } from "./marked.ts"

const label = "label: {en: A, zh: 甲}"
const dimension = (name: string, members: number): string =>
  `  ${name}: {${label}, members: [${Array.from({ length: members }, (_, i) => `{name: ${name}${i}, ${label}}`).join(", ")}]}\n`
/** The tiny model with three more dimensions of 60 members each. */
const wide = shared.replace("sectors:", `${["a", "b", "c"].map((name) => dimension(name, 60)).join("")}sectors:`)
const over = (dimensions: string, value = 'equation: "1"', name = "y"): string =>
  `  ${name}: {${label}, unit: share, over: ${dimensions}, ${value}}\n`
const given = 'value: 1, source: {statistic: "1"}'

/** Models that are too large, with the place marked that is told, and by what. */
const models: ReadonlyArray<{ readonly fault: string; readonly says: string; readonly more: string }> = [
  { fault: "TooManyNumbers", says: "a variable over many dimensions", more: over("«[a, b, c]»") },
  { fault: "TooManyNumbers", says: "an input over many dimensions", more: over("«[a, b, c]»", given) },
  {
    fault: "TooManyNumbers",
    says: "variables that only together are too many",
    more: Array.from({ length: 100 }, (_, i) =>
      over(i === Math.floor(Size.mostNumbers / 3600) ? "«[a, b]»" : "[a, b]", given, `y${i}`)
    ).join("")
  },
  {
    fault: "TooManyNumbers",
    says: "a law over many dimensions",
    more: `invariants:\n  law: {${label}, over: «[a, b, c]», within: [price, 0, 9]}\n`
  },
  {
    fault: "TooManyTerms",
    says: "folds within folds",
    more:
      over("[a]", given, "x") + equation("«sum(sum(sum(sum(x, a), a), a), a)»").replace('"«', '«"').replace('»"', '"»')
  },
  {
    fault: "TooManyTerms",
    says: "a fold for each of many members",
    more: over("[a, b]", given, "x") + over("[a, b]", 'equation: «"x / sum(sum(x, a), b)"»', "z")
  },
  { fault: "UnitBeyondBounds", says: "a power that no one can read", more: equation("«pow(price, 1e6)»") },
  {
    fault: "UnknownUnit",
    says: "an exponent in a unit",
    more: `  y: {${label}, unit: «yuan^1e9», equation: "price"}\n`
  }
]

const isShort = (fault: Fault): void => {
  for (const text of [fault.problem.en, fault.problem.zh, fault.remedy.en, fault.remedy.zh])
    assert.isBelow(text.length, 400)
}

describe("a model that is too large", () => {
  for (const { fault, more, says } of models)
    it(`${fault}: ${says}`, () => {
      const { places, result } = load(more, { model: wide })
      const faults = Result.isFailure(result) ? result.failure : []
      assert.deepEqual(
        faults.map(({ _tag }) => _tag),
        [fault]
      )
      assert.deepEqual(faults.map(placeOf), places)
      faults.forEach(isShort)
    })

  it("TooMuchPattern: a long pattern that is used often", () => {
    const note = "a".repeat(200_000)
    const pattern = `pattern: long\n${label}\nvariables:\n  $_x: {${label}, unit: share, equation: "1", note: {en: ${note}, zh: $}}\n`
    const uses = Array.from({ length: 200 }, (_, i) => `  u${i}: {pattern: long, ${label}}\n`).join("")
    const result = ModelFiles.load({ path: "model.yaml", text: `${shared}patterns: [long]\n` }, [
      { path: "all.yaml", text: common.replace("variables:", `uses:\n${uses}variables:`) },
      { path: "long.yaml", text: pattern }
    ])
    const faults = Result.isFailure(result) ? result.failure : []
    assert.deepEqual(
      faults.map(({ _tag, span }) => [_tag, span.text.trim().slice(0, 4)]),
      [["TooMuchPattern", "u99:"]]
    )
    faults.forEach(isShort)
  })
})

describe("a scenario that asks for too much", () => {
  it("cannot fold without end in what it expects", () => {
    const model = Result.getOrThrow(load(over("[a]", given, "x"), { model: wide }).result)
    const { faults } = Expectation.read("sum(sum(sum(sum(x[2025], a), a), a), a) > 1", model, { from: 2020, to: 2030 })
    assert.deepEqual(
      faults.map(({ _tag }) => _tag),
      ["TooLongExpectation"]
    )
    faults.forEach(isShort)
  })

  it("cannot name years without end", () => {
    for (const years of ["1-999999999", "2021-999999999", "1900-2199999"]) {
      const shock = `shocks: [{name: s, on: growth, times: {${years}: 2}, because: {en: b, zh: 因}}]\n`
      const text = `gongfu: 1\nname: long\ntitle: {en: Long, zh: 长}\nplace: ..\n${shock}`
      const { file } = Fixture.success(ScenarioFile.read({ path: "long.yaml", text }))
      const faults = Result.isFailure(file) ? file.failure : []
      assert.strictEqual(faults.length, 1)
      assert.include(faults[0]!.span.text, years)
      faults.forEach(isShort)
    }
  })
})
