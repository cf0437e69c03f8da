/**
 * Numbers of a comparison: with how many decimals a target and an indicator are told, and what is no difference to show.
 *
 * Runs and their differences from A are told such that they agree, and one number alike in both tables, where that takes
 * one more decimal at most; large whole numbers stay whole, for nobody counts tenths of a thousand people. What differs in rounding alone does not differ, unless nothing differs in more.
 */
import type { Comparison } from "@gongfu/core/analysis/Compare"
import * as CoreIndicator from "@gongfu/core/analysis/IndicatorDifference"
import type { IndicatorDifference, Level } from "@gongfu/core/analysis/IndicatorDifference"
import * as CoreTarget from "@gongfu/core/analysis/TargetDifference"
import type { Standing, TargetDifference } from "@gongfu/core/analysis/TargetDifference"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import * as Rounding from "@gongfu/core/model/Rounding"
import * as Figure from "@gongfu/core/wording/Figure"

/** The difference of a run's margin from A's that is to be shown; nothing of what was not measured. */
export const differenceOfStanding = (
  { differing, rounded }: Comparison,
  reference: Standing,
  standing: Standing
): number | undefined => {
  if (reference.withoutBase === true || standing.withoutBase === true) return undefined
  const inLastDigits = differing.assessments === rounded.assessments
  return !inLastDigits && CoreTarget.inRounding(reference, standing) ? 0 : (standing.difference ?? 0)
}

/** The levels of an indicator in a year with the differences from A that are to be shown. */
export const levelsOf = (
  { differing, rounded }: Comparison,
  { kind, levels, series }: IndicatorDifference,
  year: number
): ReadonlyArray<Level> => {
  const own = levels.find((level) => level.year === year)?.runs ?? []
  const reference = own[0]?.value
  if (kind !== "equation" || differing.values === rounded.values || reference === undefined) return own
  const scale = CoreIndicator.scaleOf(series)
  return own.map((level) =>
    level.value !== undefined && level.difference !== undefined && Rounding.same(level.value, reference, scale)
      ? { ...level, difference: 0, percent: undefined }
      : level
  )
}

/** From here on a number that is told whole stays so, though its difference may be one off in the last digit. */
const large = 100

const agreeing = (unit: Unit, differing: ReadonlyArray<Figure.Differing>, count: number): number =>
  count === 0 && differing.some(({ a, b }) => Math.max(Math.abs(a), Math.abs(b)) >= large)
    ? count
    : Figure.decimalsToAgree(unit, differing, count)

const ownOfTarget = (comparison: Comparison, unit: Unit, runs: ReadonlyArray<Standing>): number => {
  const reference = runs[0]!
  const measured = runs.filter(({ withoutBase }) => withoutBase !== true)
  const count = Math.max(
    Figure.decimals(unit, reference.required),
    ...measured.flatMap(({ projected, required }) => [
      Figure.decimalsApart(unit, projected, required),
      ...(reference.withoutBase === true ? [] : [Figure.decimalsApart(unit, projected, reference.projected)])
    ])
  )
  const differing = runs.slice(1).flatMap((standing) => {
    const difference = differenceOfStanding(comparison, reference, standing)
    if (difference === undefined) return []
    const [a, b] = [reference.projected, standing.projected]
    // Margins differ as the projections do, or the other way round where less is better.
    return [{ a, b, difference: Math.sign(difference) === Math.sign(b - a) ? difference : -difference }]
  })
  return agreeing(unit, differing, count)
}

const ownOfIndicator = (unit: Unit, levels: ReadonlyArray<Level>): number => {
  const reference = levels[0]?.value
  if (reference === undefined) return 0
  const count = Math.max(
    Figure.decimals(unit, reference),
    ...levels.flatMap(({ difference, value }) =>
      value === undefined
        ? []
        : [difference === 0 ? Figure.decimals(unit, value) : Figure.decimalsApart(unit, value, reference)]
    )
  )
  const differing = levels.flatMap(({ difference, value }) =>
    value === undefined || difference === undefined ? [] : [{ a: reference, b: value, difference }]
  )
  return agreeing(unit, differing, count)
}

/** A count of decimals, or that of the same numbers in the other table where it is one more. */
const shared = (own: number, other: number | undefined): number => (other === own + 1 ? other : own)

const areSame = (levels: ReadonlyArray<Level>, runs: ReadonlyArray<Standing>): boolean =>
  levels.length === runs.length &&
  levels.every(({ value }, i) => value === runs[i]!.projected && runs[i]!.withoutBase !== true)

/** The decimals of a target in a year. */
export const decimalsOfTarget = (
  comparison: Comparison,
  { indicator, unit: written }: TargetDifference,
  { runs, year }: TargetDifference["standings"][number],
  unit: Unit
): number => {
  const entry = comparison.indicators.find((one) => one.indicator === indicator && one.unit === written)
  const levels = entry === undefined ? [] : levelsOf(comparison, entry, year)
  const other = areSame(levels, runs) ? ownOfIndicator(unit, levels) : undefined
  return shared(ownOfTarget(comparison, unit, runs), other)
}

/** The decimals of an indicator in a year, whose levels those of {@link levelsOf} are. */
export const decimalsOfIndicator = (
  comparison: Comparison,
  { indicator, unit: written }: IndicatorDifference,
  year: number,
  levels: ReadonlyArray<Level>,
  unit: Unit
): number => {
  const others = comparison.targets.flatMap((target) =>
    target.indicator === indicator && target.unit === written
      ? target.standings.flatMap(({ runs, year: own }) =>
          own === year && areSame(levels, runs) ? [ownOfTarget(comparison, unit, runs)] : []
        )
      : []
  )
  const own = ownOfIndicator(unit, levels)
  return others.reduce(shared, own)
}
