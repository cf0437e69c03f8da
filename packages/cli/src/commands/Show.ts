/**
 * `gongfu show`: one run on record. Without options its scoreboard; with
 * `--indicator`, `--year` or `--all` a table of indicators by year, with
 * `--all` under the names that scenarios and `--indicator` know them by. An ensemble is shown as
 * it was when it was carried out; see `ShowEnsemble`. With `--plot` pictures; see `ShowPlot`. What is named twice is
 * shown once.
 */
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Verdict from "@gongfu/core/run/Verdict"
import type { EventStore } from "@gongfu/core/store/EventStore"
import type { StoreError } from "@gongfu/core/store/StoreError"
import * as Effect from "effect/Effect"
import * as Choose from "../options/Choose.ts"
import * as Ensembles from "../ensembles/Ensembles.ts"
import { type Failure, Refused } from "../session/Failure.ts"
import * as Records from "../records/Records.ts"
import * as Document from "../render/Document.ts"
import * as NextStep from "../render/NextStep.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as RunJson from "../render/RunJson.ts"
import * as ScoreboardText from "../render/ScoreboardText.ts"
import * as Sparkline from "../render/Sparkline.ts"
import type { Row, Table } from "../render/Table.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"
import * as Format from "../session/Format.ts"
import { Session, type Shape } from "../session/Session.ts"
import * as ShellWord from "../session/ShellWord.ts"
import * as ShowEnsemble from "./ShowEnsemble.ts"
import type * as ShowPlot from "./ShowPlot.ts"

/** How many years stand beside each other in a width: the label takes what is left. */
const yearsPerTable = (width: number): number => Math.max(2, Math.floor((width - 44) / 11))

/** How many indicators stand beside each other where years stand below each other. */
const indicatorsPerTable = (width: number): number => Math.max(1, Math.floor((width - 8) / 24))

/** A few indicators, a line a year. */
const byYear = (
  { place, state }: Records.Recorded,
  indicators: ReadonlyArray<Indicator.Indicator>,
  years: ReadonlyArray<number>,
  { language }: Shape
): Table => {
  const { trajectory } = state
  const shown = indicators.map((indicator) => {
    const unit = UnitText.of(place.model.units, indicator.unit)
    const series = Trajectory.series(trajectory, indicator.slot)
    const decimals = Figure.decimalsToShow(unit, Math.max(...series.map(Math.abs)))
    return {
      head: UnitText.inBrackets(language)(indicator.label[language], Figure.unitName(unit, language)),
      figure: (year: number) => Figure.of(Trajectory.at(trajectory, indicator.slot, year), unit, decimals),
      path: Sparkline.of(series)
    }
  })
  return {
    columns: [
      { head: language === "zh" ? "年份" : "Year", align: "left" },
      ...shown.map(({ head }) => ({ head, align: "right" }) as const)
    ],
    rows: [
      ...years.map((year) => ({
        cells: [{ text: String(year) }, ...shown.map(({ figure }) => ({ text: figure(year) }))]
      })),
      {
        cells: [{ text: `${trajectory.from}–${trajectory.to}` }, ...shown.map(({ path }) => ({ text: path }))]
      }
    ]
  }
}

const tables = (
  recorded: Records.Recorded,
  indicators: ReadonlyArray<Indicator.Indicator>,
  years: ReadonlyArray<number>,
  named: boolean,
  session: Shape
): ReadonlyArray<Document.Block> => {
  const { language, width } = session
  const { place, state } = recorded
  const { model } = place
  const size = yearsPerTable(width)
  if (!named && years.length > size && indicators.length <= indicatorsPerTable(width))
    return [{ table: byYear(recorded, indicators, years, session) }]
  const row = (indicator: Indicator.Indicator, some: ReadonlyArray<number>): Row => {
    const unit = UnitText.of(model.units, indicator.unit)
    const series = Trajectory.series(state.trajectory, indicator.slot)
    const decimals = Figure.decimalsToShow(unit, Math.max(...series.map(Math.abs)))
    return {
      cells: [
        { text: indicator.label[language] },
        ...(named ? [{ text: indicator.name }] : []),
        { text: Figure.unitName(unit, language) },
        ...some.map((year) => ({
          text: Figure.of(Trajectory.at(state.trajectory, indicator.slot, year), unit, decimals)
        })),
        { text: Sparkline.of(series) }
      ]
    }
  }
  const table = (some: ReadonlyArray<number>): Table => ({
    columns: [
      { head: language === "zh" ? "指标" : "Indicator", align: "left", wraps: true },
      ...(named
        ? [
            {
              head: language === "zh" ? "名称" : "Name",
              align: "left",
              wraps: true,
              names: true,
              optional: 3,
              folds: UnitText.inBrackets(language)
            } as const
          ]
        : []),
      {
        head: language === "zh" ? "单位" : "Unit",
        align: "left",
        wraps: true,
        optional: 1,
        folds: UnitText.inBrackets(language)
      },
      ...some.map((year) => ({ head: String(year), align: "right" }) as const),
      { head: `${state.trajectory.from}–${state.trajectory.to}`, align: "left", optional: 2 }
    ],
    rows: model.sectors.flatMap(({ label, name }): ReadonlyArray<Row> => {
      const own = indicators.filter(({ variable }) => variable.sector === name)
      return own.length === 0 ? [] : [{ section: label[language] }, ...own.map((indicator) => row(indicator, some))]
    })
  })
  return Array.from({ length: Math.ceil(years.length / size) }, (_, i) => ({
    table: table(years.slice(i * size, (i + 1) * size))
  }))
}

