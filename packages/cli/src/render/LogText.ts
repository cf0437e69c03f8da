/**
 * The history of a store in words: one entry an append, with when it was, which run it belongs to, what happened, and
 * where it stands in the log.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { Append, Range } from "@gongfu/core/store/History"
import type { Models } from "../records/Models.ts"
import type { Block, Document } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as LineageText from "./LineageText.ts"

const count = ({ from, to }: Range): number => to - from + 1

const span = ({ from, to }: Range): string => (from === to ? String(from) : `${from}–${to}`)

const beginning = ({ ended, ensemble, started, year }: Append): ReadonlyArray<Label> => {
  if (ensemble !== undefined) {
    const { members, seed } = ensemble.design
    return [
      {
        en: `recorded an ensemble of ${Figure.fixed(members, 0)} ${members === 1 ? "member" : "members"}, seed ${seed}`,
        zh: `新建集合推演，${Figure.fixed(members, 0)} 个成员，随机种子 ${seed}`
      }
    ]
  }
  if (started === undefined) {
    const advanced = year !== undefined && ended?.type !== "RunFailed"
    return advanced ? [{ en: `advanced to ${year}`, zh: `推进至 ${year} 年` }] : []
  }
  const { from, parent, to } = started
  if (parent === undefined) {
    const whole = ended?.type === "RunCompleted" || year === undefined
    const years = span({ from, to: whole ? to : year })
    return [
      year === undefined
        ? { en: `recorded, no year of ${years} projected`, zh: `新建推演，${years} 年均未推演` }
        : { en: `recorded ${years}`, zh: `新建推演，${years} 年` }
    ]
  }
  const forked: Label = {
    en: `forked from ${parent.run}, after ${parent.year}`,
    zh: `自 ${parent.run} 分支，${parent.year} 年及以前共享`
  }
  return year === undefined || year <= parent.year
    ? [forked]
    : [forked, { en: `advanced to ${year}`, zh: `推进至 ${year} 年` }]
}

const end = ({ ended }: Append): ReadonlyArray<Label> => {
  if (ended === undefined) return []
  if (ended.type === "RunFailed") {
    const { reason, variable, year } = ended
    return reason === "invariant_broken"
      ? [{ en: `stopped in ${year}: the law ${variable} does not hold`, zh: `${year} 年中止：约束 ${variable} 不成立` }]
      : [{ en: `stopped in ${year} at ${variable}`, zh: `${year} 年中止于变量 ${variable}` }]
  }
  const result = Fingerprint.short(ended.result)
  return [{ en: `completed, result ${result}`, zh: `已完成，结果指纹 ${result}` }]
}

/** What an append did, in the order in which it did so. */
export const happened = (append: Append, models: Models): ReadonlyArray<Label> => {
  const model = models.get(append.stream)
  const [first, ...further] = beginning(append)
  const settings = append.settings.map((setting): Label => ({
    en: LineageText.settingText(model, setting, "en"),
    zh: LineageText.settingText(model, setting, "zh")
  }))
  // A run begins before anything is set in it, and is advanced after.
  const said =
    append.started === undefined
      ? [...settings, ...(first === undefined ? [] : [first]), ...end(append)]
      : [...(first === undefined ? [] : [first]), ...settings, ...further, ...end(append)]
  return said.length > 0 ? said : [{ en: "carried on", zh: "续录" }]
}

const entry = (append: Append, models: Models, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const { positions, recordedAt, stream, versions } = append
  const events = count(versions)
  const where = zh
    ? `位置 ${span(positions)}，${events} 个事件`
    : `position${events === 1 ? "" : "s"} ${span(positions)}, ${events} event${events === 1 ? "" : "s"}`
  return [
    { heading: `${recordedAt.slice(0, 19).replace("T", " ")} UTC  ${stream}`, level: 3 },
    { list: [...happened(append, models).map((label) => label[language]), where] }
  ]
}

/** The entries in the order that they are given in. */
export const document = (appends: ReadonlyArray<Append>, models: Models, language: Language): Document =>
  appends.length === 0
    ? [{ paragraph: language === "zh" ? "尚无推演记录。" : "No run is on record." }]
    : appends.flatMap((append) => entry(append, models, language))
