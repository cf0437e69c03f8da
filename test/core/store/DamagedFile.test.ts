/** That verification tells what is amiss with the file itself, whatever its rows say. */
import Database from "better-sqlite3"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import { assert, beforeAll, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TamperedStore from "./TamperedStore.ts"

describe("verify", () => {
  let untouched: TamperedStore.Untouched

  beforeAll(async () => {
    untouched = await TamperedStore.record()
  })

  it.each(["drop trigger event_no_update", "drop view indicator", "drop index event_first", "drop table tag"])(
    "finds %s",
    (statement) => {
      const db = new Database(untouched.bytes)
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

  it.each([
    "create trigger steers after insert on event begin update tag set stream = 'first'; end",
    "create trigger Steers before insert on EVENT when new.version = 9 begin select raise(ignore); end",
    "create trigger steers after update on tag begin delete from tag; end",
    "create trigger steers before insert on artifact begin select raise(ignore); end"
  ])("finds what is not of the store: %s", (statement) => {
    const db = new Database(untouched.bytes)
    const store = SqliteEventStore.fromConnection(db, "(copy)", 0)
    assert.isTrue(TamperedStore.isWhole(store))
    db.exec(statement)
    const { faults } = Effect.runSync(store.verify)
    assert.strictEqual(faults.length, 1)
    assert.match(faults[0]!.problem.en, /^the file is damaged: the trigger steers on (event|tag|artifact) is not one/i)
    assert.isFalse(TamperedStore.isWhole(store))
  })

  it("leaves alone what stands beside the store: tables, views, indexes, and triggers on those", () => {
    const db = new Database(untouched.bytes)
    db.exec(
      "create table notes (run text); create view long as select * from run; create index by_type on event (type)"
    )
    db.exec("create trigger noted after insert on notes begin delete from notes where run is null; end")
    assert.deepStrictEqual(TamperedStore.verified(db).faults, [])
  })

  it("finds a tag that names no run on record, unless runs are missing", () => {
    const db = new Database(untouched.bytes)
    const store = SqliteEventStore.fromConnection(db, "(copy)", 0)
    const given = db.prepare("insert into tag (name, stream, recorded_at) values (?, ?, '2026-11-23T08:00:00.000Z')")
    const { stream } = untouched.rows[0]!
    given.run("best", stream)
    assert.deepStrictEqual(Effect.runSync(store.verify).faults, [])
    given.run("ghost", "none")
    const { faults } = Effect.runSync(store.verify)
    assert.deepStrictEqual(
      faults.map(({ problem }) => problem),
      [
        {
          en: "the file is damaged: the tag ghost names none, which is not on record",
          zh: "文件已损坏：标签“ghost”所指的推演“none”不在库中"
        }
      ]
    )
    assert.isFalse(TamperedStore.isWhole(store))
    const gone = TamperedStore.faultsAfter(db.serialize(), (copy) =>
      copy.prepare("delete from event where stream = ?").run(stream)
    )
    assert.isNotEmpty(gone)
    assert.isTrue(gone.every(({ kind }) => kind === "event_missing"))
  })

  it("tells what SQLite found in a file too broken to be read to the end", () => {
    const root = new Database(untouched.bytes)
      .prepare<[], number>("select rootpage from sqlite_schema where name = 'event'")
      .pluck()
      .get()!
    const broken = Buffer.from(untouched.bytes)
    // A page of SQLite says at offset 3 how many cells it has, and at 5 where they begin: 4 is the low byte of the count.
    broken[(root - 1) * broken.readUInt16BE(16) + 4] = 255
    const { events, faults } = TamperedStore.verified(new Database(broken))
    assert.strictEqual(events, 0)
    assert.isNotEmpty(faults)
    assert.isTrue(faults.every(({ kind }) => kind === "file_damaged"))
  })
})
