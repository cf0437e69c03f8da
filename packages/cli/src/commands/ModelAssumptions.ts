/**
 * `gongfu model assumptions`: the register of what is assumed, with value, range and reason; first what moves the
 * headline results most.
 */
import * as Influence from "@gongfu/core/analysis/Influence"
import * as Span from "@gongfu/core/document/Span"
import type { Indicator } from "@gongfu/core/model/Indicator"
import type { Variable } from "@gongfu/core/model/Model"
import type { Place } from "@gongfu/core/place/Place"
import * as Target from "@gongfu/core/target/Target"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Choose from "../options/Choose.ts"
import { type Failure, Faulty, Refused } from "../session/Failure.ts"
import * as Load from "../places/Load.ts"
import * as AssumptionsText from "../render/AssumptionsText.ts"
import * as Document from "../render/Document.ts"
import * as SourceText from "@gongfu/core/wording/SourceText"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

/** The ranking of a place's assumptions in a year. */
const ranked = (
  { headline, kernel, model, targets }: Place,
  asked: number | undefined
): Effect.Effect<Influence.Ranking, Failure> => {
  const { from, to } = model.years
  const year = asked ?? Target.deadlines(targets)[0] ?? to
  if (year < from || year > to)
    return Effect.fail(new Faulty({ faults: [Choose.YearNotThere(Span.whole("--year"), { year, from, to })] }))
  const ranking = Influence.rank(kernel, headline, year)
  if (!("_tag" in ranking)) return Effect.succeed(ranking)
  const { failure, year: stopped } = ranking
  return Effect.fail(
    new Refused({
      kind: "BaseStopped",
      problem: {
        en: `with the model's own values the run stops in ${stopped} at ${failure.variable}`,
        zh: `按模型自身的值推演，在 ${stopped} 年中止于 ${failure.variable}`
      },
      remedy: {
        en: `choose an earlier --year, or list them --by sector`,
        zh: `请用 --year 指定更早的年份，或用 --by sector 按部门列出`
      }
    })
  )
}

const entry = ({ cells, distribution, label, name, range, sector, series, source, spread, unit }: Variable) => ({
  name,
  sector,
  label,
  unit,
  range,
  ...(spread === undefined ? {} : { spread }),
  ...(distribution === undefined ? {} : { distribution }),
  ...(source === undefined ? {} : { source: SourceText.data(source) }),
  ...(series === undefined ? { values: Object.fromEntries(cells.map((cell) => [cell.name, cell.value])) } : { series })
})

/** A run at one end as data: every headline result, and its change relative to the base. */
const endOf = (headline: ReadonlyArray<Indicator>, base: ReadonlyArray<number>, outcome: Influence.Outcome) => {
  if (outcome._tag === "Stopped")
    return { stopped: { year: outcome.year, at: outcome.failure.variable, reason: outcome.failure.reason } }
  const each = (of: (value: number, i: number) => number | null) =>
    Object.fromEntries(headline.map(({ name }, i) => [name, of(outcome.values[i]!, i)]))
  return {
    values: each((value) => value),
    changes: each((value, i) => (base[i] === 0 ? null : (value - base[i]!) / Math.abs(base[i]!) + 0))
  }
}

/** Prints the register of a place's model. */
export const assumptions = (input: {
  readonly place: string
  readonly markdown: boolean
  readonly by: "influence" | "sector"
  readonly year: Option.Option<number>
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const place = yield* Load.place(input.place)
    const { headline, model } = place
    const ranking = input.by === "sector" ? undefined : yield* ranked(place, Option.getOrUndefined(input.year))
    if (session.json) {
      session.print(
        Format.line("model assumptions", {
          place: place.name,
          model: model.name,
          ...(ranking === undefined
            ? { assumptions: model.variables.filter(({ kind }) => kind === "assumption").map(entry) }
            : {
                year: ranking.year,
                headline: headline.map(({ name, unit }, i) => ({ indicator: name, unit, base: ranking.base[i]! })),
                assumptions: ranking.influences.map(({ high, low, swing, variable }) => ({
                  ...entry(variable),
                  swing: swing ?? null,
                  low: endOf(headline, ranking.base, low),
                  high: endOf(headline, ranking.base, high)
                }))
              })
        })
      )
      return
    }
    const document =
      ranking === undefined
        ? AssumptionsText.bySector(model, session.language)
        : AssumptionsText.byInfluence(model, headline, ranking, session.language)
    session.print(
      input.markdown ? Document.markdown(document) : Document.text(document, session.width, session.palette)
    )
  })
