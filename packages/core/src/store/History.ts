/**
 * The history of a store: what was recorded, append by append.
 *
 * An append is told from the log itself: events of one stream that stand side by side in the log, at consecutive
 * positions, and were recorded at one time. What it did is told by a few of its events: those that begin and end a
 * run, those that an analyst asked for, and the last year. The years themselves are not read.
 */
import * as Result from "effect/Result"
import type { AssumptionChanged, LeverAdjusted, RunCompleted, RunFailed, RunStarted } from "../run/Event.ts"
import type { EnsembleStarted } from "../ensemble/EnsembleEvent.ts"
import type { StoredEvent } from "./StoredEvent.ts"

/** A setting of a lever or an assumption. */
export type SettingEvent = typeof LeverAdjusted.Type | typeof AssumptionChanged.Type

/** From a first to a last number, both included. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** One append. */
export interface Append {
  readonly stream: string
  /** Its places in the stream, and in the whole log. */
  readonly versions: Range
  readonly positions: Range
  /** ISO 8601 in UTC. */
  readonly recordedAt: string
  /** The start of the run, where the append begins with it. */
  readonly started: RunStarted | undefined
  /** The start of the ensemble, where the append is one. */
  readonly ensemble: EnsembleStarted | undefined
  /**
   * What an analyst set in it, in order. An append that begins a run which is no fork holds what its scenario asks for
   * and is not searched. What a fork shares with its parent is told there, where the parent is on record.
   */
  readonly settings: ReadonlyArray<SettingEvent>
  /** The last year that it projected; nothing when it projected none. */
  readonly year: number | undefined
  /** The end of the run, where the append ends with it. */
  readonly ended: typeof RunCompleted.Type | RunFailed | undefined
}

/** Which appends: those of some streams, and of those only the last so many. */
export interface Choice {
  /** All streams when it is left out. */
  readonly streams?: ReadonlyArray<string> | undefined
  readonly last?: number | undefined
}

/** Where an append stands: what can be known of it without reading its events. */
export type Place = Pick<Append, "stream" | "versions" | "positions" | "recordedAt">

/** What stands at one version of a stream. */
export type Witness = (version: number) => { readonly position: number; readonly recordedAt: string } | undefined

/**
 * The appends that make up the versions 1 to `last` of a stream; the version that is missing, if one is.
 *
 * Two versions as far apart as their positions, recorded at one time, have nothing between them that is of another
 * append; so a stream that was recorded at a stroke takes two looks, however long it is.
 */
export const appendsOf = (
  stream: string,
  last: number,
  witness: Witness
): Result.Result<ReadonlyArray<Place>, number> => {
  const places: Array<Place> = []
  const walk = (from: number, to: number): number | undefined => {
    const [first, end] = [witness(from), witness(to)]
    if (first === undefined || end === undefined) return first === undefined ? from : to
    if (first.recordedAt === end.recordedAt && end.position - first.position === to - from) {
      const before = places.at(-1)
      const continues = before?.recordedAt === first.recordedAt && before.positions.to === first.position - 1
      if (continues) places.pop()
      places.push({
        stream,
        versions: { from: continues ? before.versions.from : from, to },
        positions: { from: continues ? before.positions.from : first.position, to: end.position },
        recordedAt: first.recordedAt
      })
      return undefined
    }
    const middle = Math.floor((from + to) / 2)
    return walk(from, middle) ?? walk(middle + 1, to)
  }
  const missing = walk(1, last)
  return missing === undefined ? Result.succeed(places) : Result.fail(missing)
}

/** Places in the order of the log, as a choice has them. */
export const chosen = (places: ReadonlyArray<Place>, { last }: Choice): ReadonlyArray<Place> => {
  const inOrder = places.toSorted((a, b) => a.positions.from - b.positions.from)
  return last === undefined ? inOrder : inOrder.slice(Math.max(0, inOrder.length - last))
}

const isByAnalyst = (event: StoredEvent): event is SettingEvent =>
  (event.type === "LeverAdjusted" || event.type === "AssumptionChanged") && event.by === "analyst"

/** Whether an append has to be searched for what an analyst set. */
export const isSearched = (started: RunStarted | undefined): boolean =>
  started === undefined || started.parent !== undefined

/** The start of a run, if that is what an append begins with. */
export const startOf = (first: StoredEvent | undefined): Append["started"] =>
  first?.type === "RunStarted" ? first : undefined

/** The start of an ensemble, if that is what an append begins with. */
export const ensembleOf = (first: StoredEvent | undefined): Append["ensemble"] =>
  first?.type === "EnsembleStarted" ? first : undefined

/** The end of a run, if that is what an append ends with. */
export const endOf = (last: StoredEvent | undefined): Append["ended"] =>
  last?.type === "RunCompleted" || last?.type === "RunFailed" ? last : undefined

/** Whether a run is on record. */
export type OnRecord = (run: string) => boolean

/** What an analyst set, among the events of an append, see {@link Append}. */
export const settingsOf = (
  started: RunStarted | undefined,
  events: ReadonlyArray<StoredEvent>,
  isOnRecord: OnRecord
): ReadonlyArray<SettingEvent> => {
  if (!isSearched(started)) return []
  const parent = started?.parent
  const shared = parent !== undefined && isOnRecord(parent.run) ? parent.year : -Infinity
  return events.filter(isByAnalyst).filter(({ year }) => year > shared)
}

/** What all events of an append say. */
export const told = (place: Place, events: ReadonlyArray<StoredEvent>, isOnRecord: OnRecord): Append => {
  const started = startOf(events[0])
  return {
    ...place,
    started,
    ensemble: ensembleOf(events[0]),
    settings: settingsOf(started, events, isOnRecord),
    year: events.findLast((event) => event.type === "YearProjected")?.year,
    ended: endOf(events.at(-1))
  }
}
