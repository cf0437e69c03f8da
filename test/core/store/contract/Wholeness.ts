/** What a store promises who looks at its streams one by one: together they tell whether it is whole. */
import type { RunEvent } from "@gongfu/core/run/Event"
import type { RowReader } from "@gongfu/core/store/Recorded"
import * as Whole from "@gongfu/core/store/Whole"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Samples from "../Samples.ts"
import type { Subject } from "./Subject.ts"

/** Events of a run as long as is wanted. */
const longRun = (length: number): ReadonlyArray<RunEvent> => [
  Samples.started("long"),
  ...Array.from({ length: length - 1 }, (_, i): RunEvent => ({
    type: "MilestoneReached",
    schema: 1,
    year: 2021,
    milestone: `m${i}`
  }))
]

/** Reads the hashes. */
const hashes = (): RowReader<ReadonlyArray<string>> => {
  const found: Array<string> = []
  return { take: ({ hash }) => found.push(hash), end: () => found }
}

export const wholeness = ({ test }: Subject): void => {
  test("gives each row of a stream once, however many there are", (store) =>
    Effect.gen(function* () {
      const { events: _, ...run } = Samples.run("long")
      // Some are read at once, and these are as many as that, one less and one more.
      for (const length of [1, 63, 64, 65, 128, 129]) {
        const stream = `long-${length}`
        yield* Samples.append(store, { ...run, stream, events: longRun(length) })
        assert.deepStrictEqual(
          yield* store.readRows(stream, Number.MAX_SAFE_INTEGER, hashes),
          (yield* store.read(stream)).map(({ hash }) => hash)
        )
      }
    }))

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
      assert.deepStrictEqual(
        yield* store.readRows("p", 18, hashes),
        (yield* store.read("p")).map(({ hash }) => hash)
      )
      assert.lengthOf(yield* store.readRows("p", 4, hashes), 4)
      assert.lengthOf(yield* store.readRows("nobody", 18, hashes), 0)
      const whole = yield* Effect.forEach(outline.streams, (stream) =>
        Effect.map(
          store.readRows(stream, 18, () => Whole.reader(Fingerprint.ofText)),
          (found) => found!
        )
      )
      assert.deepStrictEqual(whole[0]!.positions, [
        [1, 4],
        [14, 18]
      ])
      assert.isTrue(Whole.isStore(outline, surroundings, whole))
      assert.isFalse(Whole.isStore(outline, surroundings, whole.slice(1)))
      assert.isFalse(Whole.isStore({ ...outline, lastPosition: 19 }, surroundings, whole))
      assert.isFalse(Whole.isStore(outline, { ...surroundings, documents: new Map() }, whole))
    }))
}
