/** Accounts: what comes in goes out, in every year and whatever is set, and nothing else is called an account. */
import * as Accounts from "@gongfu/core/analysis/Accounts"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as ExampleCity from "../../scenarios/ShippedPlace.ts"
import { anySettings, asFound, model, project } from "../../scenarios/Wenzhou.ts"

const sum = (values: ReadonlyArray<number>): number => values.reduce((a, b) => a + b, 0)

describe("accounts of Wenzhou", () => {
  const accounts = Accounts.of(model)

  it("are those of its money, and of the land that is sold", () => {
    assert.deepStrictEqual(
      accounts.map(({ name, unit }) => [name, unit]),
      [
        ["budget_closes", "100m_yuan/year"],
        ["land_closes", "100m_yuan/year"],
        ["land_uses", "mu/year"],
        ["security_closes", "100m_yuan/year"],
        ["dibao_arrives", "100m_yuan/year"],
        ["rural_fund_closes", "100m_yuan/year"],
        ["rural_money_by_group", "100m_yuan/year"],
        ["agriculture_closes", "100m_yuan/year"],
        ["collectives_close", "100m_yuan/year"]
      ]
    )
  })

  it("a side that is one number is what there is to spend, and what is subtracted stands on the other side", () => {
    const names = (name: string) => {
      const { sources, uses } = accounts.find((account) => account.name === name)!
      return [sources, uses].map((side) => side.map((indicator) => indicator.name))
    }
    assert.deepStrictEqual(names("rural_fund_closes"), [
      ["rural_fund"],
      ["industry_support_paid", "collective_support_paid", "fund_to_works"]
    ])
    assert.deepStrictEqual(names("agriculture_closes"), [
      ["spending[agriculture]", "fund_to_works"],
      ["village_works", "farm_support"]
    ])
  })

  it("K1 balance in every year, whatever is set", () => {
    fc.assert(
      fc.property(anySettings(), (settings) => {
        const trajectory = project(settings)
        fc.pre(!("reason" in trajectory))
        for (const { name, sources, uses } of accounts)
          for (const year of Trajectory.years(trajectory)) {
            const of = (side: typeof sources) => sum(side.map(({ slot }) => Trajectory.at(trajectory, slot, year)))
            const [a, b] = [of(sources), of(uses)]
            assert.closeTo(a, b, 1e-6 * Math.max(1, Math.abs(a)), `${name} ${year}`)
          }
      }),
      { numRuns: 10, ...asFound }
    )
  })
})

it("the example city's only account is its budget", async () => {
  const { model: small } = await ExampleCity.load("example-city")
  assert.deepStrictEqual(
    Accounts.of(small).map(({ name, sources, uses }) => [name, sources.length, uses.length]),
    [["money_spent_once", 1, 3]]
  )
})
