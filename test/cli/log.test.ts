import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

let root: string
const gongfu = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.aside(root, args)

beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
  gongfu("run", "toy/scenarios/base.yaml", "toy/scenarios/broken.yaml")
  gongfu(
    "fork",
    "base",
    "effort=0.3",
    "--at",
    "2021",
    "--reason",
    "a \u001b[31mbold\u001b[0m\n  - recorded 1999\u202e try"
  )
  gongfu("adjust", "base-2022", "growth=0.03")
  gongfu("advance", "base-2022", "--to", "2023")
  gongfu("fork", "base-2022", "--at", "2022", "--name", "second")
  gongfu("advance", "second", "--to", "2024")
})

/** The log of all, without times and ids' digits. */
const plain = (text: string): string =>
  text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, "TIME").replace(/-[0-9a-f]{8}\b/g, "-ID")

describe("gongfu log", () => {
  it("tells every append in words, newest first, in both languages", () => {
    const { code, out } = gongfu("log")
    assert.strictEqual(code, 0)
    const entries = plain(out).trimEnd().split("\n\n")
    assert.match(entries[0]!, /^TIME {2}second-ID\n {2}- advanced to 2024\n {2}- completed, result [0-9a-f]{8}\n/)
    const forks = entries.filter((entry) => entry.includes("forked from"))
    assert.lengthOf(forks, 2)
    assert.match(
      forks[0]!,
      /^TIME {2}second-ID\n {2}- forked from base-2022-ID, after 2022\n {2}- positions \d+–\d+, \d+ events$/
    )
    // What came from elsewhere can neither paint nor begin a line.
    assert.match(
      forks[1]!,
      /\n {2}- from 2022: Effort 10\.0% → 30\.0% \(a bold\s+- recorded\s+1999\s+try\)\n {2}- positions /
    )
    assert.notMatch(out, /^ {2}- recorded\s+1999/m)
    for (const mark of ["\u001b", "\u202e"]) assert.notInclude(out, mark)
    assert.isTrue(entries.some((entry) => /base-2022-ID\n {2}- from 2022: Growth 2\.0% → 3\.0%\n/.test(entry)))
    assert.isTrue(
      entries.some((entry) => /broken-ID\n {2}- recorded 2020–2021\n {2}- stopped in 2022 at strain\n/.test(entry))
    )
    assert.match(
      entries.at(-1)!,
      /^TIME {2}base-ID\n {2}- recorded 2020–2024\n {2}- completed, result [0-9a-f]{8}\n {2}- positions 1–\d+, \d+ events$/
    )
    const chinese = gongfu("log", "--lang", "zh").out
    assert.strictEqual(plain(chinese).trimEnd().split("\n\n").length, entries.length)
    assert.match(chinese, /自 base-[0-9a-f]{8} 分支，2021 年及以前共享/)
    assert.match(chinese, /2022 年中止于变量 strain/)
    assert.match(chinese, /- 自 2022 年起，力度：10\.0% → 30\.0%（a bold/)
    for (const line of Cli.run(root, ["log"], { COLUMNS: "80" }).out.split("\n")) assert.isAtMost(line.length, 80)
  })

  it("narrows to runs and to the last entries, and turns round", () => {
    const all = JSON.parse(gongfu("log", "--json").out).history
    assert.deepStrictEqual(JSON.parse(gongfu("log", "--json", "--reverse").out).history, all.toReversed())
    assert.deepStrictEqual(JSON.parse(gongfu("log", "--json", "--limit", "2").out).history, all.slice(0, 2))
    const base = JSON.parse(gongfu("log", "base", "broken", "--json", "--limit", "5").out).history
    assert.deepStrictEqual(base, all.slice(-2))
    assert.deepStrictEqual(
      all.map((entry: { positions: { from: number } }) => entry.positions.from),
      all
        .map((entry: { positions: { from: number } }) => entry.positions.from)
        .toSorted((a: number, b: number) => b - a)
    )
    assert.match(gongfu("log", "--md", "--limit", "1").out, /^### [^\n]* second-[0-9a-f]{8}\n\n- advanced to 2024\n/)
    assert.strictEqual(gongfu("log", "bse").code, 1)
    for (const limit of ["0", "-1"]) {
      assert.match(gongfu("log", "--limit", limit).err, /--limit cannot be "-?\d"\n +it takes a whole number from 1 up/)
      assert.match(gongfu("log", "--limit", limit, "--lang", "zh").err, /应为正整数/)
    }
    assert.match(gongfu("log", "--store", join(root, "none.sqlite")).err, /none\.sqlite/)
  })
})
