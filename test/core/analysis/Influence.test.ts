/** How far assumptions move results, where the answer can be reckoned by hand. */
import * as Influence from "@gongfu/core/analysis/Influence"
import * as Dependencies from "@gongfu/core/model/Dependencies"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Kernel from "@gongfu/core/model/Kernel"
import type { Model, Variable } from "@gongfu/core/model/Model"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import * as Paths from "@gongfu/core/analysis/Paths"
import * as Check from "@gongfu/core/model/Check"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { tameDocument } from "../model/arbitraryModel.ts"
import { limits } from "../model/Tape.ts"

const shared = `
gongfu: 1
model: small
label: {en: Small, zh: 小}
years: {from: 2020, to: 2022}
units:
  yuan: {label: {en: yuan, zh: 元}}
  share: {label: {en: share, zh: 比例}, ratio: true}
dimensions:
  place:
    label: {en: place, zh: 地区}
    members: [{name: urban, label: {en: urban, zh: 城镇}}, {name: rural, label: {en: rural, zh: 农村}}]
sectors: [all]
`
const source = "source: {assumption: x}"
const variables = [
  `growth: {label: {en: Growth, zh: 增速}, unit: share/year, value: 0.5, range: [0, 1], ${source}}`,
  `idle: {label: {en: Idle, zh: 闲置}, unit: share, value: 0.5, range: [0, 1], ${source}}`,
  `extra: {label: {en: Extra, zh: 附加}, unit: yuan, over: [place], value: {urban: 4, rural: 8}, range: [2, 16], ${source}}`,
  `path: {label: {en: Path, zh: 路径}, unit: yuan, series: {2020: 10, 2022: 30}, range: [5, 40], ${source}}`,
  `one: {label: {en: One, zh: 一}, unit: yuan, value: 1, source: {derived: x}}`,
  `divisor: {label: {en: Divisor, zh: 除数}, unit: share, value: 1, range: [0, 1], ${source}}`,
  `effort: {label: {en: Effort, zh: 力度}, unit: share, lever: {default: 1, min: 0, max: 2}, source: {plan: "1"}}`,
  `income: {label: {en: Income, zh: 收入}, unit: yuan, initial: 100, equation: prev(income) * (1 + growth) * effort}`,
  `total: {label: {en: Total, zh: 合计}, unit: yuan, equation: "10 * extra[urban] + extra[rural] + path + 0 * one / divisor"}`,
  `hump: {label: {en: Hump, zh: 驼峰}, unit: share, equation: idle * (1 - idle)}`,
  `nothing: {label: {en: Nothing, zh: 零}, unit: yuan, equation: growth * 0 * income}`
]
// Broken at the high end of `extra`: asking for more than there is ends no run here.
const law =
  "invariants:\n  enough: {label: {en: Enough, zh: 足够}, shortage: true, within: ['extra[rural] / one', 0, 12]}\n"
const modelOf = (lines: ReadonlyArray<string>): Model =>
  Result.getOrThrowWith(
    ModelFiles.load({ path: "model.yaml", text: shared }, [
      {
        path: "all.yaml",
        text: `sector: all\nlabel: {en: All, zh: 全部}\nvariables:\n${lines.map((line) => `  ${line}\n`).join("")}${law}`
      }
    ]),
    (faults) => new Error(faults.map((fault) => fault.problem.en).join("; "))
  )
const rank = (model: Model, names: ReadonlyArray<string>, year = 2022): Influence.Ranking => {
  const headline = names.map((name) => Indicator.find(model, name)!)
  const ranking = Influence.rank(Kernel.compile(model), headline, year)
  if ("_tag" in ranking) throw new Error("stopped")
  return ranking
}
const reached = (values: ReadonlyArray<number>): Influence.Outcome => ({ _tag: "Reached", values })

