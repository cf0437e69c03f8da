/** Runs of models that count the same input in different units. */
import * as Compare from "@gongfu/core/analysis/Compare"
import type { ComparedRun } from "@gongfu/core/analysis/ComparedRun"
import * as FirstDivergence from "@gongfu/core/analysis/FirstDivergence"
import * as History from "@gongfu/core/analysis/History"
import * as Run from "@gongfu/core/run/Run"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { settingOf } from "../run/settings.ts"
import { townScenario } from "../run/town.ts"
import { place } from "../target/smallPlace.ts"
import { modelOf } from "./parted.ts"

/** A model whose lever and assumption are counted in a unit. */
const model = (unit: string) =>
  modelOf(`sector: all
label: {en: All, zh: 全部}
variables:
  spent: {label: {en: Spent, zh: 支出}, unit: ${unit}, lever: {default: 1, min: 0, max: 1000}, source: {plan: "1"}}
  rest: {label: {en: Rest, zh: 其余}, unit: ${unit}, value: 2, range: [0, 1000], source: {assumption: "as before"}}
  ratio: {label: {en: Ratio, zh: 比}, unit: share, equation: spent / rest}
`)

const [ones, others] = [model("yuan"), model("share")]

/** A run that sets both, and hits the assumption. */
const run = (of: typeof ones, id: string, spent: number, rest: number): ComparedRun => {
  const shocks = [{ name: "hit", on: "rest", times: { "2022": 2 }, plus: {}, because: { en: "x", zh: "x" } }]
  const { events } = Run.project(settingOf(of), townScenario({ levers: { spent }, assumptions: { rest }, shocks }))
  return { id, title: { en: id, zh: id }, events, model: of, targets: { ...place.targets, all: [] } }
}

const numbers = fc.integer({ min: 1, max: 9 })

describe("an input that two models count in different units", () => {
  it("is told once, and neither a difference nor the same, however it is set", () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, numbers, fc.boolean(), (a, b, c, d, all) => {
        const found = Compare.of([run(ones, "a", a, b), run(others, "b", c, d)], { all })
        const { assumptions, levers, shocks } = found.inputs
        assert.deepStrictEqual([levers, assumptions, shocks], [[], [], []])
        assert.deepStrictEqual([found.compared.inputs, found.differing.inputs], [1, 0])
        assert.deepStrictEqual(
          found.gaps.flatMap(({ kind, subject }) => (kind === "different_units" ? [subject] : [])),
          ["rest", "spent"]
        )
        assert.isFalse(found.same)
      })
    )
  })

  it("is where runs part by how the models define it, not by how it is set", () => {
    const [a, b] = [run(ones, "a", 3, 2), run(others, "b", 5, 2)].map(({ events, model: of }) =>
      History.of({ model: of, events })
    )
    const { divergence } = FirstDivergence.of(a!, b!, ["ratio"])
    assert.deepStrictEqual([divergence?.at.name, divergence?.cause], ["spent", "definition"])
  })
})
