/**
 * One input at a time: how far an output goes when one axis goes to its ends and all others stay where the scenario
 * has them. Assumptions that it says nothing of stand at their own values then, and levers on its paths.
 *
 * The ends are quantiles of the axis's distribution, so that axes are compared by moves that are as likely. It says
 * nothing of what axes do together: total indices do.
 *
 * O1  an axis that nothing depends on moves nothing, exactly.
 */
import type { Axis } from "../ensemble/Axis.ts"
import * as Batch from "../ensemble/Batch.ts"
import type { Lanes } from "../model/Lanes.ts"
import type { Kernel } from "../model/Kernel.ts"
import * as Distribution from "../sampling/Distribution.ts"
import type { Scenario } from "../scenario/Scenario.ts"

/** The probabilities of the two ends. */
export const ends = [0.05, 0.95] as const

/** A number that is read of a projection: nothing where it failed before. */
export type Read = (batch: Batch.Batch, lane: number, failedIn: number) => number | undefined

/** An output at the ends of an axis, and the positions that the axis had there. */
export interface Swing {
  readonly positions: readonly [low: number, high: number]
  /** By output. */
  readonly low: ReadonlyArray<number | undefined>
  readonly high: ReadonlyArray<number | undefined>
}

/** The outputs of the scenario as it is, and with each axis in turn at its ends, in the order of the axes. */
export interface Swings {
  readonly base: ReadonlyArray<number | undefined>
  readonly axes: ReadonlyArray<Swing>
}

/** Carries out the two projections for each axis, and one for all. */
export const of = (
  kernel: Kernel,
  scenario: Scenario,
  axes: ReadonlyArray<Axis>,
  lanes: Lanes,
  reads: ReadonlyArray<Read>
): Swings => {
  const outputs = (batch: Batch.Batch, ...positions: ReadonlyArray<number>): ReadonlyArray<number | undefined> => {
    for (let lane = 0; lane < batch.lanes; lane++) batch.place(lane, Float64Array.from(positions))
    batch.project()
    const failedIn = batch.failedIn(0)
    return reads.map((read) => read(batch, 0, failedIn === -1 ? batch.years : failedIn))
  }
  return {
    base: outputs(Batch.make(kernel, scenario, [], lanes)),
    axes: axes.map((axis) => {
      const quantile = Distribution.quantile(axis.distribution)
      const [low, high] = [quantile(ends[0]), quantile(ends[1])]
      const alone = Batch.make(kernel, scenario, [axis], lanes)
      return { positions: [low, high] as const, low: outputs(alone, low), high: outputs(alone, high) }
    })
  }
}
