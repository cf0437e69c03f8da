/**
 * Whether a model's laws, such as that money and people are conserved, hold in every year of a scenario.
 *
 * A run checks every law in every year and stops at the first that is broken, so a run that reaches its last year is
 * the proof. What a scenario chose to scale is no breach: the equations then share out what there is.
 */
import type { Place } from "@gongfu/core/place/Place"
import * as Run from "@gongfu/core/run/Run"
import type { Scenario } from "@gongfu/core/scenario/Scenario"

/** What came of a scenario: `stopped` says in which year and at what; nothing when all laws held to its last year. */
export interface Proof {
  readonly scenario: string
  readonly stopped: { readonly year: number; readonly at: string } | undefined
}

/** Carries a scenario out and tells whether every law held. */
export const of = (place: Place, scenario: Scenario): Proof => {
  const failed = Run.project(place, scenario).events.find((event) => event.type === "RunFailed")
  return {
    scenario: scenario.name,
    stopped: failed === undefined ? undefined : { year: failed.year, at: failed.variable }
  }
}
