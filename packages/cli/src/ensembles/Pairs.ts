/**
 * Ensembles on the same draws, carried out again for what a summary does not hold: which member came to what.
 */
import * as Paired from "@gongfu/core/ensemble/Paired"
import * as Tally from "@gongfu/core/ensemble/Tally"
import * as EnsemblePlan from "@gongfu/core/ensemble/Plan"
import * as Effect from "effect/Effect"
import * as Crew from "./Crew.ts"
import { Refused } from "../session/Failure.ts"
import * as Ensembles from "./Ensembles.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import type { Session } from "../session/Session.ts"

/** Ensembles held against each other, target by target. */
export interface Held {
  readonly members: number
  readonly targets: ReadonlyArray<Paired.PairedTarget>
}

const tooMany = (members: number, most: number): Refused =>
  new Refused({
    kind: "TooManyMembers",
    problem: {
      en: `${Figure.fixed(members, 0)} members are too many to hold one by one against each other`,
      zh: `${Figure.fixed(members, 0)} 个成员过多，无法逐一对照`
    },
    remedy: {
      en: `take ensembles of at most ${Figure.fixed(most, 0)} members`,
      zh: `请用不超过 ${Figure.fixed(most, 0)} 个成员的集合推演`
    }
  })

/** Whether every member of ensembles is known, so that nothing has to be carried out again. */
export const isKept = (carried: ReadonlyArray<Crew.Carried>): boolean =>
  carried.every(({ shape }) => shape.ends === undefined)

/** Holds ensembles against each other that have one place and one design, and are kept. */
export const hold = (carried: ReadonlyArray<Crew.Carried>): Held => {
  const margins = ({ part, plan }: Crew.Carried, name: string): Float64Array => {
    // Margins are the last columns of a plan.
    const first = EnsemblePlan.columnsOf(plan) - plan.targets.length
    return Tally.keptIn(part, first + plan.targets.findIndex(({ target }) => target.name === name))
  }
  // A scenario that ends earlier says nothing of later targets.
  const shared = carried[0]!.plan.targets.filter(({ target, year }) =>
    carried.every(({ plan }) => plan.targets.some((other) => other.target.name === target.name && other.year === year))
  )
  return {
    members: EnsemblePlan.membersOf(carried[0]!.plan),
    targets: shared.map(({ target, year }) =>
      Paired.of(carried.map((one) => ({ target, year, margins: margins(one, target.name) })))
    )
  }
}

/** Carries out what orders of one place and one design come to in their targets, and holds it against each other. */
export const of = (
  orders: ReadonlyArray<Crew.Order>,
  threads: number | undefined
): Effect.Effect<Held, Refused, Session> =>
  Effect.gen(function* () {
    const marginsOnly = orders.map((order): Crew.Order => ({ ...order, indicators: [] }))
    const plans = marginsOnly.map(Crew.planOf)
    const members = EnsemblePlan.membersOf(plans[0]!)
    const columns = Math.max(...plans.map(EnsemblePlan.columnsOf))
    if (!Tally.isKept(members, columns)) return yield* tooMany(members, Tally.mostMembersKept(columns))
    return hold(yield* Ensembles.carriedOut(marginsOnly, threads))
  })
