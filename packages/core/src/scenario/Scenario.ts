/**
 * A scenario: what a chain of files says, resolved and checked against its model.
 *
 * What is promised of a `Scenario` that `Resolution.of` gave:
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
import { Label } from "../document/Label.ts"
import { YearMap } from "../document/Number.ts"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import { Name, Shortage, Years } from "./ScenarioTerms.ts"
import * as Setting from "./Setting.ts"

/** A shock; `times` and `plus` are values by year, empty when the file gives none. */
export const Shock = Schema.Struct({
  name: Name,
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
  name: Name,
  title: Label,
  description: Schema.optionalKey(Label),
  years: Years,
  shortage: Shortage,
  levers: Settings,
  assumptions: Settings,
  shocks: Schema.Array(Shock),
  expect: Schema.Array(Schema.NonEmptyString)
})
export type Scenario = typeof Scenario.Type

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
