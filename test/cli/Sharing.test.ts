// One after the other is the point here.
/* oxlint-disable no-await-in-loop */
import { once } from "node:events"
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import * as Reception from "@gongfu/core/sharing/Reception"
import * as Bundle from "@gongfu/core/store/Bundle"
import * as BundleReader from "@gongfu/core/store/BundleReader"
import { EventStore } from "@gongfu/core/store/EventStore"
import * as MemoryEventStore from "@gongfu/core/store/MemoryEventStore"
import * as Seal from "@gongfu/core/store/Seal"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import Database from "better-sqlite3"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, beforeAll, describe, it } from "vitest"
import * as NewFile from "../../packages/cli/src/output/NewFile.ts"
import * as Sharing from "../../packages/cli/src/records/Sharing.ts"
import * as Bundled from "../core/sharing/Bundled.ts"
import * as TemporaryFolder from "../core/store/TemporaryFolder.ts"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

/** Imports texts of bundles as the command does; gives what became of each run, or the faults. */
const importing = (...texts: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const read = texts.map((text, i) => Result.getOrThrow(BundleReader.read(`${i}`, Buffer.from(text), digest)))
    const reception = Result.getOrThrow(Reception.of(read))
    const faults = yield* Sharing.faultsOf(reception)
    if (faults.length > 0) return faults.map(({ _tag }) => _tag)
    const runs = yield* Effect.forEach(reception.runs, (run) => Sharing.record(run, reception.artifacts))
    return runs.map(({ outcome }) => outcome)
  })

/** A bundle of everything that a store holds. */
const everything = Effect.gen(function* () {
  const store = yield* EventStore
  const ids = (yield* store.streams).map(({ stream }) => stream)
  return Bundled.text(yield* Sharing.gather(ids, false))
})

const within = <A, E>(layer: Layer.Layer<EventStore, unknown>, use: Effect.Effect<A, E, EventStore>): Promise<A> =>
  Effect.runPromise(Effect.provide(use, layer))

const layers = {
  "in memory": () => MemoryEventStore.layer,
  "in a file": () => SqliteEventStore.layer({ file: TemporaryFolder.file(), access: "write" })
} as const

const text = (...made: ReadonlyArray<Bundled.Made>): string => Bundled.text(Bundled.contents(...made))

