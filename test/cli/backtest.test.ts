/** `gongfu backtest` as a user meets it: the table, both languages, data for programs, later actuals, and faults. */
import { existsSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

const columns = "indicator,year,value,unit,scope,source\n"

let root: string
beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
  Toy.write(join(root, "toy"), {
    "backtest.yaml": `gongfu: 1
actuals: data/published.csv
scope: Toy town
fitted_through: 2021
indicators:
  - {published: Income, unit: 10 yuan, indicator: income, factor: 10, note: {en: before tax, zh: 税前}}
  - {published: Effort, unit: "%", indicator: effort, factor: 0.01}
  - {published: Strain, unit: "%", indicator: strain, factor: 0.01}
`,
    "data/published.csv": `${columns}Income,2020,10,10 yuan,Toy town,http://page/a
Income,2021,11,10 yuan,Toy town,http://page/a
Income,2022,12,10 yuan,"Toy town, revised",derived: 11 + 1
Effort,2022,12.5,%,Toy town,http://page/b
Rain,2021,800,mm,Toy town,http://page/b
`
  })
  Toy.write(root, {
    "later.csv": `${columns}Income,2022,13,10 yuan,Toy town,http://page/c
Income,2024,10,10 yuan,Toy town,http://page/c
`,
    "bad.csv": `${columns}Income,2022,a lot,10 yuan,Toy town,http://page/c
Income,2O23,13,10 yuan,Toy town,
`,
    "mixed.csv": `${columns}Income,2022,"312,000",10 yuan,Toy town,http://page/c
Income,二〇二三,13,10 yuan,Toy town,http://page/c
Effort,2023,52%,%,Toy town,http://page/c
Income,2023,14,yuan,Toy town,http://page/c
Effort,2022,11,%,Toy town,http://page/c
Effort,２０２２年,１２,%,Toy town,http://page/c
Income,2024,,10 yuan,Toy town,http://page/c
`,
    "quotes.csv": `${columns}Income,2022,1"3,10 yuan,Toy town,http://page/c\n`
  })
})

const backtest = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.aside(root, ["backtest", ...args])
const base = "toy/scenarios/base.yaml"

