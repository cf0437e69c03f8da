/**
 * How a run is decided: commands in, events out.
 *
 * `decide` is pure, and so is `RunState.evolve`, which folds the events. A run that is projected at a stroke, continued
 * tomorrow or forked goes through the same two functions, which is why they give the same numbers.
 */
import * as Result from "effect/Result"
import type { Kernel } from "../model/Kernel.ts"
import * as Bytes from "./Bytes.ts"
import * as Indicator from "../model/Indicator.ts"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import type { Shortage } from "../scenario/ScenarioTerms.ts"
import type { By, MilestoneReached, RunEvent, RunStarted, TargetAssessed } from "./Event.ts"
import * as EventText from "./EventText.ts"
import { ownValue } from "./YearInputs.ts"
import { project } from "./Projection.ts"
import { evolve, type RunState } from "./RunState.ts"
import type * as Trajectory from "./Trajectory.ts"
import * as YearValues from "./YearValues.ts"

/** How one target stands in one year. */
export type Assessment = Omit<TargetAssessed, "type" | "schema" | "year">

/** Assesses every target that has something to say in a year, in the order of the targets. */
export type Assessor = (trajectory: Trajectory.Trajectory, year: number) => ReadonlyArray<Assessment>

/** What a run is decided by: the compiled model and its targets. */
export interface Rules {
  readonly kernel: Kernel
  readonly assess: Assessor
  /** Any SHA-256, for the fingerprint of the result; the one in pure JavaScript when none is given. */
  readonly digest?: Fingerprint.Digest
}

/** What can be asked of a run. Settings are for the year that is projected next. */
export type Command =
  | {
      readonly type: "Start"
      readonly scenario: string
      readonly from: number
      readonly to: number
      readonly shortage: Shortage
      readonly fingerprints: RunStarted["fingerprints"]
      readonly parent?: { readonly run: string; readonly year: number }
    }
  | {
      readonly type: "AdjustLever"
      readonly lever: string
      readonly to: number
      readonly by: By
      readonly reason?: string
    }
  | {
      readonly type: "ChangeAssumption"
      readonly name: string
      readonly to: number
      readonly by: By
      readonly reason?: string
    }
  | {
      readonly type: "ApplyShock"
      readonly shock: string
      readonly variable: string
      readonly times: number
      readonly plus: number
    }
  | { readonly type: "Advance" }

/** Why a command was refused: nothing happened. */
export interface Refusal {
  readonly _tag:
    | "AlreadyStarted"
    | "OutsideYears"
    | "NotRunning"
    | "NotALever"
    | "NotAnAssumption"
    | "OutsideRange"
    | "NotFinite"
  readonly command: Command
}

/**
 * The fingerprint of what a run found: SHA-256 of the texts of its years, assessments and milestones, sorted, one a
 * line. It does not depend on the order of the model's and the targets' files.
 */
export const resultOf = ({ findings }: RunState, digest: Fingerprint.Digest = Fingerprint.ofText): string =>
  digest(lines(findings.map((event) => EventText.of(event)).toSorted()))

const lines = <A>(texts: ReadonlyArray<A>): ReadonlyArray<A | string> =>
  texts.flatMap((text, i) => (i === 0 ? [text] : ["\n", text]))

/**
 * The same fingerprint from the canonical texts of what a run found: those of its years by their bytes, and the others.
 * In the order of texts a year's `{"values"` comes after what any other begins with, and years differ in digits alone.
 */
export const resultOfTexts = (
  years: ReadonlyArray<Uint8Array>,
  others: ReadonlyArray<string>,
  digest: Fingerprint.Digest
): string => digest(lines([...others.toSorted(), ...years.toSorted(Bytes.compare)]))

/** The milestones that are reached in a year for the first time, of those that hold in it. */
export const reached = (
  state: RunState,
  year: number,
  milestones: ReadonlyArray<string>
): ReadonlyArray<MilestoneReached> => {
  const known = new Set(state.milestones.map(({ milestone }) => milestone))
  return milestones
    .filter((milestone) => !known.has(milestone))
    .map((milestone) => ({ type: "MilestoneReached", schema: 1, year, milestone }))
}

