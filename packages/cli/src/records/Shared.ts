/**
 * What is said of runs and ensembles by a document that many of them have in common: each document is read once.
 *
 * Of one that cannot be read nothing is said here; `verify` tells of it.
 */
import type { StreamSummary } from "@gongfu/core/store/EventStore"
import { type Beginning, isBeginning } from "@gongfu/core/store/StoredEvent"
import * as Effect from "effect/Effect"

/** What is read from the document of each run and ensemble, by its id. */
export const each = <A, E, R>(
  streams: ReadonlyArray<StreamSummary>,
  fingerprintOf: (fingerprints: Beginning["fingerprints"]) => string,
  read: (fingerprint: string, stream: string) => Effect.Effect<A, E, R>
): Effect.Effect<ReadonlyMap<string, A>, never, R> =>
  Effect.gen(function* () {
    const known = new Map<string, A | undefined>()
    const found = new Map<string, A>()
    for (const { first, stream } of streams) {
      if (!isBeginning(first)) continue
      const fingerprint = fingerprintOf(first.fingerprints)
      if (!known.has(fingerprint))
        known.set(fingerprint, yield* Effect.orElseSucceed(read(fingerprint, stream), () => undefined))
      const said = known.get(fingerprint)
      if (said !== undefined) found.set(stream, said)
    }
    return found
  })
