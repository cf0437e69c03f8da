/**
 * The report of runs: the same numbers as the terminal, the CSV and the views; the same bytes for the same runs; and
 * one file that asks nothing of anybody.
 */
// Commands of one folder run one after the other.
/* oxlint-disable no-await-in-loop */
import { existsSync, mkdtempSync, readFileSync, statSync } from "node:fs"
import { createHash } from "node:crypto"
import { tmpdir } from "node:os"
import { join } from "node:path"
import Database from "better-sqlite3"
import { parse as parseCsv } from "csv-parse/sync"
import { parse } from "parse5"
import { assert, beforeAll, describe, it } from "vitest"
import { say } from "../hostile/Terminal.ts"
import * as Toy from "../cli/toy.ts"
import { all, attribute, dataIn, type HtmlNode, inLanguage, rows, texts } from "./page.ts"

const scenarios = ["wenzhou/business-as-usual", "wenzhou/plan"]
let folder: string
let page: string
let tree: HtmlNode
let store: string

/** Rows of a Markdown table by their cells. */
const markdownRows = (text: string): ReadonlyArray<ReadonlyArray<string>> =>
  text.split("\n").flatMap((line) =>
    line.startsWith("| ")
      ? [
          line
            .slice(1, -1)
            .split("|")
            .map((cell) =>
              cell
                .trim()
                .replaceAll(/\\(?=[!-/:-@[-`{-~])/g, "")
                .replaceAll("&amp;", "&")
            )
        ]
      : []
  )

const cellsOf = (row: HtmlNode): ReadonlyArray<HtmlNode> => all(row, "th", "td")

const said = new Map<string, ReadonlyArray<ReadonlyArray<string>>>()
/** What the terminal says of a scenario, as rows. */
const terminalRows = async (name: string, language: string): Promise<ReadonlyArray<ReadonlyArray<string>>> => {
  const key = `${name} ${language}`
  const found = said.get(key) ?? markdownRows((await say(folder, ["run", name, "--md", "--lang", language], store)).out)
  said.set(key, found)
  return found
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gongfu-"))
  store = join(folder, "runs.sqlite")
  const ran = await say(folder, ["run", ...scenarios, "--brief"], store)
  assert.strictEqual(ran.code, 0, ran.err)
  const made = await say(folder, ["report", ...scenarios, "-o", "both.html"], store)
  assert.strictEqual(made.code, 0, made.err)
  page = readFileSync(join(folder, "both.html"), "utf8")
  tree = parse(page) as HtmlNode
})

describe("a report of two runs", () => {
  it("is at most a megabyte", () => {
    assert.isAtMost(statSync(join(folder, "both.html")).size, 1_000_000)
  })

  it("tells every target as the terminal does, and as the view of the store has it", async () => {
    const db = new Database(store, { readonly: true })
    const runs = ["business-as-usual-2c9724cc", "plan-ea9faf67"].map((id) =>
      db
        .prepare<[string], string>("select id from run where scenario = ?")
        .pluck()
        .get(id.replace(/-[0-9a-f]{8}$/, ""))!
    )
    const last = db.prepare<
      [string],
      { readonly target: string; readonly required: number; readonly projected: number; readonly margin: number }
    >("select target, required, projected, margin, max(year) from target_status where run = ? group by target")
    const views = runs.map((run) => new Map(last.all(run).map((row) => [row.target, row])))
    db.close()
    for (const language of ["en", "zh"] as const) {
      const part = inLanguage(tree, language === "zh" ? "zh-Hans" : "en")
      const own = rows(part, "targets")
      assert.lengthOf(own, 94)
      const terminal = await Promise.all(scenarios.map((name) => terminalRows(name, language)))
      for (const row of own) {
        const target = attribute(row, "data-target")!
        const [required, ...told] = dataIn(row)
        const label = texts(cellsOf(row)[0]!)
        for (const [i, view] of views.entries()) {
          const known = view.get(target)!
          const [projected, margin] = [told[2 * i]!, told[2 * i + 1]!]
          assert.strictEqual(projected.value, known.projected, target)
          assert.strictEqual(margin.value, known.margin, target)
          if (i === 0) assert.strictEqual(required!.value, known.required, target)
          const isSaid = terminal[i]!.some(
            (cells) =>
              label.startsWith(cells[1] ?? "none") && cells.includes(projected.text) && cells.includes(margin.text)
          )
          assert.isTrue(isSaid, `${language} ${target}: ${projected.text} ${margin.text}`)
        }
      }
    }
  })

  it("tells every headline number as the terminal and the CSV do", async () => {
    const exported = parseCsv((await say(folder, ["export", "business-as-usual", "plan"], store)).out, {
      columns: true
    }) as ReadonlyArray<Record<string, string>>
    const terminal = await Promise.all(scenarios.map((name) => terminalRows(name, "en")))
    const own = rows(inLanguage(tree, "en"), "headline")
    assert.lengthOf(own, 10)
    for (const [k, row] of own.entries()) {
      const indicator = attribute(row, "data-indicator")!
      const scenario = scenarios[k % 2]!.split("/")[1]!
      const told = dataIn(row)
      assert.lengthOf(told, 4)
      for (const [i, year] of [2020, 2025, 2030, 2035].entries()) {
        const known = exported.find(
          (entry) => entry["scenario"] === scenario && entry["indicator"] === indicator && entry["year"] === `${year}`
        )!
        assert.strictEqual(told[i]!.value, Number(known["value"]), `${indicator} ${year}`)
      }
      const change = texts(cellsOf(row).at(-1)!)
      assert.isTrue(
        terminal[k % 2]!.some((cells) => told.every(({ text }) => cells.includes(text)) && cells.includes(change)),
        indicator
      )
    }
  })

  it("gives the reason of every assumption in the language of its half", () => {
    const inHan = /\p{Script=Han}/u
    for (const [language, kind] of [
      ["en", "assumed: "],
      ["zh-Hans", "假设："]
    ] as const) {
      const reasons = all(inLanguage(tree, language), "td")
        .map((cell) => texts(cell))
        .filter((told) => told.startsWith(kind))
      assert.isAbove(reasons.length, 200)
      for (const reason of reasons) assert.strictEqual(inHan.test(reason.slice(kind.length)), language !== "en", reason)
    }
  })

  it("names the members of an assumption in the language of its half, and sets code as code", () => {
    const inHan = /\p{Script=Han}/u
    for (const language of ["en", "zh-Hans"]) {
      const part = inLanguage(tree, language)
      const register = all(part, "table").find((table) => attribute(table, "class")?.startsWith("register") === true)!
      const values = all(register, "tr").flatMap((row) => all(row, "td").slice(0, 1).map(texts))
      const membered = values.filter((told) => /[;；]/.test(told))
      assert.isAbove(membered.length, 30)
      for (const told of membered)
        for (const one of told.split(/[;；]/))
          if (language === "en") assert.notMatch(one, inHan)
          else assert.notMatch(one, /[a-z]{2}/, told)
      assert.notInclude(texts(part), "`")
      assert.isAtLeast(all(part, "code").filter((code) => texts(code) === "pnpm fit").length, 8)
    }
  })

  it("leaves no space between Chinese that a file has on two lines", () => {
    const told = texts(inLanguage(tree, "zh-Hans"))
    assert.include(told, "20万人、职业技能培训")
    assert.notMatch(told, /[，。；：、] +\p{Script=Han}/u)
  })

  it("has every section, in both languages, and figures for each headline indicator", () => {
    const names = [
      "question",
      "scoreboard",
      "headline",
      "attribution",
      "influence",
      "accounts",
      "assumptions",
      "fingerprints"
    ]
    for (const [language, short] of [
      ["en", "en"],
      ["zh-Hans", "zh"]
    ] as const) {
      const part = inLanguage(tree, language)
      const headings = all(part, "h2").map((node) => attribute(node, "id"))
      assert.deepStrictEqual(
        headings,
        names.map((name) => `${short}-${name}`)
      )
      // Five indicators as lines and the index, five waterfalls; no assumption moves one of the five indicators.
      assert.lengthOf(all(part, "figure"), 6 + 5 + 4)
      assert.isAbove(rows(part, "account").length, 50)
    }
    const ids = all(tree).flatMap((node) => attribute(node, "id") ?? [])
    assert.lengthOf(new Set(ids), ids.length)
  })
})

describe("a report of a run", () => {
  it("is the same from the record as from its file, to the byte, and says so as JSON", async () => {
    const at = Toy.place()
    const scenario = (name: string) => join(at, "toy", "scenarios", `${name}.yaml`)
    await say(at, ["run", scenario("base"), scenario("more")])
    const reported = async (...sides: ReadonlyArray<string>) => {
      const { code, err, out } = await say(at, ["report", ...sides, "--json"])
      assert.strictEqual(code, 0, err)
      return (JSON.parse(out) as { readonly report: Record<string, unknown> }).report
    }
    const [fromRecord, again] = [await reported("base", "more"), await reported(scenario("base"), "more")]
    assert.strictEqual(fromRecord["file"], "base-vs-more.html")
    assert.strictEqual(fromRecord["written"], "new")
    const bytes = readFileSync(join(at, "base-vs-more.html"))
    assert.strictEqual(fromRecord["fingerprint"], createHash("sha256").update(bytes).digest("hex"))
    assert.deepStrictEqual(again, { ...fromRecord, written: "replaced" })
  })

  it("that stopped says why, and holds what there is", async () => {
    const at = Toy.place()
    const scenario = (name: string) => join(at, "toy", "scenarios", `${name}.yaml`)
    const made = await say(at, ["report", scenario("base"), scenario("broken"), "-o", "stopped.html"])
    assert.strictEqual(made.code, 0, made.err)
    const root = inLanguage(parse(readFileSync(join(at, "stopped.html"), "utf8")) as HtmlNode, "en")
    assert.include(texts(root), "stopped in 2022")
    assert.include(texts(root), "There is no attribution")
  })

  it("that is alone tells what its scenario sets, and of six runs each has its column", async () => {
    const at = Toy.place()
    const scenario = (name: string) => join(at, "toy", "scenarios", `${name}.yaml`)
    Toy.write(
      join(at, "toy", "scenarios"),
      Object.fromEntries(
        ["c", "d", "e"].map((name, i) => [
          `${name}.yaml`,
          `gongfu: 1\nname: ${name}\ntitle: {en: ${name}, zh: ${name}}\nextends: base.yaml\nlevers:\n  effort: 0.${i + 3}\n`
        ])
      )
    )
    const one = await say(at, ["report", scenario("more"), "-o", "one.html"])
    assert.strictEqual(one.code, 0, one.err)
    const alone = inLanguage(parse(readFileSync(join(at, "one.html"), "utf8")) as HtmlNode, "en")
    assert.include(texts(alone), "What the scenario sets")
    assert.notInclude(
      all(alone, "h2").map((node) => attribute(node, "id")),
      "en-attribution"
    )
    const names = ["base", "more", "most", "c", "d", "e"]
    const six = await say(at, ["report", ...names.map(scenario), "-o", "six.html"])
    assert.strictEqual(six.code, 0, six.err)
    const root = inLanguage(parse(readFileSync(join(at, "six.html"), "utf8")) as HtmlNode, "en")
    const [target] = rows(root, "targets")
    // Required, and what each run comes to with its margin.
    assert.lengthOf(dataIn(target!), 1 + 2 * names.length)
    // Lines of the one indicator, and a waterfall for each other run, and a tornado.
    assert.lengthOf(all(root, "figure"), 1 + (names.length - 1) + 1)
    // What is told of a run is told under its own letter: once as a sentence, once as the sum of a table.
    const attributions = texts(
      all(root, "section").find((node) => attribute(node, "aria-labelledby") === "en-attribution")!
    )
    for (const letter of ["B", "C", "D", "E", "F"]) {
      assert.lengthOf(attributions.match(new RegExp(`All, ${letter} − A`, "g"))!, 1, letter)
      assert.lengthOf(attributions.match(new RegExp(`, ${letter} − A [+-]`, "g"))!, 1, letter)
    }
  })

  it("shows an ensemble of it, as it was recorded, and of no other run", async () => {
    const at = Toy.place()
    const scenario = (name: string) => join(at, "toy", "scenarios", `${name}.yaml`)
    const varied = await say(at, ["ensemble", scenario("more"), "--members", "40", "--threads", "1", "--json"])
    assert.strictEqual(varied.code, 0, varied.err)
    const { ensembles } = JSON.parse(varied.out) as { readonly ensembles: ReadonlyArray<{ readonly id: string }> }
    const { id } = ensembles[0]!
    const made = await say(at, ["report", scenario("base"), scenario("more"), "--ensemble", id, "-o", "fans.html"])
    assert.strictEqual(made.code, 0, made.err)
    const root = inLanguage(parse(readFileSync(join(at, "fans.html"), "utf8")) as HtmlNode, "en")
    const section = all(root, "section").find((node) => attribute(node, "aria-labelledby") === "en-ensembles")!
    assert.lengthOf(all(section, "figure"), 1)
    assert.include(texts(section), "B · More effort")
    // Every figure of the tables is one that the terminal tells.
    const { out } = await say(at, ["ensemble", scenario("more"), "--members", "40", "--threads", "1", "--md"])
    const shown = new Set(markdownRows(out).flat())
    const figures = all(section, "td")
      .map(texts)
      .filter((text) => /^[+-]?[\d,]+\.\d+%?$/.test(text))
    assert.isAbove(figures.length, 10)
    assert.deepStrictEqual(
      figures.filter((text) => !shown.has(text)),
      []
    )
    // One that is named twice is shown once.
    const twice = ["--ensemble", id, "--ensemble", id]
    await say(at, ["report", scenario("base"), scenario("more"), ...twice, "-o", "twice.html"])
    assert.strictEqual(readFileSync(join(at, "twice.html"), "utf8"), readFileSync(join(at, "fans.html"), "utf8"))
    const other = await say(at, ["report", scenario("base"), "--ensemble", id, "-o", "none.html"])
    assert.strictEqual(other.code, 1)
    assert.include(other.err.replaceAll(/\s+/g, " "), "is an ensemble of the scenario more as no run on record has it")
    assert.isFalse(existsSync(join(at, "none.html")))
  })
})

describe("a report of what passes", () => {
  /** A push in 2021 that is over in 2023: what it does to the strain is seen in no year that a target falls due in. */
  const pushed = async (...options: ReadonlyArray<string>) => {
    const at = Toy.place()
    const scenario = (name: string) => join(at, "toy", "scenarios", `${name}.yaml`)
    Toy.write(join(at, "toy", "scenarios"), {
      "push.yaml":
        "gongfu: 1\nname: push\ntitle: {en: A push, zh: 一时加力}\nextends: base.yaml\nlevers:\n  effort: {step: {2021: 0.5, 2022: 0.1}}\n"
    })
    const made = await say(at, ["report", scenario("base"), scenario("push"), "-o", "push.html", ...options])
    if (made.code !== 0) return { ...made, section: undefined, box: undefined, in: () => "" }
    const pushPage = parse(readFileSync(join(at, "push.html"), "utf8")) as HtmlNode
    const section = (name: string, language = "en"): HtmlNode =>
      all(pushPage, "section").find((node) => attribute(node, "aria-labelledby") === `${language}-${name}`)!
    const box = (language: string): ReadonlyArray<string> =>
      all(inLanguage(pushPage, language), "li")
        .filter((node) => attribute(node, "data-indicator") !== undefined)
        .map(texts)
    return { ...made, section, box, in: (name: string, language = "en") => texts(section(name, language)) }
  }

  it("says at the top how each indicator differs, and in which other year it differs most", async () => {
    const { box, in: told, section } = await pushed("--indicator", "strain", "--indicator", "growth")
    assert.deepStrictEqual(box!("en"), [
      "Income (yuan): B: +51.4 (+36.4%) in 2023",
      "Strain: B: no difference in 2023; most in 2021: +88.9 pp",
      "Growth: no difference in any year"
    ])
    assert.deepStrictEqual(box!("zh-Hans").slice(1), [
      "压力：B：2023 年没有差异；2021 年相差最大，为 +88.9个百分点",
      "增速：各年没有差异"
    ])
    // A chart of income from A to B, lines of income and of the strain.
    assert.lengthOf(all(section!("attribution"), "figure"), 1)
    assert.lengthOf(all(section!("headline"), "figure"), 2)
    assert.include(told("attribution"), "No difference in 2023, so no chart: Strain; Growth.")
    assert.include(told("headline"), "No difference in any year, so no chart: Growth.")
    assert.include(told("headline", "zh"), "各年没有差异，不作图：增速。")
  })

  it("tells of the years that are asked for", async () => {
    const { box, in: told, section } = await pushed("--indicator", "strain", "--year", "2022", "--year", "2021")
    assert.lengthOf(all(section!("attribution"), "figure"), 3)
    for (const title of ["Income, 2021", "Income, 2022", "Strain, 2021"]) assert.include(told("attribution"), title)
    assert.include(told("attribution"), "No difference in 2022, so no chart: Strain.")
    assert.include(told("influence"), "2022")
    assert.strictEqual(box!("en")[1], "Strain: B: +88.9 pp in 2021, no difference in 2022")
  })

  it("knows no year that no run has, and no indicator that the model has not", async () => {
    for (const [option, value] of [
      ["--year", "2050"],
      ["--indicator", "nothing"]
    ] as const) {
      const refused = await pushed(option, value)
      assert.strictEqual(refused.code, 1)
      assert.include(refused.err, value)
    }
  })
})
