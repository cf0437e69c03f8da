/**
 * Whatever text a file of a place holds, it stays text: on a terminal, in Markdown, HTML, Mermaid, CSV, JSON and SQL.
 *
 * One place holds the same text in every slot; what each command says of it is held against what it says of a place
 * with a harmless text in every slot.
 */
// Commands of one place share a store and run one after the other.
/* oxlint-disable no-await-in-loop */
import { existsSync } from "node:fs"
import Database from "better-sqlite3"
import { parse } from "csv-parse/sync"
import * as fc from "fast-check"
import { parse as parseHtml } from "parse5"
import { assert, beforeAll, describe, it } from "vitest"
import * as Width from "gongfu/render/Width"
import { say, type Said } from "./Terminal.ts"
import * as Texts from "./texts.ts"
import { structure } from "./markdown.ts"
import * as Town from "./Town.ts"

type Command = (at: string) => ReadonlyArray<string>
const scenario =
  (name: string): ((at: string) => string) =>
  (at) =>
    `${at}/scenarios/${name}.yaml`
const [base, more] = [scenario("base"), scenario("more")]

const terminal: ReadonlyArray<Command> = [
  (at) => ["run", base(at), more(at)],
  (at) => ["run", more(at), "--brief"],
  () => ["list"],
  () => ["show", "more", "--all"],
  () => ["events", "more"],
  () => ["verify"],
  () => ["tree"],
  () => ["log"],
  (at) => ["check", at],
  () => ["why", "more", "income", "2023"],
  (at) => ["attribute", base(at), more(at)],
  (at) => ["compare", "base", more(at), "--all"],
  (at) => ["compare", "base", more(at), base(at), "--year", "2022", "--year", "2023"],
  (at) => ["backtest", more(at)],
  (at) => ["model", "check", at],
  (at) => ["model", "assumptions", at],
  (at) => ["model", "graph", at, "--from", "effort", "--to", "people", "--text"]
]
const markdown: ReadonlyArray<Command> = [
  (at) => ["run", more(at), "--md"],
  (at) => ["compare", base(at), more(at), "--md", "--all"],
  (at) => ["compare", base(at), more(at), base(at), "--md"],
  (at) => ["why", base(at), more(at), "income", "--md"],
  () => ["why", "more", "income", "2023", "--md"],
  (at) => ["attribute", base(at), more(at), "--md"],
  (at) => ["check", at, "--md"],
  (at) => ["backtest", more(at), "--md"],
  (at) => ["model", "docs", at],
  (at) => ["model", "assumptions", at, "--md"]
]
const html: ReadonlyArray<Command> = [(at) => ["model", "docs", at, "--html"]]
const mermaid: ReadonlyArray<Command> = [(at) => ["model", "graph", at]]
const csv: ReadonlyArray<Command> = [
  () => ["export", "base", "more"],
  (at) => ["compare", base(at), more(at), "--csv", "--all"]
]

interface HtmlNode {
  readonly nodeName: string
  readonly attrs?: ReadonlyArray<{ readonly name: string; readonly value: string }>
  readonly childNodes?: ReadonlyArray<HtmlNode>
}

/** The elements and attributes of a page. */
const elements = ({ attrs = [], childNodes = [], nodeName }: HtmlNode): unknown => [
  nodeName,
  attrs.map(({ name, value }) => `${name}=${value}`),
  ...childNodes.filter((inner) => inner.nodeName !== "#text").map(elements)
]

const formula = /^\s*[=+\-@＝＋－＠\t\r]/
const number = /^-?\d+(\.\d+)?(e[+-]\d+)?$/

const tablesOf = (file: string): unknown => {
  const db = new Database(file, { readonly: true })
  const names = db.prepare("select type, name from sqlite_schema order by name").all() as ReadonlyArray<{
    readonly type: string
    readonly name: string
  }>
  const counts = names
    .filter(({ type }) => type === "table" || type === "view")
    .map(({ name }) => [name, db.prepare(`select count(*) from "${name}"`).pluck().get()])
  const whole = db.pragma("integrity_check", { simple: true })
  db.close()
  return [names, counts, whole]
}

