/**
 * The store against a model of it that is a few lines long: any commands in any order, with crashes, forks, imports and
 * tampering among them, leave the same in both.
 */
// Assertions stand in helpers here, which the rule does not see.
/* oxlint-disable vitest/expect-expect */
// One after the other is the point here.
/* oxlint-disable no-await-in-loop */
import { copyFileSync, existsSync, rmSync } from "node:fs"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import Database from "better-sqlite3"
import type { RunEvent } from "@gongfu/core/run/Event"
import { EventStore } from "@gongfu/core/store/EventStore"
import * as MemoryEventStore from "@gongfu/core/store/MemoryEventStore"
import type { StoredEvent } from "@gongfu/core/store/StoredEvent"
import * as Seal from "@gongfu/core/store/Seal"
import type { StoreError } from "@gongfu/core/store/StoreError"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Samples from "./Samples.ts"
import * as TemporaryFolder from "./TemporaryFolder.ts"

/** What a store should hold. */
interface Model {
  /** Streams in the order of their first events. */
  readonly streams: Map<string, ReadonlyArray<RunEvent>>
  readonly tags: Map<string, string>
  /** Fingerprints of documents. */
  readonly artifacts: Set<string>
}

/** A store that can be closed and opened, and one that is a file be crashed and tampered with. */
interface Real {
  readonly file: string | undefined
  readonly ask: <A>(use: (store: typeof EventStore.Service) => Effect.Effect<A, StoreError>) => Promise<A>
  readonly reopen: () => Promise<void>
  readonly close: () => Promise<void>
}

const inMemory = (): Real => {
  const runtime = ManagedRuntime.make(MemoryEventStore.layer)
  return {
    file: undefined,
    ask: (use) => runtime.runPromise(EventStore.use(use)),
    reopen: async () => {},
    close: () => runtime.dispose()
  }
}

const inFile = (): Real => {
  const file = TemporaryFolder.file()
  const open = () =>
    ManagedRuntime.make(Layer.fresh(SqliteEventStore.layer({ file, access: "write", busyMillis: 2000 })))
  let runtime = open()
  return {
    file,
    ask: (use) => runtime.runPromise(EventStore.use(use)),
    reopen: async () => {
      await runtime.dispose()
      runtime = open()
    },
    close: () => runtime.dispose()
  }
}

type Command = fc.AsyncCommand<Model, Real>

/** How an attempt ended: well, or with the tag of an error. */
const outcome = <A>(real: Real, use: (store: typeof EventStore.Service) => Effect.Effect<A, StoreError>) =>
  real.ask((store) => Effect.match(use(store), { onSuccess: () => "done", onFailure: ({ _tag }) => _tag as string }))

const names = ["a", "b", "c", "d"]
const name = fc.constantFrom(...names)
const some = fc.array(Samples.event, { minLength: 1, maxLength: 4 })

const remember = (model: Model, documents: ReadonlyArray<{ readonly fingerprint: string }>): void => {
  for (const { fingerprint } of documents) model.artifacts.add(fingerprint)
}

/** Appends to a stream that may or may not be there, as a writer who believes in a version. */
const append = fc
  .record({ stream: name, events: some, off: fc.constantFrom(0, 0, 0, 1, -1) })
  .map(({ events, off, stream }): Command => ({
    toString: () => `append ${events.length} to ${stream}${off === 0 ? "" : `, believing in ${off} more`}`,
    check: () => true,
    run: async (model, real) => {
      const before = model.streams.get(stream) ?? []
      const added = before.length === 0 ? [Samples.started(stream), ...events] : events
      const expectedVersion = before.length + off
      const artifacts = Samples.documents(stream)
      const ended = await outcome(real, (store) =>
        Samples.append(store, { stream, expectedVersion, events: added, artifacts })
      )
      assert.strictEqual(ended, off === 0 ? "done" : "VersionConflict")
      if (off !== 0) return
      model.streams.set(stream, [...before, ...added])
      remember(model, artifacts)
    }
  }))

/** A stream that shares another's events and names it as its parent. */
const fork = fc
  .record({ from: name, to: name, kept: fc.nat(5), events: some })
  .map(({ events, from, kept, to }): Command => ({
    toString: () => `fork ${to} from ${from}`,
    check: ({ streams }) => streams.has(from) && !streams.has(`${to}'`),
    run: async (model, real) => {
      const [first, ...rest] = model.streams.get(from)!
      const started = { ...first, parent: { run: from, year: 2021 } } as RunEvent
      const whole = [started, ...rest.slice(0, kept), ...events]
      const stream = `${to}'`
      await real.ask((store) => Samples.append(store, { stream, expectedVersion: 0, events: whole, artifacts: [] }))
      model.streams.set(stream, whole)
    }
  }))

