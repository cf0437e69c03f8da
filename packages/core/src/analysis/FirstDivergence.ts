/**
 * Where two runs part: the first number that differs, among all that a variable depends on, and how it gets there.
 *
 * V1  every number that stands before the one found, in the order of computing, is the same in both runs but for rounding (`Rounding`): earlier years
 *     come first, and within a year inputs come before equations, in the order in which the first run computes them;
 * V2  each step of the chain reads the one before it, in one of the two models;
 * V3  the way that carries most of the difference is told beside it, wherever that begins (`Way`);
 * V4  nothing is found only if no number that the variable depends on differs, in any year that both runs have; where
 *     all that do differ in rounding alone, V1 is about the last digit, and nothing is said of shares.
 *
 * Numbers are matched by address, so runs of different models are held against each other as far as addresses go. A
 * number that one run does not have differs. What is defined differently is told beside it (`definitions`).
 *
 * Asked of one year, all of this is about the variable in that year: what it depends on then, and the way to it then;
 * and nothing is found where it does not differ then, whatever it depends on does.
 */
import * as Explanation from "./Explanation.ts"
import * as Given from "./Given.ts"
import type { History } from "./History.ts"
import * as Paired from "./Paired.ts"
import { key, type Pair, pairOf, type Sides } from "./Paired.ts"
import * as Way from "./Way.ts"

/** Why two runs part at a number whose own inputs agree. */
export type Cause =
  /** It was set differently, by the scenario or an analyst. */
  | "setting"
  /** It was set alike, and other shocks hit it in the year. */
  | "shock"
  /** It was set differently, and other shocks hit it in the year. */
  | "setting_and_shock"
  /** The models give it another value, equation, unit or kind, fold it over other members, or begin in another year. */
  | "definition"
  /** Only one of the models has it. */
  | "missing"
  /** Nothing above it differs: another version of the engine computed it. */
  | "engine"

/** A step of the chain, and the first year in which its number differs; nothing where it never does. */
export interface Step extends Pair {
  readonly since: number | undefined
}

/** An input that differs, in the first year in which it does and in which the variable depends on it. */
export interface Root extends Pair {
  readonly kind: "lever" | "assumption" | "constant"
  /** The part of the difference at the end of the way that begins there, by all ways; nothing where there are no shares. */
  readonly share: number | undefined
}

/** The way that carries most of a difference. It may begin at another number than the first that differs. */
export interface Carried extends Omit<Way.Way, "steps"> {
  /** Each with its share of the difference of the next one. */
  readonly steps: ReadonlyArray<Step & { readonly share: number | undefined }>
  /** Why the runs part where it begins. */
  readonly cause: Cause
}

/** The place where two runs part. */
export interface Divergence {
  readonly at: Pair
  readonly cause: Cause
  /** Whether nothing that the variable depends on differs in more than rounding. */
  readonly inRounding: boolean
  /**
   * From there to the variable in the first year that it reaches: fewest steps, through numbers that differ where there
   * is such a way. It may carry next to nothing.
   */
  readonly chain: ReadonlyArray<Step>
  /** Whether every step of it differs, so that the difference reaches the variable by it. */
  readonly arrives: boolean
  /** What carries most of the difference to the variable in the first year in which it differs; nothing if in none. */
  readonly way: Carried | undefined
  /** Every input that the variable depends on and that differs, in the order of computing. */
  readonly inputs: ReadonlyArray<Root>
}

/** What came of looking. */
export interface Found {
  /** The years that both runs have. */
  readonly years: ReadonlyArray<number>
  /** How many numbers the variable depends on in these years, or in the one that was asked for, itself included. */
  readonly compared: number
  /** The first of these years in which the variable itself differs; nothing where it never does. */
  readonly since: number | undefined
  readonly divergence: Divergence | undefined
  /** Addresses of numbers that the variable depends on and that the models define differently, or that one lacks. */
  readonly definitions: ReadonlyArray<string>
}

/**
 * The pairs that some addresses depend on in some years, of the years that both runs have, in the order of computing,
 * and who reads whom.
 */
const pairs = (
  sides: Sides,
  names: ReadonlyArray<string>,
  years: ReadonlyArray<number>,
  common: ReadonlySet<number>
) => {
  const found = new Map<string, Pair>()
  // Where both compute alike they depend on the same, and one is walked for both.
  const walked = Paired.computeAlike(sides) ? [sides[0]] : sides
  for (const { cells, history } of walked) {
    const roots = names.flatMap((name) => {
      const own = cells.get(name)
      return own === undefined ? [] : years.map((year) => ({ slot: own.cell.slot, year }))
    })
    for (const { slot, year } of Explanation.ancestors(history, roots)) {
      if (!common.has(year)) continue
      const { name } = history.model.cells[slot]!
      const own = key(name, year)
      if (!found.has(own)) found.set(own, pairOf(sides, name, year))
    }
  }
  const readsOf = ({ at }: Pair): ReadonlyArray<Pair> =>
    walked.flatMap(({ history }, i) =>
      (at[i] === undefined ? [] : history.readsOf(at[i])).flatMap(
        ({ slot, year }) => found.get(key(history.model.cells[slot]!.name, year)) ?? []
      )
    )
  // What only the second run has comes after all that the first one has.
  const rank = ({ at: [a, b], year }: Pair): number =>
    a !== undefined ? sides[0].order(year).get(a.slot)! : sides[0].cells.size + sides[1].order(year).get(b!.slot)!
  const ordered = [...found.values()].toSorted((p, q) => p.year - q.year || rank(p) - rank(q))
  return { ordered, readsOf }
}

type Graph = ReturnType<typeof pairs>

