/**
 * What runs came to: indicators that differ.
 *
 * Every number of every year that is compared is read, and counted when it
 * differs, in the last digit even. What is computed differs when one of them
 * does in more than rounding (`Rounding`), relative to its largest value; an
 * input, and anything where nothing differs in more, in the last digit. A value that cannot be compared is a gap and
 * never a difference.
 */
import type { Label } from "../document/Label.ts"
import type * as Indicator from "../model/Indicator.ts"
import type { Kind } from "../model/Model.ts"
import type { Unit } from "../model/ModelDocument.ts"
import * as RelativeChange from "../model/RelativeChange.ts"
import * as Rounding from "../model/Rounding.ts"
import type { ByYear, Facts } from "./ComparedRun.ts"
import { eachCell } from "./ComparedRun.ts"
import * as UnitText from "../wording/UnitText.ts"
import * as Gap from "./Gap.ts"

/** The value of one run in one year, and how it differs from the reference's. */
export interface Level {
  readonly value: number | undefined
  /** This run's value less the reference's; nothing for the reference itself. */
  readonly difference: number | undefined
  /**
   * The difference in percent of the reference's size; nothing where {@link RelativeChange.percent} gives none, nor of
   * percentages, whose difference is one in points.
   */
  readonly percent: number | undefined
}

/** One indicator in all runs. */
export interface IndicatorDifference {
  /** The address. */
  readonly indicator: string
  readonly variable: string
  readonly sector: string
  readonly kind: Kind
  readonly label: Label
  readonly unit: string
  readonly headline: boolean
  /** Whether a value that is compared differs in more than rounding. */
  readonly differs: boolean
  /** For each run the first year that all runs have in which it differs so from the reference; nothing where none does. */
  readonly since: ReadonlyArray<number | undefined>
  /** For each year that is shown, one level a run. */
  readonly levels: ReadonlyArray<{ readonly year: number; readonly runs: ReadonlyArray<Level> }>
  /** For each run its values in all years that every run has. */
  readonly series: ReadonlyArray<ReadonlyArray<number | undefined>>
}

/** What is compared. */
export interface Scope {
  /** Years that every run has. */
  readonly common: ReadonlyArray<number>
  /** Years whose values are compared, among the common ones. */
  readonly years: ReadonlyArray<number>
  /** Years that are shown, among the common ones. */
  readonly shown: ReadonlyArray<number>
  /** Chosen addresses; nothing for every indicator. */
  readonly indicators: ReadonlySet<string> | undefined
  readonly headline: ReadonlyArray<string>
  readonly all: boolean
}

/** What was found, and how many values were compared and differ. */
export interface Found {
  readonly indicators: ReadonlyArray<IndicatorDifference>
  readonly gaps: ReadonlyArray<Gap.Gap>
  readonly compared: number
  readonly differing: number
  /** How many of those that differ do so in rounding alone. */
  readonly rounded: number
}

type Series = ReadonlyArray<number | undefined>

/** A value of a year; nothing where the year lacks it, NaN where it is no finite number. */
const pick = ({ projected, slots }: Facts, year: number, indicator: Indicator.Indicator): number | undefined => {
  const row = slots.get(year)
  if (row !== undefined) return row[indicator.slot]
  let at: unknown = projected.get(year)?.values
  for (const key of [indicator.variable.name, ...indicator.members]) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Record<string, unknown>)[key]
  }
  return typeof at === "number" && Number.isFinite(at) ? at : NaN
}

/** One value in a unit as a level against the reference's of the same year. */
export const levelOf = (
  reference: number | undefined,
  value: number | undefined,
  unit: Pick<Unit, "percent">,
  isReference: boolean
): Level =>
  isReference || reference === undefined || value === undefined
    ? { value, difference: undefined, percent: undefined }
    : {
        value,
        difference: value - reference,
        percent: unit.percent === true ? undefined : RelativeChange.percent(reference, value)
      }

