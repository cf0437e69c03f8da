/**
 * The lock file that stands beside a scenario, see `LockPath`.
 *
 * Its text is a function of the lock, byte for byte, and `read` gives back what `text` wrote. A seal over all that it
 * says shows whether it was written as a whole by gongfu or changed afterwards: by hand, or by a merge.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Decode from "../document/Decode.ts"
import { expects } from "../document/Expected.ts"
import * as Fault from "../document/Fault.ts"
import type { Label } from "../document/Label.ts"
import type { SourceFile } from "../document/Span.ts"
import * as Yaml from "../document/Yaml.ts"
import * as Fingerprint from "../fingerprint/Fingerprint.ts"
import * as Lock from "./Lock.ts"

const header = `# Written by gongfu lock, not by hand: what this scenario comes to. Numbers have six significant digits; whether
# results are the same to the last digit is what "result" says. Changed something on purpose? Run gongfu lock again.
# 由 gongfu lock 写入，请勿手工修改：本情景的推演结果。数值取六位有效数字，结果是否完全一致以 result 指纹为准。
# 如属有意改动，请重新运行 gongfu lock。
`

/** A merge was left unsettled in the lock: what it says is not for anybody to settle by hand. */
export const LockConflict = Fault.define<{ readonly path: string }>("LockConflict", ({ path }) => ({
  problem: { en: "a merge was left unsettled here", zh: "此处有未解决的合并冲突" },
  remedy: {
    en: `settle the scenario first; then gongfu lock ${path} writes this file anew`,
    zh: `请先解决情景文件的冲突，再运行 gongfu lock ${path} 重新写入本文件`
  }
}))

/** The file is no lock: empty, cut short, or with other values than `text` writes; `found` is what is wrong first. */
export const UnreadableLock = Fault.define<{ readonly path: string; readonly found: Label }>(
  "UnreadableLock",
  ({ found, path }) => ({
    problem: {
      en: `this is no lock as gongfu lock writes it: ${found.en}`,
      zh: `这不是 gongfu lock 写入的锁定文件：${found.zh}`
    },
    remedy: { en: `gongfu lock ${path} writes it anew`, zh: `请运行 gongfu lock ${path} 重新写入` }
  })
)

/** The file was written by a later gongfu. */
export const NewerLock = Fault.define<{ readonly found: number; readonly known: number }>(
  "NewerLock",
  ({ found, known }) => ({
    problem: {
      en: `the lock has format ${found}; this gongfu knows formats up to ${known}`,
      zh: `锁定文件格式为 ${found}，本版 gongfu 只认识 ${known} 及以下`
    },
    remedy: { en: "use the gongfu that wrote it, or a later one", zh: "请使用写入该文件的或更新版本的 gongfu" }
  })
)

const Sealed = Schema.Struct({
  ...Lock.Lock.fields,
  seal: Schema.String.check(Schema.isPattern(/^[0-9a-f]{16}$/)).pipe(
    expects({ en: "a seal of 16 hexadecimal digits", zh: "16 位十六进制校验码" })
  )
}).pipe(expects({ en: "a lock file as gongfu lock writes it", zh: "由 gongfu lock 写入的锁定文件" }))

const sealOf = (lock: Lock.Lock): string => Fingerprint.of(lock).slice(0, 16)

// What YAML reads as a text without quotes, and as the same text; everything else is quoted.
const plain = /^[a-z][a-z0-9_-]*$/
// Of two fingerprints one would be read as a number, so all are quoted.
const print = /^[0-9a-f]{16,}$/
const words: ReadonlySet<string> = new Set(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])
const scalar = (value: string | number): string =>
  typeof value === "string" && !(plain.test(value) && !words.has(value) && !print.test(value))
    ? JSON.stringify(value)
    : String(value)

type Data = string | number | ReadonlyArray<Data> | { readonly [key: string]: Data }
const isLeaf = (data: Data): data is string | number => typeof data !== "object"

/** Data as lines of YAML. Values by year stand on one line. */
const lines = (data: Data, indent: string): ReadonlyArray<string> => {
  if (isLeaf(data)) return [`${indent}${scalar(data)}`]
  if (Array.isArray(data))
    return (data as ReadonlyArray<Data>).flatMap((item) => {
      const [first, ...rest] = lines(item, `${indent}  `)
      return [`${indent}- ${first!.trimStart()}`, ...rest]
    })
  return Object.entries(data).flatMap(([key, value]) => {
    const name = `${indent}${scalar(key)}:`
    if (isLeaf(value)) return [`${name} ${scalar(value)}`]
    if (Array.isArray(value) && value.length === 0) return [`${name} []`]
    const entries = Object.entries(value)
    if (entries.every(([year, number]) => /^\d{4}$/.test(year) && typeof number === "number"))
      return [`${name} {${entries.map(([year, number]) => `${year}: ${String(number)}`).join(", ")}}`]
    return [name, ...lines(value, `${indent}  `)]
  })
}

/** The text of a lock's file. */
export const text = (lock: Lock.Lock): string => {
  const { lock: format, ...rest } = lock
  const sealed = { lock: format, seal: sealOf(lock), ...rest } as unknown as Data
  return `${header}${lines(sealed, "").join("\n")}\n`
}

/** A lock that was read, and whether it is as it was written. */
export interface Read {
  readonly lock: Lock.Lock
  readonly intact: boolean
}

/** Reads a lock file, or says what is wrong with it. */
export const read = (file: SourceFile): Result.Result<Read, ReadonlyArray<Fault.Fault>> => {
  const { path } = file
  return Result.flatMap(Yaml.parse(file), (yaml): Result.Result<Read, ReadonlyArray<Fault.Fault>> => {
    const found = (yaml.value as { readonly lock?: unknown } | null)?.lock
    if (typeof found === "number" && found > Lock.format)
      return Result.fail([NewerLock(yaml.spanOf(["lock"]), { found, known: Lock.format })])
    return Result.map(Decode.decode(Sealed, yaml), ({ seal, ...lock }) => ({ lock, intact: seal === sealOf(lock) }))
  }).pipe(
    // Nobody mends a lock by hand, so what else is wrong with it helps nobody.
    Result.mapError(([first]) => {
      const { _tag, problem, span } = first!
      if (_tag === NewerLock.tag) return [first!]
      return [
        _tag === Yaml.MergeConflict.tag ? LockConflict(span, { path }) : UnreadableLock(span, { path, found: problem })
      ]
    })
  )
}
