/**
 * What the numbers that an equation reads contribute to the difference of what it computes in two runs.
 *
 * The players are the numbers read that differ, and the equation itself where the two models' differ. A coalition's
 * value is the equation, evaluated with the second run's numbers for its members and the first run's for the others;
 * contributions are Shapley values of that game, so
 * C1  they sum to the difference, to rounding; what they leave is `own`: another equation, or another engine;
 * C2  a number that does not differ, or that does not change what is computed, contributes nothing;
 * C3  they are the same on every machine.
 *
 * A sum is a sum of games, and its contributions those of its terms (additivity). That keeps the games small: one of up
 * to `mostExact` players is exact, a larger one, such as a mean weighted by numbers that all differ, is sampled.
 */
import * as Result from "effect/Result"
import * as Evaluate from "../model/Evaluate.ts"
import { parts as partsOf, type Row, type Scalar } from "../model/Scalar.ts"
import type { Pair, Sides } from "./Paired.ts"
import * as Paired from "./Paired.ts"
import * as Shapley from "./Shapley.ts"

/** What one number that is read contributes, in the unit of what is computed. */
export interface Contribution {
  readonly of: Pair
  readonly amount: number
}

/** The contributions to one difference. Amounts may be NaN where the runs, or a mixture of them, are not finite. */
export interface Contributions {
  /** In the order of reading. */
  readonly read: ReadonlyArray<Contribution>
  /** What does not come from numbers that are read: all of it for an input. */
  readonly own: number
  /** The sum of all. */
  readonly total: number
}

/** The most players of whom every coalition is tried. */
const mostExact = 8
/** How a larger game is sampled. */
const sampling = { pairs: 64, seed: 0 }
/** The most terms that a product of sums is multiplied out to. */
const mostTerms = 256

const number = (value: number): Scalar => ({ _tag: "Number", value })
const player = (slot: number): Scalar => ({ _tag: "Slot", row: "now", slot })

/** An expression with everything worked out that does not depend on players. */
const folded = (scalar: Scalar, read: (row: Row, slot: number) => Scalar, around: Evaluate.Surroundings): Scalar => {
  const of = (part: Scalar): Scalar => folded(part, read, around)
  const worked = (whole: Scalar): Scalar =>
    partsOf(whole).every((part) => part._tag === "Number") ? number(Evaluate.evaluate(whole, around)) : whole
  switch (scalar._tag) {
    case "Number":
      return scalar
    case "Given":
      return worked(scalar)
    case "Slot":
      return read(scalar.row, scalar.slot)
    case "Unary":
      return worked({ ...scalar, operand: of(scalar.operand) })
    case "Binary":
      return worked({ ...scalar, left: of(scalar.left), right: of(scalar.right) })
    case "Sum":
      return worked({ ...scalar, terms: scalar.terms.map(of) })
    case "Conditional": {
      const test = of(scalar.test)
      if (test._tag === "Number") return of(test.value === 0 ? scalar.whenFalse : scalar.whenTrue)
      return { ...scalar, test, whenTrue: of(scalar.whenTrue), whenFalse: of(scalar.whenFalse) }
    }
    case "Call":
      return worked({ ...scalar, arguments: scalar.arguments.map(of) })
  }
}

const playersIn = (scalar: Scalar): ReadonlyArray<number> => {
  const found = new Set<number>()
  const walk = (part: Scalar): void => {
    if (part._tag === "Slot") found.add(part.slot)
    else partsOf(part).forEach(walk)
  }
  walk(scalar)
  return [...found]
}

/** Terms that sum to an expression: sums within products and above a line are multiplied out. */
const termsOf = (scalar: Scalar): ReadonlyArray<Scalar> => {
  if (scalar._tag === "Unary" && scalar.operator === "-")
    return termsOf(scalar.operand).map((operand) => ({ ...scalar, operand }))
  if (scalar._tag === "Sum") return scalar.terms.flatMap(termsOf)
  if (scalar._tag !== "Binary") return [scalar]
  const { operator } = scalar
  if (operator === "+") return [...termsOf(scalar.left), ...termsOf(scalar.right)]
  if (operator === "-")
    return [
      ...termsOf(scalar.left),
      ...termsOf(scalar.right).map((operand): Scalar => ({ _tag: "Unary", operator: "-", operand }))
    ]
  if (operator === "/") return termsOf(scalar.left).map((left) => ({ ...scalar, left }))
  if (operator !== "*") return [scalar]
  const [left, right] = [termsOf(scalar.left), termsOf(scalar.right)]
  if (left.length * right.length > mostTerms) return [scalar]
  return left.flatMap((one) => right.map((other) => ({ ...scalar, left: one, right: other })))
}

