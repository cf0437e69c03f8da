/**
 * What can be wrong with a bundle as a file: each fault says where, what, and what to do.
 *
 * Whether the runs in it are runs is another question: see `sharing/SharingFault`.
 */
import type { Label } from "../document/Label.ts"
import * as Fault from "../document/Fault.ts"
import { documents } from "./DocumentNames.ts"
import type { ArtifactKind } from "./Recorded.ts"
import { shown } from "../document/ForeignText.ts"

/** The next step for whoever got a file that is not what was sent. */
export const sendAgain: Label = {
  en: "nothing was imported; ask for the file again, sent in a way that changes no byte of it, such as zipped",
  zh: "未导入任何内容；请对方重新发送，并采用不会改动文件内容的方式（例如压缩后发送）"
}

/** What a file that is no bundle seems to be. */
export type Found = "empty" | "zip" | "gzip" | "store" | "folder" | "other"

const kinds: Readonly<Record<Found, Label>> = {
  empty: { en: "it is empty", zh: "文件为空" },
  zip: { en: "it is a ZIP archive", zh: "它是 ZIP 压缩包" },
  gzip: { en: "it is compressed with gzip", zh: "它是 gzip 压缩文件" },
  store: { en: "it is a SQLite file", zh: "它是 SQLite 数据库文件" },
  folder: { en: "it is a folder", zh: "它是文件夹" },
  other: { en: "its first line is not that of a bundle", zh: "首行不是推演包的首行" }
}

const steps: Readonly<Record<Found, Label>> = {
  empty: sendAgain,
  zip: { en: "unpack it and import what is in it", zh: "请先解压，再导入其中的文件" },
  gzip: { en: "unpack it with gunzip and import what is in it", zh: "请先用 gunzip 解压，再导入其中的文件" },
  store: {
    en: "if it is a gongfu store, bundle runs of it: gongfu bundle RUN -o FILE --store THIS_FILE",
    zh: "若它是 gongfu 推演库，请先从中打包：gongfu bundle RUN -o FILE --store 该文件"
  },
  folder: { en: "name the files in it", zh: "请写明其中的文件" },
  other: { en: "gongfu bundle RUN -o FILE makes a bundle", zh: "推演包由 gongfu bundle RUN -o FILE 生成" }
}

/** The file is something else. */
export const NotABundle = Fault.define<{ readonly found: Found }>("NotABundle", ({ found }) => ({
  problem: { en: `this is not a bundle of runs: ${kinds[found].en}`, zh: `这不是推演包：${kinds[found].zh}` },
  remedy: steps[found]
}))

/** The file cannot be read at all; `code` is the operating system's word for it. */
export const Unreadable = Fault.define<{ readonly code: string }>("BundleUnreadable", ({ code }) => ({
  problem:
    code === "ENOENT"
      ? { en: "there is no such file", zh: "没有这个文件" }
      : { en: `the file cannot be read (${code})`, zh: `无法读取文件（${code}）` },
  remedy: { en: "check the name, and that you may read it", zh: "请检查文件名及读取权限" }
}))

/** The bundle was written by a newer version. */
export const NewerBundle = Fault.define<{ readonly found: string; readonly known: number }>(
  "NewerBundle",
  ({ found, known }) => ({
    problem: {
      en: `this bundle was written by a newer gongfu (format ${found}; this one reads up to ${known})`,
      zh: `此推演包由新版 gongfu 生成（格式 ${found}，本版只能读到 ${known}）`
    },
    remedy: { en: "import it with a newer gongfu", zh: "请使用新版 gongfu 导入" }
  })
)

/** The file has more bytes than a bundle may have. */
export const TooLarge = Fault.define<{ readonly bytes: number; readonly most: number }>(
  "BundleTooLarge",
  ({ bytes, most }) => ({
    problem: {
      en: `a bundle of ${bytes} bytes is more than fits in one file (${most})`,
      zh: `推演包有 ${bytes} 字节，超过单个文件的上限（${most}）`
    },
    remedy: { en: "bundle fewer runs into each file", zh: "请分成多个文件，每个文件少放几次推演" }
  })
)

