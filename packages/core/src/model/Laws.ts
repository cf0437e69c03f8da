/**
 * The laws of a model, prepared to be asked of many members: what `Law.broken` says of each, in arrays.
 */
import type { Kernel } from "./Kernel.ts"
import * as Law from "./Law.ts"
import type { Invariant } from "./Model.ts"

/** Whether all laws that bind a year, by index, hold for a lane, from what is watched of it. */
export type Hold = (out: Float64Array, year: number, lane: number) => boolean

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

/** The laws of a model, with those about shortage or without, for `width` lanes. */
export const make = ({ model, watched }: Kernel, stopsForShortage: boolean, width: number): Hold => {
  const binding = model.invariants
    .map((invariant, index) => ({ invariant, at: 2 * index * width }))
    .filter(({ invariant }) => Law.binds(invariant, stopsForShortage))
  const first = prepared(binding.filter(({ invariant }) => Law.bindsFirstYear(invariant)))
  const later = prepared(binding)
  return (out, year, lane) => {
    const { between, equal, high, low } = year === 0 ? first : later
    const start = year * watched * width + lane
    for (let i = 0; i < equal.length; i++) {
      const left = start + equal[i]!
      if (Law.differ(out[left]!, out[left + width]!)) return false
    }
    for (let i = 0; i < between.length; i++) if (Law.passes(out[start + between[i]!]!, low[i]!, high[i]!)) return false
    return true
  }
}
