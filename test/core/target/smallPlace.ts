/**
 * A small place for the tests of targets and comparisons: one target of each kind, two levers, a constant and a
 * yearly assumption, a variable over a dimension, and two milestones.
 */
import * as Place from "@gongfu/core/place/Place"
import * as Run from "@gongfu/core/run/Run"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as Result from "effect/Result"

export const model = `
gongfu: 1
model: small
label: {en: Small, zh: 小}
years: {from: 2020, to: 2030}
units:
  yuan: {label: {en: yuan, zh: 元}}
  person: {label: {en: person, zh: 人}}
  share: {label: {en: share, zh: 比例}, ratio: true}
dimensions:
  residence:
    label: {en: residence, zh: 城乡}
    members:
      - {name: urban, label: {en: urban, zh: 城镇}}
      - {name: rural, label: {en: rural, zh: 农村}}
sectors: [all]
`

export const sector = `
sector: all
label: {en: All, zh: 全部}
variables:
  growth:
    label: {en: Growth, zh: 增速}
    unit: share
    value: {urban: 0.06, rural: 0.08}
    over: [residence]
    range: [-0.5, 0.5]
    source: {assumption: made up}
  demand:
    label: {en: Demand, zh: 需求}
    unit: person/year
    series: {2020: 100, 2030: 200}
    range: [0, 1000]
    source: {assumption: made up}
  job_share:
    label: {en: Share of jobs filled, zh: 岗位落实率}
    unit: share
    lever: {default: 0.5, min: 0, max: 1}
    source: {plan: "7"}
  cleaning:
    label: {en: Cleaning, zh: 治理力度}
    unit: share
    lever: {default: 0.02, min: 0, max: 0.5}
    source: {plan: "40"}
  income:
    label: {en: Income, zh: 收入}
    unit: yuan/person/year
    over: [residence]
    initial: {urban: 60000, rural: 30000}
    equation: prev(income) * (1 + growth)
  new_jobs:
    label: {en: New jobs, zh: 新增就业}
    unit: person/year
    equation: demand * job_share
  smog:
    label: {en: Smog, zh: 雾霾}
    unit: share
    initial: 0.5
    equation: prev(smog) * (1 - cleaning)
  ratio:
    label: {en: Urban to rural, zh: 城乡比}
    unit: share
    equation: income[urban] / income[rural]
milestones:
  rural_doubled:
    label: {en: Rural income doubled, zh: 农村收入倍增}
    when: income[rural] >= 2 * initial(income[rural])
  ratio_below_1_9:
    label: {en: Ratio under 1.9, zh: 城乡比低于1.9}
    when: ratio < 1.9
`

export const targets = `
gongfu: 1
areas:
  people: {en: People, zh: 民生}
  air: {en: Air, zh: 环境}
targets:
  smog_falls: {clause: goals, area: air, kind: trend_down, indicator: smog, from: 2021, by: 2025, strength: firm, label: {en: Smog falls, zh: 雾霾逐年下降}}
  rural_income: {clause: goals, area: people, kind: level, indicator: "income[rural]", by: 2025, at_least: 45000, strength: firm, label: {en: Rural income, zh: 农村收入}}
  smog_ceiling: {clause: goals, area: air, kind: ceiling_each_year, indicator: smog, from: 2021, by: 2025, at_most: 0.5, strength: firm, label: {en: Smog ceiling, zh: 雾霾上限}}
  yearly_jobs: {clause: "7", area: people, kind: annual_flow, indicator: new_jobs, from: 2021, by: 2025, at_least: 60, strength: strive, label: {en: Yearly jobs, zh: 年度就业}}
  all_jobs: {clause: "7", area: people, kind: cumulative, indicator: new_jobs, from: 2021, by: 2025, more_than: 300, strength: firm, label: {en: Jobs in all, zh: 累计就业}}
  rural_growth: {clause: goals, area: people, kind: average_growth, indicator: "income[rural]", from: 2020, by: 2025, at_least: 0.08, strength: firm, label: {en: Rural growth, zh: 农村增速}}
  rural_doubling: {clause: "37", area: people, kind: multiple_of_base, indicator: "income[rural]", from: 2020, by: 2030, at_least: 2, strength: firm, label: {en: Rural doubling, zh: 农村倍增}}
  rural_gain: {clause: "37", area: people, kind: increase_over_base, indicator: "income[rural]", from: 2020, by: 2025, at_least: 10000, strength: firm, label: {en: Rural gain, zh: 农村增收}}
  urban_rural_ratio: {clause: goals, area: people, kind: level, indicator: ratio, by: 2025, at_most: 1.8, tolerance: 0.05, strength: around, label: {en: Ratio, zh: 城乡比}, note: {en: about, zh: 约}}
`

/** A place from texts; a fault fails the test. */
export const placeOf = (
  texts: { model?: string; sector?: string; targets?: string; headline?: string } = {}
): Place.Place => {
  const made = Place.fromFiles({
    manifest: {
      path: "gongfu.yaml",
      text: `gongfu: 1\nplace: small\ntitle: {en: Small, zh: 小}\nheadline: [${texts.headline ?? "ratio"}]\n`
    },
    model: { path: "model/model.yaml", text: texts.model ?? model },
    sectors: [{ path: "model/all.yaml", text: texts.sector ?? sector }],
    targets: { path: "targets.yaml", text: texts.targets ?? targets }
  })
  return Result.getOrThrowWith(made, (faults) => new Error(faults.map((fault) => fault.problem.en).join("\n")))
}

export const place = placeOf()

/** A scenario of the small place that sets nothing but what is given. */
export const scenario = (over: Partial<Scenario> = {}): Scenario => ({
  gongfu: 1,
  name: "base",
  title: { en: "Base", zh: "基准" },
  years: { from: 2020, to: 2030 },
  shortage: "refuse",
  levers: {},
  assumptions: {},
  shocks: [],
  expect: [],
  ...over
})

/** A run of the small place. */
export const runOf = (over: Partial<Scenario> = {}, at: Place.Place = place): Run.Run => Run.project(at, scenario(over))
