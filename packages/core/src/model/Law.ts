/**
 * The laws of a model: which of them bind, and when one does not hold between the numbers of its sides.
 */
import { treeOf } from "./Equation.ts"
import { looksBack } from "./Expression.ts"
import type { Invariant } from "./Model.ts"

/** Whether a law binds; those about shortage do only where a run has to stop for one. */
export const binds = ({ shortage }: Invariant, stopsForShortage: boolean): boolean => stopsForShortage || !shortage

/** Whether a law says something of the first year: it does not where it looks at the year before. */
export const bindsFirstYear = ({ bound, left }: Invariant): boolean =>
  !looksBack(treeOf(left)) && !("equal" in bound && looksBack(treeOf(bound.equal)))

/** How far two sides may differ, or a bound be passed, relative to their size: rounding, not money. */
export const tolerance = 1e-9

/** Whether two sides differ by more than the tolerance, or one is not finite. */
export const differ = (left: number, right: number): boolean => {
  const gap = Math.abs(left - right)
  // The tolerance is at least this much, and most sides are as near.
  if (gap <= tolerance) return false
  // Beside an infinite side the tolerance would be infinite too.
  if (!Number.isFinite(left) || !Number.isFinite(right)) return true
  return !(gap <= tolerance * Math.max(1, Math.abs(left), Math.abs(right)))
}

/** Whether a number passes one of two finite bounds by more than the tolerance, or is not finite. */
export const passes = (value: number, low: number, high: number): boolean => {
  if (value >= low && value <= high) return false
  if (!Number.isFinite(value)) return true
  const slack = tolerance * Math.max(1, Math.abs(value))
  return !(value >= low - slack && value <= high + slack)
}

/** Whether a law does not hold between two sides; one between bounds has no right side. */
export const broken = ({ bound }: Invariant, left: number, right: number): boolean =>
  "equal" in bound ? differ(left, right) : passes(left, bound.low, bound.high)

/** The address of a law, and the law as text. */
export const told = (invariant: Invariant): { readonly name: string; readonly text: string } => ({
  name: [invariant.name, ...invariant.members.map((member) => `[${member}]`)].join(""),
  text:
    "equal" in invariant.bound
      ? `${invariant.left.text} == ${invariant.bound.equal.text}`
      : `${invariant.bound.low} <= ${invariant.left.text} <= ${invariant.bound.high}`
})
