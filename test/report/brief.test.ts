/** The report in brief: what decides, and what it leaves out. */
import { mkdtempSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parse } from "parse5"
import { assert, beforeAll, describe, it } from "vitest"
import { say } from "../hostile/Terminal.ts"
import { all, attribute, type HtmlNode, inLanguage, rows, texts } from "./page.ts"

const scenarios = ["wenzhou/business-as-usual", "wenzhou/plan"]
let folder: string
let store: string
let tree: HtmlNode

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gongfu-"))
  store = join(folder, "runs.sqlite")
  const made = await say(folder, ["report", ...scenarios, "-o", "both.html"], store)
  assert.strictEqual(made.code, 0, made.err)
  tree = parse(readFileSync(join(folder, "both.html"), "utf8")) as HtmlNode
})

describe("a report in brief", () => {
  it("keeps the targets on which runs part and the twenty assumptions that move most, and says what it leaves out", async () => {
    const made = await say(folder, ["report", ...scenarios, "-o", "brief.html", "--brief"], store)
    assert.strictEqual(made.code, 0, made.err)
    const brief = parse(readFileSync(join(folder, "brief.html"), "utf8")) as HtmlNode
    const statuses = (row: HtmlNode): ReadonlyArray<string> =>
      all(row, "span").flatMap((node) => /^mark (\w+)/.exec(attribute(node, "class") ?? "")?.[1] ?? [])
    for (const [language, short] of [
      ["en", "en"],
      ["zh-Hans", "zh"]
    ] as const) {
      const [own, whole] = [brief, tree].map((root) => inLanguage(root, language)) as [HtmlNode, HtmlNode]
      const names = ["question", "scoreboard", "headline", "attribution", "assumptions", "fingerprints"]
      assert.deepStrictEqual(
        all(own, "h2").map((node) => attribute(node, "id")),
        names.map((name) => `${short}-${name}`)
      )
      const parting = rows(whole, "targets").filter((row) => new Set(statuses(row)).size > 1)
      assert.isAbove(parting.length, 10)
      assert.deepStrictEqual(
        rows(own, "targets").map((row) => attribute(row, "data-target")),
        parting.map((row) => attribute(row, "data-target"))
      )
      const assumed = (root: HtmlNode): ReadonlyArray<string> =>
        all(root, "table")
          .filter((table) => attribute(table, "class")?.startsWith("register") === true)
          .flatMap((table) =>
            all(table, "tr")
              .filter((row) => all(row, "td").length > 1)
              .map(texts)
          )
      assert.lengthOf(assumed(own), 20)
      assert.deepStrictEqual(assumed(own), assumed(whole).slice(0, 20))
      const told = texts(own)
      assert.include(told, "--brief")
      assert.include(
        told,
        short === "en"
          ? `${94 - parting.length} targets on which the runs agree`
          : `${94 - parting.length} 项各推演结论相同的目标`
      )
      assert.include(told, short === "en" ? "248 assumptions" : "248 项假设")
      assert.notInclude(texts(whole), "--brief")
    }
  })

  it("of one run keeps every target", async () => {
    const made = await say(folder, ["report", scenarios[1]!, "-o", "one.html", "--brief"], store)
    assert.strictEqual(made.code, 0, made.err)
    const own = inLanguage(parse(readFileSync(join(folder, "one.html"), "utf8")) as HtmlNode, "en")
    assert.lengthOf(rows(own, "targets"), 94)
    assert.include(texts(own), "Left out: ")
  })
})
