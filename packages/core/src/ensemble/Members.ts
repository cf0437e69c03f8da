/**
 * Members carried out one after the other, each told as a row of numbers.
 *
 * What is told of a member depends on the plan and its number alone: members may be carried out by any number of
 * workers, in any order, in any lanes.
 */
import type { Lanes } from "../model/Lanes.ts"
import * as Assess from "../target/Assess.ts"
import * as Batch from "./Batch.ts"
import type { Plan } from "./Plan.ts"
import * as Plan_ from "./Plan.ts"

/** What came of a member; the arrays hold it until the next one is told. */
export interface Told {
  readonly member: number
  /** The index of the year in which it failed; -1 where it did not. */
  readonly failedIn: number
  /** One number for each column; NaN where it failed in that year or before. */
  readonly values: Float64Array
  /** One for each target: 1 where it is met. */
  readonly met: Uint8Array
}

/** Carries out members from `first` up to but not including `end`, and tells each, rising. */
export type CarryOut = (first: number, end: number, tell: (told: Told) => void) => void

/** Prepares to carry out members of a plan on some lanes, which are in use for it from then on. */
export const carryOut = (plan: Plan, lanes: Lanes): CarryOut => {
  const { axes, indicators, kernel, noted, scenario, targets, years } = plan
  const batch = Batch.make(kernel, scenario, axes, lanes)
  const positionsOf = Plan_.positions(plan, lanes.hypercube)
  const positions = new Float64Array(axes.length)
  const values = new Float64Array(Plan_.columnsOf(plan))
  const met = new Uint8Array(targets.length)
  const { from } = kernel.model.years
  const { at, rows } = batch
  const nextYear = at(0, 1, 0) - at(0, 0, 0)
  const indicatorsAt = Int32Array.from(indicators, ({ slot }) => at(slot, 0, 0))
  const yearsNoted = Int32Array.from(noted, (year) => year - from)
  const asked = targets.map(({ target, year }) => ({
    target,
    year,
    index: year - from,
    first: at(target.indicator.slot, 0, 0),
    measure: Assess.measuring(target, year, from)
  }))

  const note = (lane: number, reached: number): void => {
    let column = 0
    for (let i = 0; i < indicatorsAt.length; i++) {
      const first = indicatorsAt[i]! + lane
      for (let k = 0; k < yearsNoted.length; k++) {
        const y = yearsNoted[k]!
        values[column++] = y < reached ? rows[first + y * nextYear]! : Number.NaN
      }
    }
    for (let i = 0; i < asked.length; i++) {
      const { first, index, measure, target, year } = asked[i]!
      const margin = index < reached ? measure(rows, first + lane, nextYear).margin : Number.NaN
      values[column++] = margin
      met[i] = Assess.statusOf(target, margin, year) === "met" ? 1 : 0
    }
  }

  return (first, end, tell) => {
    for (let member = first; member < end; member += batch.lanes) {
      const count = Math.min(batch.lanes, end - member)
      // Where members run out, the lanes that are left repeat the last.
      for (let lane = 0; lane < batch.lanes; lane++) {
        positionsOf(member + Math.min(lane, count - 1), positions)
        batch.place(lane, positions)
      }
      batch.project()
      for (let lane = 0; lane < count; lane++) {
        const failedIn = batch.failedIn(lane)
        note(lane, failedIn === -1 ? years.length : failedIn)
        tell({ member: member + lane, failedIn, values, met })
      }
    }
  }
}
