/** Where a number comes from, as people read it. */
import type { Language } from "../document/Label.ts"
import type { Source } from "../model/ModelDocument.ts"

const kinds = {
  plan: { en: "plan", zh: "规划" },
  statistic: { en: "statistic", zh: "统计" },
  derived: { en: "derived", zh: "推算" },
  assumption: { en: "assumed", zh: "假设" }
} as const

/** A source as text: its kind and what it says. */
export const of = (source: Source | undefined, language: Language): string => {
  if (source === undefined) return ""
  const kind = (["plan", "statistic", "derived", "assumption"] as const).find((key) => source[key] !== undefined)
  if (kind === undefined) return ""
  const colon = language === "zh" ? "：" : ": "
  const note = source.note === undefined ? "" : language === "zh" ? `（${source.note}）` : ` (${source.note})`
  return `${kinds[kind][language]}${colon}${source[kind]}${note}`
}
