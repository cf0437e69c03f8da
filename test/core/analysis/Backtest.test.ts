/**
 * Published figures against a run: every row is compared or set aside with its reason, levels are judged by ratio and
 * rates by points, and years by what the model saw of them.
 */
import { assert, describe, it } from "@effect/vitest"
import type * as Actuals from "@gongfu/core/analysis/Actuals"
import * as Backtest from "@gongfu/core/analysis/Backtest"
import * as BacktestFile from "@gongfu/core/analysis/BacktestFile"
import * as Kernel from "@gongfu/core/model/Kernel"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import * as Projection from "@gongfu/core/run/Projection"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Figure from "@gongfu/core/wording/Figure"
import * as fc from "fast-check"
import { city, faultsOf, namedRows, rows, succeed } from "./published.ts"

const model = succeed(
  ModelFiles.load(
    {
      path: "model.yaml",
      text: `gongfu: 1
model: small
label: {en: Small, zh: 小}
years: {from: 2020, to: 2023}
units:
  yuan: {label: {en: yuan, zh: 元}}
  share: {label: {en: share, zh: 比例}, ratio: true, percent: true}
sectors: [all]
`
    },
    [
      {
        path: "all.yaml",
        text: `sector: all
label: {en: All, zh: 全部}
variables:
  income:
    label: {en: Income, zh: 收入}
    unit: yuan
    initial: 100
    equation: prev(income) * 1.1
  town:
    label: {en: In town, zh: 城镇化率}
    unit: share
    initial: 0.5
    equation: prev(town) + 0.01
`
      }
    ]
  )
)

const trajectory = (() => {
  const kernel = Kernel.compile(model)
  let so = Trajectory.empty(model, 2020)
  for (const _ of Trajectory.years(model.years)) {
    const inputs = { settings: new Map(), shocks: [] }
    const projected = Projection.project(kernel, so, inputs, "refuse")
    if ("reason" in projected) throw new Error(projected.reason)
    so = projected.trajectory
  }
  return so
})()

const planText = `gongfu: 1
actuals: data/published.csv
scope: The city
fitted_through: 2021
indicators:
  - {published: Income published, unit: 100 yuan, indicator: income, factor: 100}
  - {published: Urban share, unit: "%", indicator: town, factor: 0.01, from: 2021, fitted_through: 2020}
  - {published: Never published, unit: yuan, indicator: income}
`
const planOf = (text: string) => BacktestFile.fromFile({ path: "backtest.yaml", text }, model)
const plan = succeed(planOf(planText))

describe("BacktestFile", () => {
  it("tells a name that the model lacks, and an indicator mapped twice", () => {
    const text = planText
      .replace("indicator: town", "indicator: twon")
      .replace("published: Never published", "published: Income published")
    assert.deepStrictEqual(
      faultsOf(planOf(text)).map(({ _tag, data, span }) => [_tag, span.line, (data as { meant?: unknown }).meant]),
      [
        ["UnknownName", 7, [{ name: "town" }]],
        ["MappedTwice", 8, undefined]
      ]
    )
  })

  it("reads actuals from the place's own folder only", () => {
    for (const path of ["../a.csv", "/a.csv", "data/../../a.csv", "data/a.txt"])
      assert.strictEqual(faultsOf(planOf(planText.replace("data/published.csv", path)))[0]?._tag, "WrongValue", path)
  })
})

