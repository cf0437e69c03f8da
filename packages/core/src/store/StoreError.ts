/**
 * What can go wrong with a store of runs.
 *
 * Each error is data; `problem` says what is wrong and `remedy` the next step,
 * both in both languages and made from the data. None of them leaves anything
 * half-written: an append that fails has stored no event and no artifact.
 */
import * as Schema from "effect/Schema"
import { shown } from "../document/ForeignText.ts"
import { Label } from "../document/Label.ts"
import type { Failure } from "./StoreFailure.ts"

const count = (events: number): string => (events === 1 ? "1 event" : `${events} events`)

/** The stream is not as long as the writer believed: someone else wrote first, or the run is already on record. */
export class VersionConflict extends Schema.TaggedError<VersionConflict>()("VersionConflict", {
  stream: Schema.String,
  expected: Schema.Int,
  actual: Schema.Int
}) {
  get problem(): Label {
    return {
      en: `run ${shown(this.stream)} has ${count(this.actual)} on record, not ${this.expected}`,
      zh: `推演 ${shown(this.stream)} 已记录 ${this.actual} 个事件，而非 ${this.expected} 个`
    }
  }
  get remedy(): Label {
    return {
      en: "someone else recorded it first: read it again, then repeat",
      zh: "其他进程已先行记录：请重新读取后再试"
    }
  }
  override get message(): string {
    return this.problem.en
  }
}

/** No run of that name is on record. */
export class StreamNotFound extends Schema.TaggedError<StreamNotFound>()("StreamNotFound", {
  stream: Schema.String
}) {
  get problem(): Label {
    return { en: `no run ${shown(this.stream)} is on record`, zh: `没有名为 ${shown(this.stream)} 的推演记录` }
  }
  get remedy(): Label {
    return { en: "gongfu list shows the runs on record", zh: "可用 gongfu list 查看已有的推演" }
  }
  override get message(): string {
    return this.problem.en
  }
}

/** Nothing with that fingerprint is stored. */
export class ArtifactNotFound extends Schema.TaggedError<ArtifactNotFound>()("ArtifactNotFound", {
  fingerprint: Schema.String
}) {
  get problem(): Label {
    return {
      en: `nothing with the fingerprint ${shown(this.fingerprint)} is stored`,
      zh: `推演库中没有指纹为 ${shown(this.fingerprint)} 的内容`
    }
  }
  get remedy(): Label {
    return { en: "gongfu verify checks the whole store", zh: "可用 gongfu verify 检查整个推演库" }
  }
  override get message(): string {
    return this.problem.en
  }
}

/** A text that cannot name a run or a tag. */
export class InvalidName extends Schema.TaggedError<InvalidName>()("InvalidName", { name: Schema.String }) {
  get problem(): Label {
    return { en: `${shown(this.name)} cannot be a name`, zh: `${shown(this.name)} 不能用作名称` }
  }
  get remedy(): Label {
    return { en: "use 1 to 200 characters without spaces", zh: "请用 1 至 200 个字符，不含空格" }
  }
  override get message(): string {
    return this.problem.en
  }
}

/** What was to be appended is not what a store may hold; `detail` says which part and why. */
export class AppendRefused extends Schema.TaggedError<AppendRefused>()("AppendRefused", {
  stream: Schema.String,
  reason: Schema.Literals(["event", "artifact", "artifact_missing"]),
  detail: Label
}) {
  get problem(): Label {
    return {
      en: `run ${shown(this.stream)} cannot be recorded: ${this.detail.en}`,
      zh: `无法记录推演 ${shown(this.stream)}：${this.detail.zh}`
    }
  }
  get remedy(): Label {
    return {
      en: "this is a fault in the program, not in your files: please report it",
      zh: "这是程序的缺陷，与您的文件无关：请反馈给开发者"
    }
  }
  override get message(): string {
    return this.problem.en
  }
}

