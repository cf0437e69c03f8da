/**
 * Shapley values of a game: what each player adds, averaged over all orders in which the players may come together.
 *
 * L. S. Shapley, "A value for n-person games" (1953): player i of n gets the sum, over all coalitions S without i, of
 * s! (n - 1 - s)! / n! times v(S with i) - v(S), where s is the size of S. A game here has several outputs, each a
 * game of its own, so that one walk through the coalitions serves all.
 *
 * What is promised, exact or sampled:
 * V1  the values sum to v(all) - v(none), to rounding (efficiency);
 * V2  a player whose coming never changes an output has exactly 0 there (null player);
 * V3  players who add the same to every coalition have the same, to rounding or to the standard error (symmetry);
 * V4  the values of a sum of games are the sums of the values, to rounding (additivity);
 * V5  the same game and seed give the same numbers on every machine.
 */
import * as Result from "effect/Result"
import { uniformInt } from "pure-rand/distribution/uniformInt"
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus"
import * as Steps from "../document/Steps.ts"

/**
 * A game, as a table on which players sit down and get up: neighbouring coalitions share most of their work. It
 * begins with nobody at the table, and is left as it was found unless it stopped.
 */
export interface Game<E> {
  readonly players: number
  readonly outputs: number
  /** Takes a player in, or out again. */
  readonly toggle: (player: number) => void
  /** Writes the outputs of those at the table into an array at an offset; gives why it could not. */
  readonly value: (into: Float64Array, at: number) => E | undefined
}

/** Values by player and then output: that of player i and output k stands at `i * outputs + k`. */
export interface Values {
  readonly values: Float64Array
  /** The outputs of the empty and of the full coalition. */
  readonly none: Float64Array
  readonly all: Float64Array
}

/** Sampled values with the standard error of each. */
export interface Sampled extends Values {
  readonly standardErrors: Float64Array
}

/** How much to sample: pairs of permutations, at least 2, and a seed, a whole number of 32 bits. */
export interface Sampling {
  readonly pairs: number
  readonly seed: number
}

const binomial = (n: number, k: number): number => {
  let value = 1
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i
  return value
}

const sizeOf = (coalition: number): number => {
  let size = 0
  for (let rest = coalition; rest !== 0; rest &= rest - 1) size++
  return size
}

/** The most players of whom every coalition is tried: {@link exact} keeps the outputs of all 2^n. */
export const mostExact = 14

/** How many coalitions are tried from one pause to the next. */
const runsInStep = 64

/** How many coalitions {@link exact} tries. */
export const exactRuns = (players: number): number => 2 ** players

/**
 * {@link exact} in steps: it pauses every now and then, so that whoever drives it can do something else, or stop. A step
 * tells how many coalitions it tried.
 */
export function* exactInSteps<E>(game: Game<E>): Generator<number, Result.Result<Values, E>> {
  const { players: n, outputs: m, toggle, value } = game
  const count = exactRuns(n)
  const found = new Float64Array(count * m)
  let coalition = 0
  for (let step = 0; step < count; step++) {
    if (step > 0) {
      const player = 31 - Math.clz32(step & -step)
      toggle(player)
      coalition ^= 1 << player
    }
    const stopped = value(found, coalition * m)
    if (stopped !== undefined) return Result.fail(stopped)
    if ((step + 1) % runsInStep === 0) yield runsInStep
  }
  if (n > 0) toggle(n - 1)

  const values = new Float64Array(n * m)
  const bySize = new Float64Array(n * m)
  const sizes = Uint8Array.from({ length: count }, (_, i) => sizeOf(i))
  for (let player = 0; player < n; player++) {
    const bit = 1 << player
    bySize.fill(0)
    for (let without = 0; without < count; without++) {
      if ((without & bit) !== 0) continue
      const at = sizes[without]! * m
      for (let k = 0; k < m; k++) bySize[at + k]! += found[(without | bit) * m + k]! - found[without * m + k]!
    }
    for (let size = 0; size < n; size++) {
      const weight = n * binomial(n - 1, size)
      for (let k = 0; k < m; k++) values[player * m + k]! += bySize[size * m + k]! / weight
    }
  }
  return Result.succeed({ values, none: found.slice(0, m), all: found.slice((count - 1) * m) })
}

