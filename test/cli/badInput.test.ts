/** What `gongfu run` says of files that are not what they should be: each fault with its place, and nothing recorded. */
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
      ["1 / (1 - effort", "内容不完整"],
      ["1 / effort; 2", "不止一个表达式"]
    ] as const) {
      writeFileSync(file, model.replace("equation: 1 / (1 - effort)", `equation: ${JSON.stringify(equation)}`))
      assert.include(Cli.aside(root, ["run", scenario("base"), "--lang", "zh"]).err, `不是合法的方程：${says}`)
    }
  })

  it("a bare name that is no file is told which scenarios and places ship, and how one's own is written", () => {
    assert.match(Cli.aside(root, ["run", "best-effort"]).err, /did you mean "wenzhou\/best-effort"\?/)
    assert.match(
      Cli.aside(root, ["run", "plan"]).err,
      /no scenario "\w+" ships with gongfu\n {2}remedy: there are: (.|\n)*wenzhou\/(.|\n)*\.yaml/
    )
    assert.match(Cli.aside(root, ["model", "check", "tow"]).err, /a folder of your own is written \.\/tow/)
    assert.match(Cli.aside(root, ["run", "toy"]).err, /"toy" is a folder, not a file/)
  })

  it("an extends that is missing, circular, or leaves the project folder is refused", () => {
    const write = (parent: string) =>
      Toy.write(root, { "toy/scenarios/x.yaml": `gongfu: 1\nname: x\ntitle: {en: X, zh: 甲}\nextends: ${parent}\n` })
    Toy.write(root, { "outside.yaml": "gongfu: 1\nname: outside\ntitle: {en: O, zh: 外}\nplace: toy\n" })
    for (const parent of ["bse.yaml", "x.yaml", "../../outside.yaml", "/etc/passwd", "wenzhou/nothing"]) {
      write(parent)
      const { code, err } = Cli.aside(root, ["run", scenario("x")])
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
      const { code, err } = Cli.aside(root, ["run", name])
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
      const { code, err, out } = Cli.aside(root, args)
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
    const { code, err } = Cli.aside(root, ["run", scenario("base")])
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
      const { code, err } = Cli.aside(root, ["run", scenario("base")])
      assert.strictEqual(code, 1, equation)
      assert.match(err, found, equation)
    }
  })

  it("a store that a newer gongfu wrote is left as it is", () => {
    Cli.aside(root, ["run", scenario("base")])
    const path = join(root, "gongfu.sqlite")
    const db = new Database(path)
    db.pragma("user_version = 7")
    db.close()
    const before = readFileSync(path)
    for (const args of [["run", scenario("more")], ["list"], ["verify"]]) {
      const { code, err, out } = Cli.aside(root, args)
      assert.deepStrictEqual([code, out], [1, ""])
      assert.match(
        err,
        /^error: gongfu\.sqlite was written by a newer gongfu \(store version 7; this one knows 3\)\n {2}it was left/
      )
    }
    assert.deepStrictEqual(readFileSync(path), before)
  })

  it("a store that is none, or of another program, is left as it is", () => {
    const path = join(root, "gongfu.sqlite")
    writeFileSync(path, "notes of mine")
    const { code, err } = Cli.aside(root, ["run", scenario("base")])
    assert.strictEqual(code, 1)
    assert.match(err, /error: .*gongfu\.sqlite is not a gongfu store/)
    assert.strictEqual(readFileSync(path, "utf8"), "notes of mine")
    rmSync(path)
    assert.match(Cli.aside(root, ["list"]).err, /there is no store gongfu\.sqlite yet\n {2}gongfu run/)
    assert.match(Cli.aside(root, ["run", scenario("base"), "--store", "no/such/folder/x.sqlite"]).err, /error: /)
  })
})
