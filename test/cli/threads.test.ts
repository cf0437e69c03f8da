/**
 * Threads find what the process has compiled. Where the machine gives none, a command does alone what it would have
 * shared out, and says the same.
 */
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

/** Makes starting a thread fail as in a container that may have no more of them; says so on standard error. */
const denied = `process.getBuiltinModule("node:worker_threads").Worker = class {
  constructor() {
    process.stderr.write("denied\\n")
    throw Object.assign(new Error("EAGAIN"), { code: "ERR_WORKER_INIT_FAILED" })
  }
}`

const importing = (text: string): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(text)}`
})

const without = importing(denied)

/** Says on standard error where the process, and each of its threads, keeps compiled code. */
const telling = `const { getCompileCacheDir } = process.getBuiltinModule("node:module")
const { isMainThread } = process.getBuiltinModule("node:worker_threads")
const { writeSync } = process.getBuiltinModule("node:fs")
const tell = (who) => writeSync(2, who + " " + getCompileCacheDir() + "\\n")
if (isMainThread) process.on("exit", () => tell("process"))
else tell("thread")`

/** What comes of a command in a folder with many runs on record. */
const outcome = (args: ReadonlyArray<string>, environment: Readonly<Record<string, string>>): Cli.Outcome => {
  const root = Toy.place()
  const scenarios = Array.from({ length: 70 }, (_, i) => {
    const file = `toy/scenarios/k${i}.yaml`
    const levers = `levers: {effort: ${(i + 1) / 1000}}`
    Toy.write(root, { [file]: `gongfu: 1\nname: k${i}\ntitle: {en: K, zh: 力}\nextends: base.yaml\n${levers}\n` })
    return file
  })
  Cli.aside(root, ["run", "--brief", ...scenarios])
  return Cli.run(root, args, environment)
}

beforeAll(Cli.built)

describe("without threads", () => {
  it.each([
    ["verify of many runs", ["verify"]],
    ["an ensemble", ["ensemble", "toy/scenarios/more.yaml", "--members", "600", "--threads", "3"]]
  ])("%s comes to the same", (_, args) => {
    const alone = outcome(args, without)
    assert.include(alone.err, "denied")
    const shared = outcome(args, {})
    assert.strictEqual(shared.code, 0)
    assert.deepStrictEqual([alone.code, alone.out], [0, shared.out])
  })
})

describe("with threads", () => {
  it("they keep compiled code where the process does", () => {
    const { err } = outcome(["verify"], importing(telling))
    const [threads, processes] = ["thread", "process"].map((who) => [
      ...new Set(Array.from(err.matchAll(new RegExp(`^${who} (.+)$`, "gmu")), ([, folder]) => folder))
    ])
    assert.lengthOf(processes!, 1)
    assert.notInclude(processes!, "undefined")
    assert.deepStrictEqual(threads, processes)
  })
})
