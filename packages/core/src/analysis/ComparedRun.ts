/**
 * A run as a comparison reads it: its events, put in order by what they speak of.
 *
 * Nothing is judged here. Where a year is told twice the later event counts;
 * a shock that hits twice in a year is put together. What a sound run never
 * says is kept apart, to be told. A forked run is given whole, with the years
 * that it shares with its parent.
 */
import type { Label } from "../document/Label.ts"
import type * as Event from "../run/Event.ts"
import * as Indicator from "../model/Indicator.ts"
import { address, type Model } from "../model/Model.ts"
import * as YearValues from "../run/YearValues.ts"
import type { Hit } from "../scenario/Inputs.ts"
import type { Targets } from "../target/Target.ts"

/** A run to compare, with the model and the targets that it was made with. */
export interface ComparedRun {
  readonly id: string
  readonly title: Label
  readonly events: ReadonlyArray<Event.RunEvent>
  readonly model: Model
  readonly targets: Targets
  /** The runs that it descends from by forking, nearest first, as far as they are known beyond its own parent. */
  readonly ancestors?: ReadonlyArray<string> | undefined
}

/** Whether a run is complete, stopped, or not finished. */
export type Status = "completed" | "failed" | "running"

/** What a shock does to what it hits in one year. */
export type ShockSize = Pick<Hit, "times" | "plus">

/** What happened more often than it can: the type of event, what it is about, and the years, if it has any. */
export interface Repeated {
  readonly type: Event.RunEvent["type"]
  readonly subject: string | undefined
  readonly years: ReadonlyArray<number>
}

/** A table by name and year. */
export type ByYear<A> = ReadonlyMap<string, ReadonlyMap<number, A>>

/** What the events of a run say. */
export interface Facts {
  readonly run: ComparedRun
  /** The indicators of the run's model by address, in the order of its files. */
  readonly indicators: ReadonlyMap<string, Indicator.Indicator>
  readonly started: Event.RunStarted | undefined
  readonly failed: Event.RunFailed | undefined
  /** The fingerprint of the result of a completed run. */
  readonly result: string | undefined
  readonly status: Status
  /** Projected years, rising. */
  readonly years: ReadonlyArray<number>
  /** The years as they were told. */
  readonly projected: ReadonlyMap<number, Event.YearProjected>
  /** The rows by slot, of the years whose values are those of the model, no name more or less, and finite. */
  readonly slots: ReadonlyMap<number, Float64Array>
  /** Settings by address and the year from which they hold. */
  readonly levers: ByYear<number>
  readonly assumptions: ByYear<number>
  /** By the shock and what it hits, see {@link ofShockKey}. */
  readonly shocks: ByYear<ShockSize>
  /** What the first change of a lever or an assumption in a year says that it was before. */
  readonly changedFrom: ByYear<number>
  readonly assessments: ByYear<Event.TargetAssessed>
  /** The first year of each milestone. */
  readonly milestones: ReadonlyMap<string, number>
  readonly repeated: ReadonlyArray<Repeated>
  /** Types of events that no run has. */
  readonly unknown: ReadonlyArray<string>
}

/** The key of a shock on one variable. */
const shockKey = (shock: string, variable: string): string => `${shock} ${variable}`

/** The shock and the address of a key of {@link Facts.shocks}. */
export const ofShockKey = (key: string): readonly [shock: string, variable: string] => {
  const [shock, variable] = key.split(" ")
  return [shock!, variable!]
}

/** A number; what is none, as NaN: arithmetic would read a text as a number. */
const asNumber = (value: unknown): number => (typeof value === "number" ? value : NaN)

/** Walks the numbers of a value, each by its address. What is not a number is walked as NaN. */
export const eachCell = (name: string, value: unknown, visit: (address: string, value: number) => void): void => {
  if (typeof value === "object" && value !== null)
    for (const [member, inner] of Object.entries(value)) eachCell(address(name, [member]), inner, visit)
  else visit(name, asNumber(value))
}

const put = <A>(table: Map<string, Map<number, A>>, name: string, year: number, entry: A): void => {
  const row = table.get(name)
  if (row === undefined) table.set(name, new Map([[year, entry]]))
  else row.set(year, entry)
}

const putFirst = <A>(table: Map<string, Map<number, A>>, name: string, year: number, entry: A): void => {
  if (table.get(name)?.has(year) !== true) put(table, name, year, entry)
}

/** What an event is about, where there are several of its type in a year. */
const subjectOf = (event: Event.RunEvent): string | undefined => {
  switch (event.type) {
    case "LeverAdjusted":
      return event.lever
    case "AssumptionChanged":
      return event.name
    case "ShockApplied":
      return event.shock
    case "TargetAssessed":
      return event.target
    case "MilestoneReached":
      return event.milestone
    default:
      return undefined
  }
}