const advance = (rules: Rules, state: RunState, started: RunStarted): ReadonlyArray<RunEvent> => {
  const { kernel } = rules
  const year = state.trajectory.to + 1
  const projected = project(kernel, state.trajectory, state, started.shortage)
  if ("reason" in projected) return [{ type: "RunFailed", schema: 1, year, ...projected }]
  const { trajectory } = projected
  const { rows } = trajectory
  const events: ReadonlyArray<RunEvent> = [
    {
      type: "YearProjected",
      schema: 1,
      year,
      values: YearValues.fromRow(kernel.model, rows, rows.length - kernel.model.slots)
    },
    ...rules
      .assess(trajectory, year)
      .map((assessment) => ({ type: "TargetAssessed", schema: 1, year, ...assessment }) as const),
    ...reached(state, year, projected.milestones)
  ]
  if (year < started.to) return events
  const result = resultOf(events.reduce(evolve, state), rules.digest)
  return [...events, { type: "RunCompleted", schema: 1, result }]
}

type Set = Extract<Command, { readonly type: "AdjustLever" | "ChangeAssumption" }>

/**
 * Whether a setting changes nothing: it is what holds already, or the scenario asks for what an analyst has set. An
 * analyst who sets what holds already still takes it out of the scenario's hands.
 */
const saysNothing = ({ held }: RunState, { by, to }: Set, name: string, set: number | undefined): boolean =>
  by === "scenario" ? held.has(name) || to === set : held.has(name) && to === set

const origin = ({ by, reason }: Set): Pick<Set, "by" | "reason"> => (reason === undefined ? { by } : { by, reason })

/** Decides what a command makes happen. A command that cannot be carried out is refused, and nothing happens. */
export const decide = (
  rules: Rules,
  state: RunState,
  command: Command
): Result.Result<ReadonlyArray<RunEvent>, Refusal> => {
  const refuse = (tag: Refusal["_tag"]) => Result.fail({ _tag: tag, command })
  const { model } = rules.kernel
  if (command.type === "Start") {
    if (state.status !== "absent") return refuse("AlreadyStarted")
    const { scenario, from, to, shortage, fingerprints, parent } = command
    // Initial values belong to the model's first year.
    if (from !== model.years.from || to <= from || to > model.years.to) return refuse("OutsideYears")
    return Result.succeed([
      {
        type: "RunStarted",
        schema: 1,
        scenario,
        from,
        to,
        shortage,
        fingerprints,
        ...(parent === undefined ? {} : { parent })
      }
    ])
  }
  if (state.status !== "running" || state.started === undefined) return refuse("NotRunning")
  const year = state.trajectory.to + 1
  switch (command.type) {
    case "AdjustLever": {
      const found = Indicator.find(model, command.lever)
      const lever = found?.variable.lever
      if (lever === undefined) return refuse("NotALever")
      const { name } = found!
      if (!(command.to >= lever.min && command.to <= lever.max)) return refuse("OutsideRange")
      const from = (state.settings.get(name) ?? lever.default) + 0
      if (saysNothing(state, command, name, from)) return Result.succeed([])
      return Result.succeed([
        { type: "LeverAdjusted", schema: 2, year, lever: name, from, to: command.to + 0, ...origin(command) }
      ])
    }
    case "ChangeAssumption": {
      const found = Indicator.find(model, command.name)
      if (found === undefined || found.variable.kind !== "assumption") return refuse("NotAnAssumption")
      const [low, high] = model.cells[found.slot]!.range!
      if (!(command.to >= low && command.to <= high)) return refuse("OutsideRange")
      const { name } = found
      const set = state.settings.get(name)
      if (saysNothing(state, command, name, set)) return Result.succeed([])
      const from = (set ?? ownValue(found.variable, model.cells[found.slot]!, year)) + 0
      return Result.succeed([
        { type: "AssumptionChanged", schema: 2, year, name, from, to: command.to + 0, ...origin(command) }
      ])
    }
    case "ApplyShock": {
      const found = Indicator.find(model, command.variable)
      if (found === undefined || found.variable.kind !== "assumption") return refuse("NotAnAssumption")
      if (!Number.isFinite(command.times) || !Number.isFinite(command.plus)) return refuse("NotFinite")
      const { shock } = command
      const [times, plus] = [command.times + 0, command.plus + 0]
      return Result.succeed([{ type: "ShockApplied", schema: 1, year, shock, variable: found.name, times, plus }])
    }
    case "Advance":
      return Result.succeed(advance(rules, state, state.started))
  }
}
