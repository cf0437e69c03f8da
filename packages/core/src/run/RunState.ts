/**
 * The state of a run: the fold of its events and nothing else.
 */
import type { Model } from "../model/Model.ts"
import type { MilestoneReached, RunEvent, RunStarted, TargetAssessed, YearProjected } from "./Event.ts"
import type { Hit } from "../scenario/Inputs.ts"
import * as Trajectory from "./Trajectory.ts"
import * as YearValues from "./YearValues.ts"

/** The state of a run: the fold of its events. */
export interface RunState {
  readonly status: "absent" | "running" | "failed" | "completed"
  readonly started: RunStarted | undefined
  /** Levers and assumptions that were set, by address; they hold until set again. */
  readonly settings: ReadonlyMap<string, number>
  /** Addresses that an analyst set: the scenario sets them no more. */
  readonly held: ReadonlySet<string>
  /** Shocks for the next year; the year takes them with it. */
  readonly shocks: ReadonlyArray<Hit>
  readonly trajectory: Trajectory.Trajectory
  /** What the run has found so far, as it was told. */
  readonly findings: ReadonlyArray<YearProjected | TargetAssessed | MilestoneReached>
  readonly milestones: ReadonlyArray<{ readonly milestone: string; readonly year: number }>
  /** The fingerprint of the result, once completed. */
  readonly result: string | undefined
}

/** The state before any event. */
export const initial = (model: Model): RunState => ({
  status: "absent",
  started: undefined,
  settings: new Map(),
  held: new Set(),
  shocks: [],
  trajectory: Trajectory.empty(model, model.years.from),
  findings: [],
  milestones: [],
  result: undefined
})

const rowOf = (state: RunState, event: RunEvent & { readonly type: "YearProjected" }): Float64Array => {
  const row = YearValues.rowOf(state.trajectory.model, event)
  if (typeof row === "string") throw new Error(`the values of ${event.year} do not fit the model at ${row}`)
  return row
}

/** Maps that a state's own settings are written to. */
export interface Settings {
  readonly settings: Map<string, number>
  readonly held: Set<string>
}

/** Writes what an event sets into the maps of a state, where nobody else knows them yet; says whether it sets anything. */
export const write = ({ held, settings }: Settings, event: RunEvent): boolean => {
  if (event.type !== "LeverAdjusted" && event.type !== "AssumptionChanged") return false
  const name = event.type === "LeverAdjusted" ? event.lever : event.name
  settings.set(name, event.to)
  if (event.by === "analyst") held.add(name)
  return true
}

/** The state after an event. Total over events; values of another model are a defect of the caller and throw. */
export const evolve = (state: RunState, event: RunEvent): RunState => {
  switch (event.type) {
    case "RunStarted":
      return {
        ...state,
        status: "running",
        started: event,
        trajectory: Trajectory.empty(state.trajectory.model, event.from)
      }
    case "LeverAdjusted":
    case "AssumptionChanged": {
      const own: Settings = { settings: new Map(state.settings), held: new Set(state.held) }
      write(own, event)
      return { ...state, ...own }
    }
    case "ShockApplied":
      return { ...state, shocks: [...state.shocks, event] }
    case "YearProjected":
      return {
        ...state,
        shocks: [],
        trajectory: Trajectory.append(state.trajectory, rowOf(state, event)),
        findings: [...state.findings, event]
      }
    case "TargetAssessed":
      return { ...state, findings: [...state.findings, event] }
    case "MilestoneReached":
      return {
        ...state,
        milestones: [...state.milestones, { milestone: event.milestone, year: event.year }],
        findings: [...state.findings, event]
      }
    case "RunFailed":
      return { ...state, status: "failed" }
    case "RunCompleted":
      return { ...state, status: "completed", result: event.result }
  }
}

/** The state after events, in a model. */
export const replay = (model: Model, events: ReadonlyArray<RunEvent>): RunState => events.reduce(evolve, initial(model))
