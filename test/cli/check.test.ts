/** `gongfu check`: each kind of change told apart, exit codes, and what a reviewer reads. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import { scenarios, study, unbroken } from "./lockStudy.ts"
import { write } from "./toy.ts"

beforeAll(Cli.built)

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
    for (const folder of ["toy", scenarios]) assert.strictEqual(Cli.aside(join(root, folder), ["check"]).code, 0)
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

  it("takes what is left of a scenario for a faulty one, where scenarios are kept", () => {
    const { root, standings } = study(true)
    write(root, {
      "toy/scenarios/cut.yaml": "gongfu: 1\nname: cut\n",
      "toy/scenarios/empty.yaml": "",
      "other/scenarios/gongfu.yaml": "gongfu: 1\n",
      "toy/scenarios/torn.yaml": "gong",
      "empty.yaml": ""
    })
    const { all, code } = standings()
    assert.strictEqual(code, 1)
    assert.deepEqual(
      all
        .filter(({ standing }: { standing: string }) => standing === "faulty")
        .map(({ file }: { file: string }) => file),
      ["cut", "empty", "torn"].map((name) => `toy/scenarios/${name}.yaml`)
    )
  })

  it("passes over no scenario for a slip of the pen, in whatever folder it lies", () => {
    const { root, run } = study(true)
    const loose =
      "gongfu: 1\nname: loose\ntitle: {en: L, zh: 散}\nextends: toy/scenarios/base.yaml\nlevers: {effort: 0.1}\n"
    const slips: Readonly<Record<string, string | Buffer>> = {
      "comma.yaml": loose.replace("en: L, zh", "en: L， zh"),
      "colon.yaml": loose.replace("extends: ", "extends："),
      "last-colon.yaml": "gongfu: 1\nname: loose\nextends： toy/scenarios/base.yaml\n",
      "brace.yaml": loose.replace("{en", "｛en"),
      "tab.yaml": loose.replace("{effort: 0.1}", "\n\teffort: 0.1"),
      "gbk.yaml": Buffer.from(loose.replace("散", "\xba\xba"), "latin1")
    }
    for (const [name, content] of Object.entries(slips)) writeFileSync(join(root, name), content)
    for (const command of ["check", "lock"]) {
      const { code, err, out } = run(command, ".")
      assert.strictEqual(code, 1, command)
      for (const name of Object.keys(slips)) assert.include(out + err, name, command)
    }
    assert.isFalse(existsSync(join(root, "comma.lock.yaml")))
  })

  it("names a scenario whose ending is in capitals, which can have no lock", () => {
    const { at, run } = study(true)
    renameSync(at("most.yaml"), at("most.YAML"))
    for (const args of [["check"], ["check", join(scenarios, "most.YAML")], ["lock", "toy"]]) {
      const { code, err } = run(...args)
      assert.strictEqual(code, 1, args.join(" "))
      assert.match(
        err,
        /toy\/scenarios\/most\.YAML\n {2}error: .* in capitals[^]*rename it to most\.yaml/,
        args.join(" ")
      )
    }
    assert.match(run("check", "--lang", "zh").err, /扩展名为大写[^]*请改名为 most\.yaml/)
  })

  it.skipIf(process.platform === "win32")("is not green over what it cannot read", () => {
    const { at, root } = study(true)
    write(root, { "north/scenarios/x.yaml": "gongfu: 1\n", "loose.yaml": "gongfu: 1\n", "closed/x.yaml": "" })
    const names = ["north", "loose.yaml", "closed"]
    chmodSync(root, 0o755)
    for (const name of names) chmodSync(join(root, name), 0)
    try {
      for (const args of [
        ["check", "."],
        ["lock", "."]
      ]) {
        const { code, err } = Cli.runAsNobody(root, args)
        assert.strictEqual(code, 1)
        assert.match(err, /"closed" cannot be read \(EACCES\)[^]*"north" cannot be read \(EACCES\)/)
      }
      for (const name of ["north", "closed"]) chmodSync(join(root, name), 0o755)
      rmSync(join(root, "north"), { recursive: true })
      const { code, out } = Cli.runAsNobody(root, ["check"])
      assert.strictEqual(code, 1, out)
      assert.match(out, /"loose\.yaml" cannot be read \(EACCES\)/)
      chmodSync(at("most.yaml"), 0)
      rmSync(join(root, "loose.yaml"))
      assert.match(Cli.runAsNobody(root, ["check"]).out, /most\.yaml" cannot be read \(EACCES\)/)
    } finally {
      for (const name of names) if (existsSync(join(root, name))) chmodSync(join(root, name), 0o755)
    }
  })

  it("says that a folder lies where the lock would be", () => {
    const { at, run } = study(true)
    rmSync(at("most.lock.yaml"))
    mkdirSync(at("most.lock.yaml"))
    const { code, out } = run("check")
    assert.strictEqual(code, 1)
    assert.match(out, /"toy\/scenarios\/most\.lock\.yaml" is a folder, not a file/)
    assert.notMatch(out, /There is no/)
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

  it("offers to move the lock of a scenario that goes by another name", () => {
    const { at, edit, root, run, standings } = study(true)
    const [from, to] = ["toy/scenarios/most.lock.yaml", "toy/scenarios/utmost.lock.yaml"]
    renameSync(at("most.yaml"), at("utmost.yaml"))
    for (const args of [[], ["toy/scenarios"], ["--md"]]) {
      const { code, out } = run("check", ...(args.length === 0 ? ["toy"] : args))
      assert.strictEqual(code, 2)
      const told = unbroken(out).replaceAll("`", "")
      assert.include(
        told,
        unbroken(
          `There is no toy/scenarios/most.yaml, but toy/scenarios/utmost.yaml says the same. Renamed? Move its lock, too: - git mv ${from} ${to}`
        )
      )
      assert.include(
        told,
        unbroken(
          `There is no ${to}, but ${from} has lost its scenario, and fits. If that was renamed, move its lock, too, as said there; else: gongfu lock toy/scenarios/utmost.yaml`
        )
      )
    }
    const zh = unbroken(run("check", "toy", "--lang", "zh").out)
    assert.include(zh, unbroken(`如属改名，请将锁定文件一并改名： - git mv ${from} ${to}`))
    assert.deepStrictEqual(standings("toy").counts, { same: 2, orphaned: 1, unlocked: 1 })
    // What is offered does it.
    assert.strictEqual(Cli.shell(root, `git init -q && git add . && git mv ${from} ${to}`).code, 0)
    assert.deepStrictEqual([standings("toy").code, standings("toy").counts], [0, { same: 3 }])

    renameSync(at("utmost.yaml"), at("most.yaml"))
    edit(join(scenarios, "most.yaml"), "2023: 0.3", "2023: 0.25")
    const edited = run("check", "toy")
    assert.strictEqual(edited.code, 2)
    assert.notInclude(edited.out, "git mv", "another scenario is no other name of it")
    assert.match(edited.out, /If it was removed, remove/)
  })

  it("offers that for a scenario whose name was edited with that of its file, and never for two that say the same", () => {
    const { at, edit, run, standings } = study(true)
    renameSync(at("most.yaml"), at("utmost.yaml"))
    edit(join(scenarios, "utmost.yaml"), "name: most", "name: utmost")
    assert.include(unbroken(run("check", "toy").out), unbroken("git mv toy/scenarios/most.lock.yaml"))
    edit(join(scenarios, "most.lock.yaml"), "met: 1", "met: 0")
    assert.notInclude(run("check", "toy").out, "git mv", "a lock that was edited is the measure of nothing")
    edit(join(scenarios, "most.lock.yaml"), "met: 0", "met: 1")
    copyFileSync(at("utmost.yaml"), at("again.yaml"))
    const { code, out } = run("check", "toy")
    assert.strictEqual(code, 2)
    assert.notInclude(out, "git mv", "which of them it was is not known")
    assert.deepStrictEqual(standings("toy").counts, { same: 2, orphaned: 1, unlocked: 2 })
  })

  it("tells a lock that is of another scenario, whatever the results are", () => {
    const { at, edit, run, standings } = study(true)
    copyFileSync(at("more.lock.yaml"), at("base.lock.yaml"))
    const { code, names } = standings("toy/scenarios/base.yaml")
    assert.deepStrictEqual([code, names], [2, ["changed"]])
    const told = (...args: ReadonlyArray<string>) => unbroken(run("check", "toy", ...args).out)
    const en = unbroken(
      "toy/scenarios/base.lock.yaml is the lock of another scenario: it is of more, and toy/scenarios/base.yaml is called base. Renamed? gongfu lock toy/scenarios/base.yaml; if not, put its own lock back"
    )
    assert.include(told(), en)
    assert.notInclude(told(), "Editedsince")
    assert.include(told("--md").replaceAll("`", ""), en)
    assert.include(
      told("--lang", "zh"),
      "toy/scenarios/base.lock.yaml是另一情景的锁定文件：所锁定的是more，而toy/scenarios/base.yaml的名称是base。如属改名，请运行gongfulocktoy/scenarios/base.yaml；否则请换回本情景的锁定文件"
    )
    // The same result under another name: what is advised for that does it.
    run("lock", "toy")
    edit(join(scenarios, "base.yaml"), "name: base", "name: basis")
    assert.deepStrictEqual(standings("toy/scenarios/base.yaml").names, ["stale"])
    assert.include(
      told(),
      unbroken(
        "The result is the same to the last digit; toy/scenarios/base.lock.yaml is the lock of another scenario: it is of base, and"
      )
    )
    assert.include(told("--lang", "zh"), "结果完全一致；toy/scenarios/base.lock.yaml是另一情景的锁定文件")
    run("lock", "toy/scenarios/base.yaml")
    assert.deepStrictEqual(standings("toy/scenarios/base.yaml").names, ["same"])
  })

  it("names the files that a scenario extends, where one of them may have been edited", () => {
    const { edit, run } = study(true)
    edit(join(scenarios, "base.yaml"), "place: ..", "place: ..\nassumptions: {growth: 0.03}")
    const told = (...args: ReadonlyArray<string>) => unbroken(run("check", "toy", ...args).out)
    const line = (what: string, name: string) =>
      unbroken(
        `Edited since it was locked: ${what}; its result differs. Meant so? gongfu lock toy/scenarios/${name}.yaml`
      )
    assert.include(told(), line("the scenario", "base"))
    assert.include(told(), line("the scenario or what it extends (toy/scenarios/base.yaml)", "more"))
    assert.include(
      told(),
      line("the scenario or what it extends (toy/scenarios/more.yaml, toy/scenarios/base.yaml)", "most")
    )
    const zh = told("--lang", "zh")
    assert.include(zh, "锁定之后改动了情景，结果不同")
    assert.include(
      zh,
      "锁定之后改动了情景或其所继承的文件（toy/scenarios/more.yaml、toy/scenarios/base.yaml），结果不同"
    )
    edit("toy/model/economy.yaml", "label: {en: Effort, zh: 力度}", "label: {en: Efforts, zh: 力度}")
    assert.include(told(), line("the scenario or what it extends (toy/scenarios/base.yaml) and the model", "more"))
  })

  it("names what ships with gongfu as a scenario extends it, and nothing beyond", () => {
    const { edit, root, run } = study(false)
    const text = "gongfu: 1\nname: own\ntitle: {en: Own, zh: 自有}\nextends: example-city/plan\n"
    write(root, {
      "own/scenarios/own.yaml": text,
      "own/scenarios/child.yaml": text.replaceAll("own", "child").replace("example-city/plan", "own.yaml")
    })
    run("lock", "own")
    edit("own/scenarios/own.yaml", "extends: ", "years: {from: 2020, to: 2028}\nextends: ")
    const told = unbroken(run("check", "own").out)
    assert.include(told, unbroken("the scenario or what it extends (example-city/plan); its"))
    assert.include(told, unbroken("the scenario or what it extends (own/scenarios/own.yaml, example-city/plan); its"))
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
    assert.include(
      unbroken(shared),
      unbroken("Meant so? Mend the scenario first, then: gongfu lock toy/scenarios/base.yaml")
    )
    assert.include(
      unbroken(run("check", "--lang", "zh").out),
      unbroken("如属有意，请先修正情景，再运行 gongfu lock toy/scenarios/base.yaml")
    )
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
    assert.include(markdown, "Meant so? `gongfu lock toy/scenarios/more.yaml`\n")
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

  it("writes all keys of data in one style", () => {
    const { edit, run } = study(true)
    edit(join(scenarios, "more.yaml"), "2023: 0.2", "2023: 0.02")
    const checked = run("check", "toy", "--json").out
    const [, more] = JSON.parse(checked).scenarios
    const counts = { all: 1, met: 0, missed: 1, notAssessed: 0, onTheWay: 0 }
    assert.deepStrictEqual(more.difference.counts.now, counts)
    assert.deepStrictEqual(more.now.targets, { ...counts, missedByName: [more.difference.newlyMissed[0]] })
    for (const [out, format] of [
      [checked, 4],
      [run("lock", "toy", "--json").out, 3]
    ] as const) {
      assert.strictEqual(JSON.parse(out).format, format)
      assert.notMatch(out, /"\w*_\w*":(?!\{"2)/)
    }
  })
})
