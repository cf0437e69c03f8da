/**
 * The names of the places that what is on record was made from.
 *
 * A name stands in the stored document of the place, of which many runs have one in common: each is read once. What
 * cannot be read has no name here; `verify` tells of it.
 */
import { PlaceDocument } from "@gongfu/core/place/PlaceFile"
import { EventStore, type StreamSummary } from "@gongfu/core/store/EventStore"
import { isBeginning } from "@gongfu/core/store/StoredEvent"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(PlaceDocument))

/** The names of places by the ids of runs and ensembles. */
export const of = (
  streams: ReadonlyArray<StreamSummary>
): Effect.Effect<ReadonlyMap<string, string>, never, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const read = new Map<string, string | undefined>()
    const names = new Map<string, string>()
    for (const { first, stream } of streams) {
      if (!isBeginning(first)) continue
      const { place } = first.fingerprints
      if (!read.has(place))
        read.set(
          place,
          yield* store.artifact(place).pipe(
            Effect.flatMap(({ content }) => decode(content)),
            Effect.map((document) => document.place),
            Effect.orElseSucceed(() => undefined)
          )
        )
      const name = read.get(place)
      if (name !== undefined) names.set(stream, name)
    }
    return names
  })
