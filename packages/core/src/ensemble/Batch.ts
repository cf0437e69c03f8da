/**
 * Many projections of one scenario at different positions of its axes, without events.
 *
 * The scenario's inputs are written once; for each member only what its axes change is written over them. A member
 * fails as a run does: by a value that is not finite, or by a law that does not hold.
 *
 * B1  what comes of positions does not depend on what was projected before, nor on the lane;
 * B2  it is what a run of the member's scenario records, to the bit.
 */
import * as Indicator from "../model/Indicator.ts"
import type { Kernel } from "../model/Kernel.ts"
import type { Lanes } from "../model/Lanes.ts"
import * as Projection from "../run/Projection.ts"
import * as Trajectory from "../run/Trajectory.ts"
import * as Inputs from "../scenario/Inputs.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import * as Axis from "./Axis.ts"

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

/** One place that an axis writes to. */
interface Write {
  readonly axis: number
  readonly at: number
  readonly valueOf: (position: number) => number
}

/** Where a batch of axes writes, and which shocks hit what was written. */
const writesOf = (axes: ReadonlyArray<Axis.Axis>, years: ReadonlyArray<number>, slots: number): ReadonlyArray<Write> =>
  axes.flatMap((axis, index) =>
    // A lever is set from the first policy year on.
    years.slice(axis.variable.kind === "lever" ? 1 : 0).flatMap((year) =>
      axis.variable.cells.map((cell): Write => {
        const own = Projection.ownValue(axis.variable, cell, year)
        return {
          axis: index,
          at: (year - years[0]!) * slots + cell.slot,
          valueOf: (position) => Axis.valueAt(axis, cell, own, position)
        }
      })
    )
  )

/** A batch of a scenario over some axes. */
export const make = (kernel: Kernel, scenario: Scenario, axes: ReadonlyArray<Axis.Axis>, lanes: Lanes): Batch => {
  const { model, watched } = kernel
  const { slots } = model
  const { from } = model.years
  const years = Trajectory.years({ from, to: scenario.years.to })
  const { lanes: width, out, rows } = lanes

  const row = new Float64Array(slots)
  const template = (year: number): Float64Array => {
    Projection.writeInputs(model, inputsIn(kernel, scenario, year), year, row)
    return row
  }
  for (const [y, year] of years.entries())
    for (const [slot, value] of template(year).entries())
      for (let lane = 0; lane < width; lane++) rows[(y * slots + slot) * width + lane] = value + 0

  const writes = writesOf(axes, years, slots)
  // Most axes are a value that is written as it is, every year: those need no call.
  const plain = (write: Write): boolean => axes[write.axis]!.position.kind === "value"
  const [same, changed] = [writes.filter(plain), writes.filter((write) => !plain(write))]
  const [sameAt, sameAxis] = [Int32Array.from(same, ({ at }) => at), Int32Array.from(same, ({ axis }) => axis)]
  const written = new Set(writes.map(({ at }) => at))
  const hits = years.flatMap((year, y) =>
    Inputs.shocksIn(scenario, year).flatMap(({ on, plus, times }) => {
      const at = y * slots + Indicator.find(model, on)!.slot
      return written.has(at) ? [{ at, plus, times }] : []
    })
  )

  const laws = model.invariants.map((invariant, index) => ({
    invariant,
    at: 2 * index,
    first: Projection.bindsFirstYear(invariant)
  }))
  const binding = laws.filter(({ invariant }) => !(invariant.shortage && scenario.shortage === "scale"))
  const [bindingFirst, bindingLater] = [binding.filter(({ first }) => first), binding]

  const isFinite = (y: number, lane: number): boolean => {
    // Nothing but a finite number less itself is 0.
    let sum = 0
    const end = (y + 1) * slots * width
    for (let i = y * slots * width + lane; i < end; i += width) sum += rows[i]! - rows[i]!
    return sum === 0
  }
  const holds = (y: number, lane: number): boolean => {
    const base = y * watched
    for (const { at, invariant } of y === 0 ? bindingFirst : bindingLater) {
      const left = out[(base + at) * width + lane]!
      if (Projection.broken(invariant, left, out[(base + at + 1) * width + lane]!)) return false
    }
    return true
  }

  return {
    lanes: width,
    years: years.length,
    rows,
    place: (lane, positions) => {
      for (let i = 0; i < sameAt.length; i++) rows[sameAt[i]! * width + lane] = positions[sameAxis[i]!]!
      for (const { at, axis, valueOf } of changed) rows[at * width + lane] = valueOf(positions[axis]!)
      for (const { at, plus, times } of hits) {
        const index = at * width + lane
        rows[index] = rows[index]! * times + plus + 0
      }
    },
    project: () => lanes.project(years.length),
    failedIn: (lane) => {
      for (let y = 0; y < years.length; y++) if (!isFinite(y, lane) || !holds(y, lane)) return y
      return -1
    },
    at: (slot, year, lane) => (year * slots + slot) * width + lane
  }
}
