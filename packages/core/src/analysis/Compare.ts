/**
 * Two or more runs, side by side.
 *
 * The first run is the reference; every other is held against it. What differs
 * is told, what cannot be compared is told, and how many values were compared
 * is told: a comparison never passes in silence. The outcome is plain data, in
 * the order of the reference's files. It does not depend on the order of keys
 * within an event, nor, where no year tells of one thing twice, on the order of
 * events within a year. Of a lever that is set twice in a year the later
 * setting counts, and the hits of one shock apply one after the other.
 *
 * Inputs are compared in all years that every run has; choosing indicators or
 * years narrows values and targets only.
 */
import type { Label } from "../document/Label.ts"
import * as Choice from "./Choice.ts"
import { type ComparedRun, type Facts, read, type Status } from "./ComparedRun.ts"
import * as Gap from "./Gap.ts"
import * as IndicatorDifference from "./IndicatorDifference.ts"
import * as InputDifference from "./InputDifference.ts"
import * as MilestoneDifference from "./MilestoneDifference.ts"
import * as TargetDifference from "./TargetDifference.ts"

/** What to compare and how much to tell. */
export interface Options {
  /** Tell what is the same too. */
  readonly all?: boolean
  /** Compare and show these years only; without them all years are compared and the last one is shown. */
  readonly years?: ReadonlyArray<number> | undefined
  /** Show every year that is compared, not only the last. */
  readonly eachYear?: boolean
  /** Compare these addresses only, and the targets on them; the name of a variable stands for all its members. */
  readonly indicators?: ReadonlyArray<string> | undefined
  /** Addresses to mark as headline. */
  readonly headline?: ReadonlyArray<string>
}

/** One of the runs. */
export interface RunSummary {
  readonly id: string
  readonly title: Label
  readonly scenario: string | undefined
  readonly status: Status
  /** The first and the last projected year. */
  readonly years: { readonly from: number; readonly to: number } | undefined
  /** The fingerprint of a completed run's result. */
  readonly result: string | undefined
  /** The run that it was forked from, and the last year that they share. */
  readonly parent: { readonly run: string; readonly year: number } | undefined
}

/** How many things were held against the reference. */
export interface Counts {
  /** Values of indicators, one a year. */
  readonly values: number
  /** Settings of levers, assumptions and shocks, one a year, and the choice in a shortage. */
  readonly inputs: number
  /** Assessments of targets, one a year. */
  readonly assessments: number
  readonly milestones: number
}

/** The outcome. */
export interface Comparison {
  readonly runs: ReadonlyArray<RunSummary>
  /** The years that every run has: those of `series`. */
  readonly years: ReadonlyArray<number>
  /** The years that indicators are shown in. */
  readonly shown: ReadonlyArray<number>
  readonly inputs: InputDifference.InputDifferences
  readonly indicators: ReadonlyArray<IndicatorDifference.IndicatorDifference>
  readonly targets: ReadonlyArray<TargetDifference.TargetDifference>
  readonly milestones: ReadonlyArray<MilestoneDifference.MilestoneDifference>
  readonly gaps: ReadonlyArray<Gap.Gap>
  readonly compared: Counts
  readonly differing: Counts
  /** How many of those that differ do so in rounding alone, see `Rounding`: they are shown only where all do. */
  readonly rounded: Pick<Counts, "values" | "assessments">
  /** Whether nothing differs and nothing was left uncompared. */
  readonly same: boolean
}

const rising = (years: Iterable<number>): ReadonlyArray<number> => [...new Set(years)].toSorted((a, b) => a - b)

/** What a run is told as beside others. */
export const summaryOf = ({ run, started, status, years, result }: Facts): RunSummary => ({
  id: run.id,
  title: run.title,
  scenario: started?.scenario,
  status,
  years: years.length === 0 ? undefined : { from: years[0]!, to: years.at(-1)! },
  result,
  parent: started?.parent
})

