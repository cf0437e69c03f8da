/**
 * Figures that a reader holds against each other, as commands print them: small ones are not told as zero, what differs
 * in rounding alone is no effect, numbers and their differences agree, and what cannot be measured has no figure.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

let root: string
const scenario = (name: string): string => `toy/scenarios/${name}.yaml`
const gongfu = (...args: ReadonlyArray<string>): string => {
  const { err, out } = Cli.aside(root, args)
  return out === "" ? err : out
}

const scenarioOf = (name: string, levers: Readonly<Record<string, number>>, more = ""): Record<string, string> => ({
  [`scenarios/${name}.yaml`]: [
    "gongfu: 1",
    `name: ${name}`,
    `title: {en: ${name}, zh: ${name}}`,
    "place: ..",
    "levers:",
    ...Object.entries(levers).map(([lever, value]) => `  ${lever}: ${value}`),
    more
  ].join("\n")
})

const lever = (name: string, max: number, unit = "number"): string =>
  `  ${name}: {label: {en: ${name}, zh: ${name}}, unit: ${unit}, lever: {default: 0, min: -${max}, max: ${max}}, source: {plan: "1"}}`

const assumption = (name: string, unit: string, value = 0): string =>
  `  ${name}: {label: {en: ${name}, zh: ${name}}, unit: ${unit}, value: ${value}, range: [-1, ${value + 1}], source: {assumption: "as before"}}`

const number = (name: string, equation: string, unit = "number", more = ""): string =>
  `  ${name}: {label: {en: ${name}, zh: ${name}}, unit: ${unit}, ${more}equation: "${equation}"}`

const target = (name: string, indicator: string, rest: string): string =>
  `  ${name}: {clause: "1", area: all, indicator: ${indicator}, strength: firm, by: 2023, ${rest}, label: {en: Target ${name}, zh: 目标${name}}}`

beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
  Toy.write(join(root, "toy"), {
    "gongfu.yaml": "gongfu: 1\nplace: toy\ntitle: {en: Toy town, zh: 玩具镇}\nheadline: [little, huge, whole]\n",
    "model/model.yaml": `gongfu: 1
model: toy
label: {en: Toy model, zh: 玩具模型}
years: {from: 2020, to: 2024}
units:
  number: {label: {en: number, zh: 个}, decimals: 2}
  person: {label: {en: person, zh: 人}, decimals: 0}
sectors: [economy]
`,
    "model/economy.yaml": [
      "sector: economy",
      "label: {en: Economy, zh: 经济}",
      "variables:",
      lever("tiny", 1),
      lever("one", 100),
      lever("two", 100, "person"),
      lever("debt", 100, "person"),
      assumption("weather", "number"),
      assumption("crowd", "person"),
      assumption("ground", "number", 1_000_000_000_000_000),
      number("little", "tiny * 2"),
      number("huge", "ground + one + weather"),
      number("whole", "two + crowd", "person"),
      number("balance", "two - debt", "person"),
      number("owed", "prev(owed)", "number", "initial: -5, ")
    ].join("\n"),
    "targets.yaml": [
      "gongfu: 1",
      "areas: {all: {en: All, zh: 全部}}",
      "targets:",
      target("level", "whole", "kind: level, at_least: 1.2"),
      target("growth", "owed", "kind: average_growth, from: 2020, at_least: 0.05"),
      target("multiple", "balance", "kind: multiple_of_base, from: 2020, at_least: 2")
    ].join("\n"),
    ...scenarioOf("none", {}, "  tiny: 0"),
    ...scenarioOf("seven", { tiny: 1e-7 }),
    ...scenarioOf("more", { tiny: 3e-7 }),
    ...scenarioOf("big", { one: 0.25, two: 0.25 }),
    ...scenarioOf("bigger", { one: 0.5, two: 0.25 }, "assumptions: {weather: 0.25, crowd: 0.25}"),
    ...scenarioOf("half", { two: 1 }),
    ...scenarioOf("plus", { two: 2.25 }),
    ...scenarioOf("high", { two: 1.6 }),
    ...scenarioOf("large", { two: 99.8 }, "assumptions: {crowd: 0.8}"),
    ...scenarioOf("three", { two: 3.4 })
  })
})

describe("small figures", () => {
  it("that differ are told apart, and not as zero", () => {
    const compared = gongfu("compare", scenario("seven"), scenario("more"))
    assert.match(compared, /tiny +number +2021–2024 +1e-7 +3e-7\n/)
    assert.match(compared, /little +number +A +2e-7 .*\n +B +6e-7 +\+4e-7 \(\+200\.0%\)/)
    assert.match(
      gongfu("attribute", scenario("seven"), scenario("more")),
      /A 2\.?0*e-7, B 6\.?0*e-7, B − A \+4\.?0*e-7/
    )
    assert.match(gongfu("attribute", scenario("seven"), scenario("more")), /tiny +\+4\.?0*e-7 +100\.0%/)
    assert.match(gongfu("why", scenario("seven"), "little", "2023"), /little, 2023: 2e-7 number\n[^]*= 1e-7 × 2\n/)
    Cli.aside(root, ["run", scenario("seven")])
    assert.match(gongfu("show", "seven", "--indicator", "little", "--year", "2023"), /little +number +2\.?0*e-7/)
    assert.match(gongfu("show", "seven", "--indicator", "whole", "--year", "2023"), /whole +person +0 /)
  })
})

describe("rounding alone", () => {
  it("is nobody's effect, and no difference to show beside real ones", () => {
    const attributed = gongfu("attribute", scenario("big"), scenario("bigger"), "--year", "2023")
    assert.match(attributed, /A and B 1\.000e\+15: they differ in rounding alone/)
    assert.match(attributed, /huge \(number\) +0\.0+ +0\.0+ +0\.0+\n/)
    assert.match(attributed, /whole[^\n]* \+0\.250 \(100\.0%\)/)
    const compared = gongfu("compare", scenario("big"), scenario("bigger"), "--all", "--year", "2023")
    assert.match(compared, /huge[^\n]* A +1\.000e\+15[^\n]*\n +B +1\.000e\+15 +0\.00 +–/)
    assert.match(compared, /in rounding alone/)
  })
})

describe("numbers and their differences", () => {
  it("agree as they are told, and are told alike in both tables of a comparison", () => {
    const agreeing = gongfu("compare", scenario("half"), scenario("high"), "--year", "2023")
    // 1 and 1.6 would be told as 1, 2 and +1.
    assert.match(agreeing, /Target level[^\n]* ✗ 1\.0 +✓ 1\.6 +\+0\.6\n/)
    assert.match(agreeing, /whole +person +A +1\.0 .*\n +B +1\.6 +\+0\.6 \(\+60\.0%\)/)
    // 1 and 2.25 would be told as 1, 2 and +1 by the indicator alone, and as 1.0, 2.3 and +1.3 by the target of 1.2.
    const shared = gongfu("compare", scenario("half"), scenario("plus"), "--year", "2023", "--lang", "zh")
    assert.match(shared, /目标level[^\n]* ✗ 1\.0 +✓ 2\.3 +\+1\.3\n/)
    assert.match(shared, /whole +人 +A +1\.0 .*\n +B +2\.3 +\+1\.3 \(\+125\.0%\)/)
    // 3.4, 100.6 and 97.2: with a hundred and more the tenths say nothing.
    const large = gongfu("compare", scenario("three"), scenario("large"), "--year", "2023")
    assert.match(large, /whole +person +A +3 .*\n +B +101 +\+97 /)
  })
})

describe("parts without effect", () => {
  it("are all of them where none has any, in both languages", () => {
    const args = ["attribute", scenario("half"), scenario("seven"), "--indicator", "owed", "--brief"]
    assert.match(gongfu(...args), /None of the 2 has any effect at all\./)
    assert.match(gongfu(...args, "--lang", "zh"), /全部 2 项均没有任何影响。/)
    const alone = ["attribute", scenario("half"), scenario("high"), "--indicator", "owed", "--brief"]
    assert.match(gongfu(...alone), /\nIt has no effect at all\./)
    const other = ["attribute", scenario("half"), scenario("seven"), "--indicator", "whole", "--brief"]
    assert.match(gongfu(...other), /The other one has no effect at all\./)
  })
})

describe("growth and a multiple of a base that is not above zero", () => {
  it("have no figure and no margin in the tables of a run, a comparison, a report and a solution", () => {
    for (const [language, says] of [
      ["en", "no base above 0"],
      ["zh", "基数不大于 0"]
    ] as const) {
      const told = (...args: ReadonlyArray<string>): string => gongfu(...args, "--lang", language)
      const named = language === "en" ? ["Target growth", "Target multiple"] : ["目标growth", "目标multiple"]
      const run = told("run", scenario("plus"))
      for (const name of named) assert.match(run, new RegExp(`✗ +${name} .*${says} +– `))
      assert.match(told("show", "plus"), new RegExp(`${named[0]} .*${says} +– `))
      const compared = told("compare", scenario("half"), scenario("plus"), "--all")
      assert.match(compared, new RegExp(`${named[1]} .*✗ ${says} +✗ ${says} +–\\n`))
      const solved = told(
        "solve",
        scenario("half"),
        "--target",
        "multiple",
        "--levers",
        "two",
        "-o",
        `${language}.yaml`
      )
      assert.include(solved, says)
      assert.notMatch(solved, /short by|尚差/)
      const page = join(root, `${language}.html`)
      told("report", scenario("half"), scenario("plus"), "-o", page)
      assert.isAbove(readFileSync(page, "utf8").split(`>${says}<`).length, 4)
    }
    const { comparison } = JSON.parse(gongfu("compare", scenario("half"), scenario("plus"), "--all", "--json"))
    for (const { standings, target: name } of comparison.targets)
      for (const { runs } of standings)
        for (const standing of runs) assert.strictEqual(standing.withoutBase === true, name !== "level", name)
  })
})
