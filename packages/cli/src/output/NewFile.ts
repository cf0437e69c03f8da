/**
 * A file that a command writes: it appears whole, or not at all.
 *
 * It is written beside its place under another name, brought to the disk, and
 * only then given its name. So a full disk, an interruption or a loss of power
 * leaves what was there before. Without `replace` nothing that exists is touched;
 * what is replaced keeps its permissions, and a link to it goes on leading there.
 */
import { randomBytes } from "node:crypto"
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs"
import { basename, dirname, join, resolve } from "node:path"
import type { Label } from "@gongfu/core/document/Label"
import * as Effect from "effect/Effect"
import { Refused } from "../session/Failure.ts"

/** What became of the file. */
export type Written = "new" | "replaced"

const cannot = (path: string, problem: Label, remedy: Label): Refused =>
  new Refused({
    kind: "CannotWrite",
    problem: { en: `${path}: ${problem.en}`, zh: `${path}：${problem.zh}` },
    remedy
  })

const taken = (path: string): Refused =>
  cannot(
    path,
    { en: "there is a file of that name", zh: "已有同名文件" },
    {
      en: "it was left as it is; name another file, or replace it with --force",
      zh: "该文件未被改动；请另取文件名，或用 --force 覆盖"
    }
  )

const notAFile = (path: string): Refused =>
  cannot(
    path,
    { en: "this is a folder or a device, not a file", zh: "这是文件夹或设备，不是文件" },
    {
      en: "name a file; without --output the result goes to standard output",
      zh: "请写明文件；不写 --output 则输出到标准输出"
    }
  )

const protectedStore = (path: string): Refused =>
  cannot(
    path,
    { en: "this is the store itself", zh: "这是推演库本身" },
    { en: "it was left as it is; name another file", zh: "该文件未被改动；请另取文件名" }
  )

const failed = (path: string, code: string): Refused =>
  ["ENOSPC", "EDQUOT", "EFBIG"].includes(code)
    ? cannot(
        path,
        { en: `there is no room left to write it (${code})`, zh: `空间不足，无法写入（${code}）` },
        { en: "nothing was written; make room, then repeat", zh: "未写入任何内容；请腾出空间后再试" }
      )
    : cannot(
        path,
        { en: `it cannot be written (${code})`, zh: `无法写入（${code}）` },
        {
          en: "nothing was written; check that the folder exists and that you may write to it",
          zh: "未写入任何内容；请检查文件夹是否存在及写入权限"
        }
      )

/** Writes a text, or bytes, to a file of a folder. `keep` is a file that is never replaced. */
export const write = (
  folder: string,
  path: string,
  text: string | Uint8Array,
  { keep, replace }: { readonly keep: string; readonly replace: boolean }
): Effect.Effect<Written, Refused> =>
  Effect.try({
    try: (): Written => {
      const target = resolve(folder, path)
      const found = statSync(target, { throwIfNoEntry: false })
      if (found !== undefined) {
        const kept = statSync(keep, { throwIfNoEntry: false })
        if (kept !== undefined && kept.dev === found.dev && kept.ino === found.ino) throw protectedStore(path)
        if (!found.isFile()) throw notAFile(path)
        if (!replace) throw taken(path)
      }
      const place = found === undefined ? target : realpathSync(target)
      // What a process that was killed has left is in nobody's way, and nobody's to remove but its user's.
      const draft = join(dirname(place), `.${basename(place)}.${randomBytes(8).toString("hex")}.part`)
      const descriptor = openSync(draft, "wx", found === undefined ? 0o666 : 0o600)
      try {
        try {
          if (found !== undefined) fchmodSync(descriptor, found.mode & 0o777)
          writeFileSync(descriptor, text)
          fsyncSync(descriptor)
        } finally {
          closeSync(descriptor)
        }
        if (replace) renameSync(draft, place)
        else name(draft, place)
      } finally {
        rmSync(draft, { force: true })
      }
      return found === undefined ? "new" : "replaced"
    },
    catch: (error) => {
      if (error instanceof Refused) return error
      const code = (error as NodeJS.ErrnoException).code ?? "error"
      return code === "EEXIST" ? taken(path) : failed(path, code)
    }
  })

// internal

/** Gives a file its name unless another has come by it meanwhile; where there are no hard links, nobody can tell. */
const name = (draft: string, target: string): void => {
  try {
    linkSync(draft, target)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === "EEXIST") throw error
    if (statSync(target, { throwIfNoEntry: false }) !== undefined) throw Object.assign(new Error(), { code: "EEXIST" })
    renameSync(draft, target)
  }
}
