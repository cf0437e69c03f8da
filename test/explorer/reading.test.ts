/**
 * What a reader does with the page: points, presses, compares, sends links, by mouse, by keyboard and by touch.
 */
// What is done to one page is done in turn.
/* oxlint-disable no-await-in-loop */
import axe from "axe-core"
import * as FirstLanguage from "@gongfu/explorer/state/FirstLanguage"
import { assert, describe, it } from "vitest"
import { linkOf, prepare, result, resultOtherThan, slider, untilLink } from "./Visit.ts"

const { visit } = prepare()
const [desk, phone] = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 }
]

describe("the page", () => {
  const start = "v=1&lang=en&a=plan"

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
      const legend = await page.locator(".legend li").allInnerTexts()
      assert.includeMembers(legend, ["B: Villages first", "C: The action plan as written, 2 changed"])
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

  it("what is found says whether it is a lever or an assumption, that of the open tab first", async () => {
    const told = {
      en: { asked: "post", kinds: ["lever", "assumption"] },
      zh: { asked: "公益岗位", kinds: ["政策杠杆", "假设"] }
    }
    for (const [language, { asked, kinds }] of Object.entries(told))
      await visit(`v=1&lang=${language}&a=plan`, async (page) => {
        const rows = page.locator(".inputs .input")
        const tags = rows.locator("label .kind")
        assert.strictEqual(await tags.count(), 0)
        // What was closed before is found all the same.
        const open = page.locator(".sector button[aria-expanded=true]")
        for (let count = await open.count(); count > 0; count--) await open.last().click()
        await page.locator(".find input").fill(asked)
        await rows.first().waitFor()
        const found = async (): Promise<ReadonlyArray<string>> => {
          const texts = await tags.allTextContents()
          assert.lengthOf(texts, await rows.count())
          return texts.filter((kind, i) => i === 0 || kind !== texts[i - 1])
        }
        assert.strictEqual(await rows.first().getAttribute("data-input"), "welfare_posts")
        assert.deepStrictEqual(await found(), kinds)
        await page.locator("#tab-assumptions").click()
        assert.deepStrictEqual(await found(), kinds.toReversed())
      })
  })

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

  it("an assumption gives its reason in the reader's language", async () => {
    for (const [language, reason] of [
      ["en", "assumed: compensation and site works take most of gross revenue"],
      ["zh", "假设：征收补偿和前期开发占出让总收入的大部分"]
    ])
      await visit(`v=1&lang=${language}&a=plan&why=land_cost_share@2025`, async (page) => {
        assert.strictEqual(await page.locator(".why-panel .source").first().textContent(), reason)
      })
  })

  it("tabs are reached once, turned by arrows round the ends, and by Home and End", () =>
    visit(`${start}&why=gdp@2025`, async (page) => {
      const shown = () =>
        page.evaluate<ReadonlyArray<string>>(
          `[document.activeElement.id, ...[...document.querySelectorAll(".inputs [role=tab], .findings [role=tab]")]
            .filter((tab) => tab.ariaSelected === "true" && tab.tabIndex === 0)
            .filter((tab) => document.getElementById(tab.getAttribute("aria-controls")).getAttribute("aria-labelledby") === tab.id)
            .map((tab) => tab.id)]`
        )
      for (const [names, other] of [
        [["levers", "assumptions"], "why"],
        [["targets", "why"], "levers"]
      ] as const) {
        const [first, last] = names
        await page.locator(`#tab-${first}`).click()
        for (const [key, to] of [
          ["ArrowLeft", last],
          ["ArrowRight", first],
          ["ArrowRight", last],
          ["Home", first],
          ["Home", first],
          ["End", last],
          ["End", last]
        ] as const) {
          await page.keyboard.press(key)
          const [focus, ...selected] = await shown()
          assert.strictEqual(focus, `tab-${to}`, key)
          assert.sameMembers([...selected], [`tab-${to}`, `tab-${other}`], key)
        }
        await page.locator("#tab-levers").click()
      }
    }))

  it("opens in the reader's own language where neither the link nor its writer says one", () =>
    visit(
      "",
      async (page) => {
        const html = page.locator("html")
        assert.strictEqual(await html.getAttribute("lang"), "zh-Hans")
        await page.evaluate(`location.hash = "#${start}"`)
        await page.locator("html[lang=en]").waitFor({ state: "attached" })
      },
      { viewport: desk, locale: "zh-TW" }
    ))
})

describe("the language that a page begins in", () => {
  it("is what its writer asked for, else the first of the reader's that it speaks, else English", () => {
    assert.strictEqual(FirstLanguage.of("en", ["zh-CN"]), "en")
    assert.strictEqual(FirstLanguage.of("zh", ["en"]), "zh")
    assert.strictEqual(FirstLanguage.of(undefined, ["fr", "ZH-hant-HK", "en"]), "zh")
    assert.strictEqual(FirstLanguage.of(undefined, ["en-GB", "zh"]), "en")
    assert.strictEqual(FirstLanguage.of(undefined, ["zhuang", "eng"]), "en")
    assert.strictEqual(FirstLanguage.of(undefined, []), "en")
  })
})

describe.each(["en", "zh"] as const)("the page in %s", (language) => {
  const start = `v=1&lang=${language}&a=plan`

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
          await page.evaluate(axe.source)
          // Where a part alone has changed since the page was looked at, the part alone is looked at again.
          const faults = async (...parts: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
            const where = parts.length === 0 ? "document" : JSON.stringify({ include: parts.map((part) => [part]) })
            const found = await page.evaluate<axe.AxeResults>(`axe.run(${where}, { resultTypes: ['violations'] })`)
            assert.isAbove(found.passes.length, 10)
            return found.violations
              .filter(({ impact }) => impact === "serious" || impact === "critical")
              .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 200)}`))
          }
          await page.locator(".contributions .total").waitFor({ state: "attached" })
          if (viewport.width < 500) {
            for (const [i, part] of [".inputs", ".charts", ".findings"].entries()) {
              await page.locator(".switch button").nth(i).click()
              assert.deepStrictEqual(i === 0 ? await faults() : await faults(part, ".switch"), [])
            }
            return
          }
          await page.locator('[data-input="dibao_growth"] .actions button').last().click()
          await page.locator(".path input").first().waitFor()
          assert.deepStrictEqual(await faults(), [])
          await page.locator("#tab-targets").click()
          await page.locator("#tab-assumptions").click()
          await page.locator(".sector button").first().click()
          assert.deepStrictEqual(await faults(".inputs", ".findings"), [])
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
      { viewport: phone, hasTouch: true, isMobile: true }
    ))
})
