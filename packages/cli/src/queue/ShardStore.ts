/**
 * What stands beside a queue of shards: the ensembles that are being carried out, and the parts that have arrived.
 *
 * H1  a part arrives once: of a shard that is delivered again, the first part stays;
 * H2  an ensemble that is begun again goes on where it was, with the queue and the shards that it had;
 * H3  nothing is kept of what arrives for an ensemble that has ended, or was never begun: nobody would take it away;
 * H4  an end takes away the queue that it names, and not one that was begun under the same key since.
 */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"

/** An ensemble that is to be begun. */
export interface Entry {
  /** The fingerprint of all that decides its parts; the shards are not in it. */
  readonly key: string
  /** The id that it is going to have on record. */
  readonly ensemble: string
  /** The name of its queue, of its own each time that it is begun anew. */
  readonly queue: string
  /** Who can carry it out: see `Version`. */
  readonly version: string
  readonly shards: number
  /** All that a worker needs: see `Task`. */
  readonly task: string
}

/** An ensemble as it stands. */
export interface Open extends Omit<Entry, "task"> {
  /** How many of its shards have arrived. */
  readonly arrived: number
}

/** A part that a worker delivers. */
export interface Delivery {
  /** The key of its ensemble. */
  readonly key: string
  readonly queue: string
  readonly shard: number
  readonly bytes: Uint8Array
  /** Who made it. */
  readonly worker: string
}

/** The queue cannot be reached, or does not do what is asked. `cause` may hold a password. */
export class QueueError extends Data.TaggedError("QueueError")<{
  readonly reason: "unreachable" | "not let in" | "failed"
  readonly cause: unknown
}> {}

type Asked<A> = Effect.Effect<A, QueueError>

export class ShardStore extends Context.Service<
  ShardStore,
  {
    /** Begins an ensemble, or finds it as it was begun before. */
    readonly begin: (entry: Entry) => Asked<Open>
    /** All that have been begun and not ended, the first begun first. */
    readonly open: Asked<ReadonlyArray<Open>>
    /** The task of an ensemble; nothing when it has ended. */
    readonly task: (key: string) => Asked<string | undefined>
    /** Whether it was kept: it is the first of its shard, and its ensemble has not ended. */
    readonly deliver: (delivery: Delivery) => Asked<boolean>
    /** The shards that have arrived. */
    readonly arrived: (queue: string) => Asked<ReadonlyArray<number>>
    readonly part: (queue: string, shard: number) => Asked<Uint8Array | undefined>
    /** Takes an ensemble and its parts away. */
    readonly end: (open: Pick<Open, "key" | "queue">) => Asked<void>
  }
>()("gongfu/queue/ShardStore") {}
