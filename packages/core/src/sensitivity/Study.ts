/**
 * Studies of sensitivity: how much each input that varies has to do with each output, from members that are laid out
 * for it, and how far each takes it alone.
 *
 * T1  every input is told of once: it has an influence, has none, or nothing can be told of it;
 * T2  influences are told the strongest first.
 */
import * as Layout from "../ensemble/Layout.ts"
import type { Plan } from "../ensemble/Plan.ts"
import * as Tally from "../ensemble/Tally.ts"
import type { Indicator } from "../model/Indicator.ts"
import * as Lanes from "../model/Lanes.ts"
import type { Variable } from "../model/Model.ts"
import * as Assess from "../target/Assess.ts"
import type { Target } from "../target/Target.ts"
import * as Morris from "../sampling/Morris.ts"
import * as Saltelli from "../sampling/Saltelli.ts"
import type * as Bootstrap from "./Bootstrap.ts"
import * as ElementaryEffects from "./ElementaryEffects.ts"
import * as OneAtATime from "./OneAtATime.ts"
import * as SobolIndices from "./SobolIndices.ts"

/** An estimate with the ends of its 95% interval, where it has one. */
export interface Estimate {
  readonly value: number
  readonly low: number | undefined
  readonly high: number | undefined
}

/** What one input does to an output. */
export interface Influence {
  readonly variable: Variable
  /** Sobol' indices: alone, and with all that it takes part in; and whether these estimates cannot be. */
  readonly sobol: { readonly first: Estimate; readonly total: Estimate; readonly isImpossible: boolean } | undefined
  /**
   * Morris: the mean size of an effect over the whole range, the standard deviation of effects, how many there are, and
   * whether they are too few to rank by.
   */
  readonly morris:
    | {
        readonly muStar: Estimate
        readonly sigma: number | undefined
        readonly effects: number
        readonly isFew: boolean
      }
    | undefined
  /** The output at the ends of the input. */
  readonly low: number | undefined
  readonly high: number | undefined
}

/** What is asked about: an indicator in a year, or the margin of a target in the year that decides it. */
export interface Asked {
  readonly indicator: Indicator
  readonly target: Target | undefined
  readonly year: number
  /** Where it is noted of a member. */
  readonly column: number
}

/** What is told of one output; in its own unit. */
export interface Output extends Asked {
  /** Of the scenario as it is. */
  readonly base: number | undefined
  readonly mean: number | undefined
  readonly standardDeviation: number | undefined
  readonly influences: ReadonlyArray<Influence>
  /** How many inputs there are without any influence. */
  readonly without: number
  /** How many inputs there are of which nothing can be told: every run that would tell failed. */
  readonly untold: number
}

/** A study. */
export interface Study {
  readonly outputs: ReadonlyArray<Output>
  /** Rows or trajectories that lack a member that failed, of the output that lacks most. */
  readonly dropped: number
  /** Members that failed. */
  readonly failed: number
  /** Of the first of them those that an output lacks, and the years in which they failed. */
  readonly examples: ReadonlyArray<{ readonly member: number; readonly year: number }>
}

/** A plan whose members are laid out for a study. */
export interface StudyPlan extends Plan {
  readonly layout: Exclude<Layout.Layout, { readonly kind: "design" }>
}

/** The outputs of a plan: its indicators in the years noted, and the margins of some of its targets. */
export const outputsOf = (plan: Plan, targets: ReadonlyArray<Target>): ReadonlyArray<Asked> => {
  const { indicators, noted } = plan
  return [
    ...indicators.flatMap((indicator, i) =>
      noted.map((year, y) => ({ target: undefined, indicator, year, column: i * noted.length + y }))
    ),
    ...plan.targets.flatMap(({ target, year }, i) =>
      targets.includes(target)
        ? [{ target, indicator: target.indicator, year, column: indicators.length * noted.length + i }]
        : []
    )
  ]
}

const readOf =
  ({ indicator, target, year }: Asked, from: number): OneAtATime.Read =>
  (batch, lane, reached) => {
    const valueIn = (y: number): number => batch.rows[batch.at(indicator.slot, y - from, lane)]!
    if (year - from >= reached) return undefined
    return target === undefined ? valueIn(year) : Assess.of(target, valueIn, year).margin
  }

const estimate = (value: number, spread: Bootstrap.Spread | undefined): Estimate => ({
  value,
  low: spread?.low,
  high: spread?.high
})

