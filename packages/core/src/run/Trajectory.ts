/**
 * The values of a run, year by year.
 *
 * T1  `rows` holds one row of `model.slots` numbers for each year from `from` to `to`, without gaps;
 * T2  every number is finite, and none is -0.
 */
import type { Cell, Model } from "../model/Model.ts"
import type { Value } from "./Event.ts"

/** Values by year; `to` is the last year there is, `from - 1` when there is none yet. */
export interface Trajectory {
  readonly model: Model
  readonly from: number
  readonly to: number
  readonly rows: Float64Array
}

/** A trajectory before its first year. */
export const empty = (model: Model, from: number): Trajectory => ({
  model,
  from,
  to: from - 1,
  rows: new Float64Array(0)
})

/** The trajectory with one more year. The row is copied. */
export const append = (trajectory: Trajectory, row: Float64Array): Trajectory => {
  const rows = new Float64Array(trajectory.rows.length + row.length)
  rows.set(trajectory.rows)
  rows.set(row, trajectory.rows.length)
  return { ...trajectory, to: trajectory.to + 1, rows }
}

/** The first years of a trajectory, through `year`. */
export const through = (trajectory: Trajectory, year: number): Trajectory => ({
  ...trajectory,
  to: year,
  rows: trajectory.rows.slice(0, (year - trajectory.from + 1) * trajectory.model.slots)
})

/** Where a year's row begins. */
export const offset = (trajectory: Trajectory, year: number): number =>
  (year - trajectory.from) * trajectory.model.slots

/** The value of a slot in a year. Asking for a year outside the trajectory is a defect and throws. */
export const at = (trajectory: Trajectory, slot: number, year: number): number => {
  if (year < trajectory.from || year > trajectory.to)
    throw new RangeError(`year ${year} is not in ${trajectory.from} to ${trajectory.to}`)
  return trajectory.rows[offset(trajectory, year) + slot]!
}

/** The values of a slot in every year. */
export const series = (trajectory: Trajectory, slot: number): ReadonlyArray<number> =>
  Array.from({ length: trajectory.to - trajectory.from + 1 }, (_, i) => at(trajectory, slot, trajectory.from + i))

/** The years of a trajectory. */
export const years = ({ from, to }: { readonly from: number; readonly to: number }): ReadonlyArray<number> =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)

/** The values of cells that agree in their first `depth` members, nested by the members that follow, by name. */
const nested = (cells: ReadonlyArray<Cell>, depth: number, valueOf: (cell: Cell) => number): Value =>
  cells[0]!.members.length === depth
    ? valueOf(cells[0]!)
    : Object.fromEntries(
        [...Map.groupBy(cells, (cell) => cell.members[depth]!)]
          .toSorted(byName)
          .map(([member, part]) => [member, nested(part, depth + 1, valueOf)])
      )

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)

const sorted = new WeakMap<Model, ReadonlyArray<readonly [string, ReadonlyArray<Cell>]>>()

/** The cells of each variable of a model, by name. */
const cellsByName = (model: Model): ReadonlyArray<readonly [string, ReadonlyArray<Cell>]> => {
  const known = sorted.get(model)
  if (known !== undefined) return known
  const made = model.variables.map(({ name, cells }) => [name, cells] as const).toSorted(byName)
  sorted.set(model, made)
  return made
}

/** One row as an event tells it: every variable, in the order of names. `start` is where the row begins in `rows`. */
export const toValues = (model: Model, rows: Float64Array, start: number): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    cellsByName(model).map(([name, cells]) => [name, nested(cells, 0, (cell) => rows[start + cell.slot]!)])
  )

const pick = (value: Value | undefined, members: ReadonlyArray<string>): number | undefined => {
  let found = value
  for (const member of members) found = typeof found === "object" ? found[member] : undefined
  return typeof found === "number" ? found : undefined
}

const count = (value: Value): number =>
  typeof value === "number" ? 1 : Object.values(value).reduce<number>((sum, part) => sum + count(part), 0)

/** A row from an event. Where the event lacks a value of the model, or has one more, that name is given instead. */
export const fromValues = (model: Model, values: Readonly<Record<string, Value>>): Float64Array | string => {
  const row = new Float64Array(model.slots)
  for (const variable of model.variables) {
    for (const cell of variable.cells) {
      const value = pick(values[variable.name], cell.members)
      if (value === undefined) return cell.name
      row[cell.slot] = value
    }
    if (count(values[variable.name]!) !== variable.cells.length) return variable.name
  }
  return Object.keys(values).find((name) => !model.variable.has(name)) ?? row
}
