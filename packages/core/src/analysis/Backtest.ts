/**
 * A run against what was published afterwards: indicator by indicator and year.
 *
 * B1  every actual is either compared or set aside, with the reason;
 * B2  every mapped indicator without a comparison is named;
 * B3  a level is judged by its relative error, a rate (a number shown in percent) by the difference in points;
 * B4  an error has the sign of projected less published; a level published as 0, or as so little that it is told as 0,
 *     has none, and is counted apart;
 * B5  an indicator has one Chinese name in all its rows, whichever of them gives it; that of a later file is taken.
 *
 * The base year of a run is what the model was set to, not a projection: its comparisons stand apart.
 */
import * as Result from "effect/Result"
import * as Fault from "../document/Fault.ts"
import type { Label } from "../document/Label.ts"
import type { Model } from "../model/Model.ts"
import type { Unit } from "../model/ModelDocument.ts"
import * as Trajectory from "../run/Trajectory.ts"
import * as Figure from "../wording/Figure.ts"
import * as UnitText from "../wording/UnitText.ts"
import type { Actual } from "./Actuals.ts"
import type { Mapped, Plan } from "./BacktestFile.ts"

/** What a year is to the model: set to the published value, used in the fit, or never looked at. */
export type Standing = "base" | "fitted" | "out_of_sample"

/** One published figure beside the projected one, both in the unit of the model. */
export interface Comparison {
  readonly mapped: Mapped
  readonly actual: Actual
  readonly year: number
  readonly published: number
  readonly projected: number
  /**
   * Projected less published, of a level as a share of what was published without its sign. Nothing where a level was
   * published as 0, or as so little that it is told as 0 with the decimals of its unit.
   */
  readonly error: number | undefined
  readonly isRate: boolean
  readonly standing: Standing
}

/**
 * Why an actual is not compared: no mapping names it; it is about part of a year; about another area; about a year
 * that the run does not have; or it stands on an older basis.
 */
export const reasons = ["unmapped", "part_year", "other_scope", "outside_run", "other_basis"] as const
export type Reason = (typeof reasons)[number]

/** An actual that is not compared. */
export interface SetAside {
  readonly actual: Actual
  readonly reason: Reason
}

/** The mean absolute error of some comparisons, and how many it is the mean of. */
export interface Mean {
  readonly count: number
  readonly meanError: number
}

/** Mean absolute errors of some comparisons: of levels, relative; of rates, in the model's shares. */
export interface Summary {
  /** `withoutError` are the levels that are left out of the mean since they have no error. */
  readonly levels: Mean & { readonly withoutError: number }
  readonly rates: Mean
}

/** The whole comparison: in the order of the mapping, then of the years. */
export interface Backtest {
  readonly comparisons: ReadonlyArray<Comparison>
  readonly setAside: ReadonlyArray<SetAside>
  /** Mapped, but without anything to compare. */
  readonly withoutActual: ReadonlyArray<Mapped>
  readonly summary: { readonly [S in Standing]: Summary }
  /** The Chinese names of published indicators, of those that have one. */
  readonly chinese: ReadonlyMap<string, string>
}

/** How a published indicator is called in both languages: as it is mapped, where it has no Chinese name. */
export const labelOf = ({ chinese }: Backtest, published: string): Label => ({
  en: published,
  zh: chinese.get(published) ?? published
})

/** An actual is in another unit than its mapping says. */
export const OtherUnit = Fault.define<{
  readonly published: string
  readonly found: string
  readonly expected: string
}>("OtherUnit", ({ expected, found, published }) => ({
  problem: {
    en: `"${published}" is in ${found}, not in ${expected}`,
    zh: `“${published}”的单位是 ${found}，应为 ${expected}`
  },
  remedy: { en: "convert it, or correct the mapping in backtest.yaml", zh: "请换算，或修改 backtest.yaml 中的对应关系" }
}))

/** A figure is beyond all numbers once it is in the unit of the model. */
export const TooLarge = Fault.define<{ readonly published: string; readonly factor: number }>(
  "TooLarge",
  ({ factor, published }) => ({
    problem: {
      en: `"${published}" times its factor ${factor} is too large a number`,
      zh: `“${published}”乘以系数 ${factor} 后数值过大`
    },
    remedy: {
      en: "correct the figure, or the factor in backtest.yaml",
      zh: "请更正该数值，或修改 backtest.yaml 中的系数"
    }
  })
)

/** Two actuals about the same indicator and year. */
export const ActualTwice = Fault.define<{ readonly published: string; readonly year: number; readonly line: number }>(
  "ActualTwice",
  ({ line, published, year }) => ({
    problem: {
      en: `"${published}" of ${year} stands in line ${line} already`,
      zh: `“${published}”${year} 年的数值已见于第 ${line} 行`
    },
    remedy: { en: "keep the one that is comparable", zh: "只保留口径可比的一个" }
  })
)

// Errors are told in percent, so they and what they are the error of must be finite in percent too.
const isFiniteInPercent = (value: number): boolean => Number.isFinite(value * 100)

