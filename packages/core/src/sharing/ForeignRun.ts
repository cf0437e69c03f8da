/**
 * A run or an ensemble that was recorded elsewhere, checked before it is taken in.
 *
 * That its events are whole was checked when the file was read. Here it is
 * asked whether they are a run: that they begin as one and follow the course
 * of one, that its id is the one that what it was made from gives it, that its
 * documents are a place and a scenario of it, that it speaks of what these have
 * and has values of that model, and that the fingerprint that it ends with is
 * that of what it found. Of an ensemble it is asked likewise. Whether the model
 * gives those numbers is what `gongfu verify` asks.
 */
import * as Result from "effect/Result"
import type { Fault } from "../document/Fault.ts"
import { type Label, same } from "../document/Label.ts"
import type { Span } from "../document/Span.ts"
import * as EnsembleEvent from "../ensemble/EnsembleEvent.ts"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import * as Place from "../place/Place.ts"
import * as Decider from "../run/Decider.ts"
import * as RunState from "../run/RunState.ts"
import * as Run from "../run/Run.ts"
import * as Scenario from "../scenario/Scenario.ts"
import type { ReadRun } from "../store/BundleReader.ts"
import { spanAt } from "../store/BundleReader.ts"
import * as EventCodec from "../store/EventCodec.ts"
import type { Artifact, Reference } from "../store/Recorded.ts"
import { references } from "../store/Recording.ts"
import { isOfRun, type Beginning, type StoredEvent } from "../store/StoredEvent.ts"
import * as Fit from "./Fit.ts"
import * as SharingFault from "./SharingFault.ts"

/** A run with its events as they are read today. */
export interface ForeignRun extends ReadRun {
  readonly decoded: ReadonlyArray<StoredEvent>
  readonly references: ReadonlyArray<Reference>
}

type Faults = ReadonlyArray<Fault>

/** The last year at which a run that is a fork can be forked once more; nothing for any other. */
export const forkable = ({ decoded }: ForeignRun): number | undefined => {
  const [first] = decoded
  if (first?.type !== "RunStarted" || first.parent === undefined) return undefined
  const projected = decoded.flatMap((event) => (event.type === "YearProjected" ? [event.year] : []))
  return Math.min(Math.max(first.from, ...projected), first.to - 1)
}

/** Decodes a run's events and checks that it begins as a run does, under its own id. */
export const decode = (run: ReadRun): Result.Result<ForeignRun, Faults> => {
  const { events, file, id, line } = run
  const at = (version: number): Span => spanAt(file, line + version - 1)
  const faults: Array<Fault> = []
  const decoded = events.flatMap((sealed, i): ReadonlyArray<StoredEvent> => {
    const event = EventCodec.decode(sealed)
    if (Result.isSuccess(event)) return [event.success]
    const { schema, type } = sealed
    faults.push(
      event.failure._tag === "Unknown"
        ? SharingFault.NewerEvent(at(i + 1), { run: id, version: i + 1, type, schema })
        : SharingFault.NotARun(at(i + 1), { run: id, detail: event.failure.detail })
    )
    return []
  })
  if (faults.length > 0) return Result.fail(faults)
  const stray = outOfCourse(decoded)
  if (stray !== undefined) {
    const detail = {
      en: `event ${stray}, ${decoded[stray - 1]!.type}, cannot stand where it stands`,
      zh: `第 ${stray} 个事件 ${decoded[stray - 1]!.type} 的位置不对`
    }
    return Result.fail([SharingFault.NotARun(at(stray), { run: id, detail })])
  }
  const begun = decoded[0] as Beginning
  const computed = begun.type === "RunStarted" ? Run.idOf(begun) : EnsembleEvent.idOf(begun)
  return computed === id
    ? Result.succeed({ ...run, decoded, references: references(decoded[0]!) })
    : Result.fail([SharingFault.OtherId(at(1), { run: id, computed })])
}

/** Finds a document by its fingerprint; nothing when it is nowhere. */
export type Lookup = (fingerprint: string) => Artifact | undefined