describe("influence", () => {
  const model = modelOf(variables)
  const ranking = rank(model, ["income", "total"])
  const of = (name: string) => ranking.influences.find(({ variable }) => variable.name === name)!

  it("of a number is what both ends of its range give", () => {
    assert.deepStrictEqual(ranking.base, [225, 78])
    assert.deepStrictEqual([of("growth").low, of("growth").high], [reached([100, 78]), reached([400, 78])])
    assert.deepStrictEqual(of("growth").swings, [300 / 225, 0])
  })

  it("of an assumption by member or by year moves it as a whole, as far as all of it stays in the range", () => {
    // By 2 down and 8 up, urban and rural alike.
    assert.deepStrictEqual([of("extra").low, of("extra").high], [reached([225, 56]), reached([225, 166])])
    // By 5 down and 10 up in every year; 2021 lies halfway.
    assert.deepStrictEqual([of("path").low, of("path").high], [reached([225, 73]), reached([225, 88])])
    const before = rank(model, ["total"], 2021).influences.find(({ variable }) => variable.name === "path")!
    assert.deepStrictEqual([before.low, before.high], [reached([63]), reached([78])])
  })

  it("leaves all else as it was given, shocks too, and takes the place of what was given of the assumption", () => {
    const given: Influence.Given = () => ({
      settings: new Map([
        ["effort", 2],
        ["growth", 0.25]
      ]),
      shocks: [{ shock: "s", variable: "path", times: 1, plus: 1 }]
    })
    const headline = ["income", "total"].map((name) => Indicator.find(model, name)!)
    const found = Influence.rank(Kernel.compile(model), headline, 2022, given)
    if ("_tag" in found) throw new Error("stopped")
    const named = (name: string) => found.influences.find(({ variable }) => variable.name === name)!
    assert.deepStrictEqual(found.base, [625, 79])
    assert.deepStrictEqual([named("growth").low, named("growth").high], [reached([400, 79]), reached([1600, 79])])
    assert.deepStrictEqual([named("path").low, named("path").high], [reached([625, 74]), reached([625, 89])])
  })

  it("orders by the largest swing, and names where a run stops", () => {
    assert.deepStrictEqual(
      ranking.influences.map(({ variable }) => variable.name),
      ["extra", "growth", "path", "divisor", "idle"]
    )
    const { high, low, swing } = of("divisor")
    assert.strictEqual(swing, 0)
    assert.deepStrictEqual(high, reached([225, 78]))
    assert.deepInclude(low, { _tag: "Stopped", year: 2020 })
  })

  it("counts the base where both ends lie on one side of it", () => {
    const { base, influences } = rank(model, ["hump"])
    assert.deepStrictEqual([base, influences[0]!.low, influences[0]!.high], [[0.25], reached([0]), reached([0])])
    assert.deepStrictEqual(influences[0]!.swings, [1])
  })

  it("does not measure against a base of zero", () => {
    const { base, influences } = rank(model, ["nothing"])
    assert.deepStrictEqual(base, [0])
    assert.deepStrictEqual(influences[0]!.swings, [undefined])
  })

  it("does not depend on the order of the files", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(variables, { minLength: variables.length }), (shuffled) => {
        const again = rank(modelOf(shuffled), ["income", "total"])
        assert.deepStrictEqual(
          again.influences.map(({ high, low, swing, variable }) => [variable.name, low, high, swing]),
          ranking.influences.map(({ high, low, swing, variable }) => [variable.name, low, high, swing])
        )
      }),
      limits(50)
    )
  })

  it("is exactly nothing where no path leads from the assumption to a result", () => {
    let idle = 0
    fc.assert(
      fc.property(tameDocument, fc.nat(), (document, n) => {
        const drawn = Result.getOrThrow(Check.fromDocument(document))
        const indicator = Indicator.all(drawn)[n % drawn.cells.length]!
        const found = Influence.rank(Kernel.compile(drawn), [indicator], drawn.years.from + 2)
        if ("_tag" in found) return
        const dependencies = Dependencies.of(drawn)
        const to = new Set([indicator.slot])
        const reaches = (variable: Variable): boolean => {
          const from = new Set(variable.cells.map(({ slot }) => slot))
          return from.has(indicator.slot) || Paths.between(dependencies, { from, to }).count > 0
        }
        const outcomes = found.influences
          .filter(({ variable }) => !reaches(variable))
          .flatMap(({ high, low }) => [low, high].filter(({ _tag }) => _tag === "Reached"))
        idle += outcomes.length
        assert.deepStrictEqual(
          outcomes,
          outcomes.map(() => reached(found.base))
        )
      }),
      limits(100)
    )
    assert.isAbove(idle, 50)
  })
})
