/**
 * The laws of a model, prepared to be asked of many members: what `Law.broken` says of each, in arrays.
 */
import type { Kernel } from "./Kernel.ts"
import * as Law from "./Law.ts"
import type { Invariant } from "./Model.ts"

/** The laws of a model, for members side by side. */
export interface Laws {
  /**
   * The first year of so many, at least one, in which a law does not hold for a lane, from what is watched of it: by
   * index, and -1 where all hold.
   */
  readonly brokenIn: (out: Float64Array, years: number, lane: number) => number
}

/** Laws in arrays: where their left sides stand in what is watched of a year, and between which bounds. */
interface Prepared {
  readonly equal: Int32Array
  readonly between: Int32Array
  readonly low: Float64Array
  readonly high: Float64Array
}

const prepared = (laws: ReadonlyArray<{ readonly invariant: Invariant; readonly at: number }>): Prepared => {
  const between = laws.flatMap(({ at, invariant: { bound } }) => ("equal" in bound ? [] : [{ at, ...bound }]))
  return {
    equal: Int32Array.from(laws.filter(({ invariant: { bound } }) => "equal" in bound).map(({ at }) => at)),
    between: Int32Array.from(between, ({ at }) => at),
    low: Float64Array.from(between, ({ low }) => low),
    high: Float64Array.from(between, ({ high }) => high)
  }
}

/** Whether laws hold in every year from one that begins at `from` to one that begins at `to`, years `step` apart. */
const hold = (
  { between, equal, high, low }: Prepared,
  out: Float64Array,
  from: number,
  to: number,
  step: number,
  right: number
): boolean => {
  // Law after law, so that what is known of one is at hand in all years.
  for (let i = 0; i < equal.length; i++)
    for (let left = from + equal[i]!; left <= to + equal[i]!; left += step)
      if (Law.differ(out[left]!, out[left + right]!)) return false
  for (let i = 0; i < between.length; i++) {
    const least = low[i]!
    const most = high[i]!
    for (let left = from + between[i]!; left <= to + between[i]!; left += step)
      if (Law.passes(out[left]!, least, most)) return false
  }
  return true
}

/** The laws of a model, with those about shortage or without, for `width` lanes. */
export const make = ({ model, watched }: Kernel, stopsForShortage: boolean, width: number): Laws => {
  const binding = model.invariants
    .map((invariant, index) => ({ invariant, at: 2 * index * width }))
    .filter(({ invariant }) => Law.binds(invariant, stopsForShortage))
  const first = prepared(binding.filter(({ invariant }) => Law.bindsFirstYear(invariant)))
  const later = prepared(binding)
  const step = watched * width
  return {
    brokenIn: (out, years, lane) => {
      if (!hold(first, out, lane, lane, step, width)) return 0
      if (hold(later, out, lane + step, lane + (years - 1) * step, step, width)) return -1
      for (let year = 1; ; year++)
        if (!hold(later, out, lane + year * step, lane + year * step, step, width)) return year
    }
  }
}
