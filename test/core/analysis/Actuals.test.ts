/** Published figures are read, or told with their lines. */
import { assert, describe, it } from "@effect/vitest"
import * as Actuals from "@gongfu/core/analysis/Actuals"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { city, faultsOf, namedRows, read, rows, succeed } from "./published.ts"

describe("Actuals", () => {
  it("keeps parts of a year apart from years, and derived figures from published ones", () => {
    const found = succeed(
      rows(
        city("A", 2021, 1.5, "yuan"),
        city("A", "2021 Q1-3", -2, "yuan"),
        city("A", "2019 Jan-Aug", 3, "yuan"),
        "A,2022,3,yuan,The city,derived: 1 + 2"
      )
    )
    assert.deepStrictEqual(
      found.map(({ derived, value, year }) => [year, value, derived]),
      [
        [2021, 1.5, false],
        [undefined, -2, false],
        [undefined, 3, false],
        [2022, 3, true]
      ]
    )
  })

  it("reads no number that is not finite, however many digits it has", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 700 }),
        fc.constantFrom("", "-"),
        fc.constantFrom("1", "9"),
        (n, sign, d) => {
          const value = `${sign}${d.repeat(n)}`
          const found = rows(`A,2021,${value},yuan,The city,page`)
          const told = Result.isFailure(found) ? found.failure.map(({ _tag }) => _tag) : found.success[0]!.value
          assert.deepStrictEqual(told, Number.isFinite(Number(value)) ? Number(value) : ["WrongNumber"])
        }
      )
    )
  })

  it("reads years and values as a Chinese keyboard writes them", () => {
    const found = succeed(
      rows(
        "A,2024年,1.5,yuan,The city,page",
        "A,２０２３ 年,－１．５,yuan,The city,page",
        "A,２０２２年 H1,3,yuan,The city,page"
      )
    )
    assert.deepStrictEqual(
      found.map(({ period, value, year }) => [period, year, value]),
      [
        ["2024", 2024, 1.5],
        ["2023", 2023, -1.5],
        ["2022 H1", undefined, 3]
      ]
    )
  })

  it("says of an empty field what its column needs, and never to make up a value", () => {
    const remedies = Actuals.columns.map((column) => {
      const full = { indicator: "A", year: "2021", value: "1", unit: "yuan", scope: "The city", source: "page" }
      return faultsOf(rows(Object.values({ ...full, [column]: "" }).join()))[0]!.remedy
    })
    for (const language of ["en", "zh"] as const)
      assert.strictEqual(new Set(remedies.map((remedy) => remedy[language])).size, Actuals.columns.length)
    assert.match(remedies[2]!.en, /^remove the row/)
    assert.match(remedies[5]!.en, /cannot be checked/)
  })

  it("takes the Chinese name of an indicator from a column that may be missing, or empty in any row", () => {
    const rest = "2021,1,yuan,The city,page"
    const found = succeed(namedRows(`A, 甲 ,${rest}`, `B,,${rest}`))
    assert.deepStrictEqual(
      found.map(({ indicator, indicatorZh, unit, value }) => [indicator, indicatorZh, value, unit]),
      [
        ["A", "甲", 1, "yuan"],
        ["B", undefined, 1, "yuan"]
      ]
    )
    const unplaced = (actuals: ReadonlyArray<Actuals.Actual>) =>
      actuals.map((actual) => ({ ...actual, span: undefined }))
    assert.deepStrictEqual(unplaced(succeed(rows(`A,${rest}`))), unplaced(succeed(namedRows(`A,,${rest}`))))
    assert.deepStrictEqual(
      faultsOf(namedRows(`A,${rest}`, `A,甲,${rest}`, `A,乙,${rest}`, `,丙,${rest}`)).map(({ _tag, problem, span }) => [
        _tag,
        span.line,
        problem.en
      ]),
      [
        ["WrongFields", 2, "the row has 6 fields, not 7"],
        ["TwoNames", 4, '"A" is called 乙 here and 甲 in line 3'],
        ["EmptyField", 5, "indicator is empty"]
      ]
    )
    for (const separator of [";", "\t"])
      assert.strictEqual(faultsOf(read(Actuals.columnsWithChinese.join(separator)))[0]?._tag, "WrongSeparator")
    const elsewhere = [...Actuals.columns, "indicator_zh"].join()
    assert.match(faultsOf(read(elsewhere))[0]!.remedy.en, /indicator_zh may follow indicator/)
  })

  it("tells every bad row at once, with its line and the text that is meant", () => {
    const faults = faultsOf(
      rows(
        city("A", "2021", 1, "yuan"),
        "A,2021,about 3,yuan,The city,page",
        "A,21,3,yuan,The city,page",
        "A,2021 spring,3,yuan,The city,",
        "A,2021,3,yuan,The city",
        ",2021,3,yuan,The city,page"
      )
    )
    assert.deepStrictEqual(
      faults.map(({ _tag, span }) => [
        _tag,
        span.line,
        span.text.slice(span.column - 1, span.column - 1 + span.length)
      ]),
      [
        ["WrongNumber", 3, "about 3"],
        ["WrongPeriod", 4, "21"],
        ["EmptyField", 5, "A,2021 spring,3,yuan,The city,"],
        ["WrongPeriod", 5, "2021 spring"],
        ["WrongFields", 6, "A,2021,3,yuan,The city"],
        ["EmptyField", 7, ",2021,3,yuan,The city,page"]
      ]
    )
    const [head] = faultsOf(read("x,y"))
    assert.strictEqual(head?._tag, "WrongColumns")
    assert.strictEqual(faultsOf(read(""))[0]?._tag, "WrongColumns")
  })
})
