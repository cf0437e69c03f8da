/** What a store promises of tags: each stands at one run, which is there, the last that it was given to, until it is taken away. */
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Samples from "../Samples.ts"
import type { Subject } from "./Subject.ts"

export const tags = ({ test }: Subject): void => {
  test("moves a tag that is given again, and tags only what is there", (store) =>
    Effect.gen(function* () {
      yield* Samples.append(store, Samples.run("plan", "a"))
      yield* Samples.append(store, Samples.run("plan", "b"))
      yield* store.tag("best", "a")
      yield* store.tag("best", "b")
      assert.strictEqual(yield* store.tagged("best"), "b")
      assert.strictEqual(yield* store.tagged("worst"), undefined)
      assert.strictEqual((yield* Effect.flip(store.tag("best", "c")))._tag, "StreamNotFound")
      assert.strictEqual(yield* store.tagged("best"), "b")
    }))

  test("takes a tag away, and leaves the rest", (store) =>
    Effect.gen(function* () {
      yield* Samples.append(store, Samples.run("plan", "a"))
      yield* store.tag("best", "a")
      yield* store.tag("first", "a")
      assert.strictEqual(yield* store.untag("best"), "a")
      assert.strictEqual(yield* store.untag("best"), undefined)
      assert.strictEqual(yield* store.tagged("best"), undefined)
      assert.deepStrictEqual((yield* store.streams)[0]!.tags, ["first"])
    }))
}
