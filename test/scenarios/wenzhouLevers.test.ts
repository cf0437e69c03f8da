/**
 * The levers of Wenzhou: which there are, that each moves something the plan asks for, and that each costs what it
 * should.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Decider from "@gongfu/core/run/Decider"
import * as RunState from "@gongfu/core/run/RunState"
import * as Run from "@gongfu/core/run/Run"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { anySettings, asFound, levers, model, place, policyYears, project, read, reader } from "./Wenzhou.ts"

/** Range of each lever. */
const table: Readonly<Record<string, readonly [number, number]>> = Object.fromEntries(
  levers.map(({ lever, name }) => [name, [lever!.min, lever!.max]])
)

const base = reader({})
const scenarioData = {
  gongfu: 1,
  name: "nothing-new",
  title: { en: "Nothing new", zh: "维持现状" },
  years: model.years,
  shortage: "refuse",
  levers: {},
  assumptions: {},
  shocks: [],
  expect: []
}
const raised = (name: string) => reader({ levers: { [name]: table[name]![1] } })

describe("levers", () => {
  it("each have a line of explanation in both languages", () => {
    for (const { name, note } of levers) assert.isTrue(note !== undefined && note.en !== "" && note.zh !== "", name)
  })

  it("each move the indicator of some target", () => {
    const indicators = place.targets.all.map(({ indicator }) => indicator.name)
    for (const { name, lever } of levers) {
      const [low, high] = [reader({ levers: { [name]: lever!.min } }), reader({ levers: { [name]: lever!.max } })]
      const moved = indicators.filter((indicator) =>
        policyYears.some((year) => {
          const [a, b] = [low(indicator, year), high(indicator, year)]
          return Math.abs(a - b) > 1e-4 * Math.max(Math.abs(a), Math.abs(b))
        })
      )
      assert.isAbove(moved.length, 0, name)
    }
  })

  // What the line of explanation of each lever says it does, and whether it rises or falls with the lever.
  const effects: Readonly<Record<string, readonly [indicator: string, direction: 1 | -1]>> = {
    land_rural_share: ["rural_fund", 1],
    land_sales_change: ["land_price", -1],
    industrial_land_share: ["land_sales", -1],
    tax_relief: ["budget_revenue", -1],
    borrowing: ["debt_service", 1],
    spending_innovation: ["tfp", 1],
    spending_education: ["school_leavers_skilled", 1],
    spending_health: ["life_expectancy", 1],
    spending_care: ["nursery_places", 1],
    spending_social_security: ["security_other", 1],
    spending_housing: ["service_stock[rental_home]", 1],
    spending_rural: ["village_works", 1],
    spending_infrastructure: ["network_project_stock[rural_road]", 1],
    spending_environment: ["water_quality", 1],
    spending_culture: ["reading_rate", 1],
    spending_governance: ["crime_rate", -1],
    investment_attraction: ["attracted_investment", 1],
    talent_attraction: ["graduates", 1],
    vocational_training: ["training", 1],
    entrepreneurship_support: ["market_entities", 1],
    minimum_wage_growth: ["unemployment_rate", 1],
    labour_share_gain: ["profits", -1],
    employee_ownership: ["employee_dividends", 1],
    property_rights_reform: ["income_part[rural][property]", 1],
    rural_industry_support: ["industry_income", 1],
    village_collective_support: ["operating_income", 1],
    collective_dividend_share: ["collective_dividends", 1],
    dibao_growth: ["dibao_paid", 1],
    pension_growth: ["pension_paid", 1],
    welfare_posts: ["posts_paid", 1],
    fee_relief: ["relief_paid", 1],
    charitable_giving: ["income[urban]", -1],
    mountain_support: ["regional_income_ratio", -1],
    hukou_reform: ["urbanisation", 1]
  }

  it("each move what their explanation says, in that direction, through their range", () => {
    assert.sameMembers(
      Object.keys(effects),
      levers.map(({ name }) => name)
    )
    for (const [name, [indicator, direction]] of Object.entries(effects)) {
      const [low, high] = table[name]!
      const at = [0, 0.25, 0.5, 0.75, 1].map((part) =>
        reader({ levers: { [name]: low + part * (high - low) } })(indicator, 2025)
      )
      const whole = direction * (at.at(-1)! - at[0]!)
      assert.isAbove(whole, 1e-6 * Math.abs(at[0]!), `${name}: ${at.join(", ")}`)
      // Near the end of its range a head of spending may lose a little again, as the administration starves.
      for (const [i, value] of at.slice(1).entries())
        assert.isAtLeast(direction * (value - at[i]!), -0.15 * whole, `${name} ${indicator}: ${at.join(", ")}`)
    }
  })

  for (const name of ["dibao_growth", "fee_relief", "welfare_posts", "charitable_giving"])
    it(`${name} never lowers the income of low-income people, all else equal`, () => {
      const [low, high] = table[name]!
      const two = fc.tuple(
        fc.double({ min: low, max: high, noNaN: true }),
        fc.double({ min: low, max: high, noNaN: true })
      )
      fc.assert(
        fc.property(anySettings([name]), two, ({ levers: others, assumptions }, values) => {
          const [less, more] = [Math.min(...values), Math.max(...values)].map((value) =>
            reader({ levers: { ...others, [name]: value }, assumptions })
          )
          for (const year of policyYears) {
            const [before, after] = [less!("low_income_income", year), more!("low_income_income", year)]
            assert.isAtLeast(after, before * (1 - 1e-9), `${year}`)
          }
        }),
        { numRuns: 150, ...asFound }
      )
    })
})

