/** What a store promises who asks how it came to be: its appends one by one, as the log itself tells them apart. */
import type { RunEvent } from "@gongfu/core/run/Event"
import * as History from "@gongfu/core/store/History"
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import * as Samples from "../Samples.ts"
import type { Subject } from "./Subject.ts"

export const appends = ({ test }: Subject): void => {
  test("tells its history append by append, as the log itself says", (store) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(0)
      const whole = Samples.run("plan", "a")
      yield* Samples.append(store, { ...whole, events: whole.events.slice(0, 3) })
      // At the same moment, and at once after it: nothing tells these two apart.
      yield* Samples.append(store, { ...whole, expectedVersion: 3, events: whole.events.slice(3, 6), artifacts: [] })
      yield* Samples.append(store, Samples.run("other", "b"))
      yield* Samples.append(store, { ...whole, expectedVersion: 6, events: whole.events.slice(6, 7), artifacts: [] })
      yield* TestClock.setTime(1000)
      yield* Samples.append(store, {
        ...whole,
        expectedVersion: 7,
        events: [...Samples.events("a").slice(1, 2), Samples.failed],
        artifacts: []
      })
      const all = yield* store.history({})
      const [opened, other, assessed, failed] = all
      assert.deepStrictEqual(
        all.map(({ positions, stream, versions }) => [
          stream,
          versions.from,
          versions.to,
          positions.from,
          positions.to
        ]),
        [
          ["a", 1, 6, 1, 6],
          ["b", 1, 9, 7, 15],
          ["a", 7, 7, 16, 16],
          ["a", 8, 9, 17, 18]
        ]
      )
      assert.deepStrictEqual(
        [opened!.started, opened!.settings, opened!.year, opened!.ended],
        [History.startOf(Samples.started("plan")), [], 2021, undefined]
      )
      assert.strictEqual(other!.recordedAt, "1970-01-01T00:00:00.000Z")
      assert.deepStrictEqual(other!.ended, History.endOf(Samples.events("other").at(-1)))
      assert.deepStrictEqual(
        [assessed!.started, assessed!.settings, assessed!.year, assessed!.ended],
        [undefined, [], undefined, undefined]
      )
      assert.strictEqual(failed!.recordedAt, "1970-01-01T00:00:01.000Z")
      assert.deepStrictEqual(
        failed!.settings,
        History.settingsOf(undefined, Samples.events("a"), () => true)
      )
      assert.lengthOf(failed!.settings, 1)
      assert.deepStrictEqual(failed!.ended, History.endOf(Samples.failed))
      assert.deepStrictEqual(yield* store.history({ streams: ["a"], last: 2 }), [assessed!, failed!])
      assert.deepStrictEqual(yield* store.history({ streams: ["b", "nowhere", "b"] }), [other!])
      assert.deepStrictEqual(yield* store.history({ last: 0 }), [])
    }))

  test("tells what was set by hand in the run that set it, and in its fork as long as that run is not on record", (store) =>
    Effect.gen(function* () {
      const [parent, fork] = ["parent", "fork"]
      const year = (of: number): RunEvent => ({ type: "YearProjected", schema: 1, year: of, values: { x: of } })
      const set = (of: number): History.SettingEvent => ({
        type: "LeverAdjusted",
        schema: 2,
        year: of,
        lever: "x",
        from: 0,
        to: of,
        by: "analyst"
      })
      const begun = { ...Samples.started(fork), parent: { run: parent, year: 2022 } }
      yield* Samples.append(store, {
        ...Samples.run(fork, fork),
        events: [begun, year(2021), set(2022), year(2022), set(2023), year(2023)]
      })
      const settings = Effect.map(store.history({ streams: [fork] }), ([append]) => append!.settings)
      assert.deepStrictEqual(yield* settings, [set(2022), set(2023)])
      yield* Samples.append(store, Samples.run(parent, parent))
      assert.deepStrictEqual(yield* settings, [set(2023)])
    }))

  test("finds every append of any history", (store) =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(Samples.history, fc.infiniteStream(fc.constantFrom(0, 0, 1)), (history, ticks) =>
          Effect.runPromise(
            Effect.gen(function* () {
              const before = (yield* store.history({})).length
              const streams = new Map<string, string>()
              for (const append of history) {
                const stream = `${append.stream}-${before}`
                streams.set(append.stream, stream)
                yield* TestClock.adjust(ticks.next().value ?? 0)
                yield* Samples.append(store, { ...append, stream })
              }
              const recorded = (yield* Effect.forEach([...streams.values()], store.read))
                .flat()
                .toSorted((a, b) => a.position - b.position)
              const expected: Array<Array<(typeof recorded)[number]>> = []
              for (const entry of recorded) {
                const last = expected.at(-1)?.at(-1)
                const joins =
                  last?.stream === entry.stream &&
                  last.recordedAt === entry.recordedAt &&
                  last.position === entry.position - 1
                if (joins) expected.at(-1)!.push(entry)
                else expected.push([entry])
              }
              const found = yield* store.history({ streams: [...streams.values()] })
              assert.deepStrictEqual(
                found,
                expected.map((entries) =>
                  History.told(
                    {
                      stream: entries[0]!.stream,
                      versions: { from: entries[0]!.version, to: entries.at(-1)!.version },
                      positions: { from: entries[0]!.position, to: entries.at(-1)!.position },
                      recordedAt: entries[0]!.recordedAt
                    },
                    entries.map(({ event }) => event),
                    () => true
                  )
                )
              )
            }).pipe(Effect.provide(TestClock.layer()))
          )
        ),
        { numRuns: 30 }
      )
    ))
}
