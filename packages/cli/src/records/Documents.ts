/**
 * The documents that a run is made from, as the store keeps them: it checks each against its fingerprint.
 */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { Place } from "@gongfu/core/place/Place"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import type { Artifact } from "@gongfu/core/store/Recorded"

const artifact = (kind: Artifact["kind"], fingerprint: string, content: string): Artifact => ({
  kind,
  fingerprint,
  content
})

/** A scenario, resolved. */
const ofScenario = (scenario: Scenario.Scenario): Artifact =>
  artifact("scenario", Scenario.fingerprint(scenario), Fingerprint.canonical(Scenario.toData(scenario)))

/** A place and a scenario. */
export const of = (place: Place, scenario: Scenario.Scenario): ReadonlyArray<Artifact> => {
  const { fingerprints } = place
  return [
    artifact("place", fingerprints.place, Fingerprint.canonical(place.document)),
    artifact("model", fingerprints.model, place.model.canonical),
    artifact("targets", fingerprints.targets, place.targets.canonical),
    ofScenario(scenario)
  ]
}
