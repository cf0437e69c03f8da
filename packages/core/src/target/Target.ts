/**
 * Plan targets that have been checked against a model, see `TargetCheck`.
 *
 * What is promised of a `Target`:
 * T1  its indicator is a number of the model;
 * T2  it has the keys that its kind needs and no others, and one comparison (a falling trend has none);
 * T3  `first` to `by` are policy years of the model, and where the kind looks at a base or at the year before, the
 *     model has that year too.
 *
 * Targets keep the order of their file everywhere.
 */
import type { Label } from "../document/Label.ts"
import type * as Indicator from "../model/Indicator.ts"
import type * as TargetFile from "./TargetFile.ts"

/** What is asked: the comparison and the figure as the plan gives it. */
export interface Requirement {
  readonly comparison: TargetFile.Comparison
  readonly value: number
}

/** One checked target. */
export interface Target {
  readonly name: string
  readonly label: Label
  readonly note: Label | undefined
  /** The clause of the plan. */
  readonly clause: string
  readonly area: string
  readonly kind: TargetFile.Kind
  readonly indicator: Indicator.Indicator
  /** The first or the base year, for kinds that have one. */
  readonly from: number | undefined
  /** The deadline. */
  readonly by: number
  /** The first year in which the target is assessed. */
  readonly first: number
  /** Nothing for a falling trend. */
  readonly requirement: Requirement | undefined
  /** How far the figure may be missed; 0 where it is meant exactly. */
  readonly tolerance: number
  readonly strength: TargetFile.Strength
}

/** An area of the plan. */
export interface Area {
  readonly name: string
  readonly label: Label
}

/** All targets of a place, with the document that they come from. */
export interface Targets {
  readonly document: TargetFile.TargetDocument
  /** The document as canonical JSON, which is how it is stored. */
  readonly canonical: string
  /** The fingerprint of the document. */
  readonly fingerprint: string
  readonly areas: ReadonlyArray<Area>
  /** The weight of each area that has targets in the common-prosperity index; nothing for a plan without one. */
  readonly weights: Readonly<Record<string, number>> | undefined
  readonly all: ReadonlyArray<Target>
}

/** The years in which targets fall due, the year of most of them first; of equals the later, which says more. */
export const deadlines = ({ all }: Targets): ReadonlyArray<number> => {
  const due = (year: number): number => all.filter((target) => target.by === year).length
  return [...new Set(all.map((target) => target.by))].toSorted((a, b) => due(b) - due(a) || b - a)
}

/**
 * The years of a run from one year to another in which a headline is told: those in which most targets fall due, two at
 * most, and the last one, rising. None for a run that has no year.
 */
export const headlineYears = (
  targets: Targets,
  { from, to }: { readonly from: number; readonly to: number }
): ReadonlyArray<number> => {
  const due = deadlines(targets).slice(0, 2)
  return to < from ? [] : [...due.filter((year) => year >= from && year < to).toSorted((a, b) => a - b), to]
}

/** The comparisons in which less is better. */
export const falling: ReadonlySet<TargetFile.Comparison> = new Set(["at_most", "less_than"])

/** Whether more is better; for a falling trend it is not. */
export const risesToGood = (target: Target): boolean =>
  target.requirement !== undefined && !falling.has(target.requirement.comparison)

/**
 * The figure that has to be reached: the plan's with the tolerance given away, in the unit that {@link unitOf} gives;
 * nothing for a falling trend.
 */
export const required = (target: Target): number | undefined =>
  target.requirement && target.requirement.value - (risesToGood(target) ? 1 : -1) * target.tolerance

/** Whether the worst of several years stands for a target, since each of them has to reach the figure, or to fall. */
export const isOfEachYear = ({ by, first, kind }: Target): boolean =>
  (kind === "ceiling_each_year" || kind === "annual_flow" || kind === "trend_down") && first < by

/** Whether the figure itself is not good enough: `more_than` and `less_than`, and a trend, which has to fall. */
export const isStrict = (target: Target): boolean =>
  target.requirement === undefined ||
  target.requirement.comparison === "more_than" ||
  target.requirement.comparison === "less_than"

/**
 * The unit of a target's requirement, projection and margin, in the form in which units are written.
 *
 * Growth is a `share/year` and a multiple of a base a `multiple`. A sum over years is in the indicator's unit times
 * a year, so that yearly flows of `person/year` sum to `person`. Every other kind keeps the indicator's unit.
 */
export const unitOf = (target: Target): string => {
  switch (target.kind) {
    case "average_growth":
      return "share/year"
    case "multiple_of_base":
      return "multiple"
    case "cumulative": {
      const perYear = /\/year(?=[*/]|$)/
      const { unit } = target.indicator
      return perYear.test(unit) ? unit.replace(perYear, "") : `${unit}*year`
    }
    case "level":
    case "ceiling_each_year":
    case "annual_flow":
    case "increase_over_base":
    case "trend_down":
      return target.indicator.unit
  }
}
