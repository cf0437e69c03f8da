/** Expectations as scenario files write them: what is read, and every fault underlined where it stands. */
import { assert, describe, it } from "@effect/vitest"
import * as Expectation from "@gongfu/core/scenario/Expectation"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import * as Result from "effect/Result"
import { failure, label, model, read, root, sector, shared, success, written } from "./fixture.ts"

const years = { from: 2020, to: 2030 }
const of = (text: string) => Expectation.read(text, model, years)

describe("an expectation", () => {
  it("reads members and the year in any order, and every member that a fold folds", () => {
    const readings = (text: string) => of(text).expectation?.readings.map(Expectation.nameOf)
    assert.deepStrictEqual(readings("parts[rural][2025] > parts[2025][rural] + parts[2020][urban]"), [
      "parts[rural][2025]",
      "parts[urban][2020]"
    ])
    assert.deepStrictEqual(readings("sum(parts[2030]) < 7 || !(yield[2021] == 0)"), [
      "parts[urban][2030]",
      "parts[rural][2030]",
      "yield[2021]"
    ])
  })

  it("shows its sides in the unit that the model writes, and in a computed one where there is none", () => {
    const unit = (text: string) => of(text).expectation?.sides?.unit
    assert.strictEqual(unit("2 * yield[2020] <= max(yield[2025], outlook[2025])"), "yuan")
    assert.strictEqual(unit("tax[2025] > 0.3"), "share")
    assert.strictEqual(unit("0 < mean(split[2025]) / 2"), "share")
    assert.strictEqual(unit("yield[2025] / yield[2020] >= 2"), "1")
    assert.strictEqual(unit("yield[2025] * outlook[2020] >= 2"), "yuan*yuan")
    assert.isUndefined(unit("tax[2025] > 0.3 && tax[2026] > 0.3"))
  })

  const faulty: ReadonlyArray<readonly [fault: string, text: string, remedy: RegExp]> = [
    ["YearMissing", "«yield» >= 2 * yield[2020]", /yield\[2030\]/],
    ["YearMissing", "«parts[rural]» > 0", /parts\[rural\]\[2030\]/],
    ["YearNotProjected", "«yield[2031]» > 0", /correct the year/],
    ["YearNotProjected", "«yield[2019]» > 0", /correct the year/],
    ["UnknownIndicator", "«yeild[2025]» > 0", /^did you mean "yield"\?$/],
    ["UnknownIndicator", "«harvest_of_last_autumn[2025]» > 0", /^correct the name; gongfu model docs/],
    ["UnknownMember", "«parts[urbn][2025]» > 0", /urban, rural/],
    ["MemberNeeded", "«parts[2025]» > 0", /^pick one \(parts\[…\]\[2025\]\), or fold it \(sum\(parts\[2025\]\)\)$/],
    ["PickedTwice", "«parts[urban][rural][2025]» > 0", /keep one/],
    ["UnitsDisagree", "«yield[2025] > tax[2025]»", /^name indicators of one unit, or compare with a number alone/],
    ["NumberOrTruth", "«yield[2025] + yield[2020]»", /compare/],
    ["NoCurrentYear", "yield[2025] > «prev(yield[2025])»", /yield\[2024\]/],
    ["NoCurrentYear", "yield[2025] > «initial(yield)»", /yield\[2020\]/],
    ["NoCurrentYear", "tax[2025] > 0 && «year» > 2021", /number itself/],
    ["NoCurrentYear", "tax[2025] > 0 && «elapsed» > 1", /number itself/],
    ["NoCurrentYear", "yield[2025] > «prev(yield[2025] + posts[2025])»", /^name the year of each variable/],
    ["NoCurrentYear", "yield[2025] > «initial()»", /^name the year of each variable/],
    ["NotAnExpectation", "yield[2025] >«»", /gdp\[2025\]/],
    ["NotAllowed", "«yield[2025][2026]» > 0", /arithmetic/],
    ["NotAllowed", "«yield[2025.0]» > 0", /arithmetic/],
    ["NotAllowed", "«yield['2025']» > 0", /arithmetic/],
    ["NotAllowed", "«yield[2020 + 5]» > 0", /arithmetic/],
    ["UnknownFunction", "«total»(parts[2025]) > 0", /^there are: min, .*sum/],
    ["UnknownFunction", "«previous»(yield[2025]) > 0", /^there are: min/],
    ["UnknownFunction", "«pre»(yield[2025]) > 0", /^there are: min/],
    ["NotAllowed", "yield[2025] «=» yield[2020]", /^write ==$/],
    ["NotAllowed", "2 * yield[2025] «=» yield[2020]", /^write ==$/],
    ["NotAllowed", "yield[2025] «≥» yield[2020]", /^write >=$/],
    ["ReadsNothing", "«1 < 2»", /gdp\[2025\]/]
  ]

  it.each(faulty)("%s is told at its place: %s", (fault, marked, remedy) => {
    const text = marked.replaceAll(/[«»]/g, "")
    const source = read(
      `gongfu: 1\nname: a\ntitle: {en: A, zh: 甲}\nplace: ..\nexpect:\n  - tax[2025] > 0\n  - "${text}"\n`
    )
    const faults = failure(Resolution.of([source], model))
    assert.deepStrictEqual(
      faults.map(({ _tag }) => _tag),
      [fault]
    )
    const { problem, remedy: next, span } = faults[0]!
    assert.strictEqual(span.line, 7)
    assert.strictEqual(span.column, 6 + marked.indexOf("«"))
    const underlined = marked.slice(marked.indexOf("«") + 1, marked.indexOf("»"))
    if (underlined !== "")
      assert.strictEqual(span.text.slice(span.column - 1, span.column - 1 + span.length), underlined)
    assert.match(next.en, remedy)
    assert.match(problem.zh, /\p{Script=Han}/u)
    assert.match(next.zh, /\p{Script=Han}/u)
  })

  it("tells units in words, and the part in which they do not agree as it is written", () => {
    const [fault] = of("tax[2025] > 0 && yield[2025] * outlook[2025]  > tax[2025] + split[rural][2025]").faults
    assert.deepStrictEqual(fault!.problem, {
      en: "units do not agree in yield[2025] * outlook[2025] > tax[2025] + split[rural][2025]: yuan·yuan and a pure number",
      zh: "“yield[2025] * outlook[2025] > tax[2025] + split[rural][2025]”中单位不一致：元·元与无量纲的数"
    })
    assert.strictEqual(of("ln(yield[2025]) > 1").faults[0]!.problem.zh, "ln 需要无量纲的数，实为元")
  })

  it.each([
    ["yield[2025] >= 30，000", ["30000"]],
    ["yield[2025] >= 30,000", ["30000"]],
    ["yield[2025] >= ３０，０００．５", ["30000.5"]],
    ["yield[2025] >= 1.8万", ["18000"]],
    ["1.8 万元 <= yield[2025]", ["18000"]],
    ["tax[2025] > 0.5 && yield[2025] >= 200元", ["200"]],
    ["yield【2025】 >= 2", ["[2025]"]],
    ["yield【２０２５】 >= 2", ["[2025]"]],
    ["yield[2025年] >= 2", ["2025"]],
    ["yield[2025] ≥ 2", [">="]],
    ["yield[2025] > 2 and tax[2025] > 0.1", ["&&"]],
    ["yield[2025] > 2 AND NOT (tax[2025] > 0.1)", ["&&", "!"]],
    ["yield[2025] > 2元且tax[2025] > 0.1 或者 tax[2026] > 0.1", ["2", "||"]],
    ["yield[2025] > 2 并且 tax[2025] > 0.1", ["&&"]],
    ["min(yield[2025]、outlook[2025]) > 2", [","]],
    ["min(yield[2025]，200) > 2", [","]]
  ])("of %s says how each part is written here", (text, instead) => {
    const { expectation, faults } = of(text)
    assert.isUndefined(expectation)
    assert.deepStrictEqual(
      faults.map(({ _tag, remedy }) => [_tag, remedy.en, remedy.zh]),
      instead.map((one) => ["NotAllowed", `write ${one}`, `请写作 ${one}`])
    )
  })

  it("says a number with a numeral in the unit that it is compared in, and none where that cannot be told", () => {
    const inHundreds = success(
      ModelFiles.load({ path: "model.yaml", text: shared.replace("en: yuan, zh: 元", "en: 100 yuan, zh: 百元") }, [
        { path: "all.yaml", text: sector }
      ])
    )
    const remedy = (text: string) => Expectation.read(text, inHundreds, years).faults[0]!.remedy.en
    assert.strictEqual(remedy("yield[2025] >= 3万"), "write 300")
    assert.strictEqual(remedy("tax[2025] > 0.5 && yield[2025] >= 3万元"), "write 300")
    assert.match(remedy("yield[2025] / tax[2025] >= 3万"), /^compare indicators/)
  })

  it("says in Chinese nothing in the parser's English", () => {
    const known = ["yield[2025] >", "yield[2025] > 1 1", "yield[2025] > 3x", "yield[2025] @ 1", "'a", "1 = 'b", "1__0"]
    const others = ["\\u12", "/a", "`a", "a ?? b || c", "super", "import x", "break", "enum", "1 + /* x", "export 1"]
    for (const text of [...known, ...others]) {
      const { faults } = of(text)
      assert.isNotEmpty(faults)
      for (const { problem } of faults) assert.notMatch(problem.zh, /[a-z]{3,} [a-z]{2,}/i, text)
    }
    const said = (text: string) => of(text).faults.map(({ problem }) => problem)
    assert.deepStrictEqual(said("yield[2025] >"), [
      { en: "not a condition: it ends before it is complete", zh: "不是合法的条件：内容不完整" }
    ])
    assert.deepStrictEqual(said("yield[2025] > 3x"), [
      { en: "not a condition: words right after a number", zh: "不是合法的条件：数值之后不能直接写文字" }
    ])
  })

  it("is advised nothing that would be a fault in it", () => {
    const remedyOf = (text: string, fault: string, language: "en" | "zh") =>
      of(text).faults.find(({ _tag }) => _tag === fault)!.remedy[language]
    for (const language of ["en", "zh"] as const) {
      for (const text of ["parts[2025] > 0", "parts > 0"]) {
        const remedy = remedyOf(text, "MemberNeeded", language)
        assert.notMatch(remedy, /equation|方程/)
        const advised = [/parts\[…\][[\d\]]*/, /sum\([^)]*\)/].map((one) => one.exec(remedy)![0])
        for (const one of advised) assert.deepStrictEqual(of(`${one.replace("…", "rural")} > 0`).faults, [], one)
      }
      const functions = remedyOf("total(yield[2025]) > 0", "UnknownFunction", language).match(/[a-z_]+(?=[,、]|$)/g)!
      assert.includeMembers(functions, ["min", "sum", "lookup"])
      for (const name of functions) {
        const tags = of(`${name}(yield[2025]) > 0`).faults.map(({ _tag }) => _tag)
        assert.notInclude(tags, "NoCurrentYear", name)
      }
    }
  })

  it("about several dimensions is advised to name the one that is folded", () => {
    const band = "  band: {label: {en: Band, zh: 档}, members: [{name: low, label: {en: low, zh: 低}}]}\n"
    const grid = "  grid: {label: {en: Grid, zh: 表}, unit: yuan, over: [residence, band], equation: outlook}\n"
    const wide = success(
      ModelFiles.load({ path: "model.yaml", text: shared.replace("sectors:", `${band}sectors:`) }, [
        { path: "all.yaml", text: `${sector}${grid}` }
      ])
    )
    const remedies = (text: string) => Expectation.read(text, wide, years).faults.map(({ remedy }) => remedy.en)
    assert.deepStrictEqual(remedies("grid[2025] > 0"), [
      "pick one (grid[…][2025]), or fold it (sum(grid[2025], residence))",
      "pick one (grid[…][2025]), or fold it (sum(grid[2025], band))"
    ])
    assert.deepStrictEqual(remedies("sum(grid[2025], residence) > 0"), [
      "pick one (grid[…][2025]), or fold it (sum(grid[2025]))"
    ])
    assert.deepStrictEqual(remedies("grid[rural][2025] > 0"), [
      "pick one (grid[rural][…][2025]), or fold it (sum(grid[rural][2025]))"
    ])
    assert.deepStrictEqual(remedies("sum(sum(grid[2025], residence), band) > 0"), [])
  })

  it("all faults of all expectations of all files are told at once", () => {
    const child = written(
      { gongfu: 1, name: "c", title: label, extends: "p.yaml", expect: ["a[2025] > b", "tax[2020]"] },
      "c.yaml"
    )
    const parent = written({ ...root, expect: ["yield[1999] > 0"] }, "p.yaml")
    assert.deepStrictEqual(
      failure(Resolution.of([child, parent], model)).map(({ _tag, span }) => `${span.file} ${_tag}`),
      ["c.yaml UnknownIndicator", "c.yaml UnknownIndicator", "c.yaml NumberOrTruth", "p.yaml YearNotProjected"]
    )
  })

  it("is checked in the years of its own file: a shorter child need not repeat a longer parent's", () => {
    const child = (expect: ReadonlyArray<string>) =>
      written({ gongfu: 1, name: "c", title: label, extends: "p.yaml", years: { from: 2020, to: 2024 }, expect })
    const parent = written({ ...root, expect: ["yield[2030] > 0"] })
    assert.deepStrictEqual(
      [...success(Resolution.of([child(["tax[2024] > 0"]), parent], model)).expect],
      ["tax[2024] > 0"]
    )
    assert.isTrue(Result.isFailure(Resolution.of([child(["tax[2025] > 0"]), parent], model)))
  })
})
