/**
 * Many projections of one scenario at different positions of its axes, without events.
 *
 * The scenario's inputs are written once; for each member only what its axes change is written over them. A member
 * fails as a run does: by a value that is not finite, or by a law that does not hold.
 *
 * B1  what comes of positions does not depend on what was projected before, nor on the lane;
 * B2  it is what a run of the member's scenario records, to the bit.
 */
import type { Kernel } from "../model/Kernel.ts"
import type { Lanes } from "../model/Lanes.ts"
import * as Laws from "../model/Laws.ts"
import * as YearInputs from "../run/YearInputs.ts"
import * as Trajectory from "../run/Trajectory.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import type { Axis } from "./Axis.ts"
import * as Placement from "./Placement.ts"

/** A batch: `lanes` members at a time. */
export interface Batch {
  readonly lanes: number
  /** How many years are projected, from the model's first. */
  readonly years: number
  /** Moves the member in a lane to positions, one for each axis. */
  readonly place: (lane: number, positions: Float64Array) => void
  /** Sets an input that no axis moves, a lever, in a year, by index, for all that is projected from then on. */
  readonly set: (slot: number, year: number, value: number) => void
  /** Projects all lanes where they stand; what the axes write stands in `rows` from then on. */
  readonly project: () => void
  /** The index of the year in which the member in a lane failed; -1 where it did not. */
  readonly failedIn: (lane: number) => number
  /** Where the number of a slot in a year (by index) stands in `rows`. */
  readonly at: (slot: number, year: number, lane: number) => number
  readonly rows: Float64Array
}

/** A batch of a scenario over some axes. */
export const make = (kernel: Kernel, scenario: Scenario, axes: ReadonlyArray<Axis>, lanes: Lanes): Batch => {
  const { model } = kernel
  const { slots } = model
  const years = Trajectory.years({ from: model.years.from, to: scenario.years.to })
  const { lanes: width, out, rows } = lanes

  const row = new Float64Array(slots)
  let ownFinite = true
  for (const [y, year] of years.entries()) {
    YearInputs.writeInputs(model, YearInputs.ofScenario(scenario, model, year), year, row)
    ownFinite &&= row.every(Number.isFinite)
    for (let slot = 0, at = y * slots * width; slot < slots; slot++)
      for (let lane = 0; lane < width; lane++) rows[at++] = row[slot]! + 0
  }

  const { place, set, write } = Placement.make(model, scenario, axes, years, rows, width)
  const stopsForShortage = scenario.shortage === "refuse"
  const hold = Laws.make(kernel, stopsForShortage, width)
  let inputsFinite = ownFinite
  /** Where each lane failed, once one has asked since they were projected. */
  const failures = new Int32Array(width)
  let known = false

  const isFinite = (year: number, lane: number): boolean => {
    const end = (year + 1) * slots * width
    for (let i = year * slots * width + lane; i < end; i += width) if (!Number.isFinite(rows[i]!)) return false
    return true
  }
  const judge = (): void => {
    failures.fill(-1)
    for (let year = 0; year < years.length; year++) {
      const sound = inputsFinite ? lanes.sound(year, stopsForShortage) : 0
      for (let lane = 0; lane < width; lane++)
        if (failures[lane] === -1 && (sound & (1 << lane)) === 0 && !(isFinite(year, lane) && hold(out, year, lane)))
          failures[lane] = year
    }
    known = true
  }

  return {
    lanes: width,
    years: years.length,
    rows,
    place,
    set,
    project: () => {
      inputsFinite = write() && ownFinite
      lanes.project(years.length)
      known = false
    },
    failedIn: (lane) => {
      if (!known) judge()
      return failures[lane]!
    },
    at: (slot, year, lane) => (year * slots + slot) * width + lane
  }
}
