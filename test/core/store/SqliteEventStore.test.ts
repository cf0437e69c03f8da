import { EventStore } from "@gongfu/core/store/EventStore"
import * as MemoryEventStore from "@gongfu/core/store/MemoryEventStore"
import type { StoredEvent } from "@gongfu/core/store/StoredEvent"
import type { StoreError } from "@gongfu/core/store/StoreError"
import type { Options } from "@gongfu/core/store/sqlite/Connection"
import * as Connection from "@gongfu/core/store/sqlite/Connection"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import * as Tables from "@gongfu/core/store/sqlite/Tables"
import { assert, describe, it } from "@effect/vitest"
import Database from "better-sqlite3"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as fc from "fast-check"
import { spawn } from "node:child_process"
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync
} from "node:fs"
import { dirname, join } from "node:path"
import { contract } from "./contract.ts"
import * as Samples from "./Samples.ts"
import * as TemporaryFolder from "./TemporaryFolder.ts"

contract("the store in a file", () =>
  SqliteEventStore.layer({ file: TemporaryFolder.file(), access: "write", busyMillis: 1000 })
)

type Store = typeof EventStore.Service

const inStore = <A, E>(layer: Layer.Layer<EventStore, StoreError>, use: (store: Store) => Effect.Effect<A, E>) =>
  Effect.runPromise(Effect.provide(EventStore.use(use), layer))

const open = <A, E>(options: Options, use: (store: Store) => Effect.Effect<A, E>) =>
  inStore(SqliteEventStore.layer({ busyMillis: 100, ...options }), use)

/** The error that opening a store ends with. */
const refusal = (options: Options): Promise<StoreError> =>
  Effect.runPromise(
    Effect.flip(
      Effect.provide(
        EventStore.use((store) => store.streams),
        SqliteEventStore.layer({ busyMillis: 100, ...options })
      )
    )
  )

const recorded = async (file = TemporaryFolder.file(), run: Samples.Append = Samples.run("plan")): Promise<string> => {
  await open({ file, access: "write" }, (store) => Samples.append(store, run))
  return file
}

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
      assert.deepInclude(await refusal({ file, access }), { _tag: "NewerStore", file, found: 7, known: 1 })
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

describe("two connections to one store", () => {
  it("see each other's appends and agree on who came first", async () => {
    const file = TemporaryFolder.file()
    await open({ file, access: "write" }, (one) =>
      Effect.promise(() =>
        open({ file, access: "write" }, (two) =>
          Effect.gen(function* () {
            yield* Samples.append(one, Samples.run("plan"))
            assert.strictEqual((yield* two.read("plan-00000001")).length, 9)
            assert.strictEqual((yield* Effect.flip(Samples.append(two, Samples.run("plan"))))._tag, "VersionConflict")
            yield* Samples.append(two, {
              stream: "plan-00000001",
              expectedVersion: 9,
              events: [Samples.failed],
              artifacts: []
            })
            assert.strictEqual((yield* one.head("plan-00000001")).version, 10)
          })
        )
      )
    )
  })

  it("wait for a lock as long as they were told, then say that the store is busy and record nothing", async () => {
    const file = await recorded()
    const holder = new Database(file)
    holder.exec("begin immediate")
    const began = performance.now()
    const error = await open({ file, access: "write", busyMillis: 300 }, (store) =>
      Effect.flip(Samples.append(store, Samples.run("other")))
    )
    assert.deepInclude(error, { _tag: "StoreBusy", file, waitedMillis: 300 })
    assert.isAtLeast(performance.now() - began, 250)
    // Readers do not wait.
    assert.strictEqual((await open({ file, access: "read" }, (store) => store.streams)).length, 1)
    holder.exec("rollback")
    holder.close()
    await recorded(file, Samples.run("other"))
  })

  it("say that a store is busy which another process keeps to itself", async () => {
    const file = await recorded()
    const holder = new Database(file)
    holder.pragma("locking_mode = exclusive")
    holder.exec("begin immediate; insert into tag values ('a', 'b', 'c'); commit")
    const refused = await Promise.all((["read", "write"] as const).map((access) => refusal({ file, access })))
    assert.deepStrictEqual(
      refused.map(({ _tag }) => _tag),
      ["StoreBusy", "StoreBusy"]
    )
    holder.close()
  })
})

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

/** A script of this folder in another process, as a user without rights where this one has all of them. */
const start = (
  script: string,
  args: ReadonlyArray<string>,
  { cwd = import.meta.dirname, unprivileged = false } = {}
) => {
  const user = unprivileged && process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], { ...user, cwd })
  let [out, err] = ["", ""]
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>()
  child.stdout.on("data", (data: Buffer) => {
    out += data.toString()
    isReady()
  })
  child.stderr.on("data", (data: Buffer) => (err += data.toString()))
  const done = new Promise<string>((resolve, reject) => {
    child.on("error", reject)
    child.on("close", (code) => (code === 0 ? resolve(out.trim()) : reject(new Error(err))))
  })
  return { done, ready: Promise.race([ready, done]), go: () => child.stdin.write("go\n") }
}

describe("several processes", () => {
  it("create one store at once and lose nothing", async () => {
    const file = TemporaryFolder.file()
    const writers = Array.from({ length: 8 }, (_, i) => start("writer.ts", [file, `w${i}`, "5"]))
    await Promise.all(writers.map(({ ready }) => ready))
    for (const { go } of writers) go()
    const said = await Promise.all(writers.map(({ done }) => done))
    assert.deepStrictEqual(
      said,
      writers.map(() => "ready\n5")
    )
    const verification = await open({ file, access: "read" }, (store) => store.verify)
    // Each writer has its own five runs, and all of them try the same one.
    assert.deepStrictEqual(verification, { streams: 41, events: 41 * 9, artifacts: 9 * 4, faults: [] })
  })

  it("wait for one that reads while the store is not yet in WAL mode", async () => {
    const file = await recorded()
    const holder = new Database(file)
    holder.pragma("journal_mode = delete")
    holder.exec("begin")
    holder.prepare("select * from event").all()
    const writer = start("writer.ts", [file, "w", "1"])
    await writer.ready
    writer.go()
    await new Promise((resolve) => setTimeout(resolve, 300))
    holder.close()
    assert.strictEqual(await writer.done, "ready\n1")
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

describe("the name of a store", () => {
  it.each([":memory:", "file:a.sqlite?mode=memory"])("is never more than a name, not even %s", async (name) => {
    const folder = TemporaryFolder.make()
    assert.strictEqual(await start("reader.ts", [name, "write"], { cwd: folder }).done, "0 events, 0 faults")
    assert.deepStrictEqual(readdirSync(folder), [name])
  })
})
