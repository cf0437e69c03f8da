/**
 * What the page must never do, what it says of what it cannot use, and how `gongfu explore` writes and serves it.
 */
import { once } from "node:events"
import { readFileSync, writeFileSync } from "node:fs"
import { request } from "node:http"
import { join } from "node:path"
import * as Stream from "node:stream/consumers"
import * as Run from "@gongfu/core/run/Run"
import * as Link from "@gongfu/explorer/state/Link"
import * as Setup from "@gongfu/explorer/state/Setup"
import { assert, describe, it } from "vitest"
import * as Cli from "../cli/Cli.ts"
import * as Texts from "../hostile/texts.ts"
import * as Town from "../hostile/Town.ts"
import { folder as wenzhou } from "../scenarios/Wenzhou.ts"
import * as Chromium from "./Browser.ts"
import * as Setups from "./setups.ts"
import { download, prepare, result, resultOtherThan } from "./Visit.ts"

const { place } = Setups
// Written for readers of Chinese, whatever their browser speaks.
const { browser, file, folder, visit } = prepare(["--lang", "zh"])

/** What a scenario comes to, by its lock. */
const locked = (name: string): string =>
  /^result: "([0-9a-f]{64})"$/m.exec(readFileSync(join(wenzhou, `scenarios/${name}.lock.yaml`), "utf8"))![1]!

const run = (setup: Setup.Setup): Run.Run => Run.project(place, Setups.scenarioOf(setup))

describe("the page", () => {
  it("is a file of at most 1.5 MB, in which no address of a host is asked for", () => {
    const html = readFileSync(file, "utf8")
    assert.isAtMost(Buffer.byteLength(html), 1_500_000)
    assert.notMatch(html, /<(script|link|img|iframe|source)\b[^>]*\b(src|href)="(?!data:)/)
  })

  it("reads any link, says what it could not use, and goes on", () =>
    visit("v=1&lang=en&a=plan&a.set.dibao_growth=9e9&%%%&<script>=1&c=rural-first&why=nothing@1", async (page) => {
      assert.strictEqual(await result(page), locked("plan"))
      assert.match(await page.locator(".alert.mild").innerText(), /^4 /)
      await page.evaluate(
        `location.hash = ${JSON.stringify(`#${Link.write({ ...Link.initial({ place, presets: Setups.presets, first: "tight-budget", language: "en" }) })}`)}`
      )
      assert.strictEqual(await resultOtherThan(page, locked("plan")), locked("tight-budget"))
    }))

  it("runs nothing that is made from text, and no script but its own", async () => {
    // What a page must not do it tells in the console: this one is not watched.
    const { context, page } = await Chromium.open(browser(), `file://${file}`)
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

  it("begins in the language that its writer asked for", () =>
    visit("", async (page) => assert.strictEqual(await page.locator("html").getAttribute("lang"), "zh-Hans")))
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
        const path = await download(page, join(at, "scenarios"))
        assert.include(readFileSync(path, "utf8"), 'extends: "more.yaml"')
        const ran = Cli.run(at, ["run", path, "--json", "--store", join(at, "x.sqlite")])
        assert.strictEqual(ran.code, 0, ran.err)
        assert.include(ran.out, `"result":"${before}"`)
      },
      undefined,
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
    await visit("v=1&lang=zh&a=plan", async (page) => void (await result(page)), undefined, url)
    const told = Stream.text(child.stderr)
    child.kill("SIGINT")
    const [code] = (await once(child, "exit")) as [number]
    assert.strictEqual(code, 130)
    assert.match(await told, /^interrupted$/m)
  })
})
