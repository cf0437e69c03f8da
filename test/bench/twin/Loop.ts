/**
 * The yearly loop of a run, on a kernel alone: no scenario, no events, nothing allocated.
 *
 * `driver.c` is the same loop in C. Every year writes all of its inputs, computes its row, and watches it.
 */
import type * as Kernel from "@gongfu/core/model/Kernel"

/** The numbers that a loop starts from: the values of all inputs, case by case and year by year. */
export interface Inputs {
  readonly years: number
  readonly base: number
  /** How many inputs a year has; they are the first slots of its row, in this order. */
  readonly count: number
  readonly cases: number
  readonly values: Float64Array
}

/** What a loop gives: seconds of processor time that it took in all, and every row followed by what was watched of it. */
export interface Outcome {
  readonly seconds: number
  readonly results: Float64Array
}

/** Carries out every case `repeats` times. */
export const run = (kernel: Kernel.Kernel, inputs: Inputs, repeats: number): Outcome => {
  const { start, step, watchStart, watch, watched } = kernel
  const { years, base, count, cases, values } = inputs
  const slots = kernel.model.slots
  const v = new Float64Array(years * slots)
  const outs = Array.from({ length: years }, () => new Float64Array(watched))
  const row = slots + watched
  const results = new Float64Array(cases * years * row)
  let seconds = 0
  for (let c = 0; c < cases; c++) {
    const ofYear = Array.from({ length: years }, (_, y) =>
      values.subarray((c * years + y) * count, (c * years + y + 1) * count)
    )
    const begun = process.cpuUsage()
    for (let repeat = 0; repeat < repeats; repeat++)
      for (let y = 0; y < years; y++) {
        const now = y * slots
        v.set(ofYear[y]!, now)
        if (y === 0) {
          start(v, now, now, 0, base)
          watchStart(v, now, now, 0, base, outs[y]!)
        } else {
          step(v, now, now - slots, 0, base + y)
          watch(v, now, now - slots, 0, base + y, outs[y]!)
        }
      }
    const { user, system } = process.cpuUsage(begun)
    seconds += (user + system) / 1e6
    for (let y = 0; y < years; y++) {
      results.set(v.subarray(y * slots, (y + 1) * slots), (c * years + y) * row)
      results.set(outs[y]!, (c * years + y) * row + slots)
    }
  }
  return { seconds, results }
}

/** Where two outcomes first differ, as an index into `results`; -1 where they agree to the bit. NaN has no bits. */
export const difference = (a: Outcome, b: Outcome): number => {
  if (a.results.length !== b.results.length) return Math.min(a.results.length, b.results.length)
  return a.results.findIndex((value, i) => !Object.is(value, b.results[i]))
}
