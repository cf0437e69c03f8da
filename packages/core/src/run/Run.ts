/**
 * Runs: a scenario carried out, from its first year to its last.
 *
 * A run's id is derived from what decides its numbers, so the same scenario in the same model is the same run on any
 * machine, whenever it is carried out.
 */
import * as Result from "effect/Result"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import * as Inputs from "../scenario/Inputs.ts"
import * as Scenario from "../scenario/Scenario.ts"
import * as Decider from "./Decider.ts"
import * as RunState from "./RunState.ts"
import * as Engine from "./Engine.ts"
import type { RunEvent, RunStarted } from "./Event.ts"
import * as Trajectory from "./Trajectory.ts"

/** A run: its id, its events, and the state that they fold to. */
export interface Run {
  readonly id: string
  readonly events: ReadonlyArray<RunEvent>
  readonly state: RunState.RunState
}

/** What a run is carried out by: the rules, and the fingerprints of the documents that they were made from. */
export interface Setting extends Decider.Rules {
  readonly fingerprints: Pick<RunStarted["fingerprints"], "model" | "targets" | "place">
}

/**
 * The id of a run: its scenario's name and eight digits of the fingerprint of what decides it. How the place is
 * presented decides nothing.
 */
export const idOf = ({ scenario, fingerprints, parent }: RunStarted): string => {
  const { place: _, ...decisive } = fingerprints
  return `${scenario}-${Fingerprint.short(Fingerprint.of({ ...decisive, ...(parent === undefined ? {} : { parent }) }))}`
}

/** The command that starts a scenario's run; the scenario's fingerprint is worked out where it is not at hand. */
export const start = (
  setting: Setting,
  scenario: Scenario.Scenario,
  fingerprint = Scenario.fingerprint(scenario)
): Extract<Decider.Command, { readonly type: "Start" }> => ({
  type: "Start",
  scenario: scenario.name,
  from: scenario.years.from,
  to: scenario.years.to,
  shortage: scenario.shortage,
  fingerprints: {
    ...setting.fingerprints,
    scenario: fingerprint,
    engine: Engine.fingerprint
  }
})

/**
 * What a scenario asks for in each year, and the step into it. Settings come in order of name, shocks in theirs.
 * Settings that change nothing make no event.
 */
export const commandsOf = (
  setting: Setting,
  scenario: Scenario.Scenario
): ((year: number) => ReadonlyArray<Decider.Command>) => {
  const { model } = setting.kernel
  const [levers, assumptions] = [scenario.levers, scenario.assumptions].map((set) => Object.keys(set).toSorted())
  return (year) => [
    ...levers!.map((lever) => {
      const to = Inputs.leverAt(scenario, model, lever, year)
      return { type: "AdjustLever", lever, to, by: "scenario" } as const
    }),
    ...assumptions!.flatMap((name) => {
      const to = Inputs.assumptionAt(scenario, name, year)
      return to === undefined ? [] : [{ type: "ChangeAssumption", name, to, by: "scenario" } as const]
    }),
    ...Inputs.shocksIn(scenario, year).map((hit) => ({ type: "ApplyShock", ...hit }) as const),
    { type: "Advance" }
  ]
}

/**
 * Carries out commands one after the other, as far as the run goes. A refusal is a defect of the caller and throws:
 * what scenarios and analysts ask is checked.
 */
export const carryOut = (
  setting: Decider.Rules,
  state: RunState.RunState,
  commands: ReadonlyArray<Decider.Command>
): { readonly state: RunState.RunState; readonly events: ReadonlyArray<RunEvent> } => {
  const events: Array<RunEvent> = []
  let current = state
  for (const command of commands) {
    if (current.status === "failed") break
    const decided = Decider.decide(setting, current, command)
    if (Result.isFailure(decided)) throw new Error(`${decided.failure._tag}: ${JSON.stringify(command)}`)
    events.push(...decided.success)
    current = decided.success.reduce(RunState.evolve, current)
  }
  return { state: current, events }
}

/** Carries out a scenario's years from the one after `state` through `until`, its last unless told. */
export const advance = (
  setting: Setting,
  scenario: Scenario.Scenario,
  state: RunState.RunState,
  until: number = scenario.years.to
): { readonly state: RunState.RunState; readonly events: ReadonlyArray<RunEvent> } =>
  carryOut(
    setting,
    state,
    Trajectory.years({ from: state.trajectory.to + 1, to: until }).flatMap(commandsOf(setting, scenario))
  )

/** Carries out a scenario from its first year to its last. A run that fails ends with `RunFailed`. */
export const project = (setting: Setting, scenario: Scenario.Scenario): Run => {
  const begun = carryOut(setting, RunState.initial(setting.kernel.model), [start(setting, scenario)])
  const { state, events } = advance(setting, scenario, begun.state)
  return { id: idOf(state.started!), events: [...begun.events, ...events], state }
}

/** The events of a run through a year: what a fork from that year shares with it. */
export const through = (events: ReadonlyArray<RunEvent>, year: number): ReadonlyArray<RunEvent> =>
  events.filter((event) => event.type !== "RunCompleted" && (!("year" in event) || event.year <= year))
