import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import Database from "better-sqlite3"
import { assert, beforeAll, beforeEach, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

beforeAll(Cli.built)

let root: string
beforeEach(() => {
  root = Toy.place()
})

const scenario = (name: string): string => `toy/scenarios/${name}.yaml`

describe("gongfu run", () => {
  it("projects, records, and shows the scoreboard", () => {
    const { code, err, out } = Cli.run(root, ["run", scenario("more")])
    assert.deepStrictEqual([code, err], [0, ""])
    assert.match(out, /Toy town · More effort/)
    assert.match(out, /run more-[0-9a-f]{8}, result [0-9a-f]{8}, recorded in gongfu\.sqlite/)
    assert.match(out, /✓ +Income of 150 +yuan +2023 +≥150\.0 +161\.1 +\+11\.1/)
    assert.match(out, /2022 {2}Income up by a fifth/)
    assert.isTrue(existsSync(join(root, "gongfu.sqlite")))
  })

  it("takes a lock for its scenario, and passes over one that is named together with it", () => {
    const folder = Toy.place()
    assert.strictEqual(Cli.run(folder, ["lock", "toy/scenarios/base.yaml", "toy/scenarios/more.yaml"]).code, 0)
    const files = ["base.lock.yaml", "base.yaml", "more.lock.yaml"].map((name) => `toy/scenarios/${name}`)
    const { runs } = JSON.parse(Cli.run(folder, ["run", ...files, "--json"]).out)
    assert.deepStrictEqual(
      runs.map(({ id }: { readonly id: string }) => id.replace(/-[^-]*$/, "")),
      ["base", "more"]
    )
  })

  it("tells of a run that stopped what hit it in that year", () => {
    const shock = (name: string, year: number, times: number): string =>
      `  - {name: ${name}, on: growth, times: {${year}: ${times}}, because: {en: tried, zh: 试算}}\n`
    Toy.write(root, {
      [scenario("hit")]:
        `gongfu: 1\nname: hit\ntitle: {en: Hit, zh: 受冲击}\nextends: base.yaml\nshocks:\n${shock("early", 2021, 2)}${shock("boom", 2022, 1e308)}`
    })
    const { out } = Cli.run(root, ["run", scenario("hit"), "--lang", "zh"])
    assert.match(out, /2022 年中止：收入（income）的结果为 Infinity/)
    assert.match(out, /当年冲击 boom：增速 × 1e\+308/)
    assert.notInclude(out, "early")
  })

  it("tells which assumptions shocks push beyond their ranges, and of no others", () => {
    Toy.write(root, {
      [scenario("hit")]: `gongfu: 1
name: hit
title: {en: Hit, zh: 受冲击}
extends: base.yaml
shocks:
  - {name: boom, on: growth, times: {2022: 6, 2023: 10, 2024: 2}, because: {en: tried, zh: 试算}}
`
    })
    const told = (...options: ReadonlyArray<string>): string => Cli.run(root, ["run", scenario("hit"), ...options]).out
    assert.match(
      told(),
      /beyond the range of the model.*\n\n {2}- 2022–2023 {2}Growth: 20\.0% in 2023, range 0\.0% to 10\.0% \(by boom\)/
    )
    assert.match(
      told("--lang", "zh"),
      /超出模型取值范围.*\n\n {2}- 2022–2023 {2}增速：2023 年为 20\.0%，范围 0\.0%–10\.0%（冲击 boom）/
    )
    const [{ excursions }] = JSON.parse(told("--json")).runs
    assert.deepStrictEqual(
      excursions.map(({ farthest, indicator, years }: Record<string, unknown>) => [indicator, years, farthest]),
      [["growth", [2022, 2023], { value: 0.2, year: 2023 }]]
    )
    assert.match(Cli.run(root, ["why", "hit", "growth", "2023"]).out, /× 10 = 20\.0%\n +beyond the range of the model/)
    assert.notInclude(Cli.run(root, ["why", "hit", "growth", "2024"]).out, "beyond the range")
    assert.notInclude(Cli.run(root, ["run", scenario("more")]).out, "beyond the range")
  })

  it("tells what a later path does not keep of the scenario that it extends, with the same id and result", () => {
    const later = (name: string, setting: string): string => `gongfu: 1
name: ${name}
title: {en: Later, zh: 稍后}
extends: early.yaml
levers: {effort: ${setting}}
`
    Toy.write(root, {
      [scenario("early")]: `gongfu: 1
name: early
title: {en: Early, zh: 提早}
extends: base.yaml
levers: {effort: {2021: 0.2, 2023: 0.3}}
`,
      [scenario("later")]: later("later", "{2023: 0.4}"),
      [scenario("spelt")]: later("later", "{step: {2021: 0.1, 2023: 0.4}}"),
      [scenario("kept")]: later("kept", "{2021: 0.2, 2022: 0.25, 2023: 0.4}")
    })
    const told = (...options: ReadonlyArray<string>): string => Cli.run(root, ["run", ...options]).out
    assert.match(
      told(scenario("later"), "--brief"),
      /later year than in early, which it extends[^]*\n\n {2}- 2021–2022 {2}Effort: 10\.0%, in early 20\.0% to 25\.0% \(its own setting begins in\s+2023\)/
    )
    assert.match(
      told(scenario("later"), "--lang", "zh"),
      /起始年份晚于所继承的 early[^]*\n\n {2}- 2021–2022 {2}力度：10\.0%，early 为 20\.0%–25\.0%（本情景的设定始于 2023 年）/
    )
    for (const name of ["spelt", "kept", "early", "most"])
      assert.notInclude(told(scenario(name)), "later year than", name)
    const runs = [scenario("later"), scenario("spelt"), scenario("kept")].map(
      (name) => JSON.parse(told(name, "--json")).runs[0]
    )
    assert.deepStrictEqual(
      runs.map(({ lapses }) => lapses.length),
      [1, 0, 0]
    )
    assert.deepStrictEqual(runs[0].lapses[0], {
      block: "levers",
      name: "effort",
      extends: "early",
      begins: 2023,
      years: [
        { year: 2021, before: 0.2, now: 0.1 },
        { year: 2022, before: 0.25, now: 0.1 }
      ]
    })
    assert.strictEqual(runs[0].result, runs[1].result)
    // The same run on record, where no file says what it extends.
    assert.notInclude(Cli.run(root, ["show", runs[0].id]).out, "later year than")
  })

  it("tells only the headline and the counts of targets when asked to be brief", () => {
    const { out } = Cli.run(root, ["run", scenario("more"), "--brief"])
    assert.match(out, /Targets: 1 met, 0 missed\n {2}- Income: ✓ 1 met\n/)
    assert.notMatch(out, /Income of 150/)
    assert.match(Cli.run(root, ["run", scenario("base"), "--brief", "--lang", "zh"]).out, /- 收入：✗ 未实现 1 项/)
  })

  it("says that a run is on record already, with the same id and fingerprint", () => {
    const first = Cli.run(root, ["run", scenario("more")]).out.split("\n")[1]!
    const second = Cli.run(root, ["run", scenario("more")])
    assert.strictEqual(second.code, 0)
    assert.match(second.out, /already on record/)
    assert.strictEqual(second.out.split("\n")[1]!.split(", ").slice(0, 2).join(), first.split(", ").slice(0, 2).join())
  })

  it("speaks Chinese when the locale does, or when told", () => {
    const byLocale = Cli.run(root, ["run", scenario("base")], { LANG: "zh_CN.UTF-8" }).out
    assert.match(byLocale, /玩具镇 · 现状/)
    assert.match(byLocale, /规划目标：实现 0 项，未实现 1 项/)
    assert.match(Cli.run(root, ["run", scenario("base"), "--lang", "zh"]).out, /此前已记录/)
    assert.match(
      Cli.run(root, ["run", scenario("base"), "--lang=en"], { LANG: "zh_CN.UTF-8" }).out,
      /already on record/
    )
  })

  it("gives the same JSON to the byte, whatever else was run before", () => {
    const json = () =>
      Cli.run(root, ["run", scenario("more"), "--json"]).out.replace('"recorded":"new"', '"recorded":"already"')
    const first = json()
    Cli.run(root, ["run", scenario("base")])
    assert.strictEqual(json(), first)
    const { format, runs } = JSON.parse(first)
    assert.strictEqual(format, 1)
    assert.strictEqual(runs[0].status, "completed")
    assert.strictEqual(runs[0].targets[0].status, "met")
    assert.strictEqual(first.trimEnd().split("\n").length, 1)
  })

  it("writes Markdown for a review", () => {
    const { out } = Cli.run(root, ["run", scenario("base"), scenario("more"), "--md"])
    assert.match(out, /^# Toy town · As it is$/m)
    assert.match(out, /^\| ✗ \| Income of 150 +\| yuan \| 2023 \| +≥150\.0 \| +141\.2 \| +-8\.8 \| ▁▃▆█ +\|$/m)
    assert.match(out, /^# Toy town · More effort$/m)
  })

  it("records a run that fails, tells the equation and its inputs, and ends with 1", () => {
    const { code, out } = Cli.run(root, ["run", scenario("broken")])
    assert.strictEqual(code, 1)
    assert.match(out, /stopped in 2022: Strain \(strain\) came to Infinity/)
    assert.match(out, /equation: 1 \/ \(1 - effort\)/)
    assert.match(out, /effort = 1/)
    assert.match(Cli.run(root, ["list"]).out, /broken-[0-9a-f]{8} .* 2020–2024 +stopped in 2022/)
  })

  it("takes paths from the folder in which they were typed", () => {
    const { code, out } = Cli.run(join(root, "toy", "scenarios"), ["run", "more.yaml", "--store", "../../runs.sqlite"])
    assert.strictEqual(code, 0)
    assert.match(out, /recorded in/)
    assert.isTrue(existsSync(join(root, "runs.sqlite")))
    assert.isFalse(existsSync(join(root, "toy", "scenarios", "gongfu.sqlite")))
    assert.strictEqual(Cli.run(root, ["list"], { GONGFU_STORE: "runs.sqlite" }).code, 0)
  })

  it("runs a shipped scenario by name, alone in an empty folder", () => {
    const { code, out } = Cli.run(Toy.folder(), ["run", "wenzhou/plan", "--json"])
    assert.strictEqual(code, 0)
    assert.strictEqual(JSON.parse(out).runs[0].place, "wenzhou")
  })

  it("uses colours when forced, and none when told so or by default in a pipe", () => {
    const coloured = (args: ReadonlyArray<string>, env: Record<string, string>) =>
      Cli.run(root, ["run", scenario("base"), ...args], env).out.includes("\u001b[")
    assert.isFalse(coloured([], {}))
    assert.isTrue(coloured([], { FORCE_COLOR: "1" }))
    assert.isFalse(coloured([], { FORCE_COLOR: "1", NO_COLOR: "1" }))
    assert.isFalse(coloured(["--no-color"], { FORCE_COLOR: "1" }))
    assert.isTrue(coloured(["--color"], { NO_COLOR: "1" }))
  })
})

describe("bad input", () => {
  /** Runs a scenario made of lines after a sound beginning, and checks that it was refused and nothing recorded. */
  const refused = (lines: string, args: ReadonlyArray<string> = []): string => {
    Toy.write(root, {
      "toy/scenarios/bad.yaml": `gongfu: 1\nname: bad\ntitle: {en: Bad, zh: 坏}\nextends: base.yaml\n${lines}\n`
    })
    const { code, err, out } = Cli.run(root, ["run", scenario("bad"), scenario("base"), ...args])
    assert.strictEqual(code, 1)
    assert.isFalse(existsSync(join(root, "gongfu.sqlite")), "nothing is recorded")
    assert.notMatch(err, /\n +at /, "no stack trace")
    if (!args.includes("--json")) assert.strictEqual(out, "")
    return err + out
  }

  it("names file, line and the nearest lever, all faults at once", () => {
    const text = refused("levers:\n  efort: 0.3\n  effort: 3\nassumptions:\n  growth: .nan")
    assert.match(text, /toy\/scenarios\/bad\.yaml:6:3\n {2}error: .*"efort"/)
    assert.match(text, /\n {6}│ {3}\^{5}\n|\n +│ +\^{5}\n/)
    assert.match(text, /did you mean "effort"\?/)
    assert.match(text, /bad\.yaml:7:11\n/)
    assert.match(text, /bad\.yaml:9:11\n/)
    assert.match(text, /3 errors/)
  })

  it("does so in Chinese", () => {
    const text = refused("levers: {efort: 0.3}", ["--lang", "zh"])
    assert.match(text, /错误：未知/)
    assert.match(text, /处理：是否想写“effort”？/)
    assert.match(text, /共 1 处错误/)
  })

  it("gives faults as data with --json", () => {
    const { errors, format } = JSON.parse(refused("levers: {efort: 0.3}", ["--json"]))
    assert.strictEqual(format, 1)
    assert.deepInclude(errors[0], { file: scenario("bad"), line: 5, column: 10 })
    assert.isNotEmpty(errors[0].remedy.zh)
  })

  it("is refused whatever it is", () => {
    for (const lines of [
      "levers: {effort: .inf}",
      "levers: {effort: true}",
      "levers: {effort: {2019: 0.2}}",
      "levers: {effort: {2021: 0.1, 2060: 0.2}}",
      "levers: {__proto__: 0.2}",
      "levers: {constructor: 0.2}",
      "levers: &a {effort: 0.2}\nassumptions: *a",
      "years: {from: 2020, to: 1800}",
      "colour: red",
      "levers: [",
      "name: other"
    ])
      assert.match(refused(lines), /error/, lines)
  })

  it("what the parsers say is told in Chinese, too", () => {
    assert.match(refused("levers:\n\teffort: 0.3", ["--lang", "zh"]), /不是合法的 YAML：不能用制表符缩进/)
    const file = join(root, "toy/model/economy.yaml")
    const model = readFileSync(file, "utf8")
    for (const [equation, says] of [
      ["1 / (1 - effort", "标记处无法解读"],
      ["1 / effort; 2", "不止一个表达式"]
    ] as const) {
      writeFileSync(file, model.replace("equation: 1 / (1 - effort)", `equation: ${JSON.stringify(equation)}`))
      assert.include(Cli.run(root, ["run", scenario("base"), "--lang", "zh"]).err, `不是合法的方程：${says}`)
    }
  })

  it("a bare name that is no file is told which scenarios and places ship, and how one's own is written", () => {
    assert.match(Cli.run(root, ["run", "best-effort"]).err, /did you mean "wenzhou\/best-effort"\?/)
    for (const name of ["plan", "wenzhou"])
      assert.match(
        Cli.run(root, ["run", name]).err,
        /no scenario "\w+" ships with gongfu\n {2}remedy: there are: (.|\n)*wenzhou\/(.|\n)*\.yaml/,
        name
      )
    assert.match(Cli.run(root, ["model", "check", "toy"]).err, /a folder of your own is written \.\/toy/)
    assert.match(Cli.run(root, ["run", "toy"]).err, /"toy" is a folder, not a file/)
  })

  it("an extends that is missing, circular, or leaves the project folder is refused", () => {
    const write = (parent: string) =>
      Toy.write(root, { "toy/scenarios/x.yaml": `gongfu: 1\nname: x\ntitle: {en: X, zh: 甲}\nextends: ${parent}\n` })
    Toy.write(root, { "outside.yaml": "gongfu: 1\nname: outside\ntitle: {en: O, zh: 外}\nplace: toy\n" })
    for (const parent of ["bse.yaml", "x.yaml", "../../outside.yaml", "/etc/passwd", "wenzhou/nothing"]) {
      write(parent)
      const { code, err } = Cli.run(root, ["run", scenario("x")])
      assert.strictEqual(code, 1, parent)
      assert.match(err, /x\.yaml:4:10\n {2}error: /, parent)
      assert.isFalse(existsSync(join(root, "gongfu.sqlite")), parent)
    }
  })

  it("an alias bomb, a hundred megabytes, a folder and nothing at all are refused quickly", () => {
    const bomb = ["a: &a [x]", ...Array.from({ length: 26 }, (_, i) => `${i}: &b${i} [*a, *a, *a, *a]`)].join("\n")
    Toy.write(root, { "toy/scenarios/bomb.yaml": bomb, "toy/scenarios/empty.yaml": "" })
    writeFileSync(join(root, "toy/scenarios/huge.yaml"), Buffer.alloc(100 * 1024 * 1024, 32))
    for (const name of [
      "toy/scenarios/bomb.yaml",
      "toy/scenarios/huge.yaml",
      "toy/scenarios/empty.yaml",
      "toy/scenarios",
      "no/such.yaml"
    ]) {
      const began = Date.now()
      const { code, err } = Cli.run(root, ["run", name])
      assert.strictEqual(code, 1, name)
      assert.match(err, /error: /, name)
      assert.isBelow(Date.now() - began, 20_000, name)
    }
  })

  it("a model's faults are told all at once, each with file, line, and its place underlined", () => {
    const x = "label: {en: X, zh: X}, unit: share"
    const cases: ReadonlyArray<readonly [text: string, problem: string, underlined: string, remedy: string]> = [
      [`  a: {${x}, equation: "2 * efort"}`, 'unknown variable "efort"', "efort", 'did you mean "effort"?'],
      [
        `  b: {${x}, equation: "2 * income"}`,
        '"b" is in 1, its equation gives yuan',
        "2 * income",
        "correct the equation"
      ],
      [`  c: {${x}, equation: "effort + income"}`, "units do not agree", "effort + income", "convert one of them"],
      [`  d: {${x}, equation: "1 + e"}`, "a cycle within a year: d → e → d", '"1 + e"', "break it with prev"],
      [`  f: {${x}, equation: "prev(effort)"}`, '"f" looks at the year before, and 2020', "f", 'add "initial: …"'],
      [`  g: {${x}, value: 7, range: [0, 1], source: {assumption: x}}`, '"g" is 7, outside 0', "7", "correct the"],
      [`  h: {${x}, lever: {default: 9, min: 0, max: 1}, source: {plan: "1"}}`, '"h" is 9, outside 0', "9", "correct"],
      [`  i: {${x}, value: 1}`, '"i" has no source', "i", "add source: "],
      [`  e: {${x}, equation: "1 + d"}`, "", "", ""]
    ]
    const file = join(root, "toy/model/economy.yaml")
    const sound = readFileSync(file, "utf8")
    const [before, after] = sound.split("milestones:") as [string, string]
    writeFileSync(file, `${before}${cases.map(([text]) => text).join("\n")}\nmilestones:${after}`)
    for (const args of [
      ["model", "check", "toy/"],
      ["run", scenario("base")]
    ]) {
      const { code, err, out } = Cli.run(root, args)
      assert.deepStrictEqual([code, out], [1, ""])
      assert.include(err, "\n8 errors\n")
      const faults = err.split("\n\n")
      for (const [i, [text, problem, underlined, remedy]] of cases.entries()) {
        if (problem === "") continue
        const [place, told, line, mark, next] = faults.find((fault) => fault.includes(problem))?.split("\n") ?? []
        const number = before.split("\n").length + i
        assert.match(place!, new RegExp(`^toy/model/economy\\.yaml:${number}:\\d+$`), err)
        assert.include(told, "  error: ")
        assert.include(line, `${number} │ ${text.slice(0, 60)}`)
        assert.strictEqual(line!.slice(mark!.indexOf("^"), mark!.lastIndexOf("^") + 1), underlined)
        assert.include(next, `  remedy: ${remedy}`)
      }
    }
    writeFileSync(file, sound.replace("unit: yuan", "# no unit"))
    const { code, err } = Cli.run(root, ["run", scenario("base")])
    assert.strictEqual(code, 1)
    assert.match(err, /economy\.yaml:19:3\n {2}error: .*"unit"[^\n]*\n 19 │ {3}income:\n +│ {3}\^{6}\n {2}remedy: /)
    assert.isFalse(existsSync(join(root, "gongfu.sqlite")), "nothing is recorded")
  })

  it("an equation that reaches for anything but the allowed names is refused with its place", () => {
    const file = join(root, "toy/model/economy.yaml")
    const model = readFileSync(file, "utf8")
    for (const [equation, found] of [
      ["process.exit(3)", /economy\.yaml:18:/],
      ["constructor.constructor('return 1')()", /economy\.yaml:18:/],
      ["1 / (1 - eff0rt)", /did you mean "effort"/],
      ["(() => 1)()", /economy\.yaml:18:/]
    ] as const) {
      writeFileSync(file, model.replace("equation: 1 / (1 - effort)", `equation: ${JSON.stringify(equation)}`))
      const { code, err } = Cli.run(root, ["run", scenario("base")])
      assert.strictEqual(code, 1, equation)
      assert.match(err, found, equation)
    }
  })

  it("a store that a newer gongfu wrote is left as it is", () => {
    Cli.run(root, ["run", scenario("base")])
    const path = join(root, "gongfu.sqlite")
    const db = new Database(path)
    db.pragma("user_version = 7")
    db.close()
    const before = readFileSync(path)
    for (const args of [["run", scenario("more")], ["list"], ["verify"]]) {
      const { code, err, out } = Cli.run(root, args)
      assert.deepStrictEqual([code, out], [1, ""])
      assert.match(
        err,
        /^error: gongfu\.sqlite was written by a newer gongfu \(store version 7; this one knows 1\)\n {2}it was left/
      )
    }
    assert.deepStrictEqual(readFileSync(path), before)
  })

  it("a store that is none, or of another program, is left as it is", () => {
    const path = join(root, "gongfu.sqlite")
    writeFileSync(path, "notes of mine")
    const { code, err } = Cli.run(root, ["run", scenario("base")])
    assert.strictEqual(code, 1)
    assert.match(err, /error: .*gongfu\.sqlite is not a gongfu store/)
    assert.strictEqual(readFileSync(path, "utf8"), "notes of mine")
    rmSync(path)
    assert.match(Cli.run(root, ["list"]).err, /there is no store gongfu\.sqlite yet\n {2}gongfu run/)
    assert.match(Cli.run(root, ["run", scenario("base"), "--store", "no/such/folder/x.sqlite"]).err, /error: /)
  })
})
