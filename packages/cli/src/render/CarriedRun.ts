/**
 * A run on record after a command has carried it on, as text or as data.
 *
 * It ends as `run` does: with code 1 when the run stopped, with 2 when it is complete and does not come to what its
 * scenario expects.
 */
import * as Verdict from "@gongfu/core/run/Verdict"
import type { Language } from "@gongfu/core/document/Label"
import * as Effect from "effect/Effect"
import { Ended } from "../session/Failure.ts"
import type * as Records from "../records/Records.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"
import * as Document from "./Document.ts"
import * as LineageText from "./LineageText.ts"
import * as NextStep from "./NextStep.ts"
import * as RunJson from "./RunJson.ts"
import * as SettingJson from "./SettingJson.ts"
import * as ScoreboardText from "./ScoreboardText.ts"

/** What a fork does not take over from its parent. */
export interface LeftBehind {
  readonly parent: string
  readonly settings: ReadonlyArray<LineageText.Setting>
}

/** What was set by hand in the parent in years that the fork does not share: not in it unless it is set again. */
const leftBehind = (
  { place }: Records.Recorded,
  { parent, settings }: LeftBehind,
  language: Language
): Document.Document => [
  {
    paragraph:
      language === "zh"
        ? `未从 ${parent} 沿用此后年份的人工设定：`
        : `Not taken over from ${parent}, which has it set by hand in later years:`,
    tone: "open"
  },
  { list: settings.map((setting) => LineageText.settingText(place.model, setting, language)) }
]

/** Prints it. `onRecord` says whether the command recorded anything, `left` what a fork left behind. */
export const print = (
  run: Records.Recorded,
  onRecord: "new" | "already",
  left?: LeftBehind
): Effect.Effect<void, Ended, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, store, width } = session
    const verdicts = Verdict.of(run.scenario, run.state.trajectory)
    const shown: ScoreboardText.Shown = { ...run, verdicts, onRecord, store }
    session.print(
      session.json
        ? Format.line("run", {
            run: {
              ...RunJson.of(shown),
              ...(left && { leftBehind: left.settings.map(SettingJson.of) })
            }
          })
        : Document.text(
            NextStep.inDocument(session, [
              ...ScoreboardText.document(shown, language, palette, true),
              ...(left === undefined ? [] : leftBehind(run, left, language))
            ]),
            width,
            palette
          )
    )
    const { status } = run.state
    if (status === "failed") return yield* new Ended({ code: 1 })
    if (status === "completed" && !Verdict.allHold(verdicts)) return yield* new Ended({ code: 2 })
  })
