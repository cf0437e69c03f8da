/** What README, tutorial and how-to pages show is what a reader who types it sees. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "vitest"
import { built } from "../cli/Cli.ts"
import * as Shown from "./Shown.ts"

/** Scripts of the workspace that are not the product, and lines that stand for what a reader puts in. */
const passedOver = /pnpm@12 (?!start|gongfu)|^bash |\b(SCENARIO|RUN)\b/

const pages = [
  "README.md",
  "README.zh.md",
  "docs/tutorial.md",
  "docs/change-an-assumption.md",
  "docs/new-place.md",
  "docs/forks.md",
  "docs/sharing.md",
  "docs/why.md",
  "docs/plan-gaps.md"
]

beforeAll(built)

// On a busy machine the pages, each with twenty commands, take turns.
describe.concurrent("what a page shows is what is printed", () => {
  for (const page of pages)
    it(`in ${page}`, { timeout: 300_000 }, async () => {
      const text = readFileSync(new URL(`../../${page}`, import.meta.url), "utf8")
      const folder = mkdtempSync(join(tmpdir(), "gongfu-shown-"))
      try {
        const faults = await Shown.disagreements(text, { folder, passesOver: (line) => passedOver.test(line) })
        assert.strictEqual(faults.join("\n\n"), "")
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    })
})

describe("holding a page against what is printed", () => {
  const shown = (text: string, later = false) => [{ line: 1, lines: text.split("\n"), later }]
  const printed = ["one", "two", "three", "four"]

  it("takes what is whole, and what is left out where … says so", () => {
    for (const text of ["one\ntwo\nthree\nfour", "one\n…\nfour", "…\ntwo\n  …", "…", "…\nfour"])
      assert.isUndefined(Shown.difference(printed, shown(text)), text)
    assert.isUndefined(Shown.difference(printed, [...shown("one\n…"), ...shown("three\nfour", true)]))
  })

  it("finds every other line, one too few, one too many, and another order", () => {
    for (const text of ["one\ntwo\nthree", "two\nthree\nfour", "one\ntwo\n3\nfour", "one\nfour", "…\nthree\n…\ntwo\n…"])
      assert.isString(Shown.difference(printed, shown(text)), text)
    assert.isString(Shown.difference(printed, [...shown("one\ntwo\n…"), ...shown("two", true)]))
    assert.isString(Shown.difference([], shown("one")))
  })
})
