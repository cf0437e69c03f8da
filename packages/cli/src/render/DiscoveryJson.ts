/**
 * A discovery as data, for programs: every box with its limits, its whole trajectory, and how sure it is.
 */
import type * as Box from "@gongfu/core/discovery/Box"
import * as Discovery from "@gongfu/core/discovery/Discovery"
import type { Shown } from "./DiscoveryText.ts"

const held = ({ coverage, density, mass, members, ofInterest, restricted }: Box.Holding) => ({
  coverage,
  density,
  mass,
  members,
  ofInterest,
  restricted
})

const finding = (axes: Shown["axes"], { reproduced, restrictions, step }: Discovery.Finding) => ({
  ...held(step),
  restrictions: restrictions.map((told) => {
    const { dimension, limit, quasiP, side, without } = told
    const { position, variable } = axes[dimension]!
    return {
      variable: variable.name,
      label: variable.label,
      position: position.kind,
      side,
      limit,
      range: [position.low, position.high],
      quasiP,
      foundAgain: reproduced[dimension],
      holdsUp: Discovery.holdsUp(told, reproduced),
      without: held(without)
    }
  })
})

const search = ({ leastDensity, trajectory }: Discovery.Found | Discovery.Doubtful) => ({
  sought: leastDensity,
  trajectory: trajectory.map(held)
})

/**
 * The discovery as plain data, ready for canonical JSON. `failed` members stopped before all targets were due, and count
 * as missing them. `boxes` are those whose restrictions all hold up; one that does
 * not stands in `doubtful`, with the densest that does, or null for none.
 */
export const of = (
  scenario: string,
  targets: ReadonlyArray<string>,
  { axes, boxes, doubtful, failed, leastDensity, members, met, ofInterest, seed, stopped, title }: Shown
): object => ({
  scenario,
  title,
  targets,
  interest: met ? "met" : "missed",
  members,
  ofInterest,
  failed,
  ...(stopped.length > 0 ? { stopped } : {}),
  seed,
  leastDensity,
  boxes: boxes.map((found) => ({ ...finding(axes, found), ...search(found) })),
  doubtful:
    doubtful === undefined
      ? null
      : {
          ...finding(axes, doubtful),
          ...search(doubtful),
          densest: doubtful.densest === undefined ? null : finding(axes, doubtful.densest)
        }
})
