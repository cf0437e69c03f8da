/**
 * From what a file or a stored document asks to targets that fit a model, or to every fault at once.
 */
import * as Result from "effect/Result"
import * as Fault from "../document/Fault.ts"
import * as Meant from "../document/Meant.ts"
import { nearest } from "../document/Nearest.ts"
import type { SourceFile } from "../document/Span.ts"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import * as Indicator from "../model/Indicator.ts"
import type { Model } from "../model/Model.ts"
import * as UnitText from "../wording/UnitText.ts"
import { falling, type Target, type Targets } from "./Target.ts"
import * as TargetFault from "./TargetFault.ts"
import * as TargetFile from "./TargetFile.ts"

const withoutFrom: ReadonlySet<TargetFile.Kind> = new Set(["level"])
const withBase: ReadonlySet<TargetFile.Kind> = new Set(["average_growth", "multiple_of_base", "increase_over_base"])

type Entry = TargetFile.TargetDocument["targets"][number]

/** The years that `from` may take: a base may be the model's first year, a trend needs one before it. */
const fromYears = (kind: TargetFile.Kind, model: Model): readonly [number, number] =>
  kind === "trend_down" ? [model.years.from + 1, model.years.to] : [model.years.from, model.years.to]

const checkYears = (entry: Entry, model: Model, locate: TargetFile.Locate): ReadonlyArray<Fault.Fault> => {
  const { name: target, kind, from, by } = entry
  const faults: Array<Fault.Fault> = []
  const within = (key: "from" | "by", year: number, [first, last]: readonly [number, number]) => {
    const inside = year >= first && year <= last
    if (!inside) faults.push(TargetFault.YearOutside(locate.target(target, key), { target, key, year, first, last }))
    return inside
  }
  const byInside = within("by", by, [model.years.from + 1, model.years.to])
  if (withoutFrom.has(kind)) {
    if (from !== undefined)
      faults.push(TargetFault.KeyNotUsed(locate.target(target, "from"), { target, kind, key: "from" }))
    return faults
  }
  if (from === undefined) return [...faults, TargetFault.FromMissing(locate.target(target), { target, kind })]
  if (within("from", from, fromYears(kind, model)) && byInside && (withBase.has(kind) ? from >= by : from > by))
    faults.push(TargetFault.YearsReversed(locate.target(target, "from"), { target, from, by }))
  return faults
}

const checkRequirement = (entry: Entry, locate: TargetFile.Locate): ReadonlyArray<Fault.Fault> => {
  const { name: target, kind } = entry
  const found = TargetFile.comparisons.filter((comparison) => entry[comparison] !== undefined)
  if (kind === "trend_down") {
    const unused = entry.tolerance === undefined ? found : [...found, "tolerance"]
    return unused.map((key) => TargetFault.KeyNotUsed(locate.target(target, key), { target, kind, key }))
  }
  const [comparison] = found
  if (comparison === undefined || found.length > 1)
    return [TargetFault.NotOneComparison(locate.target(target, found[1]), { target, found })]
  if ((kind === "ceiling_each_year" && !falling.has(comparison)) || (kind === "annual_flow" && falling.has(comparison)))
    return [TargetFault.WrongDirection(locate.target(target, comparison), { target, kind, comparison })]
  return []
}

/** The indicator at an address, or a fault; a variable over dimensions without its member gets its first one named. */
const backing = (entry: Entry, model: Model, locate: TargetFile.Locate): Indicator.Indicator | Fault.Fault => {
  const { name: target, indicator } = entry
  const found = Indicator.find(model, indicator)
  if (found !== undefined) return found
  const member = model.variable.get(indicator)?.cells[0]
  return TargetFault.NotBacked(locate.target(target, "indicator"), {
    target,
    indicator,
    get meant() {
      return member === undefined ? Meant.of(indicator, Indicator.all(model)) : [{ name: member.name }]
    }
  })
}

/** Weights name areas, and where there are any, every area that has targets. */
const checkWeights = (document: TargetFile.TargetDocument, locate: TargetFile.Locate): ReadonlyArray<Fault.Fault> => {
  const { areas, targets, weights } = document
  if (weights === undefined) return []
  const known = areas.map((area) => area.name)
  const used = new Set(targets.map((target) => target.area).filter((area) => known.includes(area)))
  return [
    ...Object.keys(weights)
      .filter((area) => !known.includes(area))
      .map((area) => TargetFault.UnknownArea(locate.weight(area), { area, nearest: nearest(area, known), known })),
    ...[...used]
      .filter((area) => !Object.hasOwn(weights, area))
      .map((area) => TargetFault.WeightMissing(locate.weight(area), { area }))
  ]
}

const firstAssessed = (entry: Entry, model: Model): number => {
  const policy = model.years.from + 1
  if (entry.from === undefined) return policy
  return Math.max(policy, withBase.has(entry.kind) ? entry.from + 1 : entry.from)
}

const ofEntry = (entry: Entry, indicator: Indicator.Indicator, model: Model): Target => {
  const comparison = TargetFile.comparisons.find((key) => entry[key] !== undefined)
  return {
    name: entry.name,
    label: entry.label,
    note: entry.note,
    clause: entry.clause,
    area: entry.area,
    kind: entry.kind,
    indicator,
    from: entry.from,
    by: entry.by,
    first: firstAssessed(entry, model),
    requirement: comparison === undefined ? undefined : { comparison, value: entry[comparison]! },
    tolerance: entry.tolerance ?? 0,
    strength: entry.strength
  }
}

/** Checks a document of targets against a model; every fault at once, in the order of the file. */
export const fromDocument = (
  document: TargetFile.TargetDocument,
  model: Model,
  locate: TargetFile.Locate = TargetFile.nowhere
): Result.Result<Targets, ReadonlyArray<Fault.Fault>> => {
  const areas = document.areas.map((area) => area.name)
  const faults: Array<Fault.Fault> = [...checkWeights(document, locate)]
  const all: Array<Target> = []
  for (const entry of document.targets) {
    const { area, name } = entry
    if (!areas.includes(area))
      faults.push(
        TargetFault.UnknownArea(locate.target(name, "area"), { area, nearest: nearest(area, areas), known: areas })
      )
    const indicator = backing(entry, model, locate)
    if ("_tag" in indicator) faults.push(indicator)
    else all.push(ofEntry(entry, indicator, model))
    faults.push(...checkYears(entry, model, locate), ...checkRequirement(entry, locate))
  }
  if (faults.length > 0) return Result.fail(Fault.capped(faults))
  const canonical = Fingerprint.canonical(document)
  return Result.succeed({
    document,
    canonical,
    fingerprint: Fingerprint.ofText(canonical),
    areas: document.areas,
    weights: document.weights,
    all
  })
}

/** Reads and checks `targets.yaml`. */
export const fromFile = (source: SourceFile, model: Model): Result.Result<Targets, ReadonlyArray<Fault.Fault>> =>
  Result.flatMap(
    TargetFile.decode(source, (indicator) => {
      const unit = Indicator.find(model, indicator)?.unit
      return unit === undefined ? undefined : UnitText.of(model.units, unit).label
    }),
    ({ document, locate }) => fromDocument(document, model, locate)
  )
