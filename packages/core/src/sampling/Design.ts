/**
 * Designs: where in the unit cube the members of an ensemble lie.
 *
 * Each axis has a name. The coordinate of a member on an axis is a function of seed, member and name alone: it is the
 * same whoever computes it and in whatever order, and an axis keeps its numbers when others come or go.
 */
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import * as LatinHypercube from "./LatinHypercube.ts"
import * as Philox from "./Philox.ts"

/** How members are spread: one in each stratum of every axis, by a low-discrepancy sequence, or each by itself. */
export const samplers = ["latin-hypercube", "monte-carlo"] as const
export type Sampler = (typeof samplers)[number]

/** Which members there are. */
export interface Design {
  readonly sampler: Sampler
  /** 1 to {@link mostMembers}. */
  readonly members: number
  /** A whole number from 0 to `Philox.largestSeed`. */
  readonly seed: number
}

/** As many members as a design can have. */
export const mostMembers = 10_000_000

/** What the words of a block are drawn for; part of the counter, so that no two uses share a block. */
const purpose = { coordinate: 0, permutation: 1 } as const

/** The two words that stand for an axis in the counter: of a cryptographic hash of its name, so that none meet. */
const wordsOf = (axis: string): readonly [number, number] => {
  const hash = Fingerprint.ofText(axis)
  return [Number.parseInt(hash.slice(0, 8), 16), Number.parseInt(hash.slice(8, 16), 16)]
}

/** The coordinates of all members on one axis: from a member, counted from 0, to a number strictly between 0 and 1. */
export const axis = ({ members, sampler, seed }: Design, name: string): ((member: number) => number) => {
  const key = Philox.keyOf(seed)
  const [high, low] = wordsOf(name)
  const words = new Uint32Array(4)
  switch (sampler) {
    case "monte-carlo":
      return (member) => {
        Philox.block(key, member, high, low, purpose.coordinate, words)
        return Philox.unit(words[0]!, words[1]!)
      }
    case "latin-hypercube": {
      Philox.block(key, 0, high, low, purpose.permutation, words)
      const order = words[0]!
      return (member) => {
        Philox.block(key, member, high, low, purpose.coordinate, words)
        return LatinHypercube.within(LatinHypercube.permuted(member, members, order), members, words[0]!)
      }
    }
  }
}
