/** The fit to 2015-2020, and the model's own values held to it: within a hundredth of each parameter's range. */
import * as Span from "@gongfu/core/document/Span"
import * as Check from "@gongfu/core/model/Check"
import * as ActualsFile from "@gongfu/scenarios/ActualsFile"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Base2015 from "../../packages/scenarios/fit/Base2015.ts"
import * as Fit from "../../packages/scenarios/fit/Fit.ts"
import * as Published from "../../packages/scenarios/fit/Published.ts"
import { folder, model } from "./Wenzhou.ts"

const csv = `${folder}data/published.csv`
const figure = Published.of(await Effect.runPromise(ActualsFile.load({ path: csv, shown: csv, from: Span.whole(csv) })))
const { parameters, residuals } = Fit.fit(model, figure)

describe("the fit to 2015-2020", () => {
  it("gives the values that the model carries", () => {
    for (const { current, name, range, value } of parameters)
      assert.isAtMost(Math.abs(value - current), 0.01 * (range[1] - range[0]), name)
  })

  it("is a least: no parameter can be moved within its range to a better fit", () => {
    const run = Fit.runner(model, figure)
    const all = Fit.observations(figure)
    const values = parameters.map(({ value }) => value)
    const least = Fit.loss(all, run(values))
    for (const [i, { name, range }] of parameters.entries())
      for (const step of [-0.02, 0.02]) {
        const moved = values[i]! + step * (range[1] - range[0])
        if (moved < range[0] || moved > range[1]) continue
        assert.isAbove(Fit.loss(all, run(values.with(i, moved))), least, `${name} ${step}`)
      }
  })

  it("does not lean on the values that the model carries", () => {
    const names = new Set<string>(Fit.parameters.map(({ name }) => name))
    const other = Result.getOrThrow(
      Check.fromDocument({
        ...model.document,
        sectors: model.document.sectors.map((sector) => ({
          ...sector,
          variables: sector.variables.map((variable) => {
            if (!names.has(variable.name)) return variable
            const middle = (variable.range![0] + variable.range![1]) / 2
            return variable.series === undefined
              ? { ...variable, value: middle }
              : { ...variable, series: { 2020: middle } }
          })
        }))
      })
    )
    for (const [i, { name, value }] of Fit.fit(other, figure).parameters.entries())
      assert.approximately(value, parameters[i]!.value, 1e-9, name)
  })

  it("starts from what was published for 2015", () => {
    const read = Fit.runner(model, figure)(parameters.map(({ value }) => value))
    const starts: ReadonlyArray<readonly [string, number]> = [
      ["gdp", figure("GDP nominal", 2015)],
      ["budget_revenue", figure("General public budget revenue", 2015)],
      ["retail_sales", figure("Retail sales of consumer goods", 2015)],
      ["income[urban]", figure("Per-capita disposable income, urban", 2015)],
      ["income[rural]", figure("Per-capita disposable income, rural", 2015)],
      ["urbanisation", 0.68]
    ]
    for (const [address, published] of starts) assert.approximately(read(address, 2015) / published, 1, 1e-9, address)
    assert.isAbove(Base2015.population2015(figure), 10_000 * figure("Resident population year-end", 2015))
  })

  it("comes within 1.2% of every figure that it is held to, but for output of 2019", () => {
    const missed = residuals.filter(({ error, fitted }) => fitted && Math.abs(error) > 0.012).map(({ label }) => label)
    assert.deepStrictEqual(missed, ["GDP in 2019 over 2015, real"])
  })
})
