/** What a store promises of its hashes: each covers its event and all before it, and no time of recording. */
import * as HashChain from "@gongfu/core/store/HashChain"
import * as EventCodec from "@gongfu/core/store/EventCodec"
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { TestClock } from "effect/testing"
import * as Samples from "../Samples.ts"
import type { Subject } from "./Subject.ts"

export const chain = ({ inStore, test }: Subject): void => {
  test("chains each event's hash to the one before, by the documented layout", (store) =>
    Effect.gen(function* () {
      const run = Samples.run("plan")
      yield* Samples.append(store, run)
      let previous = HashChain.genesis
      for (const { event, version, hash } of yield* store.read(run.stream)) {
        previous = HashChain.link(previous, run.stream, version, Result.getOrThrow(EventCodec.encode(event)))
        assert.strictEqual(hash, previous)
      }
    }))

  test("leaves recording time out of every hash", (store) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(0)
      const before = yield* Samples.append(store, Samples.run("plan"))
      const later = yield* inStore((other) =>
        Effect.andThen(TestClock.setTime(1e12), Samples.append(other, Samples.run("plan")))
      )
      assert.strictEqual(later.hash, before.hash)
    }))
}
