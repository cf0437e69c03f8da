// One after the other is the point here.
/* oxlint-disable no-await-in-loop */
import * as Reception from "@gongfu/core/sharing/Reception"
import * as BundleReader from "@gongfu/core/store/BundleReader"
import { EventStore } from "@gongfu/core/store/EventStore"
import * as MemoryEventStore from "@gongfu/core/store/MemoryEventStore"
import * as Seal from "@gongfu/core/store/Seal"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Sharing from "../../packages/cli/src/records/Sharing.ts"
import * as Bundled from "../core/sharing/Bundled.ts"
import * as TemporaryFolder from "../core/store/TemporaryFolder.ts"

/** Imports texts of bundles as the command does; gives what became of each run, or the faults. */
const importing = (...texts: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const read = texts.map((text, i) => Result.getOrThrow(BundleReader.read(`${i}`, Buffer.from(text), digest)))
    const reception = Result.getOrThrow(Reception.of(read))
    const faults = yield* Sharing.faultsOf(reception)
    if (faults.length > 0) return faults.map(({ _tag }) => _tag)
    const runs = yield* Effect.forEach(reception.runs, (run) => Sharing.record(run, reception.artifacts))
    return runs.map(({ outcome }) => outcome)
  })

/** A bundle of everything that a store holds. */
const everything = Effect.gen(function* () {
  const store = yield* EventStore
  const ids = (yield* store.streams).map(({ stream }) => stream)
  return Bundled.text(yield* Sharing.gather(ids, false))
})

const within = <A, E>(layer: Layer.Layer<EventStore, unknown>, use: Effect.Effect<A, E, EventStore>): Promise<A> =>
  Effect.runPromise(Effect.provide(use, layer))

const layers = {
  "in memory": () => MemoryEventStore.layer,
  "in a file": () => SqliteEventStore.layer({ file: TemporaryFolder.file(), access: "write" })
} as const

const text = (...made: ReadonlyArray<Bundled.Made>): string => Bundled.text(Bundled.contents(...made))

