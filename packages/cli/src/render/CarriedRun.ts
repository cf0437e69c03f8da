/** A run on record after a command has carried it on, as text or as data. */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Effect from "effect/Effect"
import type * as Records from "../Records.ts"
import { format, Session } from "../Session.ts"
import * as Document from "./Document.ts"
import * as RunJson from "./RunJson.ts"
import * as ScoreboardText from "./ScoreboardText.ts"

/** Prints it. `onRecord` says whether the command recorded anything. */
export const print = (run: Records.Recorded, onRecord: "new" | "already"): Effect.Effect<void, never, Session> =>
  Session.use((session) =>
    Effect.sync(() => {
      const { language, palette, store, width } = session
      const shown: ScoreboardText.Shown = { ...run, title: run.scenario.title, onRecord, store }
      session.print(
        session.json
          ? Fingerprint.canonical({ format, run: RunJson.of(shown) })
          : Document.text(ScoreboardText.document(shown, language, palette, true), width, palette)
      )
    })
  )
