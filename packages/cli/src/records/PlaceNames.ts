/** The names of the places that what is on record was made from, as the stored documents of those places have them. */
import { PlaceDocument } from "@gongfu/core/place/PlaceFile"
import { EventStore, type StreamSummary } from "@gongfu/core/store/EventStore"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Shared from "./Shared.ts"

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(PlaceDocument))

/** The names of places by the ids of runs and ensembles. */
export const of = (
  streams: ReadonlyArray<StreamSummary>
): Effect.Effect<ReadonlyMap<string, string>, never, EventStore> =>
  EventStore.use((store) =>
    Shared.each(
      streams,
      ({ place }) => place,
      (place) =>
        store.artifact(place).pipe(
          Effect.flatMap(({ content }) => decode(content)),
          Effect.map((document) => document.place)
        )
    )
  )
