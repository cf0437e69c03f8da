/**
 * The functions of the equation language on numbers, the same to the bit everywhere.
 *
 * `+ - * /` and the square root are exact by IEEE 754. `exp`, `ln`, `pow` and the normal distribution come from a
 * pure-JavaScript library, because the last digits of the engine's own differ between engines. `min` and `max` are
 * written as comparisons, so that a twin in another language has nothing to interpret. No function takes a NaN and
 * gives a number, so that what went wrong inside an equation is seen outside it.
 */
import stdlibExp from "@stdlib/math-base-special-exp"
import stdlibLn from "@stdlib/math-base-special-ln"
import stdlibPow from "@stdlib/math-base-special-pow"
import stdlibNormalCdf from "@stdlib/stats-base-dists-normal-cdf"

/** The smaller of two numbers; the first when they are equal; NaN when either is. */
export const min = (a: number, b: number): number => (b < a || Number.isNaN(b) ? b : a)

/** The larger of two numbers; the first when they are equal; NaN when either is. */
export const max = (a: number, b: number): number => (b > a || Number.isNaN(b) ? b : a)

/** The size of a number. */
export const abs = (a: number): number => (a < 0 ? -a : a)

/** The nearest number to `a` that is at least `low` and at most `high`; `high` wins where the bounds cross. */
export const clamp = (a: number, low: number, high: number): number => min(max(a, low), high)

/** The square root; NaN below zero. */
export const sqrt = (a: number): number => Math.sqrt(a)

/** e to the power of `a`. */
export const exp = (a: number): number => stdlibExp(a)

/** The natural logarithm; NaN below zero. */
export const ln = (a: number): number => stdlibLn(a)

/** `a` to the power of `b`. */
export const pow = (a: number, b: number): number => stdlibPow(a, b)

/** `a` to a whole power: `a * a * …` from the left; a negative power is 1 over the positive one. */
export const wholePower = (a: number, exponent: number): number => {
  let result = 1
  for (let i = exponent < 0 ? -exponent : exponent; i > 0; i--) result = result * a
  return exponent < 0 ? 1 / result : result
}

/** The share of a normal distribution at or below `x`. `sd` must be above zero. */
export const normalCdf = (x: number, mean: number, sd: number): number => stdlibNormalCdf(x, mean, sd)

/** Linear between the points x0, y0, x1, y1, … with rising x; the first and the last y are held outside them; NaN at NaN. */
export const lookup = (x: number, points: ReadonlyArray<number>): number => {
  if (x <= points[0]!) return points[1]!
  for (let i = 2; i < points.length; i += 2)
    if (x <= points[i]!) {
      const [x0, y0, x1, y1] = [points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!]
      return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0)
    }
  return Number.isNaN(x) ? x : points.at(-1)!
}
