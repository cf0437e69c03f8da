/**
 * A fault in something that a user wrote.
 *
 * A fault is a plain value: a tag, where it stands, the data that identify it,
 * and, derived from those data, what is wrong and what to do, in both
 * languages. Faults are collected, never thrown: a reader of a file gets all
 * of them at once.
 */
import type { Label } from "./Label.ts"
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
 * Defines a kind of fault by its tag and its texts.
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
): Kind<D> => Object.assign((span: Span, data: D): Fault => ({ _tag: tag, span, data, ...says(data) }), { tag })

/** In file, line and column order, so that a list reads like the files do. */
export const sorted = (faults: ReadonlyArray<Fault>): ReadonlyArray<Fault> =>
  faults.toSorted((a, b) =>
    a.span.file !== b.span.file
      ? a.span.file < b.span.file
        ? -1
        : 1
      : a.span.line - b.span.line || a.span.column - b.span.column
  )

/** How many faults of one file are told. */
export const maxFaults = 100

/** More faults than are told. */
export const More = define<{ readonly count: number }>("More", ({ count }) => ({
  problem: { en: `${count} more ${count === 1 ? "fault" : "faults"} in this file`, zh: `此文件另有 ${count} 处问题` },
  remedy: { en: "correct the first ones and check again", zh: "请先更正前面的问题再检查" }
}))

/** The faults of one file, in order; past {@link maxFaults} their number stands for them, and for `others`. */
export const capped = (faults: ReadonlyArray<Fault>, others = 0): ReadonlyArray<Fault> => {
  const all = sorted(faults)
  if (all.length <= maxFaults) return all
  const told = all.slice(0, maxFaults)
  return [...told, More(Spans.whole(all[0]!.span.file), { count: all.length - maxFaults + others })]
}