/** Years of events that a run has not projected. */
const strayYears = ({ run, projected }: Facts): ReadonlyArray<number> =>
  rising(run.events.flatMap((event) => ("year" in event && !projected.has(event.year) ? [event.year] : [])))

const parentOf = ({ started }: Facts): string => JSON.stringify([started?.parent?.run, started?.parent?.year])

/** A run and those that it descends from by forking, as far as they are known or compared too. */
const lineOf = (of: Facts, runs: ReadonlyArray<Facts>): ReadonlySet<string> => {
  const line = new Set<string>()
  const follow = (id: string | undefined): void => {
    if (id === undefined || line.has(id)) return
    line.add(id)
    const link = runs.find(({ run }) => run.id === id)
    for (const ancestor of link?.run.ancestors ?? []) follow(ancestor)
    follow(link?.started?.parent?.run)
  }
  follow(of.run.id)
  return line
}

/** Whether two runs descend from one, which may be one of them: that they have other parents is then no wonder. */
const areOfOneFamily = (one: Facts, other: Facts, runs: ReadonlyArray<Facts>): boolean =>
  one.run.id !== other.run.id && !lineOf(one, runs).isDisjointFrom(lineOf(other, runs))

/** Whether all that a run says of years that it has not projected is what they are to be projected from. */
const isToldBeforehand = ({ projected, run }: Facts): boolean =>
  run.events.every(
    (event) =>
      !("year" in event) ||
      projected.has(event.year) ||
      event.type === "LeverAdjusted" ||
      event.type === "AssumptionChanged" ||
      event.type === "ShockApplied"
  )

/** Gaps that concern runs as a whole. */
const wholeRuns = (runs: ReadonlyArray<Facts>): ReadonlyArray<Gap.Gap> => {
  const everyYear = new Set(runs.flatMap((run) => run.years))
  const strays = runs.map(strayYears)
  // What an unfinished run has been told for the next year is no fault, as long as it comes to the same in all of them.
  const pending = rising(runs.flatMap(({ status }, i) => (status === "running" ? strays[i]! : [])))
  const isPendingAlike = InputDifference.compare(runs, pending, false).explained.size === 0
  const isStray = (run: Facts, i: number): boolean =>
    strays[i]!.length > 0 &&
    run.status !== "failed" &&
    (run.status === "completed" || !isPendingAlike || !isToldBeforehand(run))
  const others = (of: (run: Facts) => string | undefined) =>
    runs.filter((run) => of(run) !== of(runs[0]!)).map(({ run }) => run.id)
  const origins = [
    ["different_models", others(({ run, started }) => `${run.model.fingerprint} ${started?.fingerprints.model}`)],
    ["different_targets", others(({ run, started }) => `${run.targets.fingerprint} ${started?.fingerprints.targets}`)],
    ["different_engines", others(({ started }) => started?.fingerprints.engine)]
  ] as const
  return [
    ...runs.flatMap(({ run, started, failed, status, years }) => [
      ...(started === undefined ? [Gap.notARun(run.id)] : []),
      ...(failed === undefined ? [] : [Gap.failedRun(run.id, failed.year, failed.variable)]),
      ...(status === "running" && runs.some((other) => other.status !== status)
        ? [Gap.unfinishedRun(run.id, years.at(-1))]
        : [])
    ]),
    ...origins.flatMap(([kind, ids]) => (ids.length === 0 ? [] : [Gap.differentOrigin(kind, ids)])),
    ...runs.flatMap(({ run, projected }) => {
      const missing = rising([...everyYear].filter((year) => !projected.has(year)))
      return missing.length === 0 ? [] : [Gap.missingYears(run.id, missing)]
    }),
    ...runs.flatMap(({ run, started, status, years }) =>
      started === undefined || status !== "completed" || (started.from === years[0] && started.to === years.at(-1))
        ? []
        : [Gap.wrongSpan(run.id, started, years)]
    ),
    ...runs.flatMap((facts, i) => (isStray(facts, i) ? [Gap.strayEvent(facts.run.id, strays[i]!)] : [])),
    ...runs.flatMap(({ repeated, run, unknown }) => [
      ...repeated.map(({ subject, type, years }) => Gap.repeatedEvent(run.id, type, subject, years)),
      ...(unknown.length === 0 ? [] : [Gap.unknownEvent(run.id, unknown)])
    ])
  ]
}