describe.each(Object.entries(layers))("runs that are shared, with a store %s", (_, layer) => {
  it("come out of another store as the bytes that went in", () =>
    fc.assert(
      fc.asyncProperty(Bundled.several, async (made) => {
        const bundle = text(...made)
        assert.strictEqual(await within(layer(), Effect.andThen(importing(bundle), everything)), bundle)
      }),
      { numRuns: 10 }
    ))

  it("change nothing when they are imported again", () =>
    fc.assert(
      fc.asyncProperty(Bundled.several, async (made) => {
        const bundle = text(...made)
        const [first, then, checked] = await within(
          layer(),
          Effect.gen(function* () {
            const store = yield* EventStore
            const before = yield* importing(bundle)
            const events = (yield* store.verify).events
            const after = yield* importing(bundle, bundle)
            return [before, after, { events, verified: yield* store.verify }] as const
          })
        )
        assert.deepStrictEqual(new Set(first), new Set(["new"]))
        assert.deepStrictEqual(new Set(then), new Set(["already"]))
        assert.deepInclude(checked.verified, { events: checked.events, faults: [] })
      }),
      { numRuns: 10 }
    ))

  it("may come in any order, at once or one by one, finished or not", () =>
    fc.assert(
      fc.asyncProperty(
        Bundled.several,
        fc.integer({ min: 2020, max: 2022 }),
        fc.boolean(),
        async (made, year, early) => {
          // Each run by itself, as far as it had come in a year, and all together.
          const parts = [
            text(...made),
            ...made.map((run) => text(run)),
            ...made.map((run) => text(Bundled.through(run, year)))
          ]
          const orders = [parts, parts.toReversed(), early ? [...parts.slice(1), parts[0]!] : parts.slice(0, 1)]
          const results = [await within(layer(), Effect.andThen(importing(...parts), everything))]
          for (const order of orders)
            results.push(
              await within(
                layer(),
                Effect.andThen(
                  Effect.forEach(order, (part) => importing(part)),
                  everything
                )
              )
            )
          // What is on record beyond the longest bundle of a run does not exist here.
          for (const result of results) assert.strictEqual(result, parts[0])
        }
      ),
      { numRuns: 8 }
    ))

  it("carry on a run that is on record where it ends, and leave one alone that is further on", async () => {
    const run = Bundled.whole()
    const [short, long] = [text(Bundled.through(run, 2023)), text(run)]
    const told = await within(layer(), Effect.all([importing(short), importing(long), importing(short), everything]))
    assert.deepStrictEqual(told, [["new"], ["extended"], ["already"], long])
  })

  it("are refused, every one of them, when one is on record otherwise", async () => {
    const run = Bundled.whole()
    const other = Bundled.whole({ name: "other" })
    const odd = {
      ...run,
      events: Bundled.through(run, 2023).events.filter(
        (event) => event.type !== "MilestoneReached" && event.type !== "TargetAssessed"
      )
    }
    const [told, streams] = await within(
      layer(),
      Effect.gen(function* () {
        const store = yield* EventStore
        yield* store.append(Result.getOrThrow(Seal.seal(run.id, Seal.beginning, odd.events, digest)), run.artifacts)
        return [yield* importing(text(run, other)), yield* store.streams] as const
      })
    )
    assert.deepStrictEqual(told, ["RecordedOtherwise"])
    assert.deepStrictEqual(
      streams.map(({ stream }) => stream),
      [run.id]
    )
  })

  it("take along the line of parents when asked, as far as it is on record", async () => {
    const first = Bundled.whole()
    const second = Bundled.forked(first, 2022, { name: "second", levers: { job_share: 0.8 } })
    const third = Bundled.forked(second, 2024, { name: "third", levers: { job_share: 0.9 } })
    const gathered = (...made: ReadonlyArray<Bundled.Made>) =>
      within(
        layer(),
        Effect.andThen(
          importing(text(...made)),
          Effect.all([Sharing.gather([third.id], true), Sharing.gather([third.id], false)])
        )
      )
    const ids = ({ runs }: Sharing.Gathered) => runs.map(({ id }) => id)
    const [all, alone] = await gathered(first, second, third)
    assert.sameMembers(ids(all), [first.id, second.id, third.id])
    assert.deepStrictEqual([ids(alone), alone.absent], [[third.id], []])
    const [without] = await gathered(second, third)
    assert.sameMembers(ids(without), [second.id, third.id])
    assert.deepStrictEqual(without.absent, [first.id])
  })
})

describe("events that were sealed elsewhere", () => {
  it("are taken as they are, and only where they follow", () => {
    const run = Bundled.whole()
    const events = Bundled.sealed(run.id, run.events)
    const after = { version: 3, hash: events[2]!.hash }
    const verified = (from: Seal.Head, rows: ReadonlyArray<Seal.SealedEvent>, id = run.id) =>
      Result.isSuccess(Seal.verified(id, from, rows, digest))
    assert.isTrue(verified(Seal.beginning, events))
    assert.isTrue(verified(after, events.slice(3)))
    assert.isFalse(verified(after, events.slice(4)))
    assert.isFalse(verified({ ...after, version: 2 }, events.slice(3)))
    assert.isFalse(verified(Seal.beginning, events, "other"))
    assert.isFalse(verified(Seal.beginning, events, "a b"))
    assert.isFalse(verified(Seal.beginning, [{ ...events[0]!, payload: `${events[0]!.payload} ` }, ...events.slice(1)]))
  })
})

