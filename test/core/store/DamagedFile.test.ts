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
