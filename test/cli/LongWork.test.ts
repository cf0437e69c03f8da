import * as LongWork from "../../packages/cli/src/session/LongWork.ts"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

function* counting(to: number): Generator<number, string> {
  for (let i = 1; i <= to; i++) yield i
  return "done"
}

describe("work in steps", () => {
  it("tells of every step in its order, and gives what it comes to", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(200), async (to) => {
        const told: Array<number> = []
        const result = await Effect.runPromise(LongWork.inSteps(counting(to), (step) => told.push(step)))
        assert.strictEqual(result, "done")
        assert.deepStrictEqual(
          told,
          Array.from({ length: to }, (_, i) => i + 1)
        )
      }),
      { numRuns: 20 }
    )
  })

  it("lets an interruption in, between two steps", async () => {
    let last = 0
    const endless = LongWork.inSteps(counting(20_000_000), (step) => (last = step))
    const exit = await Effect.runPromiseExit(Effect.timeout(endless, "50 millis"))
    assert.isTrue(Exit.isFailure(exit))
    assert.isAbove(last, 0)
  })
})
