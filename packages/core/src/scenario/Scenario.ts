/**
 * A scenario: what a chain of files says, resolved and checked against its model.
 *
 * What is promised of a `Scenario` that `resolve` gave:
 * S1  every key of `levers` and `assumptions`, and every shock's `on`, is the address of a lever or an assumption;
 * S2  every value lies in the model's range for it;
 * S3  the years start in the model's base year and end within the model's years;
 * S4  it does not depend on the order of keys in the files, nor on which file of the chain says what;
 * S5  it holds no -0;
 * S6  each text of `expect` is a condition on the model's indicators in the scenario's years, see `Expectation`.
 *
 * It is plain data: it can be stored, sent to a worker, and read back by `fromData`.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as Fault from "../document/Fault.ts"
import { sorted } from "../document/Fault.ts"
import { Label } from "../document/Label.ts"
import { YearMap } from "../document/Number.ts"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import type { Model } from "../model/Model.ts"
import * as Check from "./Check.ts"
import * as ScenarioFile from "./ScenarioFile.ts"
import * as Setting from "./Setting.ts"

/** A shock; `times` and `plus` are values by year, empty when the file gives none. */
export const Shock = Schema.Struct({
  name: ScenarioFile.Name,
  on: Schema.NonEmptyString,
  times: YearMap,
  plus: YearMap,
  because: Label
})
export type Shock = typeof Shock.Type

const Settings = Schema.Record(Schema.String, Setting.Setting)

/** A resolved scenario. `shocks` are in the order of their names, which is the order in which they apply. */
export const Scenario = Schema.Struct({
  gongfu: Schema.Literal(1),
  name: ScenarioFile.Name,
  title: Label,
  description: Schema.optionalKey(Label),
  years: ScenarioFile.Years,
  shortage: ScenarioFile.Shortage,
  levers: Settings,
  assumptions: Settings,
  shocks: Schema.Array(Shock),
  expect: Schema.Array(Schema.NonEmptyString)
})
export type Scenario = typeof Scenario.Type

const byName = <A>(entries: Iterable<readonly [string, A]>): Record<string, A> =>
  Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)))

const settings = (block: Readonly<Record<string, Setting.Setting>> = {}): Record<string, Setting.Setting> =>
  byName(Object.entries(block).map(([name, setting]) => [name, Setting.normal(setting)]))

const shockOf = (shock: ScenarioFile.Shock): Shock => ({
  name: shock.name,
  on: shock.on,
  times: Setting.normalPoints(shock.times ?? {}),
  plus: Setting.normalPoints(shock.plus ?? {}),
  because: shock.because
})

/**
 * Resolves a chain of files, from the scenario itself to the one that extends none, against a model.
 *
 * Gives the scenario, or every fault of every file at once, in the order of file and line: what could not be read,
 * and what could but does not fit the model.
 *
 * **Details**
 *
 * Each file is checked on its own terms, with the years that it or its ancestors give: a scenario may end earlier
 * than the one that it extends without having to repeat the longer paths.
 */
export const resolve = (
  chain: readonly [ScenarioFile.Source, ...ReadonlyArray<ScenarioFile.Source>],
  model: Model
): Result.Result<Scenario, ReadonlyArray<Fault.Fault>> => {
  const checked = Check.chain(chain, model)
  const files = chain.map((source) => source.file)
  const faults = [...checked, ...files.flatMap((file) => (Result.isFailure(file) ? file.failure : []))]
  if (faults.length > 0) return Result.fail(sorted(faults))
  const said = files.flatMap((file) => (Result.isSuccess(file) ? [file.success] : []))
  const { name, title, description, years, shortage, levers, assumptions, shocks, expect } = said.reduceRight(
    (parent, child) => ScenarioFile.extend(parent, child)
  )
  return Result.succeed({
    gongfu: 1,
    name,
    title,
    ...(description && { description }),
    years: years ?? { from: model.years.from, to: model.years.to },
    shortage: shortage ?? "refuse",
    levers: settings(levers),
    assumptions: settings(assumptions),
    shocks: (shocks ?? []).map(shockOf).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    expect: expect ?? []
  })
}

/** The scenario as data for an artifact: everything that it says, texts included. */
export const toData: (scenario: Scenario) => typeof Scenario.Encoded = Schema.encodeSync(Scenario)

const decode = Schema.decodeUnknownResult(Scenario, { onExcessProperty: "error", errors: "all" })

/** Reads an artifact back. What is not a scenario gives Effect's own account of why. */
export const fromData = (data: unknown): Result.Result<Scenario, string> =>
  decode(data).pipe(Result.mapError((error) => error.message))

/**
 * The fingerprint of a scenario: of everything that it says, texts included, as its artifact is stored. Better words
 * make another scenario of the same numbers; that the numbers are the same is what a result's fingerprint says.
 */
export const fingerprint = (scenario: Scenario): string => Fingerprint.of(toData(scenario))
