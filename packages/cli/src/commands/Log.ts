/**
 * `gongfu log`: the history of a store, newest first: what was recorded when, one entry an append.
 */
import type { Model } from "@gongfu/core/model/Model"
import { EventStore } from "@gongfu/core/store/EventStore"
import type { Append } from "@gongfu/core/store/History"
import type { StoreError } from "@gongfu/core/store/StoreError"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Failure } from "../session/Failure.ts"
import * as Records from "../records/Records.ts"
import * as References from "../records/References.ts"
import * as Document from "../render/Document.ts"
import * as LogText from "../render/LogText.ts"
import * as SettingJson from "../render/SettingJson.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

/**
 * The models of the runs in which an analyst set something. A history is told of a store that is damaged, too: a run
 * whose model cannot be read has none here, and `verify` says why.
 */
const modelsOf = (appends: ReadonlyArray<Append>): Effect.Effect<LogText.Models, StoreError, EventStore> =>
  Effect.gen(function* () {
    const wanted = new Set(appends.flatMap(({ settings, stream }) => (settings.length === 0 ? [] : [stream])))
    if (wanted.size === 0) return new Map()
    const store = yield* EventStore
    const models: Array<readonly [string, Model]> = []
    for (const { first, stream } of yield* store.streams) {
      if (!wanted.has(stream) || first.type !== "RunStarted") continue
      const place = yield* Effect.option(Records.placeOf(store, first.fingerprints))
      if (Option.isSome(place)) models.push([stream, place.value.model])
    }
    return new Map(models)
  })

const toJson = (append: Append, models: LogText.Models): object => {
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
        const streams = input.runs.length === 0 ? undefined : yield* Effect.forEach(input.runs, References.find)
        const appends = yield* store.history({ streams, last: Option.getOrUndefined(input.limit) })
        return { history: appends, models: yield* modelsOf(appends) }
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
