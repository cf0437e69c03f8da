/** All scenarios that are checked in a table: how each stands, and what it comes to, then and now where they differ. */
import type { Language } from "@gongfu/core/document/Label"
import type * as Lock from "@gongfu/core/lock/Lock"
import type * as Standing from "@gongfu/core/lock/Standing"
import * as Verdict from "@gongfu/core/run/Verdict"
import type { Palette } from "./Colour.ts"
import type { Block } from "./Document.ts"
import * as ExpectationsText from "./ExpectationsText.ts"
import * as Judged from "./Judged.ts"
import * as LockText from "./LockText.ts"

const isOpen: ReadonlySet<Standing.Name> = new Set(["stale", "unlocked", "orphaned"])

/** Then and now in one text, once where they are the same. */
const both = (then: string | undefined, now: string | undefined): string =>
  then === undefined || now === undefined || then === now ? (now ?? then ?? "") : `${then} → ${now}`

const met = (lock: Lock.Lock | undefined): string | undefined =>
  lock === undefined ? undefined : String(lock.targets.met)

/** The table. */
export const of = (all: ReadonlyArray<Judged.Judged>, language: Language, palette: Palette): Block => {
  const zh = language === "zh"
  return {
    table: {
      columns: [
        { head: "", align: "left" },
        { head: zh ? "情景" : "Scenario", align: "left", wraps: true },
        { head: zh ? "对照" : "Standing", align: "left" },
        { head: zh ? "实现目标" : "Targets met", align: "right" },
        { head: zh ? "预期" : "Expectations", align: "left", optional: 2 },
        { head: zh ? "结果指纹" : "Result", align: "left", optional: 1 }
      ],
      rows: all.map((judged) => {
        const { carried, standing } = judged
        const { locked, name, now } = standing
        const paint = Judged.isGood(judged) ? palette.good : isOpen.has(name) ? palette.open : palette.bad
        const result = (lock: Lock.Lock | undefined) =>
          lock === undefined ? undefined : LockText.resultOf(lock, language)
        const verdicts = carried?.verdicts ?? []
        return {
          cells: [
            { text: Judged.isGood(judged) ? "✓" : isOpen.has(name) ? "…" : "✗", paint },
            { text: Judged.fileOf(judged) },
            { text: Judged.called(name, judged)[language], paint: name === "same" ? palette.good : paint },
            { text: now === undefined ? "–" : both(met(locked), met(now)) },
            {
              text: verdicts.length === 0 ? "–" : ExpectationsText.counts(verdicts, language),
              paint: Verdict.allHold(verdicts) ? undefined : palette.bad
            },
            { text: now === undefined ? "–" : both(result(locked), result(now)) }
          ]
        }
      })
    }
  }
}
