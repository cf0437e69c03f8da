/**
 * `gongfu solve`: the smallest change of chosen levers that meets chosen targets, or the cheapest.
 *
 * The answer is a scenario file and, on record, the run of it. Everything that can be wrong with the question, and with
 * the place of the file, is told before the search begins. The file is read back as any other is, and its run has to
 * come to what the search found; only then is it recorded. An interrupted search leaves nothing behind.
 *
 * Ends with code 0 when the targets are met, 2 when they are not.
 */
import { rmSync } from "node:fs"
import { resolve } from "node:path"
import type { Fault } from "@gongfu/core/document/Fault"
import type { Label } from "@gongfu/core/document/Label"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Span from "@gongfu/core/document/Span"
import * as CoreRun from "@gongfu/core/run/Run"
import * as Answer from "@gongfu/core/solve/Answer"
import * as AnswerFile from "@gongfu/core/solve/AnswerFile"
import * as Question from "@gongfu/core/solve/Question"
import * as SolveFault from "@gongfu/core/solve/SolveFault"
import * as Robust from "@gongfu/core/solve/Robust"
import * as Smallest from "@gongfu/core/solve/Smallest"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { Ended, type Failure, Faulty, Refused } from "../Failure.ts"
import * as Load from "../Load.ts"
import * as NewFile from "../NewFile.ts"
import * as Records from "../Records.ts"
import * as Document from "../render/Document.ts"
import * as Progress from "../render/Progress.ts"
import * as SolveJson from "../render/SolveJson.ts"
import * as SolveText from "../render/SolveText.ts"
import { format, Session } from "../Session.ts"
import * as SolvedFile from "../SolvedFile.ts"
import { OptionOutside } from "./Attribute.ts"
import * as Ensemble from "./Ensemble.ts"
import * as Run from "./Run.ts"

interface Input {
  readonly scenario: string
  readonly targets: ReadonlyArray<string>
  readonly levers: ReadonlyArray<string>
  readonly least: Question.Least
  readonly cost: ReadonlyArray<string>
  readonly keep: boolean
  /** The probability with which the targets are to be met; as the scenario stands where there is none. */
  readonly robust: number | undefined
  readonly members: number
  readonly seed: number
  readonly output: string | undefined
  readonly force: boolean
  readonly markdown: boolean
}

const searching: Label = { en: "searching", zh: "求解中" }

/** How long the thread is kept, in milliseconds, before an interruption is let in. */
const breath = 20

/** Carries a search out; between its steps the user may interrupt. */
const carriedOut = <A>(search: Generator<Smallest.Progress, A>): Effect.Effect<A, never, Session> =>
  Effect.gen(function* () {
    const { language } = yield* Session
    let progress: Progress.Progress | undefined
    const work = Effect.gen(function* () {
      for (let since = performance.now(); ;) {
        const { done, value } = search.next()
        if (done === true) return value
        if (performance.now() - since < breath) continue
        progress ??= Progress.start(Progress.standardError, searching, 100, language, { percent: true })
        progress.tell((100 * value.done) / value.of)
        yield* Effect.yieldNow
        since = performance.now()
      }
    })
    return yield* work.pipe(Effect.ensuring(Effect.sync(() => progress?.end())))
  })

/** Names in words: `a, b and 3 more`. */
const named = (labels: ReadonlyArray<Label>): Label => {
  const [first, second] = labels
  const more = labels.length - 2
  return {
    en: [first, second].flatMap((label) => label?.en ?? []).join("; ") + (more > 0 ? `; ${more} more` : ""),
    zh: [first, second].flatMap((label) => label?.zh ?? []).join("；") + (more > 0 ? `等 ${labels.length} 项` : "")
  }
}

const titleOf = (title: Label, { outcome, standings }: Answer.Answer): Label => {
  const aims = named(standings.filter(({ asked }) => asked).map(({ aim }) => aim.label))
  return outcome === "met"
    ? { en: `${title.en}, changed to meet: ${aims.en}`, zh: `${title.zh}（为达到以下目标而调整：${aims.zh}）` }
    : { en: `${title.en}, brought nearest to: ${aims.en}`, zh: `${title.zh}（调整至最接近：${aims.zh}）` }
}

const stops = (law: ReturnType<typeof Answer.brokenLaw>): Refused =>
  new Refused({
    kind: "NoRunnableSetting",
    problem: {
      en: `no setting of these levers was found with which a run comes to its end${law === undefined ? "" : `: ${law.label.en} (${law.name})`}`,
      zh: `未找到能使推演走完全程的杠杆设定${law === undefined ? "" : `：${law.label.zh}（${law.name}）`}`
    },
    remedy: {
      en: "nothing was recorded; add levers that ease it, or start from a scenario that gongfu run carries out",
      zh: "未作任何记录；请加入可缓解该约束的杠杆，或从 gongfu run 能走完的情景出发"
    }
  })

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

/** Writes the file, reads it back, and records its run; what fails leaves no file behind. */
const kept = (text: string, { path }: SolvedFile.Place, force: boolean) =>
  Effect.gen(function* () {
    const { folder, store } = yield* Session
    const written = yield* NewFile.write(folder, path, text, { keep: store, replace: force })
    const recorded = Effect.gen(function* () {
      const [loaded] = yield* Load.scenarios([resolve(folder, path)])
      const run = CoreRun.project({ ...loaded!.place, digest }, loaded!.scenario)
      const onRecord = yield* Records.withStore("write", Run.record(loaded!, run))
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

/** What is wrong with the numbers of options. */
const optionFaults = ({ members, robust, seed }: Input): ReadonlyArray<Fault> => [
  ...(robust === undefined || (robust > 0 && robust < 1)
    ? []
    : [
        OptionOutside(Span.whole("--robust"), {
          option: "--robust",
          value: robust,
          expected: { en: "a probability between 0 and 1, such as 0.5", zh: "0 与 1 之间的概率（如 0.5）" }
        })
      ]),
  ...Ensemble.optionFaults({ members, seed, threads: undefined })
]

/** Solves. */
export const solve = (input: Input): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { folder, language, palette, store, width } = session
    const [loaded] = yield* Load.scenarios([input.scenario])
    const { place, scenario } = loaded!
    yield* ownRun(loaded!)
    const read = Question.read(place, scenario, input)
    const faults = [...(Result.isFailure(read) ? read.failure : []), ...optionFaults(input)]
    if (faults.length > 0 || Result.isFailure(read)) return yield* new Faulty({ faults })
    const question = read.success
    const file = yield* SolvedFile.find({ typed: input.scenario, name: scenario.name }, input.output, {
      folder,
      force: input.force
    })
    const { members, robust, seed } = input
    const found = yield* carriedOut(
      robust === undefined ? Smallest.search(question) : Robust.search(question, { probability: robust, members, seed })
    )
    if (found.outcome === "stops") return yield* stops(Answer.brokenLaw(found))
    const answer = Answer.of(question, found)
    const heading = {
      name: file.name,
      title: titleOf(scenario.title, answer),
      parent: file.parent,
      comment: SolveText.comment(question, answer)
    }
    const record =
      answer.moves.length === 0
        ? undefined
        : { ...(yield* kept(AnswerFile.text(heading, answer), file, input.force)), path: file.path, store }
    const told = { question, answer, record }
    if (session.json) session.print(Fingerprint.canonical({ format, solution: SolveJson.of(told) }))
    else {
      const document = SolveText.document(told, language, palette)
      session.print(input.markdown ? Document.markdown(document) : Document.text(document, width, palette))
    }
    if (answer.outcome !== "met") return yield* new Ended({ code: 2 })
  })
