/** That many may use a store at once, by connections or processes: nobody loses anything, and who must wait is told. */
import Database from "better-sqlite3"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Samples from "./Samples.ts"
import { open, recorded, refusal } from "./StoreFile.ts"
import { start } from "./StoreProcess.ts"
import * as TemporaryFolder from "./TemporaryFolder.ts"

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

  it("that want the same names, for runs and for tags, get each once", async () => {
    const file = TemporaryFolder.file()
    const namers = Array.from({ length: 4 }, (_, i) => start("namer.ts", [file, String(i), "40"]))
    await Promise.all(namers.map(({ ready }) => ready))
    for (const { go } of namers) go()
    const said = await Promise.all(namers.map(({ done }) => done))
    const got = said.flatMap((text) => text.split(/\s+/).slice(1)).toSorted()
    assert.deepStrictEqual(got, Array.from({ length: 40 }, (_, i) => `name-${i}`).toSorted())
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