/** An editor, a mail program or a version control has changed what all lines have in common. */
export const Rewritten = Fault.define<{ readonly how: "line_ends" | "byte_order_mark" }>(
  "BundleRewritten",
  ({ how }) => ({
    problem:
      how === "line_ends"
        ? { en: "the ends of its lines were rewritten (CR LF)", zh: "换行符被改写（CR LF）" }
        : { en: "a byte order mark was put before it", zh: "文件开头被加上了字节顺序标记" },
    remedy: sendAgain
  })
)

/** The file ends before the bundle does. */
export const CutShort = Fault.define<{}>("BundleCutShort", () => ({
  problem: { en: "the bundle is cut short: its last line is missing", zh: "推演包不完整：缺少末行" },
  remedy: sendAgain
}))

/** The last line does not fit what stands before it. */
export const Changed = Fault.define<{}>("BundleChanged", () => ({
  problem: {
    en: "the bundle is not what was written: its last line does not fit the lines before it",
    zh: "推演包与生成时不符：末行与前文不一致"
  },
  remedy: sendAgain
}))

/** What is wrong with a line by itself or by its place. */
export type Why = "bytes" | "json" | "shape" | "sorting" | "end" | "count"

/** A line is not what a line of a bundle may be. */
export const BadLine = Fault.define<{ readonly why: Why }>("BadLine", ({ why }) => ({
  problem: {
    bytes: { en: "the line is not UTF-8", zh: "此行不是 UTF-8 文本" },
    json: { en: "the line is not canonical JSON", zh: "此行不是规范化 JSON" },
    shape: {
      en: "the line is neither a document nor an event, as a bundle writes them",
      zh: "此行既不是文档也不是事件，不符合推演包的写法"
    },
    sorting: {
      en: "the line stands in the wrong place, or stands there twice",
      zh: "此行的位置不对，或重复出现"
    },
    end: { en: "the line stands after the end of the bundle", zh: "此行位于推演包末行之后" },
    count: { en: "the header counts other lines than there are", zh: "首行所记数量与实际行数不符" }
  }[why],
  remedy: sendAgain
}))

/** A document is not what its fingerprint says. */
export const DocumentChanged = Fault.define<{
  readonly kind: ArtifactKind
  readonly fingerprint: string
  readonly computed: string
}>("DocumentChanged", ({ computed, fingerprint, kind }) => ({
  problem: {
    en: `the fingerprint of the document (${documents[kind].en}) is ${computed}, not ${fingerprint}`,
    zh: `此文档（${documents[kind].zh}）的指纹为 ${computed}，而非 ${fingerprint}`
  },
  remedy: sendAgain
}))

/** An event does not follow from the one before it: one of the two was changed, or one between them is gone. */
export const EventChanged = Fault.define<{ readonly run: string; readonly version: number }>(
  "EventChanged",
  ({ run, version }) => ({
    problem: {
      en: `event ${version} of run ${shown(run)} is not what was recorded: its hash does not fit`,
      zh: `推演 ${shown(run)} 的第 ${version} 个事件与记录时不符：哈希值不一致`
    },
    remedy: sendAgain
  })
)

/** Something in the store cannot stand in a bundle as the JSON that it should be. */
export const NotCanonical = Fault.define<{ readonly holder: string }>("NotCanonical", ({ holder }) => ({
  problem: {
    en: `${shown(holder)} holds a text that is not canonical JSON: gongfu did not record it`,
    zh: `${shown(holder)} 中有不是规范化 JSON 的文本：并非由 gongfu 记录`
  },
  remedy: {
    en: "leave this run out; gongfu verify checks the store",
    zh: "请不要打包该推演；可用 gongfu verify 检查推演库"
  }
}))
