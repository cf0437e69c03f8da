/** `gongfu why` of two runs as a user meets it: where they part, and the way from there, in both languages and as data. */
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"
import * as WhyRuns from "./whyRuns.ts"

let root: string
beforeAll(async () => {
  root = await WhyRuns.make()
})

const why = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.aside(root, ["why", ...args])
const whyZh = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.aside(root, ["why", ...args, "--lang", "zh"])

describe("gongfu why RUN RUN VARIABLE", () => {
  it("finds the first place where they part, and the way from there", () => {
    const { code, err, out } = why("base", "more", "income")
    assert.deepStrictEqual([code, err], [2, ""])
    assert.match(out, /They part in 2022 at Effort \(effort, a lever\): A 10\.0%, B 15\.0%\. It was set differently\./)
    assert.match(
      out,
      /B more-\w+ · Effort, 2022: 15\.0%\n {3}effort, lever; plan, clause 1\n {3}set to 15\.0% by the scenario/
    )
    assert.match(
      out,
      /Effort +2022 +10\.0% +15\.0% +\+5\.0 pp +100\.0% +2022\n Income +yuan +2022 +125\.9 +131\.6 +\+5\.7\d* +2022\n/
    )
    assert.include(out, "\nOf the difference in 2022, 100.0% comes from Effort: all of it by this way.\n")
    const zh = whyZh("base", "more", "income").out
    assert.match(zh, /首个分歧：力度（effort，政策杠杆），2022 年，A 为 10\.0%，B 为 15\.0%。两者的设定不同。/)
    assert.include(zh, "\n2022 年的差异有 100.0% 来自力度，全部经此路径传导。\n")
  })

  it("tells where most of the difference begins, if that is not the first place, and how much comes by other ways", () => {
    // The labour share differs first; the plan's output in the first year is a matter of land, as `attribute` says too.
    const args = ["wenzhou/business-as-usual", "wenzhou/plan", "gdp"] as const
    const { code, out } = why(...args)
    assert.strictEqual(code, 2)
    const plain = out.replaceAll("\n", " ")
    assert.match(plain, /They part in 2021 at Gain in the labour share of GDP a year/)
    assert.match(plain, /begins not there \(0\.0%\) but at Industrial share of land sold \(industrial_land_share\)/)
    assert.match(
      plain,
      /116\.9% comes from Industrial share of land sold: 145\.1% by this way, some of which other ways take back/
    )
    assert.match(plain, /The largest of these goes from Price of residential and commercial land to [^:]*: -28\.2%\./)
    assert.match(plain, /Next comes Extra urbanisation a year: -16\.9%\./)
    const zh = whyZh(...args).out.replaceAll("\n", "")
    assert.match(
      zh,
      /2021 年差异的最大部分并非来自首个分歧处（0\.0%），而来自工业用地占出让土地比例（industrial_land_share）/
    )
    assert.match(zh, /其他路径抵消一部分。其他路径中最大的一支经[^，]*，为 ?-28\.2%。其次来自市民化改革，为 ?-16\.9%。/)

    const { divergence, format } = JSON.parse(why(...args, "--json").out)
    assert.strictEqual(format, 3)
    const { way } = divergence
    assert.deepStrictEqual(
      [divergence.at.indicator, divergence.chain[0].indicator, way.steps[0].indicator, way.cause],
      ["labour_share_gain", "labour_share_gain", "industrial_land_share", "setting"]
    )
    assert.deepStrictEqual(
      [way.steps.at(-1).indicator, way.steps.at(-1).year, way.steps.at(-1).share],
      ["gdp", 2021, null]
    )
    const product = way.steps.reduce((all: number, step: { share: number | null }) => all * (step.share ?? 1), 1)
    assert.approximately(product, way.carries, 1e-12)
    const share = (name: string): number =>
      divergence.inputs.find((input: { indicator: string }) => input.indicator === name).share
    assert.strictEqual(share("industrial_land_share"), way.beginnings[0].share)
    assert.strictEqual(share("labour_share_gain"), 0)
    assert.approximately(share("industrial_land_share") + share("hukou_reform"), 1, 1e-12)
  })

  it("names the years where another way leads from a variable to itself", () => {
    const { out } = Cli.run(Toy.folder(), ["why", "wenzhou/plan", "wenzhou/rural-first", "graduates", "2030"])
    assert.match(
      out.replaceAll(/\s+/g, " "),
      /The largest of these goes from Graduates and skilled workers attracted in 2029 to that in 2030: /
    )
  })

  it("heads the first year in which a number differs as a comparison does", () => {
    const headOf = (command: string, ...more: ReadonlyArray<string>): string => {
      const { out } = Cli.run(root, [command, "base", "more", ...more])
      return out.split("\n").find((line) => /B − A/.test(line) && !/Year|年份|Required|要求/.test(line)) ?? out
    }
    for (const [word, ...language] of [["Since"], ["始于", "--lang", "zh"]] as const) {
      assert.match(headOf("compare", ...language), new RegExp(` ${word} `))
      assert.match(why("base", "more", "income", ...language).out, new RegExp(`B − A +\\S+ +${word}\n`))
      assert.match(why("base", "more", "income", "--md", ...language).out, new RegExp(`\\| ${word} *\\|`))
    }
  })

  it("finds a shock, and other inputs that differ", () => {
    const { out } = why("base", "toy/scenarios/hit.yaml", "income")
    assert.match(out, /They part in 2021 at Growth \(growth, an assumption\): A 2\.0%, B 3\.0%/)
    const { code, out: data } = why("base", "toy/scenarios/hit.yaml", "income", "--json")
    const { divergence, years } = JSON.parse(data)
    assert.strictEqual(code, 2)
    assert.deepStrictEqual(years, { from: 2020, to: 2024 })
    assert.deepStrictEqual(
      [divergence.cause, divergence.at.values, divergence.chain.map((step: { indicator: string }) => step.indicator)],
      ["setting", [0.02, 0.03], ["growth", "income"]]
    )
  })

  it("explains the difference of a year, if one is named", () => {
    const { code, err, out } = why("base", "more", "income", "2024")
    assert.deepStrictEqual([code, err], [2, ""])
    assert.match(out, /^What makes the difference in 2024: Income\n/)
    assert.match(out, /\nIncome \(yuan\) in 2024: A 158\.5, B 197\.2, B − A \+38\.\d+\.\n/)
    assert.match(out, /They part in 2022 at Effort/)
    assert.match(out, /\n Income +yuan +2024 +158\.5\d* +197\.2 +\+38\.\d+ +2022\n/)
    assert.match(out, /Of the difference in 2024, 100\.0% comes from Effort/)
    const zh = whyZh("base", "more", "income", "2024").out
    assert.match(zh, /^2024 年差异的来源：收入\n/)
    assert.match(zh, /\n收入（元），2024 年：A 为 158\.5，B 为 197\.2，B − A 为 \+38\.\d+。\n/)
    assert.match(why("base", "more", "income", "2024", "--md").out, /^# What makes the difference in 2024: Income/)

    const { divergence, since, year } = JSON.parse(why("base", "more", "income", "2024", "--json").out)
    assert.deepStrictEqual([year, since], [2024, 2022])
    assert.deepStrictEqual([divergence.way.steps.at(-1).indicator, divergence.way.steps.at(-1).year], ["income", 2024])
    // The first year in which it differs is what is told without a year.
    const [without, firstOnes] = [[], ["2022"]].map(
      (more) => JSON.parse(why("base", "more", "income", ...more, "--json").out).divergence.way
    )
    assert.deepStrictEqual(firstOnes, without)
  })

  it("says of a year without a difference when there first is one, and ends with 0", () => {
    const { code, out } = why("base", "toy/scenarios/more.yaml", "income", "2021")
    assert.strictEqual(code, 0)
    assert.include(
      out.replaceAll(/\n */g, " "),
      "Income does not differ in 2021; it first differs in 2022: gongfu why base toy/scenarios/more.yaml income 2022"
    )
    assert.include(
      whyZh("base", "more", "income", "2021").out,
      "收入在 2021 年没有差异，首个不同的年份为 2022 年：gongfu why base more income 2022"
    )
    const { divergence, since } = JSON.parse(why("base", "more", "income", "2021", "--json").out)
    assert.deepStrictEqual([divergence, since], [null, 2022])
    assert.include(why("base", "base", "income", "2024").out, "nor in any other year that both runs have")
    assert.include(whyZh("base", "base", "income", "2024").out, "在其他共同年份也没有差异")
    assert.isNull(JSON.parse(why("base", "base", "income", "2024", "--json").out).since)
  })

  it("refuses a year that not both runs have, one in the wrong place, two, and what is none", () => {
    for (const [args, en, zh] of [
      [
        ["base", "more", "income", "2040"],
        /do not both have the year 2040[^]*both run from 2020 to 2024/,
        /共同的年份为 2020 至 2024/
      ],
      [
        ["base", "toy/scenarios/broken.yaml", "income", "2024"],
        /both run from 2020 to 2022/,
        /共同的年份为 2020 至 2022/
      ],
      [["base", "more", "2024", "income"], /the year stands last[^]*gongfu why base more income 2024/, /应写在最后/],
      [["income", "2024", "base"], /the year stands last[^]*gongfu why base income 2024/, /应写在最后/],
      [["income", "base", "2024"], /the run stands first[^]*gongfu why base income 2024/, /推演应写在最前/],
      [["income", "2024", "nobody"], /the year stands last[^]*gongfu why income nobody 2024/, /应写在最后/],
      [["base", "income", "2023", "2024"], /one year is explained at a time, not 2023 and 2024/, /一次只解释一个年份/],
      [["base", "more", "income", "soon"], /"soon" is no year[^]*why RUN RUN VARIABLE YEAR/, /“soon”不是年份/]
    ] as const) {
      const { code, err, out } = why(...args)
      assert.deepStrictEqual([code, out], [1, ""], args.join(" "))
      assert.match(err, en)
      assert.match(whyZh(...args).err, zh)
    }
  })

  it("says so when nothing differs that the variable depends on", () => {
    const { code, out } = why("base", "base", "income")
    assert.strictEqual(code, 0)
    assert.match(
      out,
      /They do not part: of the 13 numbers that it depends on in 2020–2024, itself included, none differs\./
    )
    assert.strictEqual(why("base", "toy/scenarios/hit.yaml", "strain").code, 0)
    assert.isNull(JSON.parse(why("base", "base", "income", "--json").out).divergence)
  })

  it("tells what an analyst set by hand, and why", () => {
    const forked = Cli.aside(root, [
      "fork",
      "base",
      "effort=30%",
      "--at",
      "2022",
      "--name",
      "push",
      "--reason",
      "money came",
      "--end"
    ])
    assert.strictEqual(forked.code, 0, forked.err)
    assert.match(
      why("push", "effort", "2024").out,
      /set to 30\.0% by an analyst in 2023, because: money came; today’s policy 10\.0%/
    )
    assert.match(
      whyZh("push", "effort", "2024").out,
      /分析人员于 2023 年设为 30\.0%，理由：money came；现行政策 10\.0%/
    )
    const { code, out } = why("base", "push", "income")
    assert.strictEqual(code, 2)
    assert.match(out, /They part in 2023 at Effort/)
  })

  it("tells of a run that failed", () => {
    const { code, out } = why("base", "toy/scenarios/broken.yaml", "income")
    assert.strictEqual(code, 2)
    assert.match(out, /B stopped in 2022 at strain\./)
    assert.match(out, /They part in 2022 at Effort/)
  })

  it("holds runs of different models against each other, and refuses what neither has", () => {
    const { code, out } = why("base", "example-city/plan", "income")
    assert.include([0, 2], code)
    assert.match(out, /Defined differently in the two models, or in one only: |They part/)
    const { code: refused, err } = why("base", "more", "incme")
    assert.strictEqual(refused, 1)
    assert.match(err, /unknown indicator "incme"[^]*did you mean "income"/)
  })

  it("says where the year belongs, and which years there are, whatever number stands for one", () => {
    assert.match(why("base", "2022", "income").err, /gongfu why base income 2022/)
    for (const year of ["22", "-2022"]) assert.match(why("base", "income", year).err, /it runs from 2020 to 2024/)
  })
})