/**
 * The way of fewest steps from a pair to any of some ends, through the pairs that `passes` lets through: to the first
 * year of them that it reaches, where a reader sees the difference first.
 */
const shortest = (
  { readsOf }: Graph,
  from: Pair,
  ends: ReadonlyArray<Pair>,
  passes: (pair: Pair) => boolean
): ReadonlyArray<Pair> | undefined => {
  for (const sameYear of Map.groupBy(ends.filter(passes), ({ year }) => year).values()) {
    // Backwards from the addresses.
    const next = new Map<Pair, Pair | undefined>(sameYear.map((pair) => [pair, undefined]))
    for (const [reader] of next) {
      if (reader === from) break
      for (const read of readsOf(reader)) if (!next.has(read) && passes(read)) next.set(read, reader)
    }
    if (!next.has(from)) continue
    const steps: Array<Pair> = []
    for (let at: Pair | undefined = from; at !== undefined; at = next.get(at)) steps.push(at)
    return steps
  }
  return undefined
}

/** Whether two inputs are set to different values, be it that one is set and the other is the model's own. */
const isSetOtherwise = (one: Given.Given, other: Given.Given): boolean =>
  (one.set !== undefined || other.set !== undefined) && (one.set?.value ?? one.own) !== (other.set?.value ?? other.own)

const causeOf = ([one, other]: Sides, { at: [a, b], name }: Pair): Cause => {
  if (a === undefined || b === undefined) return "missing"
  const [given, otherGiven] = [one.history.givenOf(a), other.history.givenOf(b)]
  // In another unit the same setting is another number.
  const isOneUnit = one.history.variableOf(a.slot).unit === other.history.variableOf(b.slot).unit
  if (given !== undefined && otherGiven !== undefined && isOneUnit) {
    const isHitOtherwise = !Given.sameShocks(given, otherGiven)
    if (isSetOtherwise(given, otherGiven)) return isHitOtherwise ? "setting_and_shock" : "setting"
    if (isHitOtherwise) return "shock"
  }
  return one.definitionOf(name) === other.definitionOf(name) ? "engine" : "definition"
}

/** Whether some of these numbers differ, and all of them in rounding alone. */
const inRoundingAlone = (all: ReadonlyArray<Pair>): boolean =>
  !all.some((pair) => pair.differs) && all.some(({ values: [a, b] }) => !Object.is(a, b))

/**
 * Looks for the place where two runs part, among all that the numbers at some addresses depend on: in every year that
 * both runs have, or in one of these.
 */
export const of = (a: History, b: History, names: ReadonlyArray<string>, year?: number): Found => {
  const sides = Paired.of(a, b)
  const years = Paired.years(sides)
  const graph = pairs(sides, names, year === undefined ? years : [year], new Set(years))
  if (year !== undefined || !inRoundingAlone(graph.ordered)) return found(sides, graph, names, year, false)
  const exactly = Paired.exactly(a, b)
  return found(exactly, pairs(exactly, names, years, new Set(years)), names, year, true)
}

const found = (
  sides: Sides,
  graph: Graph,
  names: ReadonlyArray<string>,
  year: number | undefined,
  inRounding: boolean
): Found => {
  const years = Paired.years(sides)
  const sameModel = sides[0].history.model.fingerprint === sides[1].history.model.fingerprint
  const definitions = sameModel
    ? []
    : [...new Set(graph.ordered.map(({ name }) => name))].filter(
        (name) => sides[0].definitionOf(name) !== sides[1].definitionOf(name)
      )
  // A number may differ in a year in which nothing depends on it: that counts here.
  const sinceOf = (name: string): number | undefined => years.find((one) => pairOf(sides, name, one).differs)
  const differing = names.flatMap((name) => sinceOf(name) ?? [])
  const looked = {
    years,
    compared: graph.ordered.length,
    since: differing.length === 0 ? undefined : Math.min(...differing),
    definitions
  }
  const wanted = new Set(names)
  const ends = graph.ordered.filter((pair) => wanted.has(pair.name) && (year === undefined || pair.year === year))
  const parted = graph.ordered.filter((pair) => pair.differs)
  const at = parted[0]
  if (at === undefined || (year !== undefined && !ends.some((pair) => pair.differs)))
    return { ...looked, divergence: undefined }
  const first = new Map(parted.toReversed().map((pair) => [pair.name, pair.year]))
  const through = shortest(graph, at, ends, (pair) => pair.differs)
  const chain = through ?? shortest(graph, at, ends, () => true) ?? [at]
  const way = inRounding ? undefined : Way.to(sides, graph.ordered, ends)
  const carried: Carried | undefined = way && {
    ...way,
    steps: way.steps.map(({ pair, share }) => ({ ...pair, since: sinceOf(pair.name), share })),
    cause: causeOf(sides, way.steps[0]!.pair)
  }
  const shares = new Map(way?.beginnings.map(({ of: { name }, share }) => [name, share]))
  const inputs = parted.flatMap((pair): ReadonlyArray<Root> => {
    const kind = sides.map(({ cells }) => cells.get(pair.name)?.variable.kind).find((one) => one !== undefined)!
    return kind !== "equation" && first.get(pair.name) === pair.year
      ? [{ ...pair, kind, share: shares.size === 0 ? undefined : (shares.get(pair.name) ?? 0) }]
      : []
  })
  return {
    ...looked,
    divergence: {
      at,
      cause: causeOf(sides, at),
      inRounding,
      chain: chain.map((pair) => ({ ...pair, since: sinceOf(pair.name) })),
      arrives: through !== undefined,
      way: carried,
      inputs
    }
  }
}
