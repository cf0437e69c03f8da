/**
 * Text files from disk, with every reason why one cannot be had as a fault.
 *
 * A file is looked at before it is opened: what is too large, or is no
 * ordinary file, is never read. A byte order mark is dropped.
 */
import * as fs from "node:fs/promises"
import * as Paths from "node:path"
import type { Fault } from "@gongfu/core/document/Fault"
import { nearest } from "@gongfu/core/document/Nearest"
import type { SourceFile, Span } from "@gongfu/core/document/Span"
import * as TextLength from "@gongfu/core/document/TextLength"
import * as Effect from "effect/Effect"
import * as FileFault from "./FileFault.ts"

/** Faults, for Effect's error channel. */
export type Faults = ReadonlyArray<Fault>

/** The most bytes that a file of {@link TextLength.most} characters can have: three each in UTF-8. */
export const maxBytes = 3 * TextLength.most

/** Where a file is, how messages name it, and what they point at when it cannot be had. */
export interface Location {
  readonly path: string
  readonly shown: string
  readonly from: Span
}

const codeOf = (error: unknown): string => (error as { readonly code?: string }).code ?? String(error)

const nearestBeside = (location: Location): Effect.Effect<string | undefined> =>
  Effect.promise(async () => {
    const { base, ext, name } = Paths.parse(location.path)
    const names = await fs.readdir(Paths.dirname(location.path)).catch(() => [])
    // The ending says nothing of which file is meant.
    const found = nearest(
      name,
      names.filter((other) => other !== base && Paths.extname(other) === ext).map((other) => Paths.parse(other).name)
    )
    return found === undefined ? undefined : Paths.join(Paths.dirname(location.shown), found + ext)
  })

const failed = (location: Location, code: string): Effect.Effect<never, Faults> =>
  code === "ENOENT" || code === "ENOTDIR"
    ? nearestBeside(location).pipe(
        Effect.flatMap((other) =>
          Effect.fail([FileFault.FileMissing(location.from, { path: location.shown, nearest: other })])
        )
      )
    : Effect.fail([FileFault.Unreadable(location.from, { path: location.shown, code })])

const attempt = <A>(location: Location, ask: () => Promise<A>): Effect.Effect<A, Faults> =>
  Effect.tryPromise({ try: ask, catch: codeOf }).pipe(Effect.catch((code) => failed(location, code)))

/** The path of a file with every link on the way followed. */
export const real = (location: Location): Effect.Effect<string, Faults> =>
  attempt(location, () => fs.realpath(location.path))

/** Whether there is a file at a path. */
export const exists = (path: string): Effect.Effect<boolean> =>
  Effect.promise(() =>
    fs.stat(path).then(
      (found) => found.isFile(),
      () => false
    )
  )

/** Whether anything lies at a path, be it a folder. */
export const isTaken = (path: string): Effect.Effect<boolean> =>
  Effect.promise(() =>
    fs.stat(path).then(
      () => true,
      () => false
    )
  )

/** Reads a file as text. */
export const read = (location: Location): Effect.Effect<SourceFile, Faults> =>
  Effect.gen(function* () {
    const { path, shown, from } = location
    const found = yield* attempt(location, () => fs.stat(path))
    if (!found.isFile())
      return yield* Effect.fail([FileFault.NotAFile(from, { path: shown, folder: found.isDirectory() })])
    if (found.size > maxBytes)
      return yield* Effect.fail([FileFault.FileTooLarge(from, { path: shown, bytes: found.size, most: maxBytes })])
    const bytes = yield* attempt(location, () => fs.readFile(path))
    const text = yield* Effect.try({
      try: () => new TextDecoder("utf-8", { fatal: true }).decode(bytes),
      catch: () => [FileFault.NotUtf8(from, { path: shown })]
    })
    return { path: shown, text }
  })
