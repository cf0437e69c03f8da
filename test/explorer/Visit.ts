/**
 * Visits to the page of the shipped place in a real browser, for the tests of a file.
 *
 * One browser serves a file, and its first page serves every visit of a desk: each visit loads the page anew, so that
 * nothing is left of the one before. Every visit is watched: an error in the console, an error of the page or a request
 * to anywhere fails the test.
 */
import { join } from "node:path"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, assert, beforeAll, vi } from "vitest"
import * as Cli from "../cli/Cli.ts"
import * as Toy from "../cli/toy.ts"
import * as Chromium from "./Browser.ts"

/** What a test does on a page. */
export type Work = (page: Page) => Promise<void>

/** How a visit looks at the page: its screen, its look and its language; a desk without more. */
export type Look = Pick<BrowserContextOptions, "viewport" | "colorScheme" | "hasTouch" | "isMobile" | "locale">

/** The visits of a file. */
export interface Visits {
  /** A folder of the file's own, in which the page stands. */
  readonly folder: string
  /** The page's file. */
  readonly file: string
  readonly browser: () => Browser
  /** Opens the page at a link, lets a test work on it, and holds what went wrong against it. */
  readonly visit: (link: string, work: Work, look?: Look, address?: string) => Promise<void>
}

/** Writes the page before the tests of a file, with `more` of the command's options, and ends the browser after them. */
export const prepare = (more: ReadonlyArray<string> = []): Visits => {
  const folder = Toy.folder()
  const file = join(folder, "page.html")
  let browser: Browser
  let idle: Chromium.Watched | undefined
  beforeAll(async () => {
    await Cli.built()
    const written = Cli.run(folder, ["explore", "wenzhou/plan", "--no-open", "-o", "page.html", ...more])
    assert.strictEqual(written.code, 0, written.err)
    browser = await Chromium.launch()
  })
  afterAll(() => browser.close())
  return {
    folder,
    file,
    browser: () => browser,
    visit: async (link, work, look, address = `file://${file}`) => {
      const at = `${address}#${link}`
      if (look !== undefined) {
        const { context, page, troubles } = await Chromium.open(browser, at, look)
        try {
          await work(page)
          assert.deepStrictEqual(troubles, [])
        } finally {
          await context.close()
        }
        return
      }
      // Who visits in the midst of a visit gets a page of their own.
      const kept = idle
      idle = undefined
      const opened = kept ?? (await Chromium.open(browser, at))
      const { context, page, reload, troubles } = opened
      let isWhole = false
      try {
        if (kept !== undefined) await reload(at)
        await work(page)
        assert.deepStrictEqual(troubles, [])
        isWhole = idle === undefined
      } finally {
        if (isWhole) idle = opened
        else await context.close()
      }
    }
  }
}

/** The fingerprint of the result, once the page has carried it out. */
export const result = async (page: Page): Promise<string> => {
  const code = page.locator("[data-result]:not([data-result=''])")
  await code.waitFor({ state: "attached" })
  return (await code.getAttribute("data-result"))!
}

/** Waits until the page's numbers are another result than before. */
export const resultOtherThan = async (page: Page, before: string): Promise<string> => {
  await page
    .locator(`[data-result]:not([data-result='']):not([data-result='${before}'])`)
    .waitFor({ state: "attached" })
  return result(page)
}

/** What the page's address says behind `#`. */
export const linkOf = (page: Page): string => new URL(page.url()).hash.slice(1)

/** Waits until the link says something; the page may not be asked by text, which its policy forbids. */
export const untilLink = (page: Page, part: string): Promise<boolean> =>
  vi.waitUntil(() => linkOf(page).includes(part), { timeout: 20_000, interval: 50 })

/** The slider of a lever or an assumption. */
export const slider = (page: Page, name: string) => page.locator(`[data-input="${name}"] input[type=range]`)

/** Saves the scenario that the page gives away; gives its path. */
export const download = async (page: Page, folder: string, name = ""): Promise<string> => {
  const [given] = await Promise.all([page.waitForEvent("download"), page.locator(".tools .main").click()])
  const path = join(folder, `${name}${given.suggestedFilename()}`)
  await given.saveAs(path)
  return path
}
