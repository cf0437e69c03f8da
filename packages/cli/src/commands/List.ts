/**
 * `gongfu list`: the runs and ensembles on record, oldest first.
 *
 * The place of each stands in a column where there are several: their scenarios may have the same names.
 */
import type { Label } from "@gongfu/core/document/Label"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import { EventStore, type StreamSummary } from "@gongfu/core/store/EventStore"
import { isBeginning } from "@gongfu/core/store/StoredEvent"
import * as Effect from "effect/Effect"
import type { Failure } from "../session/Failure.ts"
import * as PlaceNames from "../records/PlaceNames.ts"
import * as Records from "../records/Records.ts"
import * as Document from "../render/Document.ts"
import * as RunStatusText from "../render/RunStatusText.ts"
import type { Column } from "../render/Table.ts"
import * as Format from "../session/Format.ts"
import { Session } from "../session/Session.ts"
import * as Titles from "../records/Titles.ts"

const toJson = (summary: StreamSummary, place: string | undefined): object => {
  const { changedAt, first, head, recordedAt, stream, tags, version } = summary
  return {
    id: stream,
    events: version,
    head,
    status: RunStatusText.of(summary),
    recordedAt,
    changedAt,
    tags,
    ...(isBeginning(first)
      ? {
          ...(place === undefined ? {} : { place }),
          scenario: first.scenario,
          from: first.from,
          to: first.to,
          fingerprints: first.fingerprints
        }
      : {}),
    ...(first.type === "EnsembleStarted" ? { ensemble: first.design } : {}),
    ...RunStatusText.resultOf(summary)
  }
}

/** Prints the list. A store that is not there yet is an error that says how to make one. */
export const list: Effect.Effect<void, Failure, Session> = Effect.gen(function* () {
  const session = yield* Session
  const { places, streams, titles } = yield* Records.withStore(
    "read",
    Effect.gen(function* () {
      const all = yield* (yield* EventStore).streams
      const named = yield* PlaceNames.of(all)
      return { streams: all, places: named, titles: session.json ? new Map<string, Label>() : yield* Titles.of(all) }
    })
  )
  if (session.json) {
    session.print(Format.line("list", { runs: streams.map((summary) => toJson(summary, places.get(summary.stream))) }))
    return
  }
  const zh = session.language === "zh"
  if (streams.length === 0) {
    session.print(zh ? "尚无推演记录。" : "No run is on record.")
    return
  }
  const isTagged = streams.some(({ tags }) => tags.length > 0)
  const isOfSeveral = new Set(places.values()).size > 1
  const table = {
    columns: [
      { head: zh ? "推演" : "Run", align: "left" },
      ...(isTagged ? [{ head: zh ? "标签" : "Tags", align: "left", names: true } as const] : []),
      ...(isOfSeveral ? [{ head: zh ? "地区" : "Place", align: "left", optional: 4 } as const] : []),
      { head: zh ? "情景" : "Scenario", align: "left", wraps: true, optional: 3 },
      { head: zh ? "年份" : "Years", align: "left", optional: 1 },
      { head: zh ? "状态" : "Status", align: "left" },
      { head: zh ? "结果指纹" : "Result", align: "left", optional: 0 },
      { head: zh ? "记录时间（UTC）" : "Recorded (UTC)", align: "left", optional: 2 }
    ] satisfies ReadonlyArray<Column>,
    rows: streams.map((summary) => {
      const { first, recordedAt, stream, tags } = summary
      const status = RunStatusText.of(summary)
      return {
        cells: [
          { text: stream },
          ...(isTagged ? [{ text: tags.join(zh ? "、" : ", ") }] : []),
          ...(isOfSeveral ? [{ text: places.get(stream) ?? "" }] : []),
          { text: titles.get(stream)?.[session.language] ?? "" },
          { text: isBeginning(first) ? `${first.from}–${first.to}` : "" },
          {
            text: RunStatusText.told(summary, session.language),
            paint: RunStatusText.paintOf(status, session.palette)
          },
          { text: Fingerprint.short(RunStatusText.resultOf(summary).result ?? "") },
          { text: recordedAt.slice(0, 19).replace("T", " ") }
        ]
      }
    })
  }
  session.print(Document.text([{ table }], session.width, session.palette))
})
