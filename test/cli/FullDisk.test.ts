/** What a disk without room does to output and to a new project: an error is told, and nothing stays half-written. */
import { readdirSync } from "node:fs"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

beforeAll(Cli.built)

describe.skipIf(process.platform !== "linux")("a full disk", () => {
  it("is told when output is lost, without a stack trace, and ends with 1", () => {
    const folder = Toy.place()
    for (const args of [
      "run toy/scenarios/base.yaml",
      "run toy/scenarios/base.yaml --json",
      "list --lang=en",
      "--version",
      "-v"
    ]) {
      const { code, err } = Cli.shell(folder, `"$0" "$1" ${args} > /dev/full`)
      assert.strictEqual(code, 1, args)
      assert.match(err, /^error: the output cannot be written \(ENOSPC\)\n {2}[^\n]+\n$/, args)
    }
    assert.match(Cli.run(folder, ["list"]).out, /base-[0-9a-f]{8}/, "the run was recorded all the same")
  })

  it("leaves nothing of a project that could not be started", () => {
    const folder = Toy.folder()
    const { code, err } = Cli.shell(folder, `ulimit -f 0; "$0" "$1" init study`)
    assert.strictEqual(code, 1)
    assert.match(err, /nothing was changed/)
    assert.deepStrictEqual(readdirSync(folder), [])
  })
})
