/**
 * `gongfu export`: numbers of runs for other programs.
 *
 * CSV has one row a run, year and indicator, with a head; JSON has a series an
 * indicator. Numbers are unrounded, in the model's own units.
 */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Effect from "effect/Effect"
import * as Choose from "../Choose.ts"
import type { Failure } from "../Failure.ts"
import * as Records from "../Records.ts"
import { format, Session } from "../Session.ts"

/**
 * A field of CSV (RFC 4180). A text that a spreadsheet would take for a formula gets a quote in front: exports are
 * opened by double-click.
 */
export const field = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One row of CSV; numbers are written in full and never quoted. */
const row = (cells: ReadonlyArray<string | number>): string =>
  cells.map((cell) => (typeof cell === "number" ? String(cell) : field(cell))).join(",")

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
      Effect.forEach(input.runs, (reference) => Effect.flatMap(Records.find(reference), Records.read))
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
      const runs = chosen.map(({ id, indicators, scenario, state, years }) => ({
        id,
        scenario: scenario.name,
        title: scenario.title,
        years,
        indicators: indicators.map(({ label, name, slot, unit }) => ({
          indicator: name,
          label,
          unit,
          values: years.map((year) => Trajectory.at(state.trajectory, slot, year))
        }))
      }))
      session.print(Fingerprint.canonical({ format, runs }))
      return
    }
    session.print(row(["run", "scenario", "year", "indicator", "unit", "value", "label_en", "label_zh"]))
    for (const { id, indicators, scenario, state, years } of chosen)
      for (const { label, name, slot, unit } of indicators)
        session.print(
          years
            .map((year) =>
              row([
                id,
                scenario.name,
                year,
                name,
                unit,
                Trajectory.at(state.trajectory, slot, year),
                label.en,
                label.zh
              ])
            )
            .join("\n")
        )
  })
