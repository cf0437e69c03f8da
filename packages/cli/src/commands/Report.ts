/**
 * `gongfu report`: one to six runs as one page to read, to send and to print. Runs on record or straight from files, in
 * any mix; files are projected and not recorded.
 *
 * A page that was there before is replaced when it is a report; any other file only with `--force`.
 */
import * as Attribution from "@gongfu/core/analysis/Attribution"
import * as ComparedRun from "@gongfu/core/analysis/ComparedRun"
import * as Influence from "@gongfu/core/analysis/Influence"
import * as SideInputs from "@gongfu/core/analysis/SideInputs"
import type { Label } from "@gongfu/core/document/Label"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import { EventStore } from "@gongfu/core/store/EventStore"
import type { StoreError } from "@gongfu/core/store/StoreError"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Result from "effect/Result"
import manifest from "../../package.json" with { type: "json" }
import * as Attributing from "../session/Attributing.ts"
import * as Choose from "../options/Choose.ts"
import * as Ensembles from "../ensembles/Ensembles.ts"
import { type Failure, Refused } from "../session/Failure.ts"
import * as NamedFile from "../places/NamedFile.ts"
import * as Pdf from "../output/Pdf.ts"
import * as Records from "../records/Records.ts"
import * as References from "../records/References.ts"
import * as Chart from "../report/Chart.ts"
import { mostRuns } from "../report/Look.ts"
import * as Page from "../report/Page.ts"
import * as Report from "../report/Report.ts"
import * as ReportFile from "../report/ReportFile.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as Format from "../session/Format.ts"
import { print, say, Session } from "../session/Session.ts"
import * as Sides from "../records/Sides.ts"
import * as ShellWord from "../session/ShellWord.ts"

/** How the parts of a difference are found where there are too many of them: as `gongfu attribute` does. */
const sampling = { by: "input", pairs: 50, seed: 1 } as const

const fewEnough = (sides: ReadonlyArray<string>): Effect.Effect<void, Refused> =>
  sides.length <= mostRuns
    ? Effect.void
    : Effect.fail(
        new Refused({
          kind: "TooManyRuns",
          problem: {
            en: `a report takes at most ${mostRuns} runs; ${sides.length} are named`,
            zh: `一份报告至多容纳 ${mostRuns} 次推演，此处写了 ${sides.length} 次`
          },
          remedy: {
            en: "make several reports; gongfu compare puts any number of runs side by side",
            zh: "请分为几份报告；gongfu compare 可对照任意多次推演"
          }
        })
      )

/** The same run twice has nothing to compare. */
const once = (sides: ReadonlyArray<Sides.Side>): Effect.Effect<void, Refused> => {
  const ids = sides.map(({ id }) => id)
  const twice = ids.find((id, i) => ids.indexOf(id) !== i)
  return twice === undefined
    ? Effect.void
    : Effect.fail(
        new Refused({
          kind: "SameRun",
          problem: { en: `${twice} was named twice`, zh: `${twice} 重复出现` },
          remedy: { en: "name each run once", zh: "每次推演只写一次" }
        })
      )
}

/** Where the difference of each other run from the first comes from. */
const attributed = (
  [first, ...others]: ReadonlyArray<Report.Subject>,
  asked: Report.Asked
): Effect.Effect<ReadonlyArray<Report.Attribution>, never, Session> =>
  Effect.gen(function* () {
    const planned = others.map((run) => ({
      run,
      plan: Attribution.plan(first!.place.kernel, [first!, run], {
        indicators: Report.indicatorsOf(first!, asked),
        years: Report.toldOf(first!, asked),
        ...sampling
      })
    }))
    const plans = planned.flatMap(({ plan }) => (Result.isSuccess(plan) ? [plan.success] : []))
    const found = [...(yield* Attributing.carriedOut(plans))]
    return planned.map(({ plan, run }): Report.Attribution => {
      const carried = Result.flatMap(plan, (one) =>
        Result.map(found.shift()!, (parts) => ({ plan: one, attributed: parts }))
      )
      return Result.isFailure(carried) ? { run, faults: carried.failure } : { run, ...carried.success }
    })
  })

type Named = Pick<Report.Subject, "id">

/**
 * Why an ensemble is of none of the runs that are named. `own` is the run on record that it is of, and `namesake` one of
 * those named whose scenario has its scenario's name.
 */
const ofAnother = (
  { id, started }: Ensembles.Recorded,
  own: string | undefined,
  namesake: Named | undefined
): Refused => {
  const { scenario } = started
  const file = NamedFile.filesOf(scenario)[0] ?? "FILE"
  const changed: Label =
    namesake === undefined
      ? { en: "", zh: "" }
      : {
          en: `; ${namesake.id} was made from another version of that scenario or of its model`,
          zh: `；${namesake.id} 由该情景或其模型的另一版本推演而得`
        }
  const of: Label =
    own === undefined
      ? {
          en: `${id} is an ensemble of the scenario ${scenario} as no run on record has it`,
          zh: `${id} 是情景 ${scenario} 的集合推演，但推演库中没有与之对应的推演`
        }
      : {
          en: `${id} is the ensemble of ${own}, which is not named here`,
          zh: `${id} 是 ${own} 的集合推演，此处未写该推演`
        }
  return new Refused({
    kind: "EnsembleOfAnother",
    problem: { en: of.en + changed.en, zh: of.zh + changed.zh },
    remedy:
      own === undefined
        ? {
            en: `if its file is as it was for the ensemble, record the run: gongfu run ${ShellWord.ofPath(file)}`,
            zh: `若情景文件与集合推演时一致，请先记录推演：gongfu run ${ShellWord.ofPath(file)}`
          }
        : {
            en: `name that run: gongfu report ${own} --ensemble ${id}`,
            zh: `请写明该推演：gongfu report ${own} --ensemble ${id}`
          }
  })
}

