/**
 * One input at a time: how far an output goes when one axis goes to its ends and all others stay at their centres.
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

/** The outputs with every axis at its centre, and with each in turn at its ends, in the order of the axes. */
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
  const batch = Batch.make(kernel, scenario, axes, lanes)
  const positions = Float64Array.from(axes, ({ position }) => position.centre)
  const outputs = (): ReadonlyArray<number | undefined> => {
    for (let lane = 0; lane < batch.lanes; lane++) batch.place(lane, positions)
    batch.project()
    const failedIn = batch.failedIn(0)
    return reads.map((read) => read(batch, 0, failedIn === -1 ? batch.years : failedIn))
  }
  const base = outputs()
  return {
    base,
    axes: axes.map(({ distribution, position }, i) => {
      const quantile = Distribution.quantile(distribution)
      const [low, high] = [quantile(ends[0]), quantile(ends[1])]
      const at = (value: number) => {
        positions[i] = value
        return outputs()
      }
      const swing = { positions: [low, high] as const, low: at(low), high: at(high) }
      positions[i] = position.centre
      return swing
    })
  }
}
