/**
 * `gongfu show --plot`: indicators of runs, and of at most one ensemble, as pictures. Nothing is carried out again.
 *
 * With `--json` the numbers of the pictures.
 */
import * as Summary from "@gongfu/core/ensemble/Summary"
import * as Indicator from "@gongfu/core/model/Indicator"
import type { Place } from "@gongfu/core/place/Place"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Scoreboard from "@gongfu/core/target/Scoreboard"
import * as Effect from "effect/Effect"
import * as Choose from "../options/Choose.ts"
import * as Ensembles from "../ensembles/Ensembles.ts"
import { type Failure, Refused } from "../session/Failure.ts"
import type * as Records from "../records/Records.ts"
import * as Document from "../render/Document.ts"
import * as PlotText from "../render/PlotText.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

const noYears = new Refused({
  kind: "NoYears",
  problem: { en: "a picture shows all years", zh: "图形显示全部年份" },
  remedy: { en: "leave out --year, or leave out --plot", zh: "请去掉 --year 或 --plot" }
})

const tooMany = new Refused({
  kind: "TooManyLines",
  problem: {
    en: `a picture takes ${PlotText.letters.length} runs at most`,
    zh: `一幅图最多显示 ${PlotText.letters.length} 次推演`
  },
  remedy: { en: "show fewer at once", zh: "请减少一次显示的推演" }
})

const twoFans = new Refused({
  kind: "TwoFans",
  problem: { en: "a picture takes one ensemble", zh: "一幅图只显示一个集合推演" },
  remedy: { en: "show them one by one, or compare them: gongfu compare", zh: "请逐个显示，或用 gongfu compare 比较" }
})

const notThere = (id: string, indicator: string): Refused =>
  new Refused({
    kind: "NotInThePicture",
    problem: { en: `${id} has no ${indicator} in the same unit`, zh: `${id} 没有同一单位的 ${indicator}` },
    remedy: { en: "name another indicator, or leave that run out", zh: "请另选指标，或去掉该推演" }
  })

/** A run or an ensemble on record. */
export type Found =
  | { readonly run: Records.Recorded; readonly ensemble?: undefined }
  | { readonly ensemble: Ensembles.Recorded; readonly run?: undefined }

const placeOf = ({ ensemble, run }: Found): Place => (run ?? ensemble).place

const ofRun = ({ events, id, place, state, title }: Records.Recorded): PlotText.Side => {
  const standings = Scoreboard.standings(events)
  return {
    id,
    title,
    from: state.trajectory.from,
    series: ({ name }) => Trajectory.series(state.trajectory, Indicator.find(place.model, name)!.slot),
    standing: ({ name }) => standings.get(name)
  }
}

const ofEnsemble = ({ id, scenario, summarised: { summary } }: Ensembles.Recorded): PlotText.Side => ({
  id,
  title: scenario.title,
  from: summary.from,
  series: ({ name }) => {
    const years = summary.indicators.find(({ indicator }) => indicator === name)?.years ?? []
    return Summary.probabilities.map((_, i) => years.map(({ quantiles }) => quantiles[i]!))
  },
  standing: ({ name }) => {
    const odds = summary.targets.find(({ target }) => target === name)
    return odds === undefined ? undefined : { share: Summary.probabilityOf(odds, summary.members) }
  }
})

const has = ({ ensemble, run }: Found, { name, unit }: Indicator.Indicator): boolean =>
  Indicator.find((run ?? ensemble).place.model, name)?.unit === unit &&
  (ensemble === undefined || ensemble.summarised.summary.indicators.some(({ indicator }) => indicator === name))

/** Shows runs and an ensemble as pictures. */
export const show = (found: ReadonlyArray<Found>, input: Choose.Narrowing): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, width } = session
    if (input.years.length > 0) return yield* noYears
    if (found.length > PlotText.letters.length) return yield* tooMany
    const ensembles = found.flatMap(({ ensemble }) => ensemble ?? [])
    if (ensembles.length > 1) return yield* twoFans
    const place = placeOf(found[0]!)
    const chosen = yield* Choose.indicators(place.model, input.indicators)
    const recorded = ensembles.flatMap((ensemble) => Ensembles.orderOf(ensemble).indicators)
    const all = recorded.length > 0 ? recorded : Indicator.all(place.model)
    const short = ensembles.some(({ started }) => started.indicators !== undefined) ? recorded : place.headline
    const indicators = chosen.length > 0 ? chosen : input.all ? all : short
    for (const one of found)
      for (const indicator of indicators)
        if (!has(one, indicator)) return yield* notThere((one.run ?? one.ensemble).id, indicator.name)
    const sides = found.map(({ ensemble, run }) => (run === undefined ? ofEnsemble(ensemble) : ofRun(run)))
    if (session.json) {
      const plots = indicators.map((indicator) => ({
        indicator: indicator.name,
        label: indicator.label,
        unit: indicator.unit,
        runs: found.map(({ ensemble }, i) => ({
          id: sides[i]!.id,
          from: sides[i]!.from,
          ...(ensemble === undefined
            ? { values: sides[i]!.series(indicator) }
            : { quantileLevels: Summary.probabilities, quantiles: sides[i]!.series(indicator) })
        })),
        levels: PlotText.levelsOf(place, indicator).map((target) => ({
          target: target.name,
          comparison: target.requirement!.comparison,
          ...PlotText.levelOf(target, Math.min(...sides.map(({ from }) => from)))
        }))
      }))
      session.print(Format.line("show", { plots }))
      return
    }
    const title = sides.length === 1 ? `${place.title[language]} · ${sides[0]!.title[language]}` : place.title[language]
    const document: Document.Document = [
      { heading: title, level: 1 },
      ...indicators.flatMap((indicator) => PlotText.blocks(indicator, sides, place, language))
    ]
    session.print(Document.text(document, width, palette))
  })
