/**
 * Runs out of a store into a bundle, and from bundles into a store.
 *
 * Going out, every run and document is checked against its hashes, so that
 * nothing broken is sent. Coming in, `faultsOf` holds everything against the
 * store before `record` writes the first run; each run is one transaction.
 */
import type { Fault } from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as ForeignRun from "@gongfu/core/sharing/ForeignRun"
import * as Reception from "@gongfu/core/sharing/Reception"
import * as SharingFault from "@gongfu/core/sharing/SharingFault"
import * as Relation from "@gongfu/core/sharing/Relation"
import type * as Bundle from "@gongfu/core/store/Bundle"
import { spanAt } from "@gongfu/core/store/BundleReader"
import { EventStore, type StreamSummary } from "@gongfu/core/store/EventStore"
import type { Artifact } from "@gongfu/core/store/Recorded"
import { references } from "@gongfu/core/store/Recording"
import * as Seal from "@gongfu/core/store/Seal"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import { isBeginning, type Beginning } from "@gongfu/core/store/StoredEvent"
import type { StoreError } from "@gongfu/core/store/StoreError"
import * as Effect from "effect/Effect"
import { type Failure, Faulty } from "../session/Failure.ts"
import * as LongWork from "../session/LongWork.ts"
import * as Records from "./Records.ts"

const startOf = ({ first, stream }: StreamSummary): Effect.Effect<Beginning, Faulty> =>
  isBeginning(first)
    ? Effect.succeed(first)
    : Effect.fail(new Faulty({ faults: [Records.NotARun(Span.whole(stream), { run: stream, detail: "RunStarted" })] }))

/** What goes into a bundle, how each run of it began, and the parents that were asked for and are not on record. */
export interface Gathered extends Bundle.Contents {
  readonly starts: ReadonlyMap<string, Beginning>
  readonly absent: ReadonlyArray<string>
}

/**
 * Gathers runs, with the line of their parents if wanted, and the documents that they were made from; `tellOne` hears of
 * each that was asked for.
 */
export const gather = (
  ids: ReadonlyArray<string>,
  withParents: boolean,
  tellOne: () => void = () => {}
): Effect.Effect<Gathered, StoreError | Failure, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const summaries = new Map((yield* store.streams).map((summary) => [summary.stream, summary]))
    const starts = new Map<string, Beginning>()
    const absent = new Set<string>()
    const wanted = [...ids]
    for (let id = wanted.shift(); id !== undefined; id = wanted.shift()) {
      if (starts.has(id)) continue
      const summary = summaries.get(id)
      if (summary === undefined) {
        absent.add(id)
        continue
      }
      const started = yield* startOf(summary)
      starts.set(id, started)
      if (withParents && started.type === "RunStarted" && started.parent !== undefined) wanted.push(started.parent.run)
    }
    const runs = yield* Effect.forEach(starts.keys(), (id) =>
      Effect.map(store.rows(id), (events) => {
        if (ids.includes(id)) tellOne()
        return { id, events }
      })
    )
    const artifacts = new Map<string, Artifact>()
    for (const started of starts.values())
      for (const { fingerprint } of references(started))
        if (!artifacts.has(fingerprint)) artifacts.set(fingerprint, yield* store.artifact(fingerprint))
    return { runs, artifacts: [...artifacts.values()], starts, absent: [...absent] }
  })

const checked = (
  reception: Reception.Reception,
  held: ReadonlyMap<string, Artifact>,
  here: ReadonlyMap<string, Relation.Told>,
  tellOne: () => void
): Effect.Effect<ReadonlyArray<Fault>> =>
  LongWork.inSteps(Reception.faultsInSteps(reception, held, here, digest), tellOne)

/** The faults of what was received, by itself where there is no store yet; `tellOne` hears of each run. */
export const faultsAlone = (reception: Reception.Reception, tellOne: () => void): Effect.Effect<ReadonlyArray<Fault>> =>
  checked(reception, new Map(), new Map(), tellOne)

/** The faults of what was received, held against the store; `tellOne` hears of each run. */
export const faultsOf = (
  reception: Reception.Reception,
  tellOne: () => void = () => {}
): Effect.Effect<ReadonlyArray<Fault>, StoreError | Failure, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const held = new Map<string, Artifact>()
    for (const fingerprint of reception.wanted) {
      const found = yield* store.artifact(fingerprint).pipe(Effect.catchTag("ArtifactNotFound", () => Effect.void))
      if (found !== undefined) held.set(fingerprint, found)
    }
    const here = new Map<string, Relation.Told>()
    for (const { id } of reception.runs) {
      const told = yield* onRecord(id)
      if (told !== undefined) here.set(id, told)
    }
    return yield* checked(reception, held, here, tellOne)
  })

/** What became of one run of the files: new; on record already; or carried on from where the one on record ended. */
export interface Imported {
  readonly id: string
  readonly file: string
  readonly outcome: "new" | "already" | "extended"
  /** How many events were recorded. */
  readonly added: number
}

/** Records one run, or what is missing of it. Whoever records it at the same moment is met with another look. */
export const record = (
  run: ForeignRun.ForeignRun,
  artifacts: ReadonlyMap<string, Artifact>
): Effect.Effect<Imported, StoreError | Failure, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const here = yield* onRecord(run.id)
    const relation = here === undefined ? "ahead" : Relation.of(run, here)
    const imported = (outcome: Imported["outcome"], added: number): Imported => ({
      id: run.id,
      file: run.file,
      outcome,
      added
    })
    if (relation === "same" || relation === "behind") return imported("already", 0)
    if (relation === "other")
      return yield* new Faulty({
        faults: [
          SharingFault.RecordedOtherwise(spanAt(run.file, run.line), {
            run: run.id,
            other: undefined,
            forkable: ForeignRun.forkable(run)
          })
        ]
      })
    const version = here?.events.length ?? 0
    const after = here === undefined ? Seal.beginning : { version, hash: here.events.at(-1)!.hash }
    const rest = run.events.slice(version)
    const sealed = yield* Effect.fromResult(Seal.verified(run.id, after, rest, digest))
    yield* store.append(
      sealed,
      run.references.flatMap(({ fingerprint }) => artifacts.get(fingerprint) ?? [])
    )
    return imported(here === undefined ? "new" : "extended", rest.length)
  }).pipe(Effect.retry({ while: ({ _tag }) => _tag === "VersionConflict", times: 20 }))

// internal

/** A run that is on record; nothing when it is not. */
const onRecord = (id: string): Effect.Effect<Relation.Told | undefined, StoreError, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    if ((yield* store.head(id)).version === 0) return undefined
    const events = yield* store.rows(id)
    return { events, decoded: yield* store.decode(events) }
  })
