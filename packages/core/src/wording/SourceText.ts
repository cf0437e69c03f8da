/** Where a number comes from, as people read it and as data. */
import * as Label from "../document/Label.ts"
import type { Source } from "../model/ModelDocument.ts"

const kinds = {
  plan: { en: "plan", zh: "规划" },
  statistic: { en: "statistic", zh: "统计" },
  derived: { en: "derived", zh: "推算" },
  assumption: { en: "assumed", zh: "假设" }
} as const

/** A source as text: its kind and what it says. */
export const of = (source: Source | undefined, language: Label.Language): string => {
  if (source === undefined) return ""
  const kind = (["plan", "statistic", "derived", "assumption"] as const).find((key) => source[key] !== undefined)
  if (kind === undefined) return ""
  const colon = language === "zh" ? "：" : ": "
  const told = source.note === undefined ? undefined : Label.ofProse(source.note)[language]
  const note = told === undefined ? "" : language === "zh" ? `（${told}）` : ` (${told})`
  return `${kinds[kind][language]}${colon}${Label.ofProse(source[kind]!)[language]}${note}`
}

/** A source as data: what explains is in both languages, however the model has it. */
export const data = ({ assumption, derived, note, plan, statistic }: Source) => ({
  ...(plan === undefined ? {} : { plan }),
  ...(statistic === undefined ? {} : { statistic }),
  ...(derived === undefined ? {} : { derived: Label.ofProse(derived) }),
  ...(assumption === undefined ? {} : { assumption: Label.ofProse(assumption) }),
  ...(note === undefined ? {} : { note: Label.ofProse(note) })
})
