/** `gongfu events`: the raw stream of a run, one event a line, as it stands in the store. */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import { EventStore } from "@gongfu/core/store/EventStore"
import * as Effect from "effect/Effect"
import type { Failure } from "../session/Failure.ts"
import * as Records from "../records/Records.ts"
import * as References from "../records/References.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

/** Prints the events: lines of JSON, or with `--json` one object that holds them all. */
export const events = (input: { readonly run: string }): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const recorded = yield* Records.withStore(
      "read",
      Effect.gen(function* () {
        const id = yield* References.find(input.run)
        const store = yield* EventStore
        return yield* store.read(id)
      })
    )
    if (session.json) session.print(Format.line("events", { events: recorded }))
    else for (const entry of recorded) session.print(Fingerprint.canonical(entry))
  })
