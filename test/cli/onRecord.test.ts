/** What is on record where its name, its title or its version is not what a command needs: the next step is told. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

let root: string
const base = "toy/scenarios/base.yaml"
const plain = (text: string): string => text.replaceAll(/\s+/g, " ")
const gongfu = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.aside(root, args)

beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
  assert.strictEqual(gongfu("run", base, "toy/scenarios/more.yaml", "--brief").code, 0)
  assert.strictEqual(gongfu("run", "example-city/plan", "--brief").code, 0)
})

describe("a run's name where a scenario is wanted", () => {
  it("is told as what it is, with the scenario that may be meant", () => {
    for (const command of [
      ["solve", "more"],
      ["ensemble", "more", "--members", "5"],
      ["sensitivity", "more"],
      ["discover", "more", "--target", "doubled"],
      ["lock", "more"]
    ]) {
      const { code, err } = gongfu(...command)
      assert.strictEqual(code, 1)
      assert.include(
        plain(err),
        '"more" is a run on record; this command takes a scenario\'s file or name remedy: name the file of its scenario "more"',
        command.join(" ")
      )
    }
    assert.include(gongfu("solve", "more", "--lang", "zh").err, "“more”是已记录的推演，此命令需要情景文件或内置情景")
    assert.include(
      plain(Cli.aside(join(root, "toy"), ["solve", "more", "--store", "../gongfu.sqlite"]).err),
      'did you mean "scenarios/more.yaml"?'
    )
    assert.include(gongfu("solve", "plan").err, 'did you mean "example-city/plan"?')
    assert.include(gongfu("run", "nothing").err, 'no scenario "nothing" ships')
    assert.include(gongfu("lock", "nothing").err, 'there is no file "nothing"')
    assert.include(Cli.aside(Toy.folder(), ["solve", "more"]).err, 'no scenario "more" ships', "without a store")
  })

  it("stands whole in every list of names", () => {
    const names = plain(gongfu("solve", "nothing", "--lang", "zh").err)
      .match(/现有：(.*)；/)![1]!
      .split(/、 ?/)
    for (const width of ["60", "80", "100"]) {
      const lines = Cli.aside(root, ["solve", "nothing", "--lang", "zh"], { COLUMNS: width }).err.split("\n")
      for (const name of names)
        assert.isTrue(
          lines.some((line) => line.includes(name)),
          `${name} at ${width}`
        )
    }
  })
})

describe("a name that nothing on record has", () => {
  it("is told with the store that was searched", () => {
    const other = join(root, "other")
    mkdirSync(other, { recursive: true })
    const { err } = Cli.aside(other, ["compare", "nothing", "base"], { GONGFU_STORE: "../gongfu.sqlite" })
    assert.include(err, `no run "nothing" is on record in ${join(root, "gongfu.sqlite")}`)
    assert.include(gongfu("show", "nothing", "--lang", "zh").err, "推演库 gongfu.sqlite 中没有名为“nothing”的推演记录")
  })

  it("leads to the run that has it as its title", () => {
    assert.include(gongfu("show", "More effort").err, "did you mean more (More effort)?")
    assert.include(gongfu("show", "加大力度", "--lang", "zh").err, "是否想写 more（加大力度）？")
    assert.match(gongfu("show", "").err, /no run "" is on record in gongfu\.sqlite\n {2}gongfu list shows/)
    assert.match(gongfu("run", "").err, /^""\n {2}error: /)
    assert.include(gongfu("show", "mroe").err, 'did you mean "more"?')
  })
})

describe("the list", () => {
  it("has titles in the session's language where they have room", () => {
    const list = (width: string, lang: string) => Cli.aside(root, ["list", "--lang", lang], { COLUMNS: width }).out
    assert.match(list("140", "zh"), / more-\w+ .*加大力度 +2020–2024 /)
    assert.match(list("140", "en"), / more-\w+ .*More effort +2020–2024 /)
    assert.match(list("70", "en"), /More effort/)
    assert.notMatch(list("50", "en"), /More effort/)
  })
})

describe("a label where the name of an indicator is wanted", () => {
  it("is that name where it is whole and has no equal", () => {
    const [files, zh] = [[base, "toy/scenarios/more.yaml"], "收入"] as const
    for (const command of [
      ["show", "base", "--indicator", "{}"],
      ["show", "base", "--plot", "--indicator", "{}"],
      ["export", "base", "--indicator", "{}"],
      ["ensemble", base, "--members", "5", "--indicator", "{}"],
      ["why", "base", "{}", "2022"],
      ["why", ...files, "{}"],
      ["attribute", ...files, "--indicator", "{}"],
      ["compare", ...files, "--indicator", "{}"],
      ["model", "graph", "./toy", "--from", "{}"]
    ]) {
      const typed = (name: string) => gongfu(...command.map((word) => word.replace("{}", name)))
      const { code, out } = typed("income")
      assert.isTrue(code === 0 || code === 2, command.join(" "))
      for (const label of ["Income", zh]) {
        const own = typed(label)
        const told = (text: string): string =>
          text
            .replaceAll(`why ${files.join(" ")} ${label}`, `why ${files.join(" ")} income`)
            .replace(/recorded in gongfu.sqlite|already on record, nothing new was written/, "")
        assert.deepStrictEqual([own.code, told(own.out)], [code, told(out)], command.join(" "))
      }
    }
  })
})

describe("an ensemble that is of none of a report's runs", () => {
  it("is told with the run that it is of, or with what would record that", () => {
    const own = Toy.place()
    const file = "toy/scenarios/more.yaml"
    const command = (...args: ReadonlyArray<string>) => Cli.aside(own, args)
    command("run", file, "--brief")
    writeFileSync(join(own, file), readFileSync(join(own, file), "utf8").replace("0.2}", "0.3}"))
    assert.strictEqual(command("ensemble", file, "--members", "5").code, 0)
    const report = () => plain(command("report", "more", "--ensemble", "more-ensemble").err)
    assert.match(
      report(),
      /more-ensemble-\w+ is an ensemble of the scenario more as no run on record has it; more-\w+ was made from another version of that scenario or of its model .*gongfu run FILE/
    )
    const before = /; (more-\w+) was made/.exec(report())![1]!
    command("run", file, "--brief")
    const named = plain(command("report", before, "--ensemble", "more-ensemble", "--lang", "zh").err).replaceAll(
      " ",
      ""
    )
    assert.match(
      named,
      /more-ensemble-\w+是(more-\w+)的集合推演，此处未写该推演；more-\w+由该情景或其模型的另一版本推演而得请写明该推演：gongfureport\1--ensemblemore-ensemble-\w+/
    )
  })
})

describe("an option in front of the command", () => {
  it("is told with the command as it is typed", () => {
    const { code, err } = gongfu("--lang", "zh", "--year", "2025", "show", "base")
    assert.strictEqual(code, 1)
    assert.strictEqual(
      err,
      "错误：--year 写在了命令之前\n  选项应写在命令之后：gongfu show base --lang zh --year 2025\n"
    )
    assert.include(gongfu("--year=2025", "show", "base").err, "options stand behind it: gongfu show base --year=2025")
    assert.strictEqual(gongfu("--lang", "en", "--store", "list", "--no-color", "show", "base").code, 1)
    assert.strictEqual(gongfu("--lang", "zh", "--json", "show", "base").code, 0)
    assert.include(gongfu("--yaer").err, 'unknown option "--yaer"')
  })
})
