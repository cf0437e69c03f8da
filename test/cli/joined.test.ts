/** Whoever sets years or indicators apart by spaces is told that commas join them. */
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

let root: string

const base = "toy/scenarios/base.yaml"
const told = (line: string, language = "en"): string => {
  const { code, err } = Cli.aside(root, [...line.split(" "), "--lang", language])
  assert.strictEqual(code, 1, line)
  return err.replaceAll(/\s+/g, " ")
}

beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
  assert.strictEqual(Cli.aside(root, ["run", base, "toy/scenarios/more.yaml", "--brief"]).code, 0)
})

describe("a word behind the value of an option that takes several", () => {
  it("is told to be joined to it by a comma, whatever the command took it for", () => {
    for (const [line, joined] of [
      ["show base --year 2021 2022", "--year 2021,2022"],
      ["show base --year=2021 2022 2023", "--year 2021,2022,2023"],
      ["show base --year 2021,2022 2023", "--year 2021,2022,2023"],
      ["show base --year 2021年 2022年", "--year 2021,2022"],
      ["compare base more --year 2021 2022 2023", "--year 2021,2022,2023"],
      ["compare --year 2021 2022 base more", "--year 2021,2022"],
      ["report base --year 2021 2022", "--year 2021,2022"],
      [`sensitivity ${base} --year 2021 2022`, "--year 2021,2022"],
      ["show base --indicator income effort", "--indicator income,effort"],
      ["compare base more --indicator income effort growth", "--indicator income,effort,growth"],
      ["compare --indicator income effort base more", "--indicator income,effort"],
      [`sensitivity ${base} --indicator income effort`, "--indicator income,effort"],
      [`ensemble ${base} --members 4 --indicator income effort`, "--indicator income,effort"]
    ] as const) {
      const what = joined.startsWith("--year") ? ["years", "年份"] : ["indicators", "指标"]
      // What show would advise for two runs is no help for one and a stray word.
      const [en, zh] = line.startsWith("show base") ? ["", ""] : ["; ", "；"]
      assert.include(told(line), `${what[0]} are joined by a comma: ${joined}${en}`, line)
      assert.include(told(line, "zh"), `多个${what[1]}以逗号相连：${joined}${zh}`, line)
      if (line.startsWith("show base")) assert.notInclude(told(line), "gongfu compare", line)
    }
  })

  it("is not where it fails for another reason", () => {
    for (const line of [
      "compare --indicator income base nothing",
      "compare --year 2021 base nothing",
      "show nothing --year 2021",
      "show base --indicator nothing",
      "compare base more nothing-x --year 2021"
    ])
      assert.notInclude(told(line), "joined", line)
  })

  it("may be a run of that name", () => {
    assert.strictEqual(Cli.aside(root, ["tag", "2022", "more"]).code, 0)
    const { code, out } = Cli.run(root, ["compare", "--year", "2021", "2022", "base"])
    assert.notStrictEqual(code, 1)
    assert.include(out, "Comparison")
    Cli.run(root, ["tag", "2022", "--remove"])
  })
})
