/**
 * A store of three runs, and what becomes of it in the hands of somebody with a SQLite tool.
 *
 * Edits are made on copies in memory, so that one recorded store serves every test.
 */
import Database from "better-sqlite3"
import { EventStore } from "@gongfu/core/store/EventStore"
import type { Verification } from "@gongfu/core/store/Integrity"
import type { StoreFault } from "@gongfu/core/store/StoreFault"
import * as NativeDigest from "@gongfu/core/store/sqlite/NativeDigest"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import * as Tables from "@gongfu/core/store/sqlite/Tables"
import * as Whole from "@gongfu/core/store/Whole"
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Samples from "./Samples.ts"
import * as TemporaryFolder from "./TemporaryFolder.ts"

/** Where an event stands. */
interface Row {
  readonly position: number
  readonly stream: string
  readonly version: number
}

/** A store as it was recorded. */
export interface Untouched {
  /** Its file. */
  readonly bytes: Buffer
  /** Its events, by position. */
  readonly rows: ReadonlyArray<Row>
}

/** Records three runs, the second in two parts around the third. */
const recordRuns = (file: string): Promise<void> =>
  Effect.runPromise(
    Effect.provide(
      EventStore.use((store) =>
        Effect.gen(function* () {
          const second = Samples.run("second")
          yield* Samples.append(store, Samples.run("first"))
          yield* Samples.append(store, { ...second, events: second.events.slice(0, 4) })
          yield* Samples.append(store, Samples.run("third"))
          yield* Samples.append(store, { ...second, expectedVersion: 4, events: second.events.slice(4) })
        })
      ),
      SqliteEventStore.layer({ file, access: "write" })
    )
  )

/** A store of three runs: the second was recorded in two parts around the third. */
export const record = async (): Promise<Untouched> => {
  const file = TemporaryFolder.file()
  await recordRuns(file)
  const db = new Database(file)
  db.pragma("journal_mode = delete")
  const rows = db.prepare<[], Row>("select position, stream, version from event order by position").all()
  const bytes = db.serialize()
  db.close()
  return { bytes, rows }
}

/** What somebody with a SQLite tool can do: drop the triggers, edit, put the triggers back. */
export const tamper = (bytes: Buffer, edit: (db: Database.Database) => void): Database.Database => {
  const db = new Database(bytes)
  const triggers = Tables.statements(Tables.layoutVersion).filter((statement) => statement.startsWith("create trigger"))
  for (const trigger of triggers) db.exec(`drop trigger ${trigger.split(" ")[2]}`)
  edit(db)
  for (const trigger of triggers) db.exec(trigger)
  return db
}

/** Whether streams, looked at one by one, come to a whole store; one that cannot be read does not. */
export const isWhole = (store: typeof EventStore.Service): boolean => {
  const found = Effect.gen(function* () {
    const outline = yield* store.outline
    const reader = () => Whole.reader(NativeDigest.digest)
    const read = yield* Effect.forEach(outline.streams, (id) => store.readRows(id, outline.lastPosition, reader))
    const whole = read.filter((one) => one !== undefined)
    return Whole.isStore(outline, yield* store.surroundings, whole)
  })
  return Exit.getSuccess(Effect.runSyncExit(found)).pipe(Option.getOrElse(() => false))
}

/** What is verified; every test of it is one of the quicker look that comes before. */
export const verified = (db: Database.Database): Verification => {
  const store = SqliteEventStore.fromConnection(db, "(copy)", 0)
  const verification = Effect.runSync(store.verify)
  if (isWhole(store)) assert.deepStrictEqual(verification.faults, [], "the quicker look sees as much")
  return verification
}

/** The place that a fault names. */
export const where = ({ kind, position, stream, version, columns }: StoreFault) => ({
  kind,
  position,
  stream,
  version,
  columns
})

/** What verification finds in a store after an edit. */
export const faultsAfter = (bytes: Buffer, edit: (db: Database.Database) => void): ReadonlyArray<StoreFault> => {
  const db = tamper(bytes, edit)
  try {
    return verified(db).faults
  } finally {
    db.close()
  }
}
