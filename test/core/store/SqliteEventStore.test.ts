/**
 * That the store in a file keeps the contract, agrees with the one in memory, keeps what it was given, and lets no
 * program change it.
 */
import { readdirSync, readFileSync } from "node:fs"
import { dirname } from "node:path"
import Database from "better-sqlite3"
import * as MemoryEventStore from "@gongfu/core/store/MemoryEventStore"
import type { StoredEvent } from "@gongfu/core/store/StoredEvent"
import * as Connection from "@gongfu/core/store/sqlite/Connection"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import * as Tables from "@gongfu/core/store/sqlite/Tables"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { contract } from "./contract.ts"
import * as Samples from "./Samples.ts"
import { inStore, open, recorded, type Store } from "./StoreFile.ts"
import * as TemporaryFolder from "./TemporaryFolder.ts"

contract("the store in a file", () =>
  SqliteEventStore.layer({ file: TemporaryFolder.file(), access: "write", busyMillis: 1000 })
)

const inOrder = (store: Store, history: ReadonlyArray<Samples.Append>) =>
  Effect.forEach(history, (append) => Samples.append(store, append)).pipe(Effect.andThen(store.streams))

describe("the store in a file", () => {
  it("gives the same hashes as the store in memory for the same history", () =>
    fc.assert(
      fc.asyncProperty(Samples.history, async (history) => {
        const summaries = [
          await inStore(MemoryEventStore.layer, (store) => inOrder(store, history)),
          await open({ file: TemporaryFolder.file(), access: "write" }, (store) => inOrder(store, history))
        ]
        const [memory, file] = summaries.map((streams) =>
          streams.map(({ stream, version, head, first, last }) => ({ stream, version, head, first, last }))
        )
        assert.deepStrictEqual(file, memory)
      }),
      { numRuns: 30 }
    ))

  it.each(["read", "write"] as const)(
    "keeps what it was given when it is closed and opened again to %s",
    async (access) => {
      const file = await recorded()
      assert.deepStrictEqual(readdirSync(dirname(file)), ["runs.sqlite"])
      const events = await open({ file, access }, (store) => store.read("plan-00000001"))
      assert.deepStrictEqual<ReadonlyArray<StoredEvent>>(
        events.map(({ event }) => event),
        Samples.events("plan")
      )
      assert.deepStrictEqual(readdirSync(dirname(file)), ["runs.sqlite"])
    }
  )

  it("is what its header says, in WAL mode, with every commit on the disk", async () => {
    const file = await recorded()
    const header = readFileSync(file).subarray(0, 100)
    assert.strictEqual(header.readUInt32BE(68), Tables.applicationId)
    assert.strictEqual(header.readUInt32BE(60), Tables.layoutVersion)
    const db = Connection.open(Database, { file, access: "write" })
    assert.strictEqual(db.pragma("journal_mode", { simple: true }), "wal")
    assert.strictEqual(db.pragma("synchronous", { simple: true }), 2)
    db.close()
  })

  it.each([
    "create trigger odd before insert on event when new.version = 3 begin select raise(ignore); end",
    "create trigger odd before insert on artifact when new.kind = 'targets' begin select raise(ignore); end"
  ])("records nothing where not all of it arrives: %s", async (trigger) => {
    const file = await recorded()
    const db = new Database(file)
    db.exec(trigger)
    db.close()
    await open({ file, access: "write" }, (store) =>
      Effect.gen(function* () {
        const before = yield* store.streams
        const error = yield* Effect.flip(Samples.append(store, Samples.run("second")))
        assert.strictEqual(error._tag, "StoreDamaged")
        assert.deepStrictEqual(yield* store.streams, before)
      })
    )
  })

  it("gives no tag that does not come to name its run", async () => {
    const file = await recorded()
    const db = new Database(file)
    db.exec("create trigger odd after insert on tag begin update tag set stream = 'other'; end")
    db.close()
    await open({ file, access: "write" }, (store) =>
      Effect.gen(function* () {
        assert.strictEqual((yield* Effect.flip(store.tag("best", "plan-00000001")))._tag, "StoreDamaged")
        assert.isUndefined(yield* store.tagged("best"))
      })
    )
  })

  it("refuses any update and any delete of an event or a document", async () => {
    const file = await recorded()
    const db = new Database(file)
    const [texts, numbers] = [
      ["''", "'x'"],
      ["1", "1000"]
    ]
    const columns = {
      event: {
        stream: texts,
        type: texts,
        payload: texts,
        hash: texts,
        recorded_at: texts,
        position: numbers,
        version: numbers,
        schema: numbers
      },
      artifact: { fingerprint: texts, kind: texts, content: texts, recorded_at: texts }
    }
    // Any column, to its own value or another; one row of those that are there, or all of them.
    const statement = fc.constantFrom("event" as const, "artifact" as const).chain((table) => {
      const change = fc
        .constantFrom(...Object.entries(columns[table]))
        .chain(([column, values]) => fc.constantFrom(column, ...values).map((value) => `set ${column} = ${value}`))
      const row = fc.integer({ min: 1, max: table === "event" ? 9 : 4 }).map((n) => `rowid = ${n}`)
      const where = fc.oneof(fc.constant("true"), row)
      return fc.oneof(
        where.map((rows) => `delete from ${table} where ${rows}`),
        fc
          .tuple(fc.constantFrom("", " or ignore", " or replace"), change, where)
          .map(([or, set, rows]) => `update${or} ${table} ${set} where ${rows}`)
      )
    })
    fc.assert(
      fc.property(statement, (sql) => {
        assert.throws(() => db.exec(sql), /is append-only/, sql)
      }),
      { numRuns: 200 }
    )
    db.close()
    const verification = await open({ file, access: "read" }, (store) => store.verify)
    assert.deepStrictEqual(verification, { streams: 1, events: 9, artifacts: 4, faults: [] })
  })

  it.each([
    "update event set payload = '{}'",
    "update event set position = 100 where position = 1",
    "delete from event where position = 9",
    "delete from event",
    "insert or replace into event (stream, version, type, schema, payload, hash, recorded_at) values ('plan-00000001', 1, '', 1, '', '', '')",
    "insert or replace into event (position, stream, version, type, schema, payload, hash, recorded_at) values (1, 'x', 1, '', 1, '', '', '')",
    "insert into event (position, stream, version, type, schema, payload, hash, recorded_at) values (1000, 'x', 1, '', 1, '', '', '')",
    "insert into event (stream, version, type, schema, payload, hash, recorded_at) values ('plan-00000001', 9, '', 1, '', '', '') on conflict do update set payload = ''",
    "update artifact set content = ''",
    "delete from artifact",
    "insert or replace into artifact select fingerprint, kind, '', recorded_at from artifact"
  ])("refuses, to any program, %s", async (statement) => {
    const file = await recorded()
    const db = new Database(file)
    assert.throws(() => db.exec(statement), /is append-only/)
    db.close()
    const verification = await open({ file, access: "read" }, (store) => store.verify)
    assert.deepStrictEqual(verification, { streams: 1, events: 9, artifacts: 4, faults: [] })
  })
})