/** Series that a run's rows have and its model has not. */
const extras = ({ run, indicators, years, projected, slots }: Facts): ReadonlyArray<Gap.Gap> => {
  const found = new Map<string, Array<number>>()
  for (const year of years)
    for (const [name, value] of slots.has(year) ? [] : Object.entries(projected.get(year)!.values)) {
      if (typeof value === "number" && indicators.has(name)) continue
      eachCell(name, value, (address) => {
        if (!indicators.has(address)) found.set(address, [...(found.get(address) ?? []), year])
      })
    }
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inYears]) => Gap.extraSeries(run.id, name, inYears))
}

/** The values of an indicator in each run, and the gaps in them in the years that are compared. */
const read = (
  runs: ReadonlyArray<Facts>,
  each: ReadonlyArray<Indicator.Indicator>,
  scope: Scope
): { readonly series: ReadonlyArray<Series>; readonly gaps: ReadonlyArray<Gap.Gap> } => {
  const gaps: Array<Gap.Gap> = []
  const series = runs.map((facts, i) => {
    const { run, slots } = facts
    const values = scope.common.map((year) => pick(facts, year, each[i]!))
    if (scope.common.every((year) => slots.has(year))) return values
    const where = (test: (value: number | undefined) => boolean) =>
      scope.common.filter((year, k) => scope.years.includes(year) && test(values[k]))
    const missing = where((value) => value === undefined)
    const wrong = where((value) => Number.isNaN(value))
    if (missing.length > 0) gaps.push(Gap.missingValue(run.id, each[i]!.name, missing))
    if (wrong.length > 0) gaps.push(Gap.notFinite(run.id, each[i]!.name, wrong))
    return values.map((value) => (Number.isNaN(value) ? undefined : value))
  })
  return { series, gaps }
}

/** The rows of runs year by year, the reference's first, where all fit one model; else nothing. */
const inOneModel = (
  runs: ReadonlyArray<Facts>,
  years: ReadonlyArray<number>
): ReadonlyArray<ReadonlyArray<Float64Array>> | undefined =>
  runs.every(({ run, slots }) => run.model === runs[0]!.run.model && years.every((year) => slots.has(year)))
    ? years.map((year) => runs.map(({ slots }) => slots.get(year)!))
    : undefined

// A comparison goes through the following for each indicator, hence the loops.

const isSame = (rows: ReadonlyArray<ReadonlyArray<Float64Array>>, slot: number): boolean => {
  for (let k = 0; k < rows.length; k++) {
    const ofYear = rows[k]!
    const reference = ofYear[0]![slot]
    for (let i = 1; i < ofYear.length; i++) if (!Object.is(ofYear[i]![slot], reference)) return false
  }
  return true
}

/** The values of a slot, run by run, from the rows of {@link inOneModel}. */
const seriesOf = (rows: ReadonlyArray<ReadonlyArray<Float64Array>>, runs: number, slot: number) =>
  Array.from({ length: runs }, (_, i) => rows.map((ofYear) => ofYear[i]![slot]!))

/** The largest size of an indicator's values: what rounding is held against. */
export const scaleOf = (all: ReadonlyArray<Series>): number => {
  let scale = 0
  for (let i = 0; i < all.length; i++)
    for (let k = 0; k < all[i]!.length; k++) {
      const value = all[i]![k]
      if (value !== undefined) scale = Rounding.larger(scale, value)
    }
  return scale
}

/**
 * How many pairs of values were compared, how many differ, how many of these in rounding alone, and in which of the years that are compared; and for each
 * run the first of all common years in which it differs from the reference.
 */
const tally = (
  all: ReadonlyArray<Series>,
  common: ReadonlyArray<number>,
  years: ReadonlySet<number>,
  same: typeof Rounding.same
) => {
  let compared = 0
  let differing = 0
  let rounded = 0
  const scale = scaleOf(all)
  const differingYears: Array<number> = []
  const since: Array<number | undefined> = all.map(() => undefined)
  for (let k = 0; k < common.length; k++) {
    const reference = all[0]![k]
    if (reference === undefined) continue
    const year = common[k]!
    const counts = years.has(year)
    let differs = false
    for (let i = 1; i < all.length; i++) {
      const value = all[i]![k]
      if (value === undefined) continue
      if (counts) compared++
      if (Object.is(value, reference)) continue
      if (counts) {
        differing++
        differs = true
      }
      if (!same(value, reference, scale)) since[i] ??= year
      else if (counts) rounded++
    }
    if (differs) differingYears.push(year)
  }
  return { compared, differing, rounded, years: differingYears, since }
}

