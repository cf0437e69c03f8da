/**
 * Units and their algebra.
 *
 * A unit is a product of declared unit names with whole exponents: "yuan/person/year" is yuan¹ person⁻¹ year⁻¹.
 * Each name is atomic; 100m_yuan and yuan do not mix. Names that are pure numbers (share, multiple, index) have no
 * dimension at all.
 */
import { nearest } from "../document/Nearest.ts"

/** Exponents by unit name, none of them zero; a pure number has none. */
export type Unit = ReadonlyMap<string, number>

/** A pure number. */
export const one: Unit = new Map()

/** The unit of time that every model has. */
export const year: Unit = new Map([["year", 1]])

const combine = (a: Unit, b: Unit, sign: 1 | -1): Unit => {
  const result = new Map(a)
  for (const [name, exponent] of b) {
    const sum = (result.get(name) ?? 0) + sign * exponent
    if (sum === 0) result.delete(name)
    else result.set(name, sum)
  }
  return result
}

/** The unit of a product. */
export const times = (a: Unit, b: Unit): Unit => combine(a, b, 1)

/** The unit of a quotient. */
export const per = (a: Unit, b: Unit): Unit => combine(a, b, -1)

/** The unit of a whole power. */
export const power = (a: Unit, exponent: number): Unit =>
  exponent === 0 ? one : new Map([...a].map(([name, e]) => [name, e * exponent]))

/** The largest exponent that a unit is computed to: what is told of it stays readable. */
export const largestExponent = 99

/** Whether every exponent is at most {@link largestExponent} in size. */
export const isModerate = (unit: Unit): boolean => [...unit.values()].every((e) => Math.abs(e) <= largestExponent)

/** The unit of a square root, or nothing when an exponent is odd. */
export const root = (a: Unit): Unit | undefined =>
  [...a.values()].every((e) => e % 2 === 0) ? new Map([...a].map(([name, e]) => [name, e / 2])) : undefined

/** Whether two units are the same. */
export const equal = (a: Unit, b: Unit): boolean => a.size === b.size && [...a].every(([name, e]) => b.get(name) === e)

/** A unit as text, in the form in which units are written. */
export const show = (unit: Unit): string => {
  const names = [...unit].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const repeated = (name: string, e: number) => Array.from({ length: e }, () => name)
  const above = names.flatMap(([name, e]) => repeated(name, Math.max(e, 0)))
  const below = names.flatMap(([name, e]) => repeated(name, Math.max(-e, 0)))
  return [above.length === 0 ? "1" : above.join("*"), ...below].join("/")
}

/** The unit names in a unit's text, in order: what `parse` looks up. */
export const namesIn = (text: string): ReadonlyArray<string> => text.split(/[*/]/).map((name) => name.trim())

/** A unit name that is not declared. */
export interface Unknown {
  readonly unit: string
  readonly nearest: string | undefined
}

/**
 * Reads a unit such as `100m_yuan/year`. `declared` tells for each known name whether it is a pure number.
 * `1` stands for a pure number.
 */
export const parse = (text: string, declared: ReadonlyMap<string, boolean>): Unit | Unknown => {
  let result = one
  for (const [factor] of text.matchAll(/(?:^|[*/])[^*/]*/g)) {
    const name = factor.replace(/^[*/]/, "").trim()
    if (name === "1") continue
    const pure = name === "year" ? false : declared.get(name)
    if (pure === undefined) return { unit: name, nearest: nearest(name, declared.keys()) }
    if (!pure) result = combine(result, new Map([[name, 1]]), factor.startsWith("/") ? -1 : 1)
  }
  return result
}

/** Whether `parse` met a name that is not declared. */
export const isUnknown = (unit: Unit | Unknown): unit is Unknown => !(unit instanceof Map)
