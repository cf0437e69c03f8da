/**
 * The events of a run: past tense, one fact each.
 *
 * A run is recorded as a stream of these and nothing else; state is their
 * fold. Each carries `schema`, the version of its own shape: a change of shape
 * adds a version and an upcaster, and old events are read for ever. No event
 * holds NaN, an infinity or -0.
 */
import * as Schema from "effect/Schema"
import { Year } from "../document/Number.ts"
import { Shortage } from "../scenario/ScenarioTerms.ts"

/** A number of an event: finite, and not -0, which JSON cannot tell from 0. */
const Finite = Schema.Finite.check(Schema.makeFilter((value) => !Object.is(value, -0)))

/** A fingerprint: 64 hexadecimal digits. */
export const Fingerprint = Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/))

/** A value of a variable: one number, or one for each member, nested in the order of the variable's dimensions. */
export type Value = number | { readonly [member: string]: Value }

/** Whether something is a number that an event may hold. */
export const isNumber = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value) && !Object.is(value, -0)

const isValue = (value: unknown): value is Value => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return isNumber(value)
  const values = value as { readonly [member: string]: unknown }
  // One loop for all members: an array of each map's values would cost more than looking at them.
  for (const member in values) if (Object.hasOwn(values, member) && !isValue(values[member])) return false
  return true
}

/** Whether something is the values of a year, by variable. */
export const isValues = (values: unknown): values is { readonly [variable: string]: Value } =>
  typeof values !== "number" && isValue(values)

/** The values of a year by variable. A guard of our own: a year has a thousand numbers, and a schema for each is slow. */
export const Values = Schema.declare(isValues)

/** The run this one was forked from, and the last year that they share. */
export const Parent = Schema.Struct({ run: Schema.String, year: Year })

/** What something was made from: the fingerprints of documents that the store keeps, and of the engine. */
export const DocumentFingerprints = Schema.Struct({
  place: Fingerprint,
  model: Fingerprint,
  targets: Fingerprint,
  scenario: Fingerprint,
  engine: Fingerprint
})

/**
 * A run began. `scenario` is its name. Model, targets, scenario and engine decide every number that follows; the
 * place says only how it is presented. All but the engine are fingerprints of documents that the store keeps.
 */
export const RunStarted = Schema.Struct({
  type: Schema.tag("RunStarted"),
  schema: Schema.tag(1),
  scenario: Schema.String,
  from: Year,
  to: Year,
  shortage: Shortage,
  fingerprints: DocumentFingerprints,
  parent: Schema.optionalKey(Parent)
})

/** Who set something: the run's scenario, or an analyst by hand. What is set by hand is the scenario's no more. */
export const By = Schema.Literals(["scenario", "analyst"])
export type By = typeof By.Type

/**
 * A lever was set: `from` is its setting in the year before, or today's policy. It holds until set again. Schema 1 did
 * not say by whom: then it was always the scenario.
 */
export const LeverAdjusted = Schema.Struct({
  type: Schema.tag("LeverAdjusted"),
  schema: Schema.tag(2),
  year: Year,
  lever: Schema.String,
  from: Finite,
  to: Finite,
  by: By,
  reason: Schema.optionalKey(Schema.String)
})

/**
 * An assumption was changed: `name` is its address, `from` the last change or the model's own value in that year, `to`
 * holds until changed again. Schema 1 did not say by whom: then it was always the scenario.
 */
export const AssumptionChanged = Schema.Struct({
  type: Schema.tag("AssumptionChanged"),
  schema: Schema.tag(2),
  year: Year,
  name: Schema.String,
  from: Finite,
  to: Finite,
  by: By,
  reason: Schema.optionalKey(Schema.String)
})

/** A shock hit an assumption in one year: its value was multiplied by `times`, then `plus` was added. */
export const ShockApplied = Schema.Struct({
  type: Schema.tag("ShockApplied"),
  schema: Schema.tag(1),
  year: Year,
  shock: Schema.String,
  variable: Schema.String,
  times: Finite,
  plus: Finite
})

/** A year was projected: the value of every variable of the model. */
export const YearProjected = Schema.Struct({
  type: Schema.tag("YearProjected"),
  schema: Schema.tag(1),
  year: Year,
  values: Values
})

/** How a target stands: met, missed, or not due yet. */
export const Status = Schema.Literals(["met", "missed", "on_the_way"])
export type Status = typeof Status.Type

/**
 * A target was assessed in a year. `required` and `projected` are in the target's own unit; `margin` is how far on
 * the good side of the requirement the projection lies (negative: short of it).
 */
export const TargetAssessed = Schema.Struct({
  type: Schema.tag("TargetAssessed"),
  schema: Schema.tag(1),
  year: Year,
  target: Schema.String,
  required: Finite,
  projected: Finite,
  margin: Finite,
  status: Status
})

/** A milestone of the model was true for the first time. */
export const MilestoneReached = Schema.Struct({
  type: Schema.tag("MilestoneReached"),
  schema: Schema.tag(1),
  year: Year,
  milestone: Schema.String
})

/**
 * The run could not go on: a variable's value was not a finite number, or an invariant of the model did not hold.
 * `inputs` gives what the equation read; a value that is not finite stands as text ("NaN", "Infinity", "-Infinity").
 */
export const RunFailed = Schema.Struct({
  type: Schema.tag("RunFailed"),
  schema: Schema.tag(1),
  year: Year,
  reason: Schema.Literals(["not_finite", "invariant_broken"]),
  variable: Schema.String,
  equation: Schema.String,
  result: Schema.Union([Finite, Schema.String]),
  inputs: Schema.Record(Schema.String, Schema.Union([Finite, Schema.String]))
})

/** The run reached its last year. `result` is the fingerprint of all values, assessments and milestones. */
export const RunCompleted = Schema.Struct({
  type: Schema.tag("RunCompleted"),
  schema: Schema.tag(1),
  result: Fingerprint
})

/** Any event of a run. */
export const RunEvent = Schema.Union([
  RunStarted,
  LeverAdjusted,
  AssumptionChanged,
  ShockApplied,
  YearProjected,
  TargetAssessed,
  MilestoneReached,
  RunFailed,
  RunCompleted
])
export type RunEvent = typeof RunEvent.Type

export type RunStarted = typeof RunStarted.Type
export type YearProjected = typeof YearProjected.Type
export type ShockApplied = typeof ShockApplied.Type
export type TargetAssessed = typeof TargetAssessed.Type
export type MilestoneReached = typeof MilestoneReached.Type
export type RunFailed = typeof RunFailed.Type
