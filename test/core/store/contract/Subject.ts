/**
 * A layer of the store as the contract puts it to the test.
 *
 * Every test has a store of its own, fresh and empty, and a clock that stands until it is set.
 */
import { EventStore } from "@gongfu/core/store/EventStore"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** What is done with a store. */
type Use<A, E> = (store: typeof EventStore.Service) => Effect.Effect<A, E>

export interface Subject {
  /** Does something with a fresh store, apart from any other. */
  readonly inStore: <A, E>(body: Use<A, E>) => Effect.Effect<A, unknown>
  /** Declares a test of a fresh store. */
  readonly test: (title: string, body: Use<unknown, unknown>) => void
}

/** The layer that is put to the test. */
export const subject = (layer: () => Layer.Layer<EventStore, unknown>): Subject => {
  const inStore: Subject["inStore"] = (body) => Effect.provide(EventStore.use(body), Layer.fresh(layer()))
  return { inStore, test: (title, body) => it.effect(title, () => inStore(body)) }
}