/**
 * Exact values from all 2^n coalitions, of up to 30 players. They are walked in Gray-code order: one player comes or
 * goes at a time, player 0 most often.
 */
export const exact = <E>(game: Game<E>): Result.Result<Values, E> => Steps.atAStroke(exactInSteps(game))

/** How many coalitions {@link sampled} tries: none, all, and those between on the way there and back. */
export const sampledRuns = (players: number, pairs: number): number => 2 + pairs * 2 * Math.max(0, players - 1)

/** {@link sampled} in steps, of one pair each; a step tells how many coalitions it tried. */
export function* sampledInSteps<E>(
  game: Game<E>,
  { pairs, seed }: Sampling
): Generator<number, Result.Result<Sampled, E>> {
  const { players: n, outputs: m, toggle, value } = game
  const [none, all] = [new Float64Array(m), new Float64Array(m)]
  const everyone = (): void => {
    for (let player = 0; player < n; player++) toggle(player)
  }
  const empty = value(none, 0)
  everyone()
  const full = value(all, 0)
  everyone()
  const corner = empty ?? full
  if (corner !== undefined) return Result.fail(corner)

  const random = xoroshiro128plus(seed)
  const order = Array.from({ length: n }, (_, i) => i)
  const [mean, squares, added] = [new Float64Array(n * m), new Float64Array(n * m), new Float64Array(n * m)]
  let [before, after] = [new Float64Array(m), new Float64Array(m)]

  /** One after the other comes, or goes: the reverse order, seen from its end. The last one makes the table `end`. */
  const walk = (sign: 1 | -1, end: Float64Array): E | undefined => {
    for (const [place, player] of order.entries()) {
      toggle(player)
      if (place === n - 1) after.set(end)
      else {
        const stopped = value(after, 0)
        if (stopped !== undefined) return stopped
      }
      for (let k = 0; k < m; k++) added[player * m + k]! += sign * (after[k]! - before[k]!)
      ;[before, after] = [after, before]
    }
    return undefined
  }

  before.set(none)
  for (let pair = 1; pair <= pairs; pair++) {
    for (let i = n - 1; i > 0; i--) {
      const j = uniformInt(random, 0, i)
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    added.fill(0)
    const stopped = walk(1, all) ?? walk(-1, none)
    if (stopped !== undefined) return Result.fail(stopped)
    // Mean and sum of squares as they grow (Welford): no large numbers are taken from each other.
    for (let i = 0; i < added.length; i++) {
      const drawn = added[i]! / 2
      const off = drawn - mean[i]!
      mean[i]! += off / pair
      squares[i]! += off * (drawn - mean[i]!)
    }
    yield 2 * (n - 1)
  }
  const standardErrors = squares.map((sum) => Math.sqrt(sum / (pairs - 1) / pairs))
  return Result.succeed({ values: mean, standardErrors, none, all })
}

/**
 * Values from random orders: the mean of what each player adds in `2 * pairs` permutations (J. Castro, D. Gómez, J.
 * Tejada, "Polynomial calculation of the Shapley value based on sampling", 2009).
 *
 * **Details**
 *
 * Permutations come in antithetic pairs, an order and its reverse: whoever came early comes late, so that much of the
 * chance cancels. A pair is one independent draw, and the standard error is that of the mean of pairs. Draws
 * are xoroshiro128+.
 */
export const sampled = <E>(game: Game<E>, sampling: Sampling): Result.Result<Sampled, E> =>
  Steps.atAStroke(sampledInSteps(game, sampling))
