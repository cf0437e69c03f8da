/**
 * The check of a store's file: SQLite's own check, the tables, triggers and views as they should be, and then every
 * event and document by `Integrity`.
 */
import { isUtf8 } from "node:buffer"
import type BetterSqlite from "better-sqlite3"
import { same } from "../../document/Label.ts"
import type { Artifact, ArtifactKind } from "../Recorded.ts"
import type { Digest } from "../../fingerprint/Fingerprint.ts"
import * as Integrity from "../Integrity.ts"
import type { EventRow } from "../Recorded.ts"
import { shown } from "../../document/ForeignText.ts"
import * as StoreFault from "../StoreFault.ts"
import type * as Whole from "../Whole.ts"
import { statements } from "./Tables.ts"

/** Checks the store of an open connection. Call it in a transaction, so that it sees one state of the store. */
export const verify = (db: BetterSqlite.Database, digest: Digest): Integrity.Verification => {
  const file = fileFaults(db)
  try {
    const contents = Integrity.verify(
      {
        streams: streams(db),
        artifacts: artifacts(db),
        lastPosition: lastPosition(db),
        faults: timeFaults(db, tables)
      },
      digest
    )
    // A tag of a run that is broken or gone by then says nothing more.
    const tags = contents.faults.some(({ kind }) => kind.startsWith("event")) ? [] : tagFaults(db)
    return { ...contents, faults: [...file, ...contents.faults, ...tags] }
  } catch (cause) {
    // Too broken to be read to the end: what SQLite itself found is all that there is to say.
    if (file.length === 0) throw cause
    return { streams: 0, events: 0, artifacts: 0, faults: file }
  }
}

/** How much there is to check. A stream may lack its first event: every name that an event bears is looked up. */
export const outline = (db: BetterSqlite.Database): Whole.Outline => ({
  streams: db.prepare<[], string>(everyStream).pluck().all(),
  lastPosition: lastPosition(db)
})

/** Everything but the events, see `Whole`. Call it in a transaction. */
export const surroundings = (db: BetterSqlite.Database, digest: Digest): Whole.Surroundings => {
  const documents = new Map<string, ArtifactKind>()
  let sound = true
  for (const { content, fingerprint, kind } of artifacts(db)) {
    documents.set(fingerprint, kind)
    sound &&= digest(content) === fingerprint
  }
  // Where a table is gone, its rows cannot be asked for.
  const isWhole = fileFaults(db).length === 0 && timeFaults(db, besideEvents).length === 0 && tagFaults(db).length === 0
  return { documents, sound: sound && isWhole }
}

// internal

/** One step in the index from each stream to the next, and not a step for each event. */
const everyStream = `with recursive every (stream) as (
  select min(stream) from event
  union all select (select min(stream) from event where stream > every.stream) from every where every.stream is not null)
  select stream from every where stream is not null
  order by (select min(position) from event where event.stream = every.stream and version = 1)`

const fileFaults = (db: BetterSqlite.Database): ReadonlyArray<StoreFault.StoreFault> => {
  const messages = db.pragma("integrity_check(20)") as ReadonlyArray<{ readonly integrity_check: string }>
  const present = new Set(
    db.prepare<[], string>("select sql from sqlite_schema where sql is not null").pluck().all().map(normal)
  )
  const layout = db.pragma("user_version", { simple: true }) as number
  const own = statements(layout)
  const missing = own.filter((statement) => !present.has(normal(statement)))
  const names = new Set(own.map((statement) => statement.split(" ")[2]))
  const foreign = db.prepare<[], TriggerRow>(triggersOnTables).all()
  return [
    ...messages.flatMap(({ integrity_check: message }) =>
      message === "ok" ? [] : [StoreFault.fileDamaged(same(shown(message)))]
    ),
    ...missing.map((statement) => {
      const [, what = "", name = ""] = statement.split(" ")
      return StoreFault.objectChanged(what, name)
    }),
    ...foreign.flatMap(({ name, table }) => (names.has(name) ? [] : [StoreFault.foreignTrigger(name, table)]))
  ]
}

interface TriggerRow {
  readonly name: string
  readonly table: string
}

