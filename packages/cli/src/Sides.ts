/**
 * Runs to hold against each other: on record or straight from files, in any mix. Files are projected and not recorded.
 */
import type { ComparedRun } from "@gongfu/core/analysis/ComparedRun"
import type { Place } from "@gongfu/core/place/Place"
import * as Run from "@gongfu/core/run/Run"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Effect from "effect/Effect"
import type { Failure } from "./Failure.ts"
import * as Load from "./Load.ts"
import * as Records from "./Records.ts"
import type { Session } from "./Session.ts"

/** A run to hold against others, with its place. */
export interface Side extends ComparedRun {
  readonly place: Place
}

/** The sides in the order in which they were typed: files first as far as loading goes, then runs from the store. */
export const of = (names: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<Side>, Failure, Session> =>
  Effect.gen(function* () {
    const files = names.filter(Load.isFile)
    const runs = names.filter((name) => !Load.isFile(name))
    const loaded = yield* Load.scenarios(files)
    const recorded =
      runs.length === 0
        ? []
        : yield* Records.withStore(
            "read",
            Effect.forEach(runs, (reference) => Effect.flatMap(Records.find(reference), Records.read))
          )
    const side = (place: Place, id: string, title: Side["title"], events: Side["events"]): Side => ({
      id,
      title,
      events,
      model: place.model,
      targets: place.targets,
      place
    })
    return names.map((name) => {
      if (Load.isFile(name)) {
        const { place, scenario } = loaded[files.indexOf(name)]!
        const { events, id } = Run.project({ ...place, digest }, scenario)
        return side(place, id, scenario.title, events)
      }
      const { events, id, place, scenario } = recorded[runs.indexOf(name)]!
      return side(place, id, scenario.title, events)
    })
  })