type Values = ReadonlyArray<readonly [number, number]>

/** Adds the Shapley values of an expression's players to amounts by player. */
const play = (scalar: Scalar, values: Values, amounts: Float64Array): void => {
  const players = playersIn(scalar)
  const now = values.map(([a]) => a)
  const around: Evaluate.Surroundings = { read: (_, slot) => now[slot]!, year: 0, base: 0 }
  const seated = new Set<number>()
  const game: Shapley.Game<never> = {
    players: players.length,
    outputs: 1,
    toggle: (i) => {
      const of = players[i]!
      if (!seated.delete(of)) seated.add(of)
      now[of] = values[of]![seated.has(of) ? 1 : 0]
    },
    value: (into, at) => {
      into[at] = Evaluate.evaluate(scalar, around)
      return undefined
    }
  }
  const played = players.length > mostExact ? Shapley.sampled(game, sampling) : Shapley.exact(game)
  const { values: found } = Result.getOrThrow(played)
  for (const [i, of] of players.entries()) amounts[of]! += found[i]!
}

const shapley = (scalar: Scalar, values: Values): Float64Array => {
  const amounts = new Float64Array(values.length)
  const small = (one: Scalar): boolean => playersIn(one).length <= mostExact
  const terms = small(scalar) ? [scalar] : termsOf(scalar)
  for (const term of terms.every(small) ? terms : [scalar]) play(term, values, amounts)
  return amounts
}

/** What contributes to the difference at a pair. Where a run lacks the number, all of it is its own. */
export const of = (sides: Sides, pair: Pair): Contributions => {
  const { at, values } = pair
  const statements = sides.map(({ history }, i) => (at[i] === undefined ? undefined : history.statementOf(at[i])))
  if (at.includes(undefined) || statements.every((statement) => statement === undefined)) {
    const own = values[1]! - values[0]!
    return { read: [], own, total: own }
  }

  // Player 0 is the equation; it is nobody where both runs compute alike.
  const players: Array<Pair | undefined> = [undefined]
  const known = new Map<string, number | undefined>()
  const playerOf = (name: string, year: number): number | undefined => {
    const own = Paired.key(name, year)
    if (!known.has(own)) {
      const common = sides.every(({ history }) => year >= history.from && year <= history.to)
      const read = common ? Paired.pairOf(sides, name, year) : undefined
      // What differs in rounding alone plays too: only so do the amounts sum to the whole.
      const plays = read !== undefined && !read.at.includes(undefined) && !Object.is(...read.values)
      known.set(own, plays ? players.push(read) - 1 : undefined)
    }
    return known.get(own)
  }
  const bound = sides.map(({ history }, i): Scalar => {
    const statement = statements[i]
    if (statement === undefined) return number(values[i]!)
    const around = history.surroundings(pair.year)
    const read = (row: Row, slot: number): Scalar => {
      const year = history.yearOf(row, pair.year)
      const found = playerOf(history.model.cells[slot]!.name, year)
      return found === undefined ? number(history.valueOf({ slot, year })) : player(found)
    }
    return folded(statement.scalar, read, around)
  }) as [Scalar, Scalar]
  const whole: Scalar = Paired.computeAlike(sides)
    ? bound[0]
    : { _tag: "Conditional", test: player(0), whenTrue: bound[1], whenFalse: bound[0] }
  const by: Values = players.map((one) => (one === undefined ? [0, 1] : (one.values as [number, number])))
  const amounts = shapley(whole, by)
  // Another engine on either side leaves a rest; where the numbers are computed again to the bit, it is exactly 0.
  const computed = (side: 0 | 1): number =>
    Evaluate.evaluate(whole, { read: (_, slot) => by[slot]![side], year: 0, base: 0 })
  const rest = values[1]! - computed(1) - (values[0]! - computed(0))
  const own = amounts[0]! + rest
  const read = players.flatMap((one, i) => (one === undefined ? [] : [{ of: one, amount: amounts[i]! }]))
  return { read, own, total: read.reduce((sum, { amount }) => sum + amount, own) }
}
