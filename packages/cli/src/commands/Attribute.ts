/**
 * `gongfu attribute`: how much of the difference between two runs each lever, assumption and shock made that differs
 * between them. Runs on record or straight from files, in any mix; files are projected and not recorded.
 *
 * Ends with code 0 when the difference was attributed, also when there is none.
 */
import * as Attribution from "@gongfu/core/analysis/Attribution"
import type * as Fault from "@gongfu/core/document/Fault"
import type { Indicator } from "@gongfu/core/model/Indicator"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Attributing from "../session/Attributing.ts"
import * as Choose from "../options/Choose.ts"
import { type Failure, Faulty } from "../session/Failure.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as Limits from "../options/Limits.ts"
import * as OptionRange from "../options/OptionRange.ts"
import * as AttributionJson from "../render/AttributionJson.ts"
import * as AttributionText from "../render/AttributionText.ts"
import * as Document from "../render/Document.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"
import * as Sides from "../records/Sides.ts"

const { high: mostPermutations, low: fewestPermutations } = Limits.permutations

const optionFaults = (permutations: number, seed: number): ReadonlyArray<Fault.Fault> => [
  ...OptionRange.unless(
    permutations >= fewestPermutations && permutations <= mostPermutations && permutations % 2 === 0,
    "--permutations",
    permutations,
    {
      en: `an even number from ${fewestPermutations} to ${Figure.fixed(mostPermutations, 0)}`,
      zh: `${fewestPermutations} 至 ${Figure.fixed(mostPermutations, 0)} 之间的偶数`
    }
  ),
  ...OptionRange.within("--seed", seed, Limits.seedOfOrders)
]

/** Attributes. */
export const attribute = (input: {
  readonly sides: ReadonlyArray<string>
  readonly markdown: boolean
  readonly brief: boolean
  readonly indicators: ReadonlyArray<string>
  readonly years: ReadonlyArray<number>
  readonly by: "input" | "sector" | "kind"
  readonly permutations: number
  readonly seed: number
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, width } = session
    const [a, b] = (yield* Sides.of(input.sides)) as readonly [Sides.Side, Sides.Side]
    const { headline, kernel } = a.place
    const chosen: Result.Result<ReadonlyArray<Indicator>, Faulty> = input.indicators.length === 0
      ? Result.succeed(headline)
      : yield* Effect.result(Choose.indicators(a.model, input.indicators))
    const planned = Attribution.plan(kernel, [a, b], {
      indicators: Result.getOrElse(chosen, () => []),
      years: input.years,
      by: input.by,
      pairs: input.permutations / 2,
      seed: input.seed
    })
    const faults = [
      ...(Result.isFailure(planned) ? planned.failure : []),
      ...(Result.isFailure(chosen) ? chosen.failure.faults : []),
      ...optionFaults(input.permutations, input.seed)
    ]
    if (faults.length > 0 || Result.isFailure(planned)) return yield* new Faulty({ faults })
    const plan = planned.success
    const [found] = yield* Attributing.carriedOut([plan])
    if (Result.isFailure(found!)) return yield* new Faulty({ faults: found.failure })
    const attributed = found!.success
    if (session.json) {
      session.print(Format.line("attribute", { attribution: AttributionJson.of(plan, attributed, [a, b]) }))
      return
    }
    const document = AttributionText.document({ plan, attributed, brief: input.brief, letters: ["A", "B"] }, language)
    session.print(input.markdown ? Document.markdown(document) : Document.text(document, width, palette))
  })
