/** Commands in small windows, in both languages: what a reader takes to the next command stays whole. */
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import * as Width from "gongfu/render/Width"
import * as Cli from "./Cli.ts"
import * as Toy from "./toy.ts"

let root: string
let ids: ReadonlyArray<string>
const tag = "as-approved-by-the-council"
const folder = "toy/scenarios/of-the-bureau-of-finance"

beforeAll(async () => {
  await Cli.built()
  root = Toy.place()
  const scenario = (name: string): string =>
    `gongfu: 1\nname: ${name}\ntitle: {en: Half as much again, zh: 加大一半}\nextends: ../more.yaml\nlevers: {effort: 0.15}\n`
  Toy.write(join(root, folder), { "half-as-much.yaml": scenario("half-as-much") })
  for (const args of [
    ["run", "toy/scenarios/more.yaml", `${folder}/half-as-much.yaml`],
    ["fork", "half-as-much", "effort=0.5", "--at", "2021", "--name", "for-the-finance-bureau", "--reason", "asked"],
    ["tag", tag, "half-as-much"],
    ["lock", folder]
  ]) {
    const { code, err } = Cli.aside(root, args)
    assert.strictEqual(code, 0, err)
  }
  ids = (JSON.parse(Cli.aside(root, ["list", "--json"]).out) as { runs: ReadonlyArray<{ id: string }> }).runs.map(
    ({ id }) => id
  )
})

describe("a small window", () => {
  const files = [`${folder}/half-as-much.lock.yaml`]
  for (const [args, whole] of [
    [["list"], () => [...ids, tag]],
    [["tree"], () => ids],
    [["verify"], () => ids],
    [["log"], () => ids],
    [["tag"], () => [ids[1]!, tag]],
    [["compare", "more", "half-as-much", "--indicator", "income"], () => ids.slice(0, 2)],
    [["attribute", "more", "half-as-much"], () => ids.slice(0, 2)],
    [["why", "more", "half-as-much", "income"], () => ids.slice(0, 2)],
    [["lock", folder], () => files],
    [["check", folder], () => [`${folder}/half-as-much.yaml`]],
    [["explore", "toy/scenarios/more.yaml", "--no-open"], () => ["toy-explorer.html"]],
    [["init", "another"], () => []]
  ] as ReadonlyArray<readonly [ReadonlyArray<string>, () => ReadonlyArray<string>]>)
    it(`has room for gongfu ${args.join(" ")}`, () => {
      for (const [columns, lang] of [
        [40, "en"],
        [48, "zh"],
        [60, "en"]
      ] as const) {
        const place = args[0] === "init" ? ["init", `another-${columns}`] : args
        const { err, out } = Cli.aside(root, [...place, "--lang", lang], { COLUMNS: String(columns) })
        assert.strictEqual(err, "")
        for (const line of out.split("\n"))
          if (!line.trimStart().startsWith("gongfu ")) assert.isAtMost(Width.of(line), columns, out)
        for (const one of whole().filter((text) => Width.of(text) < columns)) assert.include(out, one)
      }
    })
})
