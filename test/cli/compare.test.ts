/** `gongfu compare`: of runs and files, as text and as files for other programs, and for several runs. */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { parse } from "csv-parse/sync"
import * as ComparisonCsv from "gongfu/render/ComparisonCsv"
import * as Width from "gongfu/render/Width"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

const file = (name: string): string => `toy/scenarios/${name}.yaml`
let root: string
const compare = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.aside(root, ["compare", ...args])

beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
})

const records = (csv: string): ReadonlyArray<Record<string, string>> => parse(csv, { columns: true })

describe("gongfu compare", () => {
  let recorded: string
  beforeAll(() => {
    recorded = Toy.place()
    Cli.aside(recorded, ["run", file("base"), file("more"), file("broken")])
  })

  const gongfu = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.aside(recorded, args)

  it("ends with 0 when all is the same, 2 when not, 1 on an error", () => {
    assert.strictEqual(gongfu("compare", "base", "toy/scenarios/base.yaml").code, 0)
    assert.match(gongfu("compare", "base", "toy/scenarios/base.yaml").out, /The same\. Compared: /)
    assert.strictEqual(gongfu("compare", "base", "more").code, 2)
    assert.strictEqual(gongfu("compare", "base", "nothing").code, 1)
    assert.strictEqual(gongfu("compare", "base", "no.yaml").code, 1)
  })

  it("takes runs and files in any mix and tells inputs, targets and indicators that differ", () => {
    const { out } = gongfu("compare", "base", "toy/scenarios/more.yaml", "--year", "2023")
    assert.match(out, /A +base-[0-9a-f]{8} +As it is/)
    assert.match(out, /Effort +2022 +10\.0% +15\.0%/)
    assert.match(out, /Targets that flip\s+Income of 150 +yuan +2023 +≥150\.00 +✗ 141\.25 +✓ 161\.09 +\+19\.84/)
    assert.match(out, /Income +yuan +A +141\.25 +▁\S+\n +B +161\.09 +\+19\.84 \(\+14\.0%\) +2022 +▁\S+\n/)
    assert.notMatch(out, /Growth/)
    assert.match(gongfu("compare", "base", "more", "--all").out, /Growth/)
    // In 2021 nothing is due, and the comparison of one indicator has no target.
    const untargeted = gongfu("compare", "base", "more", "--indicator", "strain").out
    assert.match(untargeted, /They differ: .* values/)
    assert.notMatch(untargeted, /0 of 0/)
    assert.match(gongfu("compare", "base", "more", "--lang", "zh").out, /结论改变的目标/)
  })

  it("tells a shock in the unit of what it hits", () => {
    Toy.write(recorded, {
      "toy/scenarios/slump.yaml": `gongfu: 1
name: slump
title: {en: Slump, zh: 下滑}
extends: base.yaml
shocks:
  - {name: slump, on: growth, times: {2022: 0.5}, plus: {2022: -0.005, 2023: -0.01}, because: {en: x, zh: x}}
`
    })
    const { out } = gongfu("compare", "base", file("slump"))
    assert.match(out, /Growth \(slump\) +2022 +– +× 0\.5, -0\.5 pp\n/)
    assert.match(out, / 2023 +– +-1\.0 pp\n/)
  })

  it("compares three, as text, Markdown and JSON, and files without a store", () => {
    const empty = Toy.place()
    const files = ["base", "more", "base"].map((name) => `toy/scenarios/${name}.yaml`)
    const { code, out } = Cli.aside(empty, ["compare", ...files, "--md"])
    assert.strictEqual(code, 2)
    assert.match(
      out,
      /^\| Income of 150 +\| yuan \| 2023 \| +≥150\.00 \| ✗ 141\.25 \| ✓ 161\.09 \| \+19\.84 \| ✗ 141\.25 \| +0\.00 \|$/m
    )
    assert.isFalse(existsSync(join(empty, "gongfu.sqlite")))
    const { comparison, format } = JSON.parse(Cli.aside(empty, ["compare", ...files, "--json"]).out)
    assert.deepStrictEqual([format, comparison.same, comparison.runs.length], [4, false, 3])
  })

  it("takes names and years set apart by commas like ones that are repeated, and names the one that is unknown", () => {
    const told = (...options: ReadonlyArray<string>) => compare(file("base"), file("more"), ...options, "--json").out
    const apart = told("--indicator", "income", "--indicator", "strain", "--year", "2022", "--year", "2024")
    assert.sameMembers(
      JSON.parse(apart).comparison.indicators.map(({ indicator }: { indicator: string }) => indicator),
      ["income", "strain"]
    )
    assert.strictEqual(told("--indicator", "income,strain", "--year", "2022,2024"), apart)
    assert.strictEqual(told("--indicator=income，strain", "--year", "2022,", "2024"), apart)
    const { code, err } = compare(file("base"), file("more"), "--indicator", "income,strian")
    assert.strictEqual(code, 1)
    assert.match(err, /unknown indicator "strian"[^]*did you mean "strain"/)
  })

  it("leaves out all but the headline indicators when asked to be brief", () => {
    const { out } = gongfu("compare", "base", "more", "--brief")
    assert.match(out, /Income +yuan/)
    assert.notMatch(out, /Strain/)
    assert.match(out, /1 more indicator differs; --all or --indicator NAME shows them/)
    assert.match(out, /Income of 150/, "a target that flips is told all the same")
    const stands = gongfu("compare", "more", "toy/scenarios/most.yaml", "--brief").out
    assert.notMatch(stands, /Income of 150/)
    assert.match(
      stands.replaceAll(/\s+/g, " "),
      /Not shown: 1 more, whose margins differ and whose standings do not; to see them: gongfu compare more toy\/scenarios\/most\.yaml /
    )
  })

  it("counts the targets that flip in years that are not shown, by the last year that all have", () => {
    const plain = (...options: ReadonlyArray<string>) =>
      compare(file("base"), file("more"), ...options).out.replaceAll(/\s+/g, " ")
    for (const brief of [[], ["--brief"]])
      assert.include(
        plain("--year", "2022", ...brief),
        `1 more target flips in a year that is not shown (2023); to see: gongfu compare ${file("base")} ${file("more")} `
      )
    assert.include(plain("--year", "2022", "--lang", "zh"), "另有 1 项目标在所列年份之外结论改变（2023 年）")
    assert.notInclude(plain("--year", "2022", "--brief"), "Not shown: 1 more, whose margins")
    for (const options of [["--year", "2023"], ["--year", "2022,2023"], []])
      assert.notInclude(plain(...options), "in a year that is not shown", options.join(" "))
  })
})

