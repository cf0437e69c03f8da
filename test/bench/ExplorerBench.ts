/**
 * From a slider to the picture: how long a reader waits while dragging.
 *
 * A real mouse drags a real slider. A sample runs from the moment of the browser's input event to the moment after
 * the frame that shows its numbers was drawn: the callback of an animation frame comes before the drawing, and a
 * message that is sent from it after.
 */
import type { Browser, Page } from "playwright-core"
import * as ExplorerBrowser from "../explorer/Browser.ts"

/** Times in milliseconds, rising, and how long the page itself worked in each. */
export interface Samples {
  readonly picture: ReadonlyArray<number>
  readonly work: ReadonlyArray<number>
}

/** Put into the page: it notes each input event of a slider, and when its frame was drawn. */
const watcher = `(() => {
  const picture = [], work = []
  addEventListener("input", (event) => {
    if (event.target.type !== "range") return
    const began = performance.now(), asked = event.timeStamp
    queueMicrotask(() => work.push(performance.now() - began))
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => picture.push(performance.now() - asked)
      channel.port2.postMessage(0)
    })
  }, true)
  globalThis.samples = () => ({ picture, work })
})()`

const rising = (values: ReadonlyArray<number>): ReadonlyArray<number> => values.toSorted((a, b) => a - b)

/** The value below which a part of all samples lies. */
export const quantile = (values: ReadonlyArray<number>, part: number): number =>
  values[Math.min(values.length - 1, Math.floor(part * values.length))]!

/** Drags one slider after the other to and fro. */
const drag = async (page: Page, sliders: number, moves: number): Promise<void> => {
  const all = page.locator(".inputs input[type=range]")
  for (let i = 0; i < sliders; i++) {
    const slider = all.nth(i * 3)
    await slider.scrollIntoViewIfNeeded()
    const box = (await slider.boundingBox())!
    const y = box.y + box.height / 2
    await page.mouse.move(box.x + box.width / 2, y)
    await page.mouse.down()
    for (let move = 0; move < moves; move++)
      await page.mouse.move(box.x + box.width * (0.5 + 0.45 * Math.sin((move / moves) * 4 * Math.PI)), y)
    await page.mouse.up()
  }
}

/** Measures a page, given by its file. */
export const samples = async (browser: Browser, file: string): Promise<Samples> => {
  const { context, page, troubles } = await ExplorerBrowser.open(browser, `file://${file}`)
  await drag(page, 2, 40)
  await page.evaluate(watcher)
  await drag(page, 6, 60)
  await page.waitForTimeout(300)
  const found = (await page.evaluate("samples()")) as Samples
  if (troubles.length > 0) throw new Error(troubles.join("\n"))
  await context.close()
  return { picture: rising(found.picture), work: rising(found.work) }
}
