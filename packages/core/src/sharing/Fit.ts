/**
 * Whether a run or an ensemble from elsewhere speaks of what it was made from.
 *
 * Its scenario is held against its model by the scenario's own checks, its start against that scenario, and every name
 * in its events against model, targets and scenario. What passes can be shown, carried on and computed again; that the
 * model gives those numbers is not asked here.
 */
import type { Fault } from "../document/Fault.ts"
import type { Span } from "../document/Span.ts"
import * as Indicator from "../model/Indicator.ts"
import * as Law from "../model/Law.ts"
import type { Model } from "../model/Model.ts"
import type { RunStarted } from "../run/Event.ts"
import * as Check from "../scenario/Check.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import type { Beginning, StoredEvent } from "../store/StoredEvent.ts"
import type { Targets } from "../target/Target.ts"
import * as SharingFault from "./SharingFault.ts"

/** What the events are held against, as their own documents have it. */
export interface Against {
  readonly model: Model
  readonly targets: Targets
  readonly scenario: Scenario
}

/** The run, and where in its file the event of a version stands, from 1. */
export interface Where {
  readonly id: string
  readonly at: (version: number) => Span
}

type Faults = ReadonlyArray<Fault>

/** The faults of a run's scenario, or else of its events, the first of each name. The events follow a run's course. */
export const faults = (where: Where, against: Against, events: ReadonlyArray<StoredEvent>): Faults => {
  const { id, at } = where
  const unfit = Check.resolved(against.scenario, against.model, at(1))
  if (unfit.length > 0)
    return unfit.map(({ problem }) => SharingFault.ScenarioUnfit(at(1), { run: id, detail: problem }))
  return [...startFaults(where, against, events[0] as Beginning), ...eventFaults(where, against, events)]
}

// internal

const startFaults = ({ at, id: run }: Where, { scenario }: Against, started: Beginning): Faults => {
  const { type } = started
  const pairs = [
    ["scenario", started.scenario, scenario.name],
    ["from", started.from, scenario.years.from],
    ["to", started.to, scenario.years.to],
    ...(started.type === "RunStarted" ? ([["shortage", started.shortage, scenario.shortage]] as const) : [])
  ] as const
  return pairs.flatMap(([what, begun, said]) =>
    begun === said
      ? []
      : [SharingFault.StartUnfit(at(1), { run, type, what, begun: String(begun), scenario: String(said) })]
  )
}

/** The form of a run's id: the name of a scenario, and eight digits. */
const isId = (id: string): boolean => /^[a-z][a-z0-9-]{0,63}-[0-9a-f]{8}$/.test(id)

/** Something that an event names, and whether it is there. */
type Name = readonly [what: SharingFault.Named, name: string, isThere: boolean]

const parentNames = ({ from, parent, to }: RunStarted): ReadonlyArray<Name> =>
  parent === undefined
    ? []
    : [
        ["parent", parent.run, isId(parent.run)],
        ["shared_year", String(parent.year), parent.year >= from && parent.year < to]
      ]

/** What looks up the names of an event. */
const namesIn = ({ model, scenario, targets }: Against): ((event: StoredEvent) => ReadonlyArray<Name>) => {
  const shocks = new Set(scenario.shocks.map(({ name }) => name))
  const all = new Set(targets.all.map(({ name }) => name))
  const milestones = new Set(model.milestones.map(({ name }) => name))
  const laws = new Set(model.invariants.map((invariant) => Law.told(invariant).name))
  const settable = (what: "lever" | "assumption", name: string): Name => [
    what,
    name,
    Check.variableAt(model, name)?.kind === what
  ]
  return (event) => {
    switch (event.type) {
      case "RunStarted":
        return parentNames(event)
      case "LeverAdjusted":
        return [settable("lever", event.lever)]
      case "AssumptionChanged":
        return [settable("assumption", event.name)]
      case "ShockApplied":
        return [settable("assumption", event.variable), ["shock", event.shock, shocks.has(event.shock)]]
      case "TargetAssessed":
        return [["target", event.target, all.has(event.target)]]
      case "MilestoneReached":
        return [["milestone", event.milestone, milestones.has(event.milestone)]]
      case "RunFailed": {
        const { variable } = event
        return [["variable", variable, Indicator.byName(model).has(variable) || laws.has(variable)]]
      }
      case "EnsembleStarted":
        return [
          ...event.axes.map((name): Name => ["assumption", name, model.variable.get(name)?.kind === "assumption"]),
          ...(event.indicators ?? []).map((name): Name => [
            "indicator",
            name,
            Indicator.find(model, name) !== undefined
          ])
        ]
      case "YearProjected":
      case "RunCompleted":
      case "EnsembleSummarised":
        return []
    }
  }
}

/** A setting that its model does not allow; of a name that is not there nothing is said. */
const outside = ({ at, id: run }: Where, model: Model, event: StoredEvent, version: number): Faults => {
  if (event.type !== "LeverAdjusted" && event.type !== "AssumptionChanged") return []
  const { to: value, type } = event
  const name = event.type === "LeverAdjusted" ? event.lever : event.name
  const variable = Check.variableAt(model, name)
  const [min, max] = (variable && Check.boundsOf(variable, name)) ?? [-Infinity, Infinity]
  return value >= min && value <= max
    ? []
    : [SharingFault.SettingOutside(at(version), { run, version, type, name, value, min, max })]
}

const eventFaults = (where: Where, against: Against, events: ReadonlyArray<StoredEvent>): Faults => {
  const { at, id: run } = where
  const names = namesIn(against)
  const told = new Set<string>()
  return events.flatMap((event, i): Faults => {
    const version = i + 1
    const { type } = event
    const lacking = names(event).flatMap(([what, name, isThere]) => {
      const key = `${what} ${name}`
      if (isThere || told.has(key)) return []
      told.add(key)
      return [SharingFault.EventUnfit(at(version), { run, version, type, what, name })]
    })
    return [...lacking, ...outside(where, against.model, event, version)]
  })
}
