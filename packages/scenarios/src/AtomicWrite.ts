/**
 * Writing text files whole or not at all.
 *
 * Each text goes to a temporary file beside its place, is forced to the disk, and takes its place by renaming. All
 * temporary files are written before the first takes its place, so a disk that fills up, or a folder that lets nobody
 * write, leaves every old file as it was, and no temporary file behind.
 */
import * as fs from "node:fs/promises"
import * as Paths from "node:path"
import * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as Effect from "effect/Effect"
import type { Faults } from "./TextFile.ts"

/** A file that the operating system does not let us write; `code` is its name for the reason. */
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

const attempt = (path: string, ask: () => Promise<unknown>): Effect.Effect<unknown, Faults> =>
  Effect.tryPromise({
    try: ask,
    catch: (error) => [
      Unwritable(Span.whole(path), { path, code: (error as { readonly code?: string }).code ?? String(error) })
    ]
  })

/** Writes texts to their files. */
export const all = (texts: ReadonlyArray<Text>): Effect.Effect<void, Faults> =>
  Effect.gen(function* () {
    yield* Effect.forEach(texts, (one) => attempt(one.path, () => written(one)))
    yield* Effect.forEach(texts, ({ path }) => attempt(path, () => fs.rename(temporary(path), path)))
  }).pipe(
    // After a rename there is nothing left to remove.
    Effect.ensuring(Effect.promise(() => Promise.all(texts.map(({ path }) => fs.rm(temporary(path), { force: true })))))
  )
