/**
 * Two numbers beside each other that read as two wherever they are two, however near.
 *
 * Most are kept apart by decimals, see `Figure.decimalsApart`. For the others as many digits are told as it takes, up
 * to the 17 by which any two doubles differ.
 */
import type { Unit } from "../model/ModelDocument.ts"
import * as Figure from "./Figure.ts"

/** By so many digits that count any two doubles differ. */
const mostDigits = 17

// A smaller number is mostly zeros when it is written out.
const smallestExponent = -7

/** A number to a count of digits that count. For a percentage the point is moved, as a product would be rounded. */
const told = (value: number, unit: Unit | undefined, digits: number): string => {
  const [shift, mark] = unit?.percent === true ? ([2, "%"] as const) : ([0, ""] as const)
  if (value === 0) return `0${mark}`
  const sign = value < 0 ? "-" : ""
  const [mantissa, power] = Math.abs(value)
    .toExponential(digits - 1)
    .split("e") as [string, string]
  const exponent = Number(power) + shift
  if (exponent < smallestExponent || exponent >= mostDigits) return `${sign}${mantissa}e${exponent}${mark}`
  const written = `${"0".repeat(Math.max(-exponent, 0))}${mantissa.replace(".", "")}`.padEnd(exponent + 1, "0")
  const whole = Math.max(exponent, 0) + 1
  const rest = written.slice(whole)
  return `${sign}${Figure.grouped(written.slice(0, whole))}${rest === "" ? "" : `.${rest}`}${mark}`
}

/** Two numbers in their unit, without its name: different texts for different numbers. */
export const of = (a: number, b: number, unit: Unit | undefined): readonly [string, string] => {
  const decimals = Figure.decimalsApart(unit, a, b)
  const plain = [Figure.of(a, unit, decimals), Figure.of(b, unit, decimals)] as const
  if (a === b || plain[0] !== plain[1] || ![a, b].every(Number.isFinite)) return plain
  for (let digits = 1; digits < mostDigits; digits++) {
    const pair = [told(a, unit, digits), told(b, unit, digits)] as const
    if (pair[0] !== pair[1]) return pair
  }
  return [told(a, unit, mostDigits), told(b, unit, mostDigits)]
}
