/** Where a number comes from, as people read it and as data. */
import * as Label from "../document/Label.ts"
import type { Source } from "../model/ModelDocument.ts"
import * as ProseText from "./ProseText.ts"

const kinds = {
  statistic: { en: "statistic", zh: "统计" },
  derived: { en: "derived", zh: "推算" },
  assumption: { en: "assumed", zh: "假设" }
} as const

/** The clauses of a plan: `clause 37`, `clauses 6, 37`; what is no number as it is written. */
const clauses = (written: string): Label.Label => {
  const parts = written.split(";").map((part) => part.trim())
  return parts.every((part) => /^\d+$/.test(part))
    ? {
        en: `plan, ${parts.length === 1 ? "clause" : "clauses"} ${parts.join(", ")}`,
        zh: `规划第${parts.join("、")}条`
      }
    : { en: `plan, "${written}"`, zh: `规划“${written}”` }
}

const noteOf = ({ note }: Source, language: Label.Language): string => {
  if (note === undefined) return ""
  const told = Label.ofProse(note)[language]
  return language === "zh" ? `（${told}）` : ` (${told})`
}

const written = (source: Source | undefined, language: Label.Language): string => {
  if (source === undefined) return ""
  const kind = (["plan", "statistic", "derived", "assumption"] as const).find((key) => source[key] !== undefined)
  if (kind === undefined) return ""
  if (kind === "plan") return `${clauses(source.plan!)[language]}${noteOf(source, language)}`
  const colon = language === "zh" ? "：" : ": "
  return `${kinds[kind][language]}${colon}${Label.ofProse(source[kind]!)[language]}${noteOf(source, language)}`
}

/** A source as text: its kind and what it says. */
export const of = (source: Source | undefined, language: Label.Language): string =>
  ProseText.plain(written(source, language))

/** The same in parts, where code can be set apart. */
export const spans = (source: Source | undefined, language: Label.Language): ReadonlyArray<ProseText.Span> =>
  ProseText.spans(written(source, language))

/** A source as data: what explains is in both languages, however the model has it. */
export const data = ({ assumption, derived, note, plan, statistic }: Source) => ({
  ...(plan === undefined ? {} : { plan }),
  ...(statistic === undefined ? {} : { statistic }),
  ...(derived === undefined ? {} : { derived: Label.ofProse(derived) }),
  ...(assumption === undefined ? {} : { assumption: Label.ofProse(assumption) }),
  ...(note === undefined ? {} : { note: Label.ofProse(note) })
})
