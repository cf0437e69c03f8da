/**
 * Where two runs part: the first number that differs, among all that a variable depends on, and how it gets there.
 *
 * V1  every number that stands before the one found, in the order of computing, is the same in both runs: earlier years
 *     come first, and within a year inputs come before equations, in the order in which the first run computes them;
 * V2  each step of the chain reads the one before it, in one of the two models;
 * V3  nothing is found only if no number that the variable depends on differs, in any year that both runs have.
 *
 * Numbers are matched by address, so runs of different models are held against each other as far as addresses go. A
 * number that one run does not have differs. What is defined differently is told beside it (`definitions`).
 */
import type { Cell, Variable } from "../model/Model.ts"
import { cellDefinition } from "./Definition.ts"
import * as Explanation from "./Explanation.ts"
import * as Given from "./Given.ts"
import type { History, Instant } from "./History.ts"
import * as Trajectory from "../run/Trajectory.ts"

/** Why two runs part at a number whose own inputs agree. */
export type Cause =
  /** It was set differently, by the scenario or an analyst. */
  | "setting"
  /** It was set alike, and other shocks hit it in the year. */
  | "shock"
  /** The models give it another value, equation, unit or kind. */
  | "definition"
  /** Only one of the models has it. */
  | "missing"
  /** Nothing above it differs: another version of the engine computed it. */
  | "engine"

/** One number in both runs. */
export interface Pair {
  readonly name: string
  readonly year: number
  /** Where it stands in each run; nothing where a run does not have it. */
  readonly at: readonly [Instant | undefined, Instant | undefined]
  readonly values: readonly [number | undefined, number | undefined]
}

/** A step of the chain, and the first year in which its number differs; nothing where it never does. */
export interface Step extends Pair {
  readonly first: number | undefined
}

/** An input that differs, in the first year in which it does and in which the variable depends on it. */
export interface Root extends Pair {
  readonly kind: "lever" | "assumption" | "constant"
}

/** The place where two runs part. */
export interface Divergence {
  readonly at: Pair
  readonly cause: Cause
  /**
   * From there to the variable in the first year that it reaches: fewest steps, through numbers that differ where there
   * is such a way.
   */
  readonly chain: ReadonlyArray<Step>
  /** Whether every step of it differs, so that the difference reaches the variable by it. */
  readonly arrives: boolean
  /** Every input that the variable depends on and that differs, in the order of computing. */
  readonly inputs: ReadonlyArray<Root>
}

/** What came of looking. */
export interface Found {
  /** The years that both runs have. */
  readonly years: ReadonlyArray<number>
  /** How many numbers the variable depends on in these years, itself included. */
  readonly compared: number
  readonly divergence: Divergence | undefined
  /** Addresses of numbers that the variable depends on and that the models define differently, or that one lacks. */
  readonly definitions: ReadonlyArray<string>
}

interface Side {
  readonly history: History
  readonly cells: ReadonlyMap<string, { readonly cell: Cell; readonly variable: Variable }>
  /** The place of each slot in the order of computing of a year. */
  readonly order: (year: number) => ReadonlyMap<number, number>
}

const sideOf = (history: History): Side => {
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
    order: (year) => (year === history.from ? first : later)
  }
}

const keyOf = (name: string, year: number): string => `${name} ${year}`

/** The years that both runs have. */
const commonYears = (a: History, b: History): ReadonlyArray<number> =>
  Trajectory.years({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) })

const pairOf = (sides: readonly [Side, Side], name: string, year: number): Pair => {
  const at = sides.map(({ cells }) => {
    const slot = cells.get(name)?.cell.slot
    return slot === undefined ? undefined : { slot, year }
  }) as [Instant | undefined, Instant | undefined]
  const values = at.map((instant, i) => (instant === undefined ? undefined : sides[i]!.history.valueOf(instant)))
  return { name, year, at, values: values as [number | undefined, number | undefined] }
}

const differs = ({ values: [a, b] }: Pair): boolean => !Object.is(a, b)