/** An event of a type, or of a version of its shape, that this program does not know; `known` is the newest it does. */
export class UnknownEvent extends Schema.TaggedError<UnknownEvent>()("UnknownEvent", {
  stream: Schema.String,
  version: Schema.Int,
  type: Schema.String,
  schema: Schema.Int,
  known: Schema.optionalKey(Schema.Int)
}) {
  get problem(): Label {
    const event = `${shown(this.type)} (${this.schema})`
    return this.known === undefined
      ? {
          en: `event ${this.version} of run ${shown(this.stream)} is of an unknown type, ${event}`,
          zh: `推演 ${shown(this.stream)} 的第 ${this.version} 个事件类型未知：${event}`
        }
      : {
          en: `event ${this.version} of run ${shown(this.stream)} is ${event}; this gongfu reads it up to ${this.known}`,
          zh: `推演 ${shown(this.stream)} 的第 ${this.version} 个事件为 ${event}；本版 gongfu 最高只能读取 ${this.known}`
        }
  }
  get remedy(): Label {
    return {
      en: "read this store with the newer gongfu that wrote it; gongfu verify tells whether it was altered",
      zh: "请用写入它的新版 gongfu 读取；gongfu verify 可检查是否被改动"
    }
  }
  override get message(): string {
    return this.problem.en
  }
}

/** There is no file yet, and the store was opened for reading. */
export class StoreNotFound extends Schema.TaggedError<StoreNotFound>()("StoreNotFound", { file: Schema.String }) {
  get problem(): Label {
    return { en: `there is no store ${this.file} yet`, zh: `尚无推演库 ${this.file}` }
  }
  get remedy(): Label {
    return { en: "gongfu run records a first run", zh: "用 gongfu run 记录第一次推演即可建立" }
  }
  override get message(): string {
    return this.problem.en
  }
}

/** The file is something else. It was not touched. */
export class NotAStore extends Schema.TaggedError<NotAStore>()("NotAStore", {
  file: Schema.String,
  found: Schema.Literals(["folder", "file", "database"])
}) {
  get problem(): Label {
    const found = {
      folder: { en: "a folder", zh: "文件夹" },
      file: { en: "a file of another kind", zh: "其他类型的文件" },
      database: { en: "a SQLite database of another program", zh: "其他程序的 SQLite 数据库" }
    }[this.found]
    return {
      en: `${this.file} is not a gongfu store but ${found.en}`,
      zh: `${this.file} 不是 gongfu 推演库，而是${found.zh}`
    }
  }
  get remedy(): Label {
    return {
      en: "it was left as it is; name another file with --store",
      zh: "该文件未被改动；请用 --store 指定其他文件"
    }
  }
  override get message(): string {
    return this.problem.en
  }
}

/** The store was written by a newer version. It was not touched. */
export class NewerStore extends Schema.TaggedError<NewerStore>()("NewerStore", {
  file: Schema.String,
  found: Schema.Int,
  known: Schema.Int
}) {
  get problem(): Label {
    return {
      en: `${this.file} was written by a newer gongfu (store version ${this.found}; this one knows ${this.known})`,
      zh: `${this.file} 由新版 gongfu 写入（库版本 ${this.found}，本版只识别到 ${this.known}）`
    }
  }
  get remedy(): Label {
    return {
      en: "it was left as it is; use the newer gongfu, or name another file with --store",
      zh: "该文件未被改动；请使用新版 gongfu，或用 --store 指定其他文件"
    }
  }
  override get message(): string {
    return this.problem.en
  }
}

/** Why a store could not be opened. */
export type OpenError = StoreNotFound | NotAStore | NewerStore | Failure

/** Why nothing was appended. */
export type AppendError = VersionConflict | InvalidName | AppendRefused | UnknownEvent | Failure

/** Why a run could not be read. */
export type ReadError = StreamNotFound | UnknownEvent | Failure

/** Any error of the store. */
export type StoreError = OpenError | AppendError | ReadError | ArtifactNotFound
