/**
 * What a store promises who appends: a stream grows only from where the writer believes it to stand. Whoever is wrong
 * about that is told where it stands, and nothing of what he brought is recorded.
 */
import type { StoredEvent } from "@gongfu/core/store/StoredEvent"
import * as HashChain from "@gongfu/core/store/HashChain"
import * as Seal from "@gongfu/core/store/Seal"
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import * as Samples from "../Samples.ts"
import type { Subject } from "./Subject.ts"

export const expectedVersion = ({ test }: Subject): void => {
  test("continues a stream at the version that the writer names", (store) =>
    Effect.gen(function* () {
      const { events, ...run } = Samples.run("plan")
      yield* Samples.append(store, { ...run, events: events.slice(0, 4) })
      yield* Samples.append(store, Samples.run("other"))
      const appended = yield* Samples.append(store, { ...run, expectedVersion: 4, events: events.slice(4) })
      const recorded = yield* store.read(run.stream)
      assert.deepStrictEqual<ReadonlyArray<StoredEvent>>(
        recorded.map(({ event }) => event),
        events
      )
      assert.strictEqual(appended.hash, recorded.at(-1)!.hash)
      assert.deepStrictEqual((yield* store.verify).faults, [])
    }))

  for (const expected of [0, 1, 8, 10, -1]) {
    test(`refuses the stale or impossible expected version ${expected} and records nothing`, (store) =>
      Effect.gen(function* () {
        const run = Samples.run("plan")
        yield* Samples.append(store, run)
        const conflict = yield* Effect.flip(
          Samples.append(store, { ...run, expectedVersion: expected, artifacts: Samples.documents("new") })
        )
        assert.strictEqual(conflict._tag, "VersionConflict")
        assert.deepInclude(conflict, { stream: run.stream, expected, actual: 9 })
        assert.strictEqual((yield* store.head(run.stream)).version, 9)
        const { events, artifacts } = yield* store.verify
        assert.deepStrictEqual({ events, artifacts }, { events: 9, artifacts: 4 })
      }))
  }

  test("refuses any stale expected version of any stream", (store) =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(
          fc.array(Samples.event, { minLength: 1, maxLength: 8 }),
          fc.uuid(),
          fc.nat(20),
          (events, stream, expected) =>
            Effect.runPromise(
              Effect.gen(function* () {
                fc.pre(expected !== events.length)
                yield* Samples.append(store, { stream, expectedVersion: 0, events, artifacts: [] })
                const head = yield* store.head(stream)
                const before = yield* store.verify
                const stale = { stream, expectedVersion: expected, events, artifacts: Samples.documents("new") }
                const conflict = yield* Effect.flip(Samples.append(store, stale))
                assert.deepInclude(conflict, { _tag: "VersionConflict", stream, expected, actual: events.length })
                assert.deepStrictEqual([yield* store.head(stream), yield* store.verify], [head, before])
              })
            )
        ),
        { numRuns: 50 }
      )
    ))

  test("refuses events that were sealed to follow another head of the same version", (store) =>
    Effect.gen(function* () {
      const run = Samples.run("plan")
      yield* Samples.append(store, run)
      const elsewhere = { version: 9, hash: HashChain.genesis }
      const sealed = Result.getOrThrow(Seal.seal(run.stream, elsewhere, [Samples.failed]))
      assert.strictEqual((yield* Effect.flip(store.append(sealed, [])))._tag, "VersionConflict")
      assert.strictEqual((yield* store.verify).events, 9)
    }))

  test("lets one of many writers of the same run win and tells the others", (store) =>
    Effect.gen(function* () {
      const run = Samples.run("plan")
      const results = yield* Effect.all(
        Array.from({ length: 8 }, () => Effect.result(Samples.append(store, run))),
        {
          concurrency: "unbounded"
        }
      )
      assert.strictEqual(results.filter(Result.isSuccess).length, 1)
      assert.isTrue(results.filter(Result.isFailure).every(({ failure }) => failure._tag === "VersionConflict"))
      assert.strictEqual((yield* store.verify).events, 9)
    }))
}
