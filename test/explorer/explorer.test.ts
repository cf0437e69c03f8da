/**
 * The page in a real browser, in both languages: what a reader does with it, and what it must never do.
 *
 * One browser serves all tests; each opens a page of its own, which is watched: an error in the console, an error of
 * the page or a request to anywhere fails the test.
 */
// What is done to one page is done in turn.
/* oxlint-disable no-await-in-loop */
import { once } from "node:events"
import { readFileSync, writeFileSync } from "node:fs"
import { request } from "node:http"
import { join } from "node:path"
import axe from "axe-core"
import * as Attribution from "@gongfu/core/analysis/Attribution"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Scoreboard from "@gongfu/core/target/Scoreboard"
import * as Figure from "@gongfu/core/wording/Figure"
import * as Link from "@gongfu/explorer/state/Link"
import * as Setup from "@gongfu/explorer/state/Setup"
import * as Result from "effect/Result"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, assert, beforeAll, describe, it, vi } from "vitest"
import * as Cli from "../cli/Cli.ts"
import * as Toy from "../cli/toy.ts"
import * as Texts from "../hostile/texts.ts"
import * as Town from "../hostile/Town.ts"
import { folder as wenzhou } from "../scenarios/Wenzhou.ts"
import * as Chromium from "./Browser.ts"
import * as Setups from "./setups.ts"

const folder = Toy.folder()
const file = join(folder, "page.html")
const address = `file://${file}`
const { place } = Setups
let browser: Browser

beforeAll(async () => {
  await Cli.built()
  const written = Cli.run(folder, ["explore", "wenzhou/plan", "--no-open", "-o", "page.html"])
  assert.strictEqual(written.code, 0, written.err)
  browser = await Chromium.launch()
})
afterAll(() => browser.close())

/** Opens the page, lets a test work on it, and holds what went wrong against it. */
const visit = async (
  link: string,
  work: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
  at = address
): Promise<void> => {
  const { context, page, troubles } = await Chromium.open(browser, `${at}#${link}`, options)
  try {
    await work(page)
    assert.deepStrictEqual(troubles, [])
  } finally {
    await context.close()
  }
}

/** The fingerprint of the result, once the page has carried it out. */
const result = async (page: Page): Promise<string> => {
  const code = page.locator("[data-result]:not([data-result=''])")
  await code.waitFor({ state: "attached" })
  return (await code.getAttribute("data-result"))!
}

/** Waits until the page's numbers are another result than before. */
const resultOtherThan = async (page: Page, before: string): Promise<string> => {
  await page
    .locator(`[data-result]:not([data-result='']):not([data-result='${before}'])`)
    .waitFor({ state: "attached" })
  return result(page)
}

/** The first eight texts of what was found. */
const firstTexts = (all: ReadonlyArray<{ readonly textContent: string | null }>): ReadonlyArray<string | null> =>
  all.slice(0, 8).map(({ textContent }) => textContent)

/** Waits until the link says something; the page may not be asked by text, which its policy forbids. */
const untilLink = (page: Page, part: string): Promise<boolean> =>
  vi.waitUntil(() => linkOf(page).includes(part), { timeout: 20_000, interval: 50 })

const linkOf = (page: Page): string => new URL(page.url()).hash.slice(1)
const languages = ["en", "zh"] as const

/** What a scenario comes to, by its lock. */
const locked = (name: string): string =>
  /^result: "([0-9a-f]{64})"$/m.exec(readFileSync(join(wenzhou, `scenarios/${name}.lock.yaml`), "utf8"))![1]!

const slider = (page: Page, name: string) => page.locator(`[data-input="${name}"] input[type=range]`)

const run = (setup: Setup.Setup): Run.Run => Run.project(place, Setups.scenarioOf(setup))

