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

  it("lets no estimate grow while what is told stands still, and gives none when it stands too long", () => {
    const standing = Array.from({ length: 40 }, (_, i) => [5 + i / 100, 2000 + i * 250] as const)
    const texts = written(standing, { percent: true })
    const seconds = texts.map((text) => Number(/about (\d+) s left/.exec(text)?.[1] ?? NaN))
    assert.isTrue(texts.slice(0, -1).every((text) => text.startsWith("searching 10%")))
    assert.strictEqual(seconds[0], 18)
    for (let i = 1; i < 9; i++) assert.isAtMost(seconds[i]!, seconds[i - 1]!)
    assert.isTrue(seconds.slice(9).every(Number.isNaN), texts.join("\n"))
    // It comes back with the next part.
    assert.match(written([...standing, [25, 12_000]], { percent: true }).at(-2)!, /^searching 50%, about \d+ s left$/)
  })

  it("keeps an estimate for as long as a part took so far: slow work is not work that stands still", () => {
    const slow = [1, 2, 3, 4].map((done) => [done, done * 20_000] as const)
    assert.match(written([...slow, [4, 110_000]]).at(-2)!, /^searching 4\/50, about 15 min left$/)
    assert.strictEqual(written([...slow, [4, 145_000]]).at(-2), "searching 4/50")
  })

  it("tells of a small part of a large work once it has gone on for a while, at a pace without the start", () => {
    const members = (of: number) => {
      let now = 0
      const told: Array<string> = []
      const stream = { isTTY: true, write: (text: string) => void told.push(text.replace("\r\u001b[K", "")) }
      const { tell } = Progress.start(stream, label, of, "en", { clock: () => now })
      for (let i = 0; i <= 40; i++) {
        now = 5000 + 100 * i
        tell(10 * (i + 1))
      }
      return told
    }
    assert.strictEqual(members(100_000)[0], "searching 10/100000")
    // Ten members in 100 ms, and 5 s before the first ten.
    assert.strictEqual(members(100_000).at(-1), "searching 410/100000, about 17 min left")
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