describe("every lever has its price", () => {
  const later = 2030

  it("money for villages is taken from urban works, and output pays for it", () => {
    const more = raised("land_rural_share")
    const [fund, works] = ["rural_fund", "urban_works"].map((name) => more(name, 2021) - base(name, 2021))
    assert.closeTo(fund! + works!, 0, 1e-6)
    assert.isBelow(more("gdp", later), base("gdp", later))
    assert.isAbove(more("low_income_income", 2025), base("low_income_income", 2025))
  })

  it("more land sold brings revenue now, a lower price and less land later", () => {
    const more = raised("land_sales_change")
    assert.isAbove(more("land_sales", 2021), base("land_sales", 2021))
    assert.isBelow(more("land_price", later), base("land_price", later))
    assert.isBelow(more("land_sales", 2035), base("land_sales", 2035) * 1.1)
    assert.isBelow(more("land_bank", later), base("land_bank", later))
  })

  it("industrial land sells far below residential land", () => {
    const more = raised("industrial_land_share")
    assert.isBelow(more("land_sales", 2021), base("land_sales", 2021))
    assert.isBelow(base("industrial_price_2020", 2020), 0.15 * base("land_price", 2020))
  })

  it("tax relief leaves less to spend, borrowing has to be served", () => {
    assert.isBelow(raised("tax_relief")("spending[schools]", 2025), base("spending[schools]", 2025))
    assert.isAbove(raised("borrowing")("debt_service", later), base("debt_service", later))
    assert.strictEqual(raised("borrowing")("debt_service", 2021), base("debt_service", 2021))
  })

  it("a faster minimum wage costs jobs, a larger labour share costs profits and investment", () => {
    assert.isAbove(raised("minimum_wage_growth")("unemployment_rate", later), base("unemployment_rate", later))
    const more = raised("labour_share_gain")
    assert.isBelow(more("profits", later), base("profits", later))
    assert.isBelow(more("private_investment", later), base("private_investment", later))
  })

  it("what the mountain counties get the others do not, and far from markets a yuan earns less", () => {
    const more = raised("mountain_support")
    const gain = (name: string, year: number) => more(name, year) - base(name, year)
    assert.isAbove(gain("rural_money[mountain]", 2021), 0)
    assert.closeTo(gain("rural_money[mountain]", 2021) + gain("rural_money[lowland]", 2021), 0, 1e-6)
    assert.isAbove(gain("county_income[wencheng]", later), 0)
    assert.isBelow(gain("county_income[lucheng]", later), 0)
    assert.isBelow(gain("regional_income_ratio", later), 0)
    assert.isBelow(gain("industry_income", later), 0)
    assert.isAbove(gain("low_income_income", later), 0)
    // Projects take two to three years to build.
    assert.isAbove(gain("belt_investment", 2021), 0)
    assert.isAbove(gain("belt_investment", 2025), 2 * gain("belt_investment", 2021))
  })

  it("rural money that takes effect lifts the counties that get it and lowers the others", () => {
    const effect = (county: string, support_elasticity: number) => {
      const assumptions = { support_elasticity }
      const [more, less] = [0.6, 0.35].map((mountain_support) => reader({ levers: { mountain_support }, assumptions }))
      return more!(`county_income[${county}]`, later) / less!(`county_income[${county}]`, later)
    }
    assert.isAbove(effect("wencheng", 0.1), 1.05 * effect("wencheng", 0))
    assert.isBelow(effect("lucheng", 0.1), 0.99 * effect("lucheng", 0))
  })

  it("dividends of collectives are not reinvested", () => {
    assert.isBelow(raised("collective_dividend_share")("operating_income", later), base("operating_income", later))
  })

  it("new urban residents cost the budget, giving costs the givers", () => {
    assert.isAbove(raised("hukou_reform")("programmes_paid", 2021), base("programmes_paid", 2021))
    assert.isBelow(raised("charitable_giving")("income[urban]", 2021), base("income[urban]", 2021))
  })

  it("more spending under one head leaves less for general services", () => {
    for (const { name } of levers.filter((lever) => lever.name.startsWith("spending_")))
      assert.isBelow(raised(name)("spending[general]", 2021), base("spending[general]", 2021), name)
  })
})

