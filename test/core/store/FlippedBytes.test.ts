/**
 * That no flipped byte changes what is on record unseen: verification finds it, and names the row and the column of it.
 * Times of recording stand outside every hash, and are left out here.
 */
import { writeFileSync } from "node:fs"
import Database from "better-sqlite3"
import type { RunEvent } from "@gongfu/core/run/Event"
import { EventStore } from "@gongfu/core/store/EventStore"
import type { StoreFault } from "@gongfu/core/store/StoreFault"
import * as Connection from "@gongfu/core/store/sqlite/Connection"
import * as Tables from "@gongfu/core/store/sqlite/Tables"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import { assert, beforeAll, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as fc from "fast-check"
import * as Samples from "./Samples.ts"
import * as TamperedStore from "./TamperedStore.ts"
import * as TemporaryFolder from "./TemporaryFolder.ts"

describe("verify", () => {
  let untouched: TamperedStore.Untouched

  beforeAll(async () => {
    untouched = await TamperedStore.record()
  })

  const faultsAfter = (edit: (db: Database.Database) => void): ReadonlyArray<StoreFault> =>
    TamperedStore.faultsAfter(untouched.bytes, edit)

  it("finds any one flipped byte in a stored event, and names its place and column", () => {
    const texts = ["stream", "type", "payload", "hash"] as const
    const flip = fc.record({
      position: fc.integer({ min: 1, max: 27 }),
      column: fc.constantFrom(...texts, "version" as const, "schema" as const),
      at: fc.nat(),
      mask: fc.integer({ min: 1, max: 255 })
    })
    fc.assert(
      fc.property(flip, ({ position, column, at, mask }) => {
        let taken = false
        const faults = faultsAfter((db) => {
          if (column === "version" || column === "schema") {
            const value = db
              .prepare<[number], number>(`select ${column} from event where position = ?`)
              .pluck()
              .get(position)!
            const flipped = value ^ (mask << (8 * (at % 4)))
            taken =
              db.prepare(`update or ignore event set ${column} = ? where position = ?`).run(flipped, position)
                .changes === 0
          } else {
            const value = db
              .prepare<[number], Buffer>(`select cast(${column} as blob) from event where position = ?`)
              .pluck()
              .get(position)!
            value[at % value.length]! ^= mask
            taken =
              db
                .prepare(`update or ignore event set ${column} = cast(? as text) where position = ?`)
                .run(value, position).changes === 0
          }
        })
        // The flip would have made a version that the stream already has: the table itself does not let it happen.
        fc.pre(!taken)
        assert.strictEqual(faults.length, 1, JSON.stringify(faults))
        const [fault] = faults
        assert.deepInclude(fault!, { kind: "event_changed", position, columns: [column] })
        if (column !== "stream") assert.strictEqual(fault!.stream, untouched.rows[position - 1]!.stream)
        if (column !== "version") assert.strictEqual(fault!.version, untouched.rows[position - 1]!.version)
      }),
      { numRuns: 500 }
    )
  })

  /** What is on record, but for the times of recording, which no hash covers. */
  const content = (db: Database.Database): unknown =>
    [
      "select position, stream, version, type, schema, payload, hash from event order by position",
      "select fingerprint, kind, content from artifact order by fingerprint"
    ].map((query) => db.prepare(query).all())

  it("has an answer for any one flipped byte of the file, and finds each that changes what is on record", async () => {
    const file = TemporaryFolder.file()
    const original = content(new Database(untouched.bytes))
    const everything = EventStore.use((store) =>
      Effect.gen(function* () {
        const { faults } = yield* store.verify
        for (const { stream } of yield* store.streams) yield* store.read(stream)
        return faults.length
      })
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(untouched.bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const flipped = Buffer.from(untouched.bytes)
        flipped[at]! ^= mask
        writeFileSync(file, flipped)
        const layer = SqliteEventStore.layer({ file, access: "read", busyMillis: 0 })
        const exit = await Effect.runPromiseExit(Effect.provide(everything, layer))
        assert.isFalse(
          Exit.isFailure(exit) && Cause.hasDies(exit.cause),
          Exit.isFailure(exit) ? Cause.pretty(exit.cause) : ""
        )
        if (Exit.isFailure(exit) || exit.value > 0) return
        const db = new Database(flipped)
        assert.deepStrictEqual(content(db), original, "nothing was found because nothing was changed")
        db.close()
      }),
      { numRuns: 600 }
    )
  })

  it("finds any one flipped bit in an event's position", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 27 }), fc.integer({ min: 0, max: 30 }), (position, bit) => {
        let taken = false
        const faults = faultsAfter((db) => {
          const update = db.prepare("update or ignore event set position = ? where position = ?")
          taken = update.run(position ^ (1 << bit), position).changes === 0
        })
        fc.pre(!taken)
        assert.isAbove(faults.length, 0)
        assert.isTrue(
          faults.some((fault) => fault.position === position || fault.position === (position ^ (1 << bit))),
          JSON.stringify(faults)
        )
      })
    )
  })

  it("is not misled by bytes that are read as the same text", async () => {
    const file = TemporaryFolder.file()
    const odd: RunEvent = { type: "MilestoneReached", schema: 1, year: 2021, milestone: "\ufffd" }
    const events = [odd, odd]
    await Effect.runPromise(
      Effect.provide(
        EventStore.use((store) => Samples.append(store, { stream: "odd", expectedVersion: 0, events, artifacts: [] })),
        SqliteEventStore.layer({ file, access: "write" })
      )
    )
    const db = Connection.open(Database, { file, access: "write" })
    assert.deepStrictEqual(TamperedStore.verified(db).faults, [])
    db.exec("drop trigger event_no_update")
    const select = db.prepare<[], Buffer>("select cast(payload as blob) from event where position = 1").pluck()
    const bytesBefore = select.get()!
    const textBefore = bytesBefore.toString("utf8")
    // EF BF BD is U+FFFD; F0 BF BD is no character, and decoders put U+FFFD for it.
    bytesBefore[bytesBefore.indexOf(0xef)] = 0xf0
    assert.strictEqual(bytesBefore.toString("utf8"), textBefore)
    db.prepare("update event set payload = cast(? as text) where position = 1").run(bytesBefore)
    // Only the row is to be found.
    db.exec(Tables.statements(Tables.layoutVersion).find((made) => made.includes("trigger event_no_update"))!)
    const changed = TamperedStore.verified(db).faults.filter(({ kind }) => kind === "event_changed")
    assert.deepStrictEqual(changed.map(TamperedStore.where), [
      { kind: "event_changed", position: 1, stream: "odd", version: 1, columns: ["payload"] }
    ])
    db.close()
  })

  it("finds any one flipped byte in a stored document, and names it", () => {
    const flip = fc.record({
      row: fc.integer({ min: 0, max: 11 }),
      column: fc.constantFrom("fingerprint", "content"),
      at: fc.nat(),
      mask: fc.integer({ min: 1, max: 255 })
    })
    fc.assert(
      fc.property(flip, ({ row, column, at, mask }) => {
        const faults = faultsAfter((db) => {
          const { rowid, value } = db
            .prepare<[number], { rowid: number; value: Buffer }>(
              `select rowid, cast(${column} as blob) as value from artifact order by rowid limit 1 offset ?`
            )
            .get(row)!
          value[at % value.length]! ^= mask
          db.prepare(`update artifact set ${column} = cast(? as text) where rowid = ?`).run(value, rowid)
        })
        assert.strictEqual(faults.length, 1, JSON.stringify(faults))
        assert.deepInclude(faults[0]!, { kind: "artifact_changed", columns: [column] })
      })
    )
  })

  it("finds any one flipped byte in what a document is said to be", () => {
    const flip = fc.record({
      row: fc.integer({ min: 0, max: 11 }),
      at: fc.nat(),
      mask: fc.integer({ min: 1, max: 255 })
    })
    fc.assert(
      fc.property(flip, ({ row, at, mask }) => {
        const faults = faultsAfter((db) => {
          const { rowid, value } = db
            .prepare<[number], { rowid: number; value: Buffer }>(
              "select rowid, cast(kind as blob) as value from artifact order by rowid limit 1 offset ?"
            )
            .get(row)!
          value[at % value.length]! ^= mask
          db.prepare("update artifact set kind = cast(? as text) where rowid = ?").run(value, rowid)
        })
        assert.deepStrictEqual(
          faults.map(({ columns, kind }) => [kind, ...columns]),
          [["artifact_changed", "kind"]]
        )
      })
    )
  })
})
