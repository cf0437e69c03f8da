/**
 * The screenshots of the guide, made anew: `pnpm screenshots`.
 *
 * Each is taken in a real browser from the page that `gongfu explore` writes, and is smaller than 200 kB.
 */
import { mkdirSync, mkdtempSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Cli from "../cli/Cli.ts"
import * as Chromium from "./Browser.ts"

const folder = fileURLToPath(new URL("../../docs/images/", import.meta.url))
const most = 200_000

const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }

/** What each shows: its name, the state as a link, the screen, the look, and the part that a phone shows. */
const shots = [
  { name: "explorer-en-light", link: "lang=en&a=plan", viewport: desk, colorScheme: "light", part: 1 },
  {
    name: "explorer-why-zh-dark",
    link: "lang=zh&a=plan&a.set.land_rural_share=0.6&a.set.welfare_posts=30000&why=low_income_income@2025",
    viewport: desk,
    colorScheme: "dark",
    part: 1
  },
  {
    name: "explorer-compare-zh-light",
    link: "lang=zh&a=plan&b=business-as-usual&c=rural-first&on=c",
    viewport: desk,
    colorScheme: "light",
    part: 1
  },
  { name: "explorer-phone-en-light", link: "lang=en&a=plan", viewport: phone, colorScheme: "light", part: 0 },
  { name: "explorer-phone-zh-dark", link: "lang=zh&a=plan", viewport: phone, colorScheme: "dark", part: 2 }
] as const

await Cli.built()
const work = mkdtempSync(join(tmpdir(), "gongfu-"))
const { code, err } = Cli.run(work, ["explore", "wenzhou/plan", "--no-open", "-o", "page.html"])
if (code !== 0) throw new Error(err)
mkdirSync(folder, { recursive: true })
const browser = await Chromium.launch()
for (const { colorScheme, link, name, part, viewport } of shots) {
  // One after the other: a picture is no faster for a second one beside it.
  /* oxlint-disable no-await-in-loop */
  const { context, page, troubles } = await Chromium.open(browser, `file://${join(work, "page.html")}#v=1&${link}`, {
    viewport,
    colorScheme
  })
  if (viewport === phone) await page.locator(".switch button").nth(part).click()
  if (link.includes("why=")) await page.locator(".contributions .total").waitFor()
  await page.waitForTimeout(300)
  const path = join(folder, `${name}.webp`)
  // As WebP, which the browser gives by its own protocol: half of what PNG takes.
  const protocol = await context.newCDPSession(page)
  const { data } = await protocol.send("Page.captureScreenshot", { format: "webp", quality: 88 })
  writeFileSync(path, data, "base64")
  await context.close()
  /* oxlint-enable no-await-in-loop */
  const { size } = statSync(path)
  console.log(`${path}: ${Math.round(size / 1000)} kB`)
  if (troubles.length > 0) throw new Error(troubles.join("\n"))
  if (size >= most) throw new Error(`${name} is ${size} bytes, more than ${most}`)
}
await browser.close()