describe.each(languages)("the page in %s", (language) => {
  const say = ({ en, zh }: { readonly en: string; readonly zh: string }): string => ({ en, zh })[language]
  const start = `v=1&lang=${language}&a=plan`

  it("begins with the plan: its targets, its headline and its fingerprint", () =>
    visit(start, async (page) => {
      assert.strictEqual(await result(page), locked("plan"))
      assert.strictEqual(await page.locator("html").getAttribute("lang"), language === "zh" ? "zh-Hans" : "en")
      const standings = Scoreboard.standings(run(Setup.untouched("plan")).events)
      const met = [...standings.values()].filter(({ status }) => status === "met").length
      assert.strictEqual(await page.locator(".counts strong").innerText(), String(met))
      assert.strictEqual(await page.locator(".target.met").count(), met)
      assert.strictEqual(await page.locator(".target").count(), place.targets.all.length)
      for (const { name, label } of place.targets.all)
        assert.include(await page.locator(`[data-target="${name}"] .label`).textContent(), say(label))
      assert.strictEqual(
        await page.locator("[data-input]").count(),
        place.model.variables.filter(({ kind }) => kind === "lever").length
      )
      for (const { label, name } of place.headline)
        assert.include(await page.locator(`[data-indicator="${name}"] h3`).innerText(), say(label))
    }))

  it("every preset gives the result that its lock has", () =>
    visit(start, async (page) => {
      const presets = page.locator(".preset select")
      let before = await result(page)
      const names = Setups.presets.map(({ key }) => key).filter((key) => key !== "plan")
      for (const name of [...(language === "zh" ? names.slice(2, 6) : names.slice(0, 2)), "plan"]) {
        await presets.selectOption(name)
        before = await resultOtherThan(page, before)
        assert.strictEqual(before, locked(name), name)
      }
    }))

  it("a slider redraws numbers, targets and link, and can be put back", () =>
    visit(start, async (page) => {
      const before = await result(page)
      const reading = page.locator('[data-indicator="low_income_income"] .reading strong').first()
      const picture = () =>
        page
          .locator('[data-indicator="low_income_income"] canvas')
          .first()
          .evaluate((canvas) => (canvas as unknown as { toDataURL: () => string }).toDataURL())
      const [told, drawn] = [await reading.innerText(), await picture()]
      const target = page.locator('[data-target="low_income_growth"] .told')
      const asked = await target.textContent()
      await slider(page, "dibao_growth").fill("0.09")
      const setup: Setup.Setup = { ...Setup.untouched("plan"), levers: { dibao_growth: 0.09 } }
      assert.strictEqual(await resultOtherThan(page, before), run(setup).state.result)
      assert.notStrictEqual(await reading.innerText(), told)
      assert.notStrictEqual(await target.textContent(), asked)
      assert.notStrictEqual(await picture(), drawn)
      assert.include(linkOf(page), "a.set.dibao_growth=0.09")
      await page.locator('[data-input="dibao_growth"] .actions button').first().click()
      assert.strictEqual(await resultOtherThan(page, run(setup).state.result!), locked("plan"))
      assert.strictEqual(await reading.innerText(), told)
    }))

  it("why: the equation with its numbers, and parts that are those of gongfu attribute", () =>
    visit(`${start}&why=low_income_income@2025`, async (page) => {
      const indicator = Indicator.find(place.model, "low_income_income")!
      const panel = page.locator(".why-panel")
      assert.include(await panel.locator("h2").innerText(), say(indicator.label))
      const plan = run(Setup.untouched("plan"))
      const value = Trajectory.at(plan.state.trajectory, indicator.slot, 2025)
      const shown = Figure.of(value, undefined, 0)
      assert.include(await panel.locator(".amount").innerText(), shown)
      await panel.locator(".contributions .total").waitFor()
      const usual = run(Setup.untouched("business-as-usual"))
      const side = ({ events, id }: Run.Run) => ({
        id,
        events,
        title: indicator.label,
        model: place.model,
        targets: place.targets
      })
      const planned = Attribution.plan(place.kernel, [side(usual), side(plan)], {
        indicators: [indicator],
        years: [2025],
        by: "input",
        pairs: 50,
        seed: 1
      })
      const [attributed] = Result.getOrThrow(Attribution.carryOut(Result.getOrThrow(planned)))
      const parts = attributed!.parts.slice(0, 8)
      assert.deepStrictEqual(
        await panel.locator(".contributions li > .name").evaluateAll(firstTexts),
        parts.map(({ player }) => say(player.label))
      )
      assert.deepStrictEqual(
        await panel.locator(".contributions li > .number").evaluateAll(firstTexts),
        parts.map(({ value: part }) =>
          Figure.difference(part, undefined, language, Figure.decimals(undefined, parts[0]!.value))
        )
      )
      // What it comes from can be asked in turn, and one comes back.
      assert.isAtLeast(await panel.locator(".equation").count(), 2)
      const first = panel.locator(".reads button").first()
      const name = await first.locator(".name").innerText()
      await first.click()
      await page.locator(".why-panel h2", { hasText: name }).waitFor()
      await panel.locator(".why-head button").click()
      await page.locator(".why-panel h2", { hasText: say(indicator.label) }).waitFor()
    }))

  it("a click on a chart asks for the number of that year", () =>
    visit(start, async (page) => {
      const plot = page.locator('[data-indicator="resident_income"] .plot')
      const box = (await plot.boundingBox())!
      await plot.click({ position: { x: box.width - 16, y: 60 } })
      await page.locator(".why-panel h2").waitFor()
      assert.strictEqual(await page.locator(".why-head select").inputValue(), "2035")
      await untilLink(page, "why=resident_income@2035")
    }))

  it("the link holds it all: another page that opens it is the same", () =>
    visit(`${start}&b=rural-first`, async (page) => {
      await slider(page, "welfare_posts").fill("26000")
      await page.locator(".setups .add").click()
      await page.locator(".inputs [role=tab]").nth(1).click()
      await page.locator(".sector button").first().click()
      await slider(page, "national_growth").first().fill("0.05")
      await untilLink(page, "c.set.national_growth")
      const [link, before] = [linkOf(page), await result(page)]
      await visit(link, async (other) => {
        assert.strictEqual(await result(other), before)
        assert.strictEqual(linkOf(other), link)
        assert.strictEqual(await other.locator(".setup").count(), 3)
        assert.strictEqual(await other.locator(".setup.on").innerText(), await page.locator(".setup.on").innerText())
        assert.strictEqual(
          await other.locator(".inputs [role=tab][aria-selected=true]").getAttribute("id"),
          "tab-assumptions"
        )
      })
    }))

  it("a scenario that is taken away runs to the same fingerprint", () =>
    visit(
      `${start}&a.set.talent_attraction=2021:150000,2025:250000&a.set.national_growth=0.05&a.shortage=scale`,
      async (page) => {
        const before = await result(page)
        const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".tools .main").click()])
        const path = join(folder, `${language}-${download.suggestedFilename()}`)
        await download.saveAs(path)
        const { code, err, out } = Cli.run(folder, [
          "run",
          path,
          "--json",
          "--store",
          join(folder, `${language}.sqlite`)
        ])
        assert.strictEqual(code, 0, err)
        assert.include(out, `"result":"${before}"`)
        assert.include(await page.locator("[data-result]").innerText(), Fingerprint.short(before))
      }
    ))

  it("serves a keyboard alone", () =>
    visit(start, async (page) => {
      const focused = () => page.evaluate<string>("document.activeElement.outerHTML.slice(0, 300)")
      const seen: Array<string> = []
      for (let i = 0; i < 16; i++) {
        await page.keyboard.press("Tab")
        seen.push(await focused())
      }
      assert.include(seen[0], 'class="skip"')
      for (const part of [
        'aria-pressed="true"',
        "<select",
        'class="main"',
        'id="tab-levers"',
        'type="search"',
        'type="range"'
      ])
        assert.isTrue(
          seen.some((html) => html.includes(part)),
          part
        )
      // A slider by its arrows, a tab by its own, a chart by Enter.
      const before = await result(page)
      await slider(page, "labour_share_gain").focus()
      await page.keyboard.press("ArrowRight")
      await resultOtherThan(page, before)
      await page.locator("#tab-levers").focus()
      await page.keyboard.press("ArrowRight")
      assert.strictEqual(await page.locator("#tab-assumptions").getAttribute("aria-selected"), "true")
      assert.include(await focused(), 'id="tab-assumptions"')
      const plot = page.locator('[data-indicator="resident_income"] .plot')
      await plot.focus()
      const year = Number(await plot.getAttribute("aria-valuenow"))
      await page.keyboard.press("ArrowRight")
      assert.strictEqual(await plot.getAttribute("aria-valuenow"), String(year + 1))
      assert.include(await plot.getAttribute("aria-valuetext"), String(year + 1))
      await page.keyboard.press("Enter")
      await page.locator(".why-panel h2").waitFor()
      await page.locator(".skip").focus()
      await page.keyboard.press("Enter")
      assert.include(await focused(), 'id="findings"')
    }))

  const [desk, phone] = [
    { width: 1440, height: 900 },
    { width: 390, height: 844 }
  ]
  const looks = {
    en: [{ colorScheme: "light" as const, viewport: desk }],
    zh: [
      { colorScheme: "dark" as const, viewport: desk },
      { colorScheme: "light" as const, viewport: phone }
    ]
  }
  it.each(looks[language])(
    "axe finds no serious fault: $colorScheme, $viewport.width wide",
    ({ colorScheme, viewport }) =>
      visit(
        `${start}&b=business-as-usual&why=gdp@2025`,
        async (page) => {
          const faults = async (): Promise<ReadonlyArray<string>> => {
            await page.evaluate(axe.source)
            const found = await page.evaluate<axe.AxeResults>("axe.run(document, { resultTypes: ['violations'] })")
            return found.violations
              .filter(({ impact }) => impact === "serious" || impact === "critical")
              .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 200)}`))
          }
          await page.locator(".contributions .total").waitFor({ state: "attached" })
          if (viewport.width < 500) {
            for (const i of [0, 1, 2]) {
              await page.locator(".switch button").nth(i).click()
              assert.deepStrictEqual(await faults(), [])
            }
            return
          }
          await page.locator('[data-input="dibao_growth"] .actions button').last().click()
          await page.locator(".path input").first().waitFor()
          assert.deepStrictEqual(await faults(), [])
          await page.locator("#tab-targets").click()
          await page.locator("#tab-assumptions").click()
          await page.locator(".sector button").first().click()
          assert.deepStrictEqual(await faults(), [])
        },
        { colorScheme, viewport }
      )
  )

  it("fits a phone: nothing is wider than the screen, and each part is a touch away", () =>
    visit(
      start,
      async (page) => {
        for (const [i, part] of [".inputs", ".charts", ".findings"].entries()) {
          await page.locator(".switch button").nth(i).tap()
          assert.isTrue(await page.locator(part).isVisible(), part)
          assert.isAtMost(Number(await page.evaluate("document.documentElement.scrollWidth")), 390, part)
        }
      },
      { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
    ))
})

describe("the page", () => {
  it("is a file of at most 1.5 MB, in which no address of a host is asked for", () => {
    const html = readFileSync(file, "utf8")
    assert.isAtMost(Buffer.byteLength(html), 1_500_000)
    assert.notMatch(html, /<(script|link|img|iframe|source)\b[^>]*\b(src|href)="(?!data:)/)
  })

  it("reads any link, says what it could not use, and goes on", () =>
    visit("v=1&a=plan&a.set.dibao_growth=9e9&%%%&<script>=1&c=rural-first&why=nothing@1", async (page) => {
      assert.strictEqual(await result(page), locked("plan"))
      assert.match(await page.locator(".alert.mild").innerText(), /^4 /)
      await page.evaluate(
        `location.hash = ${JSON.stringify(`#${Link.write({ ...Link.initial({ place, presets: Setups.presets, first: "tight-budget", language: "en" }) })}`)}`
      )
      assert.strictEqual(await resultOtherThan(page, locked("plan")), locked("tight-budget"))
    }))

  it("runs nothing that is made from text, and no script but its own", async () => {
    // What a page must not do it tells in the console: this one is not watched.
    const { context, page } = await Chromium.open(browser, address)
    const tried = await page.evaluate(`new Promise((done) => {
        const violations = []
        addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective))
        globalThis.ran = []
        const script = document.createElement("script")
        script.textContent = "ran.push('script')"
        document.body.append(script)
        setTimeout(() => {
          try { new Function("ran.push('text')")() } catch {}
          const image = new Image()
          image.src = "http://127.0.0.1:9/x.png"
          fetch("http://127.0.0.1:9/").catch(() => {})
          const style = document.createElement("style")
          style.textContent = "body { display: none }"
          document.head.append(style)
          setTimeout(() => done({ ran, violations: [...new Set(violations)].sort() }), 200)
        })
      })`)
    assert.deepStrictEqual(tried, {
      ran: [],
      violations: ["connect-src", "img-src", "script-src", "script-src-elem", "style-src-elem"]
    })
    await context.close()
  })

  it("tells a run that stops, in which year and why", () =>
    visit(
      "v=1&lang=en&a=plan&a.set.village_collective_support=60&a.set.rural_industry_support=60&a.shortage=refuse",
      async (page) => {
        const { events } = run({
          ...Setup.untouched("plan"),
          levers: { village_collective_support: 60, rural_industry_support: 60 },
          shortage: "refuse"
        })
        const failed = events.find((event) => event.type === "RunFailed")
        if (failed === undefined) throw new Error("the run was to fail")
        assert.include(await page.locator(".alert").innerText(), String(failed.year))
        assert.include(await page.locator(".result").innerText(), String(failed.year))
      }
    ))
})

describe("a place of one's own", () => {
  it("whose every text is hostile stays text, and its scenario runs to the same result", async () => {
    const texts = Texts.shown.filter((text) => !text.includes("\n\n") && text.length < 500)
    const at = Town.folder(Town.files((slot) => texts[slot % texts.length]!))
    writeFileSync(join(at, "scenarios", "faulty.yaml"), "gongfu: 1\nname: faulty\n")
    const { code, err } = Cli.run(at, [
      "explore",
      "scenarios/more.yaml",
      "--no-open",
      "-o",
      "page.html",
      "--lang",
      "zh"
    ])
    assert.strictEqual(code, 0, err)
    assert.include(err, "faulty.yaml")
    const html = readFileSync(join(at, "page.html"), "utf8")
    assert.strictEqual(html.split("<script").length, 4)
    await visit(
      "v=1&lang=zh&a=more&a.set.effort=0.15&why=income@2023",
      async (page) => {
        const before = await result(page)
        assert.strictEqual(await page.locator("img, iframe, base, #page script").count(), 0)
        await page.locator(".contributions .total").waitFor()
        await page.locator("#tab-assumptions").click()
        await page.locator("#tab-targets").click()
        const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".tools .main").click()])
        const path = join(at, "scenarios", download.suggestedFilename())
        await download.saveAs(path)
        assert.include(readFileSync(path, "utf8"), 'extends: "more.yaml"')
        const ran = Cli.run(at, ["run", path, "--json", "--store", join(at, "x.sqlite")])
        assert.strictEqual(ran.code, 0, ran.err)
        assert.include(ran.out, `"result":"${before}"`)
      },
      {},
      `file://${join(at, "page.html")}`
    )
  })
})

