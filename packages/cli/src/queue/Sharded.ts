/**
 * Ensembles carried out in shards, by this process and by whoever else works at their queue.
 *
 * What came of them is what one process alone comes to, to the bit: shards are whole blocks, and a tally does not
 * depend on who carried out which. A command that was interrupted goes on with what has arrived when it is repeated.
 */
import { randomUUID } from "node:crypto"
import * as EnsemblePlan from "@gongfu/core/ensemble/Plan"
import type { Shard } from "@gongfu/core/ensemble/Shards"
import * as Tally from "@gongfu/core/ensemble/Tally"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as PersistedQueue from "effect/persistence/PersistedQueue"
import * as Crew from "../ensembles/Crew.ts"
import { Refused } from "../session/Failure.ts"
import * as Connection from "./Connection.ts"
import * as Parcel from "./Parcel.ts"
import { type Open, type QueueError, ShardStore } from "./ShardStore.ts"
import * as Task from "./Task.ts"
import * as Work from "./Work.ts"

/** An ensemble that is on the queue. */
export interface Submitted {
  readonly order: Task.EnsembleOrder
  readonly plan: EnsemblePlan.Plan
  readonly shape: Tally.Shape
  readonly shards: ReadonlyArray<Shard>
  readonly open: Open
}

/** Puts an ensemble on the queue, or finds it there. `id` is what it is going to be on record as. */
export const submit = (
  order: Task.EnsembleOrder,
  id: string,
  asked: number
): Effect.Effect<Submitted, QueueError, ShardStore | Connection.Jobs> =>
  Effect.gen(function* () {
    const store = yield* ShardStore
    const plan = Crew.planOf(order)
    const shape = yield* Crew.shapeOf(order)
    const task = Task.write(order, shape)
    const open = yield* store.begin({
      key: Task.keyOf(task),
      ensemble: id,
      queue: randomUUID(),
      version: Task.version,
      shards: Work.shardsOf(plan, { shards: asked }).length,
      task
    })
    const queue = yield* Connection.jobs(open.queue)
    const there = new Set(yield* store.arrived(open.queue))
    for (let shard = 0; shard < open.shards; shard++)
      if (!there.has(shard)) yield* Connection.queueErrors(queue.offer({ shard }, { id: `${open.queue}/${shard}` }))
    return { order, plan, shape, shards: Work.shardsOf(plan, open), open }
  })

const ended = (id: string): Refused =>
  new Refused({
    kind: "EnsembleEnded",
    problem: {
      en: `another command has finished ensemble ${id} and taken its shards off the queue`,
      zh: `另一条命令已完成集合推演 ${id}，并从队列中移除了其分片`
    },
    remedy: { en: "repeat the command where that one has recorded it", zh: "请在该命令的记录所在之处重新运行" }
  })

const unreadable = (id: string, shard: number): Refused =>
  new Refused({
    kind: "PartUnreadable",
    problem: {
      en: `what arrived of shard ${shard + 1} of ensemble ${id} is no part of it`,
      zh: `集合推演 ${id} 第 ${shard + 1} 个分片的结果无法解读`
    },
    remedy: {
      en: "nothing was recorded; check what else writes to this queue",
      zh: "未作记录；请检查是否有其他程序写入该队列"
    }
  })

const membersIn = ({ plan }: Submitted, { end, first }: Shard): number => {
  const members = EnsemblePlan.membersOf(plan)
  const { size } = Tally.blocksOf(members)
  return Math.min(end * size, members) - first * size
}

/** Reads parts as they arrive, and joins each at once: a part has millions of counts. */
const collect = (
  submitted: Submitted,
  heard: () => void,
  tell: (members: number) => void
): Effect.Effect<Tally.Part, QueueError | Refused, ShardStore> =>
  Effect.gen(function* () {
    const store = yield* ShardStore
    const { open, plan, shape, shards } = submitted
    const read = new Set<number>()
    let joined: Tally.Part | undefined
    let members = 0
    for (;;) {
      for (const shard of yield* store.arrived(open.queue)) {
        if (read.has(shard)) continue
        const bytes = yield* store.part(open.queue, shard)
        if (bytes === undefined) break
        const range = shards[shard]
        const part =
          range === undefined ? Option.none() : yield* Parcel.unpack(bytes, shape, EnsemblePlan.membersOf(plan), range)
        if (Option.isNone(part)) return yield* unreadable(open.ensemble, shard)
        read.add(shard)
        joined = Tally.join(joined === undefined ? [part.value] : [joined, part.value])
        members += membersIn(submitted, shards[shard]!)
        heard()
        tell(members)
      }
      if (joined !== undefined && read.size === shards.length) return joined
      yield* Effect.sleep(Connection.pollInterval)
      if (!(yield* store.open).some(({ queue }) => queue === open.queue)) return yield* ended(open.ensemble)
    }
  })

/** What a queue does not give although it has not arrived for so long is carried out without it. */
const givenUp = 2 * Duration.toMillis(Connection.lease)

/** Works at an ensemble's shards until it is interrupted. */
const work = (submitted: Submitted, threads: number | undefined, quiet: () => number) =>
  Effect.gen(function* () {
    const store = yield* ShardStore
    const { open, order, shape, shards } = submitted
    const crew = yield* Crew.open(order, threads, shape)
    for (;;) {
      const took = yield* Work.takeOne(open, Effect.succeed(crew), () => {})
      if (took === "worked" || quiet() < givenUp) continue
      const there = new Set(yield* store.arrived(open.queue))
      const missing = shards.findIndex((_, shard) => !there.has(shard))
      if (missing !== -1) yield* Work.carryOut(open, missing, crew)
    }
  })

/** Waits for an ensemble that is on the queue, and works at it unless `waits`; `tell` hears of members that arrived. */
export const finish = (
  submitted: Submitted,
  { threads, waits }: { readonly threads: number | undefined; readonly waits: boolean },
  tell: (members: number) => void
): Effect.Effect<Crew.Carried, QueueError | Refused, ShardStore | Connection.Jobs> =>
  Effect.gen(function* () {
    const { plan, shape } = submitted
    let last = performance.now()
    const collecting = collect(submitted, () => (last = performance.now()), tell)
    const working = waits ? Effect.never : work(submitted, threads, () => performance.now() - last)
    return { plan, shape, part: yield* Effect.raceFirst(collecting, working) }
  }).pipe(Effect.scoped)

/** Takes what has been recorded off the queue. What cannot be taken off now does no harm: it is found when it is begun again. */
export const end = (submitted: ReadonlyArray<Submitted>) =>
  Effect.gen(function* () {
    const store = yield* ShardStore
    const queue = yield* PersistedQueue.PersistedQueueStore
    yield* Effect.forEach(submitted, ({ open }) => store.end(open))
    yield* queue.cleanup({ timeToLive: Duration.days(1), failedTimeToLive: Duration.days(30) })
  }).pipe(Connection.queueErrors, Effect.ignore)
