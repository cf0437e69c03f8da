/**
 * Morris's design: which points of the unit cube to evaluate so that what an output changes by, as one factor moves, can
 * be told from few evaluations.
 *
 * M. D. Morris, "Factorial sampling plans for preliminary computational experiments" (1991). Inputs lie on a grid of p
 * levels. A trajectory begins at a random point of it and moves one factor after another, in random order, by p / 2
 * levels. It is a function of the seed and its number alone, so that the first trajectories of a design are the design
 * of fewer.
 */
import * as Philox from "./Philox.ts"

/** A design: inputs may be in one factor at most, and one that is in none stays where a trajectory begins. */
export interface Design {
  readonly trajectories: number
  readonly inputs: number
  /** Which inputs each factor is: one, or a group that moves together, each of it up or down as chance has it. */
  readonly factors: ReadonlyArray<ReadonlyArray<number>>
  /** How many levels the grid has, an even number; 4 is usual. */
  readonly levels: number
  /** From 0 to `Philox.largestSeed`. */
  readonly seed: number
}

/** How many members a design has. */
export const size = ({ trajectories, factors }: Design): number => trajectories * (factors.length + 1)

/** A trajectory: where inputs begin and end, whether they rise between, and the factors in the order they move in. */
export interface Trajectory {
  readonly from: Float64Array
  readonly to: Float64Array
  readonly rises: Uint8Array
  readonly order: Uint32Array
}

/** The last word of a counter: that of no other use of the generator. */
const purpose = 3

/** A whole number below `count`, chosen by a word of 32 bits. */
const below = (count: number, word: number): number => Math.floor((word / 2 ** 32) * count)

/** The trajectories of a design by number, the first being 0. */
export const trajectoryOf = (design: Design): ((number: number) => Trajectory) => {
  const { inputs, factors, levels, seed } = design
  const key = Philox.keyOf(seed)
  const words = new Uint32Array(4)
  return (number) => {
    const [from, to] = [new Float64Array(inputs), new Float64Array(inputs)]
    const rises = new Uint8Array(inputs)
    for (let input = 0; input < inputs; input++) {
      Philox.block(key, number, input, 0, purpose, words, 0)
      const low = below(levels / 2, words[0]!)
      const ends = [low / (levels - 1), (low + levels / 2) / (levels - 1)] as const
      const rise = words[1]! & 1
      rises[input] = rise
      from[input] = ends[1 - rise]!
      to[input] = ends[rise]!
    }
    const order = Uint32Array.from(factors, (_, factor) => factor)
    for (let last = order.length - 1; last > 0; last--) {
      Philox.block(key, number, last, 1, purpose, words, 0)
      const other = below(last + 1, words[0]!)
      ;[order[last], order[other]] = [order[other]!, order[last]!]
    }
    return { from, to, rises, order }
  }
}

/**
 * Writes the inputs of a member, in the unit cube, its ends included. Members may be asked for in any order; one after
 * the other is fast.
 */
export const filler = (design: Design): ((member: number, inputs: Float64Array) => void) => {
  const steps = design.factors.length + 1
  const trajectory = trajectoryOf(design)
  let kept = -1
  let current: Trajectory
  return (member, inputs) => {
    const number = Math.floor(member / steps)
    if (number !== kept) {
      current = trajectory(number)
      kept = number
    }
    inputs.set(current.from)
    for (let step = 0; step < member - number * steps; step++)
      for (const input of design.factors[current.order[step]!]!) inputs[input] = current.to[input]!
  }
}