/** The run on record that an ensemble is of: one of the same model and the same scenario. */
const runOf = ({ started }: Ensembles.Recorded): Effect.Effect<string | undefined, StoreError, EventStore> =>
  EventStore.use((store) =>
    Effect.map(
      store.streams,
      (streams) =>
        streams.findLast(
          ({ first }) =>
            first.type === "RunStarted" &&
            first.fingerprints.model === started.fingerprints.model &&
            first.fingerprints.scenario === started.fingerprints.scenario
        )?.stream
    )
  )

/** Ensembles on record, each once, with the run that it is of. */
const ensemblesOf = (
  references: ReadonlyArray<string>,
  subjects: ReadonlyArray<Report.Subject>
): Effect.Effect<ReadonlyArray<Report.Ensemble>, Failure, Session> =>
  references.length === 0
    ? Effect.succeed([])
    : Records.withStore(
        "read",
        Effect.gen(function* () {
          const ids = new Set(yield* References.findAll(references))
          return yield* Effect.forEach(ids, (id) =>
            Effect.gen(function* () {
              const recorded = yield* Ensembles.read(id)
              const { model, scenario } = recorded.started.fingerprints
              const run = subjects.find(({ state }) => {
                const own = state.started?.fingerprints
                return own?.model === model && own.scenario === scenario
              })
              if (run !== undefined) return { run, recorded }
              const namesake = subjects.find((one) => one.scenario.name === recorded.scenario.name)
              return yield* ofAnother(recorded, yield* runOf(recorded), namesake)
            })
          )
        })
      )

/** How far each assumption moves the headline results of a run; nothing where it does not come so far. */
const ranked = (run: Report.Subject, year: number): Influence.Ranking | undefined => {
  const { model, place } = run
  if (place.headline.length === 0 || year < model.years.from || year > model.years.to) return undefined
  const inputs = SideInputs.of(ComparedRun.read(run), Trajectory.years({ from: model.years.from, to: year }))
  const ranking = Influence.rank(place.kernel, place.headline, year, (each) => SideInputs.inYear(inputs, each))
  return "_tag" in ranking ? undefined : ranking
}

/** Makes the page of runs. */
export const report = (input: {
  readonly sides: ReadonlyArray<string>
  readonly output: Option.Option<string>
  readonly ensembles: ReadonlyArray<string>
  readonly years: ReadonlyArray<number>
  readonly indicators: ReadonlyArray<string>
  readonly brief: boolean
  readonly pdf: boolean
  readonly force: boolean
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const names = NamedFile.meant(input.sides)
    yield* fewEnough(names)
    const session = yield* Session
    const { folder, language, store } = session
    const browser = input.pdf ? yield* Pdf.browser(session.environment) : undefined
    const sides = yield* Sides.of(names)
    yield* once(sides)
    const file = yield* ReportFile.nameOf(input.output, sides)
    const paper = ReportFile.beside(file)
    yield* ReportFile.check(folder, browser === undefined ? [file] : [file, paper], input.force)
    const subjects = Report.subjects(sides)
    const first = subjects[0]!
    yield* Choose.someYears(sides, input.years)
    const asked = {
      years: input.years,
      indicators: yield* Choose.indicators(first.model, input.indicators),
      brief: input.brief
    }
    const ensembles = yield* ensemblesOf(input.ensembles, subjects)
    const found = {
      ensembles,
      attributions: yield* attributed(subjects, asked),
      ranking: ranked(first, asked.years[0] ?? Report.yearOf(first))
    }
    const page = Page.html(Report.of(subjects, asked, found), language, Chart.draw, manifest.version)
    const printed = browser === undefined ? undefined : yield* Pdf.print(browser, page)
    const options = { keep: store, force: input.force }
    const written = yield* ReportFile.write(folder, file, page, options)
    const pages = printed === undefined ? undefined : yield* ReportFile.write(folder, paper, printed, options)
    if (session.json) {
      yield* print(
        Format.line("report", {
          report: {
            file,
            written,
            bytes: Buffer.byteLength(page),
            fingerprint: Fingerprint.ofText(page),
            runs: subjects.map(({ id }) => id),
            ...(printed === undefined ? {} : { pdf: { file: paper, written: pages, bytes: printed.length } })
          }
        })
      )
      return
    }
    const size = (bytes: number): string => `${Figure.fixed(Math.ceil(bytes / 1000), 0)} kB`
    yield* print(
      [
        say(session, {
          en: `${file}: ${size(Buffer.byteLength(page))}`,
          zh: `${file}：${size(Buffer.byteLength(page))}`
        }),
        ...(printed === undefined
          ? []
          : [say(session, { en: `${paper}: ${size(printed.length)}`, zh: `${paper}：${size(printed.length)}` })])
      ].join("\n")
    )
  })
