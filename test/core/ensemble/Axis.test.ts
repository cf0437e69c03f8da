import * as Axis from "@gongfu/core/ensemble/Axis"
import * as Member from "@gongfu/core/ensemble/Member"
import * as Plan from "@gongfu/core/ensemble/Plan"
import * as Check from "@gongfu/core/model/Check"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { tameDocument } from "../model/arbitraryModel.ts"
import { sector, shared, town, townScenario } from "../run/town.ts"

/** The town, with what is put in the place of the text of one of its assumptions. */
const modelWith = (found: string, put: string) => {
  assert.include(sector, found)
  return Result.getOrThrow(
    ModelFiles.load({ path: "model.yaml", text: shared }, [{ path: "all.yaml", text: sector.replace(found, put) }])
  )
}
const divisor = "value: 2, range: [-10, 10]"
const names = (variables: ReadonlyArray<{ readonly name: string }>) => variables.map(({ name }) => name)

describe("the assumptions of an ensemble", () => {
  const { model } = town.kernel

  it("vary in the order of names, except those that the scenario sets and those of one value", () => {
    const free = Axis.assumptions(model, townScenario())
    assert.deepStrictEqual(
      free.axes.map(({ variable }) => variable.name),
      ["divisor", "growth", "trade"]
    )
    assert.deepStrictEqual([names(free.held), names(free.fixed)], [[], []])
    // One member of a variable is the variable: what was said of a part is not contradicted by the whole.
    const held = Axis.assumptions(model, townScenario({ assumptions: { "growth[rural]": 0.1 } }))
    assert.deepStrictEqual(
      held.axes.map(({ variable }) => variable.name),
      ["divisor", "trade"]
    )
    assert.deepStrictEqual(names(held.held), ["growth"])
    const fixed = Axis.assumptions(modelWith(divisor, "value: 2, range: [2, 2]"), townScenario())
    assert.deepStrictEqual(names(fixed.fixed), ["divisor"])
    assert.deepStrictEqual(
      fixed.axes.map(({ variable }) => variable.name),
      ["growth", "trade"]
    )
  })

  it("are held just when the scenario itself names one of their numbers, whatever their names", () => {
    const chosen = fc.array(fc.boolean(), { minLength: 20, maxLength: 20 })
    fc.assert(
      fc.property(tameDocument, chosen, (document, turns) => {
        const drawn = Result.getOrThrow(Check.fromDocument(document))
        const all = drawn.variables.filter(({ kind }) => kind === "assumption")
        const named = all.filter((_, i) => turns[i])
        const assumptions = Object.fromEntries(named.map(({ cells }) => [cells.at(-1)!.name, 1]))
        const { held } = Axis.assumptions(drawn, { assumptions })
        assert.deepStrictEqual(names(held), names(named).toSorted())
        assert.deepStrictEqual(names(Axis.assumptions(drawn, { assumptions: {} }).held), [])
      }),
      { numRuns: 300 }
    )
  })

  it("are distributed as the model says, and triangular around its own value where it says nothing", () => {
    for (const [says, expected] of [
      ["", { shape: "triangular", low: -10, high: 10, mode: 2 }],
      [", distribution: triangular", { shape: "triangular", low: -10, high: 10, mode: 2 }],
      [", distribution: {triangular: {mode: 3}}", { shape: "triangular", low: -10, high: 10, mode: 3 }],
      [", distribution: uniform", { shape: "uniform", low: -10, high: 10 }],
      [", distribution: {normal: {sd: 4}}", { shape: "normal", low: -10, high: 10, mean: 2, sd: 4 }]
    ] as const) {
      const { axes } = Axis.assumptions(modelWith(divisor, divisor + says), townScenario())
      assert.deepStrictEqual(axes[0]!.distribution, expected)
    }
    const lognormal = modelWith(divisor, "value: 2, range: [0, 10], distribution: {lognormal: {sd: 0.5}}")
    const { axes } = Axis.assumptions(lognormal, townScenario())
    assert.deepStrictEqual(axes[0]!.distribution, { shape: "lognormal", low: 0, high: 10, median: 2, sd: 0.5 })
  })

  it("are an axis of a lever with each level between its ends as likely as any", () => {
    const axis = Axis.ofLever(model.variable.get("tax_rate")!)!
    assert.deepStrictEqual(axis.distribution, { shape: "uniform", low: 0, high: 0.9 })
    assert.deepStrictEqual(axis.position, { kind: "value", low: 0, high: 0.9, centre: 0.2 })
    assert.isUndefined(Axis.ofLever(model.variable.get("trade")!))
    assert.isUndefined(Axis.ofAssumption(model.variable.get("tax_rate")!))
  })
})

describe("a member", () => {
  it("is a scenario that a file may hold: every axis set, and nothing else changed", () => {
    const base = townScenario({ levers: { aid: { 2022: 20 } } })
    const plan = Plan.make(town.kernel, [], base, { sampler: "latin-hypercube", members: 9, seed: 4 }, [])
    const positions = new Float64Array(plan.axes.length)
    Plan.positions(plan)(7, positions)
    const member = Member.scenario(town.kernel.model, base, plan.axes, positions, 7)
    assert.strictEqual(member.name, "town-member-7")
    assert.deepStrictEqual(member.levers, base.levers)
    assert.deepStrictEqual(Object.keys(member.assumptions), ["divisor", "growth[rural]", "growth[urban]", "trade"])
    assert.strictEqual(member.assumptions["divisor"], positions[0])
    // A series is set in every year, because between its points the range may bend it.
    assert.strictEqual(Object.keys(member.assumptions["trade"] as object).length, 11)
    assert.match(Scenario.fingerprint(member), /^[0-9a-f]{64}$/)
  })

  it("has a name of at most 64 characters, with its number whole", () => {
    assert.strictEqual(Member.nameOf("a".repeat(64), 9_999_999), `${"a".repeat(49)}-member-9999999`)
  })
})
