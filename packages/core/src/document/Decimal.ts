/**
 * Decimal texts whose point is moved: `33.3` by two places is 0.333.
 *
 * The point is moved in the text, so that the number is rounded once, when it is read. A quotient by a power of ten would
 * be rounded twice and have digits that nobody typed: 33.3 / 100 is 0.33299999999999996.
 */

const form = /^(.*?)(?:[eE]([+-]?\d+))?$/

/** The number that a decimal text times a power of ten is; NaN for a text that is none. */
export const shifted = (text: string, power: number): number => {
  const [, digits, exponent = "0"] = form.exec(text) ?? []
  // An exponent may have more digits than a number keeps.
  return Number(`${digits}e${BigInt(exponent) + BigInt(power)}`)
}
