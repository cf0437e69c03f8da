/** What becomes of a store that cannot be written, for want of room or of the right: it says so, and stays as it was. */
import { chmodSync, readdirSync } from "node:fs"
import { dirname } from "node:path"
import Database from "better-sqlite3"
import * as Connection from "@gongfu/core/store/sqlite/Connection"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Samples from "./Samples.ts"
import { recorded } from "./StoreFile.ts"
import { start } from "./StoreProcess.ts"

describe("a store without room", () => {
  it("says so and keeps nothing of what was being recorded", async () => {
    const file = await recorded()
    const db = Connection.open(Database, { file, access: "write" })
    const store = SqliteEventStore.fromConnection(db, file, 100)
    db.pragma(`max_page_count = ${Number(db.pragma("page_count", { simple: true })) + 3}`)
    const year = {
      type: "YearProjected",
      schema: 1,
      year: 2021,
      values: Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`v${i}`, i]))
    } as const
    const large: Samples.Append = { ...Samples.run("large"), events: [Samples.started("large"), year] }
    const error = await Effect.runPromise(Effect.flip(Samples.append(store, large)))
    assert.deepInclude(error, { _tag: "StoreFull", file })
    db.pragma("max_page_count = 1000000")
    assert.deepStrictEqual(await Effect.runPromise(store.verify), { streams: 1, events: 9, artifacts: 4, faults: [] })
    await Effect.runPromise(Samples.append(store, large))
    db.close()
  })
})

describe("a store that may only be read", () => {
  it("is read, and not written, on a medium that takes nothing", async () => {
    const file = await recorded()
    chmodSync(file, 0o444)
    chmodSync(dirname(file), 0o555)
    assert.strictEqual(await start("reader.ts", [file, "read"], { unprivileged: true }).done, "9 events, 0 faults")
    assert.strictEqual(await start("reader.ts", [file, "write"], { unprivileged: true }).done, "StoreReadOnly")
    assert.deepStrictEqual(readdirSync(dirname(file)), ["runs.sqlite"])
    chmodSync(dirname(file), 0o755)
  })

  it("is not opened for writing, though its folder would take more files", async () => {
    const file = await recorded()
    chmodSync(file, 0o444)
    chmodSync(dirname(file), 0o777)
    assert.strictEqual(await start("reader.ts", [file, "write"], { unprivileged: true }).done, "StoreReadOnly")
  })

  it("is named when this user may not even read it", async () => {
    const file = await recorded()
    chmodSync(file, 0o000)
    assert.strictEqual(await start("reader.ts", [file, "read"], { unprivileged: true }).done, "StoreUnreachable")
  })
})
