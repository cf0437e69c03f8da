/**
 * The history of a store in SQLite, read without the years' values: those fill pages of their own, which a look at the
 * columns before them does not touch.
 */
import type BetterSqlite from "better-sqlite3"
import * as Result from "effect/Result"
import * as History from "../History.ts"
import type { EventRow } from "../Recorded.ts"
import * as Recording from "../Recording.ts"
import { shown } from "../../document/ForeignText.ts"
import type { UnknownEvent } from "../StoreError.ts"
import { StoreDamaged } from "../StoreFailure.ts"
import type { StoredEvent } from "../StoredEvent.ts"

type Read<A> = Result.Result<A, UnknownEvent | StoreDamaged>

const lacking = (file: string, stream: string, version: number): StoreDamaged =>
  new StoreDamaged({
    file,
    detail: {
      en: `event ${version} of run ${shown(stream)} is missing`,
      zh: `推演 ${shown(stream)} 的第 ${version} 个事件缺失`
    }
  })

/** Prepares the statements of a connection. Call what it gives in a transaction, so that it sees one state. */
export const prepare = (
  db: BetterSqlite.Database,
  file: string,
  columns: string
): ((choice: History.Choice) => Read<ReadonlyArray<History.Append>>) => {
  const within = "stream = ? and version between ? and ?"
  const selectStreams = db.prepare<[], string>("select stream from event where version = 1 order by position").pluck()
  const selectLast = db
    .prepare<[string], number>("select version from event where stream = ? order by version desc limit 1")
    .pluck()
  const selectPlace = db.prepare<[string, number], { readonly position: number; readonly recordedAt: string }>(
    "select position, recorded_at as recordedAt from event where stream = ? and version = ?"
  )
  const selectType = db
    .prepare<[string, number], string>("select type from event where stream = ? and version = ?")
    .pluck()
  const selectEvent = db.prepare<[string, number], EventRow>(
    `select ${columns} from event where stream = ? and version = ?`
  )
  // The text narrows the search; the event itself decides.
  const selectSettings = db.prepare<[string, number, number], EventRow>(
    `select ${columns} from event where ${within}
     and type in ('LeverAdjusted', 'AssumptionChanged') and instr(payload, '"analyst"') order by version`
  )
  const selectYear = db
    .prepare<[string, number, number], number>(
      `select payload ->> '$.year' from event where ${within} and type = 'YearProjected' order by version desc limit 1`
    )
    .pluck()

  const decode = (row: EventRow): Read<StoredEvent> => Recording.decode(file, row)
  /** The event at an end of an append. It may be a year: its type is looked at first. */
  const endAt = (stream: string, version: number, types: ReadonlyArray<string>): Read<StoredEvent | undefined> =>
    types.includes(selectType.get(stream, version) ?? "")
      ? decode(selectEvent.get(stream, version)!)
      : Result.succeed(undefined)

  const read = (place: History.Place): Read<History.Append> => {
    const { stream, versions } = place
    const { from, to } = versions
    const ends = Result.all([
      endAt(stream, from, ["RunStarted", "EnsembleStarted"]),
      endAt(stream, to, ["RunCompleted", "RunFailed"])
    ] as const)
    return Result.flatMap(ends, ([first, last]) => {
      const started = History.startOf(first)
      const rows = History.isSearched(started) ? selectSettings.all(stream, from, to) : []
      return Result.map(Result.all(rows.map(decode)), (settings) => ({
        ...place,
        started,
        ensemble: History.ensembleOf(first),
        settings: History.settingsOf(started, settings, (run) => selectLast.get(run) !== undefined),
        year: selectYear.get(stream, from, to),
        ended: History.endOf(last)
      }))
    })
  }

  return (choice) => {
    const streams = choice.streams ?? selectStreams.all()
    const places: Array<History.Place> = []
    for (const stream of new Set(streams)) {
      const last = selectLast.get(stream)
      if (last === undefined) continue
      const found = History.appendsOf(stream, last, (version) => selectPlace.get(stream, version))
      if (Result.isFailure(found)) return Result.fail(lacking(file, stream, found.failure))
      places.push(...found.success)
    }
    return Result.all(History.chosen(places, choice).map(read))
  }
}
