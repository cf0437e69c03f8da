/** How a run of a bundle stands beside the one of its id that is on record. */
import type { RunEvent, RunStarted } from "@gongfu/core/run/Event"
import * as Relation from "@gongfu/core/sharing/Relation"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import { assert, describe, it } from "vitest"
import * as Bundled from "./Bundled.ts"

const run = Bundled.whole()

/** The events of the run with another one, or none, in one place. */
const replaced = (at: number, ...put: ReadonlyArray<RunEvent>): ReadonlyArray<RunEvent> =>
  run.events.toSpliced(at, 1, ...put)

describe("a run that is here already", () => {
  const told = (events: ReadonlyArray<RunEvent>): Relation.Told => ({
    events: Bundled.sealed(run.id, events),
    decoded: events
  })
  const [short, long] = [told(Bundled.through(run, 2024).events), told(run.events)]
  /** The same events in other bytes, as an older schema has them. */
  const old = ({ decoded, events }: Relation.Told): Relation.Told => ({
    decoded,
    events: events.map((event) => ({ ...event, hash: digest(event.hash) }))
  })

  it("is compared by what its events say, and carried on only where the chain goes on", () => {
    assert.strictEqual(Relation.of(long, long), "same")
    assert.strictEqual(Relation.of(long, old(long)), "same")
    assert.strictEqual(Relation.of(short, long), "behind")
    assert.strictEqual(Relation.of(short, old(long)), "behind")
    assert.strictEqual(Relation.of(long, short), "ahead")
    assert.strictEqual(Relation.of(long, old(short)), "other")
    assert.strictEqual(Relation.of(long, told(replaced(5))), "other")
    const { fingerprints } = run.events[0] as RunStarted
    const begun = (over: Partial<RunStarted["fingerprints"]>): Relation.Told =>
      told(replaced(0, { ...(run.events[0] as RunStarted), fingerprints: { ...fingerprints, ...over } }))
    assert.strictEqual(Relation.of(long, begun({ place: "0".repeat(64) })), "same", "a place under another title")
    assert.strictEqual(Relation.of(short, begun({ place: "0".repeat(64) })), "behind")
    assert.strictEqual(Relation.of(long, begun({ model: "0".repeat(64) })), "other")
  })
})
