/**
 * The tables of a store: what stands in the file, and what keeps it as it is.
 *
 * The log is append-only by trigger. A statement that would replace a row is
 * refused too: SQLite deletes a replaced row without asking a delete trigger.
 * `Views` are the read models on top. The layout has a version; a program
 * that finds a newer one in a file leaves the file alone, and brings an older
 * one up to date together with what it writes first.
 */
import { views } from "./Views.ts"

/** What the header of the file says it is: "gfu1" in ASCII, in SQLite's `application_id`. */
export const applicationId = 0x67667531

/** The version of this layout, in SQLite's `user_version`. Those before it differ from it in views alone. */
export const layoutVersion = 3

const tables = [
  `create table event (
  position integer primary key autoincrement, -- place in the whole log, from 1, without gaps
  stream text not null,                       -- the run's id
  version integer not null,                   -- place in the run, from 1, without gaps
  type text not null,                         -- what happened, such as YearProjected
  schema integer not null,                    -- version of the payload's shape
  payload text not null,                      -- what exactly, canonical JSON
  hash text not null,                         -- SHA-256 over the hash before it and all of the above but position
  recorded_at text not null,                  -- when it was recorded, UTC; in no hash
  unique (stream, version)
) strict`,
  `create table artifact (
  fingerprint text primary key not null, -- SHA-256 of the content
  kind text not null,                    -- place, model, targets or scenario
  content text not null,                 -- the document, canonical JSON
  recorded_at text not null              -- when it was recorded, UTC
) strict`,
  `create table tag (
  name text primary key not null,
  stream text not null,     -- the run that it names
  recorded_at text not null -- when it was given, UTC
) strict`
]

const refuses = (name: string, table: string, when: string): string =>
  `create trigger ${name} before ${when} begin select raise(abort, '${table} is append-only'); end`

const triggers = [
  refuses("event_no_update", "event", "update on event"),
  refuses("event_no_delete", "event", "delete on event"),
  refuses(
    "event_no_replace",
    "event",
    // SQLite says -1 here for a position that it will choose itself.
    `insert on event when new.position <> -1 or exists (
  select 1 from event where stream = new.stream and version = new.version)`
  ),
  refuses("artifact_no_update", "artifact", "update on artifact"),
  refuses("artifact_no_delete", "artifact", "delete on artifact"),
  refuses(
    "artifact_no_replace",
    "artifact",
    "insert on artifact when exists (select 1 from artifact where fingerprint = new.fingerprint)"
  )
]

/** First events, so that runs are listed without a walk through the log. */
const indexes = ["create index event_first on event (position) where version = 1"]

/** Everything that stands in the schema of a store of a layout, in order of creation. */
export const statements = (layout: number): ReadonlyArray<string> => [
  ...tables,
  ...indexes,
  ...triggers,
  ...views(layout)
]

/** What makes a store of an older layout one of this: every view anew. */
export const upgrade: ReadonlyArray<string> = views(layoutVersion).flatMap((view) => [
  `drop view if exists ${view.split(" ")[2]}`,
  view
])
