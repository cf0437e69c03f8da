/**
 * What becomes of a store when there is no room, no right to write, or nothing whole left to read: a clear word, the
 * file as it was, and never a crash.
 */
// Assertions stand in helpers here, which the rule does not see.
/* oxlint-disable vitest/expect-expect */
import { spawnSync } from "node:child_process"
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { EventStore } from "@gongfu/core/store/EventStore"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as fc from "fast-check"
import { assert, beforeAll, describe, it } from "vitest"
import * as Bundled from "../core/sharing/Bundled.ts"
import * as Samples from "../core/store/Samples.ts"
import * as TemporaryFolder from "../core/store/TemporaryFolder.ts"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

/** A store of four small runs. */
const whole = fileURLToPath(new URL("../core/store/fixtures/store-schema-1.sqlite", import.meta.url))
const bytes = readFileSync(whole)

/** What no user should ever see. */
const crash = /gongfu itself|内部出错|^\s+at .*:\d+:\d+\)?$|Error:|SqliteError|undefined|\[object/m

const told = (outcome: Cli.Outcome, what: RegExp): void => {
  assert.strictEqual(outcome.code, 1, outcome.out + outcome.err)
  assert.match(outcome.err, what)
  assert.notMatch(outcome.err, crash)
}

/** A command that may write no file beyond a number of blocks of 512 bytes. */
const limited = (folder: string, blocks: number, args: ReadonlyArray<string>): Cli.Outcome =>
  Cli.shell(folder, `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`, args)

beforeAll(Cli.built)

describe.skipIf(process.platform !== "linux")("a disk without room", () => {
  // Room for nothing at all; for less than SQLite's shared file; for less than the run; for a bit less than the run.
  it.each([0, 8, 400, 1200])("keeps what was there, at %i blocks, and says what happened", (blocks) => {
    const folder = TemporaryFolder.make()
    copyFileSync(whole, join(folder, "gongfu.sqlite"))
    const { out } = Cli.aside(folder, ["bundle", "base", "more", "shocked", "broken"])
    told(limited(folder, blocks, ["run", "wenzhou/plan"]), /no room left|cannot be used \(SQLITE_(IOERR|FULL)[A-Z_]*\)/)
    assert.deepStrictEqual(Cli.run(folder, ["bundle", "base", "more", "shocked", "broken"]).out, out)
    assert.isTrue(bytes.equals(readFileSync(join(folder, "gongfu.sqlite"))))
    assert.deepStrictEqual(readdirSync(folder), ["gongfu.sqlite"])
    assert.strictEqual(Cli.aside(folder, ["verify"]).code, 0)
    if (blocks < 400) assert.strictEqual(limited(folder, blocks, ["list"]).code, 0)
  })

  it("keeps nothing of an import that it has no room for", () => {
    const source = TemporaryFolder.make()
    Cli.aside(source, ["run", "wenzhou/plan"])
    Cli.aside(source, ["bundle", "plan", "-o", "x.bundle"])
    const folder = TemporaryFolder.make()
    copyFileSync(whole, join(folder, "gongfu.sqlite"))
    const bundle = join(source, "x.bundle")
    told(limited(folder, 400, ["import", bundle]), /no room left|cannot be used \(SQLITE_IOERR[A-Z_]*\)/)
    assert.isTrue(bytes.equals(readFileSync(join(folder, "gongfu.sqlite"))))
    assert.lengthOf(JSON.parse(Cli.aside(folder, ["list", "--json"]).out).runs, 4)
    assert.strictEqual(Cli.run(folder, ["import", bundle]).code, 0, "with room it is done")
    assert.strictEqual(Cli.aside(folder, ["verify"]).code, 0)
  })

  it("says that it is full, on a real one", ({ skip }) => {
    const folder = TemporaryFolder.make()
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=400k", "tmpfs", folder])
    if (mounted.status !== 0) skip("mounting a small disk takes rights that this user has not")
    try {
      copyFileSync(whole, join(folder, "gongfu.sqlite"))
      told(
        Cli.run(folder, ["run", "wenzhou/plan"]),
        /^error: no room left to write gongfu\.sqlite\n {2}nothing was recorded and the store is as it was/
      )
      assert.lengthOf(JSON.parse(Cli.aside(folder, ["list", "--json"]).out).runs, 4)
      assert.isTrue(bytes.equals(readFileSync(join(folder, "gongfu.sqlite"))))
      // Not a byte is left.
      spawnSync("sh", ["-c", "cat /dev/zero > filled"], { cwd: folder })
      assert.lengthOf(JSON.parse(Cli.aside(folder, ["list", "--json"]).out).runs, 4)
      told(Cli.run(folder, ["run", "wenzhou/plan"]), /no room left/)
      told(
        Cli.run(folder, ["bundle", "base", "-o", "out.bundle"]),
        /out\.bundle: there is no room left to write it \(ENOSPC\)/
      )
      assert.deepStrictEqual(
        readdirSync(folder).filter((name) => name.includes("bundle")),
        []
      )
      rmSync(join(folder, "filled"))
      assert.strictEqual(Cli.aside(folder, ["verify"]).code, 0)
      assert.isTrue(bytes.equals(readFileSync(join(folder, "gongfu.sqlite"))))
    } finally {
      spawnSync("umount", [folder])
    }
  })
})

describe.skipIf(process.platform !== "linux")("a store that this user may only read", () => {
  it.each([
    ["a file", 0o444, 0o777],
    ["a file in a folder that takes nothing", 0o444, 0o555],
    ["a folder that takes nothing", 0o666, 0o555]
  ])("is read, and neither written nor changed: %s", (_, file, folder) => {
    const root = TemporaryFolder.make()
    const place = Toy.place()
    cpSync(join(place, "toy"), join(root, "toy"), { recursive: true })
    writeFileSync(join(root, "x.bundle"), Bundled.bytes(Bundled.whole()))
    const store = join(root, "held", "gongfu.sqlite")
    mkdirSync(dirname(store))
    copyFileSync(whole, store)
    chmodSync(root, 0o755)
    chmodSync(store, file)
    chmodSync(dirname(store), folder)
    const listed = Cli.runAsNobody(root, ["list", "--json", "--store", store])
    assert.strictEqual(listed.code, 0, listed.out + listed.err)
    assert.lengthOf(JSON.parse(listed.out).runs, 4)
    for (const args of [
      ["run", "toy/scenarios/most.yaml"],
      ["import", "x.bundle"]
    ])
      told(Cli.runAsNobody(root, [...args, "--store", store]), /may only be read|cannot be used \(SQLITE_CANTOPEN\)/)
    assert.isTrue(bytes.equals(readFileSync(store)))
    // Who may not write the file cannot take away what SQLite has put beside it; the next writer does.
    const beside = file === 0o444 && folder === 0o777 ? ["gongfu.sqlite-shm", "gongfu.sqlite-wal"] : []
    assert.deepStrictEqual(readdirSync(dirname(store)), ["gongfu.sqlite", ...beside])
    chmodSync(dirname(store), 0o755)
  })
})

describe.skipIf(process.platform !== "linux")("a folder that this user may only read", () => {
  it("takes no new store and no queue, and is named", () => {
    const root = Toy.place()
    Cli.aside(root, [
      "ensemble",
      "toy/scenarios/base.yaml",
      "--members",
      "5",
      "--shards",
      "1",
      "--store",
      "held.sqlite"
    ])
    rmSync(join(root, "held.sqlite"))
    chmodSync(join(root, "held.queue.sqlite"), 0o444)
    chmodSync(root, 0o555)
    const before = readdirSync(root)
    const run = ["run", join(root, "toy/scenarios/base.yaml")]
    told(
      Cli.runAsNobody(root, run),
      /^error: the folder of gongfu\.sqlite may only be read\n {2}[^]*name another file with\s+--store/
    )
    const worker = Cli.runAsNobody(root, ["worker", "--until-empty", "--store", "held.sqlite"])
    told(worker, /^error: the queue sqlite:held\.queue\.sqlite may only be read\n {2}/)
    assert.notMatch(worker.err, /repeat/)
    assert.deepStrictEqual(readdirSync(root), before)
    chmodSync(root, 0o755)
  })
})

describe.skipIf(process.platform !== "linux")("a place for a file that this user may not have", () => {
  const scenario = "toy/scenarios/more.yaml"
  const solve = ["solve", scenario, "--target", "doubled", "--lever", "effort", "-o"]
  const parquet = ["ensemble", scenario, "--members", "5", "--parquet"]

  it.each([
    [["explore", scenario, "-o", "held.html"], /held\.html: there is a file of that name/],
    [["explore", scenario, "-o", "closed/x"], /closed\/x: it cannot be written \(EACCES\)/],
    [["report", "more", "-o", "held.html"], /held\.html: there is a file of that name, and it is no report/],
    [["report", "more", "-o", "closed/x.html"], /closed\/x\.html: it cannot be written \(EACCES\)/],
    [["bundle", "more", "-o", "held.html"], /held\.html: there is a file of that name/],
    [["bundle", "more", "-o", "closed/x"], /closed\/x: it cannot be written \(EACCES\)/],
    [[...solve, "closed/x.yaml"], /closed\/x\.yaml: it cannot be written \(EACCES\)/],
    [[...solve, "closed/x/y.yaml"], /closed\/x\/y\.yaml: it cannot be written \(EACCES\)/],
    [[...parquet, "held.html"], /held\.html: this is no folder/],
    [[...parquet, "closed"], /closed: it cannot be written \(EACCES\)/],
    [[...parquet, "closed/x"], /closed\/x: it cannot be written \(EACCES\)/],
    [["init", "closed"], /closed: the folder cannot be made \(EACCES\)/],
    [["init", "closed/x"], /closed\/x: the folder cannot be made \(EACCES\)/],
    [["lock", "closed/x.yaml"], /"closed\/x\.yaml" cannot be read \(EACCES\)/],
    [["run", scenario, "--store", "closed/x.sqlite"], /closed\/x\.sqlite cannot be used \(EACCES\)/]
  ])("is refused in a word, and nothing is left: gongfu %s", (args, says) => {
    const root = Toy.place()
    Cli.aside(root, ["run", scenario])
    writeFileSync(join(root, "held.html"), "held")
    mkdirSync(join(root, "closed"))
    for (const [name, mode] of [
      [".", 0o777],
      ["held.html", 0],
      ["closed", 0],
      ["gongfu.sqlite", 0o666]
    ] as const)
      chmodSync(join(root, name), mode)
    const before = readdirSync(root)
    told(Cli.runAsNobody(root, args), says)
    assert.deepStrictEqual(readdirSync(root), before)
    for (const name of ["held.html", "closed"]) chmodSync(join(root, name), 0o755)
    assert.strictEqual(readFileSync(join(root, "held.html"), "utf8"), "held")
    assert.deepStrictEqual(readdirSync(join(root, "closed")), [])
  })

  it("is told where a page would be printed", () => {
    const root = Toy.place()
    Cli.aside(root, ["run", scenario])
    for (const [language, says] of [
      ["en", /printed\s+in[^]*gongfu\.sqlite[^]*cannot\s+be\s+used\s+\(E[A-Z]+\)[^]*another folder in TMPDIR/],
      ["zh", /打印网页须使用临时文件夹[^]*gongfu\.sqlite[^]*无法使用（E[A-Z]+）[^]*TMPDIR/]
    ] as const) {
      const where = { TMPDIR: "gongfu.sqlite", GONGFU_CHROMIUM: "/bin/true" }
      told(Cli.run(root, ["report", "more", "--pdf", "-o", "x.html", "--lang", language], where), says)
      assert.isFalse(existsSync(join(root, "x.html")))
    }
  })
})

describe("a store that is not whole", () => {
  /** Everything that may be asked of a store. */
  const everything = (write: boolean) =>
    EventStore.use((store) =>
      Effect.gen(function* () {
        const { faults } = yield* store.verify
        for (const { stream } of yield* store.streams) {
          yield* store.read(stream)
          yield* store.rows(stream)
        }
        if (write) yield* Samples.append(store, Samples.run("more"))
        return faults.length
      })
    )

  /** What came of it: an error of the store, or how many faults `verify` found; anything else fails the test. */
  const ask = async (content: Uint8Array, access: "read" | "write") => {
    const file = TemporaryFolder.file()
    writeFileSync(file, content)
    const layer = SqliteEventStore.layer({ file, access, busyMillis: 0 })
    const exit = await Effect.runPromiseExit(Effect.provide(everything(access === "write"), layer))
    assert.isFalse(
      Exit.isFailure(exit) && Cause.hasDies(exit.cause),
      Exit.isFailure(exit) ? Cause.pretty(exit.cause) : ""
    )
    const after = readFileSync(file)
    rmSync(dirname(file), { recursive: true })
    if (Exit.isFailure(exit)) {
      assert.isTrue(Buffer.from(content).equals(after), "a store that was refused is as it was")
      const error = Cause.squash(exit.cause) as { readonly _tag: string; readonly message: string }
      assert.notMatch(error.message, crash)
      return error._tag
    }
    if (access === "read") assert.isTrue(Buffer.from(content).equals(after), "reading changes nothing")
    return exit.value
  }

  it.each(["read", "write"] as const)("is refused wherever it was cut, and left as it is (%s)", (access) =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.nat(bytes.length - 1),
          fc.integer({ min: 1, max: bytes.length / 4096 - 1 }).map((n) => n * 4096)
        ),
        async (length) => {
          const found = await ask(bytes.subarray(0, length), access)
          if (length > 0) assert.oneOf(found, ["StoreDamaged", "NotAStore"])
          else if (access === "read") assert.strictEqual(found, "StoreNotFound")
        }
      ),
      { numRuns: 150 }
    )
  )

  it.each(["read", "write"] as const)("has an answer whatever stands on a page, and is left as it is (%s)", (access) =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: bytes.length / 4096 - 1 }),
        fc.nat(4000),
        fc.uint8Array({ minLength: 16, maxLength: 4096 }),
        async (page, at, garbage) => {
          const content = Buffer.from(bytes)
          const from = page * 4096 + at
          content.set(garbage.subarray(0, Math.min(garbage.length, (page + 1) * 4096 - from)), from)
          if (content.equals(bytes)) return
          await ask(content, access)
        }
      ),
      { numRuns: 150 }
    )
  )

  it("is told in both languages by every command", () => {
    const folder = Toy.place()
    const store = join(folder, "gongfu.sqlite")
    const broken = Buffer.from(bytes)
    broken.fill(0xa5, 4096, 12_288)
    const x = join(folder, "x.bundle")
    writeFileSync(x, Bundled.bytes(Bundled.whole()))
    const commands = [["list"], ["bundle", "base"], ["import", "x.bundle"], ["run", "toy/scenarios/most.yaml"]]
    for (const content of [broken, bytes.subarray(0, 30_000)]) {
      writeFileSync(store, content)
      for (const args of content === broken ? commands : commands.slice(2)) {
        told(Cli.aside(folder, args), /gongfu\.sqlite is damaged: .*\n {2}gongfu verify lists every fault/)
        assert.isTrue(Buffer.from(content).equals(readFileSync(store)), args.join(" "))
      }
      told(Cli.aside(folder, ["list"], { GONGFU_LANG: "zh" }), /gongfu\.sqlite 已损坏：/)
    }
  })
})
