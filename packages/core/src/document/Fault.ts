/**
 * A fault in something that a user wrote.
 *
 * A fault is a plain value: a tag, where it stands, the data that identify it,
 * and, derived from those data, what is wrong and what to do, in both
 * languages. Faults are collected, never thrown: a reader of a file gets all
 * of them at once.
 */
import type { Label } from "./Label.ts"
import { later } from "./Later.ts"
import type { Span } from "./Span.ts"
import * as Spans from "./Span.ts"

/** One fault; `data` holds what the texts were made from. */
export interface Fault {
  readonly _tag: string
  readonly span: Span
  readonly data: object
  /** What is wrong. */
  readonly problem: Label
  /** The next step. */
  readonly remedy: Label
}

/** A kind of fault: called with a place and data it makes one. */
export interface Kind<D extends object> {
  (span: Span, data: D): Fault
  readonly tag: string
}

/**
 * Defines a kind of fault by its tag and its texts, which are made when somebody reads them: of many faults few are
 * told. Data that are costly may be made as late, by a getter.
 *
 * **Example** (A kind with one datum)
 *
 * ```ts
 * const EmptyFile = define<{ path: string }>("EmptyFile", ({ path }) => ({
 *   problem: { en: `${path} is empty`, zh: `${path} 是空文件` },
 *   remedy: { en: "write at least its name", zh: "至少写明名称" }
 * }))
 * ```
 */
export const define = <D extends object>(
  tag: string,
  says: (data: D) => { readonly problem: Label; readonly remedy: Label }
): Kind<D> => {
  const made = (span: Span, data: D): Fault => {
    const said = later(() => says(data))
    return {
      _tag: tag,
      span,
      data,
      get problem() {
        return said().problem
      },
      get remedy() {
        return said().remedy
      }
    }
  }
  return Object.assign(made, { tag })
}

/** In file, line and column order, so that a list reads like the files do. */
export const sorted = (faults: ReadonlyArray<Fault>): ReadonlyArray<Fault> =>
  faults.toSorted((a, b) =>
    a.span.file !== b.span.file
      ? a.span.file < b.span.file
        ? -1
        : 1
      : a.span.line - b.span.line || a.span.column - b.span.column
  )

/** How many faults are told at once. */
export const maxFaults = 100

/** More faults than are told; `files` says in how many, where it is not one. */
export const More = define<{ readonly count: number; readonly files?: number }>("More", ({ count, files }) => ({
  problem:
    files === undefined
      ? { en: `${count} more ${count === 1 ? "fault" : "faults"} in this file`, zh: `此文件另有 ${count} 处问题` }
      : { en: `${count} more faults in ${files} files`, zh: `${files} 个文件中另有 ${count} 处问题` },
  remedy: { en: "correct the first ones and check again", zh: "请先更正前面的问题再检查" }
}))

/**
 * Faults in order; past {@link maxFaults} their number stands for them, and for `others` of the same file. What was
 * counted before is counted on.
 */
export const capped = (faults: ReadonlyArray<Fault>, others = 0): ReadonlyArray<Fault> => {
  const [counts, all] = [faults.filter(isMore), sorted(faults.filter((fault) => !isMore(fault)))]
  const untold = all.slice(maxFaults)
  const count = counts.reduce((sum, { data }) => sum + data.count, untold.length + others)
  if (count === 0) return all
  const files = new Set([...untold, ...counts].map(({ span }) => span.file))
  const span = Spans.whole([...files][0] ?? all[0]!.span.file)
  return [...all.slice(0, maxFaults), More(span, files.size > 1 ? { count, files: files.size } : { count })]
}

// internal

const isMore = (fault: Fault): fault is Fault & { readonly data: { readonly count: number } } => fault._tag === More.tag