/** What to show. */
interface Input {
  readonly runs: ReadonlyArray<string>
  readonly plot: boolean
  readonly indicators: ReadonlyArray<string>
  readonly years: ReadonlyArray<number>
  readonly all: boolean
}

const oneAtATime = (runs: ReadonlyArray<string>): Refused => {
  const typed = ShellWord.command("compare", ...runs)
  return new Refused({
    kind: "OneAtATime",
    problem: { en: "show takes one run, or several with --plot", zh: "show 每次显示一次推演" },
    remedy: {
      en: `add --plot, or hold them against each other: ${typed}`,
      zh: `请加 --plot 同时显示多个，或相互比较：${typed}`
    }
  })
}

/** Shows a run or an ensemble, or several as pictures. */
export const show = (input: Input): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    if (input.runs.length > 1 && !input.plot) return yield* oneAtATime(input.runs)
    const found = yield* Records.withStore(
      "read",
      Effect.gen(function* () {
        const meant = yield* Ensembles.findAll(input.runs)
        const distinct = new Map(meant.map((one) => [one.id, one])).values()
        return yield* Effect.forEach(
          distinct,
          ({ id, isEnsemble }): Effect.Effect<ShowPlot.Found, StoreError | Failure, EventStore> =>
            isEnsemble
              ? Effect.map(Ensembles.read(id), (ensemble) => ({ ensemble }))
              : Effect.map(Records.read(id), (run) => ({ run }))
        )
      })
    )
    if (input.plot) {
      const { show: showPlot } = yield* Effect.promise(() => import("./ShowPlot.ts"))
      return yield* showPlot(found, input)
    }
    const [one] = found
    if (one!.run === undefined) yield* ShowEnsemble.show(one!.ensemble, input)
    else yield* showRun(one!.run, input)
  })

const showRun = (recorded: Records.Recorded, input: Input): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, store, width } = session
    const { id, place, scenario, state, title } = recorded
    const shown: ScoreboardText.Shown = {
      ...recorded,
      verdicts: Verdict.of(scenario, state.trajectory),
      onRecord: undefined,
      store
    }
    const whole = input.indicators.length === 0 && input.years.length === 0 && !input.all
    const chosen = yield* Choose.indicators(place.model, input.indicators)
    const indicators = chosen.length > 0 ? chosen : input.all ? Indicator.all(place.model) : place.headline
    const years = yield* Choose.years(state.trajectory, input.years)
    if (session.json) {
      const values = (indicator: Indicator.Indicator) =>
        Object.fromEntries(years.map((year) => [year, Trajectory.at(state.trajectory, indicator.slot, year)]))
      const table = indicators.map((indicator) => ({
        indicator: indicator.name,
        label: indicator.label,
        unit: indicator.unit,
        values: values(indicator)
      }))
      session.print(Format.line("show", { run: RunJson.of(shown), ...(whole ? {} : { indicators: table }) }))
      return
    }
    const document: Document.Document = whole
      ? NextStep.inDocument(session, ScoreboardText.document(shown, language, palette))
      : [
          { heading: `${place.title[language]} · ${title[language]}`, level: 1 },
          { paragraph: id, tone: "faint" },
          ...tables(recorded, indicators, years, input.all, session)
        ]
    session.print(Document.text(document, width, palette))
  })