describe("gongfu bundle and gongfu import", () => {
  let root: string
  let whole: string
  beforeAll(async () => {
    await Cli.built()
    root = Toy.place()
    Cli.run(root, ["run", ...["base", "more", "broken"].map((name) => `toy/scenarios/${name}.yaml`)])
    whole = Cli.run(root, ["bundle", "base", "more", "broken"]).out
  })
  const gongfu = (...args: ReadonlyArray<string>) => Cli.run(root, args)
  const importInto = (folder: string, ...args: ReadonlyArray<string>) => Cli.run(folder, ["import", ...args])
  const fresh = (content: string | Uint8Array = whole): string => {
    const folder = Toy.folder()
    writeFileSync(join(folder, "x.bundle"), content)
    return folder
  }

  it("write the same bytes to a file and to standard output, and in the other store too", () => {
    assert.strictEqual(gongfu("bundle", "base", "more", "broken", "-o", "out.bundle").code, 0)
    assert.strictEqual(readFileSync(join(root, "out.bundle"), "utf8"), whole)
    const folder = fresh()
    const { code, err, out } = importInto(folder, "x.bundle")
    assert.deepStrictEqual([code, err], [0, ""])
    assert.match(out, /3 of 3 runs recorded in gongfu\.sqlite/)
    assert.match(importInto(folder, "x.bundle").out, /all their runs are in gongfu\.sqlite already/)
    assert.strictEqual(Cli.run(folder, ["bundle", "broken", "base", "more", "base"]).out, whole)
    const verified = Cli.run(folder, ["verify"])
    assert.strictEqual(verified.code, 0, verified.out)
    assert.strictEqual(Cli.run(folder, ["compare", "base", "more"]).code, 2)
    assert.deepStrictEqual(readdirSync(folder).toSorted(), ["gongfu.sqlite", "x.bundle"])
  })

  it("do not depend on when a run was recorded, nor on its tags", () => {
    const later = Toy.place()
    Cli.run(later, ["run", "toy/scenarios/more.yaml"])
    const db = new Database(join(later, "gongfu.sqlite"))
    db.exec("insert into tag select 'best', stream, recorded_at from event where version = 1")
    db.close()
    assert.strictEqual(Cli.run(later, ["bundle", "more"]).out, gongfu("bundle", "more").out)
  })

  it("are told in both languages and as data", () => {
    const folder = fresh()
    const told = JSON.parse(gongfu("bundle", "base", "--json", "-o", "json.bundle").out)
    assert.deepInclude(told, { format: 1, artifacts: 4, file: "json.bundle", written: "new", absent: [] })
    assert.strictEqual(told.bytes, readFileSync(join(root, "json.bundle")).length)
    assert.strictEqual(JSON.parse(gongfu("bundle", "base", "--json").out).bundle, gongfu("bundle", "base").out)
    const { format, runs } = JSON.parse(importInto(folder, "x.bundle", "--json").out)
    assert.strictEqual(format, 1)
    assert.deepStrictEqual(
      runs.map(({ added, outcome }: Sharing.Imported) => [added, outcome]),
      [
        [11, "new"],
        [6, "new"],
        [13, "new"]
      ]
    )
    assert.match(importInto(folder, "x.bundle", "--lang", "zh").out, /推演均已在 gongfu\.sqlite 中/)
    assert.match(
      gongfu("bundle", "base", "-o", "zh.bundle", "--lang", "zh").out,
      /zh\.bundle：1 次推演，共 11 个事件、4 份文档/
    )
  })

  it("overwrite nothing unless told, and never the store", () => {
    writeFileSync(join(root, "kept.txt"), "mine")
    const refused = gongfu("bundle", "base", "-o", "kept.txt")
    assert.strictEqual(refused.code, 1)
    assert.match(refused.err, /kept\.txt: there is a file of that name\n.*--force/)
    assert.strictEqual(readFileSync(join(root, "kept.txt"), "utf8"), "mine")
    assert.strictEqual(gongfu("bundle", "base", "-o", "kept.txt", "--force").code, 0)
    assert.strictEqual(readFileSync(join(root, "kept.txt"), "utf8"), gongfu("bundle", "base").out)
    const before = readFileSync(join(root, "gongfu.sqlite"))
    symlinkSync("gongfu.sqlite", join(root, "link"))
    for (const name of ["gongfu.sqlite", "link"]) {
      assert.match(gongfu("bundle", "base", "-o", name, "--force").err, /this is the store itself/)
      assert.isTrue(before.equals(readFileSync(join(root, "gongfu.sqlite"))))
    }
    assert.match(gongfu("bundle", "base", "-o", "toy", "--force").err, /a folder or a device/)
    assert.match(gongfu("bundle", "base", "-o", "nowhere/x").err, /cannot be written \(ENOENT\)/)
    assert.match(gongfu("bundle", "nothing").err, /no run "nothing" is on record/)
    assert.isEmpty(readdirSync(root).filter((name) => name.endsWith(".part")))
  })

  it.skipIf(process.platform === "win32")("replace a file as it is protected, and through a link to it", () => {
    const folder = Toy.folder()
    mkdirSync(join(folder, "there"))
    writeFileSync(join(folder, "there", "real.txt"), "old", { mode: 0o600 })
    symlinkSync(join("there", "real.txt"), join(folder, "link.txt"))
    const write = (path: string, replace: boolean): string =>
      Effect.runSync(NewFile.write(folder, path, "new", { keep: join(folder, "none"), replace }))
    assert.strictEqual(write("link.txt", true), "replaced")
    assert.isTrue(lstatSync(join(folder, "link.txt")).isSymbolicLink())
    assert.strictEqual(readFileSync(join(folder, "there", "real.txt"), "utf8"), "new")
    assert.strictEqual(statSync(join(folder, "there", "real.txt")).mode & 0o777, 0o600)
    assert.strictEqual(write("plain.txt", false), "new")
    assert.strictEqual(statSync(join(folder, "plain.txt")).mode & 0o777, 0o666 & ~process.umask())
    assert.deepStrictEqual(readdirSync(join(folder, "there")), ["real.txt"])
  })

  it("are not kept from their place by what a process of the same number has left, and leave that alone", () => {
    const folder = Toy.folder()
    const left = `.x.txt.${process.pid}.part`
    writeFileSync(join(folder, left), "half")
    const written = Effect.runSync(NewFile.write(folder, "x.txt", "new", { keep: "none", replace: false }))
    assert.strictEqual(written, "new")
    assert.strictEqual(readFileSync(join(folder, left), "utf8"), "half")
    assert.sameMembers(readdirSync(folder), [left, "x.txt"])
  })

  it.skipIf(process.platform !== "linux")("leave no half file where there is no room", () => {
    const folder = Toy.folder()
    Cli.run(folder, ["run", "wenzhou/plan"])
    const { code, err } = Cli.shell(folder, `trap '' XFSZ; ulimit -f 400; "$0" "$1" bundle plan -o out.bundle`)
    assert.strictEqual(code, 1, err)
    assert.match(err, /out\.bundle: there is no room left to write it \(EFBIG\)\n {2}nothing was written/)
    assert.deepStrictEqual(readdirSync(folder), ["gongfu.sqlite"])
  })

  it("import nothing of many files when one is faulty, make no store, and name every fault", () => {
    const folder = fresh()
    writeFileSync(join(folder, "cut.bundle"), whole.slice(0, 3000))
    writeFileSync(join(folder, "odd.bundle"), whole.replace('"income":112.2', '"income":112.3'))
    mkdirSync(join(folder, "folder"))
    const { code, err } = importInto(folder, "x.bundle", "cut.bundle", "odd.bundle", "folder", "none", "x.bundle")
    assert.strictEqual(code, 1)
    assert.match(err, /cut\.bundle:\d+:1\n {2}error: the bundle is cut short/)
    assert.match(err, /odd\.bundle:\d+:1\n {2}error: event 3 of run base-[0-9a-f]{8} is not what was recorded/)
    assert.match(err, /folder\n {2}error: this is not a bundle of runs: it is a folder/)
    assert.match(err, /none\n {2}error: there is no such file/)
    assert.match(err, /4 errors\n$/)
    assert.isFalse(existsSync(join(folder, "gongfu.sqlite")))
    const { errors } = JSON.parse(importInto(folder, "cut.bundle", "--json").out)
    assert.deepInclude(errors[0], { kind: "BundleCutShort", file: "cut.bundle" })
  })

  it("name a run that is on record otherwise, with the next step, and record nothing", () => {
    const folder = fresh()
    importInto(folder, "x.bundle")
    const db = new Database(join(folder, "gongfu.sqlite"))
    const [{ stream }] = db.prepare("select stream from event where stream like 'base%'").all() as [{ stream: string }]
    // As another program could have recorded it: the same start, then something else, with a chain that is whole.
    db.exec("drop trigger event_no_delete; drop trigger event_no_update")
    db.prepare("delete from event where stream = ? and version > 1").run(stream)
    const { hash } = db.prepare("select hash from event where stream = ?").get(stream) as { hash: string }
    const payload = '{"lever":"effort","from":0.1,"to":0.2,"year":2020}'
    const insert =
      "insert into event (stream, version, type, schema, payload, hash, recorded_at) values (?, 2, ?, 1, ?, ?, '')"
    db.prepare(insert).run(
      stream,
      "LeverAdjusted",
      payload,
      digest(`${hash}\n${stream}\n2\nLeverAdjusted\n1\n${payload}`)
    )
    db.close()
    const { code, err } = importInto(folder, "x.bundle")
    assert.strictEqual(code, 1)
    assert.match(err, /run base-[0-9a-f]{8} is on record with other events than it has here/)
    assert.match(err, /gongfu verify base-[0-9a-f]{8}/)
  })

  it.skipIf(process.platform === "win32")("read a bundle from a pipe", () => {
    const folder = fresh()
    const { code, out } = Cli.shell(folder, 'cat x.bundle | "$0" "$1" import /dev/stdin')
    assert.strictEqual(code, 0)
    assert.match(out, /3 of 3 runs recorded/)
  })

  it("say so when the store is not there, is damaged, or is too large a file", () => {
    assert.match(Cli.run(Toy.folder(), ["bundle", "base"]).err, /there is no store gongfu\.sqlite yet/)
    const folder = fresh()
    truncateSync(join(folder, "x.bundle"), Bundle.largest + 1)
    assert.match(importInto(folder, "x.bundle").err, /more than fits in one file/)
  })

  it("send nothing of a run that somebody has edited", () => {
    const folder = fresh()
    importInto(folder, "x.bundle")
    const db = new Database(join(folder, "gongfu.sqlite"))
    db.exec("drop trigger event_no_update; update event set payload = replace(payload, '112.2', '112.3')")
    db.close()
    const { code, err, out } = Cli.run(folder, ["bundle", "base"])
    assert.deepStrictEqual([code, out], [1, ""])
    assert.match(err, /gongfu\.sqlite is damaged: position \d+, event 3 of run base/)
  })

  it("finish, when repeated, an import that was killed", async () => {
    const folder = fresh()
    const child = Cli.start(folder, ["import", "x.bundle"])
    const ended = once(child, "exit")
    child.kill("SIGKILL")
    await ended
    assert.strictEqual(importInto(folder, "x.bundle").code, 0)
    assert.strictEqual(Cli.run(folder, ["bundle", "base", "more", "broken"]).out, whole)
  })
})
