/** Two runs of small models, to be held against each other. */
import * as History from "@gongfu/core/analysis/History"
import * as Paired from "@gongfu/core/analysis/Paired"
import type { Model } from "@gongfu/core/model/Model"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import * as Run from "@gongfu/core/run/Run"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as Result from "effect/Result"
import { settingOf } from "../run/settings.ts"
import { shared, townScenario } from "../run/town.ts"

/** A model of one file, with the town's units and dimensions. */
export const modelOf = (text: string): Model =>
  Result.getOrThrowWith(
    ModelFiles.load({ path: "model.yaml", text: shared }, [{ path: "all.yaml", text }]),
    (faults) => new Error(faults.map((fault) => fault.problem.en).join("; "))
  )

/** Projects a scenario. */
export const historyOf = (model: Model, says: Partial<Scenario> = {}): History.History =>
  History.of({ model, events: Run.project(settingOf(model), townScenario(says)).events })

const label = (name: string) => `label: {en: ${name}, zh: ${name}}, unit: share`
const from = `source: {plan: "1"}`

const initial = (text: string): string => (text.includes("prev(") ? "initial: 0, " : "")

/** A model of levers, which are 0 unless set, and of equations; what reads a year before begins with 0. */
export const small = (levers: ReadonlyArray<string>, equations: Readonly<Record<string, string>>): Model =>
  modelOf(
    [
      "sector: all",
      "label: {en: All, zh: 全部}",
      "variables:",
      ...levers.map((name) => `  ${name}: {${label(name)}, lever: {default: 0, min: -1000, max: 1000}, ${from}}`),
      ...Object.entries(equations).map(
        ([name, text]) => `  ${name}: {${label(name)}, ${initial(text)}equation: "${text}"}`
      )
    ].join("\n")
  )

/** Two runs of a model that set its levers as is said, from 2021 on. */
export const sidesOf = (
  model: Model,
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>
): Paired.Sides => Paired.of(historyOf(model, { levers: { ...a } }), historyOf(model, { levers: { ...b } }))
