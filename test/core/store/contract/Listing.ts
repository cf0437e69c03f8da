/** What a store promises who asks which runs there are: each with its first and last event, its head and its tags. */
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import * as Samples from "../Samples.ts"
import type { Subject } from "./Subject.ts"

export const listing = ({ test }: Subject): void => {
  test("lists streams oldest first, with both ends and their tags", (store) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(0)
      yield* Samples.append(store, Samples.run("zebra", "z"))
      yield* Samples.append(store, { ...Samples.run("ant", "a"), events: Samples.events("ant").slice(0, 2) })
      yield* TestClock.setTime(1000)
      const { hash } = yield* Samples.append(store, {
        stream: "a",
        expectedVersion: 2,
        events: [Samples.failed],
        artifacts: []
      })
      yield* store.tag("second", "a")
      yield* store.tag("best", "a")
      const [z, a, ...others] = yield* store.streams
      assert.deepStrictEqual(others, [])
      assert.deepInclude(z!, { stream: "z", version: 9, tags: [], last: Samples.events("zebra").at(-1)! })
      assert.deepStrictEqual(a, {
        stream: "a",
        version: 3,
        head: hash,
        first: Samples.started("ant"),
        last: Samples.failed,
        recordedAt: "1970-01-01T00:00:00.000Z",
        changedAt: "1970-01-01T00:00:01.000Z",
        tags: ["best", "second"]
      })
    }))
}
