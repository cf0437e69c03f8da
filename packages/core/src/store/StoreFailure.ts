/**
 * What may befall any use of a store, whatever is asked of it: the file is held, damaged, not to be written, without room
 * or out of reach.
 *
 * As with every error of the store, `problem` says what is wrong and `remedy` the next step, both in both languages, and
 * nothing is left half-written.
 */
import * as Schema from "effect/Schema"
import { Label } from "../document/Label.ts"

/** Another process held the store for longer than this one was willing to wait. */
export class StoreBusy extends Schema.TaggedError<StoreBusy>()("StoreBusy", {
  file: Schema.String,
  waitedMillis: Schema.Int
}) {
  get problem(): Label {
    const seconds = this.waitedMillis / 1000
    return {
      en: `another process holds ${this.file}; waited ${seconds} s`,
      zh: `${this.file} 正被其他进程占用，已等待 ${seconds} 秒`
    }
  }
  get remedy(): Label {
    return { en: "close what has it open, then repeat", zh: "请关闭占用它的程序后再试" }
  }
  override get message(): string {
    return this.problem.en
  }
}

/** The store is broken or was altered; `detail` says where. */
export class StoreDamaged extends Schema.TaggedError<StoreDamaged>()("StoreDamaged", {
  file: Schema.String,
  detail: Label
}) {
  get problem(): Label {
    return { en: `${this.file} is damaged: ${this.detail.en}`, zh: `${this.file} 已损坏：${this.detail.zh}` }
  }
  get remedy(): Label {
    return {
      en: "gongfu verify lists every fault; restore the file from a copy",
      zh: "gongfu verify 会列出所有问题；请用备份恢复该文件"
    }
  }
  override get message(): string {
    return this.problem.en
  }
}

/** The file, or the medium it lies on, may only be read; or there is none yet, and its `folder` may only be read. */
export class StoreReadOnly extends Schema.TaggedError<StoreReadOnly>()("StoreReadOnly", {
  file: Schema.String,
  folder: Schema.optionalKey(Schema.Literal(true))
}) {
  get problem(): Label {
    if (this.folder !== undefined)
      return { en: `the folder of ${this.file} may only be read`, zh: `${this.file} 所在的文件夹为只读` }
    return { en: `${this.file} may only be read`, zh: `${this.file} 为只读` }
  }
  get remedy(): Label {
    if (this.folder !== undefined)
      return {
        en: "no store can be made there; name another file with --store, such as --store ~/gongfu.sqlite",
        zh: "无法在其中新建推演库；请用 --store 指定其他文件（如 --store ~/gongfu.sqlite）"
      }
    return {
      en: "give yourself the right to write it, or name another file with --store",
      zh: "请取得写入权限，或用 --store 指定其他文件"
    }
  }
  override get message(): string {
    return this.problem.en
  }
}

/**
 * The disk is full. Nothing of what was being recorded is kept; what was recorded before it, by the same command too,
 * is.
 */
export class StoreFull extends Schema.TaggedError<StoreFull>()("StoreFull", { file: Schema.String }) {
  get problem(): Label {
    return { en: `no room left to write ${this.file}`, zh: `空间不足，无法写入 ${this.file}` }
  }
  get remedy(): Label {
    return {
      en: "what was about to be recorded is not kept; make room, then repeat",
      zh: "本次要写入的内容未予保留；请腾出空间后再试"
    }
  }
  override get message(): string {
    return this.problem.en
  }
}

/** The operating system refused: no such folder, no permission, a failing disk. `code` is its own word for it. */
export class StoreUnreachable extends Schema.TaggedError<StoreUnreachable>()("StoreUnreachable", {
  file: Schema.String,
  code: Schema.String
}) {
  get problem(): Label {
    return { en: `${this.file} cannot be used (${this.code})`, zh: `无法使用 ${this.file}（${this.code}）` }
  }
  get remedy(): Label {
    return {
      en: "check that its folder exists, that you may use it, and that there is room",
      zh: "请检查其所在文件夹是否存在、您是否有权使用、空间是否充足"
    }
  }
  override get message(): string {
    return this.problem.en
  }
}

/** What may befall any use of a store. */
export type Failure = StoreBusy | StoreDamaged | StoreReadOnly | StoreFull | StoreUnreachable