describe.each(Object.entries(layers))("runs that are shared, with a store %s", (_, layer) => {
  it("come out of another store as the bytes that went in", () =>
    fc.assert(
      fc.asyncProperty(Bundled.several, async (made) => {
        const bundle = text(...made)
        assert.strictEqual(await within(layer(), Effect.andThen(importing(bundle), everything)), bundle)
      }),
      { numRuns: 10 }
    ))

  it("change nothing when they are imported again", () =>
    fc.assert(
      fc.asyncProperty(Bundled.several, async (made) => {
        const bundle = text(...made)
        const [first, then, checked] = await within(
          layer(),
          Effect.gen(function* () {
            const store = yield* EventStore
            const before = yield* importing(bundle)
            const events = (yield* store.verify).events
            const after = yield* importing(bundle, bundle)
            return [before, after, { events, verified: yield* store.verify }] as const
          })
        )
        assert.deepStrictEqual(new Set(first), new Set(["new"]))
        assert.deepStrictEqual(new Set(then), new Set(["already"]))
        assert.deepInclude(checked.verified, { events: checked.events, faults: [] })
      }),
      { numRuns: 10 }
    ))

  it("may come in any order, at once or one by one, finished or not", () =>
    fc.assert(
      fc.asyncProperty(
        Bundled.several,
        fc.integer({ min: 2020, max: 2022 }),
        fc.boolean(),
        async (made, year, early) => {
          // Each run by itself, as far as it had come in a year, and all together.
          const parts = [
            text(...made),
            ...made.map((run) => text(run)),
            ...made.map((run) => text(Bundled.through(run, year)))
          ]
          const orders = [parts, parts.toReversed(), early ? [...parts.slice(1), parts[0]!] : parts.slice(0, 1)]
          const results = [await within(layer(), Effect.andThen(importing(...parts), everything))]
          for (const order of orders)
            results.push(
              await within(
                layer(),
                Effect.andThen(
                  Effect.forEach(order, (part) => importing(part)),
                  everything
                )
              )
            )
          // What is on record beyond the longest bundle of a run does not exist here.
          for (const result of results) assert.strictEqual(result, parts[0])
        }
      ),
      { numRuns: 8 }
    ))

  it("are held against what is on record by reading that once", async () => {
    const bundle = text(Bundled.whole())
    const told = await within(
      layer(),
      Effect.gen(function* () {
        const store = yield* EventStore
        const reads: Array<string> = []
        const counting = EventStore.of({
          ...store,
          read: (stream) => Effect.tap(store.read(stream), () => Effect.sync(() => reads.push(stream))),
          rows: (stream) => Effect.tap(store.rows(stream), () => Effect.sync(() => reads.push(stream)))
        })
        yield* importing(bundle)
        const read = Result.getOrThrow(BundleReader.read("x", Buffer.from(bundle), digest))
        const faults = Sharing.faultsOf(Result.getOrThrow(Reception.of([read])))
        return { faults: yield* Effect.provideService(faults, EventStore, counting), reads: reads.length }
      })
    )
    assert.deepStrictEqual(told, { faults: [], reads: 1 })
  })

  it("carry on a run that is on record where it ends, and leave one alone that is further on", async () => {
    const run = Bundled.whole()
    const [short, long] = [text(Bundled.through(run, 2023)), text(run)]
    const told = await within(layer(), Effect.all([importing(short), importing(long), importing(short), everything]))
    assert.deepStrictEqual(told, [["new"], ["extended"], ["already"], long])
  })

  it("are refused, every one of them, when one is on record otherwise", async () => {
    const run = Bundled.whole()
    const other = Bundled.whole({ name: "other" })
    const odd = {
      ...run,
      events: Bundled.through(run, 2023).events.filter(
        (event) => event.type !== "MilestoneReached" && event.type !== "TargetAssessed"
      )
    }
    const [told, streams] = await within(
      layer(),
      Effect.gen(function* () {
        const store = yield* EventStore
        yield* store.append(Result.getOrThrow(Seal.seal(run.id, Seal.beginning, odd.events, digest)), run.artifacts)
        return [yield* importing(text(run, other)), yield* store.streams] as const
      })
    )
    assert.deepStrictEqual(told, ["RecordedOtherwise"])
    assert.deepStrictEqual(
      streams.map(({ stream }) => stream),
      [run.id]
    )
  })

  it("take along the line of parents when asked, as far as it is on record", async () => {
    const first = Bundled.whole()
    const second = Bundled.forked(first, 2022, { name: "second", levers: { job_share: 0.8 } })
    const third = Bundled.forked(second, 2024, { name: "third", levers: { job_share: 0.9 } })
    const gathered = (...made: ReadonlyArray<Bundled.Made>) =>
      within(
        layer(),
        Effect.andThen(
          importing(text(...made)),
          Effect.all([Sharing.gather([third.id], true), Sharing.gather([third.id], false)])
        )
      )
    const ids = ({ runs }: Sharing.Gathered) => runs.map(({ id }) => id)
    const [all, alone] = await gathered(first, second, third)
    assert.sameMembers(ids(all), [first.id, second.id, third.id])
    assert.deepStrictEqual([ids(alone), alone.absent], [[third.id], []])
    const [without] = await gathered(second, third)
    assert.sameMembers(ids(without), [second.id, third.id])
    assert.deepStrictEqual(without.absent, [first.id])
  })
})

describe("events that were sealed elsewhere", () => {
  it("are taken as they are, and only where they follow", () => {
    const run = Bundled.whole()
    const events = Bundled.sealed(run.id, run.events)
    const after = { version: 3, hash: events[2]!.hash }
    const verified = (from: Seal.Head, rows: ReadonlyArray<Seal.SealedEvent>, id = run.id) =>
      Result.isSuccess(Seal.verified(id, from, rows, digest))
    assert.isTrue(verified(Seal.beginning, events))
    assert.isTrue(verified(after, events.slice(3)))
    assert.isFalse(verified(after, events.slice(4)))
    assert.isFalse(verified({ ...after, version: 2 }, events.slice(3)))
    assert.isFalse(verified(Seal.beginning, events, "other"))
    assert.isFalse(verified(Seal.beginning, events, "a b"))
    assert.isFalse(verified(Seal.beginning, [{ ...events[0]!, payload: `${events[0]!.payload} ` }, ...events.slice(1)]))
  })
})
