/**
 * A member of an ensemble as a scenario of its own, which any run may carry out.
 *
 * M1  the run of a member's scenario gives what `Batch` gives for its positions, to the bit;
 * M2  it sets every axis, and leaves everything else as the scenario of the ensemble has it.
 */
import type { Model } from "../model/Model.ts"
import * as YearInputs from "../run/YearInputs.ts"
import * as Trajectory from "../run/Trajectory.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import type { Setting } from "../scenario/Setting.ts"
import * as Axis from "./Axis.ts"

/** The longest name of a scenario. */
const longest = 64

/** The name of a member's scenario: the ensemble's, and the member's number. */
export const nameOf = (scenario: string, member: number): string => {
  const end = `-member-${member}`
  return scenario.slice(0, longest - end.length) + end
}

type Settings = Readonly<Record<string, Setting>>

const settingsOf = (axis: Axis.Axis, position: number, years: ReadonlyArray<number>): Settings =>
  Object.fromEntries(
    axis.variable.cells.map((cell) => {
      const at = (year: number) => Axis.valueAt(axis, cell, YearInputs.ownValue(axis.variable, cell, year), position)
      const setting =
        axis.variable.series === undefined ? at(years[0]!) : Object.fromEntries(years.map((year) => [year, at(year)]))
      return [cell.name, setting]
    })
  )

const sorted = (settings: Settings): Settings =>
  Object.fromEntries(Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** The scenario of the member that stands at `positions`, one for each axis. */
export const scenario = (
  model: Model,
  base: Scenario,
  axes: ReadonlyArray<Axis.Axis>,
  positions: Float64Array,
  member: number
): Scenario => {
  const years = Trajectory.years({ from: model.years.from, to: base.years.to })
  const drawn = (kind: "lever" | "assumption"): Settings =>
    Object.assign(
      {},
      ...axes.map((axis, i) => (axis.variable.kind === kind ? settingsOf(axis, positions[i]!, years) : {}))
    )
  return {
    ...base,
    name: nameOf(base.name, member),
    title: { en: `${base.title.en}, member ${member}`, zh: `${base.title.zh}，第 ${member} 号成员` },
    levers: sorted({ ...base.levers, ...drawn("lever") }),
    assumptions: sorted({ ...base.assumptions, ...drawn("assumption") }),
    // What a scenario expects of its own run binds none of the members.
    expect: []
  }
}
