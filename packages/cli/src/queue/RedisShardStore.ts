/**
 * A {@link ShardStore} in Redis: a hash of all ensembles by key, and for each a hash of its parts by shard, in Base64.
 *
 * Redis carries out a script alone: no end comes between the look at an ensemble and what follows from it.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redis from "effect/persistence/Redis"
import * as Schema from "effect/Schema"
import { type Open, QueueError, ShardStore } from "./ShardStore.ts"

const ensembles = "gongfu:ensembles"
const parts = (queue: string): string => `gongfu:parts:${queue}`

const Stored = Schema.fromJsonString(
  Schema.Struct({
    ensemble: Schema.String,
    queue: Schema.String,
    version: Schema.String,
    shards: Schema.Int,
    task: Schema.String,
    begun: Schema.Finite
  })
)
const decode = Schema.decodeUnknownEffect(Stored)
const encode = Schema.encodeSync(Stored)

/** The beginning of a script: whether the ensemble of a key, as it is kept, has a queue. */
const isOpen = `
local kept = redis.call("HGET", KEYS[1], ARGV[1])
local open = kept and cjson.decode(kept).queue == ARGV[2]`

/** Keeps a part unless there is one, or its ensemble is not open any more; says whether it did. */
const keep = Redis.script(
  (key: string, queue: string, shard: number, text: string) => [ensembles, parts(queue), key, queue, shard, text],
  {
    numberOfKeys: 2,
    lua: `${isOpen}
if not open then return 0 end
return redis.call("HSETNX", KEYS[2], ARGV[3], ARGV[4])`
  }
).withReturnType<number>()

/** Takes the parts of a queue away, and its ensemble. */
const takeAway = Redis.script((key: string, queue: string) => [ensembles, parts(queue), key, queue], {
  numberOfKeys: 2,
  lua: `${isOpen}
if open then redis.call("HDEL", KEYS[1], ARGV[1]) end
return redis.call("DEL", KEYS[2])`
}).withReturnType<number>()

const messageOf = (cause: unknown): string => (cause instanceof Error ? `${cause.name} ${cause.message}` : "")

/** What an error of Redis says of the queue. */
export const errorOf = (error: Redis.RedisError): QueueError => {
  const { cause } = error
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : ""
  const told = messageOf(cause)
  const reason = /NOAUTH|WRONGPASS|NOPERM|invalid.*password|AUTH/i.test(told)
    ? "not let in"
    : /^E[A-Z]+$/.test(code) || /socket|connect|timeout|closed/i.test(told)
      ? "unreachable"
      : "failed"
  return new QueueError({ reason, cause: error })
}

const make = Effect.gen(function* () {
  const redis = yield* Redis.Redis
  const send = <A>(command: string, ...args: ReadonlyArray<string>): Effect.Effect<A, QueueError> =>
    Effect.mapError(redis.send<A>(command, ...args), errorOf)
  const stored = (key: string): Effect.Effect<typeof Stored.Type | undefined, QueueError> =>
    Effect.flatMap(send<string | null>("HGET", ensembles, key), (text) =>
      text === null
        ? Effect.undefined
        : Effect.mapError(decode(text), (cause) => new QueueError({ reason: "failed", cause }))
    )
  const opened = (key: string): Effect.Effect<(Open & { readonly begun: number }) | undefined, QueueError> =>
    Effect.gen(function* () {
      const found = yield* stored(key)
      if (found === undefined) return undefined
      const { task: _, ...rest } = found
      return { key, ...rest, arrived: yield* send<number>("HLEN", parts(found.queue)) }
    })
  const [kept, takenAway] = [redis.eval(keep), redis.eval(takeAway)]
  yield* send("PING")
  return ShardStore.of({
    begin: ({ key, ...entry }) =>
      Effect.gen(function* () {
        const begun = Date.now()
        yield* send("HSETNX", ensembles, key, encode({ ...entry, begun }))
        const { task: _task, ...own } = entry
        const found = yield* opened(key)
        if (found === undefined) return { key, ...own, arrived: 0 }
        const { begun: _begun, ...rest } = found
        return rest
      }),
    open: Effect.gen(function* () {
      const keys = yield* send<ReadonlyArray<string>>("HKEYS", ensembles)
      const all = yield* Effect.forEach(keys, opened)
      return all.filter((one) => one !== undefined).toSorted((a, b) => a.begun - b.begun || (a.key < b.key ? -1 : 1))
    }),
    task: (key) => Effect.map(stored(key), (found) => found?.task),
    deliver: ({ bytes, key, queue, shard }) =>
      kept(key, queue, shard, Buffer.from(bytes).toString("base64")).pipe(
        Effect.mapBoth({ onFailure: errorOf, onSuccess: (added) => added === 1 })
      ),
    arrived: (queue) =>
      Effect.map(send<ReadonlyArray<string>>("HKEYS", parts(queue)), (shards) =>
        shards.map(Number).toSorted((a, b) => a - b)
      ),
    part: (queue, shard) =>
      Effect.map(send<string | null>("HGET", parts(queue), String(shard)), (text) =>
        text === null ? undefined : new Uint8Array(Buffer.from(text, "base64"))
      ),
    end: ({ key, queue }) => takenAway(key, queue).pipe(Effect.mapError(errorOf), Effect.asVoid)
  })
})

/** What is kept is made when it is first needed. */
export const layer: Layer.Layer<ShardStore, QueueError, Redis.Redis> = Layer.effect(ShardStore, make)
