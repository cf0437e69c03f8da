import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"
import * as Width from "gongfu/render/Width"

let root: string
let ensemble: string

const scenario = (name: string): string => `toy/scenarios/${name}.yaml`
const show = (args: ReadonlyArray<string>, columns = 80) =>
  Cli.aside(root, ["show", ...args, "--plot"], { COLUMNS: String(columns) })

beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
  Cli.aside(root, ["run", scenario("base"), scenario("more"), scenario("most")])
  const { out } = Cli.aside(root, ["ensemble", scenario("base"), "--members", "50", "--json"])
  ensemble = JSON.parse(out).ensembles[0].id
})

describe("gongfu show --plot", () => {
  it("draws runs and an ensemble in one picture, with what stands in it in words, in both languages", () => {
    for (const columns of [60, 100, 200]) {
      const { code, err, out } = show(["base", "most", ensemble], columns)
      assert.deepStrictEqual([code, err], [0, ""])
      for (const line of out.split("\n")) assert.isAtMost(Width.of(line), columns)
      assert.match(out, /Income \(yuan\)\n/)
      assert.match(out, /[┤│]╌.*┤/)
      assert.match(out, /░/)
      assert.match(out.replaceAll(/\n +/g, " "), /A {2}base-\w+ · As it is: 100\.0 in 2020, [\d.]+ in 2024/)
      assert.match(
        out.replaceAll(/\n +/g, " "),
        /Income of 150: ≥150\.0 by 2023; A ✗ [\d.]+, B ✓ [\d.]+, C met by [\d.]+% of the members/
      )
    }
    const chinese = show(["more", "--lang", "zh"], 60)
    assert.match(chinese.out, /收入（元）\n/)
    assert.match(chinese.out, /收入达到150元：2023 年 ≥150\.0；✓ [\d.]+/)
  })

  it("draws once what is named twice", () => {
    for (const [twice, once] of [
      [
        ["base", "most", "base"],
        ["base", "most"]
      ],
      [
        [ensemble, "base", ensemble, "--json"],
        [ensemble, "base", "--json"]
      ]
    ] as const)
      assert.deepEqual(show(twice), show(once))
  })

  it("as JSON holds the numbers that are drawn", () => {
    const { out } = show(["more", ensemble, "--json"])
    const [plot] = JSON.parse(out).plots
    const [run, fan] = plot.runs
    assert.lengthOf(run.values, 5)
    assert.strictEqual(run.values[0], 100)
    assert.deepStrictEqual(plot.levels, [
      { comparison: "at_least", from: 2020, target: "doubled", to: 2023, value: 150 }
    ])
    assert.lengthOf(fan.quantiles, fan.quantileLevels.length)
    fan.quantiles.forEach((values: ReadonlyArray<number>, i: number) =>
      values.forEach((value, year) => assert.isAtLeast(value, fan.quantiles[Math.max(0, i - 1)][year]))
    )
  })

  it("refuses what cannot be drawn, and several runs without it", () => {
    const kind = (args: ReadonlyArray<string>) => {
      const { code, err, out } = Cli.aside(root, ["show", ...args])
      assert.deepStrictEqual([code, out], [1, ""])
      return err
    }
    assert.match(kind(["more", "most"]), /add --plot, or .*:\s+gongfu compare more most\n$/)
    assert.match(kind(["more", "--plot", "--year", "2023"]), /all years/)
    const another = Cli.aside(root, ["ensemble", scenario("more"), "--members", "50", "--json"])
    assert.match(kind([ensemble, JSON.parse(another.out).ensembles[0].id, "--plot"]), /one ensemble/)
  })
})
