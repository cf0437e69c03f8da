/** `gongfu verify`: every run computed again, and every event held against its hash. */
import { rmSync, statSync, truncateSync } from "node:fs"
import { join } from "node:path"
import * as HashChain from "@gongfu/core/store/HashChain"
import * as NativeDigest from "@gongfu/core/store/sqlite/NativeDigest"
import Database from "better-sqlite3"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

beforeAll(Cli.built)

interface Row {
  readonly position: number
  readonly version: number
  readonly type: string
  readonly schema: number
  readonly payload: string
}

/** Changes a stream of a store by hand, and its hashes with it: a record that is whole, and says something else. */
const rewritten = (file: string, run: string, change: (row: Row) => Row): void => {
  const db = new Database(file)
  db.exec("drop trigger event_no_update")
  const stream = db.prepare("select stream from event where stream like ? limit 1").pluck().get(`${run}-%`) as string
  const rows = db.prepare("select * from event where stream = ? order by version").all(stream) as ReadonlyArray<Row>
  const update = db.prepare("update event set type = ?, schema = ?, payload = ?, hash = ? where position = ?")
  let previous = HashChain.genesis
  for (const row of rows.map(change)) {
    previous = HashChain.link(previous, stream, row.version, row, NativeDigest.digest)
    update.run(row.type, row.schema, row.payload, previous, row.position)
  }
  db.exec(
    "create trigger event_no_update before update on event begin select raise(abort, 'event is append-only'); end"
  )
  db.close()
}

interface Verified {
  readonly code: number | null
  readonly faults: ReadonlyArray<{ readonly position?: number; readonly columns: ReadonlyArray<string> }>
  readonly runs: ReadonlyArray<{ readonly id: string; readonly outcome: string; readonly [key: string]: unknown }>
}

const verify = (folder: string, ...names: ReadonlyArray<string>): Verified => {
  const { code, out } = Cli.run(folder, ["verify", ...names, "--json"])
  const { runs, store } = JSON.parse(out)
  return { code, faults: store.faults, runs }
}

