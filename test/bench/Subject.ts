/**
 * What the benchmarks measure on: the shipped place and its plan.
 */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { Place } from "@gongfu/core/place/Place"
import * as Run from "@gongfu/core/run/Run"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import type { Artifact } from "@gongfu/core/store/Recorded"
import * as Effect from "effect/Effect"
import * as Load from "gongfu/places/Load"

/** The plan's name, as a user types it. */
export const name = "wenzhou/plan"

/** The name of its place. */
export const placeName = "wenzhou"

/** The place, the plan carried out, and the documents that a store keeps with it. */
export interface Subject {
  readonly place: Place
  readonly scenario: Scenario.Scenario
  readonly run: Run.Run
  readonly artifacts: ReadonlyArray<Artifact>
}

const artifact = (kind: Artifact["kind"], document: object): Artifact => {
  const content = Fingerprint.canonical(document)
  return { kind, content, fingerprint: Fingerprint.ofText(content) }
}

/** Loads the plan from its files, checks it, and carries it out. */
export const load = async (): Promise<Subject> => {
  const [loaded] = await Effect.runPromise(Load.scenarios([name]))
  const { place, scenario } = loaded!
  return {
    place,
    scenario,
    run: Run.project(place, scenario),
    artifacts: [
      artifact("place", place.document),
      artifact("model", place.model.document),
      artifact("targets", place.targets.document),
      artifact("scenario", Scenario.toData(scenario))
    ]
  }
}
