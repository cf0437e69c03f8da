/**
 * What a slider changes, and when: at once what a reader sees, the rest as soon as it is seen or the hand rests.
 */
import * as Run from "@gongfu/core/run/Run"
import * as Setup from "@gongfu/explorer/state/Setup"
import type { Page } from "playwright-core"
import { assert, describe, it, vi } from "vitest"
import * as Setups from "./setups.ts"
import { linkOf, prepare, result, resultOtherThan, slider } from "./Visit.ts"

const { visit } = prepare()

/** Takes a slider in the hand and moves it to its end, without letting it go. */
const drag = async (page: Page, name: string): Promise<void> => {
  const box = (await slider(page, name).boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width - 4, box.y + box.height / 2)
}

/** Waits until the browser has drawn what there is, and told the page what of it is in sight. */
const painted = (page: Page): Promise<void> =>
  page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))")

describe("a slider", () => {
  const start = "v=1&lang=zh&a=plan"

  it("redraws numbers, targets and link, and can be put back", () =>
    visit(start, async (page) => {
      const before = await result(page)
      const reading = page.locator('[data-indicator="low_income_income"] .reading strong').first()
      const picture = () => page.locator('[data-indicator="low_income_income"] .canvas svg').first().innerHTML()
      const [told, drawn] = [await reading.innerText(), await picture()]
      const target = page.locator('[data-target="low_income_growth"] .told')
      const stood = await target.textContent()
      await slider(page, "dibao_growth").fill("0.09")
      const setup: Setup.Setup = { ...Setup.untouched("plan"), levers: { dibao_growth: 0.09 } }
      const own = Run.project(Setups.place, Setups.scenarioOf(setup)).state.result!
      assert.strictEqual(await resultOtherThan(page, before), own)
      assert.notStrictEqual(await reading.innerText(), told)
      assert.notStrictEqual(await target.textContent(), stood)
      assert.notStrictEqual(await picture(), drawn)
      assert.include(linkOf(page), "a.set.dibao_growth=0.09")
      await page.locator('[data-input="dibao_growth"] .actions button').first().click()
      assert.strictEqual(await resultOtherThan(page, own), before)
      assert.strictEqual(await reading.innerText(), told)
    }))

  it("redraws at once what is seen while it is dragged, and the rest as soon as it is seen or the hand rests", () =>
    visit(start, async (page) => {
      const before = await result(page)
      const rows = () =>
        page.locator(".target").evaluateAll((all) =>
          all.map((row) => {
            const panel = row.closest(".scroll")!.getBoundingClientRect()
            const { bottom, top } = row.getBoundingClientRect()
            return { text: row.textContent, seen: bottom > panel.top && top < panel.bottom }
          })
        )
      const stood = await rows()
      await painted(page)
      await drag(page, "hukou_reform")
      await painted(page)
      const dragged = await rows()
      await page.locator(".target").last().scrollIntoViewIfNeeded()
      await vi.waitUntil(async () => (await rows()).at(-1)!.seen)
      await painted(page)
      const last = await rows()
      assert.isTrue(last.some(({ seen, text }, i) => seen && text !== dragged[i]!.text))
      assert.notStrictEqual(await page.locator("[data-settled]").getAttribute("data-settled"), "true")
      await page.mouse.up()
      await resultOtherThan(page, before)
      const whole = await rows()
      const [link, texts] = [linkOf(page), whole.map(({ text }) => text)]
      for (const now of [dragged, last])
        for (const [i, { seen, text }] of now.entries()) if (seen) assert.strictEqual(text, texts[i])
      // Else nothing would tell the two apart.
      assert.isTrue(dragged.some(({ seen, text }, i) => seen && text !== stood[i]!.text))
      assert.isTrue(dragged.some(({ seen, text }, i) => !seen && text !== texts[i]))
      await visit(link, async (other) => {
        await result(other)
        assert.deepStrictEqual(await other.locator(".target").allTextContents(), texts)
      })
    }))

  it("leaves charts alone that a small screen does not show, and they show what was set as soon as it does", () =>
    visit(
      start,
      async (page) => {
        const readings = (of: Page) => of.locator("[data-indicator] .reading").allTextContents()
        const before = await result(page)
        await page.locator(".switch button").first().click()
        const stood = await readings(page)
        await painted(page)
        await drag(page, "hukou_reform")
        assert.deepStrictEqual(await readings(page), stood)
        await page.mouse.up()
        await resultOtherThan(page, before)
        await page.locator(".switch button").nth(1).click()
        const [link, shown] = [linkOf(page), await readings(page)]
        assert.notDeepEqual(shown, stood)
        await visit(link, async (desk) => {
          await result(desk)
          assert.deepStrictEqual(await readings(desk), shown)
        })
      },
      { viewport: { width: 390, height: 844 } }
    ))
})
