/**
 * What a lock says of a scenario: what decides its run, the fingerprint of the result, and the headline results in
 * plain numbers, so that a reviewer sees in a diff what a change does.
 *
 * L1  it is a pure function of the place, the scenario's files and the run: no language, clock or machine is in it;
 * L2  numbers are rounded to six significant digits; whether results are the same to the last digit is what `result`
 *     says;
 * L3  maps and lists are in one order, whatever the order of the files: names in alphabetical order, expectations as
 *     the scenario has them.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { expects } from "../document/Expected.ts"
import { Finite, Year, YearMap } from "../document/Number.ts"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import type { Place } from "../place/Place.ts"
import * as Event from "../run/Event.ts"
import type * as Run from "../run/Run.ts"
import * as Trajectory from "../run/Trajectory.ts"
import * as Verdict from "../run/Verdict.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import * as ScenarioFile from "../scenario/ScenarioFile.ts"
import type { Source } from "../scenario/ScenarioFile.ts"
import * as Scoreboard from "../target/Scoreboard.ts"
import * as Target from "../target/Target.ts"

/** The version of the format. */
export const format = 1

/** How many digits of a number are kept. */
export const digits = 6

const Print = Event.Fingerprint.pipe(expects({ en: "a fingerprint of 64 hexadecimal digits", zh: "64 位十六进制指纹" }))
const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)).pipe(
  expects({ en: "a whole number, 0 or more", zh: "非负整数" })
)
const Text = Schema.NonEmptyString.pipe(expects({ en: "a text that is not empty", zh: "非空文字" }))
const Side = Schema.Union([Finite, Schema.Literals(["NaN", "Infinity", "-Infinity"])]).pipe(
  expects({ en: "a number", zh: "数字" })
)

/** How an expectation stood, with both sides of a comparison. */
export const Expected = Schema.Struct({
  expect: Text,
  standing: Schema.Literals(["holds", "fails", "not_reached", "no_number", "unreadable"]),
  left: Schema.optionalKey(Side),
  right: Schema.optionalKey(Side)
})
export type Expected = typeof Expected.Type

/** A lock. A run that stopped has `stopped` and no `result`. */
export const Lock = Schema.Struct({
  lock: Count,
  scenario: Text,
  run: Text,
  result: Schema.optionalKey(Print),
  stopped: Schema.optionalKey(Schema.Struct({ year: Year, at: Text })),
  /** Of the engine, the model, the targets, the resolved scenario, and what its files say without a model. */
  fingerprints: Schema.Struct({ engine: Print, files: Print, model: Print, scenario: Print, targets: Print }),
  targets: Schema.Struct({
    all: Count,
    met: Count,
    missed: Count,
    on_the_way: Count,
    not_assessed: Count,
    missed_by_name: Schema.Array(Text)
  }),
  /** By indicator address and year. */
  headline: Schema.Record(Schema.String, YearMap),
  /** The first year of each milestone that was reached. */
  milestones: Schema.Record(Schema.String, Year),
  expectations: Schema.Array(Expected)
})
export type Lock = typeof Lock.Type

/** A number as a lock holds it. */
export const rounded = (value: number): number => Number(value.toPrecision(digits)) + 0

const side = (value: number): Expected["left"] & {} =>
  Number.isFinite(value) ? rounded(value) : (String(value) as "NaN" | "Infinity" | "-Infinity")

const byName = <A>(entries: ReadonlyArray<readonly [string, A]>): Record<string, A> =>
  Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))

/**
 * The fingerprint of what a chain of files says together, from the scenario itself to the one that extends none,
 * before it meets a model: it tells that a scenario is untouched when no model can resolve it any more. Which file of
 * the chain says what does not count. Nothing where a file has faults of form.
 */
export const ofFiles = (chain: ReadonlyArray<Source>): string | undefined => {
  const files = chain.flatMap(({ file }) => (Result.isSuccess(file) ? [file.success] : []))
  return files.length < chain.length || files.length === 0
    ? undefined
    : Fingerprint.of(ScenarioFile.toData(files.reduceRight((parent, child) => ScenarioFile.extend(parent, child))))
}

/** The lock of a scenario's run. `files` is the fingerprint that {@link ofFiles} gives. */
export const of = (place: Place, scenario: Scenario, files: string, run: Run.Run): Lock => {
  const { events, id, state } = run
  const { trajectory } = state
  const { areas, counts } = Scoreboard.of(place.targets, events)
  const rows = areas.flatMap((area) => area.rows)
  const { engine, model, scenario: said, targets } = state.started!.fingerprints
  const failed = events.find((event) => event.type === "RunFailed")
  const years = Target.headlineYears(place.targets, trajectory)
  return {
    lock: format,
    scenario: scenario.name,
    run: id,
    ...(state.result === undefined ? {} : { result: state.result }),
    ...(failed === undefined ? {} : { stopped: { year: failed.year, at: failed.variable } }),
    fingerprints: { engine, files, model, scenario: said, targets },
    targets: {
      all: rows.length,
      ...counts,
      missed_by_name: rows
        .filter(({ standing }) => standing?.status === "missed")
        .map(({ target }) => target.name)
        .toSorted()
    },
    headline: byName(
      place.headline.map(({ name, slot }) => [
        name,
        Object.fromEntries(years.map((year) => [year, rounded(Trajectory.at(trajectory, slot, year))]))
      ])
    ),
    milestones: byName(state.milestones.map(({ milestone, year }) => [milestone, year])),
    expectations: Verdict.of(scenario, trajectory).map(({ sides, standing, text }) => ({
      expect: text,
      standing,
      ...(sides === undefined ? {} : { left: side(sides.left), right: side(sides.right) })
    }))
  }
}

/** Whether two locks say the same. */
export const equal = (a: Lock, b: Lock): boolean => Fingerprint.canonical(a) === Fingerprint.canonical(b)
