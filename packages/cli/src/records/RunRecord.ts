/**
 * Recording a run that was carried out: once, however often it is carried out.
 */
import * as Repeat from "@gongfu/core/run/Repeat"
import type * as Run from "@gongfu/core/run/Run"
import { EventStore } from "@gongfu/core/store/EventStore"
import * as Seal from "@gongfu/core/store/Seal"
import { digest } from "@gongfu/core/store/sqlite/NativeDigest"
import type { StoreError } from "@gongfu/core/store/StoreError"
import * as Effect from "effect/Effect"
import * as Documents from "./Documents.ts"
import type * as Load from "../places/Load.ts"
import { type Failure, Refused } from "../session/Failure.ts"

const differs = (id: string): Refused =>
  new Refused({
    kind: "RecordedOtherwise",
    problem: {
      en: `run ${id} is on record with other events than it has now`,
      zh: `推演 ${id} 的记录与本次结果不同`
    },
    remedy: {
      en: `it was left as it is; see: gongfu verify ${id}`,
      zh: `已有记录未作改动；请查看：gongfu verify ${id}`
    }
  })

/**
 * Records a run unless it is on record; then its events must be the same. The one on record stays as it is, and with
 * it how its place was presented.
 */
export const record = (
  { place, scenario }: Pick<Load.Loaded, "place" | "scenario">,
  { events, id }: Run.Run
): Effect.Effect<"new" | "already", StoreError | Failure, EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const head = yield* store.head(id)
    if (head.version === 0) {
      const sealed = yield* Effect.fromResult(Seal.seal(id, head, events, digest))
      // Whoever records the same run at the same moment records the same events.
      const added = yield* store.append(sealed, Documents.of(place, scenario)).pipe(
        Effect.as(true),
        Effect.catchTag("VersionConflict", () => Effect.succeed(false))
      )
      if (added) return "new"
    }
    const recorded = (yield* store.read(id)).map(({ event }) => event)
    return Repeat.sameEvents(recorded, events) ? "already" : yield* differs(id)
  })
