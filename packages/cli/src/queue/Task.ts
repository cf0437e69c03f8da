/**
 * What a worker has to know to carry out shards of an ensemble, as text: documents, and what is asked of them.
 *
 * Code is not among it: a worker compiles the model itself, from documents that it checks against their fingerprints
 * and like any other model.
 */
import * as EnsembleEvent from "@gongfu/core/ensemble/EnsembleEvent"
import type { Layout } from "@gongfu/core/ensemble/Layout"
import * as EnsemblePlan from "@gongfu/core/ensemble/Plan"
import type * as Tally from "@gongfu/core/ensemble/Tally"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Place from "@gongfu/core/place/Place"
import { DocumentFingerprints } from "@gongfu/core/run/Event"
import * as Engine from "@gongfu/core/run/Engine"
import * as Design from "@gongfu/core/sampling/Design"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Crew from "../ensembles/Crew.ts"
import * as Documents from "../records/Documents.ts"
import * as Prepared from "../places/Prepared.ts"

/** The version of tasks, jobs and parts. */
const format = 2

const Version = Schema.Struct({ engine: Schema.String, format: Schema.Int, sampling: Schema.Int })
type Version = typeof Version.Type

/** Who can carry out what this program asks for: whoever has the same of these comes to the same numbers. */
export const version: string = Fingerprint.canonical({
  engine: Engine.fingerprint,
  format,
  sampling: EnsembleEvent.sampling
} satisfies Version)

/** What a version text says; nothing where it cannot be read. */
export const readVersion: (text: string) => Option.Option<Version> = Schema.decodeUnknownOption(
  Schema.fromJsonString(Version)
)

const Task = Schema.Struct({
  documents: Schema.Struct({
    place: Schema.String,
    model: Schema.String,
    targets: Schema.String,
    scenario: Schema.String
  }),
  fingerprints: DocumentFingerprints,
  design: Schema.Struct({ sampler: Schema.Literals(Design.samplers), members: Schema.Int, seed: Schema.Int }),
  indicators: Schema.Array(Schema.String),
  /** Between which ends the numbers of each column are counted; nothing where they are kept. */
  ends: Schema.NullOr(Schema.Struct({ low: Schema.Array(Schema.Finite), high: Schema.Array(Schema.Finite) }))
})

const decode = Schema.decodeUnknownOption(Schema.fromJsonString(Task), { onExcessProperty: "error" })

/** The order of an ensemble. */
export interface EnsembleOrder extends Crew.Order {
  readonly layout: Extract<Layout, { readonly kind: "design" }>
}

/** Writes what an order asks for. */
export const write = ({ indicators, layout, place, scenario }: EnsembleOrder, { ends }: Tally.Shape): string => {
  const content = Object.fromEntries(Documents.of(place, scenario).map((one) => [one.kind, one.content]))
  return Fingerprint.canonical({
    documents: content,
    fingerprints: { ...place.fingerprints, scenario: Scenario.fingerprint(scenario), engine: Engine.fingerprint },
    design: layout.design,
    indicators: indicators.map(({ name }) => name),
    ends: ends === undefined ? null : { low: [...ends.low], high: [...ends.high] }
  })
}

/** What decides the parts of a task. */
export const keyOf = (task: string): string => digest([version, task])

const placeOf = ({ documents, fingerprints }: typeof Task.Type): Option.Option<Place.Place> => {
  const known = Prepared.ofDocuments(fingerprints)
  if (known !== undefined) return Option.some(known)
  const kinds = ["place", "model", "targets"] as const
  if (!kinds.every((kind) => digest(documents[kind]) === fingerprints[kind])) return Option.none()
  const [place, model, targets] = kinds.map((kind): unknown => JSON.parse(documents[kind]))
  return Result.getSuccess(Place.fromDocuments({ place, model, targets }))
}

/** Reads a task: the order and the shape of its parts; nothing where it is none, or not what it was when it was written. */
export const read = (text: string): Option.Option<{ readonly order: EnsembleOrder; readonly shape: Tally.Shape }> =>
  Option.gen(function* () {
    const task = yield* decode(text)
    const place = yield* placeOf(task)
    if (digest(task.documents.scenario) !== task.fingerprints.scenario) return yield* Option.none()
    const scenario = yield* Result.getSuccess(Scenario.fromData(JSON.parse(task.documents.scenario)))
    const indicators = task.indicators.flatMap((name) => Indicator.find(place.model, name) ?? [])
    const order: EnsembleOrder = { place, scenario, layout: { kind: "design", design: task.design }, indicators }
    const plan = Crew.planOf(order)
    const columns = EnsemblePlan.columnsOf(plan)
    const { ends } = task
    const lengths = [indicators.length, ...(ends === null ? [] : [ends.low.length, ends.high.length])]
    if (lengths.some((length, i) => length !== (i === 0 ? task.indicators.length : columns)))
      return yield* Option.none()
    const shape: Tally.Shape = {
      columns,
      targets: plan.targets.length,
      years: plan.years.length,
      ends: ends === null ? undefined : { low: Float64Array.from(ends.low), high: Float64Array.from(ends.high) }
    }
    return { order, shape }
  })
