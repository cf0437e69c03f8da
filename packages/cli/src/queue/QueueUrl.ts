/**
 * Where a queue is: `postgres://…`, `redis://…` (`rediss://…` for TLS), or a file of SQLite, `sqlite:FILE`.
 *
 * A password is part of the URL and of nothing that is told.
 */
import { resolve } from "node:path"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { Refused } from "../session/Failure.ts"

/** Where a queue is. `shown` says it without a password. */
export type QueueUrl =
  | { readonly kind: "postgres" | "redis"; readonly url: Redacted.Redacted; readonly shown: string }
  | { readonly kind: "sqlite"; readonly file: string; readonly shown: string }

const kinds: Readonly<Record<string, "postgres" | "redis">> = {
  "postgres:": "postgres",
  "postgresql:": "postgres",
  "redis:": "redis",
  "rediss:": "redis"
}

const remedy = {
  en: "write postgres://USER:PASSWORD@HOST:5432/DATABASE, redis://HOST:6379 or sqlite:FILE",
  zh: "请写为 postgres://用户:密码@主机:5432/数据库、redis://主机:6379 或 sqlite:文件"
}

const malformed = new Refused({
  kind: "QueueUrlMalformed",
  problem: { en: "the queue's URL cannot be read as one", zh: "队列地址不是有效的 URL" },
  remedy
})

const unsupported = (scheme: string): Refused =>
  new Refused({
    kind: "QueueUrlUnsupported",
    problem: { en: `a queue cannot be had by ${scheme}`, zh: `不支持 ${scheme} 队列` },
    remedy
  })

/** The file of the queue that belongs to a store. */
export const besideStore = (store: string): QueueUrl => {
  const file = `${store.replace(/\.sqlite$/, "")}.queue.sqlite`
  return { kind: "sqlite", file, shown: `sqlite:${file}` }
}

/** Reads a URL. */
export const parse = (text: string): Effect.Effect<QueueUrl, Refused> =>
  Effect.suspend((): Effect.Effect<QueueUrl, Refused> => {
    const file = /^sqlite:(?:\/\/)?(.+)$/.exec(text)?.[1]
    if (file !== undefined) return Effect.succeed({ kind: "sqlite", file: resolve(file), shown: `sqlite:${file}` })
    const url = URL.parse(text)
    if (url === null) return malformed
    const kind = kinds[url.protocol]
    if (kind === undefined) return unsupported(url.protocol)
    if (url.hostname === "") return malformed
    const user = url.username === "" ? "" : `${url.username}@`
    const shown = `${url.protocol}//${user}${url.host}${url.pathname}`
    return Effect.succeed({ kind, url: Redacted.make(text), shown })
  })
