/**
 * A tape of random numbers, read choice by choice.
 *
 * What is built by reading a tape shrinks as the tape shrinks: an exhausted tape gives the first choice everywhere,
 * so builders put their simplest choice first. Any tape builds something valid.
 */
import * as fc from "fast-check"

export interface Tape {
  /** A whole number from 0 to `below - 1`. */
  readonly below: (below: number) => number
  readonly pick: <A>(choices: ReadonlyArray<A>) => A
  /** True in about `percent` of 100 reads; an exhausted tape says no. */
  readonly chance: (percent: number) => boolean
}

const make = (numbers: ArrayLike<number>): Tape => {
  let at = 0
  const next = () => (at < numbers.length ? numbers[at++]! : 0)
  const below = (limit: number) => next() % limit
  return {
    below,
    pick: (choices) => choices[below(choices.length)]!,
    chance: (percent) => 100 - (next() % 100) <= percent
  }
}

/** What a builder makes of any tape. */
export const built = <A>(build: (tape: Tape) => A, length = 1500): fc.Arbitrary<A> =>
  fc.noBias(fc.uint16Array({ minLength: 0, maxLength: length, size: "max" })).map((numbers) => build(make(numbers)))

/** How often to try; a tape of a thousand numbers could shrink for minutes, so that is cut short. */
export const limits = (numRuns: number): fc.Parameters<unknown> => ({
  numRuns,
  interruptAfterTimeLimit: 100_000,
  markInterruptAsFailure: true
})
