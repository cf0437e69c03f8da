/**
 * The store of runs and ensembles: an append-only log of events.
 *
 * A run is a stream, and so is an ensemble; its events are numbered from 1 (their version) and every
 * event of the store has a position. The documents that a run was made from
 * (place, model, targets, scenario) are kept beside it, by fingerprint.
 *
 * Every layer promises: an append is all or nothing; an event once recorded
 * is never changed; each event's hash covers the one before it in its stream
 * (see `HashChain`), so that `verify` finds any later change; and a run that
 * is read has been checked against its hashes. The time of recording is kept
 * and stands outside every hash.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as History from "./History.ts"
import type { Verification } from "./Integrity.ts"
import type { Artifact, EventRow, RecordedEvent, RowReader } from "./Recorded.ts"
import type { Reader } from "./Recording.ts"
import type { Head, Sealed } from "./Seal.ts"
import type {
  AppendError,
  ArtifactNotFound,
  InvalidName,
  ReadError,
  StreamNotFound,
  UnknownEvent
} from "./StoreError.ts"
import type { Failure, StoreDamaged } from "./StoreFailure.ts"
import type { StoredEvent } from "./StoredEvent.ts"
import type * as Whole from "./Whole.ts"

/** A stream at a glance. */
export interface StreamSummary {
  readonly stream: string
  /** How many events it has. */
  readonly version: number
  /** The hash of its last event. */
  readonly head: string
  /** Its first event: `RunStarted` for every run, `EnsembleStarted` for every ensemble that gongfu records. */
  readonly first: StoredEvent
  /** Its last event: `RunCompleted` or `RunFailed` when the run is over, any other while it can go on. */
  readonly last: StoredEvent
  /** When its first and its last event were recorded. */
  readonly recordedAt: string
  readonly changedAt: string
  /** The names it was tagged with, sorted. */
  readonly tags: ReadonlyArray<string>
}

/** An error that tells its kind. */
export interface Tagged {
  readonly _tag: string
}

/**
 * What has to hold of all streams, oldest first, at the moment of writing: nothing where it does, else the error with
 * which nothing is written. It is asked within the transaction, so nobody writes between the answer and what follows.
 */
export type Condition<E extends Tagged> = (streams: ReadonlyArray<StreamSummary>) => E | undefined

/** A store of runs, in memory or in a file. */
export class EventStore extends Context.Service<
  EventStore,
  {
    /**
     * Records sealed events, and the artifacts that they refer to, in one transaction; gives the stream's new head.
     *
     * **Details**
     *
     * The stream must end where the events were sealed to follow: another head is a `VersionConflict`, and nothing is
     * recorded. The documents that its beginning names must be stored or among `artifacts`, each of which is checked
     * against its fingerprint; what is stored already may be given again. No events is allowed: then only the
     * artifacts are stored. `only` is asked when the stream ends where it must.
     */
    readonly append: <E extends Tagged = never>(
      sealed: Sealed,
      artifacts: ReadonlyArray<Artifact>,
      only?: Condition<E>
    ) => Effect.Effect<Head, AppendError | E>
    /** The events of a stream in order, each checked against the hash chain. */
    readonly read: (stream: string) => Effect.Effect<ReadonlyArray<RecordedEvent>, ReadError>
    /** The same events as they were recorded, byte for byte, each checked against the hash chain. */
    readonly rows: (stream: string) => Effect.Effect<ReadonlyArray<EventRow>, StreamNotFound | Failure>
    /** The events of rows that `rows` gave, as `read` gives them. `reader` is asked first, and spares reading any JSON. */
    readonly decode: (
      rows: ReadonlyArray<EventRow>,
      reader?: Reader
    ) => Effect.Effect<ReadonlyArray<StoredEvent>, UnknownEvent | StoreDamaged>
    /** Where a stream ends: `Seal.beginning` when there is no such stream. */
    readonly head: (stream: string) => Effect.Effect<Head, Failure>
    /** All streams, oldest first. */
    readonly streams: Effect.Effect<ReadonlyArray<StreamSummary>, UnknownEvent | Failure>
    /** What was recorded, append by append, oldest first, without the values of the years. */
    readonly history: (choice: History.Choice) => Effect.Effect<ReadonlyArray<History.Append>, UnknownEvent | Failure>
    /** An artifact by its whole fingerprint, checked against it. */
    readonly artifact: (fingerprint: string) => Effect.Effect<Artifact, ArtifactNotFound | Failure>
    /** Names a stream, where `only` holds. A name given before moves to this stream. */
    readonly tag: <E extends Tagged = never>(
      name: string,
      stream: string,
      only?: Condition<E>
    ) => Effect.Effect<void, InvalidName | StreamNotFound | UnknownEvent | Failure | E>
    /** Takes a tag away and says which stream it named; nothing where there is none. */
    readonly untag: (name: string) => Effect.Effect<string | undefined, Failure>
    /** The stream of a tag. */
    readonly tagged: (name: string) => Effect.Effect<string | undefined, Failure>
    /** How much there is to check, for a reader who checks the events himself, stream by stream. */
    readonly outline: Effect.Effect<Whole.Outline, Failure>
    /** What there is beside the events, checked. */
    readonly surroundings: Effect.Effect<Whole.Surroundings, Failure>
    /**
     * Gives the rows of a stream through a position to a reader, in order of version, as they stand: nothing is checked.
     * The reader is a new one whenever the reading begins anew. It is not to use the store.
     */
    readonly readRows: <A>(stream: string, through: number, reader: () => RowReader<A>) => Effect.Effect<A, Failure>
    /** Checks every event, hash and artifact of the store, and lists every fault. */
    readonly verify: Effect.Effect<Verification, Failure>
  }
>()("@gongfu/core/store/EventStore") {}
