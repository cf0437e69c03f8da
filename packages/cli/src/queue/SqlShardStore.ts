/** A {@link ShardStore} in two tables of PostgreSQL or SQLite, by the same statements. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as SqlClient from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"
import { type Open, QueueError, ShardStore } from "./ShardStore.ts"

const reasons: Partial<Record<SqlError["reason"]["_tag"], QueueError["reason"]>> = {
  ConnectionError: "unreachable",
  AuthenticationError: "not let in",
  AuthorizationError: "not let in"
}

/** What an error of SQL says of the queue. */
export const errorOf = (error: SqlError): QueueError =>
  new QueueError({ reason: reasons[error.reason._tag] ?? "failed", cause: error })

/** A count is a number in SQLite and a text in PostgreSQL, which counts further. */
interface Row extends Omit<Open, "arrived"> {
  readonly arrived: number | string
}

const opened = (row: Row): Open => ({ ...row, arrived: Number(row.arrived) })

const make = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const bytes = sql.literal(sql.onDialectOrElse({ pg: () => "bytea", orElse: () => "blob" }))
  yield* sql`
    create table if not exists gongfu_ensemble (
      id text primary key,
      ensemble text not null,
      queue text not null unique,
      version text not null,
      shards integer not null,
      task text not null,
      begun_at timestamp not null default current_timestamp
    )`
  yield* sql`
    create table if not exists gongfu_part (
      queue text not null,
      shard integer not null,
      bytes ${bytes} not null,
      worker text not null,
      finished_at timestamp not null default current_timestamp,
      primary key (queue, shard)
    )`
  const columns = sql.literal(
    `e.id as "key", e.ensemble, e.queue, e.version, e.shards,
     (select count(*) from gongfu_part p where p.queue = e.queue) as arrived`
  )
  // In PostgreSQL an end could otherwise come between the look at the ensemble and the part, and take neither away.
  const untilKept = sql.literal(sql.onDialectOrElse({ pg: () => "for share", orElse: () => "" }))
  const asked = Effect.mapError(errorOf)
  return ShardStore.of({
    begin: ({ ensemble, key, queue, shards, task, version }) =>
      Effect.gen(function* () {
        yield* sql`
          insert into gongfu_ensemble (id, ensemble, queue, version, shards, task)
          values (${key}, ${ensemble}, ${queue}, ${version}, ${shards}, ${task})
          on conflict do nothing`
        const [row] = yield* sql<Row>`select ${columns} from gongfu_ensemble e where e.id = ${key}`
        return row === undefined ? { key, ensemble, queue, version, shards, arrived: 0 } : opened(row)
      }).pipe(asked),
    open: sql<Row>`select ${columns} from gongfu_ensemble e order by e.begun_at, e.id`.pipe(
      Effect.map((rows) => rows.map(opened)),
      asked
    ),
    task: (key) =>
      sql<{ readonly task: string }>`select task from gongfu_ensemble where id = ${key}`.pipe(
        Effect.map(([row]) => row?.task),
        asked
      ),
    deliver: (delivery) =>
      sql`
        insert into gongfu_part (queue, shard, bytes, worker)
        select queue, ${delivery.shard}, ${delivery.bytes}, ${delivery.worker}
        from gongfu_ensemble where id = ${delivery.key} and queue = ${delivery.queue} ${untilKept}
        on conflict do nothing
        returning shard`.pipe(
        Effect.map((rows) => rows.length > 0),
        asked
      ),
    arrived: (queue) =>
      sql<{ readonly shard: number }>`select shard from gongfu_part where queue = ${queue} order by shard`.pipe(
        Effect.map((rows) => rows.map(({ shard }) => shard)),
        asked
      ),
    part: (queue, shard) =>
      sql<{ readonly bytes: Uint8Array }>`
        select bytes from gongfu_part where queue = ${queue} and shard = ${shard}`.pipe(
        Effect.map(([row]) => row?.bytes),
        asked
      ),
    end: ({ key, queue }) =>
      Effect.gen(function* () {
        yield* sql`delete from gongfu_ensemble where id = ${key} and queue = ${queue}`
        yield* sql`delete from gongfu_part where queue = ${queue}`
      }).pipe(asked)
  })
})

/** The tables are made where there are none. */
export const layer: Layer.Layer<ShardStore, QueueError, SqlClient.SqlClient> = Layer.effect(
  ShardStore,
  Effect.mapError(make, errorOf)
)
