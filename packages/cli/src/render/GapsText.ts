/**
 * What a comparison could not compare, or compared although it was made otherwise, in sentences.
 *
 * Models and targets of two places have hundreds of names that the other lacks. Those of the same runs share a sentence
 * with the first of them, unless all is asked for; JSON and CSV have every one.
 */
import type { Gap, Kind } from "@gongfu/core/analysis/Gap"
import type { Label, Language } from "@gongfu/core/document/Label"
import * as Figure from "@gongfu/core/wording/Figure"
import type { Block } from "./Document.ts"
import type { Shown } from "./IndicatorsText.ts"

/** Gaps that keep nothing from being compared. */
const underneath: ReadonlySet<Kind> = new Set<Kind>([
  "different_models",
  "different_targets",
  "different_engines",
  "different_parents",
  "changed_target"
])

/** Whether a gap keeps nothing from being compared. */
export const isUnderneath = (kind: Kind): boolean => underneath.has(kind)

/** How many sentences of each sort are told where the rest is brief too. */
const mostSentences = 12

/** How many names a sentence has. */
const mostNames = 12

/** Gaps that share a sentence, as it begins, and what they are called. */
const shared: Readonly<Partial<Record<Kind, { readonly lacks: (runs: string) => Label; readonly names: Label }>>> = {
  missing_variable: {
    lacks: (runs) => ({ en: `the model of ${runs} has no`, zh: `${runs} 的模型中没有` }),
    names: { en: "indicators", zh: "项指标" }
  },
  missing_target: {
    lacks: (runs) => ({ en: `${runs} has no target`, zh: `${runs} 没有目标` }),
    names: { en: "targets", zh: "项目标" }
  }
}

const together = (some: ReadonlyArray<Gap>, language: Language): string => {
  const zh = language === "zh"
  const { kind, runs } = some[0]!
  const { lacks, names } = shared[kind]!
  const first = some.slice(0, mostNames).map(({ subject }) => subject)
  const count = Figure.fixed(some.length, 0)
  const more = zh ? ` 等 ${count} ${names.zh}（--all 全部列出）` : `, … (${count} ${names.en}; --all lists them)`
  return `${lacks(runs.join(zh ? "、" : ", "))[language]} ${first.join(zh ? "、" : ", ")}${some.length > mostNames ? more : ""}`
}

/** In the order of the first of those that share a sentence. */
const sentences = (own: ReadonlyArray<Gap>, all: boolean, language: Language): ReadonlyArray<string> =>
  [
    ...Map.groupBy(own, (gap) =>
      all || shared[gap.kind] === undefined ? gap : `${gap.kind} ${gap.runs.join(" ")}`
    ).values()
  ].map((some) => (some.length === 1 ? some[0]!.says[language] : together(some, language)))

/** The two lists, each with its heading, as far as there is anything to tell. */
export const blocks = ({ all, comparison, telling }: Shown, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const told = (heading: string, isTold: (kind: Kind) => boolean): ReadonlyArray<Block> => {
    const own = comparison.gaps.filter(({ kind }) => isTold(kind))
    const said = sentences(own, all, language)
    const shown = telling === "headline" ? said.slice(0, mostSentences) : said
    const rest = Figure.fixed(said.length - shown.length, 0)
    const more = zh ? `另有 ${rest} 项，不用 --brief 时全部列出` : `${rest} more, all told without --brief`
    return own.length === 0
      ? []
      : [{ heading, level: 2 }, { list: [...shown, ...(shown.length < said.length ? [more] : [])] }]
  }
  return [
    ...told(zh ? "来源不同，仍予比较" : "Made otherwise, and compared all the same", isUnderneath),
    ...told(zh ? "无法比较之处" : "What could not be compared", (kind) => !isUnderneath(kind))
  ]
}
