/**
 * Points: where in the unit cube the members of a design lie.
 *
 * Each axis has a name. The coordinate of a member on an axis is a function of seed, member and name: it is the same
 * whoever computes it and in whatever order, and an axis keeps its numbers when others come or go. Of a Sobol sequence
 * an axis takes a dimension, the axis's place in the order of names, so that there it does depend on the others.
 */
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import type { Hypercube } from "../model/Lanes.ts"
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

/** Of each axis of a hypercube: its two words, then the key of its permutation and the turn, as `Hypercube` takes them. */
const hypercubeWords = (
  key: Philox.Key,
  axes: ReadonlyArray<readonly [number, number]>,
  members: number
): Uint32Array => {
  const own = new Uint32Array(4)
  return Uint32Array.from(
    axes.flatMap(([high, low]) => {
      Philox.block(key, 0, high, low, purpose.permutation, own)
      return [high, low, own[0]!, own[0]! % members]
    })
  )
}

/** The points of a hypercube, four members at a time: a block of words is drawn for four. */
const inFours = (axes: Uint32Array, key: Philox.Key, members: number): ((group: number) => Float64Array) => {
  const numbers = new Float64Array(axes.length)
  const drawn = new Uint32Array(4)
  const mask = LatinHypercube.maskOf(members)
  return (group) => {
    for (let i = 0; i < axes.length; i += 4) {
      Philox.block(key, group, axes[i]!, axes[i + 1]!, purpose.coordinate, drawn)
      const order = axes[i + 2]!
      const turn = axes[i + 3]!
      for (let k = 0; k < 4; k++) {
        // Where members run out, the places that are left repeat the last.
        const member = Math.min(4 * group + k, members - 1)
        const stratum = LatinHypercube.permuted(member, members, order, turn, mask)
        numbers[i + k] = LatinHypercube.within(stratum, members, drawn[k]!)
      }
    }
    return numbers
  }
}

/** The points of a design on axes of some names; `hypercube` draws those of a Latin hypercube where it can. */
export const of = ({ members, sampler, seed }: Design, names: ReadonlyArray<string>, hypercube?: Hypercube): Points => {
  const key = Philox.keyOf(seed)
  const axes = names.map(wordsOf)
  const count = names.length
  switch (sampler) {
    case "monte-carlo": {
      const [high, low] = [Uint32Array.from(axes, ([h]) => h), Uint32Array.from(axes, ([, l]) => l)]
      // A block is drawn for two members.
      const blocks = new Uint32Array(4 * count)
      let pair = -1
      return (member, into) => {
        if (member >>> 1 !== pair) {
          pair = member >>> 1
          for (let i = 0; i < count; i++) Philox.block(key, pair, high[i]!, low[i]!, purpose.coordinate, blocks, 4 * i)
        }
        for (let i = 0, at = 2 * (member & 1); i < count; i++, at += 4)
          into[i] = Philox.unit(blocks[at]!, blocks[at + 1]!)
      }
    }
    case "sobol": {
      const words = new Uint32Array(4)
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
      const words = hypercubeWords(key, axes, members)
      const draw = hypercube?.(words, key, members) ?? inFours(words, key, members)
      let group = -1
      let numbers: Float64Array = new Float64Array(0)
      return (member, into) => {
        if (member >>> 2 !== group) {
          group = member >>> 2
          numbers = draw(group)
        }
        for (let i = 0, at = member & 3; i < count; i++, at += 4) into[i] = numbers[at]!
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
