/** `gongfu model check`, `docs`, `graph` and `assumptions` as processes, on the small place. */
import { join } from "node:path"
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

let root: string
beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
})

const model = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.aside(root, ["model", ...args])

describe("gongfu model", () => {
  it("checks, draws and lists the assumptions of a place", () => {
    assert.match(model("check", "toy/").out, /no fault found/)
    assert.match(model("check", "toy/").out, /✗ 1 of 4 scenarios stopped:\n\n {2}- broken in 2022 at strain/)
    assert.strictEqual(model("check", "toy/").code, 1)
    assert.match(Cli.run(join(root, "toy"), ["model", "check", "--lang", "zh"]).out, /未发现错误/)
    const graph = model("graph", "./toy", "--lang", "zh").out
    assert.match(graph, /^flowchart LR\n {2}subgraph s_economy\["经济"\]/)
    assert.match(graph, /v_effort --> v_income/)
    assert.match(graph, /v_income -\.-> v_income/)
    assert.match(
      model("assumptions", "toy/", "--by", "sector", "--md").out,
      /\| Growth +\| growth \| +\| +2\.0% +\| 0\.0% – 10\.0% \| assumed: as before \|/
    )
    assert.deepInclude(JSON.parse(model("assumptions", "toy/", "--json").out).assumptions[0], {
      name: "growth"
    })
    assert.match(model("check", "wenzou").err, /did you mean "wenzhou"\?/)
  })

  it("says how many laws held, and of a model without laws that none was checked", () => {
    assert.match(model("check", "wenzhou").out, /✓ all 73 laws held in every year of all 12 scenarios\.\n/)
    assert.match(model("check", "example-city").out, /: 16 equations, 2 levers, 13 assumptions, 1 constant\n/)
    const lawless = Toy.place()
    rmSync(join(lawless, "toy", "scenarios", "broken.yaml"))
    const { code, out } = Cli.run(lawless, ["model", "check", "toy/"])
    assert.strictEqual(code, 0, out)
    assert.notMatch(out, /held/)
    assert.match(out, /the model declares no law/)
    assert.match(Cli.run(lawless, ["model", "check", "toy/", "--lang", "zh"]).out, /模型未声明任何约束/)
  })

  it("reads a place's backtest.yaml and its figures where there are any, together with the scenarios", () => {
    const own = Toy.place()
    rmSync(join(own, "toy", "scenarios", "broken.yaml"))
    const checked = () => Cli.aside(own, ["model", "check", "toy/"])
    const write = (indicator: string, value: string) =>
      Toy.write(join(own, "toy"), {
        "backtest.yaml": `gongfu: 1
actuals: published.csv
scope: Toy town
fitted_through: 2020
indicators: [{published: Income, unit: yuan, indicator: ${indicator}}]
`,
        "published.csv": `indicator,year,value,unit,scope,source\nIncome,2021,${value},yuan,Toy town,http://page\n`
      })
    write("income", "100")
    assert.match(checked().out, /1 published indicator mapped in backtest\.yaml/)
    assert.strictEqual(checked().code, 0)
    write("incme", "100")
    assert.strictEqual(checked().code, 1)
    assert.match(checked().err, /toy\/backtest\.yaml:5:[\s\S]*unknown variable "incme"[\s\S]*did you mean "income"/)
    write("income", "a lot")
    assert.match(checked().err, /toy\/published\.csv:2:[\s\S]*"a lot" is not a number/)
    rmSync(join(own, "toy", "published.csv"))
    assert.match(checked().err, /"toy\/?" has no published\.csv/)
    Toy.write(join(own, "toy"), { "scenarios/bad.yaml": "gongfu: 1\nname: bad\nextends: nowhere.yaml\n" })
    assert.match(checked().err, /nowhere\.yaml[\s\S]*has no published\.csv|has no published\.csv[\s\S]*nowhere\.yaml/)
  })
})

