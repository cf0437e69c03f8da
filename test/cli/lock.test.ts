/** `gongfu lock` and `gongfu check`: files on disk, exit codes, and what a reviewer reads. */
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
import { place, write } from "./toy.ts"

beforeAll(Cli.built)

const scenarios = join("toy", "scenarios")

/** A fresh toy place whose scenarios all reach their last year, locked or not. */
const study = (locked: boolean) => {
  const root = place()
  rmSync(join(root, scenarios, "broken.yaml"))
  const at = (name: string): string => join(root, scenarios, name)
  const run = (...args: ReadonlyArray<string>) => Cli.run(root, args)
  const edit = (path: string, from: string, to: string): void => {
    const text = readFileSync(join(root, path), "utf8")
    assert.include(text, from)
    writeFileSync(join(root, path), text.replace(from, to))
  }
  const standings = (...args: ReadonlyArray<string>) => {
    const { code, out } = run("check", ...args, "--json")
    const { counts, scenarios: all } = JSON.parse(out)
    return { code, counts, all, names: all.map((one: { standing: string }) => one.standing) }
  }
  if (locked) assert.strictEqual(run("lock", "toy").code, 0)
  return { root, at, run, edit, standings }
}

const lockNames = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder).filter((name) => !/^[a-z]+\.yaml$/.test(name))

