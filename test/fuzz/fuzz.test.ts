/**
 * A share of the fuzzing that `pnpm fuzz` does in full. GONGFU_FUZZ=1 does all of it here.
 *
 * In CI the seeds are fixed; elsewhere each run goes on where no run has been.
 */
import { assert, describe, it } from "vitest"
import * as DataMutation from "./DataMutation.ts"
import { dice } from "./Dice.ts"
import * as Fuzz from "./Fuzz.ts"
import * as Subject from "./Subject.ts"
import * as TextMutation from "./TextMutation.ts"

const share = Number(process.env["GONGFU_FUZZ"] ?? 0.02)
const first = process.env["CI"] === undefined ? Date.now() % 2 ** 31 : 1

describe("a changed file of a shipped place", () => {
  it(
    "is a list of faults or a recorded run, within two seconds",
    async () => {
      const { counts, crashes, slow, tries } = await Fuzz.all({ share, first })
      assert.deepStrictEqual([crashes, slow], [[], []])
      assert.isAtLeast(tries, Math.floor(20_000 * share))
      // Were all files refused, nothing behind the first check would be tried.
      const runs = [...counts].filter(([name]) => name.includes(": run")).reduce((sum, [, count]) => sum + count, 0)
      assert.isAbove(runs, tries / 20)
    },
    Math.max(120_000, share * 3_600_000)
  )

  it("is the same for the same seed, and another for another", () => {
    const { files, names } = Subject.load("example-city")
    const text = files.get("model/city.yaml")!
    for (const mutate of [
      TextMutation.mutate,
      (from: string, die: ReturnType<typeof dice>) => DataMutation.mutate(from, names, die)
    ]) {
      const of = (seed: number) => mutate(text, dice(seed))
      const seeds = Array.from({ length: 40 }, (_, seed) => seed)
      assert.deepStrictEqual(seeds.map(of), seeds.map(of))
      assert.isAbove(new Set(seeds.map((seed) => String(of(seed)))).size, 30)
    }
  })

  it("that throws is told with its seed", async () => {
    const subject = Subject.load("example-city")
    const broken = { ...subject, files: new Map([["gongfu.yaml", subject.files.get("gongfu.yaml")!]]) }
    let crash: unknown
    await Subject.attempt(broken, /^scenarios/, 7).catch((error: unknown) => {
      crash = error
    })
    assert.instanceOf(crash, Error)
  })
})
