/**
 * A discovery as data, for programs: every box with its limits, its whole trajectory, and how sure it is.
 */
import type * as Box from "@gongfu/core/discovery/Box"
import type { Shown } from "./DiscoveryText.ts"

const held = ({ coverage, density, mass, members, ofInterest, restricted }: Box.Holding) => ({
  coverage,
  density,
  mass,
  members,
  ofInterest,
  restricted
})

/** The discovery as plain data, ready for canonical JSON. */
export const of = (
  scenario: string,
  targets: ReadonlyArray<string>,
  { axes, boxes, leastDensity, members, met, ofInterest, seed, title }: Shown
): object => ({
  scenario,
  title,
  targets,
  interest: met ? "met" : "missed",
  members,
  ofInterest,
  seed,
  leastDensity,
  boxes: boxes.map(({ reproduced, restrictions, step, trajectory }) => ({
    ...held(step),
    restrictions: restrictions.map(({ dimension, limit, quasiP, side, without }) => {
      const { position, variable } = axes[dimension]!
      return {
        assumption: variable.name,
        label: variable.label,
        position: position.kind,
        side,
        limit,
        range: [position.low, position.high],
        quasiP,
        foundAgain: reproduced[dimension],
        without: held(without)
      }
    }),
    trajectory: trajectory.map(held)
  }))
})