/**
 * Compares runs. The first is the reference.
 *
 * **Details**
 *
 * Runs of different models or targets are compared as far as names and units agree, and the rest is in `gaps`. A
 * chosen year or indicator that does not exist is in `gaps` too.
 */
export const of = (
  compared: readonly [ComparedRun, ComparedRun, ...ReadonlyArray<ComparedRun>],
  options: Options = {}
): Comparison => {
  const { all = false, eachYear = false, headline = [], years: chosenYears } = options
  const runs = compared.map(read)
  const common = runs[0]!.years.filter((year) => runs.every((run) => run.projected.has(year)))
  const asked = chosenYears === undefined ? undefined : rising(chosenYears)
  const years = asked?.filter((year) => common.includes(year))
  const shown = years ?? (eachYear ? common : common.slice(-1))

  const choice =
    options.indicators === undefined
      ? undefined
      : Choice.resolve(
          compared.map((run) => run.model),
          options.indicators
        )
  const indicators = choice?.addresses

  const inputs = InputDifference.compare(runs, common, all)
  const values = IndicatorDifference.compare(
    runs,
    { common, years: years ?? common, shown, indicators, headline, all },
    inputs.explained
  )
  const targets = TargetDifference.compare(runs, { common, years, eachYear, indicators, all })
  const milestones = MilestoneDifference.compare(runs, common, all)

  const counts = (key: "compared" | "differing"): Counts => ({
    values: values[key],
    inputs: inputs[key],
    assessments: targets[key],
    milestones: milestones[key]
  })
  const differing = counts("differing")
  // An input is an indicator too.
  const isTold = ({ kind, subject }: Gap.Gap): boolean =>
    kind === "different_units" && inputs.gaps.some((gap) => gap.kind === kind && gap.subject === subject)
  const gaps = [
    ...wholeRuns(runs),
    ...(asked ?? []).filter((year) => !common.includes(year)).map(Gap.yearNotCompared),
    ...(choice?.gaps ?? []),
    ...inputs.gaps,
    ...values.gaps.filter((gap) => !isTold(gap)),
    ...targets.gaps,
    ...(values.compared === 0 ? [Gap.nothingCompared] : [])
  ]
  const nothingDiffers = gaps.length === 0 && Object.values(differing).every((count) => count === 0)
  // Only a comparison of everything can say that nothing accounts for another fingerprint or another parent.
  const others = (isOther: (run: Facts, first: Facts) => boolean): ReadonlyArray<string> =>
    nothingDiffers && choice === undefined && asked === undefined
      ? runs.filter((run) => isOther(run, runs[0]!)).map(({ run }) => run.id)
      : []
  const otherResults = others((run, first) => run.result !== first.result)
  const otherParents = others((run, first) => parentOf(run) !== parentOf(first) && !areOfOneFamily(run, first, runs))
  const unaccounted = [
    ...(otherResults.length === 0 ? [] : [Gap.differentResults(otherResults)]),
    ...(otherParents.length === 0 ? [] : [Gap.differentParents(otherParents)])
  ]
  return {
    runs: runs.map(summaryOf),
    years: common,
    shown,
    inputs: inputs.inputs,
    indicators: values.indicators,
    targets: targets.targets,
    milestones: milestones.milestones,
    gaps: [...gaps, ...unaccounted],
    compared: counts("compared"),
    differing,
    rounded: { values: values.rounded, assessments: targets.rounded },
    same: nothingDiffers && unaccounted.length === 0
  }
}
