/**
 * Where a report goes: its name, and which files it may replace.
 *
 * A report is made again and again while a scenario is worked on: what is known as one is replaced, anything else only
 * when that is asked for.
 */
import { closeSync, existsSync, openSync, readSync } from "node:fs"
import { resolve } from "node:path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Refused } from "../session/Failure.ts"
import * as NewFile from "../output/NewFile.ts"
import * as Pdf from "../output/Pdf.ts"
import type { Side } from "../records/Sides.ts"
import { generator } from "./Page.ts"

/** Names of more runs than this would make a file's name unwieldy. */
const mostNamed = 3

const notAPage = (path: string): Refused =>
  new Refused({
    kind: "NotAPage",
    problem: {
      en: `${path}: a report is an HTML file, and its name ends in .html`,
      zh: `${path}：报告是 HTML 文件，文件名应以 .html 结尾`
    },
    remedy: {
      en: "name the page; --pdf prints it beside, under the same name with .pdf",
      zh: "请写明网页文件名；加 --pdf 则在同一位置另存同名 .pdf 文件"
    }
  })

/** The name that was asked for; else that of the runs' scenarios: `plan.html`, `business-as-usual-vs-plan.html`. */
export const nameOf = (asked: Option.Option<string>, sides: ReadonlyArray<Side>): Effect.Effect<string, Refused> => {
  if (Option.isSome(asked))
    return /\.html?$/i.test(asked.value) ? Effect.succeed(asked.value) : Effect.fail(notAPage(asked.value))
  const names = sides.map(({ scenario }) => scenario.name)
  // Runs of one scenario are told apart by the ends of their ids.
  const distinct = new Set(names).size === names.length ? names : sides.map(({ id }) => id)
  const [first, ...others] = distinct
  const name = distinct.length <= mostNamed ? distinct.join("-vs-") : `${first}-vs-${others.length}-others`
  return Effect.succeed(`${name}.html`)
}

/** The name of the printed page beside the page. */
export const beside = (file: string): string => file.replace(/\.html?$/i, ".pdf")

/** The part of a file's beginning in which a report says that it is one. */
const beginning = 2048

/** Whether a file is known as a report. */
export const isReport = (path: string): boolean => {
  let descriptor: number
  try {
    descriptor = openSync(path, "r")
  } catch {
    return false
  }
  try {
    const bytes = Buffer.alloc(beginning)
    const text = bytes.toString("latin1", 0, readSync(descriptor, bytes, 0, beginning, 0))
    return text.startsWith("<!doctype html>") && text.includes(`<meta name="generator" content="${generator}">`)
  } catch {
    return false
  } finally {
    closeSync(descriptor)
  }
}

/** Whether a file that is there may be replaced without being asked: it is a report, or one printed. */
export const mayReplace = (folder: string, path: string): boolean =>
  isReport(resolve(folder, path)) || Pdf.isOurs(resolve(folder, path))

const other = (path: string): Refused =>
  new Refused({
    kind: "CannotWrite",
    problem: {
      en: `${path}: there is a file of that name, and it is no report`,
      zh: `${path}：已有同名文件，且不是报告`
    },
    remedy: {
      en: "nothing was written; name another file with -o, or replace it with --force",
      zh: "未写入任何文件；请用 -o 另取文件名，或用 --force 覆盖"
    }
  })

/** Nothing is worked out for a file that may not be written. */
export const check = (folder: string, paths: ReadonlyArray<string>, force: boolean): Effect.Effect<void, Refused> =>
  Effect.suspend(() => {
    const taken = paths.find((path) => existsSync(resolve(folder, path)) && !mayReplace(folder, path))
    return force || taken === undefined ? Effect.void : Effect.fail(other(taken))
  })

/** Writes a page or what was printed of it: over a report that is there, over any other file only with `force`. */
export const write = (
  folder: string,
  path: string,
  content: string | Uint8Array,
  { force, keep }: { readonly keep: string; readonly force: boolean }
): Effect.Effect<NewFile.Written, Refused> =>
  Effect.suspend(() => NewFile.write(folder, path, content, { keep, replace: force || mayReplace(folder, path) }))
