import { assert, describe, it } from "vitest"
import * as Progress from "../../../packages/cli/src/render/Progress.ts"

const label = { en: "searching", zh: "求解中" }

/** What is written when parts are done at times, in milliseconds. */
const written = (
  told: ReadonlyArray<readonly [done: number, at: number]>,
  {
    isTTY = true,
    language = "en",
    percent = false
  }: { readonly isTTY?: boolean; readonly language?: "en" | "zh"; readonly percent?: boolean } = {}
): ReadonlyArray<string> => {
  let now = 0
  const texts: Array<string> = []
  const stream = {
    isTTY,
    write: (text: string) => void texts.push(text.replaceAll("\r", "").replaceAll("\u001b[K", ""))
  }
  const progress = Progress.start(stream, label, 50, language, { clock: () => now, percent })
  for (const [done, at] of told) {
    now = at
    progress.tell(done)
  }
  progress.end()
  return texts
}

describe("progress", () => {
  it("says how much is done and about how long the rest takes, at the pace so far", () => {
    assert.deepEqual(written([[10, 2000]]), ["searching 10/50, about 8 s left", ""])
    assert.deepEqual(written([[10.4, 60_000]], { percent: true, language: "zh" }), ["求解中 20%，约剩 4 分钟", ""])
    assert.deepEqual(written([[1, 300_000]]), ["searching 1/50, about 4 h 5 min left", ""])
  })

  it("gives no estimate before anything is done, and none once all is", () => {
    assert.deepEqual(
      written([
        [0, 2000],
        [50, 3000]
      ]),
      ["searching 0/50", "searching 50/50", ""]
    )
  })

  it("keeps silent where no one watches, over short work, and between what can be read", () => {
    assert.deepEqual(written([[10, 2000]], { isTTY: false }), [])
    assert.deepEqual(written([[10, 900]]), [])
    assert.deepEqual(
      written([
        [10, 2000],
        [11, 2050],
        [12, 2200]
      ]).length,
      3
    )
  })
})
