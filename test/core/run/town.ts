/**
 * A town for the tests of runs: small enough to reckon by hand, with something of everything that a run can meet.
 *
 * `divisor` is where it can go wrong: 0 divides by zero, below -10 has no logarithm, 10 overflows. Aid beyond the
 * revenue is a shortage.
 */
import type { Model } from "@gongfu/core/model/Model"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import type { Assessor } from "@gongfu/core/run/Decider"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { scenarioOf, settingOf } from "./settings.ts"

export const shared = `
gongfu: 1
model: town
label: {en: Town, zh: 小镇}
years: {from: 2020, to: 2030}
units:
  yuan: {label: {en: yuan, zh: 元}}
  share: {label: {en: share, zh: 比例}, ratio: true}
dimensions:
  place:
    label: {en: place, zh: 地区}
    members: [{name: urban, label: {en: urban, zh: 城镇}}, {name: rural, label: {en: rural, zh: 农村}}]
sectors: [all]
`
export const sector = `
sector: all
label: {en: All, zh: 全部}
variables:
  growth: {label: {en: Growth, zh: 增速}, unit: share/year, over: [place], value: {urban: 0.05, rural: 0.07}, range: [-1, 1], source: {assumption: x}}
  trade: {label: {en: Trade, zh: 贸易}, unit: yuan/year, series: {2020: 100, 2025: 150, 2030: 120}, range: [0, 1000], source: {assumption: x}}
  divisor: {label: {en: Divisor, zh: 除数}, unit: share, value: 2, range: [-10, 10], source: {assumption: x}}
  fee: {label: {en: Fee, zh: 费用}, unit: yuan/year, value: 1, source: {statistic: p. 3}}
  tax_rate: {label: {en: Tax rate, zh: 税率}, unit: share, lever: {default: 0.2, min: 0, max: 0.9}, source: {plan: "1"}}
  aid: {label: {en: Aid, zh: 补助}, unit: yuan/year, lever: {default: 10, min: 0, max: 200}, source: {plan: "2"}}
  income: {label: {en: Income, zh: 收入}, unit: yuan/year, over: [place], initial: {urban: 60, rural: 30}, equation: prev(income) * (1 + growth)}
  revenue: {label: {en: Revenue, zh: 财政收入}, unit: yuan/year, equation: tax_rate * (sum(income) + trade) - fee}
  paid: {label: {en: Aid paid, zh: 实发补助}, unit: yuan/year, equation: "min(aid, revenue)"}
  saved: {label: {en: Savings, zh: 结余}, unit: yuan, initial: 0, equation: prev(saved) + revenue - paid}
  ratio: {label: {en: Ratio, zh: 城乡比}, unit: share, equation: "income[urban] / income[rural]"}
  part: {label: {en: Part, zh: 份额}, unit: share, equation: 1 / divisor}
  log: {label: {en: Logarithm, zh: 对数}, unit: share, equation: ln(divisor + 10.5)}
  power: {label: {en: Power, zh: 幂}, unit: share, equation: "exp(71 * divisor)"}
invariants:
  aid_is_paid: {label: {en: Aid is paid, zh: 补助足额发放}, shortage: true, equal: [aid, paid]}
  ratio_is_sane: {label: {en: The ratio is sane, zh: 城乡比合理}, within: [ratio, 0.5, 3]}
  savings_add_up: {label: {en: Savings add up, zh: 结余相符}, equal: [saved, prev(saved) + revenue - paid]}
milestones:
  rural_half_up: {label: {en: Rural up by half, zh: 农村增长一半}, when: "income[rural] >= 1.5 * initial(income[rural])"}
  ratio_fell: {label: {en: The ratio fell, zh: 城乡比下降}, when: ratio < prev(ratio)}
  saved_100: {label: {en: Hundred saved, zh: 结余过百}, when: saved >= 100}
`

/** The town's model. */
export const model: Model = Result.getOrThrowWith(
  ModelFiles.load({ path: "model.yaml", text: shared }, [{ path: "all.yaml", text: sector }]),
  (faults) => new Error(faults.map((fault) => fault.problem.en).join("; "))
)

const savings = model.variable.get("saved")!.cells[0]!.slot

/** One target, from 2022 on: savings of 50. */
export const assess: Assessor = (trajectory, year) => {
  if (year < 2022) return []
  const projected = Trajectory.at(trajectory, savings, year)
  const margin = projected - 50
  return [{ target: "savings", required: 50, projected, margin, status: margin >= 0 ? "met" : "on_the_way" }]
}

/** What carries out runs of the town. */
export const town = settingOf(model, assess)

/** A scenario of the town. */
export const townScenario = (says: Partial<Scenario> = {}): Scenario =>
  scenarioOf({ name: "town", years: { from: 2020, to: 2030 }, ...says })

const because = { en: "drawn", zh: "抽取" }
const path = (from: number, low: number, high: number) => {
  const value = fc.double({ min: low, max: high, noNaN: true }).map((v) => v + 0)
  const points = fc.dictionary(fc.integer({ min: from, max: 2030 }).map(String), value, {
    minKeys: 1,
    maxKeys: 3,
    noNullPrototype: true
  })
  return fc.oneof(
    value,
    points,
    points.map((step) => ({ step }))
  )
}

/** Scenarios of the town that set any of its inputs; some fail on the way. */
export const townScenarios: fc.Arbitrary<Scenario> = fc
  .record(
    {
      years: fc.integer({ min: 2021, max: 2030 }).map((to) => ({ from: 2020, to })),
      shortage: fc.constantFrom("refuse" as const, "scale" as const),
      levers: fc.record(
        { tax_rate: path(2021, 0.1, 0.9), aid: path(2021, 0, 60) },
        { requiredKeys: [], noNullPrototype: true }
      ),
      assumptions: fc.record(
        { "growth[rural]": path(2020, -0.1, 0.2), trade: path(2020, 50, 200), divisor: path(2020, 0, 9) },
        { requiredKeys: [], noNullPrototype: true }
      ),
      shocks: fc.array(
        fc.record({
          name: fc.constantFrom("boom", "slump", "storm"),
          on: fc.constantFrom("trade", "growth[urban]"),
          times: fc.dictionary(
            fc.integer({ min: 2020, max: 2030 }).map(String),
            fc.double({ min: 0, max: 2, noNaN: true }),
            { maxKeys: 2, noNullPrototype: true }
          ),
          plus: fc.dictionary(fc.integer({ min: 2020, max: 2030 }).map(String), fc.constantFrom(-0.25, 0, 0.125), {
            maxKeys: 2,
            noNullPrototype: true
          }),
          because: fc.constant(because)
        }),
        { maxLength: 2 }
      )
    },
    { requiredKeys: ["years", "shortage"], noNullPrototype: true }
  )
  .map(townScenario)
