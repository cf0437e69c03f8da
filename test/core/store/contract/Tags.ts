/** What a store promises of tags: each stands at one run, which is there, the last that it was given to, until it is taken away. */
import { assert } from "@effect/vitest"
import type { StreamSummary } from "@gongfu/core/store/EventStore"
import * as Seal from "@gongfu/core/store/Seal"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
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

  test("tags and appends only while a condition on all streams holds, else records nothing", (store) =>
    Effect.gen(function* () {
      const taken = { _tag: "Taken" } as const
      const free =
        (name: string) =>
        (all: ReadonlyArray<StreamSummary>): typeof taken | undefined =>
          all.some(({ first, tags }) => tags.includes(name) || (first.type === "RunStarted" && first.scenario === name))
            ? taken
            : undefined
      yield* Samples.append(store, Samples.run("plan", "a"))
      yield* store.tag("best", "a", free("best"))
      assert.deepStrictEqual(yield* Effect.flip(store.tag("best", "a", free("best"))), taken)
      assert.deepStrictEqual(yield* Effect.flip(store.tag("plan", "a", free("plan"))), taken)
      assert.isUndefined(yield* store.tagged("plan"))
      const { artifacts, events, stream } = Samples.run("other", "b")
      const sealed = Result.getOrThrow(Seal.seal(stream, Seal.beginning, events))
      const before = yield* store.verify
      assert.deepStrictEqual(yield* Effect.flip(store.append(sealed, artifacts, free("best"))), taken)
      assert.deepStrictEqual(yield* store.verify, before)
      yield* store.append(sealed, artifacts, free("other"))
      // Where a stream stands is told before what its name means.
      assert.strictEqual((yield* Effect.flip(store.append(sealed, artifacts, free("other"))))._tag, "VersionConflict")
    }))
}
