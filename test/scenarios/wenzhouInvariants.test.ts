/**
 * What holds in Wenzhou whatever is set: money and people are conserved, shares are shares, nothing leaves its
 * meaning. Sums are taken here from the rows themselves, not from the model's own laws.
 */
import * as fs from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"
import { anySettings, asFound, folder, levers, model, policyYears, project, reader } from "./Wenzhou.ts"

type Read = ReturnType<typeof reader>

const years = [model.years.from, ...policyYears]
const members = (dimension: string) =>
  model.dimensions.find(({ name }) => name === dimension)!.members.map((m) => m.name)
const sum = (values: ReadonlyArray<number>) => values.reduce((a, b) => a + b, 0)
const over = (dimension: string, value: (member: string) => number) => sum(members(dimension).map(value))
const yuan = 100_000_000

/** Equal but for rounding. */
const equal = (a: number, b: number) => Math.abs(a - b) <= 1e-7 * Math.max(1, Math.abs(b))

/** A law that holds in every year of any settings. */
const inEveryYear = (law: (read: Read, year: number) => void, first = model.years.from) =>
  fc.property(anySettings(), (settings) => {
    const read = reader(settings)
    for (const year of years) if (year >= first) law(read, year)
  })

describe("Wenzhou, whatever is set", () => {
  it("runs to the last year, and every law of the model holds", () => {
    fc.assert(
      fc.property(anySettings(), (settings) => {
        const projected = project(settings)
        assert.strictEqual("reason" in projected ? JSON.stringify(projected) : "", "")
      }),
      { numRuns: 2000, ...asFound }
    )
  })

  it("urban and rural sum to the population, employed and unemployed to the labour force", () => {
    fc.assert(
      inEveryYear((read, year) => {
        assert.isTrue(
          equal(
            over("residence", (r) => read(`residents[${r}]`, year)),
            read("population", year)
          ),
          `residents ${year}`
        )
        for (const r of members("residence"))
          assert.isTrue(
            equal(read(`employed[${r}]`, year) + read(`unemployed[${r}]`, year), read(`labour_force[${r}]`, year)),
            `labour force ${r} ${year}`
          )
        assert.isBelow(read("low_income_people", year), read("residents[rural]", year))
      }),
      asFound
    )
  })

  it("counts every person in one county, and every villager in one", () => {
    fc.assert(
      inEveryYear((read, year) => {
        assert.isTrue(
          equal(
            over("county", (county) => read(`county_people[${county}]`, year)),
            read("population", year)
          ),
          `people ${year}`
        )
        assert.isTrue(
          equal(
            over("county", (county) => read(`county_rural[${county}]`, year)),
            read("residents[rural]", year)
          ),
          `villagers ${year}`
        )
        for (const county of members("county"))
          assert.isBelow(read(`county_rural[${county}]`, year), read(`county_people[${county}]`, year), county)
        assert.isTrue(
          equal(
            over("county_group", (group) => read(`group_rural[${group}]`, year)),
            read("residents[rural]", year)
          ),
          `groups ${year}`
        )
      }),
      asFound
    )
  })

  it("counts every person in one household", () => {
    fc.assert(
      inEveryYear((read, year) => {
        const people = over(
          "household",
          (group) => read(`households[${group}]`, year) * read(`household_size[${group}]`, year)
        )
        assert.isTrue(equal(people, read("population", year)), `people ${year}`)
        assert.isAtMost(read("middle_income_people", year), read("population", year))
      }),
      asFound
    )
  })

  it("changes the population by births, deaths and migration only", () => {
    fc.assert(
      inEveryYear((read, year) => {
        const before = read("population", year - 1)
        assert.isTrue(
          equal(read("population", year), before * (1 + read("natural_growth", year)) + read("net_migration", year)),
          `${year}`
        )
      }, model.years.from + 1),
      asFound
    )
  })

  it("money in equals money out of the budget every year", () => {
    fc.assert(
      inEveryYear((read, year) => {
        const moneyIn = read("budget_revenue", year) + read("transfers_from_above", year) + read("new_debt", year)
        const heads = over("head", (head) => read(`spending[${head}]`, year))
        assert.isTrue(
          equal(read("debt_service", year) + read("programmes_paid", year) + heads, moneyIn),
          `budget ${year}`
        )
        assert.isTrue(
          equal(
            over("head", (head) => read(`spending_share[${head}]`, year)),
            1
          ),
          `shares ${year}`
        )
      }),
      asFound
    )
  })

  it("owes what it borrowed and has not repaid", () => {
    fc.assert(
      inEveryYear((read, year) => {
        const repaid = read("debt", year - 1) * read("repayment_rate", year)
        assert.isTrue(
          equal(read("debt", year), read("debt", year - 1) - repaid + read("new_debt", year)),
          `debt ${year}`
        )
      }, model.years.from + 1),
      asFound
    )
  })

  it("money in equals money out of land every year, from the sale to the village", () => {
    fc.assert(
      inEveryYear((read, year) => {
        const villages =
          read("industry_support_paid", year) + read("collective_support_paid", year) + read("fund_to_works", year)
        assert.isTrue(
          equal(read("land_cost", year) + read("urban_works", year) + villages, read("land_sales", year)),
          `land ${year}`
        )
        const works = read("programme_spending", year) + read("other_village_works", year)
        assert.isTrue(
          equal(
            villages + read("spending[agriculture]", year),
            read("industry_support_paid", year) +
              read("collective_support_paid", year) +
              works +
              read("farm_support", year)
          ),
          `village works ${year}`
        )
      }),
      asFound
    )
  })

  it("divides rural money between the mountain counties and the others", () => {
    fc.assert(
      inEveryYear((read, year) => {
        assert.isTrue(
          equal(
            over("county_group", (group) => read(`rural_money[${group}]`, year)),
            read("rural_fund", year) + read("spending[agriculture]", year)
          ),
          `money ${year}`
        )
        const received = over(
          "county",
          (county) => read(`county_directed[${county}]`, year) * read(`county_people[${county}]`, year)
        )
        assert.isTrue(equal(received / yuan, read("industry_income", year) + read("works_wages", year)), `${year}`)
      }),
      asFound
    )
  })

  it("money in equals money out of village collectives every year", () => {
    fc.assert(
      inEveryYear((read, year) => {
        const spent = ["running_costs", "collective_dividends", "collective_reinvested", "collective_support_paid"]
        assert.isTrue(
          equal(sum(spent.map((name) => read(name, year))), read("collective_income", year)),
          `collectives ${year}`
        )
      }),
      asFound
    )
  })

  it("gives households what social security and givers pay, no more and no less", () => {
    fc.assert(
      inEveryYear((read, year) => {
        const paid = ["pension_paid", "dibao_paid", "relief_paid", "posts_paid", "security_other"]
        assert.isTrue(
          equal(sum(paid.map((name) => read(name, year))), read("spending[security]", year)),
          `social security ${year}`
        )
        const received = over(
          "residence",
          (r) => (read(`policy_income[${r}][transfer]`, year) * read(`residents[${r}]`, year)) / yuan
        )
        const handedOut = sum(
          ["pension_paid", "dibao_paid", "relief_paid", "security_cash"].map((name) => read(name, year))
        )
        assert.isTrue(equal(received, handedOut), `transfers ${year}`)
      }),
      asFound
    )
  })

  it("income parts sum to the income, and groups average to the total", () => {
    fc.assert(
      inEveryYear((read, year) => {
        for (const r of members("residence"))
          assert.isTrue(
            equal(
              over("part", (part) => read(`income_part[${r}][${part}]`, year)),
              read(`income[${r}]`, year)
            ),
            `${r} ${year}`
          )
        assert.isTrue(
          equal(
            over("residence", (r) => read(`survey_weight[${r}]`, year) * read(`income[${r}]`, year)),
            read("resident_income", year)
          ),
          `all ${year}`
        )
        const low = read("low_income_share", year)
        for (const part of members("part"))
          assert.isTrue(
            equal(
              low * read(`low_income_part[${part}]`, year) + (1 - low) * read(`other_rural_income[${part}]`, year),
              read(`income_part[rural][${part}]`, year)
            ),
            `${part} ${year}`
          )
      }),
      asFound
    )
  })

  it("gives the income of residents to counties and to households, once each", () => {
    fc.assert(
      inEveryYear((read, year) => {
        const counties = over(
          "county",
          (county) => read(`county_income[${county}]`, year) * read(`county_people[${county}]`, year)
        )
        assert.isTrue(equal(counties / read("population", year), read("resident_income", year)), `counties ${year}`)
        const households = over(
          "household",
          (group) => read(`households[${group}]`, year) * read(`household_income[${group}]`, year)
        )
        const residents = over("residence", (r) => read(`income[${r}]`, year) * read(`residents[${r}]`, year))
        assert.isTrue(equal(households, residents), `households ${year}`)
      }),
      asFound
    )
  })

  it("finds no more households below a line than below a higher one", () => {
    const lines = members("bracket")
    fc.assert(
      inEveryYear((read, year) => {
        for (const group of members("household"))
          for (const [index, line] of lines.slice(1).entries()) {
            const [lower, below] = [lines[index], line].map((at) => read(`households_below[${at}][${group}]`, year))
            assert.isAtLeast(below!, lower!, `${line} ${group} ${year}`)
          }
      }),
      asFound
    )
  })

  it("shares stay within 0 and 1", () => {
    // A growth rate carries the unit too, and is no share of anything. What is assumed lies in its own range.
    const signed = new Set(["gdp_growth_real"])
    const shares = model.variables.filter(
      ({ kind, unit, name }) => kind === "equation" && unit === "share" && !signed.has(name)
    )
    assert.isAbove(shares.length, 40)
    fc.assert(
      inEveryYear((read, year) => {
        for (const { cells, dimensions } of shares)
          for (const { name } of cells) {
            const value = read(name, year)
            if (!(value >= -1e-12 && value <= 1 + 1e-9)) assert.fail(`${name} ${year}: ${value} (${dimensions.join()})`)
          }
      }),
      { numRuns: 2000, ...asFound }
    )
  })

  it("keeps amounts from going below zero, and rates within what has been seen", () => {
    const signed = new Set([
      "tfp_growth",
      "gdp_growth_real",
      "net_migration",
      "housing_overhang",
      "policy_income",
      "market_entities_added"
    ])
    const amounts = model.variables.filter(({ kind, name }) => kind === "equation" && !signed.has(name))
    fc.assert(
      inEveryYear((read, year) => {
        for (const { cells } of amounts)
          for (const { name } of cells) {
            const value = read(name, year)
            if (!(value >= -1e-9 && Number.isFinite(value))) assert.fail(`${name} ${year}: ${value}`)
          }
        assert.isBelow(read("unemployment_rate", year), 0.3)
        assert.isBelow(Math.abs(read("net_migration", year)) / read("population", year), 0.05)
        assert.isBelow(read("gdp_growth_real", year), 0.2)
      }),
      { numRuns: 2000, ...asFound }
    )
  })
})

