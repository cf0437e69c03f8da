/** What README and every page of the docs show is what a reader who types it sees. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { fileURLToPath } from "node:url"
import { assert, beforeAll, describe, it } from "vitest"
import { built } from "../cli/Cli.ts"
import * as Shown from "./Shown.ts"

/**
 * Scripts of the workspace that are not the product, and lines that stand for what a reader puts in: a scenario, two runs,
 * targets, the command above it, a server, a folder of the reader's own scenarios.
 */
const passedOver =
  /pnpm@12 (?!start|gongfu)|^bash |\b(?:SCENARIO|RUN|A B)\b|T\.\.\.|gongfu \w+ … |@db\/|^gongfu (?:lock scenarios|check(?! land-slump))/

/** Made from the command line itself, and held to it by a test of its own: its examples are many, and show no output. */
const generated = "commands.md"

/** Long work, and most of the minutes that pages take: typed with the others wherever nobody waits for a build. */
const long = process.env["CI"] === undefined ? [] : ["solve.md", "uncertainty.md", "zh/tutorial.md"]

const docs = fileURLToPath(new URL("../../docs/", import.meta.url))

/** What a page of the docs is called in each language: `tutorial.md`, `zh/tutorial.md`. */
const named = ["", "zh"].flatMap((folder) =>
  readdirSync(join(docs, folder)).flatMap((name) => (name.endsWith(".md") ? [join(folder, name)] : []))
)

const pages = [
  ...["README.md", "README.zh.md"].map((name) => ({ name, path: join(docs, "..", name) })),
  ...named
    .filter((name) => basename(name) !== generated && !long.includes(name))
    .map((name) => ({ name, path: join(docs, name) }))
].filter(({ path }) => Shown.steps(readFileSync(path, "utf8")).length > 0)

beforeAll(built)

// On a busy machine the pages, each with twenty commands, take turns.
describe.concurrent("what a page shows is what is printed", () => {
  for (const { name, path } of pages)
    it(`in ${name}`, { timeout: 300_000 }, async () => {
      const text = readFileSync(path, "utf8")
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
