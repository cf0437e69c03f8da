/**
 * `gongfu tree`: the family of runs on record: which was forked from which, after which year, and what was set by hand.
 *
 * A run is drawn under its parent. With runs named, only the families that they belong to. A parent that is not on
 * record, because only its fork was imported, is named all the same.
 */
import { EventStore, type StreamSummary } from "@gongfu/core/store/EventStore"
import { parentOf } from "@gongfu/core/store/StoredEvent"
import type { StoreError } from "@gongfu/core/store/StoreError"
import * as Effect from "effect/Effect"
import type { Failure } from "../session/Failure.ts"
import * as Models from "../records/Models.ts"
import * as Records from "../records/Records.ts"
import * as References from "../records/References.ts"
import * as Document from "../render/Document.ts"
import * as Family from "../render/Family.ts"
import * as TreeText from "../render/TreeText.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"

/** What is known of runs. Of the history only that of forks is read: in no other run can anything be set by hand. */
const known = (
  runs: ReadonlyArray<StreamSummary>
): Effect.Effect<ReadonlyArray<TreeText.Own>, StoreError, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const forks = runs.filter(({ first }) => parentOf(first) !== undefined).map(({ stream }) => stream)
    const appends = yield* store.history({ streams: forks })
    const models = yield* Models.of(appends, runs)
    const byRun = Map.groupBy(appends, ({ stream }) => stream)
    return runs.map((summary) => {
      const own = byRun.get(summary.stream) ?? []
      return {
        summary,
        settings: own.flatMap(({ settings }) => settings),
        year: own.findLast(({ year }) => year !== undefined)?.year,
        model: models.get(summary.stream)
      }
    })
  })

/** Shows the family of runs. */
export const tree = (input: { readonly runs: ReadonlyArray<string> }): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const session = yield* Session
    const { all, chosen, own } = yield* Records.withStore(
      "read",
      Effect.gen(function* () {
        const store = yield* EventStore
        const streams = yield* store.streams
        const wanted = yield* References.findAll(input.runs)
        const parents = new Map(streams.map(({ first, stream }) => [stream, parentOf(first)]))
        const eldest = Family.eldest(parents)
        const families = new Set(wanted.map(eldest))
        const members = streams.filter(({ stream }) => wanted.length === 0 || families.has(eldest(stream)))
        return { all: parents, chosen: members, own: yield* known(members) }
      })
    )
    const places = Family.ordered(
      chosen.map(({ stream }) => stream),
      all
    )
    const runs = new Map(own.map((one) => [one.summary.stream, one]))
    if (session.json) session.print(Format.line("tree", { runs: TreeText.toJson(places, runs) }))
    else
      session.print(
        Document.text(
          TreeText.document(places, runs, session.language, session.palette),
          session.width,
          session.palette
        )
      )
  })