describe("Wenzhou in 2020", () => {
  it("cites no published page that is not among the place's data", () => {
    const rows = fs.readFileSync(`${folder}data/published.csv`, "utf8").trimEnd().split("\n")
    assert.strictEqual(rows[0], "indicator,indicator_zh,year,value,unit,scope,source")
    const pages = new Set(rows.slice(1).map((row) => row.slice(row.lastIndexOf(",") + 1)))
    const cited = model.variables.flatMap(({ name, source }) =>
      source?.statistic === undefined ? [] : [[name, source.statistic] as const]
    )
    assert.isAbove(cited.length, 3)
    for (const [name, page] of cited) assert.isTrue(pages.has(page), `${name}: ${page}`)
  })

  it("is what was published", () => {
    const read = reader({})
    const published = {
      gdp: 6871,
      population: 9_587_000,
      "income[urban]": 63_481,
      "income[rural]": 32_428,
      budget_revenue: 602,
      retail_sales: 3497.8,
      foreign_trade: 2189.7,
      "county_income[cangnan]": 40_904
    }
    for (const [name, value] of Object.entries(published)) assert.isTrue(equal(read(name, 2020), value), name)
    // Published for 2021 with its growth: 59,588 / 1.103.
    assert.closeTo(read("resident_income", 2020), 54_020, 60)
    assert.closeTo(read("urban_rural_ratio", 2020), 1.96, 0.005)
    // Counted by the census of November 2020: 843,959.
    assert.closeTo(read("county_people[cangnan]", 2020), 843_959, 4000)
  })

  it("is the same whatever the levers say for later", () => {
    fc.assert(
      fc.property(anySettings(), (settings) => {
        const [set, unset] = [reader(settings), reader({ assumptions: settings.assumptions })]
        for (const { cells } of model.variables.filter(({ kind }) => kind === "equation"))
          for (const { name } of cells) assert.strictEqual(set(name, 2020), unset(name, 2020), name)
      }),
      { numRuns: 30, ...asFound }
    )
    assert.strictEqual(levers.length, 34)
  })
})
