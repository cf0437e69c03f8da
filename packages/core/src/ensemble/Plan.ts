/**
 * The plan of an ensemble: which members there are, and what is noted of each.
 *
 * Columns are the numbers that are noted of a member: chosen indicators in every year, and then the margin of every
 * target in the year that decides it, or in the last year where that comes after it.
 */
import type { Indicator } from "../model/Indicator.ts"
import type { Kernel } from "../model/Kernel.ts"
import * as Trajectory from "../run/Trajectory.ts"
import * as Design from "../sampling/Design.ts"
import * as Distribution from "../sampling/Distribution.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import * as Assess from "../target/Assess.ts"
import type { Target } from "../target/Target.ts"
import * as Axis from "./Axis.ts"

/** A target, and the year in which the ensemble assesses it. */
export interface Assessed {
  readonly target: Target
  readonly year: number
}

/** What is going to be carried out. */
export interface Plan {
  readonly kernel: Kernel
  readonly scenario: Scenario
  readonly design: Design.Design
  readonly axes: ReadonlyArray<Axis.Axis>
  readonly indicators: ReadonlyArray<Indicator>
  readonly years: ReadonlyArray<number>
  readonly targets: ReadonlyArray<Assessed>
}

/** The targets that a projection to a last year says something of, each in the year that says most. */
export const assessedBy = (targets: ReadonlyArray<Target>, to: number): ReadonlyArray<Assessed> =>
  targets
    .map((target) => ({ target, year: Math.min(target.by, to) }))
    .filter(({ target, year }) => Assess.isAssessedIn(target, year))

/** Plans an ensemble over every assumption that the scenario leaves free. */
export const make = (
  kernel: Kernel,
  targets: ReadonlyArray<Target>,
  scenario: Scenario,
  design: Design.Design,
  indicators: ReadonlyArray<Indicator>
): Plan => ({
  kernel,
  scenario,
  design,
  axes: Axis.assumptions(kernel.model, scenario).axes,
  indicators,
  years: Trajectory.years({ from: kernel.model.years.from, to: scenario.years.to }),
  targets: assessedBy(targets, scenario.years.to)
})

/** How many numbers are noted of a member. */
export const columnsOf = ({ indicators, targets, years }: Pick<Plan, "indicators" | "targets" | "years">): number =>
  indicators.length * years.length + targets.length

/** Writes the positions of a member, counted from 0, one for each axis. */
export const positions = ({ axes, design }: Pick<Plan, "axes" | "design">): Design.Points => {
  const pointOf = Design.points(
    design,
    axes.map(({ variable }) => variable.name)
  )
  const quantiles = Distribution.quantiles(axes.map(({ distribution }) => distribution))
  return (member, into) => {
    pointOf(member, into)
    quantiles(into)
  }
}
