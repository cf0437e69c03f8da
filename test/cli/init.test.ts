/** `gongfu init`: a project of one's own whose first scenario runs. */
import { spawnSync } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

beforeAll(Cli.built)

describe("gongfu init", () => {
  it("starts a project whose first scenario runs, and overwrites nothing", () => {
    const folder = Toy.folder()
    const { code, out } = Cli.run(folder, ["init", "study"])
    assert.strictEqual(code, 0)
    assert.match(out, /next: gongfu run study\/scenarios\/first\.yaml/)
    const { code: ran, out: board } = Cli.run(folder, ["run", "study/scenarios/first.yaml"])
    assert.strictEqual(ran, 0, board)
    const again = Cli.run(folder, ["init", "study"])
    assert.strictEqual(again.code, 1)
    assert.match(again.err, /study: the folder is not empty/)
    writeFileSync(join(folder, "file"), "")
    assert.match(Cli.run(folder, ["init", "file"]).err, /there is a file of that name/)
    mkdirSync(join(folder, "empty"))
    assert.strictEqual(Cli.run(folder, ["init", "empty", "--lang", "zh"]).code, 0)
  })

  it("names the reason where the medium may only be read", ({ skip }) => {
    const folder = Toy.folder()
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "ro", "tmpfs", folder]).status !== 0)
      skip("mounting takes rights that this user has not")
    try {
      for (const path of ["study", "deep/study"])
        assert.match(Cli.run(folder, ["init", path]).err, /study: the folder cannot be made \(EROFS\)/)
    } finally {
      spawnSync("umount", [folder])
    }
  })
})