describe("gongfu verify", () => {
  it("computes every run again and finds it identical", () => {
    const root = Toy.place()
    Cli.aside(root, ["run", "toy/scenarios/base.yaml", "toy/scenarios/more.yaml", "toy/scenarios/broken.yaml"])
    const { code, out } = Cli.run(root, ["verify"])
    assert.strictEqual(code, 0)
    assert.lengthOf(out.match(/✓ +\S+ +identical/g)!, 3)
    assert.match(Cli.run(root, ["verify", "more", "--lang", "zh"]).out, /完全一致/)
  })

  it("tells a run once that is named twice", () => {
    const root = Toy.place()
    Cli.aside(root, ["run", "toy/scenarios/base.yaml", "toy/scenarios/more.yaml"])
    const told = (...names: ReadonlyArray<string>) => Cli.aside(root, ["verify", ...names]).out
    const whole = told("base", "more")
    assert.strictEqual(told("base", "more", "base", "bas"), whole)
    assert.lengthOf(whole.match(/✓ +\S+ +identical/g)!, 2)
  })

  it("names the event that was changed, and ends with 2", () => {
    const folder = Toy.place()
    Cli.aside(folder, ["run", "toy/scenarios/base.yaml"])
    const db = new Database(join(folder, "gongfu.sqlite"))
    for (const { name } of db.prepare("select name from sqlite_master where type = 'trigger'").all() as Array<{
      name: string
    }>)
      db.exec(`drop trigger ${name}`)
    db.exec(
      "update event set payload = replace(payload, '112.2', '112.3') where payload like '%112.2%' and version = 3"
    )
    db.close()
    const { code, out } = Cli.run(folder, ["verify"])
    assert.strictEqual(code, 2)
    assert.match(out, /base-[0-9a-f]{8}/)
    assert.match(out, /\n\nRestore the file from a copy\.\n/)
    const chinese = Cli.run(folder, ["verify", "--lang", "zh"]).out
    assert.match(chinese, /触发器“event_no_update”被删除或改动/)
    assert.match(chinese, /与记录时不符：列“payload”被改动/)
    assert.match(chinese, /\n\n请用备份恢复该文件。\n/)
    const { store } = JSON.parse(Cli.run(folder, ["verify", "--json"]).out)
    assert.isTrue(store.faults.some((fault: { version?: number }) => fault.version === 3))
  })

  it("sends nobody to itself where a file is cut short", () => {
    const folder = Toy.place()
    Cli.aside(folder, ["run", "toy/scenarios/base.yaml"])
    const file = join(folder, "gongfu.sqlite")
    truncateSync(file, statSync(file).size / 2)
    assert.match(Cli.run(folder, ["list"]).err, /it is cut short\n {2}gongfu verify lists every fault/)
    const { code, err } = Cli.run(folder, ["verify"])
    assert.strictEqual(code, 1)
    assert.match(err, /it is cut short\n {2}nothing more can be told of it: restore the file from a copy/)
  })

  it("computes again what no longer stands anywhere: forks, open runs and failed ones", () => {
    const root = Toy.place()
    Cli.aside(root, ["run", "toy/scenarios/base.yaml", "toy/scenarios/more.yaml", "toy/scenarios/broken.yaml"])
    Cli.aside(root, ["fork", "base", "effort=0.3", "--at", "2021", "--reason", "why not"])
    Cli.aside(root, ["advance", "base-2022", "--to", "2022"])
    Cli.aside(root, ["adjust", "base-2022", "growth=0.05"])
    Cli.aside(root, ["fork", "base-2022", "--at", "2022", "--name", "later", "--end"])
    // The model changes, and then is gone.
    Toy.write(join(root, "toy"), { "targets.yaml": "gongfu: 1\nareas: {}\ntargets: {}\n" })
    assert.deepStrictEqual(
      verify(root).runs.map(({ outcome }) => outcome),
      Array.from({ length: 5 }, () => "identical")
    )
    rmSync(join(root, "toy"), { recursive: true })
    const { code, faults, runs } = verify(root)
    assert.deepStrictEqual([code, faults], [0, []])
    assert.deepStrictEqual(
      runs.map(({ id, outcome }) => [id.replace(/-[0-9a-f]{8}$/, ""), outcome]),
      ["base", "more", "broken", "base-2022", "later"].map((name) => [name, "identical"])
    )
  })

  it("reads runs that were recorded in an older shape", () => {
    const root = Toy.place()
    Cli.aside(root, ["run", "toy/scenarios/more.yaml"])
    rewritten(join(root, "gongfu.sqlite"), "more", (row) =>
      row.type === "LeverAdjusted" ? { ...row, schema: 1, payload: row.payload.replace('"by":"scenario",', "") } : row
    )
    const db = new Database(join(root, "gongfu.sqlite"), { readonly: true })
    assert.isAbove(
      db.prepare("select count(*) from event where schema = 1 and type = 'LeverAdjusted'").pluck().get() as number,
      0
    )
    db.close()
    const { code, faults, runs } = verify(root)
    assert.deepStrictEqual([code, faults, runs.map(({ outcome }) => outcome)], [0, [], ["identical"]])
  })

  it("tells the first year and variable that differ, where the hashes hold", () => {
    const root = Toy.place()
    Cli.aside(root, ["run", "toy/scenarios/base.yaml", "toy/scenarios/more.yaml"])
    rewritten(join(root, "gongfu.sqlite"), "base", (row) =>
      row.type === "YearProjected" && row.payload.includes('"year":2022')
        ? { ...row, payload: row.payload.replace(/"income":(\d+)/, (_, whole) => `"income":${Number(whole) + 1}`) }
        : row
    )
    const { code, faults, runs } = verify(root)
    assert.deepStrictEqual([code, faults], [2, []])
    assert.deepInclude(runs[0]!, { outcome: "different_value", year: 2022, indicator: "income" })
    assert.deepInclude(runs[1]!, { outcome: "identical" })
    assert.strictEqual(verify(root, "more").code, 0, "only that run is asked for")
  })

  it("tells of every other run where one cannot be computed at all", () => {
    const root = Toy.place()
    Cli.aside(root, ["run", "toy/scenarios/base.yaml", "toy/scenarios/more.yaml"])
    const file = join(root, "gongfu.sqlite")
    const db = new Database(file)
    const [fingerprint, content] = db
      .prepare('select fingerprint, content from artifact where content like \'%"name":"base"%\'')
      .raw()
      .get() as [string, string]
    const odd = content.replace('"levers":{}', '"levers":{"zzz":1}')
    const other = NativeDigest.digest(odd)
    db.prepare(
      "insert into artifact (fingerprint, kind, content, recorded_at) values (?, 'scenario', ?, '2026-01-01T00:00:00.000Z')"
    ).run(other, odd)
    db.close()
    rewritten(file, "base", (row) => ({ ...row, payload: row.payload.replace(fingerprint, other) }))
    const { code, faults, runs } = verify(root)
    assert.deepStrictEqual([code, faults], [2, []])
    assert.deepStrictEqual(
      runs.map(({ outcome }) => outcome),
      ["unreadable", "identical"]
    )
    assert.match(Cli.run(root, ["verify"]).out, /base-\S+ +cannot be computed again: "zzz is not a lever of toy"/)
    assert.match(Cli.run(root, ["verify", "--lang", "zh"]).out, /无法重新计算/)
  })

  it("names edited rows by position among many runs, in their order, whichever thread saw them", () => {
    const root = Toy.place()
    const names = Array.from({ length: 90 }, (_, i) => `many-${String(i).padStart(2, "0")}`)
    Toy.write(
      join(root, "toy"),
      Object.fromEntries(
        names.map((name, i) => [
          `scenarios/${name}.yaml`,
          `gongfu: 1\nname: ${name}\ntitle: {en: ${name}, zh: ${name}}\nextends: base.yaml\nlevers:\n  effort: ${0.1 + i / 200}\n`
        ])
      )
    )
    Cli.aside(root, ["run", ...names.map((name) => `toy/scenarios/${name}.yaml`), "--brief"])
    const sound = verify(root)
    assert.deepStrictEqual([sound.code, sound.faults], [0, []])
    assert.deepStrictEqual(
      sound.runs.map(({ id, outcome }) => [id.slice(0, 7), outcome]),
      names.map((name) => [name, "identical"])
    )
    const db = new Database(join(root, "gongfu.sqlite"))
    db.exec("drop trigger event_no_update")
    const edited = db
      .prepare(
        "select position from event where stream like 'many-70-%' and type = 'YearProjected' and version > 5 limit 1"
      )
      .pluck()
      .get() as number
    db.prepare("update event set payload = replace(payload, '1', '2') where position = ?").run(edited)
    db.exec(
      "create trigger event_no_update before update on event begin select raise(abort, 'event is append-only'); end"
    )
    db.close()
    rewritten(join(root, "gongfu.sqlite"), "many-20", (row) =>
      row.type === "RunCompleted" ? { ...row, payload: row.payload.replace(/[0-9a-f]{64}/, "0".repeat(64)) } : row
    )
    const { code, faults, runs } = verify(root)
    assert.strictEqual(code, 2)
    assert.deepStrictEqual(
      faults.map(({ columns, position }) => [position, columns]),
      [[edited, ["payload"]]]
    )
    const others = runs.flatMap(({ id, outcome }) => (outcome === "identical" ? [] : [[id.slice(0, 7), outcome]]))
    assert.deepStrictEqual(others, [
      ["many-20", "different_event"],
      ["many-70", "unreadable"]
    ])
    const { err, out } = Cli.run(root, ["verify"])
    assert.strictEqual(err, "", "no progress where standard error is no terminal")
    assert.match(out, new RegExp(`position ${edited}\\b`))
  })
})
