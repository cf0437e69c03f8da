/**
 * `gongfu advance`: projects further years of an open run, one unless told, each recorded when it is done.
 */
import * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as CarryOn from "../records/CarryOn.ts"
import { type Failure, Faulty } from "../session/Failure.ts"
import * as Records from "../records/Records.ts"
import * as References from "../records/References.ts"
import * as CarriedRun from "../render/CarriedRun.ts"
import type { Session } from "../session/Session.ts"

/** The run cannot be advanced to that year. */
export const NotAhead = Fault.define<{
  readonly year: number
  readonly run: string
  readonly from: number
  readonly to: number
}>("NotAhead", ({ from, run, to, year }) => ({
  problem: { en: `${run} cannot be advanced to ${year}`, zh: `${run} 不能推进到 ${year} 年` },
  remedy: { en: `its next years are ${from} to ${to}`, zh: `它后续的年份为 ${from} 至 ${to}` }
}))

/** Advances a run. */
export const advance = (input: {
  readonly run: string
  readonly to: Option.Option<number>
  readonly end: boolean
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const through = ({ id, scenario, state }: Records.Recorded): Effect.Effect<number, Failure> => {
      const [from, to] = [state.trajectory.to + 1, scenario.years.to]
      const year = input.end ? to : Option.getOrElse(input.to, () => from)
      return year >= from && year <= to
        ? Effect.succeed(year)
        : Effect.fail(new Faulty({ faults: [NotAhead(Span.whole("--to"), { year, run: id, from, to })] }))
    }
    const run = yield* Records.withStore(
      "change",
      Effect.flatMap(References.find(input.run), (id) => CarryOn.advance(id, through))
    )
    yield* CarriedRun.print(run, "new")
  })
