/** Members as Parquet, read back by another program's reader and held against what the ensemble says of them. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

let root: string

beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
})

type Row = Record<string, unknown>

/** The rows of a data set's partition, and its files. */
const rowsOf = async (folder: string, dataset: string, scenario: string): Promise<ReadonlyArray<Row>> => {
  const partition = join(root, folder, dataset, `scenario=${scenario}`)
  const files = readdirSync(partition).toSorted()
  const rows = await Promise.all(
    files.map(async (name) => parquetReadObjects({ file: await asyncBufferFromFile(join(partition, name)) }))
  )
  return rows.flat()
}

const ensemble = (...args: ReadonlyArray<string>) =>
  Cli.run(root, ["ensemble", "toy/scenarios/more.yaml", "toy/scenarios/broken.yaml", "--members", "41", ...args])

describe("gongfu ensemble --parquet", () => {
  it("writes every member, as the ensemble and the runs behind it have them", async () => {
    const { code, out } = ensemble("--parquet", "out", "--json")
    assert.strictEqual(code, 0)
    const [more] = JSON.parse(out).ensembles
    const members = await rowsOf("out", "members", "more")
    assert.deepStrictEqual(
      members.map(({ member }) => member),
      Array.from({ length: 41 }, (_, i) => i)
    )
    assert.deepStrictEqual(
      Object.keys(members[0]!),
      "member failed_in assumption_growth margin_doubled met_doubled".split(" ")
    )
    assert.strictEqual(members.filter((row) => row["met_doubled"] === true).length, more.targets[0].met)
    const values = await rowsOf("out", "values", "more")
    const incomes = values.filter((row) => row["indicator"] === "income" && row["year"] === 2024)
    const sorted = incomes.map(({ value }) => Number(value)).toSorted((a, b) => a - b)
    const last = more.indicators.find((one: { indicator: string }) => one.indicator === "income").years.at(-1)
    assert.deepStrictEqual([sorted[0], sorted[20], sorted[40]], [last.least, last.quantiles[3], last.greatest])
    const run = JSON.parse(Cli.run(root, ["ensemble", "member", more.id, "7", "--json"]).out).runs[0].id
    const shown = JSON.parse(Cli.run(root, ["show", run, "--indicator", "income", "--json"]).out).indicators[0].values
    const own = values.filter((row) => row["member"] === 7 && row["indicator"] === "income")
    assert.deepStrictEqual(Object.fromEntries(own.map(({ value, year }) => [String(year), value])), shown)
  })

  it("has of a member that stopped what it came to, and in which year that was", async () => {
    const members = await rowsOf("out", "members", "broken")
    assert.isTrue(members.every((row) => row["failed_in"] === 2022 && row["met_doubled"] === false))
    assert.isTrue(members.every((row) => row["margin_doubled"] === null || row["margin_doubled"] === undefined))
    const values = await rowsOf("out", "values", "broken")
    assert.deepStrictEqual([...new Set(values.map(({ year }) => year))], [2020, 2021])
  })

  it("writes the same bytes again over its own folder, and leaves any other as it is", () => {
    const file = join(root, "out/values/scenario=more/part-0000.parquet")
    const before = readFileSync(file)
    assert.strictEqual(ensemble("--parquet", "out").code, 0)
    assert.isTrue(before.equals(readFileSync(file)))
    const other = ensemble("--parquet", "out", "--seed", "2", "--store", "never.sqlite")
    assert.strictEqual(other.code, 1)
    assert.match(other.err, /out: the folder holds something else/)
    assert.isTrue(before.equals(readFileSync(file)))
    writeFileSync(join(root, "out/mine.txt"), "mine")
    const mine = ensemble("--parquet", "out", "--store", "never.sqlite")
    assert.match(mine.err, /something else/)
    assert.isFalse(existsSync(join(root, "never.sqlite")), "it is refused before anything is carried out")
    assert.match(ensemble("--parquet", "toy/gongfu.yaml").err, /this is no folder/)
    assert.deepStrictEqual(
      readdirSync(root).filter((name) => name.startsWith(".")),
      [],
      "nothing half written is left"
    )
  })

  it.each([
    ["EIO", /kept: it cannot be written \(EIO\)\n {2}nothing was written/],
    ["", /gongfu itself failed: a fault of the program/]
  ])("keeps the folder that it would replace where the new one cannot have its name (%s)", (code, says) => {
    const file = join(root, "kept/values/scenario=more/part-0000.parquet")
    assert.strictEqual(ensemble("--parquet", "kept").code, 0)
    const [before, beside] = [readFileSync(file), readdirSync(root)]
    const args = ["ensemble", "toy/scenarios/more.yaml", "toy/scenarios/broken.yaml", "--members", "41"]
    const failed = Cli.run(root, [...args, "--parquet", "kept"], {
      NODE_OPTIONS: `--import=${new URL("FailingRename.ts", import.meta.url).href}`,
      GONGFU_TEST_RENAME: code
    })
    assert.strictEqual(failed.code, 1, failed.out)
    assert.match(failed.err, says)
    assert.deepStrictEqual(readdirSync(root), beside)
    assert.isTrue(before.equals(readFileSync(file)))
  })
})
