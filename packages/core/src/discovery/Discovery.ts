/**
 * Scenario discovery: in which part of the ranges of what varies the members of an ensemble are of interest, and how
 * sure that is.
 *
 * PRIM always comes to some box, over noise as well. After Bryant and Lempert (2010), who leave out restrictions whose
 * quasi-p-value is high and look at which come up again over part of the members, a restriction holds up if its
 * quasi-p-value is at most {@link level} and its dimension is restricted again in at least {@link half} of the resamples.
 * Where exactly to draw these lines is a choice of this engine.
 *
 * V1  a box has at least the density that was sought, among the members that the boxes before it left, and is restricted;
 * V2  every restriction of a box holds up, at that box's own density: one that does not is left out, and a box that would not be dense enough
 *     without it gives way to one of less coverage;
 * V3  where there is a box of that density and none of which V2 is true, it is told apart, and no other is looked for;
 * V4  each member is in one box at most: coverage and mass of boxes add up.
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

/** A box, and how sure each of its restrictions is. */
export interface Finding {
  readonly step: Box.Holding & { readonly box: Box.Box }
  readonly restrictions: ReadonlyArray<Certainty.Told>
  /** By dimension: in which part of the resamples it is restricted again. */
  readonly reproduced: ReadonlyArray<number>
}

/** What there is to choose from, and the density that was sought: as asked, or more, see {@link soughtOf}. */
interface Search {
  readonly leastDensity: number
  readonly trajectory: Prim.Trajectory
}

/** A box that was found: all of its restrictions hold up. */
export interface Found extends Finding, Search {}

/** A box that is dense enough by restrictions that do not all hold up. */
export interface Doubtful extends Finding, Search {
  /** The densest box of restrictions that do, which is less dense than was sought, if there is any. */
  readonly densest: Finding | undefined
}

/** Boxes that hold up, and the one after them that does not, if the search ended with it. */
export interface Discovery {
  readonly boxes: ReadonlyArray<Found>
  readonly doubtful: Doubtful | undefined
}

/** The highest quasi-p-value of a restriction that holds up. */
export const level = 0.05

/** In which part of the resamples the dimension of a restriction that holds up is restricted again, at least. */
export const half = 0.5

/** Whether a restriction of a box holds up. */
export const holdsUp = (
  { quasiP, dimension }: Pick<Certainty.Told, "quasiP" | "dimension">,
  reproduced: Finding["reproduced"]
): boolean => quasiP <= level && reproduced[dimension]! >= half

/**
 * The density to seek where one was asked for: more where all members together have it already, as a box could not tell
 * anything then. It leaves half as many that are not of interest.
 */
export const soughtOf = (all: number, asked: number): number => (all < asked ? asked : (1 + all) / 2)

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

/** The targets of a plan that are asked for, with the margin of each member; NaN of one that failed before. */
const askedOf = (plan: Plan.Plan, part: Tally.Part, targets: ReadonlyArray<Target>) => {
  const firstMargin = Plan.columnsOf(plan) - plan.targets.length
  return plan.targets.flatMap(({ target, year }, i) =>
    targets.includes(target) ? [{ target, year, margins: Tally.keptIn(part, firstMargin + i) }] : []
  )
}

/** The members of a plan that failed before all of some targets were assessed: they are counted as missing them. */
export const failedOf = (plan: Plan.Plan, part: Tally.Part, targets: ReadonlyArray<Target>): ReadonlyArray<number> => {
  const asked = askedOf(plan, part, targets)
  return Array.from({ length: Plan.membersOf(plan) }, (_, member) => member).filter((member) =>
    asked.some(({ margins }) => Number.isNaN(margins[member]!))
  )
}

/** The members of a plan as cases: of interest are those that meet all of some targets, or those that do not. */
export const casesOf = (
  plan: Plan.Plan,
  part: Tally.Part,
  { met, targets }: { readonly targets: ReadonlyArray<Target>; readonly met: boolean }
): Box.Cases => {
  const members = Plan.membersOf(plan)
  const asked = askedOf(plan, part, targets)
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

/** Whether one box is to be taken before another. */
type Better = (one: Box.Holding, other: Box.Holding) => boolean

/** More coverage, then fewer restrictions. */
const wider: Better = (one, other) =>
  one.ofInterest > other.ofInterest || (one.ofInterest === other.ofInterest && one.restricted < other.restricted)

/** More density, then more coverage. */
const denser: Better = (one, other) =>
  one.density > other.density || (one.density === other.density && wider(one, other))

/** The first of the best. */
const best = (findings: ReadonlyArray<Finding>, better: Better): Finding | undefined => {
  let found: Finding | undefined
  for (const finding of findings) if (found === undefined || better(finding.step, found.step)) found = finding
  return found
}

/** Looks for boxes, one after the other; none where all members are alike. */
export function* inSteps(cases: Box.Cases, { alpha, boxes, density, seed }: Asked): Generator<void, Discovery> {
  const count = Box.interesting(cases, Box.allOf(cases))
  const found: Array<Found> = []
  const ended = (doubtful?: Doubtful): Discovery => ({ boxes: found, doubtful })
  if (count === 0 || count === cases.ofInterest.length) return ended()
  const patience = { ...Prim.defaultPatience, alpha }
  let members = Box.allOf(cases)
  while (found.length < boxes && Box.interesting(cases, members) > 0) {
    const trajectory = Prim.trajectory(cases, patience, members)
    const leastDensity = soughtOf(trajectory[0]!.density, density)
    yield
    const dense = Prim.chosen(trajectory, leastDensity)
    if (dense === undefined) return ended()
    const again = yield* Certainty.resampledInSteps(cases, { ...Certainty.defaultResampling, seed }, patience, members)
    const reproducedAt = (step: Box.Holding) => Certainty.reproduced(again, step, cases.names.length).byDensity
    const findingOf = (box: Box.Box): Finding => {
      const step = { ...Box.holding(cases, box, members), box }
      return { step, restrictions: Certainty.restrictions(cases, box, members), reproduced: reproducedAt(step) }
    }
    /** The box by what of it holds up: with every restriction less its density is another, and all are looked at again. */
    const sureOf = (box: Box.Box): Finding => {
      const pruned = Certainty.pruned(cases, box, level, members)
      const finding = findingOf(pruned)
      const kept = finding.restrictions
        .filter(({ dimension }) => finding.reproduced[dimension]! < half)
        .reduce((one, restriction) => Box.withoutRestriction(one, restriction), pruned)
      return kept === pruned ? finding : sureOf(kept)
    }
    const sure = trajectory.flatMap(({ box }) => {
      const finding = sureOf(box)
      return finding.restrictions.length === 0 ? [] : [finding]
    })
    const taken = best(
      sure.filter(({ step }) => step.density >= leastDensity),
      wider
    )
    if (taken === undefined)
      return ended({
        ...findingOf(dense.box),
        densest: best(sure, denser),
        leastDensity,
        trajectory
      })
    found.push({ ...taken, leastDensity, trajectory })
    const held = new Set(Box.inside(cases, taken.step.box, members))
    members = members.filter((member) => !held.has(member))
  }
  return ended()
}
