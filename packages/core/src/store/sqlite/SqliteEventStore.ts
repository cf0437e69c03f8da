/**
 * The store of runs in one SQLite file.
 *
 * An append is one immediate transaction: the writer that gets the lock reads
 * the version, so two writers never both believe theirs, and a process that
 * dies leaves what was there before. Any SQLite tool can read the file;
 * `Tables` and `Views` say what stands in it.
 *
 * better-sqlite3 works synchronously, and is loaded when a store is opened.
 */
import type BetterSqlite from "better-sqlite3"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import type { Condition, StreamSummary, Tagged } from "../EventStore.ts"
import type { Artifact, ArtifactKind, RecordedEvent } from "../Recorded.ts"
import { EventStore } from "../EventStore.ts"
import type { EventRow } from "../Recorded.ts"
import * as Recording from "../Recording.ts"
import { beginning, type Head, type Sealed } from "../Seal.ts"
import type { AppendError, OpenError, UnknownEvent } from "../StoreError.ts"
import type { Failure } from "../StoreFailure.ts"
import { ArtifactNotFound, InvalidName, StreamNotFound, VersionConflict } from "../StoreError.ts"
import { StoreDamaged } from "../StoreFailure.ts"
import type { Options } from "./Connection.ts"
import * as Connection from "./Connection.ts"
import * as FileCheck from "./FileCheck.ts"
import * as Inserter from "./Inserter.ts"
import * as SqliteHistory from "./SqliteHistory.ts"
import { digest } from "./NativeDigest.ts"

/** A summary's columns before its events are decoded. */
interface SummaryRow {
  readonly stream: string
  readonly first: number
  readonly last: number
  readonly tags: string
}

const columns = "position, stream, version, type, schema, payload, hash, recorded_at as recordedAt"

/** The same columns as an array, which the driver makes sooner than an object. */
type RawRow = readonly [number, string, number, string, number, string, string, string]

const rowOf = ([position, stream, version, type, schema, payload, hash, recordedAt]: RawRow): EventRow => ({
  position,
  stream,
  version,
  type,
  schema,
  payload,
  hash,
  recordedAt
})

/** How many rows are read at once where none is to stay: by themselves they take longer, and all of a run are a megabyte. */
const few = 64

