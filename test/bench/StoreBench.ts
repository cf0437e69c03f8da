/**
 * An append of a run to the store against better-sqlite3 alone, which inserts the very same rows in one transaction.
 *
 * Both sides have their rows ready: the run is sealed (encoded and hashed) before it is appended, and what that takes
 * is told beside it. The other side has no check and no trigger. Table, key, journal and durability are the same, and
 * so is the disk: all files stand in one folder. What plain inserts take in the store's own tables, with their
 * triggers, is told too.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { EventStore } from "@gongfu/core/store/EventStore"
import * as Seal from "@gongfu/core/store/Seal"
import * as Tables from "@gongfu/core/store/sqlite/Tables"
import * as NativeDigest from "@gongfu/core/store/sqlite/NativeDigest"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import Database from "better-sqlite3"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Ratio } from "./Ratio.ts"
import type { Subject } from "./Subject.ts"

const rounds = 31
/** Appends of one side in a round, each of a run with an id of its own. */
const appends = 8
const warmUp = 3

type Insert = (sealed: Seal.Sealed) => void

const recordedAt = "2026-01-01T00:00:00.000Z"

const table = `create table event (
  position integer primary key autoincrement,
  stream text not null,
  version integer not null,
  type text not null,
  schema integer not null,
  payload text not null,
  hash text not null,
  recorded_at text not null,
  unique (stream, version)
) strict`

/** Plain inserts of a sealed run's rows, in one transaction. */
const plain = (db: Database.Database): Insert => {
  const insert = db.prepare(
    "insert into event (stream, version, type, schema, payload, hash, recorded_at) values (?, ?, ?, ?, ?, ?, ?)"
  )
  return db.transaction(({ stream, events }: Seal.Sealed) => {
    for (const [i, { type, schema, payload, hash }] of events.entries())
      insert.run(stream, i + 1, type, schema, payload, hash, recordedAt)
  })
}

/** The store's own append. */
const appending =
  (store: typeof EventStore.Service, artifacts: Subject["artifacts"]): Insert =>
  (sealed) => {
    Effect.runSync(store.append(sealed, artifacts))
  }

/** Opens a file of the other side, set as the store sets its own. */
const openPlain = (file: string, statements: ReadonlyArray<string>): Database.Database => {
  const db = new Database(file)
  db.pragma("journal_mode = wal")
  db.pragma("synchronous = full")
  for (const statement of statements) db.exec(statement)
  return db
}

/** Measures the speed of the store's append as a part of plain inserts'. */
export const measure = async ({ run, artifacts }: Subject): Promise<Ratio> => {
  const folder = mkdtempSync(join(tmpdir(), "gongfu-store-"))
  const file = join(folder, "store.sqlite")
  const measured = Effect.gen(function* () {
    const store = yield* EventStore
    const [bare, guarded] = [
      openPlain(join(folder, "plain.sqlite"), [table]),
      openPlain(join(folder, "guarded.sqlite"), Tables.statements(Tables.layoutVersion))
    ]
    const sides = { append: appending(store, artifacts), bare: plain(bare), guarded: plain(guarded) }
    const names = ["append", "bare", "guarded"] as const
    const took = {
      seal: [] as Array<number>,
      append: [] as Array<number>,
      bare: [] as Array<number>,
      guarded: [] as Array<number>
    }
    const timed = (body: () => void): number => {
      const begun = performance.now()
      body()
      return (performance.now() - begun) / appends
    }
    for (let round = -warmUp; round < rounds; round++) {
      const streams = Array.from({ length: appends }, (_, i) => `run-${round}-${i}`)
      let runs: ReadonlyArray<Seal.Sealed> = []
      const sealing = timed(() => {
        runs = streams.map((stream) =>
          Result.getOrThrow(Seal.seal(stream, Seal.beginning, run.events, NativeDigest.digest))
        )
      })
      // Whoever comes first finds the rows fresh from the making, so the sides take turns in coming first.
      const turn = (round + warmUp) % names.length
      for (const name of [...names.slice(turn), ...names.slice(0, turn)]) {
        const time = timed(() => runs.forEach(sides[name]))
        if (round >= 0) took[name].push(time)
      }
      if (round >= 0) took.seal.push(sealing)
    }
    guarded.close()
    bare.close()
    return {
      name: `store: append of a run (${run.events.length} rows) against plain`,
      ratios: took.append.map((time, i) => took.bare[i]! / time),
      bar: { atLeast: 0.8 },
      sides: {
        "an append": took.append,
        "plain inserts": took.bare,
        "plain inserts with triggers": took.guarded,
        "sealing the run before it": took.seal
      }
    } satisfies Ratio
  })
  try {
    return await Effect.runPromise(Effect.provide(measured, SqliteEventStore.layer({ file, access: "write" })))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
