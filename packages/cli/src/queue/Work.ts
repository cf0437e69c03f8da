/**
 * Working at the shards of an ensemble: taking one, carrying it out, delivering its part.
 */
import { hostname } from "node:os"
import * as EnsemblePlan from "@gongfu/core/ensemble/Plan"
import * as Shards from "@gongfu/core/ensemble/Shards"
import * as Tally from "@gongfu/core/ensemble/Tally"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Crew from "../ensembles/Crew.ts"
import * as Connection from "./Connection.ts"
import * as Parcel from "./Parcel.ts"
import { type Open, QueueError, ShardStore } from "./ShardStore.ts"

/** Who works, as it is noted with a part. */
export const worker = `${hostname()}/${process.pid}`

/** What came of a shard. */
export interface Done {
  readonly ensemble: string
  readonly shard: number
  readonly shards: number
  /** The first member, and the one after the last. */
  readonly first: number
  readonly end: number
  readonly millis: number
  /** Whether another worker had delivered it before, or its ensemble had ended. */
  readonly late: boolean
}

/** The shards of a plan, as an ensemble was begun with. */
export const shardsOf = (plan: EnsemblePlan.Plan, { shards }: Pick<Open, "shards">): ReadonlyArray<Shards.Shard> =>
  Shards.of(Tally.blocksOf(EnsemblePlan.membersOf(plan)).count, shards)

/** Carries out a shard and delivers its part. */
export const carryOut = (open: Open, shard: number, crew: Crew.Crew): Effect.Effect<Done, QueueError, ShardStore> =>
  Effect.gen(function* () {
    const store = yield* ShardStore
    const begun = performance.now()
    const range = shardsOf(crew.plan, open)[shard]!
    const part = yield* crew.carryOut(range, () => {})
    const kept = yield* store.deliver({ ...open, shard, bytes: yield* Parcel.pack(part), worker })
    const members = EnsemblePlan.membersOf(crew.plan)
    const { size } = Tally.blocksOf(members)
    return {
      ensemble: open.ensemble,
      shard,
      shards: open.shards,
      first: range.first * size,
      end: Math.min(range.end * size, members),
      millis: performance.now() - begun,
      late: !kept
    }
  })

/** As long as it takes to be sure that a queue has nothing: a few times the interval at which it is asked. */
const patience = Duration.times(Connection.pollInterval, 3)

/**
 * Takes one shard off an ensemble's queue and carries it out; nothing when there is none to be had. A worker that is
 * interrupted puts it back. A shard that has arrived, because a worker died between delivering and saying so, is only
 * taken off.
 */
export const takeOne = <E, R>(
  open: Open,
  crew: Effect.Effect<Crew.Crew, E, R>,
  tell: (done: Done) => void
): Effect.Effect<"worked" | "nothing", E | QueueError, R | ShardStore | Connection.Jobs> =>
  Effect.gen(function* () {
    const store = yield* ShardStore
    const queue = yield* Connection.jobs(open.queue)
    let begun = false
    const work = ({ shard }: Connection.Job) =>
      Effect.gen(function* () {
        begun = true
        if ((yield* store.arrived(open.queue)).includes(shard)) return
        tell(yield* carryOut(open, shard, yield* crew))
      })
    // Patience is for what has not begun: a shard takes as long as it takes.
    const idle = Effect.flatMap(Effect.sleep(patience), () =>
      begun ? Effect.never : Effect.succeed("nothing" as const)
    )
    return yield* Effect.raceFirst(Effect.as(queue.take(work), "worked" as const), idle)
  }).pipe(Effect.catchTag("PersistedQueueError", (cause) => new QueueError({ reason: "failed", cause })))
