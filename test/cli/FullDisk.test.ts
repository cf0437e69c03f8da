/** What a disk without room does to output and to a new project: an error is told, and nothing stays half-written. */
import { spawnSync } from "node:child_process"
import { readdirSync } from "node:fs"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

beforeAll(Cli.built)

describe.skipIf(process.platform !== "linux")("a full disk", () => {
  const script = (folder: string, line: string) =>
    spawnSync("sh", ["-c", line, process.execPath, Cli.bin], { cwd: folder, encoding: "utf8" })

  it("is told when output is lost, without a stack trace, and ends with 1", () => {
    const folder = Toy.place()
    for (const args of ["run toy/scenarios/base.yaml", "run toy/scenarios/base.yaml --json", "list --lang=en"]) {
      const { status, stderr } = script(folder, `"$0" "$1" ${args} > /dev/full`)
      assert.strictEqual(status, 1, args)
      assert.match(stderr, /^error: the output cannot be written \(ENOSPC\)\n {2}[^\n]+\n$/, args)
    }
    assert.match(Cli.run(folder, ["list"]).out, /base-[0-9a-f]{8}/, "the run was recorded all the same")
  })

  it("leaves nothing of a project that could not be started", () => {
    const folder = Toy.folder()
    const { status, stderr } = script(folder, `ulimit -f 0; "$0" "$1" init study`)
    assert.strictEqual(status, 1)
    assert.match(stderr, /nothing was changed/)
    assert.deepStrictEqual(readdirSync(folder), [])
  })
})