describe("effects saturate", () => {
  const step = (name: string, target: string, from: number, to: number) =>
    reader({ levers: { [name]: to } })(target, 2030) - reader({ levers: { [name]: from } })(target, 2030)
  const cases: ReadonlyArray<readonly [string, string, number, number, number]> = [
    ["investment_attraction", "attracted_investment", 720, 1260, 1800],
    ["talent_attraction", "graduates", 100_000, 200_000, 300_000],
    ["vocational_training", "training", 0, 150_000, 300_000],
    ["entrepreneurship_support", "effective_entities", 0, 60_000, 120_000],
    ["spending_innovation", "tfp", 0.02, 0.07, 0.12],
    ["spending_care", "participation", 0.01, 0.035, 0.06],
    ["rural_industry_support", "industry_income", 0, 30, 60],
    ["charitable_giving", "giving", 0, 15, 30]
  ]
  for (const [name, target, low, middle, high] of cases)
    it(`of ${name} on ${target}`, () => {
      const [first, second] = [step(name, target, low, middle), step(name, target, middle, high)]
      assert.isAbove(second, -1e-9)
      assert.isBelow(second, first)
    })
})

describe("asking for more than there is", () => {
  const heads = levers.filter(({ name }) => name.startsWith("spending_"))
  const cases: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    spending_asked: Object.fromEntries(heads.map(({ name, lever }) => [name, lever!.max])),
    programmes_asked_for: {
      hukou_reform: 0.02,
      talent_attraction: 300_000,
      entrepreneurship_support: 120_000,
      tax_relief: 0.1,
      borrowing: 0
    },
    fund_asked: { land_rural_share: 0.1, rural_industry_support: 60, village_collective_support: 60 },
    security_asked: {
      spending_social_security: 0.08,
      pension_growth: 0.15,
      dibao_growth: 0.15,
      welfare_posts: 60_000,
      fee_relief: 3000
    }
  }
  for (const [law, settings] of Object.entries(cases))
    it(`breaks ${law}: refused, or shared out`, () => {
      const refused = project({ levers: settings }, "refuse")
      assert.isTrue("reason" in refused)
      assert.include(JSON.stringify(refused), law)
      assert.isFalse("reason" in project({ levers: settings }, "scale"))
    })

  it("pays from the rural fund no more than it has", () => {
    const scaled = read(project({ levers: cases["fund_asked"]! }) as Parameters<typeof read>[0])
    for (const year of policyYears) {
      const paid = scaled("industry_support_paid", year) + scaled("collective_support_paid", year)
      assert.closeTo(paid, scaled("rural_fund", year), 1e-6)
      assert.closeTo(scaled("fund_to_works", year), 0, 1e-6)
    }
  })

  it("has a milestone for each kind of shortage", () => {
    const told = new Set(model.milestones.map(({ name }) => name))
    for (const name of ["budget_short", "rural_fund_short", "security_short"]) assert.isTrue(told.has(name), name)
  })
})

describe("an assumption by member", () => {
  it("takes for each member what lies around that member's own value, and nothing that suits only another", () => {
    const started = Run.project(place, Result.getOrThrow(Scenario.fromData(scenarioData))).events.slice(0, 2)
    const state = RunState.replay(model, started)
    const set = (to: number) =>
      Decider.decide(place, state, { type: "ChangeAssumption", name: "programme_cost[pairing]", to, by: "analyst" })
    assert.isTrue(Result.isSuccess(set(0.025)))
    const refused = set(1)
    assert.isTrue(Result.isFailure(refused) && refused.failure._tag === "OutsideRange")
  })
})
