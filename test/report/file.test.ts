/** The file that a report is written to: what it may replace, and what it may be. */
// Commands of one folder run one after the other.
/* oxlint-disable no-await-in-loop */
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import * as Toy from "../cli/toy.ts"
import { say } from "../hostile/Terminal.ts"

describe("a file", () => {
  const toy = (): { readonly at: string; readonly scenario: string } => {
    const at = Toy.place()
    return { at, scenario: join(at, "toy", "scenarios", "base.yaml") }
  }

  it("that is a report is replaced; any other is left alone without --force", async () => {
    const { at, scenario } = toy()
    const make = (...more: ReadonlyArray<string>) => say(at, ["report", scenario, ...more])
    assert.strictEqual((await make()).code, 0)
    assert.isTrue(existsSync(join(at, "base.html")))
    assert.strictEqual((await make()).code, 0)
    writeFileSync(join(at, "mine.html"), "<!doctype html><p>mine")
    for (const language of ["en", "zh"]) {
      const refused = await make("-o", "mine.html", "--lang", language)
      assert.strictEqual(refused.code, 1)
      assert.include(refused.err, "--force")
    }
    assert.strictEqual(readFileSync(join(at, "mine.html"), "utf8"), "<!doctype html><p>mine")
    assert.strictEqual((await make("-o", "mine.html", "--force")).code, 0)
    assert.include(readFileSync(join(at, "mine.html"), "utf8"), "gongfu report")
  })

  it("is an HTML file, and a run is named once", async () => {
    const { at, scenario } = toy()
    const pdf = await say(at, ["report", scenario, "-o", "page.pdf"])
    assert.strictEqual(pdf.code, 1)
    assert.include(pdf.err, "--pdf")
    const twice = await say(at, ["report", scenario, scenario])
    assert.strictEqual(twice.code, 1)
    assert.include(twice.err, "named twice")
    assert.isFalse(existsSync(join(at, "page.pdf")))
  })

  it("cannot be printed without a browser, and then nothing is written", async () => {
    const { at, scenario } = toy()
    for (const [language, words] of [
      ["en", "needs Chromium or Chrome"],
      ["zh", "需要 Chromium 或 Chrome"]
    ] as const) {
      const refused = await say(at, ["report", scenario, "--pdf", "--lang", language])
      assert.strictEqual(refused.code, 1)
      assert.include(refused.err, words)
    }
    assert.isFalse(existsSync(join(at, "base.html")))
  })
})
