/** A store in a file as tests use it: opened, used and closed again. */
import { EventStore } from "@gongfu/core/store/EventStore"
import type { StoreError } from "@gongfu/core/store/StoreError"
import type { Options } from "@gongfu/core/store/sqlite/Connection"
import * as SqliteEventStore from "@gongfu/core/store/sqlite/SqliteEventStore"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Samples from "./Samples.ts"
import * as TemporaryFolder from "./TemporaryFolder.ts"

/** The store as it is used. */
export type Store = typeof EventStore.Service

/** Uses the store of a layer. */
export const inStore = <A, E>(layer: Layer.Layer<EventStore, StoreError>, use: (store: Store) => Effect.Effect<A, E>) =>
  Effect.runPromise(Effect.provide(EventStore.use(use), layer))

/** Opens a store in a file, uses it and closes it; it waits 100 ms for a lock unless told otherwise. */
export const open = <A, E>(options: Options, use: (store: Store) => Effect.Effect<A, E>) =>
  inStore(SqliteEventStore.layer({ busyMillis: 100, ...options }), use)

/** The error that opening a store ends with. */
export const refusal = (options: Options): Promise<StoreError> =>
  Effect.runPromise(
    Effect.flip(
      Effect.provide(
        EventStore.use((store) => store.streams),
        SqliteEventStore.layer({ busyMillis: 100, ...options })
      )
    )
  )

/** A file in which a run is on record. */
export const recorded = async (
  file = TemporaryFolder.file(),
  run: Samples.Append = Samples.run("plan")
): Promise<string> => {
  await open({ file, access: "write" }, (store) => Samples.append(store, run))
  return file
}
