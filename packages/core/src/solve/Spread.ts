/**
 * Points that are spread evenly over many dimensions, the same on every machine: the additive recurrence on the
 * powers of the generalised golden ratio, the root above 1 of x^(d+1) = x + 1.
 *
 * M. Roberts, "The unreasonable effectiveness of quasirandom sequences" (2018).
 */

const power = (base: number, exponent: number): number => {
  let product = 1
  for (let i = 0; i < exponent; i++) product *= base
  return product
}

/** The root above 1 of x^(d+1) = x + 1, by Newton's method from above. */
const ratio = (dimensions: number): number => {
  let x = 2
  for (let i = 0; i < 100; i++) {
    const next = x - (power(x, dimensions + 1) - x - 1) / ((dimensions + 1) * power(x, dimensions) - 1)
    if (!(next < x)) break
    x = next
  }
  return x
}

/** The point of a number, counted from 0: one coordinate in [0, 1) for each dimension. */
export const point = (dimensions: number, index: number): Float64Array => {
  const root = ratio(dimensions)
  return Float64Array.from({ length: dimensions }, (_, i) => {
    const value = 0.5 + (index + 1) / power(root, i + 1)
    return value - Math.floor(value)
  })
}
