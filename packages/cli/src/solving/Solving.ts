/**
 * What `gongfu solve` does whatever is asked: reading the question, carrying the search out, and keeping an answer.
 */
import { rmSync } from "node:fs"
import { resolve } from "node:path"
import type { Fault } from "@gongfu/core/document/Fault"
import type { Label } from "@gongfu/core/document/Label"
import * as Span from "@gongfu/core/document/Span"
import * as CoreRun from "@gongfu/core/run/Run"
import * as Answer from "@gongfu/core/solve/Answer"
import * as Question from "@gongfu/core/solve/Question"
import type { Progress as Come } from "@gongfu/core/solve/Smallest"
import * as SolveFault from "@gongfu/core/solve/SolveFault"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Ensemble from "../commands/Ensemble.ts"
import * as RunRecord from "../records/RunRecord.ts"
import { Faulty, Refused } from "../session/Failure.ts"
import * as Load from "../places/Load.ts"
import * as LongWork from "../session/LongWork.ts"
import * as Limits from "../options/Limits.ts"
import * as OptionRange from "../options/OptionRange.ts"
import * as NewFile from "../output/NewFile.ts"
import * as Records from "../records/Records.ts"
import { Session } from "../session/Session.ts"
import type * as SolvedFile from "./SolvedFile.ts"

/** What is asked on the command line. */
export interface Input {
  readonly scenario: string
  readonly targets: ReadonlyArray<string>
  readonly levers: ReadonlyArray<string>
  readonly least: Question.Least
  readonly cost: ReadonlyArray<string>
  readonly keep: boolean
  readonly pareto: ReadonlyArray<string>
  readonly points: number
  /** The probability with which the targets are to be met; as the scenario stands where there is none. */
  readonly robust: number | undefined
  readonly members: number
  readonly seed: number
  readonly output: string | undefined
  readonly force: boolean
  readonly markdown: boolean
}

const searching: Label = { en: "searching", zh: "求解中" }

/** Carries a search out, while the user is told how far it is; between its steps they may interrupt. */
export const carriedOut = <A>(search: Generator<Come, A>): Effect.Effect<A, never, Session> =>
  LongWork.told(searching, 100, (tell) => LongWork.inSteps(search, ({ done, of }) => tell((100 * done) / of)), {
    percent: true
  })

/** Names in words: `a, b and 3 more`. */
export const named = (labels: ReadonlyArray<Label>): Label => {
  const [first, second] = labels
  const more = labels.length - 2
  return {
    en: [first, second].flatMap((label) => label?.en ?? []).join("; ") + (more > 0 ? `; ${more} more` : ""),
    zh: [first, second].flatMap((label) => label?.zh ?? []).join("；") + (more > 0 ? `等 ${labels.length} 项` : "")
  }
}

/** The scenario's own run; one that stops before a lever is moved cannot be helped by levers. */
const ownRun = ({ place, scenario }: Load.Loaded): Effect.Effect<CoreRun.Run, Faulty> =>
  Effect.suspend(() => {
    const run = CoreRun.project({ ...place, digest }, scenario)
    const failed = run.events.find((event) => event.type === "RunFailed")
    if (failed?.year !== scenario.years.from) return Effect.succeed(run)
    const { variable, year } = failed
    return new Faulty({
      faults: [SolveFault.StopsAtOnce(Span.whole(scenario.name), { scenario: scenario.name, year, variable })]
    })
  })

/** What is wrong with the numbers of options. */
const optionFaults = ({ members, points, robust, seed }: Input): ReadonlyArray<Fault> => [
  ...OptionRange.unless(robust !== undefined && robust > 0 && robust < 1, "--robust", robust, {
    en: "a probability between 0 and 1, such as 0.5",
    zh: "介于 0 与 1 之间的概率（如 0.5）"
  }),
  ...OptionRange.within("--points", points, Limits.points),
  ...Ensemble.optionFaults({ members, seed, threads: undefined })
]

/** The scenario that is asked about, and the question, or everything that is wrong with it. */
export const asked = (
  input: Input
): Effect.Effect<{ readonly loaded: Load.Loaded; readonly question: Question.Question }, Faulty> =>
  Effect.gen(function* () {
    const [loaded] = yield* Load.scenarios([input.scenario])
    yield* ownRun(loaded!)
    const read = Question.read(loaded!.place, loaded!.scenario, input)
    const faults = [...(Result.isFailure(read) ? read.failure : []), ...optionFaults(input)]
    if (faults.length > 0 || Result.isFailure(read)) return yield* new Faulty({ faults })
    return { loaded: loaded!, question: read.success }
  })

const otherThanFound = (path: string, how: Label): Refused =>
  new Refused({
    kind: "OtherThanFound",
    problem: {
      en: `${path}: its run is not what the search found: ${how.en}`,
      zh: `${path}：其推演与求解结果不符：${how.zh}`
    },
    remedy: {
      en: "what it extends has changed since the search began; nothing was recorded: solve again",
      zh: "求解开始后，它所继承的情景或地区文件已有改动；未作任何记录，请重新求解"
    }
  })

/** Refuses a run that does not come to what an answer says of every aim, to the last digit. */
const refuseOther = (path: string, answer: Answer.Answer, { state }: CoreRun.Run): Effect.Effect<void, Refused> =>
  Effect.suspend(() => {
    if (state.status !== "completed")
      return Effect.fail(otherThanFound(path, { en: "it does not come to its end", zh: "推演未能走完全程" }))
    const other = Answer.otherwise(answer, state.trajectory.rows)
    if (other === undefined) return Effect.void
    const { found, standing } = other
    const { by, label } = standing.aim
    return Effect.fail(
      otherThanFound(path, {
        en: `${label.en} by ${by} has a margin of ${found.margin}, not ${standing.after.margin}`,
        zh: `“${label.zh}”（${by} 年）的余量为 ${found.margin}，而非 ${standing.after.margin}`
      })
    )
  })

/**
 * Writes the file, reads it back, and records its run where that comes to what the answer says. What fails leaves no
 * new file behind; one that was replaced stays replaced.
 */
export const kept = (text: string, answer: Answer.Answer, { path }: SolvedFile.Place, force: boolean) =>
  Effect.gen(function* () {
    const { folder, store } = yield* Session
    const written = yield* NewFile.write(folder, path, text, { keep: store, replace: force })
    const recorded = Effect.gen(function* () {
      const [loaded] = yield* Load.scenarios([resolve(folder, path)])
      const run = CoreRun.project({ ...loaded!.place, digest }, loaded!.scenario)
      yield* refuseOther(path, answer, run)
      const onRecord = yield* Records.withStore("write", RunRecord.record(loaded!, run))
      return { run, onRecord }
    })
    return yield* recorded.pipe(
      Effect.onError(() =>
        Effect.sync(() => {
          if (written === "new") rmSync(resolve(folder, path), { force: true })
        })
      )
    )
  })
