/** `gongfu check --against`: scenarios held against the locks of another copy of their folder. */
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import { scenarios, study, unbroken } from "./lockStudy.ts"

beforeAll(Cli.built)

/** A locked place, and a copy of it as it was in `base` beside the folder that commands are typed in. */
const branch = () => {
  const made = study(true)
  const base = `${made.root}-base`
  cpSync(made.root, base, { recursive: true })
  const check = (...args: ReadonlyArray<string>) => Cli.aside(made.root, ["check", "toy", "--against", base, ...args])
  const standings = () => {
    const { code, out } = check("--json")
    const all: ReadonlyArray<{ file: string; standing: string }> = JSON.parse(out).scenarios
    return [code, ...all.map(({ file, standing }) => `${file.split("/").at(-1)} ${standing}`)]
  }
  return { ...made, base, check, standings }
}

describe("gongfu check --against", () => {
  it("finds all the same where nothing was changed, whatever became of the locks here", () => {
    const { at, standings } = branch()
    const same = [0, "base.yaml same", "more.yaml same", "most.yaml same"]
    assert.deepStrictEqual(standings(), same)
    writeFileSync(at("base.lock.yaml"), "lock: none\n")
    rmSync(at("more.lock.yaml"))
    assert.deepStrictEqual(standings(), same)
  })

  it("tells what was changed, added, removed and renamed, and advises no lock", () => {
    const { at, base, check, edit, standings } = branch()
    const more = readFileSync(at("more.yaml"), "utf8")
    edit(join(scenarios, "more.yaml"), "2023: 0.2", "2023: 0.25")
    rmSync(at("most.yaml"))
    rmSync(at("most.lock.yaml"))
    renameSync(at("base.yaml"), at("basis.yaml"))
    edit(join(scenarios, "more.yaml"), "base.yaml", "basis.yaml")
    writeFileSync(at("delayed.yaml"), more.replace("name: more", "name: delayed").replace("base.yaml", "basis.yaml"))
    assert.deepStrictEqual(standings(), [
      2,
      "base.yaml orphaned",
      "basis.yaml unlocked",
      "delayed.yaml unlocked",
      "more.yaml changed",
      "most.yaml orphaned"
    ])
    const { out } = check("--md")
    assert.match(out, /✗ 3 scenarios: 1 changed, 2 new, 2 removed/)
    assert.match(out, /<summary>toy\/scenarios\/most\.yaml: removed<\/summary>/)
    assert.include(unbroken(out), unbroken("It says what toy/scenarios/base.yaml said, which is gone."))
    assert.include(unbroken(out), unbroken("It is gone here, and toy/scenarios/basis.yaml says the same."))
    assert.include(unbroken(out), unbroken("Edited: the scenario or what it extends (toy/scenarios/basis.yaml); its"))
    assert.notMatch(out, /gongfu lock|git mv|Meant so/)
    const zh = check("--lang", "zh").out
    assert.match(zh, /3 个情景：结果已变 1 个，新增 2 个，已删除 2 个/)
    assert.notMatch(zh, /gongfu lock|git mv|如属有意/)
    assert.include(check().out, `${base}/toy/scenarios/delayed.lock.yaml`)
  })

  it("names no command over a store that the reader of a comment does not have", () => {
    const { check, edit, root } = branch()
    const store = join(root, "runs.sqlite")
    assert.strictEqual(Cli.aside(root, ["run", join(scenarios, "more.yaml"), "--store", store]).code, 0)
    edit("toy/model/economy.yaml", "value: 0.02", "value: 0.03")
    const { out } = check("--md", "--store", store)
    assert.match(out, /In full, against the locked run on record/)
    assert.notMatch(out, /--store|gongfu compare/)
    assert.include(unbroken(out), unbroken("The scenario is as it was, and its result differs: the model changed."))
  })

  it("judges by the locks there alone, be the names of scenarios there at fault", () => {
    const { base, check, standings } = branch()
    const there = (name: string): string => join(base, scenarios, name)
    writeFileSync(there("base.yml"), readFileSync(there("base.yaml")))
    writeFileSync(there("more.yaml"), "gongfu: [\n")
    writeFileSync(there("most.lock.yaml"), "<<<<<<< ours\n")
    assert.deepStrictEqual(standings(), [1, "base.yaml same", "more.yaml same", "most.yaml unreadable"])
    assert.match(check().out, /The scenario is sound, the lock is not/)
  })

  it("refuses what is no other copy, and what lies outside of this one", () => {
    const { base, root } = branch()
    const told = (cwd: string, ...args: ReadonlyArray<string>) => Cli.aside(cwd, ["check", ...args])
    const none = told(root, "--against", "nowhere")
    assert.strictEqual(none.code, 1)
    assert.match(none.err, /there is no folder nowhere/)
    const outside = told(join(root, "toy"), "..", "--against", base)
    assert.strictEqual(outside.code, 1)
    assert.match(outside.err, /\.\. lies outside of the folder that you are in/)
    mkdirSync(join(root, "empty"))
    assert.match(told(root, "empty", "--against", base).err, /there is no scenario in empty/)
  })
})
