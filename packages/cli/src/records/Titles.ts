/**
 * The titles of what is on record, as its scenarios say them.
 *
 * A title stands in the stored scenario, of which many runs have one in common: each is read once. What cannot be read
 * has no title here; `verify` tells of it.
 */
import type { Label } from "@gongfu/core/document/Label"
import * as ForkTitle from "@gongfu/core/run/ForkTitle"
import { EventStore, type StreamSummary } from "@gongfu/core/store/EventStore"
import { isBeginning } from "@gongfu/core/store/StoredEvent"
import * as Effect from "effect/Effect"
import * as Records from "./Records.ts"

/** The titles by the ids of runs and ensembles. */
export const of = (
  streams: ReadonlyArray<StreamSummary>
): Effect.Effect<ReadonlyMap<string, Label>, never, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const read = new Map<string, Label | undefined>()
    const titles = new Map<string, Label>()
    for (const { first, stream } of streams) {
      if (!isBeginning(first)) continue
      const { scenario } = first.fingerprints
      if (!read.has(scenario))
        read.set(
          scenario,
          yield* Records.scenarioFrom(store, stream, scenario).pipe(
            Effect.map(({ title }) => ForkTitle.shown(title)),
            Effect.orElseSucceed(() => undefined)
          )
        )
      const title = read.get(scenario)
      if (title !== undefined) titles.set(stream, title)
    }
    return titles
  })
