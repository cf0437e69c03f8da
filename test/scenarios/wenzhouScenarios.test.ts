/**
 * The shipped scenarios of Wenzhou: doing nothing new misses the plan, the plan's own settings come near it, and
 * each variation moves what its paragraph says.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Scoreboard from "@gongfu/core/target/Scoreboard"
import { levers, place, policyYears, read, runOf } from "./Wenzhou.ts"

const names = [
  "business-as-usual",
  "plan",
  "rural-first",
  "mountain-first",
  "property-downturn",
  "tight-budget",
  "jobs-first",
  "innovation-first",
  "welfare-first",
  "plan-delayed-two-years",
  "best-effort"
] as const
const runs = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await runOf(name)] as const)))
const values = (name: (typeof names)[number]) => read(runs[name]!.state.trajectory)
const standings = (name: (typeof names)[number]) => Scoreboard.standings(runs[name]!.events)

/** What the plan puts first: income, its distribution, output, and the means. */
const headline = [
  "gdp",
  "budget_revenue",
  "resident_income",
  "resident_income_doubling",
  "low_income_growth",
  "low_income_doubling",
  "households_100k_500k",
  "households_200k_600k",
  "regional_income_ratio",
  "mountain_projects",
  "dibao",
  "land_revenue_rural_share",
  "collective_income",
  "skilled_total"
]

describe("shipped scenarios", () => {
  it("all run to their last year", () => {
    for (const name of names) assert.strictEqual(runs[name]!.state.status, "completed", name)
  })

  it("are judged by 94 targets, each of them by its date", () => {
    assert.strictEqual(place.targets.all.length, 94)
    for (const name of names) assert.strictEqual(standings(name).size, 94, name)
  })

  it("business as usual misses the headline targets", () => {
    for (const target of headline)
      assert.strictEqual(standings("business-as-usual").get(target)!.status, "missed", target)
  })

  it("the plan meets more than business as usual, and comes near what it misses of the headline", () => {
    const met = (name: (typeof names)[number]) =>
      [...standings(name).values()].filter(({ status }) => status === "met").length
    assert.isAbove(met("plan"), 2 * met("business-as-usual"))
    for (const target of headline) {
      const { required, projected } = standings("plan").get(target)!
      if (target === "regional_income_ratio") assert.isAtMost(projected, required / 0.8, target)
      else assert.isAtLeast(projected, 0.8 * required, target)
    }
  })

  it("villages first lifts low-income people above the plan, and the city's output below it", () => {
    const [first, plan] = [values("rural-first"), values("plan")]
    assert.isAbove(first("low_income_income", 2025), plan("low_income_income", 2025))
    assert.isBelow(first("gdp", 2030), plan("gdp", 2030))
  })

  it("a property downturn hits the rural fund first and low-income people after it", () => {
    const [down, plan] = [values("property-downturn"), values("plan")]
    const loss = (name: string, year: number) => 1 - down(name, year) / plan(name, year)
    assert.strictEqual(loss("rural_fund", 2021), 0)
    assert.isAbove(loss("rural_fund", 2022), 0.25)
    assert.isBelow(loss("low_income_income", 2022), 0.05)
    assert.isAbove(loss("low_income_income", 2025), 1.2 * loss("low_income_income", 2022))
    assert.isAbove(loss("programme_stock[pilots]", 2025), 0.5)
  })

  it("a tight budget leaves less for schools, output and income than the plan", () => {
    const [tight, plan] = [values("tight-budget"), values("plan")]
    for (const name of ["spending[schools]", "gdp", "resident_income", "low_income_income"])
      assert.isBelow(tight(name, 2025), plan(name, 2025), name)
  })

  it("mountain counties first brings the counties together, at the cost of the lowlands and of output", () => {
    const [first, plan] = [values("mountain-first"), values("plan")]
    assert.isBelow(first("regional_income_ratio", 2025), plan("regional_income_ratio", 2025))
    assert.isAbove(first("county_income[wencheng]", 2025), plan("county_income[wencheng]", 2025))
    assert.isBelow(first("county_income[lucheng]", 2025), plan("county_income[lucheng]", 2025))
    assert.isBelow(first("gdp", 2030), plan("gdp", 2030))
  })

  it("jobs first brings more jobs and skills, and leaves less for services", () => {
    const [first, plan] = [values("jobs-first"), values("plan")]
    for (const name of ["new_urban_jobs", "skilled_total", "attracted_investment"])
      assert.isAbove(first(name, 2025), plan(name, 2025), name)
    for (const name of ["spending[health]", "spending[care]"]) assert.isBelow(first(name, 2025), plan(name, 2025), name)
  })

  it("innovation first brings output later, and leaves less for villages", () => {
    const [first, plan] = [values("innovation-first"), values("plan")]
    assert.isAbove(first("gdp", 2030), plan("gdp", 2030))
    for (const name of ["rural_fund", "low_income_income", "spending[general]"])
      assert.isBelow(first(name, 2025), plan(name, 2025), name)
  })

  it("welfare first lifts low-income people at once, and output pays later", () => {
    const [first, plan] = [values("welfare-first"), values("plan")]
    for (const year of [2022, 2025]) assert.isAbove(first("low_income_income", year), plan("low_income_income", year))
    assert.isBelow(first("gdp", 2030), plan("gdp", 2030))
  })

  it("best effort meets more targets than any other, four in five, with promises that can be paid", () => {
    const met = (name: (typeof names)[number]) =>
      [...standings(name).values()].filter(({ status }) => status === "met").length
    assert.isAtLeast(met("best-effort"), 78)
    for (const name of names) if (name !== "best-effort") assert.isAbove(met("best-effort"), met(name), name)
    const [started] = runs["best-effort"]!.events
    assert.isTrue(started!.type === "RunStarted" && started!.shortage === "refuse")
    // The bill comes later.
    assert.isAbove(values("best-effort")("debt_service", 2030), 1.2 * values("plan")("debt_service", 2030))
    assert.isBelow(values("best-effort")("land_bank", 2030), values("plan")("land_bank", 2030))
  })

  it("best effort moves each lever one way from where it stood", () => {
    for (const { name } of levers) {
      const steps = policyYears.map((year) => values("best-effort")(name, year) - values("best-effort")(name, year - 1))
      assert.isTrue(steps.every((step) => step >= 0) || steps.every((step) => step <= 0), `${name} ${steps.join(" ")}`)
    }
  })

  it("the delayed plan is the plan, every setting two years later", () => {
    const [late, plan] = [values("plan-delayed-two-years"), values("plan")]
    for (const { name, lever } of levers)
      for (const year of policyYears)
        assert.strictEqual(late(name, year), year < 2023 ? lever!.default : plan(name, year - 2), `${name} ${year}`)
    assert.isBelow(late("low_income_income", 2025), plan("low_income_income", 2025))
  })
})
