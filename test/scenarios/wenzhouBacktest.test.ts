/**
 * What the Wenzhou model is worth outside the years that it was fitted to: under the national shocks of 2022 it comes
 * within 5% of what was published for 2021 and 2022 of output, income and the urban-rural ratio.
 */
import * as Backtest from "@gongfu/core/analysis/Backtest"
import * as Span from "@gongfu/core/document/Span"
import * as ActualsFile from "@gongfu/scenarios/ActualsFile"
import * as ProjectFiles from "@gongfu/scenarios/ProjectFiles"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { folder, place, runOf } from "./Wenzhou.ts"

const from = Span.whole("wenzhou")
const { actuals, plan } = await Effect.runPromise(
  Effect.gen(function* () {
    const found = yield* ProjectFiles.loadBacktest(
      { folder: folder.replace(/\/$/, ""), shown: "wenzhou", from },
      place.model
    )
    return { plan: found.plan, actuals: yield* ActualsFile.load(found.actuals) }
  })
)
const run = await runOf("observed-shocks")
const backtest = Result.getOrThrow(Backtest.of(run.state.trajectory, plan, [actuals]))

const errorOf = (indicator: string, year: number): number => {
  const found = backtest.comparisons.filter((one) => one.mapped.indicator.name === indicator && one.year === year)
  assert.strictEqual(found.length, 1, `${indicator} ${year}`)
  assert.strictEqual(found[0]!.standing, "out_of_sample", `${indicator} ${year}`)
  return found[0]!.error!
}

describe("Wenzhou against published figures", () => {
  it("comes within 5% of output, incomes and the urban-rural ratio of 2021 and 2022, which it was not fitted to", () => {
    for (const name of ["gdp", "income[urban]", "income[rural]", "resident_income", "urban_rural_ratio"])
      for (const year of [2021, 2022]) assert.isBelow(Math.abs(errorOf(name, year)), 0.05, `${name} ${year}`)
  })

  it("begins in 2020 with what was published", () => {
    for (const name of [
      "gdp",
      "population",
      "income[urban]",
      "income[rural]",
      "budget_revenue",
      "retail_sales",
      "foreign_trade"
    ]) {
      const base = backtest.comparisons.find((one) => one.mapped.indicator.name === name && one.year === 2020)
      assert.strictEqual(base?.standing, "base", name)
      assert.isBelow(Math.abs(base!.error!), 1e-9, name)
    }
  })

  it("compares everything that it maps, and loses no row", () => {
    assert.deepStrictEqual(backtest.withoutActual, [])
    assert.strictEqual(backtest.comparisons.length + backtest.setAside.length, actuals.length)
  })

  it("calls every published series by a Chinese name, each by its own", () => {
    const published = [...new Set(actuals.map(({ indicator }) => indicator))]
    const names = published.map((name) => Backtest.labelOf(backtest, name).zh)
    for (const [i, name] of names.entries()) assert.match(name, /\p{Script=Han}{2}/u, published[i])
    assert.strictEqual(new Set(names).size, published.length)
    for (const { indicator, indicatorZh } of actuals) assert.isDefined(indicatorZh, indicator)
  })

  it("differs from business as usual by the two shocks and by nothing before 2022", async () => {
    const usual = await runOf("business-as-usual")
    const rows = (r: typeof run, year: number) =>
      r.state.trajectory.rows.subarray((year - 2020) * place.model.slots, (year - 2019) * place.model.slots)
    for (const year of [2020, 2021]) assert.deepStrictEqual(rows(run, year), rows(usual, year))
    const shocks = run.events
      .filter(({ type }) => type === "ShockApplied")
      .map((event) => [event.type, "year" in event && event.year])
    assert.deepStrictEqual(shocks, [
      ["ShockApplied", 2022],
      ["ShockApplied", 2022]
    ])
  })
})