/** Whether any row of a design has come about as far as a factor's index goes. */
const hasRow = (design: Saltelli.Design, values: Float64Array, factor: number): boolean => {
  const stands = (member: number): boolean => Number.isFinite(values[member])
  return Array.from({ length: design.rows }, (_, row) => row).some(
    (row) =>
      stands(Saltelli.memberA(design, row)) &&
      stands(Saltelli.memberB(design, row)) &&
      stands(Saltelli.memberAB(design, row, factor))
  )
}

/** How many trajectories lack a member that failed. */
const brokenIn = (design: Morris.Design, values: Float64Array): number => {
  const length = Morris.size(design) / design.trajectories
  return Array.from({ length: design.trajectories }, (_, number) => number).filter((number) =>
    values.subarray(number * length, (number + 1) * length).some((value) => !Number.isFinite(value))
  ).length
}

/** An influence without what it does alone, and by what it is sorted. */
interface Found {
  readonly strength: number
  readonly input: number
  readonly sobol: Influence["sobol"]
  readonly morris: Influence["morris"]
}

/** What the members say of one output. */
interface Estimated {
  readonly found: ReadonlyArray<Found>
  readonly untold: number
  readonly dropped: number
  readonly mean: number | undefined
  readonly standardDeviation: number | undefined
}

const bySobol = (design: Saltelli.Design, values: Float64Array, bootstrap: Bootstrap.Bootstrap): Estimated => {
  const { dropped, factors, mean, rows, variance } = SobolIndices.estimate(design, values, bootstrap)
  return {
    found: factors.flatMap((factor, input): ReadonlyArray<Found> => {
      if (factor === undefined || factor.total.value === 0) return []
      const { first, total } = factor
      const [alone, together] = [estimate(first.value, first.spread), estimate(total.value, total.spread)]
      const sobol = {
        first: alone,
        total: together,
        isImpossible: SobolIndices.isImpossible(alone.value, together)
      }
      return [{ strength: total.value, input, sobol, morris: undefined }]
    }),
    untold: factors.filter((factor, i) => factor === undefined && (rows < 2 || !hasRow(design, values, i))).length,
    dropped,
    mean: Number.isFinite(mean) ? mean : undefined,
    standardDeviation: Number.isFinite(variance) ? Math.sqrt(variance) : undefined
  }
}

const byMorris = (design: Morris.Design, values: Float64Array, bootstrap: Bootstrap.Bootstrap): Estimated => {
  const measures = ElementaryEffects.measures(design, ElementaryEffects.effects(design, values), bootstrap)
  return {
    found: measures.flatMap((measured, input): ReadonlyArray<Found> => {
      if (measured === undefined || measured.muStar === 0) return []
      const { effects, muStar, sigma, spread } = measured
      const isFew = ElementaryEffects.areFew(effects, design.trajectories)
      const morris = { muStar: estimate(muStar, spread), sigma, effects, isFew }
      return [{ strength: muStar, input, sobol: undefined, morris }]
    }),
    untold: measures.filter((measured) => measured === undefined).length,
    dropped: brokenIn(design, values),
    mean: undefined,
    standardDeviation: undefined
  }
}

/** What members that were carried out say of outputs. */
export const of = (plan: StudyPlan, part: Tally.Part, asked: ReadonlyArray<Asked>): Study => {
  const { axes, kernel, layout, scenario, years } = plan
  const swings = OneAtATime.of(
    kernel,
    scenario,
    axes,
    Lanes.javaScript(kernel, years.length),
    asked.map((output) => readOf(output, kernel.model.years.from))
  )
  const bootstrap = { resamples: 400, seed: layout.seed, level: 0.95 }
  const estimated = asked.map(({ column }) => {
    const values = Tally.keptIn(part, column)
    return layout.kind === "saltelli"
      ? bySobol(Layout.saltelli(layout, axes.length), values, bootstrap)
      : byMorris(Layout.morris(layout, axes.length), values, bootstrap)
  })
  return {
    outputs: asked.map((output, o): Output => {
      const { found, mean, standardDeviation, untold } = estimated[o]!
      return {
        ...output,
        base: swings.base[o],
        mean,
        standardDeviation,
        influences: found
          .toSorted((a, b) => b.strength - a.strength)
          .map(({ input, morris, sobol }) => ({
            variable: axes[input]!.variable,
            low: swings.axes[input]!.low[o],
            high: swings.axes[input]!.high[o],
            sobol,
            morris
          })),
        without: axes.length - found.length - untold,
        untold
      }
    }),
    dropped: Math.max(0, ...estimated.map(({ dropped }) => dropped)),
    failed: part.failures.reduce((sum, count) => sum + count, 0),
    examples: part.examples
      .map(({ member, year }) => ({ member, year: kernel.model.years.from + year }))
      .filter(({ year }) => asked.some((output) => year <= output.year))
  }
}
