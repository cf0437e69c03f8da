/**
 * Runs to hold against each other: on record or straight from files, in any mix. Files are projected and not recorded.
 *
 * What reads files is loaded when there is one: runs on record need none of it.
 */
import type { ComparedRun } from "@gongfu/core/analysis/ComparedRun"
import type { Place } from "@gongfu/core/place/Place"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import { EventStore, type StreamSummary } from "@gongfu/core/store/EventStore"
import { parentOf } from "@gongfu/core/store/StoredEvent"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Effect from "effect/Effect"
import type { Failure } from "../session/Failure.ts"
import * as NamedFile from "../places/NamedFile.ts"
import * as Records from "./Records.ts"
import * as References from "./References.ts"
import type { Session } from "../session/Session.ts"

/** A run to hold against others, with its place and its scenario. */
export interface Side extends ComparedRun {
  readonly place: Place
  readonly scenario: Scenario
}

const side = ({
  events,
  id,
  place,
  scenario,
  title,
  ancestors
}: Pick<Side, "ancestors" | "events" | "id" | "place" | "scenario" | "title">): Side => ({
  id,
  title,
  events,
  model: place.model,
  targets: place.targets,
  place,
  scenario,
  ancestors
})

const projected = (files: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<Side>, Failure> =>
  Effect.gen(function* () {
    const [Load, Run] = yield* Effect.promise(() =>
      Promise.all([import("../places/Load.ts"), import("@gongfu/core/run/Run")])
    )
    const loaded = yield* Load.scenarios(files)
    return loaded.map(({ place, scenario }) => {
      const { events, id } = Run.project({ ...place, digest }, scenario)
      return side({ id, title: scenario.title, events, place, scenario })
    })
  })

/** The runs that a run descends from by forking, nearest first, as far as they are on record. */
const ancestorsOf = (summaries: ReadonlyMap<string, StreamSummary>, id: string): ReadonlyArray<string> => {
  const line: Array<string> = []
  for (let at = summaries.get(id); at !== undefined; at = summaries.get(line.at(-1)!)) {
    const parent = parentOf(at.first)?.run
    if (parent === undefined || line.includes(parent)) break
    line.push(parent)
  }
  return line
}

const recorded = (references: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<Side>, Failure, Session> =>
  Records.withStore(
    "read",
    Effect.gen(function* () {
      const ids = yield* References.findAll(references)
      const runs = yield* Effect.forEach(ids, Records.read)
      if (!runs.some(({ events }) => parentOf(events[0]!) !== undefined)) return runs.map(side)
      const store = yield* EventStore
      const summaries = new Map((yield* store.streams).map((summary) => [summary.stream, summary]))
      return runs.map((run) => side({ ...run, ancestors: ancestorsOf(summaries, run.id) }))
    })
  )

/**
 * The sides in the order in which they were typed: files first as far as loading goes, then runs from the store. A lock
 * stands for its scenario; of two names and more at least two are left.
 */
export const of = (typed: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<Side>, Failure, Session> =>
  Effect.gen(function* () {
    const names = NamedFile.meant(typed, Math.min(typed.length, 2))
    const files = names.filter(NamedFile.isFile)
    const references = names.filter((name) => !NamedFile.isFile(name))
    const fromFiles = files.length === 0 ? [] : yield* projected(files)
    const onRecord = references.length === 0 ? [] : yield* recorded(references)
    return names.map((name) =>
      NamedFile.isFile(name) ? fromFiles[files.indexOf(name)]! : onRecord[references.indexOf(name)]!
    )
  })
