/**
 * Writing several text files, each whole or not at all.
 *
 * Each text goes to a temporary file beside its place, is forced to the disk, and takes its place by renaming. All
 * temporary files are written, and all places looked at, before the first takes its place. So a disk that fills up, a
 * folder that lets nobody write, or one that stands where a file should, leaves every old file as it was. No system
 * renames several files as one: where one cannot be renamed all the same, those before it have been replaced, and the
 * fault names them. No temporary file stays behind.
 */
import * as fs from "node:fs/promises"
import * as Paths from "node:path"
import * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as Effect from "effect/Effect"
import type { Faults } from "./TextFile.ts"

/** A file that the operating system does not let us write, before any was changed; `code` is its name for the reason. */
export const Unwritable = Fault.define<{ readonly path: string; readonly code: string }>(
  "Unwritable",
  ({ path, code }) => ({
    problem: { en: `"${path}" cannot be written (${code})`, zh: `无法写入“${path}”（${code}）` },
    remedy: {
      en: "check who may write there and whether there is room; no file was changed",
      zh: "请检查写入权限和磁盘空间；未改动任何文件"
    }
  })
)

/** A file that the operating system does not let us replace, after others were; `written` are those, and not none. */
export const PartlyWritten = Fault.define<{
  readonly path: string
  readonly code: string
  readonly written: ReadonlyArray<string>
}>("PartlyWritten", ({ path, code, written }) => ({
  problem: {
    en: `"${path}" cannot be replaced (${code}), after others were: ${written.join(", ")}`,
    zh: `无法替换“${path}”（${code}），而以下文件已写入：${written.join("、")}`
  },
  remedy: {
    en: "the files named after it are new, all others as they were; check who may replace it, then repeat",
    zh: "所列文件已更新，其余文件未改动；请检查该文件的替换权限后再试"
  }
}))

interface Text {
  readonly path: string
  readonly text: string
}

const temporary = (path: string): string => Paths.join(Paths.dirname(path), `.${Paths.basename(path)}.${process.pid}`)

const written = async ({ path, text }: Text): Promise<void> => {
  const file = await fs.open(temporary(path), "w")
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

const codeOf = (error: unknown): string => (error as { readonly code?: string }).code ?? String(error)

const attempt = <A>(
  path: string,
  ask: () => Promise<A>,
  fault: (code: string) => Fault.Fault = (code) => Unwritable(Span.whole(path), { path, code })
): Effect.Effect<A, Faults> => Effect.tryPromise({ try: ask, catch: (error) => [fault(codeOf(error))] })

/** A folder in a file's place, which no file can take. */
const refuseFolder = (path: string): Effect.Effect<void, Faults> =>
  attempt(path, async () => {
    const isFolder = await fs.lstat(path).then(
      (found) => found.isDirectory(),
      () => false
    )
    if (isFolder) throw Object.assign(new Error(), { code: "EISDIR" })
  })

/** Writes texts to their files, of which no two are the same. */
export const all = (texts: ReadonlyArray<Text>): Effect.Effect<void, Faults> =>
  Effect.gen(function* () {
    const paths = texts.map(({ path }) => path)
    yield* Effect.forEach(paths, refuseFolder)
    yield* Effect.forEach(texts, (one) => attempt(one.path, () => written(one)))
    for (const [i, path] of paths.entries())
      yield* attempt(
        path,
        () => fs.rename(temporary(path), path),
        (code) =>
          i === 0
            ? Unwritable(Span.whole(path), { path, code })
            : PartlyWritten(Span.whole(path), { path, code, written: paths.slice(0, i) })
      )
  }).pipe(
    // After a rename there is nothing left to remove.
    Effect.ensuring(Effect.promise(() => Promise.all(texts.map(({ path }) => fs.rm(temporary(path), { force: true })))))
  )
