/** A pattern is a way of writing: what uses it is the model in which everything is written out. */
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { placeOf } from "./marked.ts"

const label = (en: string, zh: string) => `{en: "${en}", zh: "${zh}"}`
const shared = (patterns: string) => `gongfu: 1
model: tiny
label: ${label("Tiny", "小")}
years: {from: 2020, to: 2030}
units: {item: {label: ${label("item", "个")}}, year: {label: ${label("year", "年")}}}
${patterns}
sectors: [all]
`

/** A stock that grows by what is built; \`x\` stands for the name of the use and for its label. */
const stock = (x: string, en: string, zh: string) => `
  ${x}_stock:
    label: ${label(`${en}: there`, `${zh}：已有`)}
    note: ${label(`all ${en}`, `全部${zh}`)}
    over: [${x}]
    unit: item
    initial: {old: ${x}_first, late: "0"}
    equation: prev(${x}_stock) + ${x}_built
`
const law = (x: string, en: string, zh: string) => `
  ${x}_counted:
    label: ${label(`${en} are counted`, `${zh}计数`)}
    over: [${x}]
    within: [${x}_stock, 0, 1000]
  ${x}_same:
    label: ${label(`${en} are themselves`, `${zh}自等`)}
    equal: [sum(${x}_stock), sum(${x}_stock)]
`
const pattern = `pattern: growth
label: ${label("Growth", "增长")}
variables:${stock("$", "$", "$")}invariants:${law("$", "$", "$")}`

const own = (x: string) => `
  ${x}_first: {label: ${label("First", "初始")}, unit: item, value: 3, source: {statistic: p. 1}}
  ${x}_built:
    label: ${label("Built", "建成")}
    unit: item/year
    over: [${x}]
    value: {old: 1, late: 2}
    source: {statistic: p. 1}
`
const dimensions = (x: string) => `dimensions:
  ${x}:
    label: ${label("Kind", "种类")}
    members: [{name: old, label: ${label("old", "旧")}}, {name: late, label: ${label("new", "新")}}]
`
const head = `sector: all
label: ${label("All", "全部")}
`

const load = (model: string, ...files: ReadonlyArray<readonly [string, string]>) =>
  ModelFiles.load(
    { path: "model.yaml", text: model },
    files.map(([path, text]) => ({ path, text }))
  )

const used = (x: string, sector = own(x)) =>
  load(
    shared("patterns: [growth]"),
    ["growth.yaml", pattern],
    [
      "all.yaml",
      `${head}${dimensions(x)}uses: {${x}: {pattern: growth, label: ${label("Roads", "道路")}}}\nvariables:${sector}`
    ]
  )

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/).filter((text) => !["old", "late", "year"].includes(text))

describe("Pattern", () => {
  it("used under any name is the model written out", () => {
    fc.assert(
      fc.property(name, (x) => {
        const written = load(shared(""), [
          "all.yaml",
          `${head}${dimensions(x)}variables:${own(x)}${stock(x, "Roads", "道路")}invariants:${law(x, "Roads", "道路")}`
        ])
        const [short, long] = [used(x), written].map((result) => Result.map(result, ({ document }) => document))
        // A name that the language keeps for itself is refused, written out or not.
        fc.pre(Result.isSuccess(long!))
        assert.deepStrictEqual(Result.getOrThrow(short!), Result.getOrThrow(long))
      })
    )
  })

  it("what a use lacks is told where the pattern names it, with the name that was meant", () => {
    const lacking = used("road", own("road").replaceAll("road_first", "rode_first"))
    assert.isTrue(Result.isFailure(lacking))
    const [fault, ...others] = Result.isFailure(lacking) ? lacking.failure : []
    assert.strictEqual(fault!.problem.en, 'unknown variable "road_first"')
    assert.include(fault!.remedy.en, "rode_first")
    assert.deepInclude(placeOf(fault!), { file: "growth.yaml", line: 9 })
    assert.lengthOf(others, 0)
  })

  it("a fault in a pattern that cannot be read is told once, without an echo from its uses", () => {
    const broken = load(
      shared("patterns: [growth]"),
      ["growth.yaml", pattern.replace("unit: item", "units: item")],
      [
        "all.yaml",
        `${head}${dimensions("x")}uses: {x: {pattern: growth, label: ${label("X", "甲")}}}\nvariables:${own("x")}`
      ]
    )
    const faults = Result.isFailure(broken) ? broken.failure : []
    assert.deepStrictEqual([...new Set(faults.map(({ span }) => span.file))], ["growth.yaml"])
  })

  it("a sector's own dimension is told where the sector declares it", () => {
    const twice = load(
      shared(`dimensions: {road: {label: ${label("R", "路")}, members: [{name: one, label: ${label("1", "一")}}]}}`),
      ["all.yaml", `${head}${dimensions("road")}variables:${own("road")}`]
    )
    const faults = Result.isFailure(twice) ? twice.failure : []
    assert.include(
      faults.map(({ span }) => span.file),
      "all.yaml"
    )
  })
})
