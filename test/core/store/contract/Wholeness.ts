/** What a store promises who looks at its streams one by one: together they tell whether it is whole. */
import * as Whole from "@gongfu/core/store/Whole"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Samples from "../Samples.ts"
import type { Subject } from "./Subject.ts"

export const wholeness = ({ test }: Subject): void => {
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
}
