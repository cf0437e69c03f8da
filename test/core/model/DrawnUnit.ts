/**
 * Units of generated models, as exponents of three base units.
 *
 * Products and quotients of units are sums and differences here, so that an expression can be grown towards a unit.
 * This is an arithmetic of its own: what core says of units is checked against it, not taken from it.
 */

/** Exponents of yuan, person and year. */
export type Unit = readonly [number, number, number]

/** Of a number without a unit. */
export const pure: Unit = [0, 0, 0]

/** Of time. */
export const year: Unit = [0, 0, 1]

/** Of a product. */
export const times = (a: Unit, b: Unit): Unit => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]

/** Of a quotient. */
export const per = (a: Unit, b: Unit): Unit => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]

/** Whether what has these units may be added and compared. */
export const sameUnit = (a: Unit, b: Unit): boolean => a.join() === b.join()

/** The base units, in the order of the exponents. */
export const unitNames = ["yuan", "person", "year"] as const

/** A unit as a file writes it. */
export const unitText = (unit: Unit): string => {
  const above = unitNames.flatMap((name, i) => Array.from({ length: Math.max(0, unit[i]!) }, () => name))
  const below = unitNames.flatMap((name, i) => Array.from({ length: Math.max(0, -unit[i]!) }, () => `/${name}`))
  return (above.length === 0 ? "share" : above.join("*")) + below.join("")
}

/** Units that drawn variables have. */
export const realUnits: ReadonlyArray<Unit> = [
  pure,
  [1, 0, 0],
  [0, 1, 0],
  [1, -1, 0],
  [1, 0, -1],
  [1, -1, -1],
  [0, 1, -1],
  year
]

/** The unit of an anchor: one yuan, one person or one year. */
export const unitOf = (i: number): Unit => [i === 0 ? 1 : 0, i === 1 ? 1 : 0, i === 2 ? 1 : 0]
