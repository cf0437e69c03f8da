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
    ["UnitsDisagree", "«yield[2025] > tax[2025]»", /convert/],
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