/** What checks runs against their documents; a place that several runs were made in is compiled once. */
export const checker = (lookup: Lookup, digest: Fingerprint.Digest = Fingerprint.ofText) => {
  const places = new Map<string, Result.Result<Place.Place, Label>>()
  const placeOf = (documents: Readonly<Record<"place" | "model" | "targets", Artifact>>) => {
    const key = [documents.place, documents.model, documents.targets].map(({ fingerprint }) => fingerprint).join(" ")
    const known = places.get(key)
    if (known !== undefined) return known
    const place = attempt(() =>
      Place.fromDocuments({
        place: JSON.parse(documents.place.content),
        model: JSON.parse(documents.model.content),
        targets: JSON.parse(documents.targets.content)
      }).pipe(Result.mapError((faults) => faults[0]!.problem))
    )
    places.set(key, place)
    return place
  }
  /** The faults of a run. */
  return ({ decoded, file, id, line, references: referred }: ForeignRun): Faults => {
    const at = spanAt(file, line)
    const found = referred.map(({ fingerprint, kind }) => {
      const artifact = lookup(fingerprint)
      return artifact?.kind === kind ? artifact : SharingFault.DocumentMissing(at, { run: id, kind, fingerprint })
    })
    const missing = found.filter((one) => "_tag" in one)
    if (missing.length > 0) return missing
    const documents = Object.fromEntries((found as ReadonlyArray<Artifact>).map((one) => [one.kind, one])) as Readonly<
      Record<Artifact["kind"], Artifact>
    >
    const place = placeOf(documents)
    const scenario = attempt(() =>
      Scenario.fromData(JSON.parse(documents.scenario.content)).pipe(Result.mapError((detail) => same(detail)))
    )
    const unreadable = [
      ...(Result.isFailure(place) ? [place.failure] : []),
      ...(Result.isFailure(scenario) ? [scenario.failure] : [])
    ]
    if (Result.isFailure(place) || Result.isFailure(scenario))
      return unreadable.map((detail) => SharingFault.DocumentUnreadable(at, { run: id, detail }))
    const { model, targets } = place.success
    const where = { id, at: (version: number) => spanAt(file, line + version - 1) }
    const unfit = Fit.faults(where, { model, targets, scenario: scenario.success }, decoded)
    if (unfit.length > 0) return unfit
    const summarised = decoded.find((event) => event.type === "EnsembleSummarised")
    if (summarised !== undefined) {
      const computed = digest(Fingerprint.canonical(summarised.summary))
      return computed === summarised.result
        ? []
        : [SharingFault.OtherResult(at, { run: id, recorded: summarised.result, computed })]
    }
    const events = decoded.filter(isOfRun)
    const state = attempt(() => Result.succeed(RunState.replay(model, events)))
    if (Result.isFailure(state)) return [SharingFault.NotARun(at, { run: id, detail: state.failure })]
    const { result: recorded } = state.success
    if (recorded === undefined) return []
    const computed = Decider.resultOf(state.success, digest)
    return computed === recorded ? [] : [SharingFault.OtherResult(at, { run: id, recorded, computed })]
  }
}

// internal

/** What may throw over documents and events that anybody may have written. */
const attempt = <A>(body: () => Result.Result<A, Label>): Result.Result<A, Label> => {
  try {
    return body()
  } catch (cause) {
    return Result.fail(same(cause instanceof Error ? cause.message : String(cause)))
  }
}

/**
 * The version of the first event that does not follow the course of a run: a start, then years one by one, each with
 * its settings before it and what was found in it after it, and an end after which nothing comes. An ensemble is its
 * start and its summary.
 */
const outOfCourse = (events: ReadonlyArray<StoredEvent>): number | undefined => {
  const [started] = events
  if (started?.type === "EnsembleStarted") {
    if (events[1]?.type !== "EnsembleSummarised") return Math.min(events.length, 2)
    return events.length > 2 ? 3 : undefined
  }
  if (started?.type !== "RunStarted") return 1
  let year = started.from - 1
  let over = false
  for (const [i, event] of events.entries()) {
    const fits = (): boolean => {
      switch (event.type) {
        case "RunStarted":
          return i === 0
        case "YearProjected":
        case "LeverAdjusted":
        case "AssumptionChanged":
        case "ShockApplied":
        case "RunFailed":
          return event.year === year + 1 && event.year <= started.to
        case "TargetAssessed":
        case "MilestoneReached":
          return event.year === year && year >= started.from
        case "RunCompleted":
          return year === started.to
        case "EnsembleStarted":
        case "EnsembleSummarised":
          return false
      }
    }
    if (over || !fits()) return i + 1
    if (event.type === "YearProjected") year = event.year
    over = event.type === "RunCompleted" || event.type === "RunFailed"
  }
  return undefined
}
