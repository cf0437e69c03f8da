/**
 * The plan of an ensemble: which members there are, and what is noted of each.
 *
 * Columns are the numbers that are noted of a member: chosen indicators in chosen years, and then the margin of every
 * target in the year that decides it, or in the last year where that comes after it.
 */
import type { Indicator } from "../model/Indicator.ts"
import type { Kernel } from "../model/Kernel.ts"
import type { Hypercube } from "../model/Lanes.ts"
import * as Trajectory from "../run/Trajectory.ts"
import type * as Design from "../sampling/Design.ts"
import type { Points } from "../sampling/Points.ts"
import * as Distribution from "../sampling/Distribution.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import * as Assess from "../target/Assess.ts"
import type { Target } from "../target/Target.ts"
import * as Axis from "./Axis.ts"
import * as Layout from "./Layout.ts"

/** A target, and the year in which the ensemble assesses it. */
export interface Assessed {
  readonly target: Target
  readonly year: number
}

/** What is going to be carried out. */
export interface Plan {
  readonly kernel: Kernel
  readonly scenario: Scenario
  readonly layout: Layout.Layout
  readonly axes: ReadonlyArray<Axis.Axis>
  readonly indicators: ReadonlyArray<Indicator>
  /** All that are projected. */
  readonly years: ReadonlyArray<number>
  /** Those in which indicators are noted, rising. */
  readonly noted: ReadonlyArray<number>
  readonly targets: ReadonlyArray<Assessed>
}

/** The targets that a projection to a last year says something of, each in the year that says most. */
export const assessedBy = (targets: ReadonlyArray<Target>, to: number): ReadonlyArray<Assessed> =>
  targets
    .map((target) => ({ target, year: Math.min(target.by, to) }))
    .filter(({ target, year }) => Assess.isAssessedIn(target, year))

/** What is asked for; without `axes`, every assumption that the scenario leaves free, without `noted`, every year. */
export interface Asked {
  readonly kernel: Kernel
  readonly scenario: Scenario
  readonly layout: Layout.Layout
  readonly axes?: ReadonlyArray<Axis.Axis> | undefined
  readonly indicators: ReadonlyArray<Indicator>
  readonly noted?: ReadonlyArray<number> | undefined
  readonly targets: ReadonlyArray<Target>
}

/** Plans what is asked for. */
export const of = ({ axes, indicators, kernel, layout, noted, scenario, targets }: Asked): Plan => {
  const years = Trajectory.years({ from: kernel.model.years.from, to: scenario.years.to })
  return {
    kernel,
    scenario,
    layout,
    axes: axes ?? Axis.assumptions(kernel.model, scenario).axes,
    indicators,
    years,
    noted: noted ?? years,
    targets: assessedBy(targets, scenario.years.to)
  }
}

/** Plans an ensemble over every assumption that the scenario leaves free. */
export const make = (
  kernel: Kernel,
  targets: ReadonlyArray<Target>,
  scenario: Scenario,
  design: Design.Design,
  indicators: ReadonlyArray<Indicator>
): Plan => of({ kernel, targets, scenario, layout: { kind: "design", design }, indicators })

/** How many members a plan has. */
export const membersOf = ({ axes, layout }: Pick<Plan, "axes" | "layout">): number =>
  Layout.membersOf(layout, axes.length)

/** How many numbers are noted of a member. */
export const columnsOf = ({ indicators, noted, targets }: Pick<Plan, "indicators" | "noted" | "targets">): number =>
  indicators.length * noted.length + targets.length

/** Writes the positions of a member, counted from 0, one for each axis; `hypercube` as `sampling/Points` has it. */
export const positions = ({ axes, layout }: Pick<Plan, "axes" | "layout">, hypercube?: Hypercube): Points => {
  const pointOf = Layout.points(
    layout,
    axes.map(({ variable }) => variable.name),
    hypercube
  )
  const quantiles = Distribution.quantiles(axes.map(({ distribution }) => distribution))
  return (member, into) => {
    pointOf(member, into)
    quantiles(into)
  }
}
