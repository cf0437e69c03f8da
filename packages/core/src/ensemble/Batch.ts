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
import * as Projection from "../run/Projection.ts"
import * as Trajectory from "../run/Trajectory.ts"
import * as Inputs from "../scenario/Inputs.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import type { Axis } from "./Axis.ts"
import * as Laws from "./Laws.ts"
import * as Placement from "./Placement.ts"

/** A batch: `lanes` members at a time. */
export interface Batch {
  readonly lanes: number
  /** How many years are projected, from the model's first. */
  readonly years: number
  /** Moves the member in a lane to positions, one for each axis. */
  readonly place: (lane: number, positions: Float64Array) => void
  /** Projects all lanes where they stand. */
  readonly project: () => void
  /** The index of the year in which the member in a lane failed; -1 where it did not. */
  readonly failedIn: (lane: number) => number
  /** Where the number of a slot in a year (by index) stands in `rows`. */
  readonly at: (slot: number, year: number, lane: number) => number
  readonly rows: Float64Array
}

/** What a scenario gives a year, before any shock: the levers and the assumptions that it sets, and the shocks. */
const inputsIn = (kernel: Kernel, scenario: Scenario, year: number): Projection.Inputs => ({
  levers: new Map(
    Object.keys(scenario.levers).map((lever) => [lever, Inputs.leverAt(scenario, kernel.model, lever, year)])
  ),
  assumptions: new Map(
    Object.keys(scenario.assumptions).flatMap((name) => {
      const value = Inputs.assumptionAt(scenario, name, year)
      return value === undefined ? [] : [[name, value] as const]
    })
  ),
  shocks: Inputs.shocksIn(scenario, year).map(({ on, plus, times }) => ({ variable: on, plus, times }))
})

/**
 * Whether numbers are surely finite: their sum is only when all of them are. A sum that is too large says nothing. Four
 * sums, so that none waits for another.
 */
const sumIsFinite = (rows: Float64Array, from: number, end: number): boolean => {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let i = from
  for (; i + 3 < end; i += 4) {
    a += rows[i]!
    b += rows[i + 1]!
    c += rows[i + 2]!
    d += rows[i + 3]!
  }
  for (; i < end; i++) a += rows[i]!
  return Number.isFinite(a + b + c + d)
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
    Projection.writeInputs(model, inputsIn(kernel, scenario, year), year, row)
    ownFinite &&= row.every(Number.isFinite)
    for (let i = 0; i < slots * width; i++) rows[y * slots * width + i] = row[Math.floor(i / width)]! + 0
  }

  const place = Placement.make(model, scenario, axes, years, rows, width)
  const hold = Laws.make(kernel, scenario.shortage, width)
  const computed = model.cells.find(({ equation }) => equation !== undefined)?.slot ?? slots
  const inputsFinite = Array.from({ length: width }, () => ownFinite)
  /** Whether all numbers of all lanes are surely finite; nothing before one has asked since they were projected. */
  let allFinite: boolean | undefined

  const isFinite = (y: number, lane: number): boolean => {
    const end = (y + 1) * slots * width
    for (let i = y * slots * width + lane; i < end; i += width) if (!Number.isFinite(rows[i]!)) return false
    return true
  }
  const areFinite = (): boolean => {
    for (let y = 0; y < years.length; y++) {
      const first = y * slots * width
      if (!sumIsFinite(rows, first + computed * width, first + slots * width)) return false
    }
    return inputsFinite.every((lane) => lane)
  }

  return {
    lanes: width,
    years: years.length,
    rows,
    place: (lane, positions) => {
      inputsFinite[lane] = place(lane, positions) && ownFinite
    },
    project: () => {
      lanes.project(years.length)
      allFinite = undefined
    },
    failedIn: (lane) => {
      allFinite ??= areFinite()
      for (let y = 0; y < years.length; y++) if (!(allFinite || isFinite(y, lane)) || !hold(out, y, lane)) return y
      return -1
    },
    at: (slot, year, lane) => (year * slots + slot) * width + lane
  }
}
