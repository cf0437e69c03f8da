/** `gongfu lock`: files on disk and exit codes, and what a check says of what was locked. */
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import { scenarios, study, unbroken } from "./lockStudy.ts"
import { write } from "./toy.ts"

beforeAll(Cli.built)

const lockNames = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder).filter((name) => !/^[a-z]+\.yaml$/.test(name))

describe("gongfu lock", () => {
  it("writes a lock beside each scenario, the same bytes in any language, and leaves alone what is up to date", () => {
    const { at, root, run } = study(false)
    const { code, out } = run("lock", "toy")
    assert.strictEqual(code, 0)
    assert.match(out, /toy\/scenarios\/more\.lock\.yaml\s+written\s+\d of 1/)
    assert.deepEqual(lockNames(join(root, scenarios)), ["base.lock.yaml", "more.lock.yaml", "most.lock.yaml"])
    const text = readFileSync(at("more.lock.yaml"), "utf8")
    const before = statSync(at("more.lock.yaml"), { bigint: true })
    const again = run("lock", join(scenarios, "more.yaml"), join(scenarios, "base.yaml"), "--lang", "zh")
    assert.match(again.out, /more\.lock\.yaml\s+未变/)
    const after = statSync(at("more.lock.yaml"), { bigint: true })
    assert.deepEqual([after.mtimeNs, after.ino], [before.mtimeNs, before.ino])
    rmSync(at("more.lock.yaml"))
    run("lock", join(scenarios, "more.yaml"), "--lang", "zh")
    assert.strictEqual(readFileSync(at("more.lock.yaml"), "utf8"), text)
    assert.isFalse(existsSync(join(root, "gongfu.sqlite")), "nothing is recorded")
  })

  it("writes nothing when any scenario has a fault, and tells all faults", () => {
    const { at, edit, root, run } = study(true)
    edit(join(scenarios, "more.yaml"), "2023: 0.2", "2023: 0.25")
    edit(join(scenarios, "most.yaml"), "effort:", "efort:")
    edit(join(scenarios, "base.yaml"), "place: ..", "place: ..\nexpect: [income > 1]")
    const before = lockNames(join(root, scenarios)).map((name) => readFileSync(at(name), "utf8"))
    const { code, err } = run("lock", "toy")
    assert.strictEqual(code, 1)
    assert.match(err, /base\.yaml:5:10[^]*names no year[^]*most\.yaml:6:3[^]*unknown lever "efort"[^]*2 errors/)
    assert.deepEqual(
      lockNames(join(root, scenarios)).map((name) => readFileSync(at(name), "utf8")),
      before
    )
  })

  it("leaves every old lock whole, and nothing else behind, when it cannot write", () => {
    const { at, edit, root } = study(true)
    edit(join(scenarios, "base.yaml"), "place: ..", "place: ..\nassumptions: {growth: 0.03}")
    const before = lockNames(join(root, scenarios)).map((name) => readFileSync(at(name), "utf8"))
    // No file may grow, not even one of root: as on a full disk.
    const full = Cli.shell(root, `ulimit -f 0; trap '' XFSZ; exec "$0" "$@"`, ["lock", "toy"])
    assert.strictEqual(full.code, 1, full.err)
    assert.match(full.err, /cannot be written \(EFBIG\)/)
    assert.deepEqual(
      lockNames(join(root, scenarios)).map((name) => readFileSync(at(name), "utf8")),
      before
    )
    chmodSync(root, 0o755)
    chmodSync(join(root, scenarios), 0o555)
    const denied = Cli.runAsNobody(root, ["lock", "toy"])
    chmodSync(join(root, scenarios), 0o755)
    assert.strictEqual(denied.code, 1, denied.err)
    assert.match(denied.err, /cannot be written \(EACCES\)[^]*no file was changed/)
    assert.deepEqual(
      lockNames(join(root, scenarios)).map((name) => readFileSync(at(name), "utf8")),
      before
    )
  })

  it("changes no lock where a folder stands in the place of another", () => {
    const { at, edit, root, run } = study(true)
    edit(join(scenarios, "base.yaml"), "place: ..", "place: ..\nassumptions: {growth: 0.03}")
    const before = readFileSync(at("base.lock.yaml"), "utf8")
    rmSync(at("most.lock.yaml"))
    mkdirSync(at("most.lock.yaml"))
    const { code, err } = run("lock", "toy")
    assert.strictEqual(code, 1, err)
    assert.match(err, /most\.lock\.yaml" cannot be written \(EISDIR\)[^]*no file was changed/)
    assert.strictEqual(readFileSync(at("base.lock.yaml"), "utf8"), before)
    assert.deepEqual(lockNames(join(root, scenarios)), ["base.lock.yaml", "more.lock.yaml", "most.lock.yaml"])
  })

  // Only root can make a file that another user may see, stand beside, and not replace.
  it.skipIf(process.getuid?.() !== 0)("names the locks that are new where one after them cannot be replaced", () => {
    const { at, edit, root } = study(true)
    const names = ["base", "more", "most"].map((name) => `${name}.lock.yaml`)
    edit(join(scenarios, "base.yaml"), "place: ..", "place: ..\nassumptions: {growth: 0.03}")
    const before = names.map((name) => readFileSync(at(name), "utf8"))
    chmodSync(root, 0o755)
    chmodSync(join(root, scenarios), 0o1777)
    for (const name of ["base.lock.yaml", "more.lock.yaml"]) chownSync(at(name), 65534, 65534)
    const told = {
      en: '"toy/scenarios/most.lock.yaml" cannot be replaced (EPERM), after others were: toy/scenarios/base.lock.yaml, toy/scenarios/more.lock.yaml',
      zh: "无法替换“toy/scenarios/most.lock.yaml”（EPERM），而以下文件已写入：toy/scenarios/base.lock.yaml、toy/scenarios/more.lock.yaml"
    }
    for (const [language, says] of Object.entries(told)) {
      const { code, err } = Cli.runAsNobody(root, ["lock", "toy", "--lang", language])
      assert.strictEqual(code, 1, err)
      assert.include(unbroken(err), unbroken(says))
      assert.notMatch(err, /no file was changed|未改动任何文件/)
      assert.deepEqual(
        names.map((name, i) => readFileSync(at(name), "utf8") === before[i]),
        [false, false, true]
      )
      for (const name of names.slice(0, 2)) writeFileSync(at(name), before[names.indexOf(name)]!)
    }
    assert.deepEqual(lockNames(join(root, scenarios)), names)
  })

  it("says where a run stops and which expectation does not hold, and ends with 2", () => {
    const { root, run } = study(false)
    write(root, {
      "toy/scenarios/stop.yaml":
        "gongfu: 1\nname: stop\ntitle: {en: S, zh: 停}\nextends: base.yaml\nlevers: {effort: {step: {2022: 1}}}\n",
      "toy/scenarios/hope.yaml":
        'gongfu: 1\nname: hope\ntitle: {en: H, zh: 望}\nextends: base.yaml\nexpect: ["income[2024] > 1000"]\n'
    })
    const { code, out } = run("lock", "toy")
    assert.strictEqual(code, 2)
    assert.match(out, /stop\.lock\.yaml\s+written\s+\S+ of 1\s+stops in 2022/)
    assert.match(out, /income\[2024\] > 1000: does not hold; [\d.]+ against 1,000\.0 yuan/)
    const checked = run("check", "toy")
    assert.strictEqual(checked.code, 2)
    assert.match(checked.out, /5 scenarios: 5 same; 1 run stops; 1 expectation does not hold/)
  })

  it("of a shipped scenario is refused, and its check goes by its name", () => {
    const { run, root } = study(false)
    const before = readdirSync(root)
    const refused = run("lock", "wenzhou/plan", "toy")
    assert.strictEqual(refused.code, 1)
    assert.include(
      refused.err,
      "what ships with gongfu is locked already: wenzhou/plan\n  gongfu check wenzhou/plan holds"
    )
    assert.deepEqual(lockNames(join(root, scenarios)), [])
    assert.deepEqual(readdirSync(root), before)
    const checked = run("check", "wenzhou/plan")
    assert.strictEqual(checked.code, 0, checked.err)
    assert.match(checked.out, /scenarios\/wenzhou\/scenarios\/plan\.yaml\s+same/)
    assert.include(run("check", "wenzhou/plane").err, 'there is no file "wenzhou/plane"')
    // A file of one's own comes first.
    write(root, { "wenzhou/plan": "no yaml: [" })
    assert.notInclude(run("check", "wenzhou/plan").out, "same")
  })

  it("refuses two scenarios that would share a lock, whichever of them is named, and so does gongfu check", () => {
    const { at, root, run } = study(false)
    const [usual, short, lock] = ["more.yaml", "more.yml", "more.lock.yaml"].map((name) => join(scenarios, name))
    cpSync(at("more.yaml"), at("more.yml"))
    const told = {
      en: `"${usual}" and "${short}" would share one lock, "${lock}"`,
      zh: `“${usual}”与“${short}”会共用同一个锁定文件“${lock}”`
    }
    for (const command of ["lock", "check"]) {
      for (const path of ["toy", usual!]) {
        const { code, err } = run(command, path)
        assert.strictEqual(code, 1, err)
        assert.include(unbroken(err), unbroken(told.en))
        assert.match(err, /rename one of the two scenarios\n\n1 error/)
      }
      assert.include(unbroken(run(command, short!).err), unbroken(`"${short}" and "${usual}" would share one lock`))
      assert.include(unbroken(run(command, "toy", "--lang", "zh").err), unbroken(told.zh))
    }
    assert.deepEqual(readdirSync(join(root, scenarios)), ["base.yaml", "more.yaml", "more.yml", "most.yaml"])
    // What is no scenario has no lock.
    writeFileSync(at("more.yml"), "remark: not a scenario\n")
    assert.strictEqual(run("lock", usual!).code, 0)
    rmSync(at("more.yml"))
    renameSync(at("more.yaml"), at("more.yml"))
    const named = JSON.parse(run("check", lock!, "--json").out).scenarios
    assert.deepEqual(
      named.map(({ file }: { file: string }) => file),
      [short],
      "a lock stands for its scenario"
    )
  })

  it("of paths without a scenario is refused", () => {
    const { root, run } = study(false)
    mkdirSync(join(root, "empty"))
    for (const command of ["lock", "check"]) {
      assert.match(run(command, "empty").err, /there is no scenario in empty/)
      assert.match(run(command, "nowhere").err, /there is no file "nowhere"/)
      assert.strictEqual(run(command, "empty").code, 1)
    }
  })
})

describe("gongfu lock and check", () => {
  it("tell what a later path does not keep of the scenario that it extends, and hold it against nobody", () => {
    const { root, run, standings } = study(true)
    const later = join(scenarios, "later.yaml")
    write(root, {
      [later]: `gongfu: 1
name: later
title: {en: Later, zh: 稍后}
extends: more.yaml
levers: {effort: {2024: 0.4}}
`
    })
    const line = /2022–2023 {2}Effort: 10\.0%, in more 15\.0% to 20\.0% \(its own setting begins in 2024\)/
    const unlocked = run("check", "toy")
    assert.match(unlocked.out, line)
    assert.match(run("check", "toy", "--md").out, /- 2022–2023 {2}Effort: 10\.0%, in more/)
    const locked = run("lock", "toy")
    assert.strictEqual(locked.code, 0)
    assert.match(locked.out, line)
    assert.include(locked.out, `${later}:\n`)
    assert.include(
      run("lock", "toy", "--lang", "zh").out,
      "力度：10.0%，more 为 15.0%–20.0%（本情景的设定始于 2024 年）"
    )
    // What is as it was locked has been seen.
    const { all, code } = standings("toy")
    assert.strictEqual(code, 0)
    assert.deepEqual(
      all.map(({ file, lapses }: { file: string; lapses: ReadonlyArray<{ indicator: string }> }) => [
        file.split(/[\\/]/).at(-1),
        lapses.map(({ indicator }) => indicator)
      ]),
      [
        ["base.yaml", []],
        ["later.yaml", ["effort"]],
        ["more.yaml", []],
        ["most.yaml", []]
      ]
    )
    assert.notMatch(run("check", "toy").out, line)
  })
})
