/** The faults of scenarios that are checked: those of one with it, those that several have once for all. */
import type { Fault } from "@gongfu/core/document/Fault"
import type { Language } from "@gongfu/core/document/Label"
import * as Count from "@gongfu/core/wording/Count"
import type { Block } from "./Document.ts"
import type { Judged } from "./Judged.ts"

const faultLine = ({ problem, remedy, span }: Fault, language: Language): string => {
  const place = span.text === "" ? span.file : `${span.file}:${span.line}:${span.column}`
  return language === "zh" ? `${place}：${problem.zh}；${remedy.zh}` : `${place}: ${problem.en}; ${remedy.en}`
}

/** The faults that several scenarios have, each as a line: those of their place, or of a scenario that they extend. */
export const common = (all: ReadonlyArray<Judged>): ReadonlySet<string> => {
  const [once, again] = [new Set<string>(), new Set<string>()]
  for (const { standing } of all)
    for (const line of new Set(standing.faults.map((fault) => faultLine(fault, "en"))))
      (once.has(line) ? again : once).add(line)
  return again
}

/** The faults of one scenario, without those that several have. */
export const own = ({ standing }: Judged, several: ReadonlySet<string>, language: Language): ReadonlyArray<Block> => {
  const alone = standing.faults.filter((fault) => !several.has(faultLine(fault, "en")))
  const others = standing.faults.length - alone.length
  const above =
    others === 0
      ? []
      : [
          language === "zh"
            ? `上文所列多个情景共有的 ${others} 处错误`
            : `${Count.of(others, "fault")} of several scenarios, told above`
        ]
  const list = [...alone.map((fault) => faultLine(fault, language)), ...above]
  return list.length === 0 ? [] : [{ list }]
}

/** What several scenarios have, told once. */
export const shared = (
  all: ReadonlyArray<Judged>,
  several: ReadonlySet<string>,
  language: Language
): ReadonlyArray<Block> => {
  if (several.size === 0) return []
  const having = all.filter(({ standing }) => standing.faults.some((fault) => several.has(faultLine(fault, "en"))))
  const lines = having.flatMap(({ standing }) =>
    standing.faults.flatMap((fault) => (several.has(faultLine(fault, "en")) ? [faultLine(fault, language)] : []))
  )
  return [
    {
      details: language === "zh" ? `${having.length} 个情景共有的错误` : `Faults of ${having.length} scenarios`,
      blocks: [{ list: [...new Set(lines)] }]
    }
  ]
}
