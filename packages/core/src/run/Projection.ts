/**
 * One year of a run: from inputs and the years before to one year more, or to what went wrong.
 */
import { treeOf } from "../model/Equation.ts"
import { looksBack } from "../model/Expression.ts"
import type { Kernel } from "../model/Kernel.ts"
import * as Law from "../model/Law.ts"
import type { Cell, Model } from "../model/Model.ts"
import * as Program from "../model/Program.ts"
import { reads } from "../model/Scalar.ts"
import type { Shortage } from "../scenario/ScenarioTerms.ts"
import type { RunFailed } from "./Event.ts"
import { type Inputs, writeInputs } from "./YearInputs.ts"
import * as Trajectory from "./Trajectory.ts"

/** Why a year could not be projected: the event's data without its kind and year. */
export type Failure = Omit<RunFailed, "type" | "schema" | "year">

const told = (value: number): number | string => (Number.isFinite(value) ? value + 0 : String(value))

const notFinite = (model: Model, rows: Float64Array, at: Rows, cell: Cell): Failure => {
  const phase = at.last === undefined ? "first" : "later"
  const statement = model.program[phase].find((candidate) => candidate.cell === cell)
  const inputs: Record<string, number | string> = {}
  for (const { row, slot } of statement === undefined ? [] : reads(statement.scalar)) {
    const name = model.cells[slot]!.name
    const shown = row === "now" ? name : row === "last" ? `prev(${name})` : `initial(${name})`
    inputs[shown] = told(rows[(row === "now" ? at.now : row === "last" ? at.last! : at.first) + slot]!)
  }
  return {
    reason: "not_finite",
    variable: cell.name,
    equation: Program.equationIn(cell, phase)?.text ?? "",
    result: told(rows[at.now + cell.slot]!),
    inputs
  }
}

/** The cell that was the first to come to no finite number, inputs before equations. There must be one. */
const firstNotFinite = (model: Model, now: Float64Array, isFirst: boolean): Cell => {
  const inputs = model.cells.filter((cell) => cell.equation === undefined)
  const computed = (isFirst ? model.program.first : model.program.later).map(({ cell }) => cell)
  return [...inputs, ...computed].find(({ slot }) => !Number.isFinite(now[slot]))!
}

/** Where the rows begin; there is no last row in the first year. */
export interface Rows {
  readonly now: number
  readonly last: number | undefined
  readonly first: number
}

/** Why a computed row is no year: its first value that is not finite, with what the equation read. There must be one. */
export const whyNotFinite = (model: Model, rows: Float64Array, at: Rows): Failure => {
  const now = rows.subarray(at.now, at.now + model.slots)
  return notFinite(model, rows, at, firstNotFinite(model, now, at.last === undefined))
}

/**
 * What the kernel's watching says of a year: the first law that does not hold, or the milestones that do. A law about
 * shortage may be broken where the run chose to scale. Laws and milestones that look at the year before say nothing of
 * the first year.
 */
export const judged = (
  model: Model,
  out: Float64Array,
  isFirst: boolean,
  shortage: Shortage
): Failure | { readonly milestones: ReadonlyArray<string> } => {
  const { invariants, milestones } = model
  for (let i = 0; i < invariants.length; i++) {
    const invariant = invariants[i]!
    const left = out[2 * i]!
    const right = out[2 * i + 1]!
    if (!Law.broken(invariant, left, right) || !Law.binds(invariant, shortage === "refuse")) continue
    if (isFirst && !Law.bindsFirstYear(invariant)) continue
    const { name, text } = Law.told(invariant)
    const sides: Readonly<Record<string, number | string>> =
      "equal" in invariant.bound
        ? { [invariant.left.text]: told(left), [invariant.bound.equal.text]: told(right) }
        : { [invariant.left.text]: told(left) }
    return { reason: "invariant_broken", variable: name, equation: text, result: told(left), inputs: sides }
  }
  const reached = milestones.filter(
    ({ when }, i) => out[2 * invariants.length + i] === 1 && !(isFirst && looksBack(treeOf(when)))
  )
  return { milestones: reached.map(({ name }) => name) }
}

/** A projected year: the trajectory with it, and the milestones that hold in it. */
export interface Projected {
  readonly trajectory: Trajectory.Trajectory
  readonly milestones: ReadonlyArray<string>
}

/**
 * Projects the year after a trajectory's last, in a room for all years if there is one, see `Trajectory.extend`. A value
 * that is not finite, or a law of the model that does not hold, is a failure; a law about shortage may be broken where
 * the run chose to scale. Laws and milestones that look at the year before begin with the second year.
 */
export const project = (
  kernel: Kernel,
  before: Trajectory.Trajectory,
  inputs: Inputs,
  shortage: Shortage,
  room?: Float64Array
): Projected | Failure => {
  const { model } = kernel
  const { slots } = model
  const trajectory = Trajectory.extend(before, room)
  const { rows, to: year } = trajectory
  const isFirst = year === trajectory.from
  const now = before.rows.length
  const at: Rows = { now, last: isFirst ? undefined : now - slots, first: 0 }
  const row = rows.subarray(now)
  writeInputs(model, inputs, year, row)
  const compute = isFirst ? kernel.start : kernel.step
  compute(rows, now, at.last ?? now, at.first, year)

  for (let slot = 0; slot < slots; slot++) {
    if (!Number.isFinite(row[slot])) return whyNotFinite(model, rows, at)
    // -0 and 0 are one number in JSON, so they must be one here.
    row[slot] = row[slot]! + 0
  }

  const out = new Float64Array(kernel.watched)
  const watch = isFirst ? kernel.watchStart : kernel.watch
  watch(rows, now, at.last ?? now, at.first, year, out)
  const found = judged(model, out, isFirst, shortage)
  return "reason" in found ? found : { trajectory, milestones: found.milestones }
}
