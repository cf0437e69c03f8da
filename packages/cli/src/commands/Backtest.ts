/**
 * `gongfu backtest`: a scenario's projection against published figures.
 *
 * The figures and what they are in the model come from the place's folder. Nothing is recorded. A comparison of
 * nothing is an error, and so is a run that fails.
 */
import { resolve } from "node:path"
import * as CoreBacktest from "@gongfu/core/analysis/Backtest"
import * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as Run from "@gongfu/core/run/Run"
import * as ActualsFile from "@gongfu/scenarios/ActualsFile"
import * as ProjectFiles from "@gongfu/scenarios/ProjectFiles"
import * as Shipped from "@gongfu/scenarios/Shipped"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { type Failure, Faulty, Refused } from "../session/Failure.ts"
import * as Load from "../places/Load.ts"
import * as ScenarioHere from "../places/ScenarioHere.ts"
import * as BacktestText from "../render/BacktestText.ts"
import * as Document from "../render/Document.ts"
import * as Format from "../session/Format.ts"
import { say, Session } from "../session/Session.ts"

const failed = (id: string, year: number): Refused =>
  new Refused({
    kind: "RunFailed",
    problem: {
      en: `run ${id} stopped in ${year}: there is nothing to compare`,
      zh: `推演 ${id} 在 ${year} 年中止，无从比较`
    },
    remedy: { en: "see why: gongfu run with the same scenario", zh: "请用 gongfu run 推演同一情景，查看原因" }
  })

const nothing = (scenario: string): Refused =>
  new Refused({
    kind: "NothingCompared",
    problem: {
      en: `no published figure can be compared with ${scenario}`,
      zh: `没有可与 ${scenario} 对照的公布数据`
    },
    remedy: {
      en: "check the years, the scope and the names in the actuals and in backtest.yaml",
      zh: "请检查公布数据与 backtest.yaml 中的年份、范围和指标名称"
    }
  })

const noUsual = new Refused({
  kind: "ScenarioMissing",
  problem: { en: "no shipped place has a scenario observed-shocks", zh: "内置地区均无 observed-shocks 情景" },
  remedy: { en: "name a scenario: gongfu backtest FILE", zh: "请写明情景：gongfu backtest FILE" }
})

const noneHere = new Refused({
  kind: "ScenarioMissing",
  problem: { en: "there is no scenario in this place", zh: "本地区没有情景文件" },
  remedy: {
    en: "write one in the folder scenarios, or name one: gongfu backtest FILE",
    zh: "请在 scenarios 文件夹中编写情景，或写明情景：gongfu backtest FILE"
  }
})

/** The scenario that is meant to be held against what happened; in a place without it, the one that sets nothing new. */
const usualNames = ["observed-shocks", "business-as-usual"] as const

/** Where none is named: a scenario of the place that one is in, and outside of places the first shipped one of the name. */
const usual: Effect.Effect<string, Refused> = Effect.gen(function* () {
  if (ScenarioHere.isPlace()) return (yield* ScenarioHere.find(usualNames)) ?? (yield* noneHere)
  const found = (yield* Shipped.places).find(({ scenarios }) => scenarios.includes(usualNames[0]))
  return found === undefined ? yield* noUsual : `${found.name}/${usualNames[0]}`
})

const cappedByFile = (faults: ReadonlyArray<Fault.Fault>): ReadonlyArray<Fault.Fault> =>
  [...Map.groupBy(faults, ({ span }) => span.file).values()].flatMap((same) => Fault.capped(same))

/** Compares. What is wrong with the figures is told all at once, be it of a row by itself or against the model. */
export const backtest = (input: {
  readonly scenario: Option.Option<string>
  readonly actuals: Option.Option<string>
  readonly markdown: boolean
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { json, language, palette, print, width } = session
    const name = Option.isSome(input.scenario) ? input.scenario.value : yield* usual
    if (Option.isNone(input.scenario))
      session.tell(say(session, { en: `no scenario was named: ${name} is taken`, zh: `未写明情景，取 ${name}` }))
    const [loaded] = yield* Load.scenarios([name])
    const { folder, place, scenario } = loaded!
    const { actuals, plan } = yield* ProjectFiles.loadBacktest(folder, place.model).pipe(
      Effect.mapError((faults) => new Faulty({ faults }))
    )
    const later = Option.map(input.actuals, (file) => ({ path: resolve(file), shown: file, from: Span.whole(file) }))
    const [read, unreadable] = yield* Effect.partition([actuals, ...Option.toArray(later)], ActualsFile.read)
    const { id, state } = Run.project(place, scenario)
    const compared = CoreBacktest.of(
      state.trajectory,
      plan,
      read.map((file) => file.actuals)
    )
    const faults = [
      ...unreadable.flat(),
      ...read.flatMap((file) => file.faults),
      ...(Result.isFailure(compared) ? compared.failure : [])
    ]
    if (Result.isFailure(compared) || faults.length > 0) return yield* new Faulty({ faults: cappedByFile(faults) })
    if (state.status === "failed") return yield* failed(id, state.trajectory.to + 1)
    const backtested = compared.success
    if (backtested.comparisons.length === 0) return yield* nothing(scenario.name)
    const shown: BacktestText.Shown = { backtest: backtested, id, place, title: scenario.title }
    if (json) return print(Format.line("backtest", { backtest: BacktestText.toJson(shown) }))
    const document = BacktestText.document(shown, language)
    print(input.markdown ? Document.markdown(document) : Document.text(document, width, palette))
  })
