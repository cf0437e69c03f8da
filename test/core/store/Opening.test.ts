/**
 * What may be opened as a store, and what is left as it was found: what is none, what is newer, what was cut short, and
 * whatever is opened for reading.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync
} from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import Database from "better-sqlite3"
import { EventStore } from "@gongfu/core/store/EventStore"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import * as Tables from "@gongfu/core/store/sqlite/Tables"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Samples from "./Samples.ts"
import { open, recorded, refusal } from "./StoreFile.ts"
import { start } from "./StoreProcess.ts"
import * as TemporaryFolder from "./TemporaryFolder.ts"

describe("opening a store", () => {
  it("creates nothing when it is for reading", async () => {
    const file = TemporaryFolder.file()
    assert.deepInclude(await refusal({ file, access: "read" }), { _tag: "StoreNotFound", file })
    assert.isFalse(existsSync(file))
    writeFileSync(file, "")
    assert.strictEqual((await refusal({ file, access: "read" }))._tag, "StoreNotFound")
    assert.strictEqual(statSync(file).size, 0)
  })

  it("refuses to write what was opened for reading", async () => {
    const file = await recorded()
    const error = await open({ file, access: "read" }, (store) =>
      Effect.flip(Samples.append(store, Samples.run("other")))
    )
    assert.strictEqual(error._tag, "StoreReadOnly")
  })

  it("takes a name in Chinese, with a space", async () => {
    const file = await recorded(TemporaryFolder.file("推演 库.sqlite"))
    assert.deepStrictEqual(readdirSync(dirname(file)), ["推演 库.sqlite"])
  })

  const database = (file: string, ...statements: ReadonlyArray<string>): void => {
    const db = new Database(file)
    for (const statement of statements) db.exec(statement)
    db.close()
  }

  const others: ReadonlyArray<
    readonly [what: string, found: "folder" | "file" | "database", make: (file: string) => void]
  > = [
    ["a folder", "folder", (file) => mkdirSync(file)],
    ["a text", "file", (file) => writeFileSync(file, "name: plan\n")],
    ["a long text", "file", (file) => writeFileSync(file, "# plan\n".repeat(1000))],
    ["a database of another program", "database", (file) => database(file, "create table event (a)")],
    ["an empty database of another program", "database", (file) => database(file, "vacuum")],
    [
      "a database that another program calls its own",
      "database",
      (file) =>
        database(file, "pragma application_id = 252006674", "create table event (a)", "pragma journal_mode = wal")
    ]
  ]
  for (const access of ["read", "write"] as const) {
    for (const [what, found, make] of others) {
      it(`leaves ${what} alone (${access})`, async () => {
        const file = TemporaryFolder.file()
        make(file)
        const look = () => ({
          names: readdirSync(dirname(file)),
          bytes: found === "folder" ? undefined : readFileSync(file)
        })
        const before = look()
        assert.deepInclude(await refusal({ file, access }), { _tag: "NotAStore", file, found })
        assert.deepStrictEqual(look(), before)
      })
    }

    it(`leaves a store of a newer version alone (${access})`, async () => {
      const file = await recorded()
      database(file, "pragma user_version = 7")
      const before = readFileSync(file)
      assert.deepInclude(await refusal({ file, access }), { _tag: "NewerStore", file, found: 7, known: 3 })
      assert.deepStrictEqual(readFileSync(file), before)
    })

    it.each([50, 100, 4096, 20_000])(
      `says that a store cut short at %i bytes is damaged (${access})`,
      async (length) => {
        const file = await recorded()
        truncateSync(file, length)
        const error = await Effect.runPromise(
          Effect.flip(
            Effect.provide(
              EventStore.use((store) => store.read("plan-00000001")),
              SqliteEventStore.layer({ file, access, busyMillis: 100 })
            )
          )
        )
        assert.strictEqual(error._tag, "StoreDamaged")
        assert.strictEqual(statSync(file).size, length)
      }
    )
  }

  it("says which folder is missing instead of making one", async () => {
    const file = join(TemporaryFolder.make(), "nowhere", "runs.sqlite")
    assert.strictEqual((await refusal({ file, access: "write" }))._tag, "StoreUnreachable")
    assert.strictEqual((await refusal({ file, access: "read" }))._tag, "StoreNotFound")
    assert.isFalse(existsSync(dirname(file)))
  })

  it("finishes what a process that died while it created the store has left", async () => {
    const file = TemporaryFolder.file()
    writeFileSync(file, "")
    await recorded(file)
    assert.deepInclude(await open({ file, access: "read" }, (store) => store.verify), { events: 9, faults: [] })
  })
})

describe.each([
  [1, "store-schema-1.sqlite"],
  [2, "store-layout-2.sqlite"]
])("a store of layout %i", (layout, fixture) => {
  const old = (): string => {
    const file = TemporaryFolder.file()
    copyFileSync(fileURLToPath(new URL(`fixtures/${fixture}`, import.meta.url)), file)
    assert.strictEqual(readFileSync(file).readUInt32BE(60), layout)
    return file
  }
  const sound = (file: string, access: "read" | "write") =>
    open({ file, access }, (store) => store.verify).then(({ faults }) => assert.deepStrictEqual(faults, []))

  it("is sound, and left as it is when it is opened, and when what is to be written is refused", async () => {
    const file = old()
    const before = readFileSync(file)
    await sound(file, "read")
    await sound(file, "write")
    const late = { ...Samples.run("other"), expectedVersion: 1 }
    await open({ file, access: "write" }, (store) => Effect.flip(Samples.append(store, late)))
    assert.deepStrictEqual(readFileSync(file), before)
  })

  it("has today's views once something was written to it", async () => {
    const file = old()
    await open({ file, access: "write" }, (store) => Samples.append(store, Samples.run("other")))
    const db = new Database(file)
    const views = db.prepare<[], string>("select sql from sqlite_schema where type = 'view'").pluck().all()
    assert.strictEqual(db.pragma("user_version", { simple: true }), Tables.layoutVersion)
    const told = (sql: string): string => sql.replace("CREATE VIEW", "create view")
    assert.sameMembers(
      views.map(told),
      Tables.statements(Tables.layoutVersion).filter((sql) => sql.startsWith("create view"))
    )
    db.close()
    await sound(file, "read")
  })
})

describe("the name of a store", () => {
  it.each([":memory:", "file:a.sqlite?mode=memory"])("is never more than a name, not even %s", async (name) => {
    const folder = TemporaryFolder.make()
    assert.strictEqual(await start("reader.ts", [name, "write"], { cwd: folder }).done, "0 events, 0 faults")
    assert.deepStrictEqual(readdirSync(folder), [name])
  })
})
