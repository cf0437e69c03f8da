/**
 * Ensembles carried out: the members of a plan gathered into a tally, by one worker or by many.
 *
 * E1  the tally of a plan does not depend on how its blocks are shared out.
 */
import * as Steps from "../document/Steps.ts"
import type { Lanes } from "../model/Lanes.ts"
import * as Members from "./Members.ts"
import type { Plan } from "./Plan.ts"
import { columnsOf, membersOf } from "./Plan.ts"
import * as Tally from "./Tally.ts"

/** What a worker has to know beside the plan: whether numbers are kept, and otherwise between which ends they are counted. */
export const shapeOf = (plan: Plan, lanes: Lanes): Tally.Shape => {
  const { targets, years } = plan
  const members = membersOf(plan)
  const columns = columnsOf(plan)
  const shape = { columns, targets: targets.length, years: years.length, ends: undefined }
  if (Tally.isKept(members, columns)) return shape
  // The ends take neither rows nor counts.
  const gathering = Tally.gathering({
    ...shape,
    ends: { low: new Float64Array(columns), high: new Float64Array(columns) }
  })
  gathering.begin(0, Tally.pilots)
  Members.carryOut(plan, lanes)(0, Math.min(Tally.pilots, members), gathering.add)
  return { ...shape, ends: Tally.endsOf(gathering.part()) }
}

/** A worker: carries out one block after the other, and has a part of the tally in the end. */
export interface Worker {
  /** Carries out a block in steps of some milliseconds, so that whoever drives it can do something else, or stop. */
  readonly block: (index: number) => Generator<number, void>
  readonly part: () => Tally.Part
}

/** How many members make a step. */
const step = 16

/** A worker on a plan. */
export const worker = (plan: Plan, shape: Tally.Shape, lanes: Lanes): Worker => {
  const members = membersOf(plan)
  const { size } = Tally.blocksOf(members)
  const carryOut = Members.carryOut(plan, lanes)
  const gathering = Tally.gathering(shape)
  return {
    *block(index) {
      const [first, end] = [index * size, Math.min((index + 1) * size, members)]
      gathering.begin(index, end - first)
      for (let member = first; member < end; member += step) {
        const next = Math.min(member + step, end)
        carryOut(member, next, gathering.add)
        yield next - member
      }
    },
    part: gathering.part
  }
}

/** Carries out a whole plan in steps; tells how many members each step made. */
export function* carryOutInSteps(
  plan: Plan,
  lanes: Lanes
): Generator<number, { readonly shape: Tally.Shape; readonly part: Tally.Part }> {
  const shape = shapeOf(plan, lanes)
  const { block, part } = worker(plan, shape, lanes)
  const { count } = Tally.blocksOf(membersOf(plan))
  for (let index = 0; index < count; index++) yield* block(index)
  return { shape, part: part() }
}

/** Carries out a whole plan at a stroke. */
export const carryOut = (plan: Plan, lanes: Lanes): { readonly shape: Tally.Shape; readonly part: Tally.Part } =>
  Steps.atAStroke(carryOutInSteps(plan, lanes))
