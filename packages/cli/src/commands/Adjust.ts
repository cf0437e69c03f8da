/**
 * `gongfu adjust`: sets levers and assumptions of an open run by hand, from its next year on.
 *
 * What is set holds until it is set again; the scenario no longer speaks of it in this run.
 */
import * as ByHand from "@gongfu/core/scenario/ByHand"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as CarryOn from "../records/CarryOn.ts"
import { type Failure, Faulty } from "../session/Failure.ts"
import * as Records from "../records/Records.ts"
import * as References from "../records/References.ts"
import * as CarriedRun from "../render/CarriedRun.ts"
import type { Session } from "../session/Session.ts"

/** Adjusts a run. */
export const adjust = (input: {
  readonly run: string
  readonly settings: ReadonlyArray<string>
  readonly reason: Option.Option<string>
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const { added, run } = yield* Records.withStore(
      "change",
      Effect.flatMap(References.find(input.run), (id) =>
        CarryOn.adjust(
          id,
          ({ place }) =>
            Effect.mapError(
              Effect.fromResult(ByHand.read(place.model, input.settings)),
              (faults) => new Faulty({ faults })
            ),
          Option.getOrUndefined(input.reason)
        )
      )
    )
    yield* CarriedRun.print(run, added > 0 ? "new" : "already")
  })
