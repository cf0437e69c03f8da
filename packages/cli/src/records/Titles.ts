/** The titles of what is on record, as the stored scenarios say them. */
import type { Label } from "@gongfu/core/document/Label"
import * as ForkTitle from "@gongfu/core/run/ForkTitle"
import { EventStore, type StreamSummary } from "@gongfu/core/store/EventStore"
import * as Effect from "effect/Effect"
import * as Records from "./Records.ts"
import * as Shared from "./Shared.ts"

/** The titles by the ids of runs and ensembles. */
export const of = (
  streams: ReadonlyArray<StreamSummary>
): Effect.Effect<ReadonlyMap<string, Label>, never, EventStore> =>
  EventStore.use((store) =>
    Shared.each(
      streams,
      ({ scenario }) => scenario,
      (scenario, stream) =>
        Effect.map(Records.scenarioFrom(store, stream, scenario), ({ title }) => ForkTitle.shown(title))
    )
  )
