/**
 * A run carried out again: what its scenario asks, and what was asked of it by hand.
 *
 * The events of a run say what an analyst set and when; the rest follows from the scenario. So a run can be checked
 * against today's engine, and its first years be shared by a fork, without a word about how it came about: at a
 * stroke, year by year, or as a fork itself.
 */
import * as Result from "effect/Result"
import type * as Scenario from "../scenario/Scenario.ts"
import * as Decider from "./Decider.ts"
import * as RunState from "./RunState.ts"
import type { RunEvent, RunStarted } from "./Event.ts"
import * as EventText from "./EventText.ts"
import * as Run from "./Run.ts"
import * as Trajectory from "./Trajectory.ts"

/** What was asked of a run beside its scenario: settings by hand, by the first year that they hold for. */
export interface Asked {
  readonly parent: RunStarted["parent"]
  readonly byHand: ReadonlyMap<number, ReadonlyArray<Decider.Command>>
  /** The last year that was projected, or in which it failed; nothing when there is none. */
  readonly until: number | undefined
}

const commandOf = (event: RunEvent): Decider.Command | undefined => {
  if ((event.type !== "LeverAdjusted" && event.type !== "AssumptionChanged") || event.by !== "analyst") return undefined
  const { by, reason, to } = event
  const rest = { to, by, ...(reason === undefined ? {} : { reason }) }
  return event.type === "LeverAdjusted"
    ? { type: "AdjustLever", lever: event.lever, ...rest }
    : { type: "ChangeAssumption", name: event.name, ...rest }
}

/** What the events of a run say was asked of it. */
export const asked = (events: ReadonlyArray<RunEvent>): Asked => {
  const byHand = new Map<number, Array<Decider.Command>>()
  let parent: RunStarted["parent"]
  let until: number | undefined
  for (const event of events) {
    const command = commandOf(event)
    if (command !== undefined && "year" in event) byHand.set(event.year, [...(byHand.get(event.year) ?? []), command])
    if (event.type === "RunStarted") parent = event.parent
    if (event.type === "YearProjected" || event.type === "RunFailed") until = event.year
  }
  return { parent, byHand, until }
}

/**
 * Everything that is asked of the run, in the order of the years. `fingerprint` is that of the scenario, for whoever
 * has it at hand.
 */
export const commands = (
  setting: Run.Setting,
  scenario: Scenario.Scenario,
  { byHand, parent, until }: Asked,
  fingerprint?: string
): ReadonlyArray<Decider.Command> => {
  const begin = Run.start(setting, scenario, fingerprint)
  const commandsOf = Run.commandsOf(setting, scenario)
  const last = Math.min(until ?? -Infinity, scenario.years.to)
  const years = Trajectory.years({ from: scenario.years.from, to: last })
  const pending = last + 1
  return [
    parent === undefined ? begin : { ...begin, parent },
    ...years.flatMap((year) => [...(byHand.get(year) ?? []), ...commandsOf(year)]),
    ...(until === undefined ? [] : (byHand.get(pending) ?? []))
  ]
}

/**
 * Carries out what was asked, in the order of the years. What is refused ends it there: whoever compares finds that
 * the events are not those on record.
 */
export const of = (setting: Run.Setting, scenario: Scenario.Scenario, what: Asked): Run.Run => {
  const events: Array<RunEvent> = []
  let state = RunState.initial(setting.kernel.model)
  for (const command of commands(setting, scenario, what)) {
    const decided = Decider.decide(setting, state, command)
    if (Result.isFailure(decided)) break
    events.push(...decided.success)
    state = decided.success.reduce(RunState.evolve, state)
  }
  return { id: state.started === undefined ? "" : Run.idOf(state.started), events, state }
}

/** An event of any stream; what begins one names what it was made from. */
interface Event {
  readonly type: string
  readonly schema: number
  readonly fingerprints?: RunStarted["fingerprints"]
}

/** What a beginning says that makes no other run: by which engine it was started, and how its place is presented. */
const bare = (event: Event): Event =>
  event.fingerprints === undefined
    ? event
    : { ...event, fingerprints: { ...event.fingerprints, engine: "", place: "" } }

/**
 * Whether two events say the same. The engine that a stream was begun by is not what it says, nor is how its place is
 * presented: a place under a new title has the runs that it had.
 */
export const sameEvent = (a: Event | undefined, b: Event | undefined): boolean =>
  a === undefined || b === undefined ? a === b : a.type === b.type && EventText.of(bare(a)) === EventText.of(bare(b))

/** Whether two streams say the same, event for event. */
export const sameEvents = (a: ReadonlyArray<Event>, b: ReadonlyArray<Event>): boolean =>
  a.length === b.length && a.every((event, i) => sameEvent(event, b[i]))
