/**
 * The store of runs in memory, for tests: nothing of gongfu records in it.
 *
 * It keeps every promise of `EventStore` but one: it ends with the process. Written for being read, it is what the store
 * in a file is held against: the same appends come to the same hashes, events and history in both.
 */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Ref from "effect/Ref"
import * as Result from "effect/Result"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import type { Condition, StreamSummary, Tagged } from "./EventStore.ts"
import type { Artifact } from "./Recorded.ts"
import { EventStore } from "./EventStore.ts"
import * as History from "./History.ts"
import * as Integrity from "./Integrity.ts"
import type { EventRow } from "./Recorded.ts"
import * as Recording from "./Recording.ts"
import * as Seal from "./Seal.ts"
import type { AppendError, UnknownEvent } from "./StoreError.ts"
import type { StoreDamaged } from "./StoreFailure.ts"
import { ArtifactNotFound, InvalidName, StreamNotFound, VersionConflict } from "./StoreError.ts"

interface State {
  /** By position. */
  readonly rows: ReadonlyArray<EventRow>
  readonly artifacts: ReadonlyMap<string, Artifact>
  /** Stream by tag. */
  readonly tags: ReadonlyMap<string, string>
}

const file = "(memory)"
const digest = Fingerprint.ofText

const rowsOf = (state: State, stream: string): ReadonlyArray<EventRow> =>
  state.rows.filter((row) => row.stream === stream)

const headOf = (state: State, stream: string): Seal.Head => {
  const last = rowsOf(state, stream).at(-1)
  return last === undefined ? Seal.beginning : { version: last.version, hash: last.hash }
}

const appended = <E extends Tagged>(
  state: State,
  { stream, after, events, references }: Seal.Sealed,
  given: ReadonlyArray<Artifact>,
  recordedAt: string,
  only: Condition<E> | undefined
): Result.Result<State, AppendError | E> => {
  const { hash, version } = headOf(state, stream)
  if (version !== after.version || hash !== after.hash)
    return Result.fail(new VersionConflict({ stream, expected: after.version, actual: version }))
  const unmet = Recording.unmet(only, () => summaries(state))
  if (unmet !== undefined) return Result.fail(unmet)
  const artifacts = new Map(state.artifacts)
  for (const artifact of given) {
    if (artifacts.has(artifact.fingerprint)) continue
    const refused = Recording.refuseArtifact(stream, artifact, digest)
    if (refused !== undefined) return Result.fail(refused)
    artifacts.set(artifact.fingerprint, artifact)
  }
  const missing = references.find(({ fingerprint }) => !artifacts.has(fingerprint))
  if (missing !== undefined) return Result.fail(Recording.missingArtifact(stream, missing))
  const rows = events.map((event, i): EventRow => ({
    ...event,
    position: state.rows.length + i + 1,
    stream,
    version: version + i + 1,
    recordedAt
  }))
  return Result.succeed({ ...state, artifacts, rows: [...state.rows, ...rows] })
}

const summary = (
  state: State,
  rows: ReadonlyArray<EventRow>
): Result.Result<StreamSummary, UnknownEvent | StoreDamaged> => {
  const [first, last] = [rows[0]!, rows.at(-1)!]
  return Result.flatMap(Recording.decode(file, first), (firstEvent) =>
    Result.map(Recording.decode(file, last), (lastEvent) => ({
      stream: first.stream,
      version: last.version,
      head: last.hash,
      first: firstEvent,
      last: lastEvent,
      recordedAt: first.recordedAt,
      changedAt: last.recordedAt,
      tags: [...state.tags].flatMap(([tag, stream]) => (stream === first.stream ? [tag] : [])).toSorted()
    }))
  )
}

const streamsOf = (state: State): ReadonlyArray<ReadonlyArray<EventRow>> => [
  ...Map.groupBy(state.rows, (row) => row.stream).values()
]

const summaries = (state: State) => Result.all(streamsOf(state).map((rows) => summary(state, rows)))

const history = (
  state: State,
  choice: History.Choice
): Result.Result<ReadonlyArray<History.Append>, UnknownEvent | StoreDamaged> => {
  const streams = new Map(streamsOf(state).map((rows) => [rows[0]!.stream, rows]))
  const places = [...new Set(choice.streams ?? streams.keys())].flatMap((stream) => {
    const rows = streams.get(stream) ?? []
    // Nothing is ever missing here.
    return rows.length === 0 ? [] : Result.getOrThrow(History.appendsOf(stream, rows.length, (n) => rows[n - 1]))
  })
  return Result.all(
    History.chosen(places, choice).map((place) => {
      const rows = streams.get(place.stream)!.slice(place.versions.from - 1, place.versions.to)
      return Result.map(Result.all(rows.map((row) => Recording.decode(file, row))), (events) =>
        History.told(place, events, (run) => streams.has(run))
      )
    })
  )
}

