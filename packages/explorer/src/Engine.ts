/**
 * A scenario's numbers, without its events: what a page needs while a slider moves.
 *
 * P1  the trajectory, the standings of targets and the milestones are those of `Run.project`, to the bit;
 * P2  a run that fails ends with the same failure in the same year.
 */
import type { Label } from "@gongfu/core/document/Label"
import type { Place } from "@gongfu/core/place/Place"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Projection from "@gongfu/core/run/Projection"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Inputs from "@gongfu/core/scenario/Inputs"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as Setting from "@gongfu/core/scenario/Setting"
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

type Years = ReadonlyArray<Projection.Inputs>

/** What a path is in every year, kept: of all settings a slider moves one, and paths take longest to read. */
const paths = new WeakMap<object, Map<number, number | undefined>>()

const settingIn = (setting: Setting.Setting, year: number): number | undefined => {
  if (typeof setting === "number") return setting
  const known = paths.get(setting) ?? new Map<number, number | undefined>()
  paths.set(setting, known)
  if (!known.has(year)) known.set(year, Setting.at(setting, year))
  return known.get(year)
}

/** The inputs of every year, as `Inputs` says them. */
const inputsOf = ({ model }: Place, scenario: Scenario): Years => {
  const levers = Object.entries(scenario.levers).map(([name, setting]) => {
    const own = Indicator.find(model, name)?.variable.lever?.default
    if (own === undefined) throw new Error(`${name} is not a lever of ${model.name}`)
    return { name, setting, own }
  })
  const assumptions = Object.entries(scenario.assumptions)
  return Trajectory.years(scenario.years).map((year) => ({
    levers: new Map(
      levers.map(({ name, own, setting }) => [
        name,
        (year > scenario.years.from ? settingIn(setting, year) : undefined) ?? own
      ])
    ),
    assumptions: new Map(
      assumptions.flatMap(([name, setting]) => {
        const value = settingIn(setting, year)
        return value === undefined ? [] : [[name, value] as const]
      })
    ),
    shocks: Inputs.shocksIn(scenario, year).map(({ on, plus, times }) => ({ variable: on, times, plus }))
  }))
}

/** Projects a scenario from its first year to its last, or to where it fails. */
export const project = (place: Place, scenario: Scenario): Outcome => {
  const { kernel, model } = place
  const { from, to } = scenario.years
  const milestones: Array<{ readonly milestone: string; readonly year: number }> = []
  const seen = new Set<string>()
  let trajectory = Trajectory.empty(model, from)
  let failed: Failed | undefined
  const inputs = inputsOf(place, scenario)
  for (let year = from; year <= to; year++) {
    const projected = Projection.project(kernel, trajectory, inputs[year - from]!, scenario.shortage)
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