/** A text without its line breaks, which are where there is room. */
const unbroken = (text: string): string => text.replace(/\s+/g, "")

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
    assert.match(checked.out, /5 scenarios: 5 same; 1 expectation does not hold/)
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
      all.map(({ file, lapses }: { file: string; lapses: ReadonlyArray<{ name: string }> }) => [
        file.split(/[\\/]/).at(-1),
        lapses.map(({ name }) => name)
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

describe("gongfu check", () => {
  it("right after locking finds all the same, from any folder and for any path", () => {
    const { root, standings } = study(true)
    assert.deepEqual(standings().names, ["same", "same", "same"])
    assert.strictEqual(standings("toy").code, 0)
    assert.deepEqual(
      standings(join(scenarios, "more.lock.yaml"), scenarios, join(scenarios, "more.yaml")).all.map(
        (one: { file: string }) => one.file
      ),
      ["base", "more", "most"].map((name) => join(scenarios, `${name}.yaml`))
    )
    for (const folder of ["toy", scenarios]) assert.strictEqual(Cli.run(join(root, folder), ["check"]).code, 0)
  })

  it("takes no place, model, target or lock for a scenario, and finds scenarios in folders below", () => {
    const { root, standings } = study(true)
    write(root, {
      "toy/scenarios/what-if/deep.yaml": "gongfu: 1\nname: deep\ntitle: {en: D, zh: 深}\nextends: ../base.yaml\n",
      "toy/scenarios/notes.yaml": "remark: not a scenario\n",
      "toy/node_modules/x/scenarios/no.yaml": "gongfu: 1\n",
      "toy/data/other.yaml": "gongfu: 1\nname: other\ntitle: {en: O, zh: 他}\nextends: ../scenarios/base.yaml\n",
      "loose.yaml": "gongfu: 1\nname: loose\ntitle: {en: L, zh: 散}\nextends: toy/scenarios/base.yaml\n",
      "compose.yaml": "services: {x: [\n",
      "gongfu.yaml": "gongfu: 1\n",
      "scenarios/city/gongfu.yaml": "gongfu: 1\n",
      "scenarios/city/model/torn.yaml": "sector: [\n",
      "toy/scenarios/torn.yaml": "gongfu: [\n"
    })
    assert.deepEqual(
      standings().all.map(({ file, standing }: { file: string; standing: string }) => `${file} ${standing}`),
      [
        "loose.yaml unlocked",
        "toy/scenarios/base.yaml same",
        "toy/scenarios/more.yaml same",
        "toy/scenarios/most.yaml same",
        "toy/scenarios/torn.yaml faulty",
        "toy/scenarios/what-if/deep.yaml unlocked"
      ]
    )
  })

  it("tells of a lock without its scenario wherever it is named or passed over", () => {
    const { at, edit, run } = study(true)
    run("run", "toy/scenarios/base.yaml")
    rmSync(at("more.yaml"))
    edit(join(scenarios, "most.yaml"), "more.yaml", "base.yaml")
    const lock = "toy/scenarios/more.lock.yaml"
    for (const args of [
      ["run", "toy/scenarios/base.yaml", lock],
      ["show", lock],
      ["lock", lock]
    ]) {
      const { code, err } = run(...args)
      assert.strictEqual(code, 1, args.join(" "))
      assert.match(err, /"toy\/scenarios\/more\.lock\.yaml" is a lock without scenario/, args.join(" "))
      assert.match(
        err,
        /There is no toy\/scenarios\/more\.yaml\. If it was removed, remove\s+toy\S+more\.lock\.yaml too\./
      )
    }
    const passed = run("lock", "toy", "--lang", "zh")
    assert.deepStrictEqual([passed.code, passed.err], [0, `${lock}：缺少情景文件，未改动\n`])
    assert.deepStrictEqual(JSON.parse(run("lock", "toy", "--json").out).orphaned, [lock])
  })

  it("tells each kind of change apart, with its exit code", () => {
    const { at, edit, root, run, standings } = study(true)
    edit(join(scenarios, "more.yaml"), "2023: 0.2", "2023: 0.25")
    const changed = standings()
    assert.deepEqual([changed.code, ...changed.names], [2, "same", "changed", "same"])
    edit(join(scenarios, "most.yaml"), "Most effort", "The most effort")
    assert.deepEqual(standings().names, ["same", "changed", "stale"])
    edit(join(scenarios, "most.lock.yaml"), "met: 1", "met: 0")
    assert.deepEqual(standings().names, ["same", "changed", "edited"])
    rmSync(at("most.lock.yaml"))
    renameSync(at("more.yaml"), join(root, "more.yaml.old"))
    edit(join(scenarios, "most.yaml"), "more.yaml", "base.yaml")
    assert.deepEqual(standings(), { ...standings(), code: 2, names: ["same", "orphaned", "unlocked"] })
    const told = run("check", "toy").out
    assert.match(told, /✗ 2 scenarios: 1 same, 1 not locked, 1 lock without scenario/)
    assert.match(told, /… +toy\/scenarios\/more\.lock\.yaml +lock without scenario/)
    run("lock", "toy")
    rmSync(at("more.lock.yaml"))
    assert.strictEqual(standings().code, 0)
    edit("toy/model/economy.yaml", "label: {en: Effort, zh: 力度}", "label: {en: Efforts, zh: 力度}")
    assert.deepEqual(standings().names, ["stale", "stale"])
    edit("toy/model/economy.yaml", "value: 0.02", "value: 0.03")
    const broken = standings()
    assert.deepEqual([broken.code, ...broken.names], [2, "broken", "broken"])
    assert.deepEqual(broken.all[0].causes, ["model"])
    edit("toy/model/economy.yaml", "effort:\n", "exertion:\n")
    const gone = standings()
    assert.deepEqual([gone.code, ...gone.names], [1, "broken", "broken"])
    assert.match(gone.all[0].errors[0].problem.en, /unknown variable "effort"/)
    const shared = run("check").out
    assert.lengthOf(
      shared.match(/unknown variable "effort"/g)!,
      gone.all[0].errors.length,
      "what both have is told once"
    )
    assert.match(shared, /Faults of 2 scenarios/)
    assert.match(shared, /- \d faults of several scenarios, told above/)
    edit("toy/model/economy.yaml", "exertion:\n", "effort:\n")
    edit(join(scenarios, "base.yaml"), "place: ..", "place: ..\nlever: {}")
    const faulty = standings()
    assert.deepEqual([faulty.code, ...faulty.names], [1, "faulty", "faulty"])
    edit(join(scenarios, "base.yaml"), "\nlever: {}", "")
    edit(join(scenarios, "base.lock.yaml"), "lock: 1\n", "<<<<<<< ours\nlock: 1\n=======\nlock: 1\n>>>>>>> theirs\n")
    const torn = standings()
    assert.deepEqual([torn.code, ...torn.names], [1, "unreadable", "broken"])
    assert.match(run("check", "--lang", "zh").out, /锁定文件无法读取[^]*base\.lock\.yaml:5:1：此处有未解决的合并冲突/)
  })

  it("shows what a change does: as text, as Markdown for a review, in full where the locked run is on record", () => {
    const { edit, root, run } = study(true)
    edit(join(scenarios, "more.yaml"), "2023: 0.2", "2023: 0.02")
    const plain = run("check", "toy")
    assert.match(plain.out, /✗ 3 scenarios: 2 same, 1 changed/)
    assert.match(plain.out, /Targets met: 1 of 1 → 0 of 1/)
    assert.match(plain.out, /Missed now: Income of 150/)
    assert.match(plain.out, /Income\s+yuan\s+2023\s+[\d.]+\s+[\d.]+\s+-[\d.]+/)
    assert.notInclude(plain.out, "gongfu compare")
    const markdown = run("check", "toy", "--md").out
    assert.match(markdown, /^# Check of scenarios\n\n✗ 3 scenarios/)
    assert.match(markdown, /\| ✗ \| toy\/scenarios\/more\.yaml\s+\| changed/)
    assert.match(markdown, /<details>\n<summary>toy\/scenarios\/more\.yaml: changed<\/summary>\n\n/)
    assert.strictEqual(markdown.match(/<details>/g)!.length, markdown.match(/<\/details>/g)!.length)
    edit(join(scenarios, "more.yaml"), "2023: 0.02", "2023: 0.2")
    assert.strictEqual(run("run", join(scenarios, "more.yaml")).code, 0)
    edit(join(scenarios, "more.yaml"), "2023: 0.2", "2023: 0.02")
    assert.match(run("check", "toy").out, /in full: gongfu compare more-[0-9a-f]{8}\s+toy\/scenarios\/more\.yaml/)
    const full = run("check", "toy", "--md").out
    assert.match(full, /<summary>In full, against the locked run on record<\/summary>/)
    assert.match(full, /\*\*Levers\*\*[^]*Effort/)
    writeFileSync(join(root, "gongfu.sqlite"), "no store")
    assert.strictEqual(run("check", "toy").code, 2)
  })
})
