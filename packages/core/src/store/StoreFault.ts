/**
 * A fault in what a store holds: where it stands and what is wrong.
 *
 * A fault is data; its text is made from the data, in both languages, and
 * nothing that stands in a store can reach a terminal through it unescaped.
 */
import type { Label } from "../document/Label.ts"
import { documents } from "./DocumentNames.ts"
import type { ArtifactKind, EventRow } from "./Recorded.ts"
import { shown } from "../document/ForeignText.ts"

/**
 * What is wrong.
 *
 * - `event_changed`: an event is not what was recorded; `columns` says where
 * - `event_missing`: events that were recorded are gone
 * - `event_misplaced`: an event stands before one that was recorded earlier
 * - `event_unknown`: whole, but of a type or schema that this program does not know
 * - `artifact_changed`: a document is not what its fingerprint says
 * - `artifact_missing`: a run refers to a document that is not there
 * - `file_damaged`: the file itself is broken, its tables, triggers or views were altered, a trigger was added to a
 *   table, or a tag names no run
 */
export type FaultKind =
  | "event_changed"
  | "event_missing"
  | "event_misplaced"
  | "event_unknown"
  | "artifact_changed"
  | "artifact_missing"
  | "file_damaged"

/** One fault. Where a field does not apply, or cannot be known, it is undefined. */
export interface StoreFault {
  readonly kind: FaultKind
  readonly position: number | undefined
  readonly stream: string | undefined
  readonly version: number | undefined
  /** The column that was edited; two when either would explain what is found. */
  readonly columns: ReadonlyArray<string>
  readonly fingerprint: string | undefined
  readonly problem: Label
}

/** A fault of the file as such. */
export const fileDamaged = (detail: Label): StoreFault =>
  fault("file_damaged", {}, { en: `the file is damaged: ${detail.en}`, zh: `文件已损坏：${detail.zh}` })

/** A table, index, trigger or view of the store is gone, or is another one; `what` says which of these. */
export const objectChanged = (what: string, name: string): StoreFault =>
  fileDamaged({
    en: `the ${what} ${name} was dropped or changed`,
    zh: `${objects[what] ?? what}“${name}”被删除或改动`
  })

/** A trigger on a table of the store that the store does not have: it may alter or swallow what is recorded. */
export const foreignTrigger = (name: string, table: string): StoreFault =>
  fileDamaged({
    en: `the trigger ${shown(name)} on ${table} is not one of the store`,
    zh: `表“${table}”上的触发器“${shown(name)}”不属于推演库`
  })

/** A tag names a run that is not on record. */
export const tagAstray = (tag: string, stream: string): StoreFault =>
  fileDamaged({
    en: `the tag ${shown(tag)} names ${shown(stream)}, which is not on record`,
    zh: `标签“${shown(tag)}”所指的推演“${shown(stream)}”不在库中`
  })

/** An event is not what was recorded; `columns` says where. */
export const changed = (row: EventRow, columns: ReadonlyArray<string>): StoreFault =>
  fault(
    "event_changed",
    { ...at(row), columns },
    {
      en: `${named(row).en} is not what was recorded: ${columns.join(" or ")} was edited`,
      zh: `${named(row).zh}与记录时不符：${inChinese(columns)}被改动`
    }
  )

/** An event stands before an earlier one of its run. */
export const misplaced = (row: EventRow): StoreFault =>
  fault(
    "event_misplaced",
    { ...at(row), columns: ["position"] },
    {
      en: `${named(row).en} stands before an earlier event of its run`,
      zh: `${named(row).zh}排在了同一推演更早的事件之前`
    }
  )

/** A whole event that this program cannot read. */
export const unknown = (row: EventRow): StoreFault =>
  fault("event_unknown", at(row), {
    en: `${named(row).en} is ${shown(row.type)} (${row.schema}), which this gongfu does not know`,
    zh: `${named(row).zh}为 ${shown(row.type)}（${row.schema}），本版 gongfu 不认识`
  })

/** A run lacks its events `from` to `to`, which stood from `position` on. */
export const lacking = (stream: string, from: number, to: number, position: number): StoreFault =>
  fault(
    "event_missing",
    { position, stream, version: from },
    {
      en: `run ${shown(stream)} lacks events ${range(from, to)}`,
      zh: `推演 ${shown(stream)} 缺少第 ${range(from, to)} 个事件`
    }
  )

/** Nothing stands at the positions `from` to `to`. */
export const lost = (from: number, to: number): StoreFault =>
  fault(
    "event_missing",
    { position: from },
    { en: `nothing stands at position ${range(from, to)}`, zh: `位置 ${range(from, to)} 上的事件已不存在` }
  )

/** A document is not what was recorded. */
export const documentChanged = (fingerprint: string, kind: string, column: string): StoreFault =>
  fault(
    "artifact_changed",
    { fingerprint, columns: [column] },
    {
      en: `the ${shown(kind)} ${shown(fingerprint)} is not what was recorded: ${column} was edited`,
      zh: `${kindInChinese(kind)}文档（${shown(fingerprint)}）与记录时不符：${inChinese([column])}被改动`
    }
  )

/** The time of recording of a row of a table is no time. */
export const timeChanged = (
  table: "event" | "artifact" | "tag",
  row: number,
  where: Partial<Pick<StoreFault, "position" | "stream" | "version" | "fingerprint">>
): StoreFault =>
  fault(
    table === "event" ? "event_changed" : table === "artifact" ? "artifact_changed" : "file_damaged",
    { ...where, columns: ["recorded_at"] },
    {
      en: `row ${row} of ${table} does not say when it was recorded: recorded_at was edited`,
      zh: `表“${table}”第 ${row} 行没有记录时间：${inChinese(["recorded_at"])}被改动`
    }
  )

/** A document that a run refers to is gone. */
export const documentMissing = (row: EventRow, kind: string, fingerprint: string): StoreFault =>
  fault(
    "artifact_missing",
    { stream: row.stream, fingerprint },
    {
      en: `the ${kind} ${fingerprint} of run ${shown(row.stream)} is gone`,
      zh: `推演 ${shown(row.stream)} 的${kindInChinese(kind)}文档（${fingerprint}）已不存在`
    }
  )

// internal

const range = (from: number, to: number): string => (from === to ? String(from) : `${from}–${to}`)

const objects: Readonly<Record<string, string>> = { table: "表", index: "索引", trigger: "触发器", view: "视图" }

const inChinese = (columns: ReadonlyArray<string>): string => `列${columns.map((column) => `“${column}”`).join("或")}`

/** The kind of a document; what an edited store says instead is told as it stands. */
const kindInChinese = (kind: string): string =>
  Object.hasOwn(documents, kind) ? documents[kind as ArtifactKind].zh : `“${shown(kind)}”`

const at = ({ position, stream, version }: EventRow) => ({ position, stream, version })

const fault = (kind: FaultKind, where: Partial<StoreFault>, problem: Label): StoreFault => ({
  kind,
  position: undefined,
  stream: undefined,
  version: undefined,
  columns: [],
  fingerprint: undefined,
  ...where,
  problem
})

const named = ({ position, stream, version }: EventRow): Label => ({
  en: `event ${version} of run ${shown(stream)} (position ${position})`,
  zh: `推演 ${shown(stream)} 的第 ${version} 个事件（位置 ${position}）`
})
