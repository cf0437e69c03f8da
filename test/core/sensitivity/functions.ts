/**
 * Functions of the unit cube whose Sobol' indices are known in closed form, on which methods of sensitivity analysis
 * are tried everywhere.
 */
import * as Saltelli from "@gongfu/core/sampling/Saltelli"

export interface Known {
  readonly inputs: number
  readonly at: (point: Float64Array) => number
  readonly first: ReadonlyArray<number>
  readonly total: ReadonlyArray<number>
}

/** T. Ishigami and T. Homma (1990), with a = 7 and b = 0.1, over [-pi, pi]^3. */
export const ishigami: Known = (() => {
  const [a, b] = [7, 0.1]
  const first = 0.5 * (1 + (b * Math.PI ** 4) / 5) ** 2
  const second = a ** 2 / 8
  const together = (8 * b ** 2 * Math.PI ** 8) / 225
  const all = first + second + together
  return {
    inputs: 3,
    at: (point) => {
      const [x, y, z] = [0, 1, 2].map((i) => Math.PI * (2 * point[i]! - 1)) as [number, number, number]
      return Math.sin(x) + a * Math.sin(y) ** 2 + b * z ** 4 * Math.sin(x)
    },
    first: [first / all, second / all, 0],
    total: [(first + together) / all, second / all, together / all]
  }
})()

/** The g-function of A. Saltelli and I. M. Sobol' (1995): a product of (|4 x - 2| + a) / (1 + a). */
export const g = (weights: ReadonlyArray<number>): Known => {
  const alone = weights.map((a) => 1 / (3 * (1 + a) ** 2))
  const product = alone.reduce((all, one) => all * (1 + one), 1)
  return {
    inputs: weights.length,
    at: (point) => weights.reduce((all, a, i) => (all * (Math.abs(4 * point[i]! - 2) + a)) / (1 + a), 1),
    first: alone.map((one) => one / (product - 1)),
    total: alone.map((one) => (one * product) / (1 + one) / (product - 1))
  }
}

/** The outputs of all members of a design. */
export const evaluated = (
  design: Saltelli.Design,
  point: Saltelli.Point,
  at: (point: Float64Array) => number
): Float64Array => {
  const fill = Saltelli.filler(design, point)
  const inputs = new Float64Array(design.inputs)
  return Float64Array.from({ length: Saltelli.size(design) }, (_, member) => {
    fill(member, inputs)
    return at(inputs)
  })
}
