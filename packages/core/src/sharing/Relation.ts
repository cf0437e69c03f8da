/**
 * How a run that came from elsewhere stands to one of the same id that is here.
 *
 * Runs are compared by what their events say today: an event of an older
 * schema is the same event in other bytes, and so is a beginning in a place
 * that is presented otherwise.
 */
import * as Repeat from "../run/Repeat.ts"
import type { SealedEvent } from "../store/Seal.ts"
import type { StoredEvent } from "../store/StoredEvent.ts"

/** A run's events, as sealed and as read. */
export interface Told {
  readonly events: ReadonlyArray<SealedEvent>
  readonly decoded: ReadonlyArray<StoredEvent>
}

/**
 * - `same`: the same events
 * - `behind`: a beginning of what is here
 * - `ahead`: it goes on exactly where what is here ends
 * - `other`: neither; also what says the same so far, but in other bytes, so that it cannot go on from here
 */
export type Relation = "same" | "behind" | "ahead" | "other"

/** How `incoming` stands to `here`. */
export const of = (incoming: Told, here: Told): Relation => {
  const shared = Math.min(incoming.decoded.length, here.decoded.length)
  for (let i = 0; i < shared; i++) if (!Repeat.sameEvent(incoming.decoded[i], here.decoded[i])) return "other"
  if (incoming.decoded.length === here.decoded.length) return "same"
  if (incoming.decoded.length < here.decoded.length) return "behind"
  return incoming.events[shared - 1]?.hash === here.events[shared - 1]?.hash ? "ahead" : "other"
}
