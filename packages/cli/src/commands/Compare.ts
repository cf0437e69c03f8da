/**
 * `gongfu compare`: two or more runs side by side, on record or straight from
 * files, in any mix. Files are projected and not recorded.
 *
 * Ensembles on record are compared as such, see `CompareEnsembles`.
 *
 * Ends with code 0 when they are the same, 2 when they differ. As CSV the result goes to standard output and the
 * sentence that says how much was compared to standard error.
 */
import * as UnitText from "@gongfu/core/wording/UnitText"
import * as Choice from "@gongfu/core/analysis/Choice"
import * as CoreCompare from "@gongfu/core/analysis/Compare"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Choose from "../options/Choose.ts"
import { Ended, type Failure } from "../session/Failure.ts"
import * as ComparisonText from "../render/ComparisonText.ts"
import * as Document from "../render/Document.ts"
import * as NextStep from "../render/NextStep.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"
import * as Sides from "../records/Sides.ts"
import * as ShellWord from "../session/ShellWord.ts"

/** Compares. */
export const compare = (input: {
  readonly sides: ReadonlyArray<string>
  readonly markdown: boolean
  readonly csv: boolean
  readonly all: boolean
  readonly brief: boolean
  readonly indicators: ReadonlyArray<string>
  readonly years: ReadonlyArray<number>
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, width } = session
    const found = yield* Effect.result(Sides.of(input.sides))
    if (Result.isFailure(found)) {
      if (found.failure._tag !== "Refused" || found.failure.kind !== "IsAnEnsemble") return yield* found.failure
      const { compare: compareEnsembles } = yield* Effect.promise(() => import("./CompareEnsembles.ts"))
      return yield* compareEnsembles(input)
    }
    const [first, second, ...others] = found.success
    const { model } = first!
    // What no model has is a slip of the pen; what some have is a gap of the comparison.
    const models = found.success.map((side) => side.model)
    const isUnknown = (name: string): boolean => Choice.resolve(models, [name]).addresses.size === 0
    yield* Choose.indicators(model, input.indicators.filter(isUnknown))
    yield* Choose.someYears(found.success, input.years)
    const comparison = CoreCompare.of([first!, second!, ...others], {
      all: input.all,
      indicators: input.indicators.length === 0 ? undefined : input.indicators,
      years: input.years.length === 0 ? undefined : input.years,
      eachYear: input.csv,
      headline: first!.place.headline.map(({ name }) => name)
    })
    if (session.json) {
      const ComparisonJson = yield* Effect.promise(() => import("../render/ComparisonJson.ts"))
      session.print(Format.line("compare", { comparison: ComparisonJson.of(comparison) }))
    } else if (input.csv) {
      const [Csv, ComparisonCsv] = yield* Effect.promise(() =>
        Promise.all([import("../render/Csv.ts"), import("../render/ComparisonCsv.ts")])
      )
      session.print(`${Csv.records(ComparisonCsv.rows(comparison, comparison.shown, UnitText.ofAll(models)))}\r`)
      session.tell(ComparisonText.summary(comparison, language))
    } else {
      const chosen = input.all || input.indicators.length > 0
      const telling = input.brief ? "headline" : chosen ? "all" : "main"
      const words = (option: string, values: ReadonlyArray<number | string>): ReadonlyArray<string> =>
        values.flatMap((value) => [option, String(value)])
      const ofAllYears = ShellWord.command("compare", ...input.sides, ...words("--indicator", input.indicators))
      const typed = { ofAllYears, whole: [ofAllYears, ...words("--year", input.years)].join(" ") }
      const document = NextStep.inDocument(
        session,
        ComparisonText.document(
          { comparison, model, units: UnitText.ofAll(models), all: input.all, telling, targets: first!.targets, typed },
          language,
          palette
        )
      )
      session.print(input.markdown ? Document.markdown(document) : Document.text(document, width, palette))
    }
    if (!comparison.same) return yield* new Ended({ code: 2 })
  })