const relativeError = (published: number, projected: number, unit: Unit): number | undefined => {
  const error = (projected - published) / Math.abs(published)
  return Figure.tellsMore(Figure.of(published, unit)) && isFiniteInPercent(error) ? error : undefined
}

const meanOf = (errors: ReadonlyArray<number>): Mean => ({
  count: errors.length,
  // Divided first: a sum of errors may be no finite number.
  meanError: errors.reduce((sum, error) => sum + Math.abs(error) / errors.length, 0)
})

const summaryOf = (comparisons: ReadonlyArray<Comparison>): Summary => {
  const errors = (some: ReadonlyArray<Comparison>) => some.flatMap(({ error }) => (error === undefined ? [] : [error]))
  const levels = comparisons.filter((c) => !c.isRate)
  const mean = meanOf(errors(levels))
  return {
    levels: { ...mean, withoutError: levels.length - mean.count },
    rates: meanOf(errors(comparisons.filter((c) => c.isRate)))
  }
}

/** What a row that is set aside is about. */
const figureOf = ({ actual: { indicator, period, scope } }: SetAside): string =>
  JSON.stringify([indicator, period, scope])

/** Whether a variable's numbers are shown in percent. */
const isRateIn =
  (model: Model) =>
  (unit: string): boolean =>
    model.units[unit.replace(/\/year$/, "")]?.percent === true

/**
 * Compares. `actuals` are files in order: a figure of a later file takes the place of the same figure of an earlier
 * one, and the one that it replaces is neither compared nor set aside. A row that is set aside is the same figure as
 * another with its indicator, period and scope.
 */
export const of = (
  trajectory: Trajectory.Trajectory,
  plan: Plan,
  actuals: ReadonlyArray<ReadonlyArray<Actual>>
): Result.Result<Backtest, ReadonlyArray<Fault.Fault>> => {
  const faults: Array<Fault.Fault> = []
  const mappings = new Map(plan.mapped.map((mapped) => [mapped.published, mapped]))
  const isRate = isRateIn(trajectory.model)

  const reasonOf = (actual: Actual): Reason | undefined => {
    const mapped = mappings.get(actual.indicator)
    if (mapped === undefined) return "unmapped"
    if (!actual.scope.startsWith(plan.scope)) return "other_scope"
    if (actual.year === undefined) return "part_year"
    if (actual.year < trajectory.from || actual.year > trajectory.to) return "outside_run"
    return mapped.from !== undefined && actual.year < mapped.from ? "other_basis" : undefined
  }

  const chosen = new Map<string, Actual>()
  const aside = new Map<string, ReadonlyArray<SetAside>>()
  for (const file of actuals) {
    const own = new Map<string, Actual>()
    const ownAside: Array<SetAside> = []
    for (const actual of file) {
      const reason = reasonOf(actual)
      if (reason !== undefined) {
        ownAside.push({ actual, reason })
        continue
      }
      const { factor, unit: expected } = mappings.get(actual.indicator)!
      const [published, year] = [actual.indicator, actual.year!]
      if (actual.unit !== expected) faults.push(OtherUnit(actual.span, { published, found: actual.unit, expected }))
      if (!isFiniteInPercent(actual.value * factor)) faults.push(TooLarge(actual.span, { published, factor }))
      const key = `${year} ${published}`
      const before = own.get(key)
      if (before !== undefined) faults.push(ActualTwice(actual.span, { published, year, line: before.span.line }))
      own.set(key, actual)
    }
    for (const [key, actual] of own) chosen.set(key, actual)
    for (const [key, same] of Map.groupBy(ownAside, figureOf)) aside.set(key, same)
  }
  if (faults.length > 0) return Result.fail(Fault.sorted(faults))

  const comparisons = plan.mapped.flatMap((mapped) =>
    [...chosen.values()]
      .filter((actual) => actual.indicator === mapped.published)
      .toSorted((a, b) => a.year! - b.year!)
      .map((actual): Comparison => {
        const year = actual.year!
        const published = actual.value * mapped.factor
        const projected = Trajectory.at(trajectory, mapped.indicator.slot, year)
        const rate = isRate(mapped.indicator.unit)
        return {
          mapped,
          actual,
          year,
          published,
          projected,
          error: rate
            ? projected - published
            : relativeError(published, projected, UnitText.of(trajectory.model.units, mapped.indicator.unit)),
          isRate: rate,
          standing: year === trajectory.from ? "base" : year <= mapped.fittedThrough ? "fitted" : "out_of_sample"
        }
      })
  )
  const standing = (wanted: Standing) => summaryOf(comparisons.filter((comparison) => comparison.standing === wanted))
  return Result.succeed({
    comparisons,
    setAside: [...aside.values()].flat(),
    withoutActual: plan.mapped.filter((mapped) => !comparisons.some((comparison) => comparison.mapped === mapped)),
    summary: { base: standing("base"), fitted: standing("fitted"), out_of_sample: standing("out_of_sample") },
    chinese: new Map(
      actuals.flat().flatMap(({ indicator, indicatorZh: zh }) => (zh === undefined ? [] : [[indicator, zh]]))
    )
  })
}
