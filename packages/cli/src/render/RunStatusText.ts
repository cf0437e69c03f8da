/** How a run on record stands, in words and colours: it is over, it stopped, or it can go on; and what it came to. */
import type { Label, Language } from "@gongfu/core/document/Label"
import type { StreamSummary } from "@gongfu/core/store/EventStore"
import type { Palette } from "./Colour.ts"

/** Whether a run is over, has stopped, or can go on. */
export type Status = "completed" | "failed" | "running"

/** How the last event of a run or an ensemble says that it stands. */
export const of = ({ last }: Pick<StreamSummary, "last">): Status =>
  last.type === "RunCompleted" || last.type === "EnsembleSummarised"
    ? "completed"
    : last.type === "RunFailed"
      ? "failed"
      : "running"

/** The fingerprint of what a run or an ensemble came to, once it is over. */
export const resultOf = ({ last }: Pick<StreamSummary, "last">): { readonly result?: string } =>
  last.type === "RunCompleted" || last.type === "EnsembleSummarised" ? { result: last.result } : {}

/** The word for it. */
export const words: Record<Status, Label> = {
  completed: { en: "completed", zh: "已完成" },
  failed: { en: "stopped", zh: "中止" },
  running: { en: "not finished", zh: "未完成" }
}

/** How a run on record stands; of one that stopped, in which year. */
export const told = (summary: Pick<StreamSummary, "last">, language: Language): string => {
  const { last } = summary
  if (last.type !== "RunFailed") return words[of(summary)][language]
  return language === "zh" ? `${last.year} 年中止` : `stopped in ${last.year}`
}

/** How a palette paints it. */
export const paintOf = (status: Status, palette: Palette): ((text: string) => string) =>
  ({ completed: palette.good, failed: palette.bad, running: palette.open })[status]
