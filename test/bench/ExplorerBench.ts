/**
 * From a slider to the picture: how long a reader waits while dragging.
 *
 * A real mouse drags real sliders. A sample runs from the moment of the browser's input event to the moment after the
 * frame that shows its numbers was drawn: the callback of an animation frame comes before the drawing, and a message
 * that is sent from it after. So a sample is the page's own time, whole: projection, targets, texts, lines, layout and
 * drawing. Beside it stands what the page's main thread worked for each, in processor time, which other programs on the
 * machine do not count in.
 *
 * A reader waits longer than that, for what no page can change, and both are told by themselves. Before the event a
 * browser keeps what a mouse does until its next frame, at 60 frames a second up to 16.7 ms: the wait of the same
 * samples. After it the browser's other threads make what was drawn into pixels and hand it to the screen: the whole
 * way, from mouse to screen, only the browser's own trace tells; it is of a second drag in the same page, since tracing
 * is work too.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Page } from "playwright-core"
import * as Cli from "../cli/Cli.ts"
import * as Chromium from "../explorer/Browser.ts"
import * as Subject from "./Subject.ts"

/** The longest that the middle one and the 95th of a hundred may take, in milliseconds. */
const bars = { median: 16, late: 33 } as const

/** Put into the page: it notes how long each input event of a slider was awaited, and until its frame was drawn. */
const watcher = `(() => {
  const picture = [], waited = []
  let moved = 0
  addEventListener("pointermove", (event) => (moved = event.timeStamp), true)
  addEventListener("input", (event) => {
    if (event.target.type !== "range") return
    const asked = event.timeStamp
    waited.push(performance.now() - moved)
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => picture.push(performance.now() - asked)
      channel.port2.postMessage(0)
    })
  }, true)
  globalThis.samples = () => ({ picture, waited })
})()`

const quantile = (values: ReadonlyArray<number>, part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))]!

/** Drags one slider after the other to and fro. */
const drag = async (page: Page, sliders: number, moves: number): Promise<void> => {
  const all = page.locator(".inputs input[type=range]")
  // A hand drags one slider at a time.
  /* oxlint-disable no-await-in-loop */
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
  /* oxlint-enable no-await-in-loop */
}

/** What of the browser's trace is read: how long each event took until the screen showed what came of it. */
interface Traced {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly ts: number
  readonly id2?: { readonly local: string }
  readonly args: { readonly event_latency?: { readonly event_type: string } }
}

/** How long a trace's drags took until the screen showed them, in milliseconds. */
const shownIn = (trace: Buffer): ReadonlyArray<number> => {
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: ReadonlyArray<Traced> }
  const begun = new Map<string, number>()
  const shown: Array<number> = []
  const latencies = traceEvents.filter(({ name }) => name === "EventLatency")
  for (const { args, id2, ph, pid, ts } of latencies.toSorted((a, b) => a.ts - b.ts)) {
    const key = `${pid} ${id2?.local}`
    const from = begun.get(key)
    if (ph === "b" && args.event_latency?.event_type === "MOUSE_DRAGGED") begun.set(key, ts)
    else if (ph === "e" && from !== undefined) {
      shown.push((ts - from) / 1000)
      begun.delete(key)
    }
  }
  if (shown.length === 0) throw new Error("the browser's trace tells of no drag")
  return shown
}

/** Measures the page of the subject; gives a line for each bar, and one of what the page worked. */
export const measure = async (): Promise<ReadonlyArray<string>> => {
  const folder = mkdtempSync(join(tmpdir(), "gongfu-"))
  const browser = await Chromium.launch()
  try {
    const { code, err } = Cli.run(folder, ["explore", Subject.name, "--no-open", "-o", "page.html"])
    if (code !== 0) throw new Error(err)
    const { context, page, troubles } = await Chromium.open(browser, `file://${join(folder, "page.html")}`)
    const protocol = await context.newCDPSession(page)
    await protocol.send("Performance.enable", { timeDomain: "threadTicks" })
    const worked = async (): Promise<number> => {
      const { metrics } = await protocol.send("Performance.getMetrics")
      return metrics.find(({ name }) => name === "TaskDuration")!.value * 1000
    }
    await drag(page, 3, 60)
    await page.evaluate(watcher)
    const before = await worked()
    await drag(page, 6, 80)
    const after = await worked()
    const { picture, waited } = await page.evaluate<Record<"picture" | "waited", ReadonlyArray<number>>>("samples()")
    await browser.startTracing(page, { categories: ["input"] })
    await drag(page, 2, 80)
    const shown = shownIn(await browser.stopTracing())
    if (troubles.length > 0) throw new Error(troubles.join("\n"))
    const line = (name: string, value: number, bar: number): string =>
      `${name.padEnd(44)} ${value.toFixed(1).padStart(6)} ms  bar: at most ${bar}  ${value <= bar ? "reached" : "NOT REACHED"}`
    const spread = (values: ReadonlyArray<number>): string =>
      [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1].map((part) => quantile(values, part).toFixed(1)).join(", ")
    return [
      line("explorer: slider to picture, median", quantile(picture, 0.5), bars.median),
      line("explorer: slider to picture, 95th percentile", quantile(picture, 0.95), bars.late),
      `    ${picture.length} samples; least, 5, 25, 50, 75, 95 of a hundred, and most, in ms:`,
      `    slider to picture                     ${spread(picture)}`,
      `    before it, mouse to slider            ${spread(waited)}`,
      `    mouse to screen, in all (${shown.length} traced)  ${spread(shown)}`,
      `    the main thread worked ${((after - before) / picture.length).toFixed(1)} ms for each`
    ]
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
