/**
 * `pnpm screenshots:report`: the pictures of docs/report.md, taken of the report that the page tells how to make.
 *
 * Needs Chromium and fonts for Chinese. Ends with 1 when a picture is larger than a page should carry.
 */
// One picture after the other: they are of one page.
/* oxlint-disable no-await-in-loop */
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { chromium } from "playwright-core"
import { bin, built } from "../cli/Cli.ts"

interface Shot {
  readonly section: string
  readonly language: "en" | "zh"
  readonly scheme: "light" | "dark"
  /** How much of the section, from its top, in pixels. */
  readonly height: number
}

const shots: ReadonlyArray<Shot> = [
  { section: "scoreboard", language: "en", scheme: "light", height: 800 },
  { section: "headline", language: "en", scheme: "light", height: 1170 },
  { section: "headline", language: "zh", scheme: "light", height: 1170 },
  { section: "headline", language: "en", scheme: "dark", height: 760 },
  { section: "attribution", language: "zh", scheme: "light", height: 720 },
  { section: "attribution", language: "en", scheme: "light", height: 760 },
  { section: "accounts", language: "zh", scheme: "light", height: 900 }
]

const most = 200_000
const width = 1280
const pictures = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url))

await built()
const folder = mkdtempSync(join(tmpdir(), "gongfu-pictures-"))
const made = spawnSync(
  process.execPath,
  [bin, "report", "wenzhou/business-as-usual", "wenzhou/plan", "-o", "report.html"],
  { cwd: folder, stdio: "inherit" }
)
if (made.status !== 0) process.exit(1)
const browser = await chromium.launch({
  executablePath: process.env["GONGFU_CHROMIUM"] ?? "/usr/bin/chromium",
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : []
})
let isLarge = false
for (const { height, language, scheme, section } of shots) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme })
  await page.goto(pathToFileURL(join(folder, "report.html")).href)
  await page.check(`#show-${language}`, { force: true })
  const box = (await page.locator(`[aria-labelledby=${language}-${section}]`).boundingBox())!
  const path = join(pictures, `report-${section}-${language}${scheme === "dark" ? "-dark" : ""}.png`)
  const clip = { x: box.x - 40, y: box.y, width: box.width + 80, height: Math.min(height, box.height) }
  await page.screenshot({ path, fullPage: true, clip })
  await page.close()
  const { size } = statSync(path)
  isLarge ||= size > most
  process.stdout.write(`${path}: ${Math.ceil(size / 1000)} kB\n`)
}
await browser.close()
rmSync(folder, { recursive: true, force: true })
if (isLarge) process.exit(1)
