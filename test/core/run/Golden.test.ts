/**
 * One run, kept to the bit.
 *
 * These numbers may change only together with `Engine.semantics`: when the meaning of the language, the order of
 * arithmetic, the library of functions or the content of events changes on purpose. A change that was meant to make
 * something faster or clearer, and changes them, is wrong.
 */
import * as Engine from "@gongfu/core/run/Engine"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import * as Run from "@gongfu/core/run/Run"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { scenarioOf, settingOf } from "./settings.ts"

const label = "label: {en: X, zh: 甲}"
const shared = `
gongfu: 1
model: golden
${label}
years: {from: 2020, to: 2023}
units: {share: {${label}, ratio: true}, year: {${label}}}
dimensions: {place: {${label}, members: [{name: urban, ${label}}, {name: rural, ${label}}]}}
sectors: [all]
`
const sector = `
sector: all
${label}
variables:
  weight: {${label}, unit: share, over: [place], value: {urban: 0.7, rural: 0.3}, source: {derived: x}}
  trend: {${label}, unit: share, series: {2020: 0.1, 2023: 0.4}, range: [0, 1], source: {assumption: x}}
  effort: {${label}, unit: share, lever: {default: 0.3, min: 0, max: 1}, source: {plan: "1"}}
  level: {${label}, unit: share, over: [place], initial: "1 + weight", equation: "prev(level) * (1.01 + trend / 7) + effort * weight"}
  curve: {${label}, unit: share, over: [place], equation: "exp(-level) + ln(level) * pow(level, 0.37) - pow(level, -3)"}
  spread: {${label}, unit: share, equation: "normal_cdf(level[rural], mean(level), sqrt(largest(level)))"}
  rise: {${label}, unit: share, equation: "lookup(sum(curve), -2, 0, 0.5, 1, 3, 1.7) + clamp(spread, 0.1, 0.6) * initial(spread) / 3"}
milestones:
  high: {${label}, when: rise > 1.55 && year > 2020}
`

describe("the golden run", () => {
  it("is what it always was", () => {
    const model = Result.getOrThrow(
      ModelFiles.load({ path: "model.yaml", text: shared }, [{ path: "all.yaml", text: sector }])
    )
    const scenario = scenarioOf({
      name: "golden",
      years: { from: 2020, to: 2023 },
      levers: { effort: { "2021": 0.3, "2023": 0.6 } },
      assumptions: { trend: { step: { "2022": 0.25 } } },
      shocks: [
        { name: "dip", on: "trend", times: { "2022": 0.5 }, plus: { "2022": -0.01 }, because: { en: "x", zh: "甲" } }
      ]
    })
    const { events, state } = Run.project(settingOf(model), scenario)
    const last = events.findLast((event) => event.type === "YearProjected")
    assert.deepEqual(
      {
        events: events.map(({ type }) => type),
        model: model.fingerprint.slice(0, 16),
        engine: Engine.fingerprint.slice(0, 16),
        last: last?.values,
        result: state.result
      },
      {
        events: [
          "RunStarted",
          "YearProjected",
          "YearProjected",
          "LeverAdjusted",
          "AssumptionChanged",
          "ShockApplied",
          "YearProjected",
          "LeverAdjusted",
          "YearProjected",
          "MilestoneReached",
          "RunCompleted"
        ],
        model: "09949f73081ab35a",
        engine: "1ec137fd279e7ccd",
        last: {
          weight: { urban: 0.7, rural: 0.3 },
          trend: 0.25,
          effort: 0.6,
          level: { urban: 2.8698816087463555, rural: 1.8669502338192423 },
          curve: { urban: 1.57166160464672, rural: 0.7874526050773785 },
          spread: 0.38361048092864125,
          rise: 1.576692628818613
        },
        result: "d4dfae601c6321753fb6cc9259c4abccdb1a3161f4fd8032633126ce6ae7c5f7"
      }
    )
  })
})
