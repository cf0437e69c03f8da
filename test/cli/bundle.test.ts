/** `gongfu bundle` and `gongfu import`: files, what is refused, and what is told. */
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
import { setTimeout } from "node:timers/promises"
import * as Bundle from "@gongfu/core/store/Bundle"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import Database from "better-sqlite3"
import * as Effect from "effect/Effect"
import { assert, beforeAll, describe, it } from "vitest"
import * as NewFile from "../../packages/cli/src/output/NewFile.ts"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

describe("gongfu bundle and gongfu import", () => {
  let root: string
  let whole: string
  beforeAll(async () => {
    await Cli.built()
    root = Toy.place()
    Cli.aside(root, ["run", ...["base", "more", "broken"].map((name) => `toy/scenarios/${name}.yaml`)])
    whole = Cli.run(root, ["bundle", "base", "more", "broken"]).out
  })
  const gongfu = (...args: ReadonlyArray<string>) => Cli.aside(root, args)
  const importInto = (folder: string, ...args: ReadonlyArray<string>) => Cli.aside(folder, ["import", ...args])
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
    assert.strictEqual(Cli.aside(folder, ["compare", "base", "more"]).code, 2)
    assert.deepStrictEqual(readdirSync(folder).toSorted(), ["gongfu.sqlite", "x.bundle"])
  })

  it("do not depend on when a run was recorded, nor on its tags", () => {
    const later = Toy.place()
    Cli.aside(later, ["run", "toy/scenarios/more.yaml"])
    const db = new Database(join(later, "gongfu.sqlite"))
    db.exec("insert into tag select 'best', stream, recorded_at from event where version = 1")
    db.close()
    assert.strictEqual(Cli.aside(later, ["bundle", "more"]).out, gongfu("bundle", "more").out)
  })

  it("are told in both languages and as data", () => {
    const folder = fresh()
    const told = JSON.parse(gongfu("bundle", "base", "--json", "-o", "json.bundle").out)
    assert.deepInclude(told, { format: 1, artifacts: 4, file: "json.bundle", written: "new", absent: [] })
    assert.strictEqual(told.bytes, readFileSync(join(root, "json.bundle")).length)
    assert.strictEqual(JSON.parse(gongfu("bundle", "base", "--json").out).bundle, gongfu("bundle", "base").out)
    const { format, runs } = JSON.parse(importInto(folder, "x.bundle", "--json").out)
    assert.strictEqual(format, 2)
    assert.deepStrictEqual(
      runs.map(({ added, recorded }: { readonly added: number; readonly recorded: string }) => [added, recorded]),
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
    assert.strictEqual(gongfu("bundle", "base", "-o", "-").out, gongfu("bundle", "base").out)
    const sent = `"$0" "$1" bundle base -o - | "$0" "$1" import - --store sent.sqlite --json`
    assert.strictEqual(JSON.parse(Cli.shell(root, sent).out).runs[0].recorded, "new")
    assert.match(
      gongfu("explore", "toy/scenarios/base.yaml", "-o", "-").err,
      /"-" is no file's name\n {2}name a file, or \.\/- for one of/
    )
    assert.notMatch(gongfu("explore", "toy/scenarios/base.yaml", "-o", "toy").err, /standard output/)
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
    Cli.aside(folder, ["run", "wenzhou/plan"])
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
    assert.match(err, /gongfu compare base-[0-9a-f]{8} FILE --store OTHER/)
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
    const source = Toy.place()
    const names = Array.from({ length: 40 }, (_, i) => `k${i}`)
    for (const [i, name] of names.entries())
      writeFileSync(
        join(source, "toy", "scenarios", `${name}.yaml`),
        `gongfu: 1\nname: ${name}\ntitle: {en: E, zh: 力}\nextends: base.yaml\nlevers: {effort: ${(i + 1) / 100}}\n`
      )
    Cli.aside(source, ["run", "--brief", ...names.map((name) => `toy/scenarios/${name}.yaml`)])
    const all = Cli.aside(source, ["bundle", ...names]).out
    /** Kills an import on its way; gives how many runs it had recorded by then. */
    const killed = async (folder: string): Promise<number> => {
      const child = Cli.start(folder, ["import", "x.bundle"])
      child.stdout.resume()
      child.stderr.resume()
      const ended = once(child, "exit")
      const isGoing = (): boolean => child.exitCode === null
      const file = join(folder, "gongfu.sqlite")
      while (isGoing() && !existsSync(`${file}-wal`)) await setTimeout(1)
      const db = new Database(file)
      const count = (): number => {
        const isMade = db.prepare("select count(*) from sqlite_schema where name = 'event'").pluck().get()
        return isMade === 0 ? 0 : (db.prepare("select count(distinct stream) from event").pluck().get() as number)
      }
      // Who holds the lock sees where the import is, and that it stays there until it is killed.
      db.exec("begin immediate")
      while (isGoing() && count() === 0) {
        db.exec("rollback")
        await setTimeout(1)
        db.exec("begin immediate")
      }
      const done = count()
      child.kill("SIGKILL")
      await ended
      db.exec("rollback")
      db.close()
      return done
    }
    let folder = fresh(all)
    let done = await killed(folder)
    // On a busy machine it may be through before anyone looks.
    for (let again = 0; again < 9 && done === names.length; again++) {
      folder = fresh(all)
      // One after the other, until one is caught.
      // oxlint-disable-next-line no-await-in-loop
      done = await killed(folder)
    }
    assert.isTrue(0 < done && done < names.length, `${done} runs were recorded`)
    const { code, out } = importInto(folder, "x.bundle")
    assert.strictEqual(code, 0)
    assert.match(out, new RegExp(`${names.length - done} of ${names.length} runs recorded`))
    assert.strictEqual(Cli.aside(folder, ["bundle", ...names]).out, all)
  })
})
