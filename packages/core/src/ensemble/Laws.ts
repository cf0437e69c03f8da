/**
 * The laws of a model, prepared to be asked of many members: what `Projection.broken` says of each, in arrays.
 */
import type { Kernel } from "../model/Kernel.ts"
import type { Invariant } from "../model/Model.ts"
import type { Shortage } from "../run/Event.ts"
import * as Projection from "../run/Projection.ts"

/** Whether all laws that bind a year, by index, hold for a lane, from what is watched of it. */
export type Hold = (out: Float64Array, year: number, lane: number) => boolean

interface Law {
  readonly invariant: Invariant
  /** Where its two sides stand in what is watched. */
  readonly at: number
}

/** Laws of either kind, in arrays: where sides stand, and between which bounds. */
interface Prepared {
  readonly equal: Int32Array
  readonly between: Int32Array
  readonly low: Float64Array
  readonly high: Float64Array
}

const prepared = (laws: ReadonlyArray<Law>): Prepared => {
  const between = laws.flatMap(({ at, invariant: { bound } }) => ("equal" in bound ? [] : [{ at, ...bound }]))
  return {
    equal: Int32Array.from(laws.filter(({ invariant: { bound } }) => "equal" in bound).map(({ at }) => at)),
    between: Int32Array.from(between, ({ at }) => at),
    low: Float64Array.from(between, ({ low }) => low),
    high: Float64Array.from(between, ({ high }) => high)
  }
}

/** The laws of a model under a choice about shortage, for rows of `width` lanes. */
export const make = ({ model, watched }: Kernel, shortage: Shortage, width: number): Hold => {
  const binding = model.invariants
    .map((invariant, index): Law => ({ invariant, at: 2 * index }))
    .filter(({ invariant }) => !(invariant.shortage && shortage === "scale"))
  const first = prepared(binding.filter(({ invariant }) => Projection.bindsFirstYear(invariant)))
  const later = prepared(binding)
  return (out, year, lane) => {
    const { between, equal, high, low } = year === 0 ? first : later
    const row = year * watched
    for (let i = 0; i < equal.length; i++) {
      const left = (row + equal[i]!) * width + lane
      if (Projection.differ(out[left]!, out[left + width]!)) return false
    }
    for (let i = 0; i < between.length; i++)
      if (Projection.passes(out[(row + between[i]!) * width + lane]!, low[i]!, high[i]!)) return false
    return true
  }
}
