import { writeFileSync } from "node:fs"
import Database from "better-sqlite3"
import type { RunEvent } from "@gongfu/core/run/Event"
import { EventStore } from "@gongfu/core/store/EventStore"
import type { Verification } from "@gongfu/core/store/Integrity"
import type { StoreFault } from "@gongfu/core/store/StoreFault"
import * as Connection from "@gongfu/core/store/sqlite/Connection"
import * as NativeDigest from "@gongfu/core/store/sqlite/NativeDigest"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import * as Tables from "@gongfu/core/store/sqlite/Tables"
import * as Whole from "@gongfu/core/store/Whole"
import { assert, beforeAll, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as fc from "fast-check"
import * as Samples from "./Samples.ts"
import * as TemporaryFolder from "./TemporaryFolder.ts"

/** A store of three runs: the second was recorded in two parts around the third. */
const record = (file: string): Promise<void> =>
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

/** What somebody with a SQLite tool can do: drop the triggers, edit, put the triggers back. */
const tamper = (bytes: Buffer, edit: (db: Database.Database) => void): Database.Database => {
  const db = new Database(bytes)
  const triggers = Tables.statements.filter((statement) => statement.startsWith("create trigger"))
  for (const trigger of triggers) db.exec(`drop trigger ${trigger.split(" ")[2]}`)
  edit(db)
  for (const trigger of triggers) db.exec(trigger)
  return db
}

/** Whether streams, looked at one by one, come to a whole store; one that cannot be read does not. */
const isWhole = (store: typeof EventStore.Service): boolean => {
  const found = Effect.gen(function* () {
    const outline = yield* store.outline
    const rows = yield* Effect.forEach(outline.streams, (stream) => store.uncheckedRows(stream, outline.lastPosition))
    const whole = rows.flatMap((own) => Whole.stream(own, NativeDigest.digest) ?? [])
    return Whole.isStore(outline, yield* store.surroundings, whole)
  })
  return Exit.getSuccess(Effect.runSyncExit(found)).pipe(Option.getOrElse(() => false))
}

/** What is verified; every test of it is one of the quicker look that comes before. */
const verified = (db: Database.Database): Verification => {
  const store = SqliteEventStore.fromConnection(db, "(copy)", 0)
  const verification = Effect.runSync(store.verify)
  if (isWhole(store)) assert.deepStrictEqual(verification.faults, [], "the quicker look sees as much")
  return verification
}

const where = ({ kind, position, stream, version, columns }: StoreFault) => ({
  kind,
  position,
  stream,
  version,
  columns
})

interface Row {
  readonly position: number
  readonly stream: string
  readonly version: number
}

describe("verify", () => {
  let bytes: Buffer
  let rows: ReadonlyArray<Row>

  beforeAll(async () => {
    const file = TemporaryFolder.file()
    await record(file)
    const db = new Database(file)
    db.pragma("journal_mode = delete")
    rows = db.prepare<[], Row>("select position, stream, version from event order by position").all()
    bytes = db.serialize()
    db.close()
  })

  const faultsAfter = (edit: (db: Database.Database) => void): ReadonlyArray<StoreFault> => {
    const db = tamper(bytes, edit)
    try {
      return verified(db).faults
    } finally {
      db.close()
    }
  }

  it("finds nothing in a store that nobody touched", () => {
    assert.deepStrictEqual(verified(new Database(bytes)), { streams: 3, events: 27, artifacts: 12, faults: [] })
    assert.deepStrictEqual(
      faultsAfter(() => {}),
      []
    )
    assert.isTrue(isWhole(SqliteEventStore.fromConnection(new Database(bytes), "(copy)", 0)))
  })

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
        if (column !== "stream") assert.strictEqual(fault!.stream, rows[position - 1]!.stream)
        if (column !== "version") assert.strictEqual(fault!.version, rows[position - 1]!.version)
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
    const original = content(new Database(bytes))
    const everything = EventStore.use((store) =>
      Effect.gen(function* () {
        const { faults } = yield* store.verify
        for (const { stream } of yield* store.streams) yield* store.read(stream)
        return faults.length
      })
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const flipped = Buffer.from(bytes)
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
    assert.deepStrictEqual(verified(db).faults, [])
    db.exec("drop trigger event_no_update")
    const select = db.prepare<[], Buffer>("select cast(payload as blob) from event where position = 1").pluck()
    const bytesBefore = select.get()!
    const textBefore = bytesBefore.toString("utf8")
    // EF BF BD is U+FFFD; F0 BF BD is no character, and decoders put U+FFFD for it.
    bytesBefore[bytesBefore.indexOf(0xef)] = 0xf0
    assert.strictEqual(bytesBefore.toString("utf8"), textBefore)
    db.prepare("update event set payload = cast(? as text) where position = 1").run(bytesBefore)
    const changed = verified(db).faults.filter(({ kind }) => kind === "event_changed")
    assert.deepStrictEqual(changed.map(where), [
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

  it("finds a time of recording that is none, and cannot find one that was put in place of another", () => {
    for (const table of ["event", "artifact"])
      for (const edit of [
        "",
        "yesterday",
        "2026-11-23",
        "2026-11-23T08:00:00.000",
        "2026-11-23T08:00:00.000Z ",
        "2026-13-2xT08:00:00.000Z"
      ]) {
        const faults = faultsAfter((db) => db.prepare(`update ${table} set recorded_at = ? where rowid = 3`).run(edit))
        assert.deepStrictEqual(
          faults.map(({ columns, kind }) => [kind, ...columns]),
          [[`${table}_changed`, "recorded_at"]],
          edit
        )
      }
    // The time stands outside every hash: the same run recorded at another time is the same run.
    const faults = faultsAfter((db) => db.exec("update event set recorded_at = '1999-12-31T23:59:59.999Z'"))
    assert.deepStrictEqual(faults, [])
  })

  it("finds a document that passes for another kind", () => {
    const faults = faultsAfter((db) =>
      db.exec(
        "update artifact set kind = 'model' where kind = 'targets' and rowid = (select min(rowid) from artifact where kind = 'targets')"
      )
    )
    assert.strictEqual(faults.length, 1)
    assert.deepInclude(faults[0]!, { kind: "artifact_changed", columns: ["kind"] })
  })

  it("finds a document that is gone", () => {
    const faults = faultsAfter((db) => db.exec("delete from artifact where rowid = 6"))
    assert.strictEqual(faults.length, 1)
    assert.deepInclude(faults[0]!, { kind: "artifact_missing", stream: "second-00000001" })
  })

  it("finds events that are gone, wherever they stood", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 27 }), fc.integer({ min: 0, max: 6 }), (from, more) => {
        const to = Math.min(27, from + more)
        const faults = faultsAfter((db) => db.prepare("delete from event where position between ? and ?").run(from, to))
        assert.isAtLeast(faults.length, 1)
        assert.isTrue(
          faults.every(({ kind }) => kind === "event_missing"),
          JSON.stringify(faults)
        )
        assert.isTrue(faults.some(({ position }) => position! <= to))
      })
    )
  })

  it("names the events that a run lacks in its middle", () => {
    const faults = faultsAfter((db) => db.exec("delete from event where position in (4, 5)"))
    assert.deepStrictEqual(faults.map(where), [
      { kind: "event_missing", position: 4, stream: "first-00000001", version: 4, columns: [] }
    ])
    assert.include(faults[0]!.problem.en, "4–5")
  })

  it("finds the last events of the store missing, though no event comes after them", () => {
    const faults = faultsAfter((db) => db.exec("delete from event where position > 25"))
    assert.deepStrictEqual(faults.map(where), [
      { kind: "event_missing", position: 26, stream: undefined, version: undefined, columns: [] }
    ])
  })

  it("finds events whose positions were exchanged", () => {
    const faults = faultsAfter((db) => {
      db.exec("update event set position = 100 where position = 3")
      db.exec("update event set position = 3 where position = 4")
      db.exec("update event set position = 4 where position = 100")
    })
    assert.deepStrictEqual(faults.map(where), [
      { kind: "event_misplaced", position: 3, stream: "first-00000001", version: 4, columns: ["position"] }
    ])
  })

  it("finds events whose contents were exchanged", () => {
    const faults = faultsAfter((db) => {
      const payload = db.prepare<[number], string>("select payload from event where position = ?").pluck()
      const [three, four] = [payload.get(3)!, payload.get(4)!]
      db.prepare("update event set payload = ? where position = ?").run(four, 3)
      db.prepare("update event set payload = ? where position = ?").run(three, 4)
    })
    assert.deepStrictEqual(
      faults.map(({ kind, position, columns }) => [kind, position, columns]),
      [
        ["event_changed", 3, ["payload"]],
        ["event_changed", 4, ["payload"]]
      ]
    )
  })

  it("finds every one of many edits", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 27 }), { minLength: 1, maxLength: 10 }), (positions) => {
        const faults = faultsAfter((db) => {
          for (const position of positions)
            db.prepare("update event set payload = payload || ' ' where position = ?").run(position)
        })
        assert.deepStrictEqual(
          faults.map(({ position }) => position),
          positions.toSorted((a, b) => a - b)
        )
      })
    )
  })

  it("names an event that a newer program wrote, whose chain is whole", () => {
    const faults = faultsAfter((db) => {
      // As a newer program would have recorded it: at the end of its stream, with the right hash.
      const { hash } = db
        .prepare<[], { hash: string }>("select hash from event where stream = 'third-00000001' and version = 9")
        .get()!
      const link = NativeDigest.digest(`${hash}\nthird-00000001\n10\nRunDreamt\n1\n{}`)
      db.prepare(
        "insert into event (stream, version, type, schema, payload, hash, recorded_at) values ('third-00000001', 10, 'RunDreamt', 1, '{}', ?, '2026-11-23T08:00:00.000Z')"
      ).run(link)
    })
    assert.deepStrictEqual(
      faults.map(({ kind, position }) => [kind, position]),
      [["event_unknown", 28]]
    )
  })

  it.each(["drop trigger event_no_update", "drop view indicator", "drop index event_first", "drop table tag"])(
    "finds %s",
    (statement) => {
      const db = new Database(bytes)
      const store = SqliteEventStore.fromConnection(db, "(copy)", 0)
      db.exec(statement)
      const { faults } = Effect.runSync(store.verify)
      assert.strictEqual(faults.length, 1)
      assert.strictEqual(faults[0]!.kind, "file_damaged")
      const [, , name] = statement.split(" ")
      assert.include(faults[0]!.problem.en, name!)
      assert.match(faults[0]!.problem.zh, new RegExp(`^文件已损坏：(表|索引|触发器|视图)“${name}”被删除或改动$`))
    }
  )

  it("tells what SQLite found in a file too broken to be read to the end", () => {
    const root = new Database(bytes)
      .prepare<[], number>("select rootpage from sqlite_schema where name = 'event'")
      .pluck()
      .get()!
    const broken = Buffer.from(bytes)
    // A page of SQLite says at offset 3 how many cells it has, and at 5 where they begin: 4 is the low byte of the count.
    broken[(root - 1) * broken.readUInt16BE(16) + 4] = 255
    const { events, faults } = verified(new Database(broken))
    assert.strictEqual(events, 0)
    assert.isNotEmpty(faults)
    assert.isTrue(faults.every(({ kind }) => kind === "file_damaged"))
  })

  it("does not let an edited run be read", () => {
    const db = tamper(bytes, (copy) =>
      copy.exec("update event set payload = replace(payload, '0.3', '0.4') where position = 2")
    )
    const store = SqliteEventStore.fromConnection(db, "(copy)", 0)
    const error = Effect.runSync(Effect.flip(store.read("first-00000001")))
    assert.strictEqual(error._tag, "StoreDamaged")
    assert.include(error.message, "position 2")
    assert.strictEqual(Effect.runSync(store.read("second-00000001")).length, 9)
  })

  it("says what it found without letting a stored text control the terminal", () => {
    const faults = faultsAfter((db) =>
      db.prepare("update event set stream = ? where position = 9").run("\u001b[31m\u202egone")
    )
    assert.isAtLeast(faults.length, 1)
    for (const { problem } of faults) assert.notMatch(problem.en + problem.zh, /[\p{C}]/u)
  })
})
