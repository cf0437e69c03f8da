/**
 * Two runs held against each other, number by number.
 *
 * Numbers are matched by address and year, so runs of different models are compared as far as addresses go.
 */
import type { Cell, Variable } from "../model/Model.ts"
import * as Rounding from "../model/Rounding.ts"
import * as Trajectory from "../run/Trajectory.ts"
import * as Definition from "./Definition.ts"
import type { History, Instant } from "./History.ts"

/** One number in both runs. */
export interface Pair {
  readonly name: string
  readonly year: number
  /** Where it stands in each run; nothing where a run does not have it. */
  readonly at: readonly [Instant | undefined, Instant | undefined]
  readonly values: readonly [number | undefined, number | undefined]
  /**
   * Whether they differ: computed numbers in more than rounding, inputs in the last digit. A number that one run lacks
   * differs.
   */
  readonly differs: boolean
}

/** One of the two runs, by address. */
export interface Side {
  readonly history: History
  readonly cells: ReadonlyMap<string, { readonly cell: Cell; readonly variable: Variable }>
  /** The place of each slot in the order of computing of a year. */
  readonly order: (year: number) => ReadonlyMap<number, number>
  /** The size in which a cell's numbers are rounded, the largest in any year; nothing where every digit counts. */
  readonly sizeOf: (slot: number) => number | undefined
  /** How the model defines what stands at an address; nothing where it has none. */
  readonly definitionOf: (name: string) => string | undefined
}

export type Sides = readonly [Side, Side]

const sizes = (history: History): Side["sizeOf"] => {
  const years = Trajectory.years(history)
  const known = new Map<number, number>()
  return (slot) => {
    // An input is not computed, so nothing rounds it.
    if (history.variableOf(slot).kind !== "equation") return undefined
    const found =
      known.get(slot) ?? years.reduce((size, year) => Rounding.larger(size, history.valueOf({ slot, year })), 0)
    known.set(slot, found)
    return found
  }
}

const sideOf = (history: History, isExact: boolean): Side => {
  const { model } = history
  const cells = model.variables.flatMap((variable) => variable.cells.map((cell) => ({ cell, variable })))
  const ranks = (phase: "first" | "later"): ReadonlyMap<number, number> => {
    const computed = model.program[phase].map(({ cell }) => cell.slot)
    const known = new Set(computed)
    const given = cells.map(({ cell }) => cell.slot).filter((slot) => !known.has(slot))
    return new Map([...given, ...computed].map((slot, i) => [slot, i]))
  }
  const [first, later] = [ranks("first"), ranks("later")]
  return {
    history,
    cells: new Map(cells.map((one) => [one.cell.name, one])),
    sizeOf: isExact ? () => undefined : sizes(history),
    order: (year) => (year === history.from ? first : later),
    definitionOf: Definition.of(model)
  }
}

/** Two runs, ready to be compared, where numbers differ that do so in more than rounding. */
export const of = (a: History, b: History): Sides => [sideOf(a, false), sideOf(b, false)]

/** Two runs, ready to be compared to the last digit. */
export const exactly = (a: History, b: History): Sides => [sideOf(a, true), sideOf(b, true)]

/** Whether both compute every number by the same equation, from the numbers at the same addresses and years. */
export const computeAlike = ([{ history: a }, { history: b }]: Sides): boolean =>
  a.model.fingerprint === b.model.fingerprint && a.from === b.from

/** The years that both runs have. */
export const years = ([{ history: a }, { history: b }]: Sides): ReadonlyArray<number> =>
  Trajectory.years({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) })

/** The key of a pair, to tell pairs apart. */
export const key = (name: string, year: number): string => `${name} ${year}`

const differ = ([one, other]: Sides, [first, second]: Pair["at"], [a, b]: Pair["values"]): boolean => {
  const [size, otherSize] = [first && one.sizeOf(first.slot), second && other.sizeOf(second.slot)]
  if (a === undefined || b === undefined || size === undefined || otherSize === undefined) return !Object.is(a, b)
  return !Rounding.same(a, b, Rounding.larger(size, otherSize))
}

/** The number at an address in a year that both runs have. */
export const pairOf = (sides: Sides, name: string, year: number): Pair => {
  const at = sides.map(({ cells }) => {
    const slot = cells.get(name)?.cell.slot
    return slot === undefined ? undefined : { slot, year }
  }) as [Instant | undefined, Instant | undefined]
  const values = at.map((instant, i) => (instant === undefined ? undefined : sides[i]!.history.valueOf(instant))) as [
    number | undefined,
    number | undefined
  ]
  return { name, year, at, values, differs: differ(sides, at, values) }
}
