/**
 * Whole projections on numbers alone: several members side by side, every year in one call.
 *
 * It is the seam between those who need many projections and the kernels that carry them out. The JavaScript kernel
 * stands behind it with one lane; `wasm/WasmKernel` gives two. A member's numbers are the same to the bit behind either.
 */
import type { Kernel } from "./Kernel.ts"
import * as Laws from "./Laws.ts"
import type { Model } from "./Model.ts"

/**
 * Projects several members side by side. Every array is split by year, then by place, then by lane: number `i` of the
 * member in lane `lane` stands at `i * lanes + lane`. Nothing is allocated by a projection, and the arrays stay the same.
 */
export interface Lanes {
  /** How many members are projected at once: 1 in JavaScript, 2 with SIMD. */
  readonly lanes: number
  /** How many years a projection has at most, from the model's first. */
  readonly years: number
  /**
   * `years x slots x lanes`: the rows. Inputs are the first slots of a row (M5 of `Model`); the caller writes them for
   * every year before it projects, and they stay as they were written. The other slots are computed.
   */
  readonly rows: Float64Array
  /** `years x kernel.watched x lanes`: what the kernel's `watchStart` and `watch` say of each year. */
  readonly out: Float64Array
  /**
   * Computes the first `count` years, each from its inputs and the years before. Once a year is computed, 0 is added
   * to every computed slot, so that -0 is 0, as in `run/Projection`; then the year is watched. Numbers that are not
   * finite simply stay, and laws that do not hold are no matter here: the caller looks. `count` is at most `years`.
   */
  readonly project: (count: number) => void
  /**
   * The lanes in which, of a projected year by index, every computed number is surely finite and every law holds: 1 for
   * the first one and 2 for the second, added up. Those about shortage are asked of only where a run has to stop for
   * one. Of a lane that is missing nothing is said: a sum may be too large for a number where no number is.
   */
  readonly sound: (year: number, stopsForShortage: boolean) => number
  /** A quicker way to the points of Latin hypercubes, the same to the bit, where there is one. */
  readonly hypercube?: Hypercube
}

/**
 * Prepares to draw the points of a Latin hypercube on some axes, four members at a time; see `sampling/Points`. Of each
 * axis four words of 32 bits are given, axis after axis: the two that stand for it in the counter, then the key and the
 * turn of its permutation. The coordinates of a group, from 0 on, are four numbers for each axis; they hold until the
 * next group is drawn, or another hypercube is prepared. Nothing where there are too many axes.
 */
export type Hypercube = (
  axes: Uint32Array,
  key: readonly [number, number],
  members: number
) => ((group: number) => Float64Array) | undefined

/** How many inputs a yearly row begins with. */
export const inputsOf = (model: Model): number => model.cells.filter((cell) => cell.equation === undefined).length

/** Whether the sum of some numbers is finite. Four sums, so that none waits for another. */
export const sumIsFinite = (rows: Float64Array, from: number, end: number): boolean => {
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

/** One member at a time, on the JavaScript kernel; `years` is how many years there is room for. */
export const javaScript = (kernel: Kernel, years: number): Lanes => {
  const { model, start, step, watchStart, watch, watched } = kernel
  const { slots } = model
  const base = model.years.from
  const computed = inputsOf(model)
  const rows = new Float64Array(years * slots)
  const out = new Float64Array(years * watched)
  const outs = Array.from({ length: years }, (_, y) => out.subarray(y * watched, (y + 1) * watched))
  const project = (count: number): void => {
    for (let y = 0; y < count; y++) {
      const now = y * slots
      const last = y === 0 ? now : now - slots
      const compute = y === 0 ? start : step
      compute(rows, now, last, 0, base + y)
      for (let i = now + computed; i < now + slots; i++) rows[i] = rows[i]! + 0
      const look = y === 0 ? watchStart : watch
      look(rows, now, last, 0, base + y, outs[y]!)
    }
  }
  const [strict, lenient] = [Laws.make(kernel, true, 1), Laws.make(kernel, false, 1)]
  const sound = (year: number, stopsForShortage: boolean): number => {
    const hold = stopsForShortage ? strict : lenient
    return sumIsFinite(rows, year * slots + computed, (year + 1) * slots) && hold(out, year, 0) ? 1 : 0
  }
  return { lanes: 1, years, rows, out, project, sound }
}
