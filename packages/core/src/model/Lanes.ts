/**
 * Several members side by side: all years of a projection at one call, on one array of numbers.
 *
 * What is common to every way of computing a model at speed. A number of the member in lane `lane` stands at
 * `index * lanes + lane`, so that one instruction may work on the same number of all lanes. Ways may differ in how fast
 * they are, never in a bit of what they give.
 */
import type { Kernel } from "./Kernel.ts"

/** Projects several members side by side. */
export interface Lanes {
  /** How many members: 1 in JavaScript, 2 with SIMD. */
  readonly lanes: number
  /** How many years a projection has at most. */
  readonly years: number
  /** years x slots x lanes. The caller writes the inputs of every year first; inputs are the first slots. */
  readonly rows: Float64Array
  /** years x `kernel.watched` x lanes: what is watched of every year. */
  readonly out: Float64Array
  /**
   * Computes `count` years from the model's first. After each year every computed slot has had 0 added, so that -0 is
   * 0. Numbers that are not finite simply stay: the caller looks.
   */
  readonly project: (count: number) => void
}

/** One lane, by the kernel itself. */
export const javaScript = ({ model, start, step, watch, watchStart, watched }: Kernel, years: number): Lanes => {
  const { slots } = model
  const { from } = model.years
  const computed = model.cells.find(({ equation }) => equation !== undefined)?.slot ?? slots
  const rows = new Float64Array(years * slots)
  const out = new Float64Array(years * watched)
  const outs = Array.from({ length: years }, (_, y) => out.subarray(y * watched, (y + 1) * watched))
  return {
    lanes: 1,
    years,
    rows,
    out,
    project: (count) => {
      for (let y = 0; y < count; y++) {
        const now = y * slots
        const last = y === 0 ? now : now - slots
        if (y === 0) start(rows, now, last, 0, from)
        else step(rows, now, last, 0, from + y)
        for (let i = now + computed; i < now + slots; i++) rows[i] = rows[i]! + 0
        if (y === 0) watchStart(rows, now, last, 0, from, outs[y]!)
        else watch(rows, now, last, 0, from + y, outs[y]!)
      }
    }
  }
}
