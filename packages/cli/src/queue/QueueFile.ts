/**
 * The file of a queue in SQLite, looked at before it is opened: what is none is left as it is.
 *
 * Who puts shards there makes the file. Who only takes them off finds it there, so that a mistyped name is told and
 * nobody waits at a queue that nobody fills.
 */
import { statSync } from "node:fs"
import { dirname } from "node:path"
import { isWritable } from "@gongfu/core/store/sqlite/Connection"
import Database from "better-sqlite3"
import * as Effect from "effect/Effect"
import { Refused } from "../session/Failure.ts"
import type { QueueUrl } from "./QueueUrl.ts"
import * as ShellWord from "../session/ShellWord.ts"

const notFound = (shown: string): Refused => {
  const typed = ShellWord.of(shown)
  return new Refused({
    kind: "QueueNotFound",
    problem: { en: `there is no queue ${shown}`, zh: `没有队列 ${shown}` },
    remedy: {
      en: `check the name; a queue is made by: gongfu ensemble FILE --shards 8 --queue ${typed}`,
      zh: `请检查名称；新建队列：gongfu ensemble FILE --shards 8 --queue ${typed}`
    }
  })
}

const notAQueue = (shown: string): Refused =>
  new Refused({
    kind: "NotAQueue",
    problem: { en: `${shown} is no queue`, zh: `${shown} 不是队列` },
    remedy: {
      en: "it was left as it is; name another file with --queue sqlite:FILE",
      zh: "该文件未被改动；请用 --queue sqlite:文件 另行指定"
    }
  })

const readOnly = (shown: string): Refused =>
  new Refused({
    kind: "QueueReadOnly",
    problem: { en: `the queue ${shown} may only be read`, zh: `队列 ${shown} 为只读` },
    remedy: {
      en: "nothing was done; give yourself the right to write to the file and its folder, or name another queue with --queue",
      zh: "未作任何处理；请取得文件及其所在文件夹的写入权限，或用 --queue 指定其他队列"
    }
  })

/** Whether a file that exists holds a queue; one of no bytes is about to. */
const isQueue = (file: string): boolean => {
  let database: Database.Database | undefined
  try {
    // Only who might write tidies up, when it closes, what SQLite puts beside a file.
    database = new Database(file, { fileMustExist: true })
    database.pragma("query_only = on")
    const tables = database.prepare<[], string>("select name from sqlite_schema where type = 'table'").pluck().all()
    return tables.length === 0 || tables.some((name) => name.startsWith("gongfu_"))
  } catch (error) {
    // What else is wrong with it, the one who opens it tells.
    return (
      error instanceof Error && "code" in error && !["SQLITE_NOTADB", "SQLITE_CORRUPT"].includes(String(error.code))
    )
  } finally {
    database?.close()
  }
}

/** Refuses a file that is no queue or cannot be used as one, and one that is not there where it has `toBeThere`. */
export const check = (url: QueueUrl, toBeThere: boolean): Effect.Effect<void, Refused> =>
  Effect.suspend(() => {
    if (url.kind !== "sqlite") return Effect.void
    const { file, shown } = url
    let found
    try {
      found = statSync(file, { throwIfNoEntry: false })
    } catch {
      // Who opens it tells why it cannot be reached.
    }
    if (found === undefined) return toBeThere ? notFound(shown) : Effect.void
    if (!found.isFile()) return notAQueue(shown)
    if (!isWritable(file) || !isWritable(dirname(file))) return readOnly(shown)
    return isQueue(file) ? Effect.void : notAQueue(shown)
  })
