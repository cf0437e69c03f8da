/**
 * `gongfu compare`: two or more runs side by side, on record or straight from
 * files, in any mix. Files are projected and not recorded.
 *
 * Ends with code 0 when they are the same, 2 when they differ.
 */
import * as CoreCompare from "@gongfu/core/analysis/Compare"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Effect from "effect/Effect"
import * as Choose from "../Choose.ts"
import { Ended, type Failure } from "../Failure.ts"
import * as ComparisonText from "../render/ComparisonText.ts"
import * as Document from "../render/Document.ts"
import { format, Session } from "../Session.ts"
import * as Sides from "../Sides.ts"

/** Compares. */
export const compare = (input: {
  readonly sides: ReadonlyArray<string>
  readonly markdown: boolean
  readonly all: boolean
  readonly brief: boolean
  readonly indicators: ReadonlyArray<string>
  readonly years: ReadonlyArray<number>
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, width } = session
    const [first, second, ...others] = yield* Sides.of(input.sides)
    const { model } = first!
    // What the first model does not have is a slip of the pen; what only others lack is a gap of the comparison.
    yield* Choose.indicators(model, input.indicators)
    const comparison = CoreCompare.of([first!, second!, ...others], {
      all: input.all,
      indicators: input.indicators.length === 0 ? undefined : input.indicators,
      years: input.years.length === 0 ? undefined : input.years,
      headline: first!.place.headline.map(({ name }) => name)
    })
    if (session.json)
      session.print(Fingerprint.canonical({ format, comparison: JSON.parse(JSON.stringify(comparison)) }))
    else {
      const chosen = input.all || input.indicators.length > 0
      const telling = input.brief ? "headline" : chosen ? "all" : "main"
      const backing = new Set(first!.targets.all.map(({ indicator }) => indicator.name))
      const document = ComparisonText.document({ comparison, model, telling, backing }, language, palette)
      session.print(input.markdown ? Document.markdown(document) : Document.text(document, width, palette))
    }
    if (!comparison.same) return yield* new Ended({ code: 2 })
  })