describe("gongfu model docs", () => {
  it("tells of each variable what it is, how it is computed, whence, and its neighbours", () => {
    const { code, out } = model("docs", "toy/")
    assert.strictEqual(code, 0)
    assert.match(out, /^# Toy model: reference\n/)
    assert.include(out, "| [Effort](#v-effort) |  | 10.0% | 0.0% – 100.0% |  | plan, clause 1 |")
    assert.include(
      out,
      [
        '#### <a id="v-income"></a>Income',
        "",
        "`income` · computed · yuan `yuan`",
        "",
        "- **Equation**: last year’s [Income](#v-income) × (1 + [Growth](#v-growth)) × (1 + [Effort](#v-effort)) — as written: `prev(income) * (1 + growth) * (1 + effort)`",
        "- **First year**: 100",
        "- **Needs**: [Income](#v-income) (past), [Growth](#v-growth), [Effort](#v-effort)",
        "- **Needed by**: [Income](#v-income) (past)",
        "- **Laws and milestones**: Income up by a fifth",
        "- **Plan targets**: Income of 150 (by 2023, clause 1)"
      ].join("\n")
    )
    assert.include(out, "- **Value**: 2.0%\n- **Range**: 0.0% – 10.0%\n- **Source**: assumed: as before\n")
    assert.include(out, "- **Income up by a fifth** `above`: [Income](#v-income) > 1.2 × 2020’s [Income](#v-income)")
    assert.match(out, /```mermaid\nflowchart LR\n {2}subgraph s_economy\["Economy"\]/)
  })

  it("links only to what is there, once, in both languages and both forms", () => {
    for (const args of [[], ["--lang", "zh"]])
      for (const [html, link, anchor] of [
        [[], /\]\(#([^)]*)\)/g, /<a id="([^"]*)">/g],
        [["--html"], / href="#([^"]*)"/g, / id="([^"]*)"/g]
      ] as const) {
        const { out } = model("docs", "wenzhou", ...args, ...html)
        const anchors = Array.from(out.matchAll(anchor), ([, name]) => name!)
        const links = new Set(Array.from(out.matchAll(link), ([, name]) => name!))
        assert.isAbove(links.size, 300)
        assert.strictEqual(new Set(anchors).size, anchors.length)
        assert.deepStrictEqual(
          [...links].filter((name) => !anchors.includes(name)),
          []
        )
      }
  })

  it("speaks Chinese throughout, and keeps hostile text as text", () => {
    const file = join(root, "toy/model/economy.yaml")
    const before = readFileSync(file, "utf8")
    writeFileSync(file, before.replace("zh: 力度", `zh: "<script>alert(1)</script>"`))
    const { code, out } = model("docs", "toy/", "--html", "--lang", "zh")
    writeFileSync(file, before)
    assert.strictEqual(code, 0)
    assert.notInclude(out, "<script")
    assert.include(out, '<h4 id="v-effort">&lt;script&gt;alert(1)&lt;/script&gt;</h4>')
    assert.include(out, '<strong>方程</strong>：上年<a href="#v-income">收入</a> × (1 + <a href="#v-growth">增速</a>)')
    assert.notMatch(out, /Needed by|Equation|lever\b/)
  })

  it("gives the same as data", () => {
    const { format, variables } = JSON.parse(model("docs", "toy/", "--json").out)
    assert.strictEqual(format, 3)
    const income = variables.find(({ name }: { name: string }) => name === "income")
    assert.deepInclude(income, {
      kind: "equation",
      needs: [
        { name: "income", past: true },
        { name: "growth", past: false },
        { name: "effort", past: false }
      ],
      neededBy: [{ name: "income", past: true }],
      targets: ["doubled"]
    })
  })
})

describe("gongfu model graph", () => {
  it("draws what lies between a lever and a target", () => {
    const { code, out } = model("graph", "toy/", "--from", "effort", "--to", "doubled")
    assert.strictEqual(code, 0)
    assert.deepStrictEqual(out.split("\n").slice(1, -1), [
      '  subgraph s_economy["Economy"]',
      '    v_effort[/"Effort"/]',
      '    v_income["Income"]',
      "  end",
      "  v_effort --> v_income",
      "  classDef marked stroke-width:4px",
      "  class v_effort,v_income marked"
    ])
    assert.match(
      model("graph", "toy/", "--from", "effort", "--to", "doubled", "--text").out,
      /1 shortest path of 1 step; 2 variables lie on some path\.\n\nPath 1\n {2}- Effort \(effort\)\n {2}- → Income \(income\)\n/
    )
    assert.deepStrictEqual(
      JSON.parse(model("graph", "toy/", "--from", "income", "--to", "income", "--json").out).paths,
      {
        count: 1,
        shortest: [
          [
            { indicator: "income", past: false },
            { indicator: "income", past: true }
          ]
        ]
      }
    )
  })

  it("says in a sentence that there is no path, with exit code 0", () => {
    for (const [lang, told] of [
      ["en", "growth does not reach strain: no path of needs leads there."],
      ["zh", "growth 影响不到 strain：没有任何依赖路径。"]
    ] as const)
      assert.deepStrictEqual(model("graph", "toy/", "--from", "growth", "--to", "strain", "--lang", lang), {
        code: 0,
        out: `${told}\n`,
        err: ""
      })
  })

  it("narrows to a sector, and takes one end", () => {
    const { out } = model("graph", "wenzhou", "--sector", "low_income")
    assert.lengthOf(out.match(/subgraph/g)!, 1)
    assert.match(out, /v_low_income_part --> v_low_income_income/)
    assert.notMatch(out, /v_gdp\b/)
    const reached = model("graph", "toy/", "--from", "effort").out
    assert.match(reached, /v_effort --> v_strain/)
    assert.notMatch(reached, /v_growth/)
  })

  it("names every unknown name with the nearest one, and asks for both ends", () => {
    const { code, err } = model("graph", "toy/", "--from", "efort", "--to", "double", "--sector", "econmy")
    assert.strictEqual(code, 1)
    for (const near of ["effort", "doubled", "economy"]) assert.include(err, `did you mean "${near}"?`)
    assert.match(model("graph", "toy/", "--from", "doubled").err, /the model has nothing named "doubled"/)
    assert.match(model("graph", "toy/", "--text").err, /--text says nothing without --from NAME and --to NAME/)
  })
})

describe("gongfu model assumptions", () => {
  it("tells how far each moves the headline results in a year", () => {
    // Income grows by 1.02 * 1.1 a year; at 1.1 and at 1.0 instead of 1.02 that is over two years +16.3% and -3.9%.
    const { code, out } = model("assumptions", "toy/", "--md", "--year", "2022")
    assert.strictEqual(code, 0)
    assert.include(out, "1: Income (yuan), 125.9; changes in percent of it")
    assert.match(
      out,
      /^\| Growth +\| growth \| +20\.2% \| -3\.9…\+16\.3 \| +\| 2\.0% +\| 0\.0% – 10\.0% \| assumed: as before \|$/m
    )
    const { assumptions, headline, year } = JSON.parse(model("assumptions", "toy/", "--json").out)
    assert.strictEqual(year, 2023, "in which its target falls due")
    assert.deepInclude(headline[0], { indicator: "income", unit: "yuan" })
    const [growth] = assumptions
    assert.approximately(growth.high.changes.income, (1.1 / 1.02) ** 3 - 1, 1e-12)
    assert.approximately(growth.low.changes.income, (1 / 1.02) ** 3 - 1, 1e-12)
    assert.approximately(growth.swing, growth.high.changes.income - growth.low.changes.income, 1e-12)
  })

  it("lists them by sector when asked, refuses a year that is not there, and ranks the shipped place", () => {
    assert.match(model("assumptions", "toy/", "--by", "sector").out, /1 in all\. A scenario may change/)
    // Of an assumption over members each has a row, which says of what it is.
    assert.notMatch(model("assumptions", "wenzhou", "--by", "sector", "--md").out, /^\| +\|/m)
    assert.match(model("assumptions", "toy/", "--year", "2050").err, /no year 2050[\s\S]*from 2020 to 2024/)
    const { assumptions, year } = JSON.parse(model("assumptions", "wenzhou", "--json").out)
    assert.strictEqual(year, 2025)
    const swings = assumptions.map(({ swing }: { swing: number | null }) => swing ?? Infinity)
    assert.deepStrictEqual(
      swings,
      swings.toSorted((a: number, b: number) => b - a)
    )
    assert.isAbove(swings[0], 0)
    assert.match(model("assumptions", "wenzhou", "--lang", "zh").out, /对 2025 年主要指标没有影响/)
  })
  it("gives its reasons in the language that is asked for, and both as data", () => {
    const reason = {
      en: "compensation and site works take most of gross revenue",
      zh: "征收补偿和前期开发占出让总收入的大部分"
    }
    for (const args of [
      ["assumptions", "wenzhou", "--by", "sector", "--md"],
      ["docs", "wenzhou"],
      ["docs", "wenzhou", "--html"]
    ])
      for (const [language, other] of [
        ["en", "zh"],
        ["zh", "en"]
      ] as const) {
        const { out } = model(...args, "--lang", language)
        assert.include(out, reason[language])
        assert.notInclude(out, reason[other])
      }
    const { assumptions, format } = JSON.parse(model("assumptions", "wenzhou", "--by", "sector", "--json").out)
    assert.strictEqual(format, 3)
    const named = (name: string) => assumptions.find((one: { readonly name: string }) => one.name === name)
    assert.deepStrictEqual(named("land_cost_share").source, { assumption: reason })
    assert.deepStrictEqual(named("graduate_share").source, {
      plan: "1",
      note: { en: "12 of the 20 ten-thousands sought", zh: "目标20万人中的12万人" }
    })
    // A text that stands in one wording is that of both.
    const toy = JSON.parse(model("assumptions", "toy/", "--json").out).assumptions
    assert.deepStrictEqual(toy[0].source, { assumption: { en: "as before", zh: "as before" } })
  })
})
