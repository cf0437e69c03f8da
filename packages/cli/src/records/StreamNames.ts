/**
 * The names of runs and ensembles on record, and what a name means.
 */
import type { StreamSummary } from "@gongfu/core/store/EventStore"

/** The name of the scenario that a stream is a run of; nothing for a stream that is no run. */
const scenarioOf = ({ first }: StreamSummary): string | undefined =>
  first.type === "RunStarted" ? first.scenario : undefined

/** The name of an ensemble, its id without the fingerprint; nothing for a stream that is none. */
const ensembleOf = ({ first, stream }: StreamSummary): string | undefined =>
  first.type === "EnsembleStarted" ? stream.replace(/-[0-9a-f]+$/, "") : undefined

/** The name that a run or an ensemble has from its scenario. */
export const nameOf = (summary: StreamSummary): string | undefined => scenarioOf(summary) ?? ensembleOf(summary)

/** What whole names mean, by name. */
export type Meanings = ReadonlyMap<string, StreamSummary>

/**
 * The stream among these that answers to each whole name: an id, else a tag, else the name of a scenario (its latest
 * run), else that of an ensemble without its fingerprint (the latest one). They are gone through once for all names.
 */
export const meanings = (streams: ReadonlyArray<StreamSummary>): Meanings => {
  const found = new Map<string, StreamSummary>()
  // What counts for more is noted later, and the latest last.
  for (const nameIn of [ensembleOf, scenarioOf])
    for (const summary of streams) {
      const name = nameIn(summary)
      if (name !== undefined) found.set(name, summary)
    }
  for (const summary of streams.toReversed()) for (const tag of summary.tags) found.set(tag, summary)
  for (const summary of streams) found.set(summary.stream, summary)
  return found
}
