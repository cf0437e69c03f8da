/**
 * `gongfu export`: numbers of runs for other programs.
 *
 * CSV has one row a run, year and indicator, with a head; JSON has a series an
 * indicator. A run that is named twice is printed once. Numbers are unrounded,
 * in the model's own units. The columns are the same whatever is exported, and
 * a new one comes after those that there are.
 */
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Effect from "effect/Effect"
import * as Choose from "../options/Choose.ts"
import type { Failure } from "../session/Failure.ts"
import * as Records from "../records/Records.ts"
import * as References from "../records/References.ts"
import * as Csv from "../render/Csv.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

/** Prints runs. */
export const exportRuns = (input: {
  readonly runs: ReadonlyArray<string>
  readonly as: "csv" | "json"
  readonly indicators: ReadonlyArray<string>
  readonly years: ReadonlyArray<number>
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const recorded = yield* Records.withStore(
      "read",
      Effect.flatMap(References.findAll(input.runs), (ids) => Effect.forEach(new Set(ids), Records.read))
    )
    const chosen = yield* Effect.forEach(recorded, (run) =>
      Effect.all({
        indicators:
          input.indicators.length === 0
            ? Effect.succeed(Indicator.all(run.place.model))
            : Choose.indicators(run.place.model, input.indicators),
        years: Choose.years(run.state.trajectory, input.years)
      }).pipe(Effect.map((choice) => ({ ...choice, ...run })))
    )
    if (input.as === "json" || session.json) {
      const runs = chosen.map(({ id, indicators, place, scenario, state, title, years }) => ({
        id,
        place: place.name,
        scenario: scenario.name,
        title,
        years,
        indicators: indicators.map(({ label, name, slot, unit }) => ({
          indicator: name,
          label,
          unit,
          values: years.map((year) => Trajectory.at(state.trajectory, slot, year))
        }))
      }))
      session.print(Format.line("export", { runs }))
      return
    }
    const head = ["run", "scenario", "year", "indicator", "unit", "value", "label_en", "label_zh", "place"]
    const rows = chosen.flatMap(({ id, indicators, place, scenario, state, years }) =>
      indicators.flatMap(({ label, name, slot, unit }) =>
        years.map((year) => [
          id,
          scenario.name,
          year,
          name,
          unit,
          Trajectory.at(state.trajectory, slot, year),
          label.en,
          label.zh,
          place.name
        ])
      )
    )
    session.print(`${Csv.records([head, ...rows])}\r`)
  })