const contents = (file: string): ReadonlyArray<string> => {
  const db = new Database(file, { readonly: true })
  const found = db.prepare<[], string>("select content from artifact").pluck().all()
  db.close()
  return found
}

const textsIn = (value: unknown): ReadonlyArray<string> =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(textsIn)
      : []

let plain: string
const harmless = new Map<string, Said>()
const key = (command: Command, ...flags: ReadonlyArray<string>): string => JSON.stringify([command(""), flags])
const languages = ["en", "zh"] as const
const asData = [...terminal, ...mermaid].filter((command) => !/--brief|--text/.test(command("").join(" ")))

beforeAll(async () => {
  plain = Town.folder(Town.files(Town.calm))
  const prepare = async (command: Command, ...flags: ReadonlyArray<string>): Promise<void> => {
    const said = await say(plain, [...command(plain), ...flags])
    assert.include([0, 2], said.code, `${key(command, ...flags)} ${said.err}`)
    harmless.set(key(command, ...flags), said)
  }
  for (const language of languages)
    for (const command of [...terminal, ...markdown, ...html, ...mermaid, ...csv])
      await prepare(command, "--lang", language)
  for (const command of asData) await prepare(command, "--json")
})

/** Tries every command on a place with these texts in its slots, and holds it against the harmless place. */
const attempt = async (textIn: (slot: number) => string, language: (typeof languages)[number]): Promise<void> => {
  const at = Town.folder(Town.files(textIn))
  const tried = async (
    command: Command,
    ...flags: ReadonlyArray<string>
  ): Promise<readonly [said: Said, plain: Said, about: string]> => {
    const said = await say(at, [...command(at), ...flags])
    const about = [...command(at), ...flags].join(" ")
    for (const told of [said.out.replaceAll("\r\n", "\n"), said.err]) assert.isUndefined(Texts.steers(told), about)
    const usual = harmless.get(key(command, ...flags))!
    assert.strictEqual(said.code, usual.code, `${about} ${said.err}`)
    return [said, usual, about]
  }
  for (const command of terminal) {
    const [{ out }] = await tried(command, "--lang", language)
    if (command("")[0] === "events") continue
    for (const line of out.split("\n")) assert.isAtMost(Width.of(line), 80, line)
  }
  for (const command of markdown) {
    const [{ out }, usual, about] = await tried(command, "--lang", language)
    assert.deepStrictEqual(structure(out), structure(usual.out), about)
  }
  for (const command of html) {
    const [{ out }, usual, about] = await tried(command, "--lang", language)
    assert.deepStrictEqual(elements(parseHtml(out) as HtmlNode), elements(parseHtml(usual.out) as HtmlNode), about)
  }
  for (const command of mermaid) {
    const [{ out }, usual, about] = await tried(command, "--lang", language)
    const marks = (diagram: string) => diagram.replaceAll(/"[^"]*"/g, '""')
    assert.strictEqual(marks(out), marks(usual.out), about)
    for (const [label] of out.matchAll(/"[^"]*"/g)) assert.notMatch(label.slice(1, -1), /[<>&`%\\]|#(?!\d+;)/, label)
  }
  for (const command of csv) {
    const [{ out }, usual, about] = await tried(command, "--lang", language)
    const [rows, usualRows] = [parse(out), parse(usual.out)] as [string[][], string[][]]
    assert.deepStrictEqual(
      rows.map((row) => row.length),
      usualRows.map((row) => row.length),
      about
    )
    let labels = 0
    rows.forEach((row, k) =>
      row.forEach((cell, i) => {
        if (!number.test(cell)) assert.notMatch(cell, formula, about)
        const meant = usualRows[k]![i]!.replaceAll(/Placid(\d+)x/g, (_, slot: string) => textIn(Number(slot)))
        if (meant === usualRows[k]![i]) return
        labels++
        const line = Width.printable(meant)
        assert.strictEqual(cell, formula.test(line) ? `'${line}` : line)
      })
    )
    assert.isAbove(labels, 20, about)
  }
  for (const command of asData) {
    const [{ out }, usual, about] = await tried(command, "--json")
    const told = new Set(textsIn(JSON.parse(out.split("\n")[0]!)))
    const slots = textsIn(JSON.parse(usual.out.split("\n")[0]!)).filter((text) => /^Placid\d+x$/.test(text))
    // What is published is read without the space around it.
    const isTold = (text: string): boolean => told.has(text) || (command("")[0] === "backtest" && told.has(text.trim()))
    for (const slot of slots.flatMap(Town.slotsIn)) assert.isTrue(isTold(textIn(slot)), `${about}: slot ${slot}`)
  }
  assert.deepStrictEqual(tablesOf(`${at}/runs.sqlite`), tablesOf(`${plain}/runs.sqlite`))
  const stored = new Set(contents(`${at}/runs.sqlite`).flatMap((content) => textsIn(JSON.parse(content))))
  const usual = contents(`${plain}/runs.sqlite`).flatMap((content) => Town.slotsIn(content))
  assert.isAbove(usual.length, 60)
  for (const slot of usual) assert.isTrue(stored.has(textIn(slot)), `slot ${slot} is stored`)
}

const isShown = (text: string): boolean =>
  text !== "" && text.isWellFormed() && !/[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u.test(text)

// Each text comes to stand in more than a dozen slots, beside others every time.
const rounds = 10

describe("texts that show, in every slot of a place's files", () => {
  for (let round = 0; round < rounds; round++)
    it(`stay text, round ${round + 1} of ${rounds}`, async () => {
      const textIn = (slot: number): string => Texts.shown[(slot + round * 7) % Texts.shown.length]!
      await attempt(textIn, languages[round % 2]!)
      assert.strictEqual(Town.files(textIn)["gongfu.yaml"]!.includes(JSON.stringify(textIn(0))), true)
    })

  it("stay text, whatever they are", async () => {
    const short = Texts.shown.filter((text) => text.length < 200)
    const texts = fc.array(Texts.drawn(short).filter(isShown), { minLength: 1, maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(...languages), (drawn, language) =>
        attempt((slot) => drawn[slot % drawn.length]!, language)
      ),
      // Each try is some forty commands: looking for a smaller one would take minutes.
      { numRuns: 5, endOnFailure: true }
    )
    assert.isAbove(harmless.size, 40)
  })
})

describe("a text that does not show, in a file", () => {
  it("is a fault that is told without it, and nothing is recorded", async () => {
    const text = fc.oneof(fc.constantFrom(...Texts.unseen), Texts.drawn(Texts.unseen)).filter((each) => !isShown(each))
    const slots = Object.keys(Town.files(Town.calm)).filter(
      (path) => path.endsWith(".yaml") && path !== "backtest.yaml"
    )
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(...slots), fc.boolean(), async (hostile, path, raw) => {
        // Either escaped, as YAML writes such characters, or as they are.
        const content = Town.files(raw ? Town.calm : () => hostile)[path]!
        const at = Town.folder({
          ...Town.files(Town.calm),
          [path]: raw ? content.replaceAll(/"Placid\d+x"/g, () => `"${hostile}"`) : content
        })
        for (const form of [[], ["--md"], ["--json"]]) {
          const { code, err, out } = await say(at, ["run", more(at), ...form])
          // A carriage return in a file ends a line and is no fault; neither is a mark that the store of texts drops.
          if (code === 0 && raw) continue
          assert.strictEqual(code, 1, JSON.stringify([path, hostile, out]))
          assert.isUndefined(Texts.steers(err))
          assert.isUndefined(Texts.steers(out))
          assert.isFalse(existsSync(`${at}/runs.sqlite`))
        }
      }),
      { numRuns: 60 }
    )
  })
})
