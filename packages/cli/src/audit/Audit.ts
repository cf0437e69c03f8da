/**
 * One run on record under audit: its rows against their hashes, and its events against what today's engine makes of
 * its own stored model, scenario and settings.
 *
 * The rows are read once for both. Nearly every run is confirmed text by text; only where that fails, because
 * something differs, the run stopped, or it was recorded in an older shape, its events are decoded and computed again
 * one by one, which tells where they part.
 */
import * as Confirm from "@gongfu/core/run/Confirm"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import * as EventCodec from "@gongfu/core/store/EventCodec"
import { EventStore } from "@gongfu/core/store/EventStore"
import type { EventRow } from "@gongfu/core/store/Recorded"
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

/** Whether a run is what it would be today. */
const confirmed = (rows: ReadonlyArray<EventRow>): Effect.Effect<boolean, StoreError | Failure, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const first = EventCodec.decode(rows[0]!)
    if (Result.isFailure(first) || first.success.type !== "RunStarted") return false
    const { fingerprints } = first.success
    const place = yield* Records.placeOf(store, fingerprints)
    const { content } = yield* store.artifact(fingerprints.scenario)
    const scenario = Scenario.fromData(JSON.parse(content))
    if (Result.isFailure(scenario)) return false
    const said = { fingerprint: fingerprints.scenario, scenario: scenario.success }
    return Confirm.of({ ...place, digest }, said, rows)
  })

const outcomeOf = (
  id: string,
  rows: ReadonlyArray<EventRow>,
  isWhole: boolean
): Effect.Effect<Recompute.Outcome, never, EventStore> =>
  Effect.gen(function* () {
    if (rows[0]?.type === "EnsembleStarted") return yield* Effect.flatMap(Ensembles.read(id), RecomputeEnsemble.of)
    if (isWhole && (yield* confirmed(rows))) return { kind: "identical" } as const
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

/** Audits a run. */
export const of = ({ id, recompute, through }: Task): Effect.Effect<Audited, StoreError, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const rows = yield* store.uncheckedRows(id, through)
    const whole = Whole.stream(rows, digest)
    const outcome = recompute ? yield* outcomeOf(id, rows, whole !== undefined) : undefined
    return { events: rows.length, whole, outcome }
  })
