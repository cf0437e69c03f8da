/**
 * How plan targets stand in runs: those that flip, and those whose margin differs.
 *
 * Every assessment of every year that is compared is read, not only the last,
 * and counted when it differs; a target differs when one of them does in more
 * than rounding (`Rounding`), or where none of all does, in the last digit.
 * The standings that are shown are those of the last year in which all runs
 * assess the target, or of chosen years: like is held against like.
 */
import type { Label } from "../document/Label.ts"
import type { Status, TargetAssessed } from "../run/Event.ts"
import * as Rounding from "../model/Rounding.ts"
import * as Assess from "../target/Assess.ts"
import { type Target, unitOf } from "../target/Target.ts"
import type { Facts } from "./ComparedRun.ts"
import * as Gap from "./Gap.ts"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"

/** How one run stands. */
export interface Standing {
  readonly status: Status
  readonly required: number
  readonly projected: number
  readonly margin: number
  /** This run's margin less the reference's; nothing for the reference itself. */
  readonly difference: number | undefined
  /** Where nothing was measured, since there is no base above zero to grow from, as far as the run's years tell. */
  readonly withoutBase?: true
}

/** One target in all runs. */
export interface TargetDifference {
  readonly target: string
  readonly label: Label
  readonly area: string
  readonly indicator: string
  /** The unit of required, projected, margin and difference. */
  readonly unit: string
  readonly by: number
  /** Whether an assessment that is compared differs in more than rounding. */
  readonly differs: boolean
  /** Whether in the last year that is shown a run has another status than the reference. */
  readonly flips: boolean
  /** The last year in which all runs assess it, where they stand alike in the chosen years and a run has another status then. */
  readonly flipsIn?: number
  /** For each run the first year in which its assessment differs so from the reference's; nothing where none does. */
  readonly since: ReadonlyArray<number | undefined>
  /** For each year that is shown, one standing a run. */
  readonly standings: ReadonlyArray<{ readonly year: number; readonly runs: ReadonlyArray<Standing> }>
}

/** What is compared. */
export interface Scope {
  /** Years that every run has. */
  readonly common: ReadonlyArray<number>
  /** Chosen years, among the common ones; nothing for all of them, of which the last is shown. */
  readonly years: ReadonlyArray<number> | undefined
  /** Show every year that is compared, not only the last. */
  readonly eachYear: boolean
  /** Addresses of the indicators whose targets are compared; nothing for all targets. */
  readonly indicators: ReadonlySet<string> | undefined
  readonly all: boolean
}

/** What was found, and how many assessments were compared and differ. */
export interface Found {
  readonly targets: ReadonlyArray<TargetDifference>
  readonly gaps: ReadonlyArray<Gap.Gap>
  readonly compared: number
  readonly differing: number
  /** How many of those that differ do so in rounding alone. */
  readonly rounded: number
}

const differ = (a: TargetAssessed, b: TargetAssessed): boolean =>
  a.status !== b.status ||
  !Object.is(a.required, b.required) ||
  !Object.is(a.projected, b.projected) ||
  !Object.is(a.margin, b.margin)

/** How a run stands by what is recorded of it. */
type Assessed = Pick<TargetAssessed, "status" | "required" | "projected" | "margin">

/** Whether a run has no base above zero for a target to grow from; one of which that year is not known has one. */
const lacksBase = ({ slots }: Facts, target: Target): boolean =>
  Assess.lacksBase(target, (year) => slots.get(year)?.[target.indicator.slot] ?? Infinity)

/** Whether assessments that differ do so in rounding alone. A margin is as exact as the numbers that it is between. */
export const inRounding = (a: Assessed, b: Assessed): boolean => {
  const scale = [a, b].reduce(
    (size, { projected, required }) => Rounding.larger(Rounding.larger(size, projected), required),
    0
  )
  return (
    a.status === b.status &&
    (["required", "projected", "margin"] as const).every((measure) => Rounding.same(a[measure], b[measure], scale))
  )
}

const isFinite = ({ margin, projected, required }: TargetAssessed): boolean =>
  Number.isFinite(required) && Number.isFinite(projected) && Number.isFinite(margin)

/** Gaps between what the runs' targets say; whether their assessments can be compared at all. */
const definitions = (runs: ReadonlyArray<Facts>, name: string, each: ReadonlyArray<Target | undefined>) => {
  // Runs of one place have its targets in common, and those say the same.
  if (runs.every(({ run }) => run.targets === runs[0]!.run.targets)) return { comparable: true, gaps: [] }
  const ids = runs.map(({ run }) => run.id)
  const lacking = ids.filter((_, i) => each[i] === undefined)
  if (lacking.length > 0) return { comparable: false, gaps: [Gap.missingTarget(lacking, name)] }
  const units = each.map((target) => unitOf(target!))
  if (units.some((unit) => unit !== units[0]))
    return { comparable: false, gaps: [Gap.differentUnits(ids, name, units)] }
  const said = runs.map(({ run }) => {
    const { label: _, note: __, ...decisive } = run.targets.document.targets.find((entry) => entry.name === name)!
    return Fingerprint.canonical(decisive)
  })
  const changed = ids.filter((_, i) => said[i] !== said[0])
  return { comparable: true, gaps: changed.length > 0 ? [Gap.changedTarget(changed, name)] : [] }
}

