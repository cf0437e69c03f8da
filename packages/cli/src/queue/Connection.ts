/**
 * A queue that is open: jobs on `effect/persistence`'s PersistedQueue, and what stands beside them.
 *
 * A worker that says nothing for {@link lease} has lost its shard to the next who asks.
 */
import * as NodeRedis from "@effect/platform-node/NodeRedis"
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Cause from "effect/Cause"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redis from "effect/persistence/Redis"
import * as PersistedQueue from "effect/persistence/PersistedQueue"
import * as References from "effect/References"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as SqlError from "effect/sql/SqlError"
import * as Redacted from "effect/Redacted"
import { Refused } from "../session/Failure.ts"
import * as BetterSqliteClient from "./BetterSqliteClient.ts"
import type { QueueUrl } from "./QueueUrl.ts"
import * as RedisShardStore from "./RedisShardStore.ts"
import { QueueError, type ShardStore } from "./ShardStore.ts"
import * as SqlShardStore from "./SqlShardStore.ts"

/** How long a shard stays with a worker that says nothing. */
export const lease = Duration.seconds(10)

/** How often a queue is asked for more. */
export const pollInterval = Duration.millis(250)

const settings = { pollInterval, lockRefreshInterval: Duration.seconds(2), lockExpiration: lease }

/** What is on a queue: a shard of an ensemble, by its number. */
export const Job = Schema.Struct({ shard: Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)) })
export type Job = typeof Job.Type

/** Where jobs are. */
export type Jobs = PersistedQueue.PersistedQueueFactory

/** All that a queue offers. */
export type Services = ShardStore | PersistedQueue.PersistedQueueFactory | PersistedQueue.PersistedQueueStore

/** Reaching a queue takes no longer than this. */
const connectTimeout = Duration.seconds(5)

/** A part is one message, and may be as large as PostgreSQL lets it be. */
const largestMessage = 2 ** 30

const overSql = Layer.mergeAll(
  SqlShardStore.layer,
  PersistedQueue.layer.pipe(
    Layer.provideMerge(PersistedQueue.layerStoreSql({ ...settings, tableName: "gongfu_queue" }))
  )
)

const overRedis = Layer.mergeAll(
  RedisShardStore.layer,
  PersistedQueue.layer.pipe(
    Layer.provideMerge(PersistedQueue.layerStoreRedis({ ...settings, prefix: "gongfu:queue:" }))
  )
)

const layerOf = (url: QueueUrl): Layer.Layer<Services, QueueError | SqlError.SqlError | Redis.RedisError> => {
  switch (url.kind) {
    case "sqlite":
      return overSql.pipe(Layer.provide(BetterSqliteClient.layer(url.file)))
    case "postgres":
      return overSql.pipe(
        Layer.provide(
          PgClient.layer({
            url: url.url,
            connectTimeout,
            applicationName: "gongfu",
            maxConnections: 4,
            maxMessageSize: largestMessage
          })
        )
      )
    case "redis":
      return overRedis.pipe(
        Layer.provide(
          NodeRedis.layer({
            url: Redacted.value(url.url),
            socket: { connectTimeout: Duration.toMillis(connectTimeout) }
          })
        )
      )
  }
}

/** What went wrong, of anything that a queue fails or dies of. */
const errorOf = (cause: Cause.Cause<unknown>): QueueError => {
  const error = Cause.squash(cause)
  if (error instanceof QueueError) return error
  if (SqlError.isSqlError(error)) return SqlShardStore.errorOf(error)
  if (error instanceof Redis.RedisError) return RedisShardStore.errorOf(error)
  return new QueueError({ reason: "failed", cause: error })
}

/** What a queue fails or dies of as a {@link QueueError}. */
export const queueErrors = <A, E, R>(use: Effect.Effect<A, E, R>): Effect.Effect<A, QueueError, R> =>
  Effect.catchCause(use, (cause) => (Cause.hasInterruptsOnly(cause) ? Effect.interrupt : Effect.fail(errorOf(cause))))

const told = (cause: unknown): string => {
  const inner = typeof cause === "object" && cause !== null && "cause" in cause ? cause.cause : undefined
  if (inner instanceof Error) return told(inner) || inner.message
  return cause instanceof Error ? cause.message : ""
}

/** What to tell the user of an error. What the queue says itself is told without anything of the URL. */
export const refusal = (url: QueueUrl, { cause, reason }: QueueError): Refused => {
  const { shown } = url
  switch (reason) {
    case "unreachable":
      return new Refused({
        kind: "QueueUnreachable",
        problem: { en: `the queue cannot be reached: ${shown}`, zh: `无法连接队列：${shown}` },
        remedy:
          url.kind === "sqlite"
            ? {
                en: "nothing was recorded; check that its folder is there and that you may write there, and repeat",
                zh: "未作记录；请检查其所在文件夹是否存在、是否可写，然后重试"
              }
            : {
                en: "nothing was recorded; check that it runs, its host and port, and repeat",
                zh: "未作记录；请检查其是否运行以及主机和端口，然后重试"
              }
      })
    case "not let in":
      return new Refused({
        kind: "QueueNotLetIn",
        problem: { en: `the queue does not let this user in: ${shown}`, zh: `队列拒绝该用户登录：${shown}` },
        remedy: {
          en: "nothing was recorded; check user, password and database in the URL",
          zh: "未作记录；请检查 URL 中的用户、密码和数据库"
        }
      })
    case "failed": {
      const secret = url.kind === "sqlite" ? "" : (URL.parse(Redacted.value(url.url))?.password ?? "")
      const secrets = [secret, decodeURIComponent(secret)].filter((text) => text !== "")
      const detail = secrets.reduce((text, hidden) => text.replaceAll(hidden, "…"), told(cause))
      return new Refused({
        kind: "QueueFailed",
        problem: { en: `the queue ${shown} failed: ${detail}`, zh: `队列 ${shown} 出错：${detail}` },
        remedy: {
          en: "nothing was recorded; what has arrived stays: repeat the command to go on",
          zh: "未作记录；已完成的分片仍保留，重新运行该命令即可继续"
        }
      })
    }
  }
}

/** Processes that come to a new queue at the same moment make its tables at the same moment: all but one fail. */
const again = {
  schedule: Schedule.spaced("200 millis"),
  times: 5,
  while: ({ reason }: QueueError) => reason === "failed"
}

/** Runs an effect with a queue, which is closed at its end. Nothing is written to a log: what matters is told. */
export const withQueue = <A, E, R>(
  url: QueueUrl,
  use: Effect.Effect<A, E | QueueError, R | Services>
): Effect.Effect<A, Exclude<E, QueueError> | Refused, Exclude<R, Services | Scope.Scope>> =>
  Effect.gen(function* () {
    const context = yield* queueErrors(Layer.build(layerOf(url))).pipe(Effect.retry(again))
    return yield* Effect.provideContext(use, context)
  }).pipe(
    Effect.scoped,
    Effect.provideService(References.MinimumLogLevel, "None"),
    Effect.mapError((error) => (error instanceof QueueError ? refusal(url, error) : error))
  ) as Effect.Effect<A, Exclude<E, QueueError> | Refused, Exclude<R, Services | Scope.Scope>>

/** The jobs of an ensemble. A shard is given up by its queue after so many workers died of it. */
export const jobs = (name: string) => PersistedQueue.make({ name, schema: Job, maxAttempts: 100 })
