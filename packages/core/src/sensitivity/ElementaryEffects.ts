/**
 * Elementary effects: which factors matter at all, from few evaluations.
 *
 * What an output changes by as a trajectory of Morris's design moves a factor, over the part of the range that was moved
 * through, is an elementary effect. Over trajectories, their mean (mu) says how the output goes with a factor, their
 * standard deviation (sigma) how much that depends on where the others are or is not linear (M. D. Morris, 1991), and
 * the mean of their absolute values (mu*, F. Campolongo, J. Cariboni and A. Saltelli, 2007) how much the factor matters,
 * whichever the direction.
 *
 * E1  a factor that changes nothing has effects of exactly 0; |mu| is never above mu*;
 * E2  a member that failed takes with it the effects on both of its sides and no others, and the effects left are told.
 */
import * as Morris from "../sampling/Morris.ts"
import * as Bootstrap from "./Bootstrap.ts"

/**
 * The elementary effects of one output, given by member of the design: by factor and then trajectory, over the whole
 * range of the inputs. An output that is not finite is that of a member that failed, and its effects are `NaN`.
 *
 * **Details**
 *
 * The effect of a single input has the sign of the output's change as the input rises. That of a group, in which some
 * rise and others fall, is the change as the trajectory goes: only its size means something.
 */
export const effects = (design: Morris.Design, outputs: ArrayLike<number>): ReadonlyArray<Float64Array> => {
  const { factors, levels, trajectories } = design
  const steps = factors.length + 1
  const moved = levels / (2 * (levels - 1))
  const trajectory = Morris.trajectoryOf(design)
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

/** As many effects as measures should rest on where some are missing, unless half of the trajectories are more. */
const enough = 10

/** Whether so many effects of so many trajectories are too few to rank by, because members failed. */
export const areFew = (count: number, trajectories: number): boolean =>
  count < trajectories && count < Math.max(enough, trajectories / 2)

const mean = (numbers: Float64Array): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

/** The measures of each factor of a design, from its effects; none where no effect is left. */
export const measures = (
  { factors }: Pick<Morris.Design, "factors">,
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