/** A new, empty store in memory. */
export const make: Effect.Effect<typeof EventStore.Service> = Effect.gen(function* () {
  const ref = yield* Ref.make<State>({ rows: [], artifacts: new Map(), tags: new Map() })
  const current = Ref.get(ref)
  /** Changes the state as a whole, or not at all. */
  const change = <E>(next: (state: State) => Result.Result<State, E>): Effect.Effect<State, E> =>
    Effect.flatMap(
      Ref.modify(ref, (state): readonly [Result.Result<State, E>, State] => {
        const result = next(state)
        return [result, Result.isFailure(result) ? state : result.success]
      }),
      Effect.fromResult
    )
  const append = <E extends Tagged = never>(
    sealed: Seal.Sealed,
    artifacts: ReadonlyArray<Artifact>,
    only?: Condition<E>
  ): Effect.Effect<Seal.Head, AppendError | E> =>
    Effect.flatMap(DateTime.now, (now) =>
      Effect.map(
        change((state) => appended(state, sealed, artifacts, DateTime.formatIso(now), only)),
        (state) => headOf(state, sealed.stream)
      )
    )
  const tag = <E extends Tagged = never>(
    name: string,
    stream: string,
    only?: Condition<E>
  ): Effect.Effect<void, InvalidName | StreamNotFound | UnknownEvent | StoreDamaged | E> =>
    Recording.isName(name)
      ? Effect.asVoid(
          change((state): Result.Result<State, StreamNotFound | UnknownEvent | StoreDamaged | E> => {
            if (rowsOf(state, stream).length === 0) return Result.fail(new StreamNotFound({ stream }))
            const unmet = Recording.unmet(only, () => summaries(state))
            return unmet === undefined
              ? Result.succeed({ ...state, tags: new Map(state.tags).set(name, stream) })
              : Result.fail(unmet)
          })
        )
      : Effect.fail(new InvalidName({ name }))
  return EventStore.of({
    append,
    tag,
    read: Effect.fn("MemoryEventStore.read")(function* (stream) {
      const rows = rowsOf(yield* current, stream)
      if (rows.length === 0) return yield* new StreamNotFound({ stream })
      return yield* Effect.fromResult(Recording.decodeStream(file, rows, digest))
    }),
    rows: Effect.fn("MemoryEventStore.rows")(function* (stream) {
      const rows = rowsOf(yield* current, stream)
      if (rows.length === 0) return yield* new StreamNotFound({ stream })
      return yield* Effect.fromResult(Recording.whole(file, rows, digest))
    }),
    decode: (rows, reader) => Effect.fromResult(Recording.decodeAll(file, rows, reader)),
    head: (stream) => Effect.map(current, (state) => headOf(state, stream)),
    streams: Effect.flatMap(current, (state) => Effect.fromResult(summaries(state))),
    history: (choice) => Effect.flatMap(current, (state) => Effect.fromResult(history(state, choice))),
    artifact: Effect.fn("MemoryEventStore.artifact")(function* (fingerprint) {
      const artifact = (yield* current).artifacts.get(fingerprint)
      return artifact ?? (yield* new ArtifactNotFound({ fingerprint }))
    }),
    untag: (name) =>
      Ref.modify(ref, (state) => {
        const tags = new Map(state.tags)
        tags.delete(name)
        return [state.tags.get(name), { ...state, tags }]
      }),
    tagged: (name) => Effect.map(current, (state) => state.tags.get(name)),
    outline: Effect.map(current, (state) => ({
      streams: streamsOf(state).map((rows) => rows[0]!.stream),
      lastPosition: state.rows.length
    })),
    surroundings: Effect.map(current, (state) => ({
      documents: new Map([...state.artifacts.values()].map(({ fingerprint, kind }) => [fingerprint, kind])),
      sound: true
    })),
    readRows: (stream, through, reader) =>
      Effect.map(current, (state) => {
        const { end, take } = reader()
        for (const row of rowsOf(state, stream)) if (row.position <= through) take(row)
        return end()
      }),
    verify: Effect.map(current, (state) =>
      Integrity.verify(
        { streams: streamsOf(state), artifacts: state.artifacts.values(), lastPosition: state.rows.length },
        digest
      )
    )
  })
})

/** A store in memory, new for every build of the layer. */
export const layer: Layer.Layer<EventStore> = Layer.effect(EventStore, make)