describe("gongfu explore", () => {
  it("replaces its own page, and no other file unasked", () => {
    const again = Cli.run(folder, ["explore", "example-city/plan", "--no-open", "-o", "own.html", "--json"])
    assert.strictEqual(again.code, 0, again.err)
    assert.strictEqual((JSON.parse(again.out) as { explorer: { written: string } }).explorer.written, "new")
    const replaced = Cli.run(folder, ["explore", "example-city/plan", "--no-open", "-o", "own.html", "--json"])
    assert.strictEqual((JSON.parse(replaced.out) as { explorer: { written: string } }).explorer.written, "replaced")
    writeFileSync(join(folder, "mine.html"), "<!doctype html>\nmine\n")
    const refused = Cli.run(folder, ["explore", "example-city/plan", "--no-open", "-o", "mine.html"])
    assert.strictEqual(refused.code, 1)
    assert.strictEqual(readFileSync(join(folder, "mine.html"), "utf8"), "<!doctype html>\nmine\n")
  })

  it("--serve offers it on loopback, to its own name only, until interrupted", async () => {
    const child = Cli.start(folder, ["explore", "example-city/plan", "--serve", "--no-open"])
    const [chunk] = (await once(child.stdout, "data")) as [Buffer]
    const url = String(chunk).trim()
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/$/)
    const { port } = new URL(url)
    const ask = (options: { readonly path?: string; readonly method?: string; readonly host?: string }) =>
      new Promise<number>((resolve, reject) => {
        const asked = request(
          {
            host: "127.0.0.1",
            port,
            path: options.path ?? "/",
            method: options.method ?? "GET",
            headers: { host: options.host ?? `127.0.0.1:${port}` }
          },
          (response) => {
            response.resume()
            resolve(response.statusCode!)
          }
        )
        asked.on("error", reject)
        asked.end()
      })
    assert.strictEqual(await ask({}), 200)
    assert.strictEqual(await ask({ host: `localhost:${port}` }), 200)
    assert.strictEqual(await ask({ host: "evil.example" }), 421)
    assert.strictEqual(await ask({ host: `evil.example:${port}` }), 421)
    assert.strictEqual(await ask({ path: "/package.json" }), 404)
    assert.strictEqual(await ask({ method: "POST" }), 405)
    await visit("v=1&lang=zh&a=plan", async (page) => void (await result(page)), {}, url)
    child.kill("SIGINT")
    const [code] = (await once(child, "exit")) as [number]
    assert.strictEqual(code, 130)
  })
})
