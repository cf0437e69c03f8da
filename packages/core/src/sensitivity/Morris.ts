/**
 * Elementary effects: which factors matter at all, from few evaluations.
 *
 * M. D. Morris, "Factorial sampling plans for preliminary computational experiments" (1991). Inputs lie on a grid of p
 * levels. A trajectory begins at a random point of it and moves one factor after another, in random order, by p / 2
 * levels; what the output changes by, over the part of the range that was moved through, is an elementary effect. Over
 * trajectories, their mean (mu) says how the output goes with a factor, their standard deviation (sigma) how much that
 * depends on where the others are or is not linear, and the mean of their absolute values (mu*, F. Campolongo, J.
 * Cariboni and A. Saltelli, 2007) how much the factor matters, whichever the direction.
 *
 * What is promised:
 * M1  a trajectory is a function of the seed and its number alone, so that the first trajectories of a design are the
 *     design of fewer;
 * M2  a factor that changes nothing has effects of exactly 0; |mu| is never above mu*;
 * M3  a member that failed takes with it the effects on both of its sides and no others, and the effects left are told.
 */
import * as Philox from "../sampling/Philox.ts"
import * as Bootstrap from "./Bootstrap.ts"

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

/** The trajectories that so many evaluations pay for. */
export const trajectoriesWithin = (evaluations: number, factors: number): number =>
  Math.floor(evaluations / (factors + 1))

/** A trajectory: where inputs begin and end, whether they rise between, and the factors in the order they move in. */
interface Trajectory {
  readonly from: Float64Array
  readonly to: Float64Array
  readonly rises: Uint8Array
  readonly order: Uint32Array
}

/** The last word of a counter: that of no other use of the generator. */
const purpose = 3

/** A whole number below `count`, chosen by a word of 32 bits. */
const below = (count: number, word: number): number => Math.floor((word / 2 ** 32) * count)

const trajectoryOf = (design: Design): ((number: number) => Trajectory) => {
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

/**
 * The elementary effects of one output, given by member of the design: by factor and then trajectory, over the whole
 * range of the inputs. An output that is not finite is that of a member that failed, and its effects are `NaN`.
 *
 * **Details**
 *
 * The effect of a single input has the sign of the output's change as the input rises. That of a group, in which some
 * rise and others fall, is the change as the trajectory goes: only its size means something.
 */
export const effects = (design: Design, outputs: ArrayLike<number>): ReadonlyArray<Float64Array> => {
  const { factors, levels, trajectories } = design
  const steps = factors.length + 1
  const moved = levels / (2 * (levels - 1))
  const trajectory = trajectoryOf(design)
  const found = factors.map(() => new Float64Array(trajectories))
  for (let number = 0; number < trajectories; number++) {
    const { order, rises } = trajectory(number)
    for (const [step, factor] of order.entries()) {
      const member = number * steps + step
      const inputs = factors[factor]!
      const sign = inputs.length === 1 && rises[inputs[0]!] === 0 ? -1 : 1
      const effect = (sign * (outputs[member + 1]! - outputs[member]!)) / moved
      found[factor]![number] = Number.isFinite(effect) ? effect : NaN
    }
  }
  return found
}

/** What the effects of a factor say, in units of the output. */
export interface Measures {
  /** Mean effect: none for a group, whose effects have no direction. */
  readonly mu: number | undefined
  /** Mean size of an effect, with its spread over resampled trajectories. */
  readonly muStar: number
  readonly spread: Bootstrap.Spread | undefined
  /** Standard deviation of the effects: none for a group, or of fewer than two. */
  readonly sigma: number | undefined
  /** How many effects there are; what is missing of the trajectories is of members that failed. */
  readonly effects: number
}

const mean = (numbers: Float64Array): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

/** The measures of each factor of a design, from its effects; none where no effect is left. */
export const measures = (
  { factors }: Pick<Design, "factors">,
  found: ReadonlyArray<Float64Array>,
  bootstrap: Bootstrap.Bootstrap
): ReadonlyArray<Measures | undefined> => {
  const trajectories = found[0]?.length ?? 0
  const times = Bootstrap.timesDrawn(trajectories, bootstrap)
  return found.map((all, factor) => {
    const known = all.filter((effect) => !Number.isNaN(effect))
    if (known.length === 0) return undefined
    const replicates = Float64Array.from({ length: bootstrap.resamples }, (_, resample) => {
      let [drawn, sum] = [0, 0]
      for (const [number, effect] of all.entries()) {
        if (Number.isNaN(effect)) continue
        const often = times[resample * trajectories + number]!
        drawn += often
        sum += often * Math.abs(effect)
      }
      return sum / drawn
    })
    const directed = factors[factor]!.length === 1
    const mu = mean(known)
    const squares = known.reduce((sum, effect) => sum + (effect - mu) ** 2, 0)
    return {
      mu: directed ? mu : undefined,
      muStar: mean(known.map(Math.abs)),
      spread: Bootstrap.spreadOf(replicates, bootstrap.level),
      sigma: directed && known.length > 1 ? Math.sqrt(squares / (known.length - 1)) : undefined,
      effects: known.length
    }
  })
}
