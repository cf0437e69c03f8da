/**
 * One connection to the file of a store.
 *
 * Opening never changes what is not a store: the header of the file is read
 * before SQLite gets to see it. Several processes may open, and so create,
 * the same file at once. The file is in WAL mode, so readers never wait, and
 * every commit is on the disk before it is reported (`synchronous = FULL`).
 */
import { accessSync, closeSync, constants, existsSync, openSync, readFileSync, readSync, statSync } from "node:fs"
import { dirname, resolve } from "node:path"
import type BetterSqlite from "better-sqlite3"
import { same } from "../../document/Label.ts"
import type { OpenError } from "../StoreError.ts"
import type { Failure } from "../StoreFailure.ts"
import { NewerStore, NotAStore, StoreNotFound } from "../StoreError.ts"
import { StoreBusy, StoreDamaged, StoreFull, StoreReadOnly, StoreUnreachable } from "../StoreFailure.ts"
import { applicationId, layoutVersion, statements, upgrade } from "./Tables.ts"

/** How to open a store. */
export interface Options {
  readonly file: string
  /** Reading neither creates nor changes the file; only writing creates it, and a change is of one that is there. */
  readonly access: "read" | "change" | "write"
  /** How long to wait for another process, in milliseconds; 10,000 unless told. */
  readonly busyMillis?: number
}

/** How long to wait for another process unless told, in milliseconds. A recorded run holds the lock for about ten. */
export const defaultBusyMillis = 10_000

/** A way out of a function that opens; it never leaves this folder. */
export class Stopped extends Error {
  readonly reason: OpenError
  constructor(reason: OpenError) {
    super(reason.message)
    this.reason = reason
  }
}

/**
 * What an exception of SQLite or the file system says in the store's own errors; undefined for any other exception,
 * which is a defect.
 */