describe("runs of models that differ", () => {
  it("are compared all the same, and not said to be beyond comparison", () => {
    const other = Toy.place()
    const economy = join(other, "toy/model/economy.yaml")
    writeFileSync(economy, readFileSync(economy, "utf8").replace("value: 0.02", "value: 0.03"))
    const scenario = join(other, "toy/scenarios/base.yaml")
    assert.match(compare(file("base"), scenario).out, /Made otherwise, and compared all the same\n {2}- other models/)
    const { out } = compare(file("base"), scenario, "--lang", "zh")
    assert.match(out, /来源不同，仍予比较\n {2}- 模型与第一个推演不同/)
    assert.notInclude(out, "无法比较之处")
  })
})

describe("gongfu compare --csv", () => {
  it("has a record for every difference in every year, and says on standard error how much was compared", () => {
    const { code, err, out } = compare(file("base"), file("more"), "--csv")
    assert.strictEqual(code, 2)
    assert.match(err, /^They differ: \d+ of \d+ inputs, /)
    assert.match(out, /^part,name,side,run,scenario,year,unit,value,/)
    assert.isTrue(out.split("\n").every((line) => line === "" || line.endsWith("\r")))
    const told = records(out)
    assert.deepStrictEqual(Object.keys(told[0]!), [...ComparisonCsv.head])
    const income = told.filter(({ name, part }) => part === "indicator" && name === "income")
    assert.deepStrictEqual(
      income.map(({ side, year }) => `${year} ${side}`),
      [2020, 2021, 2022, 2023, 2024].flatMap((year) => [`${year} A`, `${year} B`])
    )
    const of2023 = income.find(({ side, year }) => side === "B" && year === "2023")!
    const { comparison } = JSON.parse(compare(file("base"), file("more"), "--year", "2023", "--json").out)
    const [a, b] = comparison.indicators.find((entry: { indicator: string }) => entry.indicator === "income").levels[0]
      .runs
    assert.deepStrictEqual(
      [of2023["value"], of2023["reference"], of2023["difference"], of2023["percent"]],
      [b.value, a.value, b.difference, b.percent].map(String)
    )
    // Percentages differ in points.
    assert.deepStrictEqual(
      told.flatMap(({ name, percent }) => (name === "effort" || name === "strain" ? [percent] : [])),
      told.flatMap(({ name }) => (name === "effort" || name === "strain" ? [""] : []))
    )
    assert.deepStrictEqual(
      told
        .filter(({ part }) => part === "lever")
        .map(({ name, side, value, year }) => [name, side, year, Number(value).toFixed(2)]),
      [
        ["effort", "A", "2022", "0.10"],
        ["effort", "B", "2022", "0.15"],
        ["effort", "A", "2023", "0.10"],
        ["effort", "B", "2023", "0.20"],
        ["effort", "A", "2024", "0.10"],
        ["effort", "B", "2024", "0.20"]
      ]
    )
    const [, target] = told.filter(({ part, year }) => part === "target" && year === "2023")
    assert.deepStrictEqual(
      [target!["name"], target!["status"], target!["reference_status"], target!["required"]],
      ["doubled", "met", "missed", "150"]
    )
    assert.deepStrictEqual([...new Set(told.map(({ part }) => part))], ["lever", "indicator", "target"])
  })

  it("narrows by year and indicator, and widens with --all", () => {
    const narrow = records(compare(file("base"), file("more"), "--csv", "--year", "2022", "--indicator", "income").out)
    assert.deepStrictEqual(
      narrow.filter(({ part }) => part === "indicator").map(({ name, year }) => [name, year]),
      [
        ["income", "2022"],
        ["income", "2022"]
      ]
    )
    const everything = records(compare(file("base"), file("base"), "--csv", "--all").out)
    assert.sameMembers(
      [...new Set(everything.map(({ name, part }) => `${part} ${name}`))],
      [
        "lever effort",
        "assumption growth",
        "indicator effort",
        "indicator growth",
        "indicator strain",
        "indicator income",
        "target doubled",
        "milestone above"
      ]
    )
  })

  it("has a head and nothing else for what is the same, and a record for what could not be compared", () => {
    const same = compare(file("base"), file("base"), "--csv")
    assert.deepStrictEqual([same.code, records(same.out).length], [0, 0])
    assert.match(same.err, /^The same\. Compared: 11 inputs, 20 values, /)
    Toy.write(join(root, "toy"), {
      "scenarios/short.yaml":
        "gongfu: 1\nname: short\ntitle: {en: Short, zh: 短}\nextends: base.yaml\nyears: {from: 2020, to: 2023}\n"
    })
    const short = records(compare(file("base"), file("short"), "--csv").out)
    const gap = short.find(({ part }) => part === "gap")
    assert.deepStrictEqual([gap!["side"], gap!["status"], gap!["year"]], ["B", "missing_years", "2024"])
    assert.match(gap!["label_zh"]!, /未推演 2024 年/)
    // Nothing differs, and not all was compared: neither "the same" nor "they differ" would be true.
    const told = compare(file("base"), file("short"))
    assert.strictEqual(told.code, 2)
    assert.match(told.out, /The same wherever they could be compared \(\d+ inputs, /)
    assert.notMatch(told.out, /They differ/)
  })

  it("takes a name that any of the models has, and tells which has not; inputs in other units have no difference", () => {
    const later = join(root, "later")
    cpSync(join(root, "toy"), later, { recursive: true })
    const economy = join(later, "model", "economy.yaml")
    writeFileSync(
      economy,
      readFileSync(economy, "utf8")
        .replace("  strain:", "  load:")
        .replace("unit: share/year\n    value: 0.02", "unit: index/year\n    value: 0.03")
        .replace("1 + growth)", "1 + growth / unity)")
        .replace(
          "milestones:",
          "  unity:\n    label: {en: One, zh: 一}\n    unit: index\n    value: 1\n    range: [1, 2]\n    source: {assumption: one}\nmilestones:"
        )
    )
    const shared = join(later, "model", "model.yaml")
    writeFileSync(
      shared,
      readFileSync(shared, "utf8").replace("units:\n", "units:\n  index: {label: {en: index, zh: 指数}}\n")
    )
    const sides = [file("base"), "later/scenarios/base.yaml"] as const
    for (const both of [sides, sides.toReversed()]) {
      const { code, err, out } = compare(...both, "--indicator", "load")
      assert.deepStrictEqual([code, err], [2, ""])
      assert.match(out, /the model of \S+ has no load/)
    }
    assert.match(compare(...sides, "--indicator", "loads").err, /unknown indicator "loads"/)
    const whole = compare(...sides).out
    assert.match(whole, /growth is in different units: share\/year in \S+, index\/year in /)
    assert.notInclude(whole, "Assumptions")
    const why = Cli.aside(root, ["why", ...sides, "income"]).out.replaceAll(/\s+/g, " ")
    assert.match(why, /\(growth, an assumption\): A 2\.0%, B 0\.030 index\/year\. The two models define it differently/)
  })

  it("is brief where it is asked to be, be it of places that have nothing in common", () => {
    const { code, out } = compare("wenzhou/plan", "example-city/plan", "--brief")
    assert.strictEqual(code, 2)
    assert.isBelow(out.split("\n").length, 200)
  })

  it("tells names that one side lacks in a sentence, each by itself where all is asked for, and units in words", () => {
    for (const sides of [
      ["wenzhou/plan", "example-city/plan"],
      ["example-city/plan", "wenzhou/plan"]
    ]) {
      const out = compare(...sides).out.replaceAll(/\s+/g, " ")
      assert.strictEqual([...out.matchAll(/ the model of \S+ has no /g)].length, 2)
      assert.match(
        out,
        / - the model of plan-\w+ has no [a-z_, ]*clinic_share, .*, … \(27 indicators; --all lists them\)/
      )
      assert.match(out, / - plan-\w+ has no target .*, … \(94 targets; --all lists them\)/)
      assert.include(out, "person-time/year")
      assert.notInclude(out, "person_time")
    }
    const all = compare("wenzhou/plan", "example-city/plan", "--all").out
    assert.isAbove([...all.matchAll(/ - the model of \S+ has no /g)].length, 1000)
    const zh = compare("wenzhou/plan", "example-city/plan", "--lang", "zh").out.replaceAll(/\s+/g, "")
    assert.match(zh, /的模型中没有[a-z_、]*clinic_share、.*等27项指标（--all全部列出）/)
  })

  it("is one of several forms", () => {
    for (const [forms, told] of [
      ["--csv --md", "--md and --csv"],
      ["--csv --json", "--json and --csv"],
      ["--md --csv --json", "--json, --md and --csv"]
    ] as const) {
      const { code, err, out } = compare(file("base"), file("more"), ...forms.split(" "))
      assert.strictEqual(code, 1)
      assert.include(err + out, `${told} cannot go together`)
    }
    assert.include(
      Cli.run(root, ["run", file("base"), "--md", "--json", "--lang", "zh"]).out,
      "--json 与 --md 不能同时使用"
    )
  })
})

describe("a comparison of several runs", () => {
  const all = ["base", "more", "most", "base", "more", "most"].map(file)

  it("stays within 80 columns, and tells of each run what differs from A", () => {
    const { out } = Cli.aside(root, ["compare", ...all], { COLUMNS: "80" })
    for (const line of out.split("\n")) assert.isAtMost(Width.of(line), 80, line)
    // Runs A and D are the same: no row of D's is told, and a sentence says so.
    const indicators = out.slice(out.indexOf("Indicators in 2024"), out.indexOf("Milestones"))
    assert.match(indicators, /Income\S* .*A +\S+ +▁\S+\n.* B +.*2022 .*\n.* C +.*2022 .*\n.* E +.*\n.* F +/)
    assert.notMatch(indicators, /^.* D +\d/m)
    assert.match(indicators, /A run that is not listed under an indicator is as A in every year/)
    assert.match(Cli.aside(root, ["compare", ...all, "--all"]).out, /^.* D +\d/m)
    assert.match(out, /They differ \(each held against A, 5 comparisons added up\):/)
  })
})

describe("the bytes of a comparison", () => {
  it("are the same in every locale and time zone, and however the files came to be on disk", () => {
    const other = Toy.folder()
    const paths = readdirSync(join(root, "toy"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    for (const path of paths.toReversed()) Toy.write(other, { [path]: readFileSync(join(root, path), "utf8") })
    for (const form of [[], ["--md"], ["--json"], ["--csv"], ["--all"]]) {
      const args = ["compare", file("base"), file("more"), file("most"), ...form, "--lang", "en"]
      const one = Cli.run(root, args, { TZ: "UTC", LC_ALL: "C" })
      const two = Cli.run(other, args, { TZ: "Asia/Shanghai", LC_ALL: "tr_TR.UTF-8", LANG: "zh_CN.UTF-8" })
      assert.deepStrictEqual(two, one)
      assert.isAbove(one.out.length, 500)
    }
  })
})

describe("a year that is compared", () => {
  it("is one of at least one of the runs", () => {
    const { code, err } = compare(file("base"), file("short"), "--year", "2030", "--year", "2022")
    assert.strictEqual(code, 1)
    assert.match(err, /none of the runs has the year 2030\n {2}remedy: they run from 2020 to 2024/)
    assert.match(compare(file("base"), file("short"), "--year", "2024").out, /not every run has the year 2024/)
  })
})

describe("locks among the names", () => {
  it("stand for their scenarios, once each, so that a folder can be named as a whole", () => {
    const folder = Toy.place()
    const names = [file("base"), file("more")]
    assert.strictEqual(Cli.aside(folder, ["lock", ...names]).code, 0)
    const locks = names.map((name) => name.replace(".yaml", ".lock.yaml"))
    const whole = names.flatMap((name, i) => [locks[i]!, name])
    for (const command of ["compare", "report"]) {
      const told = (sides: ReadonlyArray<string>) => {
        const { code, out } = Cli.aside(folder, [command, ...sides, "--json"])
        const said = JSON.parse(out)
        // That a report is there already is no difference.
        return { code, said: command === "report" ? said.report.runs : said }
      }
      const expected = told(names)
      assert.strictEqual(expected.code, command === "compare" ? 2 : 0)
      assert.deepStrictEqual(told(whole), expected)
      assert.deepStrictEqual(told(locks), expected)
    }
    const own = Cli.aside(folder, ["compare", locks[0]!, names[0]!])
    assert.strictEqual(own.code, 0)
    assert.match(own.out, /the same/i)
    assert.strictEqual(Cli.aside(folder, ["attribute", locks[0]!, locks[1]!, "--json"]).code, 0)
  })
})
