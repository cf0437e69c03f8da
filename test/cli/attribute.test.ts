import { existsSync } from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

let root: string

const scenario = (name: string): string => `toy/scenarios/${name}.yaml`
const gongfu = (...args: ReadonlyArray<string>) => Cli.aside(root, ["attribute", ...args])

beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
  Toy.write(root, {
    "toy/scenarios/mixed.yaml": `gongfu: 1
name: mixed
title: {en: Effort in a slump, zh: 下行中加力}
extends: more.yaml
assumptions:
  growth: 0.03
shocks:
  - {name: slump, on: growth, plus: {2022: -0.05}, because: {en: drawn, zh: 虚构}}
`,
    "toy/scenarios/short.yaml": `gongfu: 1
name: short
title: {en: Short, zh: 短期}
extends: more.yaml
years: {from: 2020, to: 2022}
`
  })
})

describe("gongfu attribute", () => {
  it("tells what each lever, assumption and shock made of the difference, the largest first", () => {
    const { code, err, out } = gongfu(scenario("base"), scenario("mixed"), "--year", "2023")
    assert.deepStrictEqual([code, err], [0, ""])
    assert.match(out, /^Attribution\n/)
    assert.match(out, /A +base-[0-9a-f]{8} +As it is/)
    assert.match(
      out,
      /What differs: 1 lever, 1 assumption, 1 shock\. Shapley values, exact: all 8 combinations of 3 parts,/
    )
    assert.match(out, /Income in 2023 \(yuan\)\nA 141\.2, B 157\.8, B − A \+16\.6 \(\+11\.7%\)/)
    const rows = [...out.matchAll(/^ (Effort|Growth \(slump\)|Growth|All, B − A) .* ([+-][\d.]+) +(-?[\d.]+%)$/gm)]
    assert.deepStrictEqual(
      rows.map(([, name]) => name),
      ["Effort", "Growth (slump)", "Growth", "All, B − A"]
    )
    const sizes = rows.map(([, , made]) => Number(made))
    assert.closeTo(sizes[0]! + sizes[1]! + sizes[2]!, sizes[3]!, 0.15)
    assert.match(out, /Policy and circumstance\n Indicator.*A, B's policy.*Policy +Circumstance +Interaction/s)
    assert.isFalse(existsSync(join(root, "gongfu.sqlite")), "files need no store")
  })

  it("as JSON: the parts sum to the difference, the corners are those of runs, and the bytes are always the same", () => {
    const args = [scenario("base"), scenario("mixed"), "--indicator", "income", "--indicator", "strain", "--json"]
    const { code, out } = gongfu(...args)
    assert.strictEqual(code, 0)
    assert.strictEqual(gongfu(...args).out, out)
    const { attribution, format } = JSON.parse(out)
    assert.strictEqual(format, 1)
    assert.deepStrictEqual(attribution.years, [2024])
    assert.deepStrictEqual(attribution.method, { kind: "exact", runs: 8 })
    const [income, strain] = attribution.differences
    const sum = income.parts.reduce((all: number, { value }: { value: number }) => all + value, 0)
    assert.closeTo(sum, income.b - income.a, 1e-9)
    assert.deepStrictEqual(
      strain.parts.map(({ kind, player, value }: Record<string, unknown>) => [kind, player, value !== 0]),
      [
        ["lever", "effort", true],
        ["assumption", "growth", false],
        ["shock", "slump", false]
      ]
    )
    const more = JSON.parse(gongfu(scenario("base"), scenario("more"), "--json").out).attribution.differences[0]
    assert.strictEqual(income.policyAndCircumstance.corners.policyOfB, more.b)
    assert.strictEqual(income.policyAndCircumstance.corners.a, more.a)
  })

  it("tells both sides and their difference so that they agree with each other and with the parts", () => {
    const { out } = gongfu("example-city/plan", "example-city/business-as-usual", "--by", "kind")
    const told = [...out.matchAll(/^A (\S+), B (\S+), B − A (\S+) .*?All, B − A +(\S+) /gms)]
    assert.isAbove(told.length, 3)
    for (const [all, ...figures] of told) {
      const [a, b, difference, whole] = figures.map((figure) => Number(figure.replaceAll(",", "")))
      const decimals = /\.(\d+)/.exec(figures[3]!)?.[1]!.length ?? 0
      assert.closeTo(b! - a!, difference!, 1e-6, all)
      assert.closeTo(difference!, whole!, 0.501 * 10 ** -decimals, all)
    }
  })

  it("puts parts together by sector and by kind, as text, Markdown and in Chinese", () => {
    const sides = [scenario("base"), scenario("mixed")]
    assert.match(gongfu(...sides, "--by", "sector", "--md").out, /^\| Economy +\| 1 lever, 1 assumption, 1 shock \|/m)
    const { out } = gongfu(...sides, "--by", "kind", "--lang", "zh")
    assert.match(out, /有差异的输入：1 项政策杠杆、1 项假设、1 次冲击。沙普利值，精确计算：3 个分解单位的全部 8 种组合/)
    assert.match(out, /^ 政策杠杆 .*%$/m)
    assert.match(out, /政策与外部条件/)
  })

  it("says so when nothing differs, or not yet, and ends with 0", () => {
    const same = gongfu(scenario("base"), scenario("base"))
    assert.strictEqual(same.code, 0)
    assert.match(same.out, /Nothing differs through 2024: both have the same inputs and the same values\./)
    const late = gongfu(scenario("more"), scenario("most"), "--year", "2021")
    assert.strictEqual(late.code, 0)
    assert.match(
      late.out,
      /Nothing differs through 2021.*\n\nNot counted, since they differ only after 2021: Effort\./s
    )
  })

  it("takes the last year that both sides have, and runs on record", () => {
    const folder = Toy.place()
    Cli.aside(folder, ["run", scenario("base")])
    Toy.write(folder, {
      "toy/scenarios/short.yaml": `gongfu: 1\nname: short\ntitle: {en: S, zh: 短}\nextends: more.yaml\nyears: {from: 2020, to: 2022}\n`
    })
    const { code, out } = Cli.aside(folder, ["attribute", "base", scenario("short")])
    assert.strictEqual(code, 0)
    assert.match(out, /Income in 2022/)
  })

  it("counts what was set by hand in a fork, once the fork has come to its end", () => {
    const folder = Toy.place()
    const at = (...args: ReadonlyArray<string>) => Cli.aside(folder, args)
    at("run", scenario("more"))
    at("fork", "more", "--at", "2022", "--name", "by-hand", "effort=0.4", "growth=0.05")
    const open = at("attribute", "more", "by-hand")
    assert.strictEqual(open.code, 1)
    assert.match(open.err, /is not finished: it stands at 2022\n {2}remedy: .*gongfu advance by-hand-[0-9a-f]{8} --end/)
    at("advance", "by-hand", "--end")
    const { code, err, out } = at("attribute", "more", "by-hand", "--json")
    assert.deepStrictEqual([code, err], [0, ""])
    const { differences, players } = JSON.parse(out).attribution
    assert.deepStrictEqual(
      players.map(({ inputs, name }: { inputs: ReadonlyArray<{ years: unknown }>; name: string }) => [
        name,
        inputs[0]!.years
      ]),
      [
        ["effort", [2023, 2024]],
        ["growth", [2023, 2024]]
      ]
    )
    // Two inputs that multiply: with r their ratios, each makes (r - 1) times the mean of 1 and the other's.
    const [{ a, parts }] = differences
    const [effort, growth] = [(1.4 / 1.2) ** 2, (1.05 / 1.02) ** 2]
    const value = (name: string) => parts.find(({ player }: { player: string }) => player === name).value
    assert.closeTo(value("effort"), (a * (effort - 1) * (1 + growth)) / 2, 1e-9 * a)
    assert.closeTo(value("growth"), (a * (growth - 1) * (1 + effort)) / 2, 1e-9 * a)
  })

  it("tells every reason why it cannot, with what to do, and ends with 1", () => {
    const { code, err, out } = gongfu(
      scenario("broken"),
      scenario("more"),
      "--indicator=incme",
      "--year=2031",
      "--permutations=7",
      "--seed=-1"
    )
    assert.deepStrictEqual([code, out], [1, ""])
    assert.match(err, /broken-[0-9a-f]{8}\n {2}error: broken-[0-9a-f]{8} stopped in 2022 at "strain"/)
    assert.match(
      err,
      /--year\n {2}error: the two sides do not both have the year 2031\n {2}remedy: both run from 2020 to 2021/
    )
    assert.match(err, /unknown indicator "incme"\n {2}remedy: did you mean "income"\?/)
    assert.match(err, /7 does not fit --permutations\n {2}remedy: it takes an even number/)
    assert.match(err, /-1 does not fit --seed/)
    assert.match(err, /5 errors/)
    const models = gongfu(scenario("more"), "wenzhou/plan", "--lang", "zh")
    assert.strictEqual(models.code, 1)
    assert.match(models.err, /使用的模型不同，无法互换输入/)
    assert.strictEqual(gongfu(scenario("more")).code, 1)
    assert.strictEqual(gongfu(scenario("more"), scenario("base"), scenario("most")).code, 1)
  })

  it("attributes between shipped scenarios, sampled with an error or exact by sector", () => {
    const sides = ["wenzhou/business-as-usual", "wenzhou/plan", "--year", "2021", "--indicator", "resident_income"]
    const { err, out } = gongfu(...sides, "--permutations", "4", "--brief")
    assert.strictEqual(err, "")
    assert.match(
      out,
      /Shapley values, sampled: 4 random orders of 33 parts, in\s+pairs\s+of\s+an\s+order\s+and\s+its\s+reverse,\s+seed 1;/
    )
    assert.match(out, /^ Part +Made +± +Share$/m)
    assert.match(out, /^ \d+ others /m)
    // No part of a sample is exact.
    assert.match(out, / <0\.\d +/)
    assert.notMatch(out, /±0(\.0*)? /)
    const { attribution } = JSON.parse(gongfu(...sides, "--by", "sector", "--json").out)
    assert.strictEqual(attribution.method.kind, "exact")
    const [{ a, b, parts }] = attribution.differences
    const sum = parts.reduce((all: number, { value }: { value: number }) => all + value, 0)
    assert.closeTo(sum, b - a, 1e-9 * (b - a))
  })

  it("can be interrupted, and says no more than that: nothing of how far it is where nobody looks", async () => {
    const sides = ["wenzhou/business-as-usual", "wenzhou/plan"]
    const child = Cli.start(root, ["attribute", ...sides, "--permutations", "1000000"])
    let told = ""
    child.stderr.on("data", (data) => (told += String(data)))
    setTimeout(() => child.kill("SIGINT"), 3000)
    const code = await new Promise((resolve) => child.on("close", resolve))
    assert.deepStrictEqual([code, told], [130, "interrupted; nothing was recorded\n"])
  })
})
