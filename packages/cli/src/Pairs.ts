/**
 * Ensembles on the same draws, carried out again for what a summary does not hold: which member came to what.
 */
import type { Label } from "@gongfu/core/document/Label"
import * as Paired from "@gongfu/core/ensemble/Paired"
import * as Tally from "@gongfu/core/ensemble/Tally"
import * as EnsemblePlan from "@gongfu/core/ensemble/Plan"
import * as Effect from "effect/Effect"
import * as Crew from "./Crew.ts"
import { Refused } from "./Failure.ts"
import * as Figure from "./render/Figure.ts"

/** A side: the order that it is carried out by, and what it is called. */
export interface Side {
  readonly id: string
  readonly title: Label
  readonly order: Crew.Order
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

/** Holds sides against each other that have one place and one design. */
export const of = (
  sides: ReadonlyArray<Side>,
  threads: number | undefined,
  tell: (done: number) => void
): Effect.Effect<{ readonly members: number; readonly targets: ReadonlyArray<Paired.PairedTarget> }, Refused> =>
  Effect.gen(function* () {
    const orders = sides.map(({ order }): Crew.Order => ({ ...order, indicators: [] }))
    const plans = orders.map(Crew.planOf)
    const members = EnsemblePlan.membersOf(plans[0]!)
    const columns = Math.max(...plans.map(EnsemblePlan.columnsOf))
    if (!Tally.isKept(members, columns)) return yield* tooMany(members, Tally.mostMembersKept(columns))
    const carried = yield* Effect.forEach(orders, (order, i) =>
      Crew.carryOut(order, threads, (done) => tell(i * members + done))
    )
    // A scenario that ends earlier says nothing of later targets.
    const shared = carried[0]!.plan.targets.filter(({ target, year }) =>
      carried.every(({ plan }) =>
        plan.targets.some((other) => other.target.name === target.name && other.year === year)
      )
    )
    return {
      members,
      targets: shared.map(({ target, year }) =>
        Paired.of(
          carried.map((one) => ({
            target,
            year,
            margins: Crew.column(
              one,
              one.plan.targets.findIndex((other) => other.target.name === target.name)
            )
          }))
        )
      )
    }
  })
