/**
 * Which assumptions matter: how far each moves the results that a reader looks at, one at a time.
 *
 * Every assumption is run at both ends of its range while all else stays as it is given: by a run, or where nothing is
 * given at the model's own values, levers at their defaults. An assumption by member or by year moves as a whole, see
 * `Position`. A run that asks for more than there is goes on with what there is, as under `shortage: scale`: what is
 * measured is the assumption, not the law.
 *
 * I1  what no result depends on has swing 0, exactly;
 * I2  the order is that of swings and then of names, never that of files;
 * I3  the base of a run that went on under `scale`, or asked for no more than there is, is what that run came to.
 */
import type { Indicator } from "../model/Indicator.ts"
import type { Kernel } from "../model/Kernel.ts"
import type { Variable } from "../model/Model.ts"
import * as Position from "../model/Position.ts"
import * as Projection from "../run/Projection.ts"
import * as YearInputs from "../run/YearInputs.ts"
import * as Trajectory from "../run/Trajectory.ts"

/** What came of a run: each indicator in the year that was asked for, or the year in which it stopped, and why. */
export type Outcome =
  | { readonly _tag: "Reached"; readonly values: ReadonlyArray<number> }
  | { readonly _tag: "Stopped"; readonly year: number; readonly failure: Projection.Failure }

/** What one assumption does. */
export interface Influence {
  readonly variable: Variable
  readonly low: Outcome
  readonly high: Outcome
  /**
   * By indicator: from the least to the greatest of its values at both ends and in the base, relative to the base.
   * Nothing where the base is 0 or both runs stopped.
   */
  readonly swings: ReadonlyArray<number | undefined>
  /** The largest of them; nothing when there is none. */
  readonly swing: number | undefined
}

/** All assumptions, those that move most first; those whose swing is not known stand before them. */
export interface Ranking {
  readonly year: number
  /** Each indicator without any change. */
  readonly base: ReadonlyArray<number>
  readonly influences: ReadonlyArray<Influence>
}

type End = "low" | "high"

/** What a projection starts from in a year. */
export type Given = (year: number) => YearInputs.Inputs

const nothing: YearInputs.Inputs = { settings: new Map(), shocks: [] }

/** An assumption's values in a year with the whole of it moved to an end of its range, by address. */
const moved = (variable: Variable, end: End, year: number): ReadonlyArray<readonly [string, number]> => {
  const position = Position.of(variable)!
  return variable.cells.map((cell) => {
    const own = YearInputs.ownValue(variable, cell, year)
    return [cell.name, Position.valueAt(position.kind, cell, own, position[end])]
  })
}

/** Projects what is given through a year, with one assumption moved or none. */
const outcome = (
  kernel: Kernel,
  indicators: ReadonlyArray<Indicator>,
  to: number,
  given: Given,
  change?: { readonly variable: Variable; readonly end: End }
): Outcome => {
  const { from } = kernel.model.years
  let trajectory = Trajectory.empty(kernel.model, from)
  for (const year of Trajectory.years({ from, to })) {
    const inputs = given(year)
    // What is moved takes the place of what was given of it.
    const settings =
      change === undefined
        ? inputs.settings
        : new Map([...inputs.settings, ...moved(change.variable, change.end, year)])
    const projected = Projection.project(kernel, trajectory, { ...inputs, settings }, "scale")
    if ("reason" in projected) return { _tag: "Stopped", year, failure: projected }
    trajectory = projected.trajectory
  }
  return { _tag: "Reached", values: indicators.map(({ slot }) => Trajectory.at(trajectory, slot, to)) }
}

const valuesOf = (result: Outcome): ReadonlyArray<ReadonlyArray<number>> =>
  result._tag === "Reached" ? [result.values] : []

/**
 * Ranks every assumption of a model by how far it moves indicators in a year of the model. When what is given does not
 * come to that year, that outcome is told instead.
 */
export const rank = (
  kernel: Kernel,
  indicators: ReadonlyArray<Indicator>,
  year: number,
  given: Given = () => nothing
): Ranking | Extract<Outcome, { readonly _tag: "Stopped" }> => {
  const base = outcome(kernel, indicators, year, given)
  if (base._tag === "Stopped") return base
  const influences = kernel.model.variables
    .filter(({ kind }) => kind === "assumption")
    .map((variable): Influence => {
      const low = outcome(kernel, indicators, year, given, { variable, end: "low" })
      const high = outcome(kernel, indicators, year, given, { variable, end: "high" })
      const ends = [low, high].flatMap(valuesOf)
      const swings = base.values.map((value, i) => {
        if (ends.length === 0 || value === 0) return undefined
        const all = [value, ...ends.map((values) => values[i]!)]
        return (Math.max(...all) - Math.min(...all)) / Math.abs(value)
      })
      const known = swings.filter((swing) => swing !== undefined)
      return { variable, low, high, swings, swing: known.length === 0 ? undefined : Math.max(...known) }
    })
  const size = ({ swing }: Influence): number => swing ?? Infinity
  return {
    year,
    base: base.values,
    influences: influences.toSorted((a, b) =>
      size(a) === size(b) ? (a.variable.name < b.variable.name ? -1 : 1) : size(b) > size(a) ? 1 : -1
    )
  }
}
