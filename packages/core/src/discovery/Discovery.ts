/**
 * Scenario discovery: in which part of the ranges of what varies the members of an ensemble are of interest, and how
 * sure that is.
 *
 * V1  a box has at least the density that was asked for, among the members that the boxes before it left;
 * V2  a box restricts nothing that tells too little, unless V1 would not hold without it.
 */
import * as Plan from "../ensemble/Plan.ts"
import * as Tally from "../ensemble/Tally.ts"
import * as Assess from "../target/Assess.ts"
import type { Target } from "../target/Target.ts"
import * as Box from "./Box.ts"
import * as Certainty from "./Certainty.ts"
import * as Prim from "./Prim.ts"

/** What is looked for. */
export interface Asked {
  /** How many boxes at most. */
  readonly boxes: number
  /** The least density of a box, above 0 and at most 1. */
  readonly density: number
  /** Which part is peeled off at a step, above 0 and below 1. */
  readonly alpha: number
  /** A whole number from 0 to 2^53 - 1. */
  readonly seed: number
}

/** A box that was found. */
export interface Found {
  readonly step: Prim.Step
  readonly restrictions: ReadonlyArray<Certainty.Told>
  /** By dimension: in which part of the resamples it is restricted again. */
  readonly reproduced: ReadonlyArray<number>
  readonly trajectory: Prim.Trajectory
}

/** Restrictions that tell less than this are left out again, unless the box would be less dense than was asked. */
const level = 0.05

/** Where every member lies on every axis. */
const columnsOf = (plan: Plan.Plan, members: number): ReadonlyArray<Float64Array> => {
  const columns = plan.axes.map(() => new Float64Array(members))
  const positions = new Float64Array(plan.axes.length)
  const positionsOf = Plan.positions(plan)
  for (let member = 0; member < members; member++) {
    positionsOf(member, positions)
    for (let axis = 0; axis < columns.length; axis++) columns[axis]![member] = positions[axis]!
  }
  return columns
}

/** The members of a plan as cases: of interest are those that meet all of some targets, or those that do not. */
export const casesOf = (
  plan: Plan.Plan,
  part: Tally.Part,
  { met, targets }: { readonly targets: ReadonlyArray<Target>; readonly met: boolean }
): Box.Cases => {
  const members = Plan.membersOf(plan)
  const firstMargin = Plan.columnsOf(plan) - plan.targets.length
  const asked = plan.targets.flatMap(({ target, year }, i) =>
    targets.includes(target) ? [{ target, year, margins: Tally.keptIn(part, firstMargin + i) }] : []
  )
  return {
    names: plan.axes.map(({ variable }) => variable.name),
    columns: columnsOf(plan, members),
    ofInterest: Uint8Array.from({ length: members }, (_, member) => {
      const all = asked.every(({ margins, target, year }) => Assess.statusOf(target, margins[member]!, year) === "met")
      return all === met ? 1 : 0
    })
  }
}

/** How many steps {@link inSteps} takes at most: for each box one, and one for each resample. */
export const stepsOf = ({ boxes }: Pick<Asked, "boxes">): number => boxes * (1 + Certainty.defaultResampling.resamples)

/** Looks for boxes, one after the other; none where all members are alike. */
export function* inSteps(
  cases: Box.Cases,
  { alpha, boxes, density, seed }: Asked
): Generator<void, ReadonlyArray<Found>> {
  const count = Box.interesting(cases, Box.allOf(cases))
  if (count === 0 || count === cases.ofInterest.length) return []
  const patience = { ...Prim.defaultPatience, alpha }
  const found: Array<Found> = []
  for (const { chosen, members, trajectory } of Prim.covers(cases, { boxes, leastDensity: density, patience })) {
    yield
    const pruned = Certainty.pruned(cases, chosen.box, level, members)
    const box = Box.holding(cases, pruned, members).density >= density ? pruned : chosen.box
    const again = yield* Certainty.reproducedInSteps(cases, chosen, { ...Certainty.defaultResampling, seed }, patience)
    found.push({
      step: { ...chosen, ...Box.holding(cases, box, members), box },
      restrictions: Certainty.restrictions(cases, box, members),
      reproduced: again.byDensity,
      trajectory
    })
  }
  return found
}
