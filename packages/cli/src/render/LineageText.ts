/**
 * Where a run comes from, what was set in it by hand, and how far it has come.
 */
import type { Language } from "@gongfu/core/document/Label"
import * as Indicator from "@gongfu/core/model/Indicator"
import type { Model } from "@gongfu/core/model/Model"
import type { RunState } from "@gongfu/core/run/RunState"
import type { RunEvent } from "@gongfu/core/run/Event"
import type * as Document from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** A setting by hand. */
export type Setting = Extract<RunEvent, { readonly type: "LeverAdjusted" | "AssumptionChanged" }>

/** What was set by hand, in the order in which it was. */
export const settings = (events: ReadonlyArray<RunEvent>): ReadonlyArray<Setting> =>
  events.filter(
    (event): event is Setting =>
      (event.type === "LeverAdjusted" || event.type === "AssumptionChanged") && event.by === "analyst"
  )

/** The address that a setting sets. */
export const nameOf = (setting: Setting): string => (setting.type === "LeverAdjusted" ? setting.lever : setting.name)

/** A setting in words: from which year, what, from where to where, and why. Without its model by its bare address. */
export const settingText = (model: Model | undefined, setting: Setting, language: Language): string => {
  const name = nameOf(setting)
  const found = model === undefined ? undefined : Indicator.find(model, name)
  const unit = model === undefined || found === undefined ? undefined : UnitText.of(model.units, found.unit)
  const { from, reason, to, year } = setting
  const decimals = Figure.decimalsToTell(unit, from, to)
  const [before, after] = [from, to].map((value) => Figure.of(value, unit, decimals))
  const label = found?.label[language] ?? name
  const why = reason === undefined ? "" : language === "zh" ? `（${reason}）` : ` (${reason})`
  return language === "zh"
    ? `自 ${year} 年起，${label}：${before} → ${after}${why}`
    : `from ${year}: ${label} ${before} → ${after}${why}`
}

/** Where a run comes from, what was set by hand, and that it is not finished; nothing for a run at a stroke. */
export const section = (
  id: string,
  model: Model,
  state: RunState,
  events: ReadonlyArray<RunEvent>,
  language: Language
): Document.Document => {
  const zh = language === "zh"
  const parent = state.started?.parent
  const byHand = settings(events)
  const { from, to } = state.trajectory
  const last = state.started?.to
  const blocks: Array<Document.Block> = []
  if (parent !== undefined)
    blocks.push({
      paragraph: zh
        ? `分支自 ${parent.run}，共享至 ${parent.year} 年`
        : `forked from ${parent.run}, with which it shares the years through ${parent.year}`
    })
  if (byHand.length > 0) {
    blocks.push({ paragraph: zh ? "人工设定：" : "Set by hand:" })
    blocks.push({ list: byHand.map((setting) => settingText(model, setting, language)) })
  }
  if (state.status === "running")
    blocks.push({
      paragraph:
        to < from
          ? zh
            ? `尚未开始；继续：gongfu advance ${id}`
            : `not begun; go on with: gongfu advance ${id}`
          : zh
            ? `… 已推演至 ${to} 年，共至 ${last} 年；继续：gongfu advance ${id}`
            : `… through ${to} of ${last}; go on with: gongfu advance ${id}`,
      tone: "open"
    })
  return blocks
}
