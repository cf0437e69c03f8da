/**
 * That verification finds what somebody with a SQLite tool did to the rows of a store, and names the place: edits, rows
 * that are gone, exchanged or added. What it cannot find, the time of recording put in place of another, is stated too.
 */
import Database from "better-sqlite3"
import type { StoreFault } from "@gongfu/core/store/StoreFault"
import * as NativeDigest from "@gongfu/core/store/sqlite/NativeDigest"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import { assert, beforeAll, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import * as TamperedStore from "./TamperedStore.ts"

describe("verify", () => {
  let untouched: TamperedStore.Untouched

  beforeAll(async () => {
    untouched = await TamperedStore.record()
  })

  const faultsAfter = (edit: (db: Database.Database) => void): ReadonlyArray<StoreFault> =>
    TamperedStore.faultsAfter(untouched.bytes, edit)

  it("finds nothing in a store that nobody touched", () => {
    assert.deepStrictEqual(TamperedStore.verified(new Database(untouched.bytes)), {
      streams: 3,
      events: 27,
      artifacts: 12,
      faults: []
    })
    assert.deepStrictEqual(
      faultsAfter(() => {}),
      []
    )
    assert.isTrue(TamperedStore.isWhole(SqliteEventStore.fromConnection(new Database(untouched.bytes), "(copy)", 0)))
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
        // The first of a stream, too, which has none before it.
        for (const row of [1, 3]) {
          const faults = faultsAfter((db) =>
            db.prepare(`update ${table} set recorded_at = ? where rowid = ?`).run(edit, row)
          )
          assert.deepStrictEqual(
            faults.map(({ columns, kind }) => [kind, ...columns]),
            [[`${table}_changed`, "recorded_at"]],
            edit
          )
        }
      }
    // The time stands outside every hash: the same run recorded at another time is the same run.
    const faults = faultsAfter((db) => db.exec("update event set recorded_at = '1999-12-31T23:59:59.999Z'"))
    assert.deepStrictEqual(faults, [])
  })

  it("tells faults in order of position, also that of a time", () => {
    const faults = faultsAfter((db) => {
      db.exec("update event set recorded_at = 'yesterday' where position = 3")
      db.exec("update event set payload = payload || ' ' where position in (2, 20)")
      db.exec("update artifact set recorded_at = 'yesterday' where rowid = 3")
    })
    assert.deepStrictEqual(
      faults.map(({ kind, position }) => [kind, position]),
      [
        ["event_changed", 2],
        ["event_changed", 3],
        ["event_changed", 20],
        ["artifact_changed", undefined]
      ]
    )
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
    assert.deepStrictEqual(faults.map(TamperedStore.where), [
      { kind: "event_missing", position: 4, stream: "first-00000001", version: 4, columns: [] }
    ])
    assert.include(faults[0]!.problem.en, "4–5")
  })

  it("finds the last events of the store missing, though no event comes after them", () => {
    const faults = faultsAfter((db) => db.exec("delete from event where position > 25"))
    assert.deepStrictEqual(faults.map(TamperedStore.where), [
      { kind: "event_missing", position: 26, stream: undefined, version: undefined, columns: [] }
    ])
  })

  it("finds events whose positions were exchanged", () => {
    const faults = faultsAfter((db) => {
      db.exec("update event set position = 100 where position = 3")
      db.exec("update event set position = 3 where position = 4")
      db.exec("update event set position = 4 where position = 100")
    })
    assert.deepStrictEqual(faults.map(TamperedStore.where), [
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

  it("does not let an edited run be read", () => {
    const db = TamperedStore.tamper(untouched.bytes, (copy) =>
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