/** The pairs that some addresses depend on, in the order of computing, and who reads whom. */
const pairs = (sides: readonly [Side, Side], names: ReadonlyArray<string>, years: ReadonlyArray<number>) => {
  const found = new Map<string, Pair>()
  const reads = new Map<string, Set<string>>()
  const common = new Set(years)
  for (const { cells, history } of sides) {
    const nameOf = (slot: number): string => history.model.cells[slot]!.name
    const roots = names.flatMap((name) => {
      const own = cells.get(name)
      return own === undefined ? [] : years.map((year) => ({ slot: own.cell.slot, year }))
    })
    for (const instant of Explanation.ancestors(history, roots)) {
      if (!common.has(instant.year)) continue
      const name = nameOf(instant.slot)
      const own = keyOf(name, instant.year)
      if (!found.has(own)) found.set(own, pairOf(sides, name, instant.year))
      const known = reads.get(own) ?? new Set()
      for (const read of history.readsOf(instant))
        if (common.has(read.year)) known.add(keyOf(nameOf(read.slot), read.year))
      reads.set(own, known)
    }
  }
  // What only the second run has comes after all that the first one has.
  const rank = ({ at: [a, b], year }: Pair): number =>
    a !== undefined ? sides[0].order(year).get(a.slot)! : sides[0].cells.size + sides[1].order(year).get(b!.slot)!
  const ordered = [...found.values()].toSorted((p, q) => p.year - q.year || rank(p) - rank(q))
  return { ordered, byKey: found, reads }
}

type Graph = ReturnType<typeof pairs>

/**
 * The way of fewest steps from a pair to any of some addresses, through the pairs that `passes` lets through: to the
 * first year of them that it reaches, where a reader sees the difference first.
 */
const way = (
  { byKey, ordered, reads }: Graph,
  from: Pair,
  names: ReadonlySet<string>,
  passes: (pair: Pair) => boolean
): ReadonlyArray<Pair> | undefined => {
  const start = keyOf(from.name, from.year)
  const ends = Map.groupBy(
    ordered.filter((pair) => names.has(pair.name) && passes(pair)),
    ({ year }) => year
  )
  for (const sameYear of ends.values()) {
    // Backwards from the addresses.
    const next = new Map<string, string | undefined>(sameYear.map(({ name, year }) => [keyOf(name, year), undefined]))
    for (const [reader] of next) {
      if (reader === start) break
      for (const read of reads.get(reader) ?? [])
        if (!next.has(read) && passes(byKey.get(read)!)) next.set(read, reader)
    }
    if (!next.has(start)) continue
    const steps: Array<Pair> = []
    for (let at: string | undefined = start; at !== undefined; at = next.get(at)) steps.push(byKey.get(at)!)
    return steps
  }
  return undefined
}

const definitionOf = ({ cells }: Side, name: string): string | undefined => {
  const found = cells.get(name)
  return found === undefined ? undefined : cellDefinition(found.variable, found.cell)
}

const causeOf = ([one, other]: readonly [Side, Side], { at: [a, b], name }: Pair): Cause => {
  if (a === undefined || b === undefined) return "missing"
  const [given, otherGiven] = [one.history.givenOf(a), other.history.givenOf(b)]
  if (given !== undefined && otherGiven !== undefined) {
    if (given.set?.value !== otherGiven.set?.value) return "setting"
    if (!Given.sameShocks(given, otherGiven)) return "shock"
  }
  return definitionOf(one, name) === definitionOf(other, name) ? "engine" : "definition"
}

/** Looks for the place where two runs part, among all that the numbers at some addresses depend on. */
export const of = (a: History, b: History, names: ReadonlyArray<string>): Found => {
  const sides = [sideOf(a), sideOf(b)] as const
  const years = commonYears(a, b)
  const graph = pairs(sides, names, years)
  const sameModel = a.model.fingerprint === b.model.fingerprint
  const definitions = sameModel
    ? []
    : [...new Set(graph.ordered.map(({ name }) => name))].filter(
        (name) => definitionOf(sides[0], name) !== definitionOf(sides[1], name)
      )
  const parted = graph.ordered.filter(differs)
  const at = parted[0]
  if (at === undefined) return { years, compared: graph.ordered.length, divergence: undefined, definitions }
  // A number may differ in a year in which nothing depends on it: that counts here.
  const firstOf = (name: string): number | undefined => years.find((year) => differs(pairOf(sides, name, year)))
  const first = new Map(parted.toReversed().map(({ name, year }) => [name, year]))
  const wanted = new Set(names)
  const through = way(graph, at, wanted, differs)
  const chain = through ?? way(graph, at, wanted, () => true) ?? [at]
  const inputs = parted.flatMap((pair): ReadonlyArray<Root> => {
    const kind = sides.map(({ cells }) => cells.get(pair.name)?.variable.kind).find((one) => one !== undefined)!
    return kind !== "equation" && first.get(pair.name) === pair.year ? [{ ...pair, kind }] : []
  })
  return {
    years,
    compared: graph.ordered.length,
    divergence: {
      at,
      cause: causeOf(sides, at),
      chain: chain.map((pair) => ({ ...pair, first: firstOf(pair.name) })),
      arrives: through !== undefined,
      inputs
    },
    definitions
  }
}
