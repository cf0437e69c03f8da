import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Prose from "gongfu/render/Prose"
import * as Width from "gongfu/render/Width"
import * as CommandLine from "gongfu/syntax/CommandLine"
import { hostile, sober } from "./texts.ts"

const width = fc.integer({ min: 8, max: 120 })

const run = fc.constantFrom(
  "plan",
  "rural-first-0de410ab",
  "wenzhou/business-as-usual",
  "研究/方案.yaml",
  "'my study.yaml'"
)
const command = fc
  .tuple(
    fc.constantFrom(...Prose.names),
    fc.array(fc.oneof(run, fc.constantFrom("--at 2022", "gdp[2025]", "-o FILE", "RUN", "land_share=60%")), {
      maxLength: 6
    })
  )
  .map(([name, given]) => ["gongfu", name, ...given].join(" "))

interface Holding {
  readonly text: string
  readonly commands: ReadonlyArray<string>
}

/** A sentence around a command, in either language. */
const sentence: fc.Arbitrary<Holding> = fc
  .tuple(
    command,
    fc.constantFrom(
      ["nothing was recorded; see: ", "."],
      ["", " tells what came of it; "],
      ["the lock is out of date (", "), "],
      ["如属有意，请运行 ", "。"],
      ["请从更早的年份分支：", "；"],
      ["`", "` lists every name, "],
      ["可用 ", " 查看其结果，"]
    )
  )
  .map(([typed, [before, behind]]) => ({ text: `${before}${typed}${behind}`, commands: [typed] }))

const holding: fc.Arbitrary<Holding> = fc
  .array(
    fc.oneof(
      sentence,
      sober.map((text) => ({ text, commands: [] }))
    ),
    { minLength: 1, maxLength: 4 }
  )
  .map((some) => ({
    text: some.map(({ text }) => text).join(" "),
    commands: some.flatMap(({ commands }) => commands)
  }))

/** Every label of the program in which a command stands, with `hole` where a value goes. */
const wordings = (hole: string): ReadonlyArray<string> =>
  ["packages/cli/src", "packages/core/src"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      // The examples of the help are commands and not texts.
      .filter((name) => name.endsWith(".ts") && !name.startsWith("syntax"))
      .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
      .filter((line) => !/^\s*(?:\*|\/)/.test(line))
      .flatMap((line) => line.match(/"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g) ?? [])
      .map((literal) => literal.slice(1, -1).replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, hole))
      // Titles of schemas and comments in pages are no texts either.
      .filter((text) => /gongfu [a-z]/.test(text) && !/[·<]/.test(text))
  )

const squeezed = (text: string): string => text.replaceAll(/\s/g, "")

/** Whether a line is wider than asked for no other reason than a command. */
const isJustified = (line: string, commands: ReadonlyArray<string>, columns: number): boolean =>
  commands.some(
    (typed) => line.includes(typed) && Width.of(typed) + 6 > columns && Width.of(line) <= Width.of(typed) + 6
  )

describe("Prose", () => {
  it("a command stands whole on one line, at any width", () => {
    fc.assert(
      fc.property(holding, width, ({ commands, text }, columns) => {
        const lines = Prose.wrap(text, columns)
        for (const typed of commands)
          assert.isTrue(
            lines.some((line) => line.includes(typed)),
            JSON.stringify(lines)
          )
      }),
      { numRuns: 2000 }
    )
  })

  it("no line is wider than asked, but for one with a command that is", () => {
    fc.assert(
      fc.property(holding, width, ({ commands, text }, columns) => {
        for (const line of Prose.wrap(text, columns))
          assert.isTrue(
            Width.of(line) <= columns || isJustified(line, commands, columns),
            `${columns}: ${JSON.stringify(line)}`
          )
      }),
      { numRuns: 2000 }
    )
  })

  it("loses nothing, and breaks a text without a command like any other", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          holding,
          hostile.map((text) => ({ text: Width.printable(text) }))
        ),
        width,
        ({ text }, columns) => {
          const lines = Prose.wrap(text, columns)
          assert.strictEqual(squeezed(lines.join("")), squeezed(text))
          if (!text.includes("gongfu ")) assert.deepStrictEqual(lines, Width.wrap(text, columns))
        }
      )
    )
  })

  it("gives an announced command a line of its own, set in, where it does not fit", () => {
    const text = "nothing was recorded; see: gongfu verify plan-d6fb50c0"
    assert.deepStrictEqual(Prose.wrap(text, 60), [text])
    assert.deepStrictEqual(Prose.wrap(text, 40), ["nothing was recorded; see:", "  gongfu verify plan-d6fb50c0"])
    assert.deepStrictEqual(Prose.wrap(text, 20), ["nothing was", "recorded; see:", "  gongfu verify plan-d6fb50c0"])
    // Setting in may not be what makes it too wide.
    assert.deepStrictEqual(Prose.wrap(text, 28).at(-1), "gongfu verify plan-d6fb50c0")
  })

  it("leaves no Chinese character alone on the last line of a text that holds a command", () => {
    assert.deepStrictEqual(Prose.wrap("请运行 gongfu list 查看两者有无分歧。", 34), [
      "请运行 gongfu list 查看两者有无",
      "分歧。"
    ])
    assert.deepStrictEqual(Prose.wrap("请运行 gongfu list 查看两者有无分歧。", 35), [
      "请运行 gongfu list 查看两者有无",
      "分歧。"
    ])
  })

  it("moves a command within a sentence to the next line as a whole", () => {
    assert.deepStrictEqual(Prose.wrap("leave this run out; gongfu verify checks the store", 30), [
      "leave this run out;",
      "gongfu verify checks the store"
    ])
    assert.deepStrictEqual(Prose.wrap("可用 gongfu show plan 查看其结果", 20), [
      "可用",
      "gongfu show plan 查",
      "看其结果"
    ])
  })

  it("knows all commands, and takes no other gongfu for one", () => {
    const known = CommandLine.make("en").subcommands.flatMap(({ commands }) => commands.map(({ name }) => name))
    assert.deepStrictEqual([...Prose.names].toSorted(), known.toSorted())
    for (const text of ["gongfu itself failed: no", "a gongfu store", "use the gongfu that wrote it"])
      assert.deepStrictEqual(Prose.parts(text), [{ text, is: "words" }])
  })

  it("keeps the commands of every label of the program whole, at any width", () => {
    for (const text of wordings("rural-first-0de410ab"))
      for (const { text: typed } of Prose.parts(text).filter(({ is }) => is === "command"))
        for (let columns = 20; columns <= 140; columns += 3)
          assert.isTrue(
            Prose.wrap(text, columns).some((line) => line.includes(typed)),
            `${columns}: ${text}`
          )
  })

  it("finds in every label of the program where its commands end", () => {
    const given = /^(?:hole-1|-.*|[A-Z_]+|\d+|年份|该文件|.*[./].*)$/
    const found = wordings("hole-1").flatMap((text) => Prose.parts(text).filter(({ is }) => is === "command"))
    assert.isAbove(found.length, 80)
    for (const { text } of found) {
      const [name, ...rest] = text
        .replace(/ (?:docs|member)(?= |$)/, "")
        .split(" ")
        .slice(1)
      assert.isTrue(Prose.names.has(name!) && rest.every((one) => given.test(one)), text)
    }
  })
})
