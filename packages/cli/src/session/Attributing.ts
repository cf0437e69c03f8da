/**
 * Attributions carried out, one after the other, while the user is told how far they are.
 */
import * as Attribution from "@gongfu/core/analysis/Attribution"
import type { Fault } from "@gongfu/core/document/Fault"
import type { Label } from "@gongfu/core/document/Label"
import * as Effect from "effect/Effect"
import type * as Result from "effect/Result"
import * as LongWork from "./LongWork.ts"
import type { Session } from "./Session.ts"

const runsDone: Label = { en: "runs", zh: "推演" }

/** What came of each plan. */
export const carriedOut = (
  plans: ReadonlyArray<Attribution.Plan>
): Effect.Effect<
  ReadonlyArray<Result.Result<ReadonlyArray<Attribution.Attributed>, ReadonlyArray<Fault>>>,
  never,
  Session
> => {
  const of = plans.reduce((sum, plan) => sum + Attribution.runsOf(plan), 0)
  return LongWork.told(runsDone, of, (tell) => {
    let runs = 0
    return Effect.forEach(plans, (plan) =>
      LongWork.inSteps(Attribution.carryOutInSteps(plan), (more) => tell((runs += more)))
    )
  })
}
