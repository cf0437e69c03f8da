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
import * as YearInputs from "@gongfu/core/run/YearInputs"
import type * as Trajectory from "@gongfu/core/run/Trajectory"
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

/** What a path is in every year, kept: of all settings a slider moves one, and paths take longest to read. */
const paths = new WeakMap<object, Map<number, number | undefined>>()

const settingIn = (setting: Setting.Setting, year: number): number | undefined => {
  if (typeof setting === "number") return setting
  const known = paths.get(setting) ?? new Map<number, number | undefined>()
  paths.set(setting, known)
  if (!known.has(year)) known.set(year, Setting.at(setting, year))
  return known.get(year)
}

/** A setting, and where it is written. */
interface Placed {
  readonly slot: number
  readonly setting: Setting.Setting
  /** The first year in which it counts. */
  readonly since: number
}

/** How a target is assessed, and in which year. */
interface Assessed {
  readonly year: number
  readonly assess: ReturnType<typeof Assess.assessing>
}

/** How a place's targets are assessed in runs of the same years, kept: to prepare for it takes longer than to do it. */
const prepared = new WeakMap<Place, Map<string, ReadonlyArray<Assessed>>>()

const assessedIn = (place: Place, from: number, to: number): ReadonlyArray<Assessed> => {
  const known = prepared.get(place) ?? new Map<string, ReadonlyArray<Assessed>>()
  prepared.set(place, known)
  const years = `${from} ${to}`
  const found =
    known.get(years) ??
    place.targets.all.flatMap((target): ReadonlyArray<Assessed> => {
      const year = Math.min(target.by, to)
      return Assess.isAssessedIn(target, year)
        ? [{ year, assess: Assess.assessing(target, year, from, place.model.slots) }]
        : []
    })
  known.set(years, found)
  return found
}

const slotOf = ({ model }: Place, address: string): number => {
  const found = Indicator.find(model, address)
  if (found === undefined) throw new Error(`${address} is not of ${model.name}`)
  return found.slot
}

const nothing: YearInputs.Inputs = { settings: new Map(), shocks: [] }

/** Makes -0 into 0 in a row, as a run does, and says whether all of it is finite. */
const settle = (rows: Float64Array, from: number, to: number): boolean => {
  // Nothing but a finite number less itself is 0.
  let rest = 0
  for (let i = from; i < to; i++) {
    const value = rows[i]! + 0
    rows[i] = value
    rest += value - value
  }
  return rest === 0
}

/** Projects a scenario from its first year to its last, or to where it fails. */
export const project = (place: Place, scenario: Scenario): Outcome => {
  const { kernel, model } = place
  const { slots } = model
  const { from, to } = scenario.years
  const set: ReadonlyArray<Placed> = [
    ...Object.entries(scenario.assumptions).map(([name, setting]) => ({
      slot: slotOf(place, name),
      setting,
      since: from
    })),
    // The first year has today's policy.
    ...Object.entries(scenario.levers).map(([name, setting]) => ({
      slot: slotOf(place, name),
      setting,
      since: from + 1
    }))
  ]
  const all = new Float64Array((to - from + 1) * slots)
  const out = new Float64Array(kernel.watched)
  const milestones: Array<{ readonly milestone: string; readonly year: number }> = []
  const seen = new Set<string>()
  let failed: Failed | undefined
  let last = from - 1
  for (let year = from; year <= to && failed === undefined; year++) {
    const isFirst = year === from
    const now = (year - from) * slots
    const before = isFirst ? now : now - slots
    YearInputs.writeInputs(model, nothing, year, all.subarray(now, now + slots))
    for (const { setting, since, slot } of set) {
      const value = year < since ? undefined : settingIn(setting, year)
      if (value !== undefined) all[now + slot] = value
    }
    for (const { plus, times, variable } of Inputs.shocksIn(scenario, year)) {
      const at = now + slotOf(place, variable)
      all[at] = all[at]! * times + plus
    }
    const [compute, watch] = isFirst ? [kernel.start, kernel.watchStart] : [kernel.step, kernel.watch]
    compute(all, now, before, 0, year)
    if (!settle(all, now, now + slots)) {
      const at = { now, last: isFirst ? undefined : before, first: 0 }
      failed = { year, ...Projection.whyNotFinite(model, all, at) }
      break
    }
    watch(all, now, before, 0, year, out)
    const found = Projection.judged(model, out, isFirst, scenario.shortage)
    if ("reason" in found) {
      failed = { year, ...found }
      break
    }
    last = year
    for (const milestone of found.milestones)
      if (!seen.has(milestone)) {
        seen.add(milestone)
        milestones.push({ milestone, year })
      }
  }
  const rows = last === to ? all : all.slice(0, (last - from + 1) * slots)
  const trajectory: Trajectory.Trajectory = { model, from, to: last, rows }
  const standings = new Map<string, Standing>()
  for (const { assess, year } of assessedIn(place, from, last)) {
    const { margin, projected, required, status, target } = assess(rows)
    standings.set(target, { year, required, projected, margin, status })
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
