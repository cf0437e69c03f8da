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
import * as YearText from "./YearText.ts"

/**
 * An event as it is recorded: its canonical text without type and schema, that of a year by its bytes in a room. Years
 * are nearly all of a run, and their texts should be gone before the next is read.
 */
export interface Text {
  readonly type: string
  readonly schema: number
  readonly payload: string | Uint8Array<ArrayBuffer>
}

const settings: ReadonlySet<string> = new Set(["LeverAdjusted", "AssumptionChanged"])

/** What was asked of the run beside its scenario, as far as texts that are as they should be tell. */
const askedBy = (texts: ReadonlyArray<Text>): Repeat.Asked => {
  const told: Array<RunEvent> = []
  for (const { type, schema, payload } of texts)
    if (
      typeof payload === "string" &&
      (type === "RunStarted" || (settings.has(type) && payload.includes('"by":"analyst"')))
    )
      told.push({ type, schema, ...(JSON.parse(payload) as object) } as RunEvent)
  const last = texts.findLast(({ payload }) => typeof payload !== "string")?.payload
  return { ...Repeat.asked(told), until: typeof last === "object" ? YearText.yearOf(last) : undefined }
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
    if (text?.type !== event.type || text.schema !== event.schema || typeof text.payload !== "string") return false
    return text.payload === textOf(event, text.payload)
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
    if (text?.type !== "TargetAssessed" || text.schema !== 1 || typeof text.payload !== "string") return false
    return AssessmentText.isOf(assessment, year, text.payload)
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
  // No state is kept but the last, so that what is set can be written into it.
  const own: RunState.Settings = { settings: new Map(), held: new Set() }
  let state: RunState.RunState = { ...RunState.initial(model), ...own }
  let at = 0
  const [yearsFound, othersFound]: [Array<Uint8Array>, Array<string>] = [[], []]

  const advances = (): boolean => {
    const { started, trajectory: before } = state
    const text = texts[at]
    if (state.status !== "running" || started === undefined || text === undefined) return false
    const year = before.to + 1
    const projected = project(kernel, before, state, started.shortage, room)
    if ("reason" in projected || text.type !== "YearProjected" || text.schema !== 1) return false
    const { trajectory } = projected
    const row = trajectory.rows.subarray(-model.slots)
    if (typeof text.payload === "string" || !YearText.isOf(model, row, year, text.payload)) return false
    const assessments = setting.assess(trajectory, year)
    const reached = Decider.reached(state, year, projected.milestones)
    if (!areAssessed(assessments, year, texts, at + 1)) return false
    if (!areNext(reached, texts, at + 1 + assessments.length)) return false
    const end = at + 1 + assessments.length + reached.length
    for (; at < end; at++) {
      const { payload } = texts[at]!
      if (typeof payload === "string") othersFound.push(payload)
      else yearsFound.push(payload)
    }
    // The years stand in the trajectory; nothing else of what was found decides anything that follows.
    state = { ...reached.reduce(RunState.evolve, state), shocks: [], trajectory }
    if (year < started.to) return true
    const result = Decider.resultOfTexts(yearsFound, othersFound, digest)
    const completed = { type: "RunCompleted", schema: 1, result } as const
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
    for (const event of decided.success) if (!RunState.write(own, event)) state = RunState.evolve(state, event)
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
