/**
 * `gongfu log`: the history of a store, newest first: what was recorded when, one entry an append.
 */
import { EventStore } from "@gongfu/core/store/EventStore"
import type { Append } from "@gongfu/core/store/History"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Failure } from "../session/Failure.ts"
import * as Models from "../records/Models.ts"
import * as Records from "../records/Records.ts"
import * as References from "../records/References.ts"
import * as Document from "../render/Document.ts"
import * as LogText from "../render/LogText.ts"
import * as SettingJson from "../render/SettingJson.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

const toJson = (append: Append, models: Models.Models): object => {
  const { ended, positions, recordedAt, settings, started, stream, versions, year } = append
  return {
    run: stream,
    recordedAt,
    versions,
    positions,
    ...(started === undefined ? {} : { started }),
    settings: settings.map(SettingJson.of),
    ...(year === undefined ? {} : { year }),
    ...(ended === undefined ? {} : { ended }),
    says: LogText.happened(append, models)
  }
}

/** Prints the history of chosen runs, or of all of them. */
export const log = (input: {
  readonly runs: ReadonlyArray<string>
  readonly limit: Option.Option<number>
  readonly reverse: boolean
  readonly markdown: boolean
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { language, palette, width } = session
    const { history, models } = yield* Records.withStore(
      "read",
      Effect.gen(function* () {
        const store = yield* EventStore
        const streams = input.runs.length === 0 ? undefined : yield* References.findAll(input.runs)
        const appends = yield* store.history({ streams, last: Option.getOrUndefined(input.limit) })
        const nothingSet = appends.every(({ settings }) => settings.length === 0)
        return {
          history: appends,
          models: nothingSet ? new Map() : yield* Models.of(appends, yield* store.streams)
        }
      })
    )
    const appends = input.reverse ? history : history.toReversed()
    if (session.json) {
      session.print(Format.line("log", { history: appends.map((append) => toJson(append, models)) }))
      return
    }
    const document = LogText.document(appends, models, language)
    session.print(input.markdown ? Document.markdown(document) : Document.text(document, width, palette))
  })
