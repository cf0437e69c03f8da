/**
 * A scenario's numbers, without its events: what a page needs while a slider moves.
 *
 * P1  the trajectory, the standings of targets and the milestones are those of `Run.project`, to the bit;
 * P2  a run that fails ends with the same failure in the same year.
 */
import type { Label } from "@gongfu/core/document/Label"
import type { Place } from "@gongfu/core/place/Place"
import * as Projection from "@gongfu/core/run/Projection"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Inputs from "@gongfu/core/scenario/Inputs"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as Assess from "@gongfu/core/target/Assess"
import type { Standing } from "@gongfu/core/target/Scoreboard"

/** Why and when a run ended early. */
export interface Failed extends Projection.Failure {
  readonly year: number
}

/** What a scenario comes to. */
export interface Outcome {
  readonly scenario: Scenario
  readonly trajectory: Trajectory.Trajectory
  /** Where each target stands at its deadline or in the last year before it; none where it was never assessed. */
  readonly standings: ReadonlyMap<string, Standing>
  readonly milestones: ReadonlyArray<{ readonly milestone: string; readonly year: number }>
  readonly failed: Failed | undefined
}

/** The settings of every year, worked out once: levers and assumptions by address, and the shocks that hit. */
const inputsIn = (place: Place, scenario: Scenario, year: number): Projection.Inputs => {
  const levers = new Map<string, number>()
  const assumptions = new Map<string, number>()
  for (const name of Object.keys(scenario.levers)) levers.set(name, Inputs.leverAt(scenario, place.model, name, year))
  for (const name of Object.keys(scenario.assumptions)) {
    const value = Inputs.assumptionAt(scenario, name, year)
    if (value !== undefined) assumptions.set(name, value)
  }
  const shocks = Inputs.shocksIn(scenario, year).map(({ on, plus, times }) => ({ variable: on, times, plus }))
  return { levers, assumptions, shocks }
}

/** Projects a scenario from its first year to its last, or to where it fails. */
export const project = (place: Place, scenario: Scenario): Outcome => {
  const { kernel, model } = place
  const { from, to } = scenario.years
  const milestones: Array<{ readonly milestone: string; readonly year: number }> = []
  const seen = new Set<string>()
  let trajectory = Trajectory.empty(model, from)
  let failed: Failed | undefined
  for (let year = from; year <= to; year++) {
    const projected = Projection.project(kernel, trajectory, inputsIn(place, scenario, year), scenario.shortage)
    if ("reason" in projected) {
      failed = { year, ...projected }
      break
    }
    trajectory = Trajectory.append(trajectory, projected.row)
    for (const milestone of projected.milestones)
      if (!seen.has(milestone)) {
        seen.add(milestone)
        milestones.push({ milestone, year })
      }
  }
  const standings = new Map<string, Standing>()
  for (const target of place.targets.all) {
    const year = Math.min(target.by, trajectory.to)
    if (!Assess.isAssessedIn(target, year)) continue
    const valueIn = (at: number): number => Trajectory.at(trajectory, target.indicator.slot, at)
    const { target: _, ...assessed } = Assess.of(target, valueIn, year)
    standings.set(target.name, { year, ...assessed })
  }
  return { scenario, trajectory, standings, milestones, failed }
}

/** The scenario in which nothing is set: today's policy and the model's own assumptions. */
export const untouched = (place: Place, title: Label): Scenario => ({
  gongfu: 1,
  name: "today",
  title,
  years: { from: place.model.years.from, to: place.model.years.to },
  shortage: "scale",
  levers: {},
  assumptions: {},
  shocks: [],
  expect: []
})

