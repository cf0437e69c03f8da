/**
 * A store and a bundle as they were once written: every later version reads, shows, verifies, compares and bundles them.
 *
 * The files in `test/core/store/fixtures` never change. `store-schema-1.sqlite` holds four runs of the toy place, one of
 * which failed, from when every event was at its first schema and the store at its first layout; `runs-1.bundle` holds the
 * same runs, and `store-layout-2.sqlite` what a gongfu of the second layout made of that bundle.
 */
import { copyFileSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import Database from "better-sqlite3"
import { assert, beforeAll, describe, it } from "vitest"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

const fixture = (name: string): string => fileURLToPath(new URL(`../core/store/fixtures/${name}`, import.meta.url))
const bundle = readFileSync(fixture("runs-1.bundle"), "utf8")

const runs = {
  base: { id: "base-94ebeebf", events: 11, result: "a8232835" },
  more: { id: "more-234e9cc7", events: 13, result: "cda48894" },
  shocked: { id: "shocked-2534eb1d", events: 17, result: "f84ad0bf" },
  broken: { id: "broken-6080c8e6", events: 6, result: undefined }
} as const
const names = Object.keys(runs)

describe.each([
  ["the store", "store-schema-1.sqlite"],
  ["the store of layout 2", "store-layout-2.sqlite"],
  ["a store that its bundle was imported into", undefined]
])("%s of old", (_, store) => {
  let root: string
  const gongfu = (...args: ReadonlyArray<string>): Cli.Outcome => Cli.aside(root, args)
  beforeAll(async () => {
    await Cli.built()
    root = Toy.place()
    if (store !== undefined) copyFileSync(fixture(store), join(root, "gongfu.sqlite"))
    else assert.strictEqual(gongfu("import", fixture("runs-1.bundle")).code, 0)
  })

  it("still holds events of a schema that is written no more", () => {
    const db = new Database(join(root, "gongfu.sqlite"), { readonly: true })
    const types = db.prepare("select distinct type || ' ' || schema from event").pluck().all()
    db.close()
    for (const type of ["LeverAdjusted 1", "AssumptionChanged 1", "ShockApplied 1", "RunFailed 1", "RunCompleted 1"])
      assert.include(types, type)
  })

  it("is listed and shown", () => {
    const listed = JSON.parse(gongfu("list", "--json").out).runs as ReadonlyArray<Record<string, unknown>>
    assert.sameDeepMembers(
      listed.map(({ events, id, result }) => ({ id, events, result: (result as string | undefined)?.slice(0, 8) })),
      Object.values(runs).map((run) => ({ ...run }))
    )
    const { headline } = JSON.parse(gongfu("show", "more", "--json").out).run
    assert.deepStrictEqual(headline[0].values, {
      "2020": 100,
      "2021": 112.2,
      "2022": 131.6106,
      "2023": 161.0913744,
      "2024": 197.1758422656
    })
    assert.match(gongfu("show", "broken").out, /stopped in 2022/)
    assert.lengthOf(gongfu("events", "shocked").out.trimEnd().split("\n"), 17)
    assert.match(gongfu("export", "base", "--indicator", "income").out, /base-94ebeebf,base,2024,income/)
  })

  it("is verified: its hashes hold, and every run comes to the same again", () => {
    const { code, out } = gongfu("verify")
    assert.strictEqual(code, 0, out)
    assert.lengthOf(out.match(/identical/g)!, 4)
  })

  it("is compared with what is run today, from which it differs in the engine that assesses targets alone", () => {
    for (const name of ["base", "more"]) {
      const { code, out } = gongfu("compare", name, `toy/scenarios/${name}.yaml`)
      assert.strictEqual(code, 2)
      assert.match(out, /The same in all that was compared/)
      assert.match(out, /other versions of the engine than the first run's/)
    }
    const { code, out } = gongfu("compare", "more", "shocked")
    assert.strictEqual(code, 2)
    assert.match(out, /slump/)
    assert.notMatch(out, /other versions of the engine/)
  })

  it("is bundled as the bytes that were recorded then", () => {
    assert.strictEqual(gongfu("bundle", ...names).out, bundle)
  })

  it("takes what was recorded since, and what was recorded since takes it", () => {
    const today = Toy.place()
    Cli.aside(today, ["run", "toy/scenarios/more.yaml", "toy/scenarios/base.yaml"])
    Cli.aside(today, ["bundle", "more", "-o", "more.bundle"])
    const outcomes = (folder: string, file: string): ReadonlyArray<string> =>
      JSON.parse(Cli.aside(folder, ["import", file, "--json"]).out).runs.map(
        (run: { readonly recorded: string }) => run.recorded
      )
    // Today's engine is another, so that today's runs are others.
    assert.deepStrictEqual(outcomes(root, join(today, "more.bundle")), ["new"])
    assert.deepStrictEqual(outcomes(root, fixture("runs-1.bundle")), ["already", "already", "already", "already"])
    assert.deepStrictEqual(outcomes(today, fixture("runs-1.bundle")), ["new", "new", "new", "new"])
    assert.strictEqual(Cli.aside(today, ["verify"]).code, 0)
    assert.strictEqual(gongfu("fork", "more", "--at", "2022", "--end").code, 0)
    assert.strictEqual(gongfu("verify").code, 0)
  })
})
