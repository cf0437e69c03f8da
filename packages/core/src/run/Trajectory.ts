/**
 * The values of a run, year by year.
 *
 * T1  `rows` holds one row of `model.slots` numbers for each year from `from` to `to`, without gaps;
 * T2  every number is finite, and none is -0.
 */
import type { Model } from "../model/Model.ts"

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

/**
 * The trajectory with one more year of zeros, which is its maker's to fill before anybody else sees it. Where there is a
 * room for all years, which holds those that there are so far and is written to in their order, none is copied.
 */
export const extend = (trajectory: Trajectory, room?: Float64Array): Trajectory => {
  const length = trajectory.rows.length + trajectory.model.slots
  const rows = room?.subarray(0, length) ?? new Float64Array(length)
  if (room === undefined) rows.set(trajectory.rows)
  return { ...trajectory, to: trajectory.to + 1, rows }
}

/** The trajectory with one more year. The row is copied. */
export const append = (trajectory: Trajectory, row: Float64Array): Trajectory => {
  const longer = extend(trajectory)
  longer.rows.set(row, trajectory.rows.length)
  return longer
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
