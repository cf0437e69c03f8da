/** What every layer of the store promises. Each layer runs this suite. */
import type { RunEvent } from "@gongfu/core/run/Event"
import { EventStore } from "@gongfu/core/store/EventStore"
import * as History from "@gongfu/core/store/History"
import type { StoredEvent } from "@gongfu/core/store/StoredEvent"
import * as HashChain from "@gongfu/core/store/HashChain"
import * as Whole from "@gongfu/core/store/Whole"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Seal from "@gongfu/core/store/Seal"
import * as EventCodec from "@gongfu/core/store/EventCodec"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import * as Samples from "./Samples.ts"

const milestone = { type: "MilestoneReached", schema: 1, year: 2021, milestone: "" } as const

const valueOf = <A, E>(result: Result.Result<A, E>): A => {
  if (Result.isFailure(result)) throw new Error(JSON.stringify(result.failure))
  return result.success
}

export const contract = (name: string, layer: () => Layer.Layer<EventStore, unknown>): void => {
  const inStore = <A, E>(body: (store: typeof EventStore.Service) => Effect.Effect<A, E>) =>
    Effect.provide(EventStore.use(body), Layer.fresh(layer()))
  const test = (title: string, body: (store: typeof EventStore.Service) => Effect.Effect<unknown, unknown>) =>
    it.effect(title, () => inStore(body))

  describe(`${name} keeps the contract of a store`, () => {
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

    test("chains each event's hash to the one before, by the documented layout", (store) =>
      Effect.gen(function* () {
        const run = Samples.run("plan")
        yield* Samples.append(store, run)
        let previous = HashChain.genesis
        for (const { event, version, hash } of yield* store.read(run.stream)) {
          previous = HashChain.link(previous, run.stream, version, valueOf(EventCodec.encode(event)))
          assert.strictEqual(hash, previous)
        }
      }))

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
        const sealed = valueOf(Seal.seal(run.stream, elsewhere, [Samples.failed]))
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

    const bad: ReadonlyArray<readonly [string, unknown]> = [
      ["NaN", { ...Samples.events("plan")[1], to: Number.NaN }],
      ["an infinity", { ...Samples.events("plan")[1], to: Infinity }],
      ["-0", { ...Samples.events("plan")[1], to: -0 }],
      [
        "NaN deep in the values of a year",
        { type: "YearProjected", schema: 1, year: 2021, values: { a: { b: Number.NaN } } }
      ],
      ["-0 in the values of a year", { type: "YearProjected", schema: 1, year: 2021, values: { a: -0 } }],
      ["a text among the values of a year", { type: "YearProjected", schema: 1, year: 2021, values: { a: "1" } }],
      ["a list as the values of a year", { type: "YearProjected", schema: 1, year: 2021, values: [1] }],
      ["a fraction as year", { type: "YearProjected", schema: 1, year: 2021.5, values: {} }],
      ["an unknown key", { ...Samples.events("plan")[1], color: "red" }],
      ["an unknown inner key", { ...Samples.started("plan"), parent: { run: "a", year: 2021, color: "red" } }],
      ["a missing key", { type: "RunCompleted", schema: 1 }],
      ["an unknown type", { type: "RunImagined", schema: 1 }],
      ["a schema of tomorrow", { ...Samples.events("plan")[1], schema: 99 }],
      ["half a character", { ...Samples.events("plan")[1], reason: "\ud800" }]
    ]
    for (const [what, event] of bad) {
      test(`refuses an event with ${what}, and everything that came with it`, (store) =>
        Effect.gen(function* () {
          const run = Samples.run("plan")
          const refused = yield* Effect.flip(
            Samples.append(store, { ...run, events: [...run.events, event as RunEvent] })
          )
          assert.strictEqual(refused._tag, "AppendRefused")
          assert.deepInclude(refused, { reason: "event" })
          assert.deepInclude(yield* store.verify, { streams: 0, events: 0, artifacts: 0 })
        }))
    }

    for (const stream of ["", " ", "a b", "a\nb", "\u202eplan", "\ud800", "x".repeat(201)]) {
      test(`refuses ${JSON.stringify(stream)} as the name of a run or a tag`, (store) =>
        Effect.gen(function* () {
          const run = Samples.run("plan")
          yield* Samples.append(store, run)
          assert.strictEqual((yield* Effect.flip(Samples.append(store, { ...run, stream })))._tag, "InvalidName")
          assert.strictEqual((yield* Effect.flip(store.tag(stream, run.stream)))._tag, "InvalidName")
        }))
    }

    test("keeps an artifact once, however often it is given", (store) =>
      Effect.gen(function* () {
        yield* Samples.append(store, Samples.run("plan", "a"))
        yield* Samples.append(store, Samples.run("plan", "b"))
        yield* Samples.append(store, { ...Samples.run("plan", "c"), artifacts: [] })
        assert.deepInclude(yield* store.verify, { streams: 3, artifacts: 4, faults: [] })
        const [document] = Samples.documents("plan")
        assert.deepStrictEqual({ ...(yield* store.artifact(document!.fingerprint)) }, document)
      }))

    test("refuses an artifact that its fingerprint does not fit, and the events that came with it", (store) =>
      Effect.gen(function* () {
        const run = Samples.run("plan")
        const [first, ...rest] = run.artifacts
        const forged = [...rest, { ...first!, content: `${first!.content} ` }]
        const refused = yield* Effect.flip(Samples.append(store, { ...run, artifacts: forged }))
        assert.deepInclude(refused, { _tag: "AppendRefused", reason: "artifact" })
        assert.deepInclude(yield* store.verify, { streams: 0, artifacts: 0 })
      }))

    test("refuses a run whose documents are not there", (store) =>
      Effect.gen(function* () {
        const run = Samples.run("plan")
        const refused = yield* Effect.flip(Samples.append(store, { ...run, artifacts: run.artifacts.slice(1) }))
        assert.deepInclude(refused, { _tag: "AppendRefused", reason: "artifact_missing" })
        assert.deepInclude(yield* store.verify, { streams: 0, artifacts: 0 })
      }))

    test("stores artifacts alone when there are no events", (store) =>
      Effect.gen(function* () {
        const appended = yield* Samples.append(store, { ...Samples.run("plan"), events: [] })
        assert.deepInclude(appended, { version: 0, hash: HashChain.genesis })
        assert.deepInclude(yield* store.verify, { streams: 0, artifacts: 4 })
      }))

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
        assert.deepStrictEqual(failed!.settings, History.settingsOf(undefined, Samples.events("a")))
        assert.lengthOf(failed!.settings, 1)
        assert.deepStrictEqual(failed!.ended, History.endOf(Samples.failed))
        assert.deepStrictEqual(yield* store.history({ streams: ["a"], last: 2 }), [assessed!, failed!])
        assert.deepStrictEqual(yield* store.history({ streams: ["b", "nowhere", "b"] }), [other!])
        assert.deepStrictEqual(yield* store.history({ last: 0 }), [])
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
                      entries.map(({ event }) => event)
                    )
                  )
                )
              }).pipe(Effect.provide(TestClock.layer()))
            )
          ),
          { numRuns: 30 }
        )
      ))

    test("gives its rows as they stand, which come to a whole store", (store) =>
      Effect.gen(function* () {
        const { events, ...run } = Samples.run("plan", "p")
        yield* Samples.append(store, { ...run, events: events.slice(0, 4) })
        yield* Samples.append(store, Samples.run("other", "a"))
        yield* Samples.append(store, { ...run, expectedVersion: 4, events: events.slice(4) })
        const outline = yield* store.outline
        const surroundings = yield* store.surroundings
        assert.deepStrictEqual(outline, { streams: ["p", "a"], lastPosition: 18 })
        assert.strictEqual(surroundings.documents.size, 8)
        const rows = yield* Effect.forEach(outline.streams, (stream) => store.uncheckedRows(stream, 18))
        assert.deepStrictEqual(
          rows[0]!.map(({ hash }) => hash),
          (yield* store.read("p")).map(({ hash }) => hash)
        )
        assert.lengthOf(yield* store.uncheckedRows("p", 4), 4)
        const whole = rows.map((own) => Whole.stream(own, Fingerprint.ofText)!)
        assert.deepStrictEqual(whole[0]!.positions, [
          [1, 4],
          [14, 18]
        ])
        assert.isTrue(Whole.isStore(outline, surroundings, whole))
        assert.isFalse(Whole.isStore(outline, surroundings, whole.slice(1)))
        assert.isFalse(Whole.isStore({ ...outline, lastPosition: 19 }, surroundings, whole))
        assert.isFalse(Whole.isStore(outline, { ...surroundings, documents: new Map() }, whole))
      }))

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

    test("says what is not there", (store) =>
      Effect.gen(function* () {
        assert.strictEqual((yield* Effect.flip(store.read("nowhere")))._tag, "StreamNotFound")
        assert.strictEqual((yield* Effect.flip(store.artifact("f".repeat(64))))._tag, "ArtifactNotFound")
        assert.strictEqual((yield* store.head("nowhere")).version, 0)
        assert.deepStrictEqual(yield* store.streams, [])
        assert.deepStrictEqual(yield* store.verify, { streams: 0, events: 0, artifacts: 0, faults: [] })
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
  })
}