/** Assessments of targets that a run's own targets do not have. */
const extras = ({ run, assessments }: Facts): ReadonlyArray<Gap.Gap> => {
  const known = new Set(run.targets.all.map((target) => target.name))
  return [...assessments.keys()]
    .filter((name) => !known.has(name))
    .toSorted()
    .map((name) =>
      Gap.extraSeries(
        run.id,
        name,
        [...assessments.get(name)!.keys()].toSorted((a, b) => a - b)
      )
    )
}

/** The years in which every run assesses a target in finite numbers, and the gaps in the others. */
const readable = (runs: ReadonlyArray<Facts>, name: string, years: ReadonlyArray<number>) => {
  const assessed = runs.map((run) => run.assessments.get(name))
  const concerned = years.filter((year) => assessed.some((byYear) => byYear?.has(year)))
  const isReadable = (byYear: ReadonlyMap<number, TargetAssessed> | undefined, year: number): boolean => {
    const entry = byYear?.get(year)
    return entry !== undefined && isFinite(entry)
  }
  const whole = concerned.filter((year) => assessed.every((byYear) => isReadable(byYear, year)))
  if (whole.length === concerned.length) return { years: concerned, gaps: [] }
  const gaps = runs.flatMap(({ run }, i) => {
    const missing = concerned.filter((year) => !assessed[i]?.has(year))
    const wrong = concerned.filter((year) => assessed[i]?.has(year) && !isFinite(assessed[i].get(year)!))
    return [
      ...(missing.length > 0 ? [Gap.missingAssessment(run.id, name, missing)] : []),
      ...(wrong.length > 0 ? [Gap.notFinite(run.id, name, wrong)] : [])
    ]
  })
  return { years: whole, gaps }
}

/** Compares the assessments of runs. The first run is the reference; targets come in the order of its file. */
export const compare = (runs: ReadonlyArray<Facts>, scope: Scope): Found => {
  const found = comparedBy(inRounding, runs, scope)
  if (found.differing === 0 || found.rounded < found.differing) return found
  return { ...comparedBy(() => false, runs, scope), rounded: found.rounded }
}

/** {@link compare} where assessments that are `same` do not differ; `rounded` counts those that are so without being equal. */
const comparedBy = (same: typeof inRounding, runs: ReadonlyArray<Facts>, scope: Scope): Found => {
  const gaps: Array<Gap.Gap> = runs.flatMap(extras)
  const byName = runs.map(({ run }) => new Map(run.targets.all.map((target) => [target.name, target])))
  const inReference = new Set(byName[0]!.keys())
  const elsewhere = new Set(byName.flatMap((targets) => [...targets.keys()])).difference(inReference)
  let compared = 0
  let differing = 0
  let rounded = 0
  const targets: Array<TargetDifference> = []

  for (const name of [...inReference, ...[...elsewhere].toSorted()]) {
    const each = byName.map((all) => all.get(name))
    const known = each.find((target) => target !== undefined)!
    if (scope.indicators !== undefined && !scope.indicators.has(known.indicator.name)) continue
    const defined = definitions(runs, name, each)
    gaps.push(...defined.gaps)
    if (!defined.comparable) continue

    const { years, gaps: holes } = readable(runs, name, scope.years ?? scope.common)
    gaps.push(...holes)
    const assessed = (i: number, year: number) => runs[i]!.assessments.get(name)!.get(year)!
    const since: Array<number | undefined> = runs.map(() => undefined)
    let different = 0
    for (const year of years)
      for (let i = 1; i < runs.length; i++) {
        const [reference, other] = [assessed(0, year), assessed(i, year)]
        if (!differ(reference, other)) continue
        differing++
        if (same(reference, other)) {
          rounded++
          continue
        }
        different++
        since[i] ??= year
      }
    compared += years.length * (runs.length - 1)
    const isSplit = (all: ReadonlyArray<{ readonly status: Status }>): boolean =>
      all.some(({ status }) => status !== all[0]!.status)
    const isSplitIn = (year: number | undefined): boolean =>
      year !== undefined && isSplit(runs.map((_, i) => assessed(i, year)))
    const flips = isSplitIn(years.at(-1))
    const last = scope.years === undefined ? undefined : readable(runs, name, scope.common).years.at(-1)
    const flipsIn = !flips && isSplitIn(last) ? last : undefined
    if (!scope.all && different === 0 && flipsIn === undefined) continue
    const shown = scope.years === undefined && !scope.eachYear ? years.slice(-1) : years
    const standings = shown.map((year) => ({
      year,
      runs: runs.map((_, i): Standing => {
        const { status, required, projected, margin } = assessed(i, year)
        const difference = i === 0 ? undefined : margin - assessed(0, year).margin
        return {
          status,
          required,
          projected,
          margin,
          difference,
          ...(lacksBase(runs[i]!, each[i]!) && { withoutBase: true })
        }
      })
    }))
    targets.push({
      target: name,
      label: known.label,
      area: known.area,
      indicator: known.indicator.name,
      unit: unitOf(known),
      by: known.by,
      differs: different > 0,
      flips,
      ...(flipsIn !== undefined && { flipsIn }),
      since,
      standings
    })
  }
  return { targets, gaps, compared, differing, rounded }
}
