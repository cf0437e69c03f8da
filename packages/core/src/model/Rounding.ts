/**
 * Which numbers are the same but for rounding.
 *
 * The last digits of a sum, a quotient or a rest depend on the way in which it was computed: a share of what two runs
 * changed alike may end in other digits in each. Such a difference is no outcome of a policy.
 */
import * as Arithmetic from "./Arithmetic.ts"

/** Numbers are the same that are this close, relative to the size of what they are computed from. */
export const relative = 1e-12

/** The larger size of two numbers, signs aside; what is not finite has none. */
export const larger = (size: number, value: number): number =>
  Number.isFinite(value) ? Arithmetic.max(size, Arithmetic.abs(value)) : size

/**
 * Whether two numbers differ in nothing but rounding. `scale` is the size of what they belong to, such as the largest
 * value of their indicator: rounding is as large as the numbers in which it arises, and may be all that is left of them.
 */
export const same = (a: number, b: number, scale = 0): boolean =>
  Object.is(a, b) ||
  (Number.isFinite(a) && Number.isFinite(b) && Arithmetic.abs(a - b) <= relative * larger(larger(scale, a), b))
