/** What becomes of a command that finds the store held by another process: it waits, may be interrupted, and gives up. */
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { existsSync, readdirSync, readlinkSync, realpathSync } from "node:fs"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { setTimeout } from "node:timers/promises"
import Database from "better-sqlite3"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

beforeAll(Cli.built)

/** The files that a process has open. */
const openFiles = (pid: number): ReadonlyArray<string> =>
  readdirSync(`/proc/${pid}/fd`).flatMap((descriptor) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${descriptor}`)]
    } catch {
      return []
    }
  })

/** Waits until a process has opened a file or has ended. Where there is no /proc, it can only be given time. */
const hasOpened = async (child: ChildProcess, file: string): Promise<void> => {
  if (!existsSync("/proc/self/fd")) return setTimeout(5_000)
  if (child.exitCode !== null || openFiles(child.pid!).includes(file)) return
  await setTimeout(20)
  return hasOpened(child, file)
}

describe("a store that another process holds", () => {
  it("is waited for, and SIGINT ends the wait with 130 and nothing recorded", async () => {
    const folder = Toy.place()
    Cli.aside(folder, ["run", "toy/scenarios/base.yaml"])
    const db = new Database(join(folder, "gongfu.sqlite"))
    db.exec("begin immediate")
    const child = Cli.start(folder, ["run", "toy/scenarios/more.yaml"])
    const ended = once(child, "exit")
    const told = text(child.stderr)
    await hasOpened(child, realpathSync(join(folder, "gongfu.sqlite")))
    await setTimeout(500)
    assert.isNull(child.exitCode, "it waits")
    child.kill("SIGINT")
    const [code] = await ended
    db.exec("rollback")
    db.close()
    assert.deepStrictEqual([code, await told], [130, "interrupted; nothing was recorded\n"])
    assert.notMatch(Cli.aside(folder, ["list"]).out, /more-/)
  })

  it("is told, with nothing recorded, when the wait was in vain", () => {
    const folder = Toy.place()
    Cli.aside(folder, ["run", "toy/scenarios/base.yaml"])
    const db = new Database(join(folder, "gongfu.sqlite"))
    db.exec("begin immediate")
    const { code, err, out } = Cli.run(folder, ["run", "toy/scenarios/more.yaml"])
    db.exec("rollback")
    db.close()
    assert.deepStrictEqual([code, out], [1, ""])
    assert.strictEqual(
      err,
      "error: another process holds gongfu.sqlite; waited 10 s\n  close what has it open, then repeat\n"
    )
    assert.notMatch(Cli.aside(folder, ["list"]).out, /more-/)
  })
})
