/**
 * What a report is made from: runs with all that was worked out of them, before any of it is worded or drawn.
 *
 * Sections read this and nothing else, so that the same runs give the same bytes. A section that has nothing to say
 * is absent.
 */
import type { Attributed, Plan } from "@gongfu/core/analysis/Attribution"
import * as Compare from "@gongfu/core/analysis/Compare"
import type { InputDifferences } from "@gongfu/core/analysis/InputDifference"
import type { Ranking } from "@gongfu/core/analysis/Influence"
import type { Fault } from "@gongfu/core/document/Fault"
import type { Label, Language } from "@gongfu/core/document/Label"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as RunState from "@gongfu/core/run/RunState"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Verdict from "@gongfu/core/run/Verdict"
import * as Scoreboard from "@gongfu/core/target/Scoreboard"
import * as Target from "@gongfu/core/target/Target"
import type { Recorded } from "../ensembles/Ensembles.ts"
import type { Html } from "../render/Html.ts"
import * as RunColumns from "../render/RunColumns.ts"
import type { Side } from "../records/Sides.ts"
import type { Draw } from "./Chart.ts"

/** One of the runs, lettered in the order in which they were named. */
export interface Subject extends Side {
  readonly letter: string
  readonly state: RunState.RunState
  readonly scoreboard: Scoreboard.Scoreboard
  readonly verdicts: ReadonlyArray<Verdict.Verdict>
}

/** How the difference of a run from the first came about, or why it cannot be told. */
export type Attribution =
  | { readonly run: Subject; readonly plan: Plan; readonly attributed: ReadonlyArray<Attributed> }
  | { readonly run: Subject; readonly faults: ReadonlyArray<Fault> }

/** An ensemble on record, and the run whose scenario it varies. */
export interface Ensemble {
  readonly run: Subject
  readonly recorded: Recorded
}

/** What a report is made from. */
export interface Report {
  readonly subjects: ReadonlyArray<Subject>
  readonly first: Subject
  /** Whether only what decides is told. */
  readonly brief: boolean
  /** The years that differences are told of, rising: those that were asked for, else {@link yearOf} alone. */
  readonly told: ReadonlyArray<number>
  /** The year of what is told of one year only: the first that was asked for. */
  readonly year: number
  /** The headline indicators of the first run, and those that were asked for beside them. */
  readonly indicators: ReadonlyArray<Indicator.Indicator>
  /** The years that tables show. */
  readonly years: ReadonlyArray<number>
  /** Of two or more. */
  readonly comparison: Compare.Comparison | undefined
  /** What differs between the runs; what sets a run that is alone apart from the model's own values. */
  readonly inputs: InputDifferences
  readonly attributions: ReadonlyArray<Attribution>
  readonly ensembles: ReadonlyArray<Ensemble>
  /** How far each assumption moves the headline results of the first run. */
  readonly ranking: Ranking | undefined
}

/** What a section is made with. */
export interface Tools {
  readonly language: Language
  readonly draw: Draw
}

/** A section of the page. */
export interface Section {
  /** For links: letters and hyphens. */
  readonly name: string
  readonly title: Label
  readonly content: Html
}

/** A section, or nothing where there is nothing to say. */
export type Room = (report: Report, tools: Tools) => Section | undefined

/** Letters the runs and folds their events. */
export const subjects = (sides: ReadonlyArray<Side>): ReadonlyArray<Subject> =>
  sides.map((side, i) => {
    const state = RunState.replay(side.model, side.events)
    return {
      ...side,
      letter: RunColumns.letter(i),
      state,
      scoreboard: Scoreboard.of(side.targets, side.events),
      verdicts: Verdict.of(side.scenario, state.trajectory)
    }
  })

const settingEvents = new Set(["LeverAdjusted", "AssumptionChanged", "ShockApplied"])

/** What was asked for: years as they were named, indicators beside the headline ones, and whether to be brief. */
export interface Asked {
  readonly years: ReadonlyArray<number>
  readonly indicators: ReadonlyArray<Indicator.Indicator>
  readonly brief: boolean
}

/** The years that differences are told of, rising. */
export const toldOf = (first: Subject, { years }: Pick<Asked, "years">): ReadonlyArray<number> =>
  years.length === 0 ? [yearOf(first)] : [...new Set(years)].toSorted((a, b) => a - b)

/** The indicators that charts and differences are told of; none twice. */
export const indicatorsOf = (
  { place }: Subject,
  { indicators }: Pick<Asked, "indicators">
): ReadonlyArray<Indicator.Indicator> => {
  const headline = new Set(place.headline.map(({ name }) => name))
  const others = new Map(indicators.map((indicator) => [indicator.name, indicator]))
  return [...place.headline, ...[...others.values()].filter(({ name }) => !headline.has(name))]
}

/** What the runs were given and what came of that, for the first run's years. */
export const of = (
  all: ReadonlyArray<Subject>,
  asked: Asked,
  found: Pick<Report, "attributions" | "ensembles" | "ranking">
): Report => {
  const [first, second, ...others] = all as readonly [Subject, ...ReadonlyArray<Subject>]
  const { from, to } = first.state.trajectory
  const due = Target.deadlines(first.targets).filter((year) => year > from && year < to)
  const headline = { headline: first.place.headline.map(({ name }) => name) }
  const comparison = second === undefined ? undefined : Compare.of([first, second, ...others], headline)
  // The same run as if nothing had been set: what it was given is what differs from that.
  const untouched = { ...first, events: first.events.filter(({ type }) => !settingEvents.has(type)) }
  return {
    subjects: all,
    first,
    brief: asked.brief,
    told: toldOf(first, asked),
    year: asked.years[0] ?? yearOf(first),
    indicators: indicatorsOf(first, asked),
    years:
      to < from
        ? []
        : [
            ...new Set([from, ...due.slice(0, 2), ...asked.years.filter((year) => year >= from && year <= to), to])
          ].toSorted((a, b) => a - b),
    comparison,
    inputs: (comparison ?? Compare.of([untouched, first])).inputs,
    ...found
  }
}

/** The year that a report looks at: that in which most targets fall due, as far as the run goes. */
export const yearOf = ({ state, targets }: Subject): number => {
  const { from, to } = state.trajectory
  return Target.deadlines(targets).find((year) => year >= from && year <= to) ?? to
}

/** A run's value of an indicator in a year; nothing where it has none, or counts it in another unit. */
export const valueOf = (subject: Subject, indicator: Indicator.Indicator, year: number): number | undefined => {
  const own = Indicator.find(subject.model, indicator.name)
  const { trajectory } = subject.state
  if (own === undefined || own.unit !== indicator.unit || year < trajectory.from || year > trajectory.to)
    return undefined
  return Trajectory.at(trajectory, own.slot, year)
}
