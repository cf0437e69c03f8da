/**
 * Inserts recorded events by the batch: one statement for many rows saves a good part of what a row costs.
 */
import type BetterSqlite from "better-sqlite3"
import type { SealedEvent } from "../Seal.ts"

/** Inserts events at the end of a stream, the first of them at `version`; gives how many SQLite says it inserted. */
export type Insert = (stream: string, version: number, events: ReadonlyArray<SealedEvent>, recordedAt: string) => number

const batch = 32

const statement = (rows: number): string =>
  `insert into event (stream, version, type, schema, payload, hash, recorded_at) values ${Array.from(
    { length: rows },
    () => "(?, ?, ?, ?, ?, ?, ?)"
  ).join(", ")}`

/** Prepares the statements of a connection. */
export const prepare = (db: BetterSqlite.Database): Insert => {
  const many = db.prepare(statement(batch))
  const one = db.prepare(statement(1))
  return (stream, version, events, recordedAt) => {
    let inserted = 0
    for (let i = 0; i < events.length;) {
      const rows = events.length - i >= batch ? batch : 1
      const parameters: Array<string | number> = []
      for (let end = i + rows; i < end; i++) {
        const { type, schema, payload, hash } = events[i]!
        parameters.push(stream, version + i, type, schema, payload, hash, recordedAt)
      }
      inserted += (rows === batch ? many : one).run(parameters).changes
    }
    return inserted
  }
}