/** The names of indicators in the order of the reference's model, then those that only other runs have. */
const namesOf = (byName: ReadonlyArray<Facts["indicators"]>): ReadonlyArray<string> => {
  const inReference = new Set(byName[0]!.keys())
  const elsewhere = new Set(byName.flatMap((indicators) => [...indicators.keys()])).difference(inReference)
  return [...inReference, ...[...elsewhere].toSorted()]
}

/**
 * Compares the indicators of runs. The first run is the reference.
 *
 * An input whose every difference `explained` accounts for is left to the inputs, unless it is chosen or all is asked
 * for. Indicators come in the order of the reference's model.
 */
export const compare = (runs: ReadonlyArray<Facts>, scope: Scope, explained: ByYear<true>): Found => {
  const found = comparedBy(Rounding.same, runs, scope, explained)
  if (found.differing === 0 || found.rounded < found.differing) return found
  return { ...comparedBy(Object.is, runs, scope, explained), rounded: found.rounded }
}

/** {@link compare} where values that are `same` do not differ; `rounded` counts those that are so without being equal. */
const comparedBy = (
  same: typeof Rounding.same,
  runs: ReadonlyArray<Facts>,
  scope: Scope,
  explained: ByYear<true>
): Found => {
  const gaps: Array<Gap.Gap> = runs.flatMap(extras)
  const byName = runs.map((run) => run.indicators)
  const ids = runs.map(({ run }) => run.id)
  const years = new Set(scope.years)
  const headline = new Set(scope.headline)
  let compared = 0
  let differing = 0
  let rounded = 0
  const indicators: Array<IndicatorDifference> = []

  const together = inOneModel(runs, scope.common)
  const passesSame = !scope.all && scope.indicators === undefined
  for (const name of together === undefined ? namesOf(byName) : byName[0]!.keys()) {
    // Most indicators of most comparisons are the same in every year: those need no more than a look.
    if (passesSame && together !== undefined && isSame(together, byName[0]!.get(name)!.slot)) {
      compared += scope.years.length * (runs.length - 1)
      continue
    }
    if (scope.indicators !== undefined && !scope.indicators.has(name)) continue
    const each = together === undefined ? byName.flatMap((all) => all.get(name) ?? []) : [byName[0]!.get(name)!]
    if (together === undefined && each.length < runs.length) {
      const lacking = ids.filter((_, i) => !byName[i]!.has(name))
      gaps.push(Gap.missingVariable(lacking, name))
      continue
    }
    const { label, unit, variable } = each[0]!
    if (each.some((indicator) => indicator.unit !== unit)) {
      const units = each.map((indicator) => indicator.unit)
      gaps.push(Gap.differentUnits(ids, name, units))
      continue
    }
    const { series, gaps: holes } =
      together === undefined
        ? read(runs, each, scope)
        : { series: seriesOf(together, runs.length, each[0]!.slot), gaps: [] }
    gaps.push(...holes)
    const found = tally(series, scope.common, years, variable.kind === "equation" ? same : Object.is)
    compared += found.compared
    differing += found.differing
    rounded += found.rounded
    const differs = found.differing > found.rounded
    const inputs = explained.get(name)
    const told = UnitText.of(runs[0]!.run.model.units, unit)
    const accounted = inputs !== undefined && found.years.every((year) => inputs.has(year))
    if (!scope.all && (!differs || (accounted && scope.indicators === undefined))) continue
    indicators.push({
      indicator: name,
      variable: variable.name,
      sector: variable.sector,
      kind: variable.kind,
      label,
      unit,
      headline: headline.has(name),
      differs,
      since: found.since,
      levels: scope.shown.map((year) => {
        const k = scope.common.indexOf(year)
        return { year, runs: series.map((values, i) => levelOf(series[0]![k], values[k], told, i === 0)) }
      }),
      series
    })
  }
  return { indicators, gaps, compared, differing, rounded }
}