describe("gongfu backtest", () => {
  it("shows published beside projected, with the error, the standing and the page, and records nothing", () => {
    const { code, err, out } = backtest(base)
    assert.deepStrictEqual([code, err], [0, ""])
    assert.match(out, /Income +yuan +2020 +100\.0 +100\.0 +0\.0% +base year +1\n/)
    assert.match(out, /2021 +110\.0 +112\.2 +\+2\.0% +in sample +1\n/)
    assert.match(out, /2022 +120\.0 +125\.9 +\+4\.9% +out of sample +2\*\n/)
    assert.match(out, /Effort +2022 +12\.5% +10\.0% +-2\.5 pp +out of sample +3\n/)
    assert.match(
      out,
      /Out of sample: 1 level, mean absolute percentage error 4\.9%; 1 rate, mean absolute error 2\.5 pp/
    )
    assert.match(out, /Income: before tax/)
    assert.match(out, /1 no number of the model is mapped to it: Rain/)
    assert.match(out, /1 mapped, but without a figure to compare: Strain/)
    assert.isFalse(existsSync(join(root, "gongfu.sqlite")))
  })

  it("speaks Chinese, and draws Markdown", () => {
    const chinese = backtest(base, "--lang", "zh").out
    assert.match(chinese, /样本外：1 个水平数，平均绝对百分比误差 4\.9%；1 个比率，平均绝对误差 2\.5 个百分点/)
    assert.match(chinese, /力度 +2022 +12\.5% +10\.0% +-2\.5个百分点 +样本外 +3\n/)
    assert.match(backtest(base, "--md").out, /\| Income +\| yuan +\| +2020 \| +100\.0 \|/)
  })

  it("names what was not compared in the reader's language, in every form of output", () => {
    Toy.write(root, {
      "named.csv": `indicator,indicator_zh,year,value,unit,scope,source
Rain,降雨量,2022,900,mm,Toy town,http://page/b
Strain,压力,2022 H1,1,%,Toy town,http://page/b
Snow,,2022,1,mm,Toy town,http://page/b
`
    })
    const told = (...more: ReadonlyArray<string>) => backtest(base, "--actuals", "named.csv", ...more).out
    for (const form of [[], ["--md"]]) {
      assert.include(told("--lang", "zh", ...form), "3 项没有对应的模型变量：降雨量 ×2；Snow")
      assert.include(told("--lang", "zh", ...form), "已对应模型变量但无公布数据：压力")
      assert.include(told(...form), "mapped to it: Rain ×2; Snow")
    }
    const { backtest: found } = JSON.parse(told("--json"))
    const labels = (one: ReadonlyArray<{ readonly publishedLabel: object }>) =>
      one.map(({ publishedLabel }) => publishedLabel)
    const [rain, strain] = [
      { en: "Rain", zh: "降雨量" },
      { en: "Strain", zh: "压力" }
    ]
    assert.deepStrictEqual(labels(found.setAside), [rain, rain, strain, { en: "Snow", zh: "Snow" }])
    assert.deepStrictEqual(labels(found.withoutActual), [strain])
    assert.deepStrictEqual(labels(found.comparisons)[0], { en: "Income", zh: "Income" })
  })

  it("tells how a figure was derived in the reader's language", () => {
    Toy.write(root, {
      "derived.csv": `${columns}Income,2022,13,10 yuan,Toy town,derived: as a year before | 比照上年
Income,2023,14,10 yuan,Toy town,derived: 13 + 1
Income,2024,15,10 yuan,Toy town,http://page/a | b
`
    })
    const told = (language: string) => backtest(base, "--actuals", "derived.csv", "--lang", language).out
    for (const [language, ...pages] of [
      ["en", "derived: as a year before", "derived: 13 + 1", "http://page/a | b"],
      ["zh", "推算：比照上年", "推算：13 + 1", "http://page/a | b"]
    ] as const)
      for (const page of pages) assert.include(told(language), ` ${page}\n`)
  })

  it("adds later actuals and replaces those of the same year; --json says so in numbers", () => {
    const { code, out } = backtest(base, "--actuals", "later.csv", "--json")
    const { backtest: found, format } = JSON.parse(out)
    assert.deepStrictEqual([code, format], [0, 4])
    const income = found.comparisons.filter(({ published }: { published: string }) => published === "Income")
    assert.deepStrictEqual(
      income.map(({ source, standing, value, year }: Record<string, unknown>) => [year, value, standing, source]),
      [
        [2020, 100, "base", "http://page/a"],
        [2021, 110, "fitted", "http://page/a"],
        [2022, 130, "out_of_sample", "http://page/c"],
        [2024, 100, "out_of_sample", "http://page/c"]
      ]
    )
    assert.approximately(income[2].error, (125.8884 / 130 - 1) * 100, 1e-9)
    assert.deepStrictEqual(found.setAside, [
      {
        reason: "unmapped",
        published: "Rain",
        publishedLabel: { en: "Rain", zh: "Rain" },
        period: "2021",
        scope: "Toy town"
      }
    ])
    assert.deepStrictEqual(found.withoutActual, [
      { published: "Strain", publishedLabel: { en: "Strain", zh: "Strain" }, indicator: "strain" }
    ])
  })

  it("leaves out of the mean what is told as 0, and tells a rate and its error such that they agree", () => {
    Toy.write(root, {
      "near.csv": `${columns}Income,2022,0.004,10 yuan,Toy town,http://page/c
Strain,2022,0.55,%,Toy town,http://page/c
`
    })
    const { out } = backtest(base, "--actuals", "near.csv")
    assert.match(out, /Income +yuan +2020 [\s\S]*2022 +0\.0 +125\.9 +— +out of sample/)
    assert.match(out, /Out of sample: 1 level published as 0, or as so little/)
    assert.match(out, /Strain +2022 +0\.55% +111\.11% +\+110\.56 pp/)
    assert.match(out, /by more than 5%: Strain 2022 \+110\.56 pp/)
  })

  it("tells how many figures of 0 the mean leaves out, and goes on", () => {
    Toy.write(root, {
      "zero.csv": `${columns}Income,2022,0,10 yuan,Toy town,http://page/c
Income,2023,-13,10 yuan,Toy town,http://page/c
`
    })
    const told = (...more: ReadonlyArray<string>) => backtest(base, "--actuals", "zero.csv", ...more)
    const { code, err, out } = told()
    assert.deepStrictEqual([code, err], [0, ""])
    assert.match(out, /2022 +0\.0 +125\.9 +— +out of sample/)
    assert.match(out, /2023 +-130\.0 +141\.2 +\+208\.7% +out of sample/)
    assert.match(
      out.replace(/\s+/g, " "),
      /Out of sample: 1 level, mean absolute percentage error 208\.7%; 1 level published as 0, or as so little that it is told as 0, without a percentage error and left out of the mean; 1 rate,/
    )
    assert.match(
      told("--lang", "zh").out.replace(/\s+/g, ""),
      /样本外：1个水平数，平均绝对百分比误差208\.7%；1个水平数公布为0或按其单位小数位显示为0，没有百分比误差，不计入平均；1个比率/
    )
    const { backtest: found } = JSON.parse(told("--json").out)
    const zero = found.comparisons.find(({ value }: { value: number }) => value === 0)
    assert.doesNotHaveAnyKeys(zero, ["error", "errorIn"])
    const { count, withoutError } = found.summary.out_of_sample.levels
    assert.deepStrictEqual([count, withoutError], [1, 1])
  })

  it("tells all bad rows with their lines, and a missing file with the nearest name", () => {
    const { code, err, out } = backtest(base, "--actuals", "bad.csv")
    assert.deepStrictEqual([code, out], [1, ""])
    for (const said of [
      /bad\.csv:2:13/,
      /"a lot" is not a number/,
      /bad\.csv:3:8/,
      /"2O23" is not a year/,
      /source is empty/
    ])
      assert.match(err, said)
    // What is wrong with a row by itself keeps nobody from being told what is wrong with the others.
    const mixed = backtest(base, "--actuals", "mixed.csv")
    assert.deepStrictEqual([mixed.code, mixed.out], [1, ""])
    for (const said of [
      /mixed\.csv:2:14[\s\S]*"312,000" is not a number/,
      /mixed\.csv:3:8[\s\S]*"二〇二三" is not a year/,
      /mixed\.csv:4:13[\s\S]*"52%" is not a number/,
      /mixed\.csv:5:1[\s\S]*"Income" is in yuan, not in 10 yuan/,
      /mixed\.csv:7:1[\s\S]*"Effort" of 2022 stands in line 6 already/,
      /mixed\.csv:8:1[\s\S]*value is empty[\s\S]*remove the row/,
      /6 errors/
    ])
      assert.match(mixed.err, said)
    assert.match(backtest(base, "--actuals", "quotes.csv").err, /quotes\.csv:2:1[\s\S]*not readable as CSV/)
    assert.match(backtest(base, "--actuals", "latr.csv").err, /did you mean "later\.csv"\?/)
  })

  it("never passes in silence: nothing to compare, no backtest.yaml and a failed run are errors", () => {
    const other = Toy.place()
    assert.match(Cli.run(other, ["backtest", base]).err, /has no backtest\.yaml/)
    Toy.write(join(other, "toy"), {
      "backtest.yaml": `gongfu: 1
actuals: published.csv
scope: Toy town
fitted_through: 2020
indicators: [{published: Income, unit: yuan, indicator: income}]
`,
      "published.csv": `${columns}Income,2019,10,yuan,Toy town,http://page\nRain,2021,800,mm,Toy town,http://page\n`
    })
    const nothing = Cli.run(other, ["backtest", base])
    assert.strictEqual(nothing.code, 1)
    assert.match(nothing.err, /no published figure can be compared with base/)
    const failed = backtest("toy/scenarios/broken.yaml")
    assert.strictEqual(failed.code, 1)
    assert.match(failed.err, /run broken-[0-9a-f]{8} stopped in 2022/)
    const shipped = Cli.run(root, ["backtest", "example-city/plan"])
    assert.strictEqual(shipped.code, 1)
    assert.match(shipped.err.replace(/\s+/g, " "), /"[^"]*packages\/scenarios\/example-city" has no backtest\.yaml/)
  })

  it("takes a shipped scenario, such as Wenzhou under the shocks of 2022", () => {
    const { code, out } = backtest("wenzhou/observed-shocks", "--json")
    assert.strictEqual(backtest("--json").out, out, "it is the one that is taken when none is named")
    const { backtest: found } = JSON.parse(out)
    assert.strictEqual(code, 0)
    assert.match(found.run, /^observed-shocks-/)
    assert.isAbove(found.summary.out_of_sample.levels.count, 15)
  })

  it("takes, where none is named, a scenario of the place that one is in, and says which", () => {
    const own = Toy.place()
    const folder = join(own, "toy")
    const here = (...args: ReadonlyArray<string>) => Cli.aside(folder, ["backtest", ...args])
    assert.match(here().err, /has no backtest\.yaml/, "and never one of another place")
    Toy.write(folder, {
      "backtest.yaml": `gongfu: 1
actuals: published.csv
scope: Toy town
fitted_through: 2020
indicators: [{published: Income, unit: yuan, indicator: income}]
`,
      "published.csv": `${columns}Income,2021,100,yuan,Toy town,http://page\n`
    })
    const first = here()
    assert.strictEqual(first.code, 0, first.err)
    assert.match(first.err, /no scenario was named: scenarios\/base\.yaml is taken/)
    assert.match(here("--lang", "zh").err, /未写明情景，取 scenarios\/base\.yaml/)
    assert.strictEqual(first.out, here("scenarios/base.yaml").out)
    assert.strictEqual(here("scenarios/base.yaml").err, "")
    const named = (name: string) => ({
      [`scenarios/${name}.yaml`]: `gongfu: 1\nname: ${name}\ntitle: {en: A, zh: 甲}\nplace: ..\n`
    })
    Toy.write(folder, named("business-as-usual"))
    assert.match(here().err, /scenarios\/business-as-usual\.yaml/)
    Toy.write(folder, named("observed-shocks"))
    assert.match(here().err, /scenarios\/observed-shocks\.yaml/)
    rmSync(join(folder, "scenarios"), { recursive: true })
    assert.strictEqual(here().code, 1)
    assert.match(here().err, /there is no scenario in this place/)
    assert.match(backtest("--lang", "en").err, /wenzhou\/observed-shocks is taken/)
  })

  it("says of later actuals that are a workbook, or have other separators or broken quotes, what they are", () => {
    const rows = `${columns}Income,2022,13,10 yuan,Toy town,http://page/c\n`
    Toy.write(root, {
      "semicolons.csv": rows.replaceAll(",", ";"),
      "tabs.csv": rows.replaceAll(",", "\t"),
      "wide.csv": rows.replaceAll(",", "，"),
      "open.csv": `${columns}"Income,2022,13,10 yuan,Toy town,http://page/c\n`
    })
    writeFileSync(join(root, "book.xlsx"), Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0x80]))
    for (const [file, en, zh] of [
      ["book.xlsx", '"book.xlsx" is an Excel file', "“book.xlsx”是 Excel 文件"],
      ["semicolons.csv", "the columns are set apart by semicolons", "列之间用的是分号"],
      ["tabs.csv", "the columns are set apart by tabs", "列之间用的是制表符"],
      ["wide.csv", "the columns are set apart by commas of full width", "列之间用的是全角逗号（，）"],
      [
        "quotes.csv",
        "a quote stands within a field that has none around it",
        "不是合法的 CSV：未加引号的字段中出现引号"
      ],
      ["open.csv", "a quote is opened and not closed", "不是合法的 CSV：引号未闭合"]
    ] as const) {
      const told = (...more: ReadonlyArray<string>) =>
        Cli.aside(root, ["backtest", "toy/scenarios/base.yaml", "--actuals", file, ...more])
      assert.strictEqual(told().code, 1)
      assert.include(told().err, en)
      assert.include(told("--lang", "zh").err, zh)
    }
  })
})
