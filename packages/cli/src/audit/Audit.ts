/**
 * One run on record under audit: its rows against their hashes, and its events against what today's engine makes of
 * its own stored model, scenario and settings.
 *
 * The rows are read once for both. Nearly every run is confirmed text by text; only where that fails, because
 * something differs, the run stopped, or it was recorded in an older shape, its events are decoded and computed again
 * one by one, which tells where they part.
 */
import type * as Bytes from "@gongfu/core/run/Bytes"
import * as Confirm from "@gongfu/core/run/Confirm"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import * as EventCodec from "@gongfu/core/store/EventCodec"
import { EventStore } from "@gongfu/core/store/EventStore"
import type { RowReader } from "@gongfu/core/store/Recorded"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import type { StoreError } from "@gongfu/core/store/StoreError"
import * as Whole from "@gongfu/core/store/Whole"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Ensembles from "../ensembles/Ensembles.ts"
import type { Failure } from "../session/Failure.ts"
import * as Recompute from "./Recompute.ts"
import * as RecomputeEnsemble from "./RecomputeEnsemble.ts"
import * as Records from "../records/Records.ts"

/** What came of it. */
export interface Audited {
  readonly events: number
  /** What the stream comes to; nothing when it is not plainly whole. */
  readonly whole: Whole.Stream | undefined
  /** Nothing for a run that was not to be computed again. */
  readonly outcome: Recompute.Outcome | undefined
}

/** What to audit: the run, through which position of the log, and whether it is to be computed again. */
export interface Task {
  readonly id: string
  readonly through: number
  readonly recompute: boolean
}

/** The rows of a stream as they are wanted here. */
interface Rows {
  readonly texts: ReadonlyArray<Confirm.Text>
  readonly whole: Whole.Stream | undefined
}

const reader = (room: Bytes.Room): RowReader<Rows> => {
  const whole = Whole.reader(digest)
  const texts: Array<Confirm.Text> = []
  room.clear()
  return {
    take: (row) => {
      const payload = row.type === "YearProjected" ? room.keep(row.payload) : row.payload
      whole.take(row, payload)
      texts.push({ type: row.type, schema: row.schema, payload })
    },
    end: () => ({ texts, whole: whole.end() })
  }
}

/** Whether a run is what it would be today. */
const confirmed = (texts: ReadonlyArray<Confirm.Text>): Effect.Effect<boolean, StoreError | Failure, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const { payload, schema, type } = texts[0]!
    if (typeof payload !== "string") return false
    const first = EventCodec.decode({ type, schema, payload })
    if (Result.isFailure(first) || first.success.type !== "RunStarted") return false
    const { fingerprints } = first.success
    const place = yield* Records.placeOf(store, fingerprints)
    const { content } = yield* store.artifact(fingerprints.scenario)
    const scenario = Scenario.fromData(JSON.parse(content))
    if (Result.isFailure(scenario)) return false
    const said = { fingerprint: fingerprints.scenario, scenario: scenario.success }
    return Confirm.of({ ...place, digest }, said, texts)
  })

const outcomeOf = (id: string, { texts, whole }: Rows): Effect.Effect<Recompute.Outcome, never, EventStore> =>
  Effect.gen(function* () {
    if (texts[0]?.type === "EnsembleStarted") return yield* Effect.flatMap(Ensembles.read(id), RecomputeEnsemble.of)
    if (whole !== undefined && (yield* confirmed(texts))) return { kind: "identical" } as const
    return Recompute.of(yield* Records.read(id))
  }).pipe(
    Effect.catch((error: StoreError | Failure) =>
      Effect.succeed<Recompute.Outcome>({ kind: "unreadable", says: Recompute.reason(error) })
    ),
    // A run that nothing here can have recorded must not keep the others from being told.
    Effect.catchDefect((thrown) =>
      Effect.succeed<Recompute.Outcome>({ kind: "unreadable", says: Recompute.impossible(thrown) })
    )
  )

/** Audits a run. The room is for the texts of its years, and may be that of the run before. */
export const of = (
  { id, recompute, through }: Task,
  room: Bytes.Room
): Effect.Effect<Audited, StoreError, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const rows = yield* store.readRows(id, through, () => reader(room))
    const outcome = recompute ? yield* outcomeOf(id, rows) : undefined
    return { events: rows.texts.length, whole: rows.whole, outcome }
  })