/** The service on an open connection, which stays the caller's to close. `file` names it in errors. */
export const fromConnection = (
  db: BetterSqlite.Database,
  file: string,
  busyMillis: number
): typeof EventStore.Service => {
  const insert = Inserter.prepare(db)
  const selectHead = db.prepare<[string], Head>(
    "select version, hash from event where stream = ? order by version desc limit 1"
  )
  const selectStream = db
    .prepare<[string], RawRow>(`select ${columns} from event where stream = ? order by version`)
    .raw()
  const selectThrough = db
    .prepare<[string, number, number], RawRow>(
      `select ${columns} from event where stream = ? and position <= ? and version > ? order by version limit ${few}`
    )
    .raw()
  const selectEvent = db.prepare<[number], EventRow>(`select ${columns} from event where position = ?`)
  const selectArtifact = db.prepare<[string], Artifact>(
    "select fingerprint, kind, content from artifact where fingerprint = ?"
  )
  const readHistory = SqliteHistory.prepare(db, file, columns)
  const hasArtifact = db.prepare<[string], number>("select 1 from artifact where fingerprint = ?").pluck()
  const insertArtifact = db.prepare<[string, ArtifactKind, string, string]>(
    "insert into artifact (fingerprint, kind, content, recorded_at) values (?, ?, ?, ?)"
  )
  const upsertTag = db.prepare<[string, string, string]>(
    `insert into tag (name, stream, recorded_at) values (?, ?, ?)
     on conflict (name) do update set stream = excluded.stream, recorded_at = excluded.recorded_at`
  )
  const deleteTag = db.prepare<[string], string>("delete from tag where name = ? returning stream").pluck()
  const selectTag = db.prepare<[string], string>("select stream from tag where name = ?").pluck()
  const selectSummaries = db.prepare<[], SummaryRow>(
    `select s.stream, s.position as first,
       (select position from event where stream = s.stream order by version desc limit 1) as last,
       (select json_group_array(name order by name) from tag where stream = s.stream) as tags
     from event s where s.version = 1 order by s.position`
  )

  /** Runs what SQLite may refuse: its exceptions become the store's errors, a failure rolls a transaction back. */
  const attempt = <A, E>(body: () => Result.Result<A, E>): Effect.Effect<A, E | Failure> =>
    Effect.suspend((): Effect.Effect<A, E | Failure> => {
      try {
        return Effect.fromResult(body())
      } catch (cause) {
        const failure = Connection.failureOf(file, busyMillis, cause)
        return failure === undefined ? Effect.die(cause) : Effect.fail(failure)
      }
    })
  /**
   * One transaction, rolled back when it fails. One that only reads has nothing to commit, and ends so too: in a
   * damaged file a commit may be refused when all that could be read has been read.
   */
  const transaction = <A, E>(kind: "immediate" | "deferred", body: () => Result.Result<A, E>) =>
    attempt((): Result.Result<A, E> => {
      let result: Result.Result<A, E> | undefined
      const begun = db.transaction(() => {
        result = body()
        if (kind === "immediate" && Result.isSuccess(result)) Connection.bringUpToDate(db)
        if (kind === "deferred" || Result.isFailure(result)) throw rollback
      })
      try {
        begun[kind]()
      } catch (cause) {
        if (cause !== rollback) throw cause
      }
      return result!
    })
  const now = Effect.map(DateTime.now, DateTime.formatIso)

  /** A trigger that is not the store's can drop a row, or write another, without an error of SQLite's. */
  const swallowed = new StoreDamaged({
    file,
    detail: { en: "what is recorded does not arrive", zh: "写入的内容未能入库" }
  })

  const summary = ({
    stream,
    first,
    last,
    tags
  }: SummaryRow): Result.Result<StreamSummary, UnknownEvent | StoreDamaged> => {
    const [firstRow, lastRow] = [selectEvent.get(first), selectEvent.get(last)]
    if (firstRow === undefined || lastRow === undefined) {
      const detail = { en: "an index does not fit its table", zh: "索引与表不符" }
      return Result.fail(new StoreDamaged({ file, detail }))
    }
    return Result.flatMap(Recording.decode(file, firstRow), (firstEvent) =>
      Result.map(Recording.decode(file, lastRow), (lastEvent): StreamSummary => ({
        stream,
        version: lastRow.version,
        head: lastRow.hash,
        first: firstEvent,
        last: lastEvent,
        recordedAt: firstRow.recordedAt,
        changedAt: lastRow.recordedAt,
        tags: JSON.parse(tags) as ReadonlyArray<string>
      }))
    )
  }

  const summaries = () => Result.all(selectSummaries.all().map(summary))
  const append = <E extends Tagged = never>(
    { stream, after, events, references }: Sealed,
    artifacts: ReadonlyArray<Artifact>,
    only?: Condition<E>
  ) =>
    Effect.flatMap(now, (recordedAt) =>
      transaction("immediate", (): Result.Result<Head, AppendError | E> => {
        const { hash, version } = selectHead.get(stream) ?? beginning
        if (version !== after.version || hash !== after.hash)
          return Result.fail(new VersionConflict({ stream, expected: after.version, actual: version }))
        const unmet = Recording.unmet(only, summaries)
        if (unmet !== undefined) return Result.fail(unmet)
        for (const artifact of artifacts) {
          if (hasArtifact.get(artifact.fingerprint) !== undefined) continue
          const refused = Recording.refuseArtifact(stream, artifact, digest)
          if (refused !== undefined) return Result.fail(refused)
          const { changes } = insertArtifact.run(artifact.fingerprint, artifact.kind, artifact.content, recordedAt)
          if (changes !== 1) return Result.fail(swallowed)
        }
        const missing = references.find(({ fingerprint }) => hasArtifact.get(fingerprint) === undefined)
        if (missing !== undefined) return Result.fail(Recording.missingArtifact(stream, missing))
        if (insert(stream, version + 1, events, recordedAt) !== events.length) return Result.fail(swallowed)
        return Result.succeed({ version: version + events.length, hash: events.at(-1)?.hash ?? hash })
      })
    ).pipe(Effect.withSpan("SqliteEventStore.append"))
  const tag = <E extends Tagged = never>(name: string, stream: string, only?: Condition<E>) =>
    Effect.gen(function* () {
      if (!Recording.isName(name)) return yield* new InvalidName({ name })
      const recordedAt = yield* now
      return yield* transaction("immediate", (): Result.Result<void, StreamNotFound | UnknownEvent | Failure | E> => {
        if (selectHead.get(stream) === undefined) return Result.fail(new StreamNotFound({ stream }))
        const unmet = Recording.unmet(only, summaries)
        if (unmet !== undefined) return Result.fail(unmet)
        upsertTag.run(name, stream, recordedAt)
        if (selectTag.get(name) !== stream) return Result.fail(swallowed)
        return Result.succeed(undefined)
      })
    }).pipe(Effect.withSpan("SqliteEventStore.tag"))

  return EventStore.of({
    append,
    tag,
    read: Effect.fn("SqliteEventStore.read")((stream) =>
      attempt((): Result.Result<ReadonlyArray<RecordedEvent>, StreamNotFound | UnknownEvent | StoreDamaged> => {
        const rows = selectStream.all(stream).map(rowOf)
        return rows.length === 0
          ? Result.fail(new StreamNotFound({ stream }))
          : Recording.decodeStream(file, rows, digest)
      })
    ),
    rows: Effect.fn("SqliteEventStore.rows")((stream) =>
      attempt((): Result.Result<ReadonlyArray<EventRow>, StreamNotFound | StoreDamaged> => {
        const rows = selectStream.all(stream).map(rowOf)
        return rows.length === 0 ? Result.fail(new StreamNotFound({ stream })) : Recording.whole(file, rows, digest)
      })
    ),
    decode: (rows, reader) => Effect.fromResult(Recording.decodeAll(file, rows, reader)),
    head: (stream) => attempt(() => Result.succeed({ ...(selectHead.get(stream) ?? beginning) })),
    streams: transaction("deferred", summaries),
    history: (choice) => transaction("deferred", () => readHistory(choice)),
    artifact: Effect.fn("SqliteEventStore.artifact")((fingerprint) =>
      attempt((): Result.Result<Artifact, ArtifactNotFound | StoreDamaged> => {
        const artifact = selectArtifact.get(fingerprint)
        if (artifact === undefined) return Result.fail(new ArtifactNotFound({ fingerprint }))
        if (digest(artifact.content) === fingerprint) return Result.succeed(artifact)
        const detail = {
          en: `${artifact.kind} ${fingerprint} was edited`,
          zh: `${artifact.kind} ${fingerprint} 被改动`
        }
        return Result.fail(new StoreDamaged({ file, detail }))
      })
    ),
    untag: (name) => transaction("immediate", () => Result.succeed(deleteTag.get(name))),
    tagged: (name) => attempt(() => Result.succeed(selectTag.get(name))),
    outline: transaction("deferred", () => Result.succeed(FileCheck.outline(db))),
    surroundings: transaction("deferred", () => Result.succeed(FileCheck.surroundings(db, digest))),
    readRows: (stream, through, reader) =>
      attempt(() => {
        const { end, take } = reader()
        let rows: ReadonlyArray<EventRow> = []
        do {
          rows = selectThrough.all(stream, through, rows.at(-1)?.version ?? Number.MIN_SAFE_INTEGER).map(rowOf)
          for (const row of rows) take(row)
        } while (rows.length === few)
        return Result.succeed(end())
      }),
    verify: transaction("deferred", () => Result.succeed(FileCheck.verify(db, digest)))
  })
}

/** A store in a file, open as long as the layer lives. */
export const layer = (options: Options): Layer.Layer<EventStore, OpenError> => {
  const busyMillis = options.busyMillis ?? Connection.defaultBusyMillis
  /** What a step of opening throws, as the store's errors. */
  const opening = <A>(step: () => A): Effect.Effect<A, OpenError> =>
    Effect.suspend(() => {
      try {
        return Effect.succeed(step())
      } catch (cause) {
        if (cause instanceof Connection.Stopped) return Effect.fail(cause.reason)
        const failure = Connection.failureOf(options.file, busyMillis, cause)
        return failure === undefined ? Effect.die(cause) : Effect.fail(failure)
      }
    })
  return Layer.effect(
    EventStore,
    Effect.gen(function* () {
      const { default: Database } = yield* Effect.promise(() => import("better-sqlite3"))
      const db = yield* Effect.acquireRelease(
        opening(() => Connection.open(Database, options)),
        (opened) => Effect.sync(() => opened.close())
      )
      // A table that was altered shows when its statements are prepared.
      return yield* opening(() => fromConnection(db, options.file, busyMillis))
    })
  )
}

// internal

/** Thrown to make better-sqlite3 roll a transaction back; it never leaves this file. */
const rollback = Symbol("rollback")