/** Takes in the rows of another store's stream, which go on where this one's end, or do not. */
const take = fc.record({ stream: name, events: some, from: fc.nat(3) }).map(({ events, from, stream }): Command => ({
  toString: () => `import ${stream}`,
  check: () => true,
  run: async (model, real) => {
    const before = model.streams.get(stream) ?? []
    const added = before.length === 0 ? [Samples.started(stream), ...events] : events
    const elsewhere = await Effect.runPromise(
      Effect.provide(
        EventStore.use((store) =>
          Effect.andThen(
            Samples.append(store, {
              stream,
              expectedVersion: 0,
              events: [...before, ...added],
              artifacts: Samples.documents(stream)
            }),
            store.rows(stream)
          )
        ),
        Layer.fresh(MemoryEventStore.layer)
      )
    )
    // Some importers believe that this store ends earlier than it does.
    const version = Math.max(0, before.length - from)
    const after = version === 0 ? Seal.beginning : { version, hash: elsewhere[version - 1]!.hash }
    const sealed = Result.getOrThrow(Seal.verified(stream, after, elsewhere.slice(version)))
    const artifacts = Samples.documents(stream)
    const ended = await outcome(real, (store) => store.append(sealed, artifacts))
    const fits = version === before.length
    assert.strictEqual(ended, fits ? "done" : "VersionConflict")
    if (!fits) return
    model.streams.set(stream, [...before, ...added])
    remember(model, artifacts)
  }
}))

const tag = fc
  .record({ tag: fc.constantFrom("best", "最好", "no name"), stream: name })
  .map(({ stream, tag: given }): Command => ({
    toString: () => `tag ${stream} ${given}`,
    check: () => true,
    run: async (model, real) => {
      const ended = await outcome(real, (store) => store.tag(given, stream))
      const wanted = given === "no name" ? "InvalidName" : model.streams.has(stream) ? "done" : "StreamNotFound"
      assert.strictEqual(ended, wanted)
      if (wanted === "done") model.tags.set(given, stream)
    }
  }))

/** Something that a store does not take: nothing of it is kept. */
const refused = fc.record({ stream: name, events: some }).map(({ events, stream }): Command => ({
  toString: () => `refuse ${stream}`,
  check: () => true,
  run: async (model, real) => {
    const before = model.streams.get(stream) ?? []
    const bad = { ...Samples.failed, year: Number.NaN } as RunEvent
    const artifacts = Samples.documents("never")
    const ended = await outcome(real, (store) =>
      Samples.append(store, { stream, expectedVersion: before.length, events: [...events, bad], artifacts })
    )
    assert.strictEqual(ended, "AppendRefused")
  }
}))

const reopen: Command = {
  toString: () => "reopen",
  check: () => true,
  run: (_, real) => real.reopen()
}

/**
 * A process dies in the middle of a transaction. What it leaves is copied away while it is still writing, pages that it
 * has written already among it, and that copy is what the store goes on with.
 */
const crash = fc.record({ rows: fc.integer({ min: 1, max: 40 }) }).map(({ rows }): Command => ({
  toString: () => `crash after ${rows} rows`,
  check: () => true,
  run: async (_, real) => {
    if (real.file === undefined) return
    const { file } = real
    // A store is opened when it is first asked for something.
    await real.ask((store) => store.streams)
    const dying = new Database(file)
    // So that pages reach the disk before the transaction ends.
    dying.pragma("cache_size = 1")
    dying.exec("begin immediate")
    const insert = dying.prepare(
      "insert into event (stream, version, type, schema, payload, hash, recorded_at) values ('dying', ?, 'x', 1, ?, 'x', 'x')"
    )
    for (let i = 1; i <= rows; i++) insert.run(i, "x".repeat(3000))
    const left = [file, `${file}-wal`].filter(existsSync)
    for (const path of left) copyFileSync(path, `${path}.left`)
    dying.exec("rollback")
    dying.close()
    await real.close()
    for (const path of [file, `${file}-wal`, `${file}-shm`]) rmSync(path, { force: true })
    for (const path of left) copyFileSync(`${path}.left`, path)
    await real.reopen()
  }
}))

