/**
 * The events of an ensemble: what was asked for, and what came of it.
 *
 * An ensemble is a stream of these two, recorded in one transaction. Its members are not recorded: design, seed and
 * generator give each of them again.
 */
import * as Schema from "effect/Schema"
import { Year } from "../document/Number.ts"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import * as Event from "../run/Event.ts"
import * as Design from "../sampling/Design.ts"
import * as Philox from "../sampling/Philox.ts"
import { Summary } from "./Summary.ts"

/** Rises when the same design and seed would give other members: other draws, or other quantiles of a distribution. */
export const sampling = 1

/**
 * An ensemble began. Everything here and in its documents decides what follows; that the place is among the documents
 * says only how it is presented. `axes` are the assumptions that vary, in order; `indicators` those that are told, all
 * that the model computes where it is left out. `binning` is how the quantiles of a large ensemble are read, 1 where it is
 * left out; a small one has none.
 */
export const EnsembleStarted = Schema.Struct({
  type: Schema.tag("EnsembleStarted"),
  schema: Schema.tag(1),
  scenario: Schema.String,
  from: Year,
  to: Year,
  design: Schema.Struct({
    sampler: Schema.Literals(Design.samplers),
    members: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: Design.mostMembers })),
    seed: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: Philox.largestSeed })),
    generator: Schema.Literal(Philox.name),
    sampling: Schema.Int
  }),
  axes: Schema.Array(Schema.String),
  indicators: Schema.optionalKey(Schema.Array(Schema.String)),
  binning: Schema.optionalKey(Schema.Literal(2)),
  fingerprints: Event.DocumentFingerprints
})
export type EnsembleStarted = typeof EnsembleStarted.Type

/** An ensemble was carried out. `result` is the fingerprint of the summary. */
export const EnsembleSummarised = Schema.Struct({
  type: Schema.tag("EnsembleSummarised"),
  schema: Schema.tag(1),
  summary: Summary,
  result: Event.Fingerprint
})
export type EnsembleSummarised = typeof EnsembleSummarised.Type

/** Any event of an ensemble. */
export type EnsembleEvent = EnsembleStarted | EnsembleSummarised

/** Whether an event is one of an ensemble. */
export const isOf = (event: { readonly type: string }): event is EnsembleEvent =>
  event.type === "EnsembleStarted" || event.type === "EnsembleSummarised"

/** The id of an ensemble: its scenario's name, and eight digits of the fingerprint of what decides it. */
export const idOf = ({ binning, design, fingerprints, indicators, scenario }: EnsembleStarted): string => {
  const { place: _, ...decisive } = fingerprints
  const fingerprint = Fingerprint.of({
    ...decisive,
    design,
    ...(indicators === undefined ? {} : { indicators }),
    ...(binning === undefined ? {} : { binning })
  })
  return `${scenario}-ensemble-${Fingerprint.short(fingerprint)}`
}
