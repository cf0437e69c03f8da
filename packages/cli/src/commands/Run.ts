/**
 * `gongfu run`: projects scenarios, records the runs, shows the scoreboards.
 *
 * Every file is checked before anything is recorded; one run is one
 * transaction. A run that is on record already is not recorded again, and must
 * be the same event for event. A run that fails is recorded, too, and so is one that
 * does not come to what its scenario expects: that ends with code 2.
 */
import * as CoreRun from "@gongfu/core/run/Run"
import * as Verdict from "@gongfu/core/run/Verdict"
import { EventStore } from "@gongfu/core/store/EventStore"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import * as Effect from "effect/Effect"
import { Ended, type Failure } from "../session/Failure.ts"
import * as Load from "../places/Load.ts"
import * as LongWork from "../session/LongWork.ts"
import * as NamedFile from "../places/NamedFile.ts"
import * as Records from "../records/Records.ts"
import * as StreamNames from "../records/StreamNames.ts"
import * as RunRecord from "../records/RunRecord.ts"
import * as Document from "../render/Document.ts"
import * as NextStep from "../render/NextStep.ts"
import * as RunJson from "../render/RunJson.ts"
import * as ScoreboardText from "../render/ScoreboardText.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

/** A scenario to carry out, and its place; where it was read from a file, what it does not keep of its parent. */
export type Task = Pick<Load.Loaded, "place" | "scenario"> & Partial<Pick<Load.Loaded, "lapses">>

/** How it is shown. */
export interface Form {
  readonly markdown: boolean
  readonly brief: boolean
}

/** Runs scenarios. */
export const run = (input: Form & { readonly files: ReadonlyArray<string> }): Effect.Effect<void, Failure, Session> =>
  Effect.flatMap(Load.scenarios(NamedFile.meant(input.files)), (loaded) => show(loaded, input))

const runsProjected = { en: "runs projected", zh: "已计算推演" } as const
const runsRecorded = { en: "runs recorded", zh: "已记录推演" } as const

/** A scenario and its run. */
interface Projected {
  readonly one: Task
  readonly projected: CoreRun.Run
}

/** The runs of scenarios, one a step. */
function* projections(loaded: ReadonlyArray<Task>): Generator<void, ReadonlyArray<Projected>> {
  const runs: Array<Projected> = []
  for (const one of loaded) {
    runs.push({ one, projected: CoreRun.project({ ...one.place, digest }, one.scenario) })
    yield
  }
  return runs
}

/** The run that the name of another's scenario means, where it does not mean that one. */
const namesakeOf = (
  meanings: StreamNames.Meanings,
  { id, state }: CoreRun.Run
): Pick<ScoreboardText.Shown, "namesake"> => {
  const meant = meanings.get(state.started!.scenario)?.stream
  return meant === undefined || meant === id ? {} : { namesake: meant }
}

/** Carries out scenarios, records the runs, and shows them. */
export const show = (loaded: ReadonlyArray<Task>, input: Form): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, store, width } = session
    const runs = yield* LongWork.counted(runsProjected, loaded.length, (tellOne) =>
      LongWork.inSteps(projections(loaded), tellOne)
    )
    const shown = yield* Records.withStore(
      "write",
      Effect.gen(function* () {
        const recorded = yield* LongWork.counted(runsRecorded, runs.length, (tellOne) =>
          Effect.forEach(runs, ({ one, projected }) =>
            Effect.map(RunRecord.record(one, projected), (onRecord): ScoreboardText.Shown => {
              tellOne()
              return {
                ...projected,
                title: one.scenario.title,
                place: one.place,
                lapses: one.lapses ?? [],
                verdicts: Verdict.of(one.scenario, projected.state.trajectory),
                onRecord,
                store
              }
            })
          )
        )
        if (recorded.every(({ onRecord }) => onRecord === "new")) return recorded
        const meanings = StreamNames.meanings(yield* EventStore.use((events) => events.streams))
        return recorded.map((one) => (one.onRecord === "already" ? { ...one, ...namesakeOf(meanings, one) } : one))
      })
    )
    const documents = shown.map((one) =>
      NextStep.inDocument(session, ScoreboardText.document(one, language, palette, input.brief))
    )
    if (session.json) session.print(Format.line("run", { runs: shown.map(RunJson.of) }))
    else if (input.markdown) session.print(documents.map((document) => Document.markdown(document)).join("\n\n"))
    else session.print(documents.map((document) => Document.text(document, width, palette)).join("\n\n\n"))
    if (shown.some(({ state }) => state.status === "failed")) return yield* new Ended({ code: 1 })
    if (!shown.every(({ verdicts }) => Verdict.allHold(verdicts))) return yield* new Ended({ code: 2 })
  })
