/**
 * A report in a browser: nothing is fetched and nothing complained of, every reader is served, and both languages are
 * there without a script, on a screen and on paper.
 */
// One page is looked at in one way after the other.
/* oxlint-disable no-await-in-loop */
import { accessSync, constants, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { pathToFileURL } from "node:url"
import { type Browser, chromium, type Page } from "playwright-core"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { program } from "gongfu/main"
import * as Pdf from "gongfu/output/Pdf"
import * as Colour from "gongfu/render/Colour"
import * as Effect from "effect/Effect"

const executable = (process.env["PATH"] ?? "")
  .split(delimiter)
  .flatMap((folder) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name)))
  .find((path) => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: ReadonlyArray<{ readonly html: string; readonly failureSummary: string }>
}

// Where no browser is installed there is nothing to look with; in CI there is one.
describe.skipIf(executable === undefined && process.env["CI"] === undefined)("a report in a browser", () => {
  let browser: Browser
  let folder: string
  const said: Array<string> = []
  const requested: Array<string> = []

  const make = (...args: ReadonlyArray<string>): Promise<void> => gongfu("report", ...args)
  const gongfu = async (...args: ReadonlyArray<string>): Promise<void> => {
    const told: Array<string> = []
    const code = await Effect.runPromise(
      program(args, {
        language: "en",
        palette: Colour.plain,
        width: 80,
        json: false,
        folder,
        store: join(folder, "runs.sqlite"),
        environment: { PATH: process.env["PATH"], GONGFU_CHROMIUM: executable },
        print: () => {},
        tell: (text) => void told.push(text)
      })
    )
    assert.strictEqual(code, 0, told.join("\n"))
  }

  const open = async (options: Parameters<Browser["newPage"]>[0] = {}, file = "both.html"): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options })
    page.on("console", (message) => said.push(message.text()))
    page.on("pageerror", (error) => said.push(error.message))
    page.on("request", (request) => requested.push(request.url()))
    await page.goto(pathToFileURL(join(folder, file)).href)
    return page
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "gongfu-"))
    await make("example-city/business-as-usual", "example-city/plan", "-o", "both.html", "--pdf")
    await make("wenzhou/business-as-usual", "wenzhou/plan", "-o", "large.html")
    writeFileSync(
      join(folder, "capitals.yaml"),
      `gongfu: 1
name: capitals
title: {en: "GDP AND WAGES: MIDDLE-INCOME WORKERS COME FIRST", zh: 提高居民收入与工资水平，中等收入劳动者优先的一揽子政策}
extends: example-city/plan
levers: {clinic_share: 0.03}
`
    )
    await gongfu("ensemble", "example-city/plan", "--members", "16")
    const runs = ["example-city/business-as-usual", "example-city/plan", join(folder, "capitals.yaml")]
    await make(...runs, "--ensemble", "plan-ensemble", "-o", "titles.html")
    browser = await chromium.launch({
      executablePath: executable!,
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : []
    })
  })
  afterAll(() => browser?.close())

  it("asks nothing of the network, says nothing in the console, and has no fault that axe-core knows", async () => {
    const address = pathToFileURL(join(folder, "both.html")).href
    // A dark screen has other colours and nothing else.
    for (const [scheme, language, rules] of [
      ["light", "en", "{}"],
      ["light", "zh", "{ runOnly: ['wcag2a', 'wcag2aa'] }"],
      ["dark", "en", "{ runOnly: ['color-contrast'] }"]
    ] as const) {
      const page = await open({ colorScheme: scheme })
      await page.check(`#show-${language}`, { force: true })
      await page.evaluate(axe)
      const { violations } = await page.evaluate<{ readonly violations: ReadonlyArray<Violation> }>(
        `axe.run(document, ${rules})`
      )
      assert.deepStrictEqual(
        violations.map(({ id, impact, nodes }) => [id, impact, nodes.length, nodes[0]!.html, nodes[0]!.failureSummary]),
        [],
        `${scheme} ${language}`
      )
      await page.close()
    }
    assert.deepStrictEqual(said, [])
    assert.deepStrictEqual([...new Set(requested)], [address])
  })

  it("shows one language at a time, by keyboard too, and prints the one that was chosen", async () => {
    const page = await open({ javaScriptEnabled: false })
    const shown = () =>
      Promise.all(["en", "zh-Hans"].map((language) => page.locator(`.page[lang=${language}]`).isVisible()))
    assert.deepStrictEqual(await shown(), [true, false])
    await page.focus("#show-en")
    await page.keyboard.press("ArrowRight")
    assert.deepStrictEqual(await shown(), [false, true])
    await page.emulateMedia({ media: "print" })
    assert.deepStrictEqual(await shown(), [false, true])
    assert.isFalse(await page.locator(".languages").isVisible())
    await page.close()
  })

  it("fits a telephone: the page itself does not scroll sideways", async () => {
    const page = await open({ viewport: { width: 390, height: 800 } })
    const [wide, inner] = await page.evaluate<[number, number]>(
      "[document.documentElement.scrollWidth, window.innerWidth]"
    )
    assert.isAtMost(wide, inner)
    await page.close()
  })

  it("reads at every width: no cell runs into another, and no text of a chart is smaller than 11 pixels", async () => {
    for (const file of ["both.html", "large.html"])
      for (const width of [390, 768, 1440]) {
        const page = await open({ viewport: { width, height: 900 } }, file)
        for (const language of ["en", "zh"]) {
          await page.check(`#show-${language}`, { force: true })
          const { cells, overflowing, texts, small } = await page.evaluate<{
            readonly cells: number
            readonly overflowing: ReadonlyArray<string>
            readonly texts: number
            readonly small: ReadonlyArray<string>
          }>(`(() => {
            const shown = (all) => [...document.querySelectorAll(all)].filter((one) => one.checkVisibility())
            // Heads whose words stand in the cells are there for who does not see them.
            const cells = shown("td, th").filter((cell) => cell.closest("thead")?.getBoundingClientRect().width !== 1)
            const texts = shown("figure svg text")
            const size = (text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a
            return {
              cells: cells.length,
              overflowing: cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent),
              texts: texts.length,
              small: texts.filter((text) => size(text) < 11).map((text) => size(text) + " " + text.textContent)
            }
          })()`)
          const at = `${file} ${width} ${language}`
          assert.isAbove(cells, 200, at)
          assert.isAbove(texts, 100, at)
          assert.deepStrictEqual(overflowing, [], at)
          assert.deepStrictEqual(small, [], at)
        }
        await page.close()
      }
  })

  it("names runs and quantiles at every width: none is cut off, and none lies on another", async () => {
    for (const width of [390, 1024]) {
      const page = await open({ viewport: { width, height: 900 } }, "titles.html")
      for (const language of ["en", "zh"]) {
        await page.check(`#show-${language}`, { force: true })
        // A line of text is higher than its letters: those touch when it has a fifth in common with another.
        const { charts, touching } = await page.evaluate<{
          readonly charts: number
          readonly touching: ReadonlyArray<string>
        }>(`(() => {
          const charts = [...document.querySelectorAll("figure svg")].filter((one) => one.checkVisibility())
          const box = (one) => one.getBoundingClientRect()
          const common = (a, b, low, high) => Math.min(a[high], b[high]) - Math.max(a[low], b[low])
          const touching = charts.flatMap((chart) => {
            const left = getComputedStyle(chart).overflow === "visible" ? 0 : box(chart).left - 1
            const texts = [...chart.querySelectorAll("text")].filter((text) => text.textContent.trim() !== "")
            return texts.flatMap((text, i) => {
              const a = box(text)
              const on = texts.slice(i + 1).filter((other) => {
                const b = box(other)
                return common(a, b, "left", "right") > 1 && common(a, b, "top", "bottom") > a.height / 5
              })
              return [
                ...(a.left < left || a.right > innerWidth ? [text.textContent] : []),
                ...on.map((other) => text.textContent + " / " + other.textContent)
              ]
            })
          })
          return { charts: charts.length, touching }
        })()`)
        assert.isAbove(charts, 20)
        assert.deepStrictEqual(touching, [], `${width} ${language}`)
      }
      await page.close()
    }
  })

  it("shows every target with all that is said of it on a telephone, without a step to the side", async () => {
    const page = await open({ viewport: { width: 390, height: 800 } }, "large.html")
    const rows = await page.evaluate<ReadonlyArray<ReadonlyArray<readonly [text: string, right: number]>>>(`
      [...document.querySelectorAll("#en-scoreboard ~ .scroll [data-target]")].map((row) =>
        [...row.cells].map((cell) => [
          getComputedStyle(cell, "::before").content + cell.textContent,
          cell.getBoundingClientRect().right
        ])
      )`)
    assert.lengthOf(rows, 94)
    for (const [, ...cells] of rows) {
      assert.lengthOf(cells, 6)
      for (const [i, head] of ["By", "Required", "A", "Margin", "B", "Margin"].entries()) {
        assert.isTrue(cells[i]![0].startsWith(`"${head}"`), cells[i]![0])
        assert.isAtMost(cells[i]![1], 390)
      }
    }
    await page.close()
  })

  it("was printed, without the moment of its making, and is known as a report again", () => {
    const file = join(folder, "both.pdf")
    const text = readFileSync(file).toString("latin1")
    assert.isTrue(text.startsWith("%PDF-"))
    assert.match(text, /\/CreationDate \(D:20000101000000/)
    assert.isTrue(Pdf.isOurs(file))
    assert.isFalse(Pdf.isOurs(join(folder, "both.html")))
  })
})
