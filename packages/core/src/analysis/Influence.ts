/**
 * Which assumptions matter: how far each moves the results that a reader looks at, one at a time.
 *
 * Every assumption is run at both ends of its range while all else stands at the model's own values: levers at their
 * defaults, no scenario, no shock. An assumption by member or by year moves as a whole, by the largest common shift
 * that keeps all its values in the range, or by the common factor of its spread, so that its pattern stays. A run that asks for more than there is goes on
 * with what there is, as under `shortage: scale`: what is measured is the assumption, not the law.
 *
 * I1  what no result depends on has swing 0, exactly;
 * I2  the order is that of swings and then of names, never that of files.
 */
import type { Indicator } from "../model/Indicator.ts"
import type { Kernel } from "../model/Kernel.ts"
import type { Variable } from "../model/Model.ts"
import * as Projection from "../run/Projection.ts"
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

/** An assumption's values in a year with the whole of it moved to an end of its range, by address. */
const moved = (variable: Variable, end: End, year: number): ReadonlyMap<string, number> => {
  const own = variable.series === undefined ? variable.cells.map((cell) => cell.value!) : Object.values(variable.series)
  const outmost = end === "low" ? Math.min(...own) : Math.max(...own)
  return new Map(
    variable.cells.map((cell) => {
      const value = Projection.ownValue(variable, cell, year)
      const bound = cell.range![end === "low" ? 0 : 1]
      if (variable.spread !== undefined) return [cell.name, bound]
      return [cell.name, bound === outmost ? value : bound + (value - outmost)]
    })
  )
}

/** Projects the model's own values through a year, with one assumption moved or none. */
const outcome = (
  kernel: Kernel,
  indicators: ReadonlyArray<Indicator>,
  to: number,
  change?: { readonly variable: Variable; readonly end: End }
): Outcome => {
  const { from } = kernel.model.years
  let trajectory = Trajectory.empty(kernel.model, from)
  for (const year of Trajectory.years({ from, to })) {
    const assumptions = change === undefined ? new Map() : moved(change.variable, change.end, year)
    const projected = Projection.project(kernel, trajectory, { levers: new Map(), assumptions, shocks: [] }, "scale")
    if ("reason" in projected) return { _tag: "Stopped", year, failure: projected }
    trajectory = Trajectory.append(trajectory, projected.row)
  }
  return { _tag: "Reached", values: indicators.map(({ slot }) => Trajectory.at(trajectory, slot, to)) }
}

const valuesOf = (result: Outcome): ReadonlyArray<ReadonlyArray<number>> =>
  result._tag === "Reached" ? [result.values] : []

/**
 * Ranks every assumption of a model by how far it moves indicators in a year of the model. When the model does not
 * come to that year with its own values, that outcome is given instead.
 */
export const rank = (
  kernel: Kernel,
  indicators: ReadonlyArray<Indicator>,
  year: number
): Ranking | Extract<Outcome, { readonly _tag: "Stopped" }> => {
  const base = outcome(kernel, indicators, year)
  if (base._tag === "Stopped") return base
  const influences = kernel.model.variables
    .filter(({ kind }) => kind === "assumption")
    .map((variable): Influence => {
      const low = outcome(kernel, indicators, year, { variable, end: "low" })
      const high = outcome(kernel, indicators, year, { variable, end: "high" })
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
