/** `gongfu why` of one run as a user meets it: a number explained, in both languages and as data. */
import { cpSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import { of as widthOf } from "../../packages/cli/src/render/Width.ts"
import * as Cli from "./Cli.ts"
import * as WhyRuns from "./whyRuns.ts"

let root: string
beforeAll(async () => {
  root = await WhyRuns.make()
})

const why = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.aside(root, ["why", ...args])
const whyZh = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.aside(root, ["why", ...args, "--lang", "zh"])

describe("gongfu why RUN VARIABLE YEAR", () => {
  it("tells the equation, its numbers, and what they come from, of a run on record", () => {
    const { code, err, out } = why("base", "income", "2022")
    assert.deepStrictEqual([code, err], [0, ""])
    assert.strictEqual(
      out,
      `Why: Income, 2022
As it is · base-3bcb4184

Income, 2022: 125.9 yuan
│  income, computed
│  = last year’s Income × (1 + Growth) × (1 + Effort)
│  = 112.2 × (1 + 2.0%) × (1 + 10.0%)
│  · 1 + Growth: 1.02
│  · 1 + Effort: 1.10
├─ Income, 2021: 112.2 yuan
│  │  income, computed
│  │  = last year’s Income × (1 + Growth) × (1 + Effort)
│  │  = 100.0 × (1 + 2.0%) × (1 + 10.0%)
│  │  · 1 + Growth: 1.02
│  │  · 1 + Effort: 1.10
│  ├─ Income, 2020: 100.0 yuan
│  │     income, first-year value
│  ├─ Growth, 2021: 2.0%
│  │     growth, assumed: as before
│  │     the model’s own value 2.0%; range 0.0% to 10.0%
│  └─ Effort, 2021: 10.0%
│        effort, lever; plan, clause 1
│        today’s policy 10.0%; may be 0.0% to 100.0%
├─ Growth, 2022: 2.0%
│     growth, assumed: as before
│     the model’s own value 2.0%; range 0.0% to 10.0%
└─ Effort, 2022: 10.0%
      effort, lever; plan, clause 1
      today’s policy 10.0%; may be 0.0% to 100.0%
`
    )
  })

  it("tells what a scenario set and which shock hit", () => {
    const { code, out } = why("toy/scenarios/hit.yaml", "growth", "2022")
    assert.strictEqual(code, 0)
    assert.match(out, /set to 3\.0% by the scenario in 2020; the model’s own value 2\.0%; range 0\.0% to 10\.0%/)
    assert.match(out, /shock drought: 3\.0% × 0\.5 − 0\.5 pp = 1\.0%/)
    assert.match(
      whyZh("toy/scenarios/hit.yaml", "growth", "2022").out,
      /冲击 drought：3\.0% × 0\.5 − 0\.5个百分点 = 1\.0%/
    )
  })

  it("goes as deep as it is asked to, and says what lies deeper", () => {
    const shallow = why("base", "income", "2024", "--depth", "1").out
    assert.match(shallow, /├─ Income, 2023: 158\.5 yuan …|├─ Income, 2023: [\d.]+ yuan …/)
    assert.match(shallow, /9 more numbers lie deeper; --depth 2 goes one level on, --depth all to the roots\./)
    const whole = why("base", "income", "2024", "--depth", "all").out
    assert.match(whole, /Income, 2020: 100\.0 yuan/)
    assert.notMatch(whole, /lie deeper| …/)
    assert.strictEqual(why("base", "income", "2024", "--depth", "99").out, whole)
  })

  it("keeps to the width, by columns", () => {
    const args = ["why", "wenzhou/plan", "gdp", "2024", "--depth", "9", "--lang", "zh"]
    const lines = Cli.run(root, args, { COLUMNS: "80" }).out.split("\n")
    assert.isAbove(lines.length, 500)
    for (const line of lines) assert.isAtMost(widthOf(line), 80, line)
  })

  it("goes on below where the width ends, and tells each number once", () => {
    const { out } = Cli.run(root, ["why", "base", "income", "2024", "--depth", "all"], { COLUMNS: "40" })
    const lines = out.split("\n")
    for (const line of lines) assert.isAtMost(widthOf(line), 40, line)
    assert.match(out, /└─ Effort, 2024|├─ Income, 2021: 112\.2 yuan ↓ \[1\]/)
    assert.deepStrictEqual(
      lines.filter((line) => line.startsWith("[1] ")),
      ["[1] Income, 2021: 112.2 yuan"]
    )
    assert.lengthOf(out.match(/Income, 2020: 100\.0 yuan/g) ?? [], 1)
    // What two equations read is told at the first, and meant by its mark at the second.
    const twice = why("example-city/plan", "gdp", "2030", "--depth", "all").out
    const marks = [...twice.matchAll(/ → (\[\d+\])$/gm)].map(([, mark]) => mark!)
    assert.isAbove(marks.length, 0)
    for (const mark of marks)
      assert.lengthOf(
        twice.split("\n").filter((line) => line.includes(`─ ${mark} `)),
        1,
        mark
      )
  })

  it("speaks Chinese", () => {
    const { code, out } = whyZh("base", "income", "2021", "--depth", "1")
    assert.strictEqual(code, 0)
    assert.match(out, /^缘由：收入，2021 年\n现状 · base-3bcb4184\n/)
    assert.match(out, /= 上年收入 × \(1 \+ 增速\) × \(1 \+ 力度\)/)
    assert.match(out, /政策杠杆；规划第1条/)
  })

  it("gives a reason in the language that is asked for", () => {
    const asked = ["wenzhou/plan", "land_cost_share", "2025"] as const
    const reason = "land_cost_share，假设：征收补偿和前期开发占出让总收入的大部分"
    assert.include(whyZh(...asked).out, `   ${reason}\n`)
    assert.include(
      whyZh(...asked, "--md").out,
      `<br>land\\_cost\\_share，假设：征收补偿和前期开发占出让总收入的大部分\n`
    )
    assert.include(why(...asked).out, "land_cost_share, assumed: compensation and site works take most")
  })

  it("is Markdown for a review", () => {
    const { out } = why("base", "income", "2021", "--md")
    assert.match(out, /^# Why: Income, 2021\n/)
    assert.match(out, /\n- \*\*Income, 2021: 112\.2 yuan\*\*\n {2}<br>income, computed\n/)
    assert.match(out, /\n {2}- \*\*Income, 2020: 100\.0 yuan\*\*\n/)
  })

  it("gives programs every number once, with what it reads", () => {
    const { out } = why("base", "income", "2022", "--json", "--depth", "all")
    const { explanation, format } = JSON.parse(out)
    assert.strictEqual(format, 3)
    assert.strictEqual(explanation.deeper, 0)
    const names = explanation.numbers.map((one: { indicator: string; year: number }) => `${one.indicator} ${one.year}`)
    assert.strictEqual(new Set(names).size, names.length)
    for (const { computed } of explanation.numbers)
      for (const read of computed?.reads ?? []) assert.include(names, `${read.indicator} ${read.year}`)
    assert.strictEqual(explanation.numbers[0].value, 125.88840000000002)
  })

  it("explains the year in which a run failed, with what the run told", () => {
    const { code, out } = why("toy/scenarios/broken.yaml", "strain", "2022")
    assert.strictEqual(code, 0)
    assert.match(out, /The run stopped in 2022 at strain\./)
    assert.match(out, / {2}- strain = 1 \/ \(1 - effort\) = Infinity\n {2}- effort = 1\n/)
    assert.match(out, /Strain, 2022: infinity\n[^]*= 1 ÷ \(1 − 100\.0%\)[^]*Effort, 2022: 100\.0%/)
    assert.match(out, /set to 100\.0% by the scenario in 2022/)
    const data = JSON.parse(why("toy/scenarios/broken.yaml", "strain", "2022", "--json").out)
    assert.strictEqual(data.explanation.numbers[0].value, "Infinity")
  })

  it("explains the law on which a run failed", () => {
    const folder = join(root, "bound")
    cpSync(join(root, "toy"), folder, { recursive: true })
    const file = join(folder, "model", "economy.yaml")
    const law = "invariants:\n  bounded: {label: {en: Income in bounds, zh: 收入在界内}, within: [income, 0, 150]}\n"
    writeFileSync(file, readFileSync(file, "utf8").replace("milestones:", `${law}milestones:`))
    const most = "bound/scenarios/most.yaml"
    const { code, out } = why(most, "bounded", "2023")
    assert.strictEqual(code, 0)
    assert.match(out, /a law of the model does not hold, “Income in bounds” \(bounded\)\./)
    assert.match(out, / {2}- 0 <= income <= 150\n {2}- income = 182\.1032928\n\nIncome, 2023: 182\.1 yuan\n/)
    assert.strictEqual(JSON.parse(why(most, "bounded", "2023", "--json").out).explanation.law.name, "bounded")
    assert.match(why(most, "income", "2023").out, /The run stopped in 2023 at bounded\.[^]*- 0 <= income <= 150\n/)
    assert.match(why(most, "bounded", "2022").err, /stopped at it in 2023\n {2}ask for 2023/)
    assert.match(why(most, "boundd", "2023").err, /did you mean "bounded"/)
  })

  it("refuses what it cannot explain, and says what could be meant", () => {
    const cases = [
      [["base", "incme", "2022"], /unknown indicator "incme"[^]*did you mean "income"/],
      [["base", "income", "2019"], /the run has no year 2019[^]*it runs from 2020 to 2024/],
      [["toy/scenarios/broken.yaml", "income", "2023"], /the run has no year 2023[^]*it runs from 2020 to 2022/],
      [["nothing", "income", "2022"], /no run "nothing" is on record/],
      [["base", "income", "2022", "--depth", "deep"], /--depth cannot be "deep"[^]*a whole number from 0, or all/],
      [["base", "base", "income", "--depth", "2"], /--depth says nothing without a year of one run[^]*gongfu why RUN/],
      [["wenzhou/plan", "county_income", "2025"], /county_income has 12 numbers a year[^]*county_income\[lucheng\]/],
      [["base", "income"], /YEAR\|VARIABLE is missing/]
    ] as const
    for (const [args, says] of cases) {
      const { code, err, out } = why(...args)
      assert.deepStrictEqual([code, out], [1, ""], args.join(" "))
      assert.match(err, says)
    }
  })

  it("explains a few members together, and more by address", () => {
    const { code, out } = why("wenzhou/plan", "income", "2025")
    assert.strictEqual(code, 0)
    assert.match(
      out,
      /\nPer-capita disposable income · urban, 2025: [^]*\nPer-capita disposable income · rural, 2025: /
    )
    assert.strictEqual(why("wenzhou/plan", "county_income[wencheng]", "2025").code, 0)
  })
})