export const failureOf = (file: string, busyMillis: number, cause: unknown): Failure | undefined => {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined
  if (code === undefined) return undefined
  const is = (...prefixes: ReadonlyArray<string>) => prefixes.some((prefix) => code.startsWith(prefix))
  if (is("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")) return new StoreBusy({ file, waitedMillis: busyMillis })
  // SQLite cannot make the file that its processes share, for want of a few kilobytes.
  if (is("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "ENOSPC", "EDQUOT")) return new StoreFull({ file })
  if (is("SQLITE_READONLY", "EROFS")) return new StoreReadOnly({ file })
  if (is("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR")) {
    return new StoreDamaged({ file, detail: same((cause as Error).message) })
  }
  return is("SQLITE_CONSTRAINT", "SQLITE_MISUSE", "ERR_") ? undefined : new StoreUnreachable({ file, code })
}

/** Opens a store, and creates it when it is opened for writing and not there. Throws `Stopped` or what SQLite throws. */
export const open = (
  Database: typeof BetterSqlite,
  { file, access, busyMillis = defaultBusyMillis }: Options
): BetterSqlite.Database => {
  // An absolute path: SQLite would take some names, such as ":memory:" or "file:…", for more than a name.
  const path = resolve(file)
  inspect(file, path, access)
  const db =
    access === "read"
      ? openForReading(Database, file, path, busyMillis)
      : new Database(path, { timeout: busyMillis, fileMustExist: access === "change" })
  try {
    db.pragma("trusted_schema = off")
    if (access === "write") create(db)
    recognise(file, db)
    if (access !== "read") {
      enterWal(db, busyMillis)
      db.pragma("synchronous = full")
    }
    return db
  } catch (cause) {
    db.close()
    throw cause
  }
}

/** Makes a store of an older layout one of today's, within the transaction that writes to it. */
export const bringUpToDate = (db: BetterSqlite.Database): void => {
  if (pragma(db, "user_version") >= layoutVersion) return
  for (const statement of upgrade) db.exec(statement)
  db.pragma(`user_version = ${layoutVersion}`)
}

// internal

/** Looks at the file without SQLite, and stops at what is no store or may not be used as asked. */
const inspect = (file: string, path: string, access: Options["access"]): void => {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) {
    if (access !== "write") throw new Stopped(new StoreNotFound({ file }))
    // better-sqlite3 has a TypeError for this, which would pass for a defect.
    if (!existsSync(dirname(path))) throw new Stopped(new StoreUnreachable({ file, code: "ENOENT" }))
    if (!isWritable(dirname(path))) throw new Stopped(new StoreReadOnly({ file, folder: true }))
    return
  }
  if (found.isDirectory()) throw new Stopped(new NotAStore({ file, found: "folder" }))
  if (!found.isFile()) throw new Stopped(new NotAStore({ file, found: "file" }))
  const head = header(path)
  // Another process may just be creating the store: the file exists before it has a header.
  if (head.length === 0) {
    if (access !== "write") throw new Stopped(new StoreNotFound({ file }))
  } else if (head.toString("latin1", 0, 16) !== "SQLite format 3\0") {
    throw new Stopped(new NotAStore({ file, found: "file" }))
  } else if (head.length < 100) {
    throw new Stopped(cutShort(file))
  } else {
    // Offsets of the SQLite file format: application_id at 68, user_version at 60.
    judge(file, head.readUInt32BE(68), head.readUInt32BE(60))
    if (isCutShort(path, head)) throw new Stopped(cutShort(file))
  }
  if (access !== "read" && !isWritable(path)) throw new Stopped(new StoreReadOnly({ file }))
}

const cutShort = (file: string): StoreDamaged =>
  new StoreDamaged({ file, detail: { en: "it is cut short", zh: "文件不完整" } })

/**
 * Whether a file has fewer bytes than its header says. SQLite would read zeros for what is gone, and might not notice.
 * While another process writes, the rest may still be on its way: then a log lies beside the file, or has just gone.
 */
const isCutShort = (path: string, head: Buffer): boolean => {
  // Offsets of the SQLite file format: the size of a page at 16, where 1 stands for 65,536, and their number at 28.
  const page = head.readUInt16BE(16)
  const wanted = (page === 1 ? 65_536 : page) * head.readUInt32BE(28)
  const lacks = (): boolean => statSync(path).size < wanted
  const isBusy = ["-wal", "-journal"].some((end) => (statSync(path + end, { throwIfNoEntry: false })?.size ?? 0) > 0)
  return lacks() && !isBusy && lacks()
}

const header = (path: string): Buffer => {
  const descriptor = openSync(path, "r")
  try {
    const head = Buffer.alloc(100)
    return head.subarray(0, readSync(descriptor, head, 0, 100, 0))
  } finally {
    closeSync(descriptor)
  }
}

/** Whether the user may write to a file or into a folder; not where it is missing. */
export const isWritable = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

const judge = (file: string, application: number, version: number): void => {
  if (application !== applicationId) throw new Stopped(new NotAStore({ file, found: "database" }))
  if (version > layoutVersion) {
    throw new Stopped(new NewerStore({ file, found: version, known: layoutVersion }))
  }
}

const pragma = (db: BetterSqlite.Database, name: string): number => db.pragma(name, { simple: true }) as number

/** The header again, as SQLite sees it: a process that died while it created the store has left an empty one. */
const recognise = (file: string, db: BetterSqlite.Database): void => {
  const application = pragma(db, "application_id")
  if (application === 0 && pragma(db, "schema_version") === 0) throw new Stopped(new StoreNotFound({ file }))
  judge(file, application, pragma(db, "user_version"))
}

/**
 * Creates the tables in an empty file, in one transaction. It is done before the file goes into WAL mode, so that the
 * header of the file itself, which `inspect` reads, says from the first moment what the file is.
 */
const create = (db: BetterSqlite.Database): void => {
  if (pragma(db, "schema_version") !== 0) return
  db.pragma("synchronous = full")
  db.transaction(() => {
    // Another process may have been faster while this one waited for the lock.
    if (pragma(db, "schema_version") !== 0) return
    db.pragma(`application_id = ${applicationId}`)
    db.pragma(`user_version = ${layoutVersion}`)
    for (const statement of statements(layoutVersion)) db.exec(statement)
  }).immediate()
}

/**
 * Goes into WAL mode. When two processes do so at once, SQLite lets one of them fail without waiting; so the waiting is
 * done here.
 */
const enterWal = (db: BetterSqlite.Database, busyMillis: number): void => {
  const pause = 10
  db.pragma("busy_timeout = 0")
  for (let waited = 0; ; waited += pause) {
    try {
      db.pragma("journal_mode = wal")
      db.pragma(`busy_timeout = ${busyMillis}`)
      return
    } catch (cause) {
      const isBusy = cause instanceof Error && "code" in cause && String(cause.code).startsWith("SQLITE_BUSY")
      if (!isBusy || waited >= busyMillis) throw cause
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
    }
  }
}

/**
 * Opens a file for reading. SQLite needs to write beside a file in WAL mode even to read it. Where it may, it is let:
 * only then does it tidy up when it closes. Where it may not (a read-only medium) or cannot (a full one), the file is
 * read as a whole instead.
 */
const openForReading = (
  Database: typeof BetterSqlite,
  file: string,
  path: string,
  timeout: number
): BetterSqlite.Database => {
  const db = new Database(path, { readonly: !isWritable(path), fileMustExist: true, timeout })
  try {
    db.pragma("query_only = on")
    db.prepare("select count(*) from sqlite_schema").get()
    return db
  } catch (cause) {
    db.close()
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : ""
    const full = ["SQLITE_FULL", "SQLITE_IOERR_SHMOPEN", "SQLITE_IOERR_SHMSIZE"].includes(code)
    if (!full && !code.startsWith("SQLITE_CANTOPEN") && !code.startsWith("SQLITE_READONLY")) throw cause
    // What other processes have written but not yet moved into the file would be missed.
    const log = statSync(`${path}-wal`, { throwIfNoEntry: false })
    if (log !== undefined && log.size > 0) throw new Stopped(new (full ? StoreFull : StoreReadOnly)({ file }))
    const bytes = readFileSync(path)
    // Offsets of the SQLite file format: 18 and 19 say 2 for WAL mode, 1 for the mode that a copy in memory needs.
    bytes.set([1, 1], 18)
    return new Database(bytes, { readonly: true })
  }
}