/** Somebody edits a copy of the file: `verify` names the row. */
const tamper = fc
  .record({ at: fc.nat(), column: fc.constantFrom("payload", "hash", "type"), more: fc.constantFrom(" ", "x", "0") })
  .map(({ at, column, more }): Command => ({
    toString: () => `tamper with ${column}`,
    check: ({ streams }) => streams.size > 0,
    run: async (model, real) => {
      if (real.file === undefined) return
      const count = [...model.streams.values()].reduce((sum, events) => sum + events.length, 0)
      const position = (at % count) + 1
      const file = TemporaryFolder.file()
      const db = new Database(real.file)
      await db.backup(file)
      db.close()
      const copy = new Database(file)
      copy.exec("drop trigger event_no_update")
      copy.prepare(`update event set ${column} = ${column} || ? where position = ?`).run(more, position)
      copy.close()
      const { faults } = await Effect.runPromise(
        Effect.provide(
          EventStore.use((store) => store.verify),
          SqliteEventStore.layer({ file, access: "read" })
        )
      )
      assert.isTrue(
        faults.some((fault) => fault.position === position && fault.columns.includes(column)),
        JSON.stringify(faults)
      )
    }
  }))

/** A real process is killed while it records runs of its own; each of them is whole or not there. */
const kill = fc.record({ delay: fc.integer({ min: 0, max: 60 }), id: fc.uuid() }).map(({ delay, id }): Command => ({
  toString: () => `kill after ${delay} ms`,
  check: () => true,
  run: async (model, real) => {
    if (real.file === undefined) return
    const child = spawn(process.execPath, [join(import.meta.dirname, "writer.ts"), real.file, id, "40"])
    const ended = once(child, "exit")
    await once(child.stdout, "data")
    child.stdin.write("go\n")
    await setTimeout(delay)
    child.kill("SIGKILL")
    await ended
    const there = await real.ask((store) => store.streams)
    for (const { stream } of there) {
      if (model.streams.has(stream)) continue
      const sample = stream === "shared-00000001" ? "shared" : id
      assert.isTrue(stream.startsWith(sample), stream)
      model.streams.set(stream, Samples.events(sample))
      remember(model, Samples.documents(sample))
    }
  }
}))

/** Everything that can be asked of the store agrees with the model. */
const agree = async (model: Model, real: Real): Promise<void> => {
  const streams = await real.ask((store) => store.streams)
  assert.deepStrictEqual(
    streams.map(({ stream, tags, version }) => ({ stream, version, tags })),
    [...model.streams].map(([stream, events]) => ({
      stream,
      version: events.length,
      tags: [...model.tags].flatMap(([given, tagged]) => (tagged === stream ? [given] : [])).toSorted()
    }))
  )
  for (const [stream, events] of model.streams) {
    const read = await real.ask((store) => store.read(stream))
    assert.deepStrictEqual<ReadonlyArray<StoredEvent>>(
      read.map(({ event }) => event),
      events
    )
    const rows = await real.ask((store) => store.rows(stream))
    const hashes = rows.map(({ hash }) => hash)
    assert.deepStrictEqual(
      read.map(({ hash }) => hash),
      hashes
    )
    const head = await real.ask((store) => store.head(stream))
    assert.deepStrictEqual({ ...head }, { version: events.length, hash: hashes.at(-1)! })
  }
  for (const [given, stream] of model.tags) assert.strictEqual(await real.ask((store) => store.tagged(given)), stream)
  const { faults, ...counts } = await real.ask((store) => store.verify)
  assert.deepStrictEqual(faults, [])
  assert.deepStrictEqual(counts, {
    streams: model.streams.size,
    events: [...model.streams.values()].reduce((sum, events) => sum + events.length, 0),
    artifacts: model.artifacts.size
  })
}

const look: Command = { toString: () => "look", check: () => true, run: agree }

const anything = [append, append, fork, take, tag, refused, fc.constant(reopen), crash, tamper, fc.constant(look)]

const holds = (
  make: () => Real,
  commands: ReadonlyArray<fc.Arbitrary<Command>>,
  numRuns: number,
  maxCommands: number
) =>
  fc.assert(
    fc.asyncProperty(fc.commands([...commands], { maxCommands }), async (chosen) => {
      const real = make()
      const model: Model = { streams: new Map(), tags: new Map(), artifacts: new Set() }
      try {
        await fc.asyncModelRun(() => ({ model, real }), chosen)
        await agree(model, real)
      } finally {
        await real.close()
      }
    }),
    { numRuns }
  )

describe("whatever is asked of a store, in any order, it holds what its model holds", () => {
  it("in memory", () => holds(inMemory, anything, 60, 20))
  it("in a file", () => holds(inFile, anything, 40, 20))
  it("in a file, while processes that write to it are killed", () => holds(inFile, [append, tag, kill, crash], 3, 8))
})
