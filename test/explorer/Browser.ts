/** Debian's Chromium, driven by playwright-core: one browser for all tests of a file. */
import { existsSync } from "node:fs"
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core"

const places = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"]

/** The browser's executable. One that is missing is told, never skipped. */
export const executable = (): string => {
  const found = places.find((path) => path !== undefined && existsSync(path))
  if (found === undefined) throw new Error("no Chromium: apt-get install -y chromium, or name one in CHROMIUM")
  return found
}

/** Starts the browser. */
export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: executable(), args: ["--no-sandbox", "--disable-dev-shm-usage"] })

/** A page, and everything in it that must not be: errors, and requests to any host. */
export interface Watched {
  readonly page: Page
  readonly context: BrowserContext
  readonly troubles: ReadonlyArray<string>
  /** Loads an address in the same page, and leaves nothing of what was there. */
  readonly reload: (address: string) => Promise<void>
}

/** Opens a page and watches it. */
export const open = async (
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {}
): Promise<Watched> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const page = await context.newPage()
  const troubles: Array<string> = []
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") troubles.push(`console: ${message.text()}`)
  })
  page.on("pageerror", (error) => troubles.push(`error: ${error.stack ?? error.message}`))
  let own = ""
  page.on("request", (request) => {
    const url = request.url()
    if (url.split("#")[0] !== own && !/^(data|blob):/.test(url)) troubles.push(`request: ${url}`)
  })
  const load = async (at: string): Promise<void> => {
    own = at.split("#")[0]!
    await page.goto(at)
    await page.waitForSelector("[data-settled=true]", { state: "attached" })
  }
  await load(address)
  return {
    page,
    context,
    troubles,
    reload: async (at) => {
      // From another document: to one that differs behind `#` alone a page would go without being loaded.
      own = "about:blank"
      await page.goto("about:blank")
      await load(at)
    }
  }
}