/** Names of tables fit in any case. */
const triggersOnTables = `select name, lower(tbl_name) as "table" from sqlite_schema
  where type = 'trigger' and lower(tbl_name) in ('event', 'artifact', 'tag') order by name`

/** Tags that name no run on record. */
const tagFaults = (db: BetterSqlite.Database): ReadonlyArray<StoreFault.StoreFault> =>
  db
    .prepare<[], { readonly name: string; readonly stream: string }>(
      "select name, stream from tag where not exists (select 1 from event where event.stream = tag.stream) order by name"
    )
    .all()
    .map(({ name, stream }) => StoreFault.tagAstray(name, stream))

/** A time as the store writes it. */
const time = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z"

/** Times of recording stand in no hash: that one was changed into another shows only where it is no time any more. */
const timeFaults = (
  db: BetterSqlite.Database,
  where: ReadonlyArray<"event" | "artifact" | "tag">
): ReadonlyArray<StoreFault.StoreFault> =>
  where.flatMap((table) =>
    db
      .prepare<[string], TimedRow>(
        `select rowid as row, ${table === "event" ? "stream, version" : "null as stream, null as version"},
         ${table === "artifact" ? "fingerprint" : "null"} as fingerprint
         from ${table} where recorded_at not glob ? or length(cast(recorded_at as blob)) <> 24 order by rowid`
      )
      .all(time)
      .map(({ fingerprint, row, stream, version }) =>
        StoreFault.timeChanged(table, row, {
          ...(table === "event" ? { position: row } : {}),
          stream: stream ?? undefined,
          version: version ?? undefined,
          fingerprint: fingerprint ?? undefined
        })
      )
  )

const besideEvents = ["artifact", "tag"] as const
const tables = ["event", ...besideEvents] as const

interface TimedRow {
  readonly row: number
  readonly stream: string | null
  readonly version: number | null
  readonly fingerprint: string | null
}

/** A statement as SQLite keeps it: the words before the name in capitals. */
const normal = (statement: string): string => statement.replace(/^\w+ \w+/, (words) => words.toLowerCase())

/** How an event is read where its bytes matter. */
const byPosition = `select cast(stream as blob) as stream, cast(type as blob) as type, cast(payload as blob) as payload,
  cast(hash as blob) as hash from event where position = ?`

/** Every stream, its rows in order of version. */
function* streams(db: BetterSqlite.Database): Generator<ReadonlyArray<EventRow>> {
  const select = db.prepare<[], EventRow>(
    `select position, stream, version, type, schema, payload, hash, recorded_at as recordedAt
     from event order by stream, version`
  )
  const bytes = db.prepare<[number], { readonly [column: string]: Buffer }>(byPosition)
  let rows: Array<EventRow> = []
  for (const read of select.iterate()) {
    const row = isExact(read) ? read : { ...read, ...exact(bytes.get(read.position)!) }
    if (rows.length > 0 && rows[0]!.stream !== row.stream) {
      yield rows
      rows = []
    }
    rows.push(row)
  }
  if (rows.length > 0) yield rows
}

/** Whether a row's texts are what its bytes are: bytes that are not UTF-8 are read as U+FFFD, and would pass for it. */
const isExact = ({ stream, type, payload, hash }: EventRow): boolean =>
  ![stream, type, payload, hash].some((text) => text.includes("\ufffd"))

/** Bytes that are not UTF-8 as a text that no recorded text can be: one character a byte. */
const exact = (row: { readonly [column: string]: Buffer }): { readonly [column: string]: string } =>
  Object.fromEntries(
    Object.entries(row).map(([column, bytes]) => [column, bytes.toString(isUtf8(bytes) ? "utf8" : "latin1")])
  )

/** Every document. An open query keeps a transaction from ending, so it begins only when it is asked for. */
function* artifacts(db: BetterSqlite.Database): Generator<Artifact> {
  yield* db.prepare<[], Artifact>("select fingerprint, kind, content from artifact order by fingerprint").iterate()
}

const lastPosition = (db: BetterSqlite.Database): number =>
  db.prepare<[], number>("select seq from sqlite_sequence where name = 'event'").pluck().get() ?? 0
