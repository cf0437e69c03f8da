/**
 * Points: where in the unit cube the members of a design lie.
 *
 * Each axis has a name. The coordinate of a member on an axis is a function of seed, member and name: it is the same
 * whoever computes it and in whatever order, and an axis keeps its numbers when others come or go. Of a Sobol sequence
 * an axis takes a dimension, the axis's place in the order of names, so that there it does depend on the others.
 */
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import type { Design } from "./Design.ts"
import * as LatinHypercube from "./LatinHypercube.ts"
import * as Philox from "./Philox.ts"
import * as SobolSequence from "./SobolSequence.ts"

/** What the words of a block are drawn for; part of the counter, so that no two uses share a block. */
const purpose = { coordinate: 0, permutation: 1, scrambling: 2 } as const

/** The two words that stand for an axis in the counter: of a cryptographic hash of its name, so that none meet. */
const wordsOf = (axis: string): readonly [number, number] => {
  const hash = Fingerprint.ofText(axis)
  return [Number.parseInt(hash.slice(0, 8), 16), Number.parseInt(hash.slice(8, 16), 16)]
}

/** Writes the coordinates of a member, counted from 0, one for each axis and strictly between 0 and 1. */
export type Points = (member: number, into: Float64Array) => void

/**
 * Draws the words of members: a block for each axis. A member has `words` of the four, and its neighbours the others,
 * so that a block is drawn once for all of them.
 */
const drawing = (
  key: Philox.Key,
  axes: ReadonlyArray<readonly [number, number]>,
  words: 1 | 2
): ((member: number) => Uint32Array) => {
  const [high, low] = [Uint32Array.from(axes, ([h]) => h), Uint32Array.from(axes, ([, l]) => l)]
  const blocks = new Uint32Array(4 * axes.length)
  const shift = words === 1 ? 2 : 1
  let drawn = -1
  return (member) => {
    const block = member >>> shift
    if (block !== drawn)
      for (let i = 0; i < axes.length; i++)
        Philox.block(key, block, high[i]!, low[i]!, purpose.coordinate, blocks, 4 * i)
    drawn = block
    return blocks
  }
}

/** The points of a design on axes of some names. */
export const of = ({ members, sampler, seed }: Design, names: ReadonlyArray<string>): Points => {
  const key = Philox.keyOf(seed)
  const axes = names.map(wordsOf)
  const count = names.length
  const words = new Uint32Array(4)
  switch (sampler) {
    case "monte-carlo": {
      const drawn = drawing(key, axes, 2)
      return (member, into) => {
        const blocks = drawn(member)
        const first = 2 * (member & 1)
        for (let i = 0; i < count; i++) into[i] = Philox.unit(blocks[4 * i + first]!, blocks[4 * i + first + 1]!)
      }
    }
    case "sobol": {
      const order = names.toSorted((a, b) => (a < b ? -1 : 1))
      const seeds = axes.map(([high, low]) => {
        Philox.block(key, 0, high, low, purpose.scrambling, words)
        return (words[0]! >>> 11) * 2 ** 32 + words[1]!
      })
      const dimensions = names.map((name) => order.indexOf(name))
      return (member, into) => {
        for (let i = 0; i < count; i++) into[i] = SobolSequence.scrambledAt(seeds[i]!, member, dimensions[i]!)
      }
    }
    case "latin-hypercube": {
      const drawn = drawing(key, axes, 1)
      const orders = Uint32Array.from(axes, ([high, low]) => {
        Philox.block(key, 0, high, low, purpose.permutation, words, 0)
        return words[0]!
      })
      const turns = orders.map((order) => order % members)
      return (member, into) => {
        const blocks = drawn(member)
        const first = member & 3
        for (let i = 0; i < count; i++) {
          const stratum = LatinHypercube.permuted(member, members, orders[i]!, turns[i])
          into[i] = LatinHypercube.within(stratum, members, blocks[4 * i + first]!)
        }
      }
    }
  }
}

/** The coordinates of all members on one axis: from a member, counted from 0, to a number strictly between 0 and 1. */
export const axis = (design: Design, name: string): ((member: number) => number) => {
  const pointOf = of(design, [name])
  const point = new Float64Array(1)
  return (member) => {
    pointOf(member, point)
    return point[0]!
  }
}
