/**
 * A client of `effect/sql` over better-sqlite3: one handle, statements prepared once.
 *
 * Several processes share a file: a writer waits for another one.
 */
import Database from "better-sqlite3"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Reactivity from "effect/reactivity/Reactivity"
import * as Semaphore from "effect/Semaphore"
import * as SqlClient from "effect/sql/SqlClient"
import type * as SqlConnection from "effect/sql/SqlConnection"
import * as SqlError from "effect/sql/SqlError"
import * as Statement from "effect/sql/Statement"
import * as Stream from "effect/Stream"

const failed =
  (operation: string) =>
  (cause: unknown): SqlError.SqlError => {
    const message = `sqlite ${operation}`
    // Where there is no folder, better-sqlite3 does not ask SQLite.
    const reason =
      cause instanceof TypeError && operation === "open"
        ? new SqlError.ConnectionError({ cause, message, operation })
        : SqlError.classifySqliteError(cause, { message, operation })
    return new SqlError.SqlError({ reason })
  }

/** How long a writer waits for another process, in milliseconds. */
const patience = 5000

const open = (file: string): Database.Database => {
  const database = new Database(file)
  for (const pragma of ["journal_mode = WAL", "synchronous = NORMAL", `busy_timeout = ${patience}`])
    database.pragma(pragma)
  return database
}

const make = (file: string) =>
  Effect.gen(function* () {
    const database = yield* Effect.acquireRelease(
      Effect.try({ try: () => open(file), catch: failed("open") }),
      (handle) => Effect.sync(() => handle.close())
    )
    const known = new Map<string, Database.Statement>()
    const prepared = (sql: string): Database.Statement => {
      const statement = known.get(sql) ?? database.prepare(sql)
      known.set(sql, statement)
      return statement
    }
    const fresh = (sql: string): Database.Statement => database.prepare(sql)
    type Rows = ReadonlyArray<Record<string, unknown>>
    const rowsOf = (statement: Database.Statement, parameters: ReadonlyArray<unknown>): Rows => {
      if (statement.reader) return statement.all(...parameters) as Rows
      statement.run(...parameters)
      return []
    }
    const executeBy =
      (prepare: (sql: string) => Database.Statement): SqlConnection.Connection["execute"] =>
      (sql, parameters, transform) =>
        Effect.try({ try: () => rowsOf(prepare(sql), parameters), catch: failed("execute") }).pipe(
          Effect.map((rows) => (transform === undefined ? rows : transform(rows)))
        )
    const executeValues = (sql: string, parameters: ReadonlyArray<unknown>) =>
      Effect.try({
        try: (): ReadonlyArray<ReadonlyArray<unknown>> => {
          const statement = fresh(sql)
          if (statement.reader) return statement.raw().all(...parameters) as ReadonlyArray<ReadonlyArray<unknown>>
          statement.run(...parameters)
          return []
        },
        catch: failed("execute")
      })
    const connection: SqlConnection.Connection = {
      execute: executeBy(prepared),
      executeRaw: (sql, parameters) => executeBy(prepared)(sql, parameters, undefined),
      executeValues,
      executeValuesUnprepared: executeValues,
      executeUnprepared: executeBy(fresh),
      executeStream: (sql, parameters) =>
        Stream.suspend(() =>
          Stream.fromIterable(fresh(sql).iterate(...parameters) as Iterable<Record<string, unknown>>)
        )
    }
    return yield* SqlClient.make({
      ...SqlClient.makeSqliteAcquirers({
        connection: Effect.succeed(connection),
        semaphore: yield* Semaphore.make(1),
        isTransaction: () => database.inTransaction
      }),
      compiler: Statement.makeCompilerSqlite(),
      driver: "better-sqlite3",
      prepareTransactionControls: true,
      releaseSavepoint: (name) => `RELEASE SAVEPOINT ${name}`,
      spanAttributes: [["db.system.name", "sqlite"]]
    })
  })

/** The client of a file, which is made where there is none. */
export const layer = (file: string): Layer.Layer<SqlClient.SqlClient, SqlError.SqlError> =>
  Layer.effect(SqlClient.SqlClient, make(file)).pipe(Layer.provide(Reactivity.layer))
