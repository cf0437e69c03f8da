/**
 * What the standing of a scenario means against the locks of another copy of the folder that it is in: what is other
 * here than there. Nothing is advised: neither copy is wrong because they differ.
 */
import type { Label } from "@gongfu/core/document/Label"
import type * as Standing from "@gongfu/core/lock/Standing"
import type { Judged } from "./Judged.ts"

/** What standings are called there, where that is not as everywhere. */
export const names: Partial<Record<Standing.Name, Label>> = {
  stale: { en: "same result", zh: "结果一致" },
  unlocked: { en: "new", zh: "新增" },
  orphaned: { en: "removed", zh: "已删除" }
}

/** What a standing means; nothing where all is the same. `other` tells what is other than it was. */
export const meaning = ({ pair, renamed, standing }: Judged, other: Label): Label | undefined => {
  const { causes, faults, locked, name, now } = standing
  const renaming: Label =
    locked === undefined || now === undefined || locked.scenario === now.scenario
      ? { en: "", zh: "" }
      : {
          en: ` It was called ${locked.scenario}, and is called ${now.scenario}.`,
          zh: `原名 ${locked.scenario}，现名 ${now.scenario}。`
        }
  switch (name) {
    case "same":
      return undefined
    case "changed":
      return {
        en: `Edited: ${other.en}; its result differs.${renaming.en}`,
        zh: `改动了${other.zh}，结果不同。${renaming.zh}`
      }
    case "broken": {
      const what: Label =
        faults.length > 0
          ? { en: "it can no longer be carried out", zh: "已无法推演" }
          : { en: "its result differs", zh: "结果不同" }
      return causes.length === 0
        ? { en: `The scenario is as it was, and ${what.en}.`, zh: `情景未变，但${what.zh}。` }
        : {
            en: `The scenario is as it was, and ${what.en}: ${other.en} changed.`,
            zh: `情景未变，但${other.zh}有改动，${what.zh}。`
          }
    }
    case "stale":
      return now?.result === undefined
        ? {
            en: `The run stops where it did, and every number of the lock is as it was; what differs is ${other.en}.${renaming.en}`,
            zh: `推演仍在同一处中止，锁定文件中的数值均未变；有改动的是${other.zh}。${renaming.zh}`
          }
        : {
            en: `The result is the same to the last digit; what differs is ${other.en}.${renaming.en}`,
            zh: `结果完全一致；有改动的是${other.zh}。${renaming.zh}`
          }
    case "edited":
      return {
        en: `${pair.lock} is not as gongfu lock wrote it; it is no measure.`,
        zh: `${pair.lock} 与 gongfu lock 写入时不同，不能作为依据。`
      }
    case "unlocked":
      return renamed === undefined
        ? { en: `There is no ${pair.lock}.`, zh: `没有 ${pair.lock}。` }
        : {
            en: `It says what ${renamed.scenario} said, which is gone.`,
            zh: `内容与已不存在的 ${renamed.scenario} 相同。`
          }
    case "orphaned":
      return renamed === undefined
        ? {
            en: `There is ${pair.lock}, and its scenario is gone here.`,
            zh: `有 ${pair.lock}，但此处已没有对应的情景。`
          }
        : {
            en: `It is gone here, and ${renamed.scenario} says the same.`,
            zh: `此处已不存在，${renamed.scenario} 内容与之相同。`
          }
    case "unreadable":
      return { en: "The scenario is sound, the lock is not:", zh: "情景无误，锁定文件有问题：" }
    case "faulty":
      return { en: "It cannot be carried out:", zh: "无法推演：" }
  }
}
