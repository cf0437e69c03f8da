/**
 * The models of runs in which an analyst set something, to tell that in words.
 *
 * A history is told of a store that is damaged, too: a run whose model cannot be read has none here, and `verify` says
 * why.
 */
import type { Model } from "@gongfu/core/model/Model"
import { EventStore, type StreamSummary } from "@gongfu/core/store/EventStore"
import type { Append } from "@gongfu/core/store/History"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Records from "./Records.ts"

/** The models of runs by their ids. A run without one is told by the addresses of what was set in it. */
export type Models = ReadonlyMap<string, Model>

/** The models that it takes to tell of appends; `streams` are all that the store has. */
export const of = (
  appends: ReadonlyArray<Append>,
  streams: ReadonlyArray<StreamSummary>
): Effect.Effect<Models, never, EventStore> =>
  Effect.gen(function* () {
    const wanted = new Set(appends.flatMap(({ settings, stream }) => (settings.length === 0 ? [] : [stream])))
    const store = yield* EventStore
    const models: Array<readonly [string, Model]> = []
    for (const { first, stream } of streams) {
      if (!wanted.has(stream) || first.type !== "RunStarted") continue
      const place = yield* Effect.option(Records.placeOf(store, first.fingerprints))
      if (Option.isSome(place)) models.push([stream, place.value.model])
    }
    return new Map(models)
  })
