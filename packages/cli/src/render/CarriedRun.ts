/**
 * A run on record after a command has carried it on, as text or as data.
 *
 * It ends as `run` does: with code 1 when the run stopped, with 2 when it is complete and does not come to what its
 * scenario expects.
 */
import * as Verdict from "@gongfu/core/run/Verdict"
import * as Effect from "effect/Effect"
import { Ended } from "../session/Failure.ts"
import type * as Records from "../records/Records.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"
import * as Document from "./Document.ts"
import * as NextStep from "./NextStep.ts"
import * as RunJson from "./RunJson.ts"
import * as ScoreboardText from "./ScoreboardText.ts"

/** Prints it. `onRecord` says whether the command recorded anything. */
export const print = (run: Records.Recorded, onRecord: "new" | "already"): Effect.Effect<void, Ended, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, store, width } = session
    const verdicts = Verdict.of(run.scenario, run.state.trajectory)
    const shown: ScoreboardText.Shown = { ...run, verdicts, onRecord, store }
    session.print(
      session.json
        ? Format.line("run", { run: RunJson.of(shown) })
        : Document.text(
            NextStep.inDocument(session, ScoreboardText.document(shown, language, palette, true)),
            width,
            palette
          )
    )
    const { status } = run.state
    if (status === "failed") return yield* new Ended({ code: 1 })
    if (status === "completed" && !Verdict.allHold(verdicts)) return yield* new Ended({ code: 2 })
  })
