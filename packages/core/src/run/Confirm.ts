/**
 * Whether the texts of a run on record are what today's engine would record: to the byte, but for the numbers of its
 * years and assessments, which are held to their values, and for the engine that began it. The hashes of a record vouch for its bytes.
 *
 * The run is carried out again as `Repeat` does it, but nothing is made that need not be: each text is held against
 * the numbers that it should hold. A yes is a proof. A no says only that something is otherwise, perhaps no more than
 * the shape of an older event: what differs is for `Repeat` and its reader to find out. A run that failed is not
 * confirmed here.
 */
import * as Result from "effect/Result"
import type * as Fingerprint from "../fingerprint/Fingerprint.ts"
import type * as Scenario from "../scenario/Scenario.ts"
import * as AssessmentText from "./AssessmentText.ts"
import * as Decider from "./Decider.ts"
import * as RunState from "./RunState.ts"
import type { RunEvent, RunStarted } from "./Event.ts"
import * as EventText from "./EventText.ts"
import { project } from "./Projection.ts"
import * as Repeat from "./Repeat.ts"
import type * as Run from "./Run.ts"
import * as Trajectory from "./Trajectory.ts"
import * as YearText from "./YearText.ts"

/** An event as it is recorded: its canonical text without type and schema. */
export interface Text {
  readonly type: string
  readonly schema: number
  readonly payload: string
}

const settings: ReadonlySet<string> = new Set(["LeverAdjusted", "AssumptionChanged"])

/** What was asked of the run beside its scenario, as far as texts that are as they should be tell. */
const askedBy = (texts: ReadonlyArray<Text>): Repeat.Asked => {
  const told: Array<RunEvent> = []
  for (const { type, schema, payload } of texts)
    if (type === "RunStarted" || (settings.has(type) && payload.includes('"by":"analyst"')))
      told.push({ type, schema, ...(JSON.parse(payload) as object) } as RunEvent)
  const last = texts.findLast(({ type }) => type === "YearProjected")
  // A year's text ends with the year, its four digits, and a brace.
  return { ...Repeat.asked(told), until: last === undefined ? undefined : Number(last.payload.slice(-5, -1)) }
}

/** The beginning of a run by the engine that its record names: see `Repeat.sameEvent`. */
const begunBy = (event: RunStarted, payload: string): RunStarted => {
  const { engine } = (JSON.parse(payload) as RunStarted).fingerprints
  return /^[0-9a-f]{64}$/.test(engine) ? { ...event, fingerprints: { ...event.fingerprints, engine } } : event
}

/** The text that an event would have in the place of one on record. */
const textOf = (event: RunEvent, recorded: string): string =>
  event.type === "LeverAdjusted"
    ? EventText.ofLever(event)
    : EventText.made(event.type === "RunStarted" ? begunBy(event, recorded) : event)

/** Whether the first texts after `at` are these events. */
const areNext = (events: ReadonlyArray<RunEvent>, texts: ReadonlyArray<Text>, at: number): boolean =>
  events.every((event, i) => {
    const text = texts[at + i]
    return text?.type === event.type && text.schema === event.schema && text.payload === textOf(event, text.payload)
  })

/** Whether the first texts after `at` are these assessments. */
const areAssessed = (
  assessments: ReadonlyArray<Decider.Assessment>,
  year: number,
  texts: ReadonlyArray<Text>,
  at: number
): boolean =>
  assessments.every((assessment, i) => {
    const text = texts[at + i]
    return text?.type === "TargetAssessed" && text.schema === 1 && AssessmentText.isOf(assessment, year, text.payload)
  })

/** Goes through the texts of a run, command by command. */
const confirms = (
  setting: Run.Setting,
  commands: ReadonlyArray<Decider.Command>,
  texts: ReadonlyArray<Text>,
  digest: Fingerprint.Digest
): boolean => {
  const { kernel } = setting
  const { model } = kernel
  const room = new Float64Array(model.slots * commands.filter(({ type }) => type === "Advance").length)
  let state = RunState.initial(model)
  let at = 0
  const findings: Array<string> = []

  const advances = (): boolean => {
    const { started, trajectory: before } = state
    const text = texts[at]
    if (state.status !== "running" || started === undefined || text === undefined) return false
    const year = before.to + 1
    const projected = project(kernel, before, state, started.shortage)
    if ("reason" in projected || text.type !== "YearProjected" || text.schema !== 1) return false
    if (!YearText.isOf(model, projected.row, year, text.payload)) return false
    const trajectory = Trajectory.appendIn(room, before, projected.row)
    const assessments = setting.assess(trajectory, year)
    const reached = Decider.reached(state, year, projected.milestones)
    if (!areAssessed(assessments, year, texts, at + 1)) return false
    if (!areNext(reached, texts, at + 1 + assessments.length)) return false
    const end = at + 1 + assessments.length + reached.length
    for (; at < end; at++) findings.push(texts[at]!.payload)
    // The years stand in the trajectory; nothing else of what was found decides anything that follows.
    state = { ...reached.reduce(RunState.evolve, state), shocks: [], trajectory }
    if (year < started.to) return true
    const completed = { type: "RunCompleted", schema: 1, result: Decider.resultOfTexts(findings, digest) } as const
    if (!areNext([completed], texts, at)) return false
    at += 1
    state = { ...state, status: "completed" }
    return true
  }

  for (const command of commands) {
    if (command.type === "Advance") {
      if (!advances()) return false
      continue
    }
    const decided = Decider.decide(setting, state, command)
    if (Result.isFailure(decided) || !areNext(decided.success, texts, at)) return false
    at += decided.success.length
    state = decided.success.reduce(RunState.evolve, state)
  }
  return at === texts.length
}

/**
 * Whether a run's texts, in order, are those of the run of this setting and scenario and of what they themselves say
 * was asked by hand. `fingerprint` is that of the scenario's document.
 */
export const of = (
  setting: Run.Setting & { readonly digest: Fingerprint.Digest },
  { fingerprint, scenario }: { readonly fingerprint: string; readonly scenario: Scenario.Scenario },
  texts: ReadonlyArray<Text>
): boolean => {
  try {
    const asked = askedBy(texts)
    if (asked.until !== undefined && Number.isNaN(asked.until)) return false
    return confirms(setting, Repeat.commands(setting, scenario, asked, fingerprint), texts, setting.digest)
  } catch {
    // A text that is no JSON, or no event: whoever decodes it says what is wrong.
    return false
  }
}
