/**
 * What a store promises who reads it: exactly what was appended, in its order, numbered from 1, whatever the events and
 * however many, and a clear word where there is nothing.
 */
import type { RunEvent } from "@gongfu/core/run/Event"
import type { StoredEvent } from "@gongfu/core/store/StoredEvent"
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import * as Samples from "../Samples.ts"
import type { Subject } from "./Subject.ts"

const milestone = { type: "MilestoneReached", schema: 1, year: 2021, milestone: "" } as const

export const reading = ({ test }: Subject): void => {
  test("gives back what was appended, in order, numbered from 1", (store) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 10, 23, 8))
      const run = Samples.run("plan")
      const appended = yield* Samples.append(store, run)
      const recorded = yield* store.read(run.stream)
      assert.deepStrictEqual<ReadonlyArray<StoredEvent>>(
        recorded.map(({ event }) => event),
        run.events
      )
      assert.deepStrictEqual(
        recorded.map(({ version }) => version),
        run.events.map((_, i) => i + 1)
      )
      assert.deepStrictEqual(
        recorded.map(({ position }) => position),
        run.events.map((_, i) => i + 1)
      )
      assert.isTrue(
        recorded.every(({ stream, recordedAt }) => stream === run.stream && recordedAt === "2026-11-23T08:00:00.000Z")
      )
      assert.deepStrictEqual(appended, { version: run.events.length, hash: recorded.at(-1)!.hash })
      assert.deepStrictEqual(yield* store.head(run.stream), appended)
    }))

  test("gives back any events exactly as they were", (store) =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(fc.array(Samples.event, { minLength: 1, maxLength: 8 }), fc.uuid(), (events, stream) =>
          Effect.runPromise(
            Effect.gen(function* () {
              yield* Samples.append(store, { stream, expectedVersion: 0, events, artifacts: [] })
              assert.deepStrictEqual(
                (yield* store.read(stream)).map(({ event }) => event),
                events
              )
            })
          )
        )
      )
    ))

  test("decodes the rows of a stream as it reads it, and asks a reader first", (store) =>
    Effect.gen(function* () {
      const run = Samples.run("plan")
      yield* Samples.append(store, run)
      const rows = yield* store.rows(run.stream)
      assert.deepStrictEqual<ReadonlyArray<StoredEvent>>(yield* store.decode(rows), run.events)
      const read = yield* store.decode(rows, ({ type }) => (type === "YearProjected" ? milestone : undefined))
      assert.deepStrictEqual<ReadonlyArray<StoredEvent>>(
        read,
        run.events.map((event) => (event.type === "YearProjected" ? milestone : event))
      )
      assert.include(read, milestone)
      const [first, ...others] = rows
      const failure = yield* Effect.flip(store.decode([first!, { ...others[0]!, payload: "[]" }]))
      assert.strictEqual(failure._tag, "StoreDamaged")
    }))

  test("keeps long runs in order, whatever their length", (store) =>
    Effect.forEach([1, 31, 32, 33, 64, 65, 330], (length) =>
      Effect.gen(function* () {
        const stream = `long-${length}`
        const events = Array.from({ length }, (_, i): RunEvent => ({ ...milestone, milestone: `m${i}` }))
        yield* Samples.append(store, { stream, expectedVersion: 0, events, artifacts: [] })
        const recorded = yield* store.read(stream)
        assert.deepStrictEqual(
          recorded.map(({ event }) => event),
          events
        )
      })
    ).pipe(Effect.andThen(Effect.map(store.verify, ({ faults }) => assert.deepStrictEqual(faults, [])))))

  test("says what is not there", (store) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(store.read("nowhere")))._tag, "StreamNotFound")
      assert.strictEqual((yield* Effect.flip(store.artifact("f".repeat(64))))._tag, "ArtifactNotFound")
      assert.strictEqual((yield* store.head("nowhere")).version, 0)
      assert.deepStrictEqual(yield* store.streams, [])
      assert.deepStrictEqual(yield* store.verify, { streams: 0, events: 0, artifacts: 0, faults: [] })
    }))
}