type Change = Extract<Event.RunEvent, { readonly type: "LeverAdjusted" | "AssumptionChanged" | "ShockApplied" }>

/** A change as a text that does not hang on the order of its keys; what is no number, which `EventText` refuses, as null. */
const textOf = (event: Change): string => {
  const { type, year } = event
  if (type === "ShockApplied") return JSON.stringify([type, year, event.shock, event.variable, event.times, event.plus])
  const { by, from, reason, to } = event
  return JSON.stringify([type, year, subjectOf(event), from, to, by, reason])
}

/** What a run says once at most: its beginning and end, each year, assessment and milestone, and the same change. */
const repetitions = (events: ReadonlyArray<Event.RunEvent>): ReadonlyArray<Repeated> => {
  const seen = new Set<string>()
  const found = new Map<string, Repeated>()
  for (const event of events) {
    const { type } = event
    const subject = subjectOf(event)
    // A lever may be set twice in a year, though not to the same; a milestone is reached once in a run.
    const change =
      type === "LeverAdjusted" || type === "AssumptionChanged" || type === "ShockApplied" ? event : undefined
    const year = "year" in event && type !== "MilestoneReached" ? event.year : undefined
    // Only the subject may hold a space.
    const key = change === undefined ? `${type} ${year} ${subject}` : textOf(change)
    if (seen.has(key)) {
      const about = JSON.stringify([type, subject])
      const years = "year" in event ? [event.year] : []
      found.set(about, { type, subject, years: [...(found.get(about)?.years ?? []), ...years] })
    }
    seen.add(key)
  }
  return [...found.values()]
}

/** Puts rows in the order of the model's slots. */
const inSlots = (model: Model, projected: Facts["projected"]): Facts["slots"] => {
  const slots = new Map<number, Float64Array>()
  for (const [year, event] of projected) {
    const row = YearValues.rowOf(model, event)
    if (typeof row !== "string" && isFinite(row)) slots.set(year, row)
  }
  return slots
}

/** Whether all numbers of a row are finite. Every number of a run goes through here, hence the loop. */
const isFinite = (row: Float64Array): boolean => {
  for (let slot = 0; slot < row.length; slot++) if (!Number.isFinite(row[slot])) return false
  return true
}

/** Reads the events of a run. */
export const read = (run: ComparedRun): Facts => {
  let started: Event.RunStarted | undefined
  let failed: Event.RunFailed | undefined
  let result: string | undefined
  const projected = new Map<number, Event.YearProjected>()
  const levers = new Map<string, Map<number, number>>()
  const assumptions = new Map<string, Map<number, number>>()
  const shocks = new Map<string, Map<number, ShockSize>>()
  const changedFrom = new Map<string, Map<number, number>>()
  const unknown = new Set<string>()
  const assessments = new Map<string, Map<number, Event.TargetAssessed>>()
  const milestones = new Map<string, number>()
  for (const event of run.events)
    switch (event.type) {
      case "RunStarted":
        started = event
        break
      case "LeverAdjusted":
        put(levers, event.lever, event.year, event.to)
        putFirst(changedFrom, event.lever, event.year, event.from)
        break
      case "AssumptionChanged":
        eachCell(event.name, event.to, (name, value) => put(assumptions, name, event.year, value))
        putFirst(changedFrom, event.name, event.year, event.from)
        break
      case "ShockApplied": {
        const key = shockKey(event.shock, event.variable)
        const before = shocks.get(key)?.get(event.year) ?? { times: 1, plus: 0 }
        const [times, plus] = [asNumber(event.times), asNumber(event.plus)]
        put(shocks, key, event.year, { times: before.times * times, plus: before.plus * times + plus })
        break
      }
      case "YearProjected":
        projected.set(event.year, event)
        break
      case "TargetAssessed":
        put(assessments, event.target, event.year, event)
        break
      case "MilestoneReached":
        milestones.set(event.milestone, Math.min(event.year, milestones.get(event.milestone) ?? event.year))
        break
      case "RunFailed":
        failed = event
        break
      case "RunCompleted":
        result = event.result
        break
      default:
        unknown.add(String((event as { readonly type: unknown }).type))
    }
  return {
    run,
    indicators: Indicator.byName(run.model),
    started,
    failed,
    result,
    status: failed !== undefined ? "failed" : result !== undefined ? "completed" : "running",
    years: [...projected.keys()].toSorted((a, b) => a - b),
    projected,
    slots: inSlots(run.model, projected),
    levers,
    assumptions,
    shocks,
    changedFrom,
    assessments,
    milestones,
    repeated: repetitions(run.events),
    unknown: [...unknown].toSorted()
  }
}