describe("Backtest", () => {
  const actuals = succeed(
    rows(
      city("Income published", 2019, 0.9, "100 yuan"),
      city("Income published", 2020, 1, "100 yuan"),
      city("Income published", 2021, 1, "100 yuan"),
      city("Income published", 2022, 1.1, "100 yuan"),
      city("Income published", "2022 H1", 7, "100 yuan"),
      "Income published,2022,9,100 yuan,A county,http://page",
      city("Urban share", 2020, 40, "%"),
      city("Urban share", 2022, 50, "%"),
      city("Rain", 2021, 3, "mm")
    )
  )
  const found = succeed(Backtest.of(trajectory, plan, [actuals]))

  it("compares levels by their ratio and rates by points, in the model's unit", () => {
    const near = (a: number, b: number) => assert.approximately(a, b, 1e-12)
    const [base, fitted, outside, rate] = found.comparisons
    assert.deepStrictEqual(
      found.comparisons.map(({ isRate, standing, year }) => [year, isRate, standing]),
      [
        [2020, false, "base"],
        [2021, false, "fitted"],
        [2022, false, "out_of_sample"],
        [2022, true, "out_of_sample"]
      ]
    )
    near(base!.error!, 0)
    near(fitted!.published, 100)
    near(fitted!.error!, 0.1)
    near(outside!.error!, 0.1)
    near(rate!.error!, 0.02)
    near(found.summary.out_of_sample.levels.meanError, 0.1)
    near(found.summary.out_of_sample.rates.meanError, 0.02)
    assert.strictEqual(found.summary.fitted.levels.count, 1)
    assert.strictEqual(found.summary.fitted.rates.count, 0)
  })

  it("gives an error the sign of projected less published, and none to what is told as 0", () => {
    const figure = fc.oneof(
      fc.constantFrom("0", "-0", "0.0", "-1.1", "0.0000049", "0.0000051", `0.${"0".repeat(320)}1`),
      fc.integer().map(String)
    )
    fc.assert(
      fc.property(fc.array(figure, { minLength: 1, maxLength: 2 }), (values) => {
        const lines = values.map((value, i) => `Income published,${2022 + i},${value},100 yuan,The city,page`)
        const { comparisons, summary } = succeed(Backtest.of(trajectory, plan, [succeed(rows(...lines))]))
        for (const { error, published } of comparisons)
          if (error === undefined) assert.match(Figure.of(published, { label: { en: "yuan", zh: "元" } }), /^[0.]+$/)
          else assert.isAtLeast(Math.abs(published), 0.0005)
        for (const { error, projected, published } of comparisons)
          if (error !== undefined) assert.strictEqual(Math.sign(error), Math.sign(projected - published))
        const errors = comparisons.flatMap(({ error }) => (error === undefined ? [] : [Math.abs(error)]))
        const { count, meanError, withoutError } = summary.out_of_sample.levels
        assert.deepStrictEqual([count, withoutError], [errors.length, values.length - errors.length])
        const mean = errors.length === 0 ? 0 : errors.reduce((sum, error) => sum + error) / errors.length
        assert.approximately(meanError, mean, 1e-12 * mean)
      })
    )
  })

  it("refuses a figure that its factor makes larger than any number", () => {
    const huge = succeed(rows(`Income published,2022,${"9".repeat(308)},100 yuan,The city,page`))
    assert.deepStrictEqual(
      faultsOf(Backtest.of(trajectory, plan, [huge])).map(({ _tag, span }) => [_tag, span.line]),
      [["TooLarge", 2]]
    )
  })

  it("sets every other row aside with its reason, and names what is mapped and not published", () => {
    assert.deepStrictEqual(
      found.setAside.map(({ actual, reason }) => [reason, actual.indicator, actual.period]),
      [
        ["outside_run", "Income published", "2019"],
        ["part_year", "Income published", "2022 H1"],
        ["other_scope", "Income published", "2022"],
        ["other_basis", "Urban share", "2020"],
        ["unmapped", "Rain", "2021"]
      ]
    )
    assert.strictEqual(found.comparisons.length + found.setAside.length, actuals.length)
    assert.deepStrictEqual(
      found.withoutActual.map(({ published }) => published),
      ["Never published"]
    )
  })

  it("lets a later file replace a figure of the same year, and add others", () => {
    const later = succeed(
      rows(city("Income published", 2022, 1.21, "100 yuan"), city("Income published", 2023, 1, "100 yuan"))
    )
    const both = succeed(Backtest.of(trajectory, plan, [actuals, later]))
    const income = both.comparisons.filter(({ mapped }) => mapped.published === "Income published")
    assert.deepStrictEqual(
      income.map(({ published, year }) => [year, published]),
      [
        [2020, 100],
        [2021, 100],
        [2022, 121],
        [2023, 100]
      ]
    )
  })

  it("sets aside a row that a later file has again once, as the later one", () => {
    const [copy, other] = [actuals, succeed(rows(city("Rain", 2021, 4, "mm"), city("Rain", 2022, 5, "mm")))]
    assert.deepStrictEqual(succeed(Backtest.of(trajectory, plan, [actuals, copy])), found)
    assert.deepStrictEqual(
      succeed(Backtest.of(trajectory, plan, [actuals, other])).setAside.map(({ actual }) => [
        actual.indicator,
        actual.period,
        actual.value
      ]),
      [...found.setAside.slice(0, -1).map(({ actual }) => actual), ...other].map((actual) => [
        actual.indicator,
        actual.period,
        actual.value
      ])
    )
  })

  it("calls an indicator by one name in all its rows, whichever gives it, and a later file's before that", () => {
    const [first, plain, later] = [
      succeed(
        namedRows(
          "Rain,,2021,3,mm,The city,page",
          "Rain,降雨量,2022,3,mm,The city,page",
          "Never published,未公布,2021 H1,3,yuan,The city,page"
        )
      ),
      succeed(rows(city("Rain", 2023, 5, "mm"), city("Snow", 2023, 5, "mm"))),
      succeed(namedRows("Rain,年降水量,2024,3,mm,The city,page"))
    ]
    const labels = (...files: ReadonlyArray<ReadonlyArray<Actuals.Actual>>) => {
      const backtest = succeed(Backtest.of(trajectory, plan, files))
      return ["Rain", "Snow", "Never published"].map((name) => Backtest.labelOf(backtest, name))
    }
    const named = (rain: string) => [
      { en: "Rain", zh: rain },
      { en: "Snow", zh: "Snow" },
      { en: "Never published", zh: "未公布" }
    ]
    assert.deepStrictEqual(labels(first, plain), named("降雨量"))
    assert.deepStrictEqual(labels(first, plain, later), named("年降水量"))
  })

  it("refuses a figure in another unit, and two figures of one year in one file", () => {
    const bad = succeed(
      rows(
        city("Income published", 2021, 1, "100 yuan"),
        city("Income published", 2021, 2, "100 yuan"),
        city("Urban share", 2022, 0.5, "share")
      )
    )
    assert.deepStrictEqual(
      faultsOf(Backtest.of(trajectory, plan, [bad])).map(({ _tag, span }) => [_tag, span.line]),
      [
        ["ActualTwice", 3],
        ["OtherUnit", 4]
      ]
    )
  })
})
