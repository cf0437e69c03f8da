/**
 * The family of runs as a tree: each run under the one that it was forked from.
 */
import type { Language } from "@gongfu/core/document/Label"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import type { Model } from "@gongfu/core/model/Model"
import type { StreamSummary } from "@gongfu/core/store/EventStore"
import { parentOf } from "@gongfu/core/store/StoredEvent"
import type { Palette } from "./Colour.ts"
import type { Document } from "./Document.ts"
import * as LineageText from "./LineageText.ts"
import * as SettingJson from "./SettingJson.ts"
import * as StandingText from "./StandingText.ts"
import type { Row } from "./Table.ts"

/** Where a run stands: for each generation above it, and itself, whether it is the last of its siblings. */
export interface Place {
  readonly id: string
  readonly trail: ReadonlyArray<boolean>
}

/** What is known of a run. */
export interface Own {
  readonly summary: StreamSummary
  /** What was set in it by hand; what it shares with its parent is told there, where the parent is on record. */
  readonly settings: ReadonlyArray<LineageText.Setting>
  /** The last year that a fork has. */
  readonly year: number | undefined
  /** The model of a run in which something was set, as far as it can be read. */
  readonly model: Model | undefined
}

/** The run with the lines of the tree before it. */
const drawn = ({ id, trail }: Place): string =>
  trail
    .map((isLast, i) => (i === trail.length - 1 ? (isLast ? "└─ " : "├─ ") : isLast ? "   " : "│  "))
    .join("")
    .concat(id)

/** How a run stands, in words: completed, failed, or how far it has come. */
const standingText = ({ summary, year }: Own, language: Language): string => {
  const zh = language === "zh"
  const standing = StandingText.of(summary)
  if (standing !== "running" || year === undefined) return StandingText.words[standing][language]
  return zh ? `至 ${year} 年` : `through ${year}`
}

const settingTexts = ({ model, settings }: Own, language: Language): string =>
  settings.map((setting) => LineageText.settingText(model, setting, language)).join(language === "zh" ? "；" : "; ")

/** How a column that has no room is told before the settings by hand. */
const noted =
  (language: Language, before: string, behind = "") =>
  (settings: string, own: string): string =>
    [`${before}${own}${behind}`, ...(settings === "" ? [] : [settings])].join(language === "zh" ? "；" : "; ")

/** The family as a document. */
export const document = (
  places: ReadonlyArray<Place>,
  runs: ReadonlyMap<string, Own>,
  language: Language,
  palette: Palette
): Document => {
  const zh = language === "zh"
  if (places.length === 0) return [{ paragraph: zh ? "尚无推演记录。" : "No run is on record." }]
  const row = (place: Place): Row => {
    const one = runs.get(place.id)
    if (one === undefined)
      return {
        cells: [
          { text: drawn(place) },
          { text: "" },
          { text: zh ? "不在此推演库中" : "not on record here", paint: palette.faint }
        ]
      }
    const { last } = one.summary
    return {
      cells: [
        { text: drawn(place) },
        { text: String(parentOf(one.summary.first)?.year ?? "") },
        { text: standingText(one, language), paint: StandingText.paintOf(StandingText.of(one.summary), palette) },
        { text: last.type === "RunCompleted" ? Fingerprint.short(last.result) : "" },
        { text: settingTexts(one, language) }
      ]
    }
  }
  return [
    {
      table: {
        columns: [
          { head: zh ? "推演" : "Run", align: "left" },
          {
            head: zh ? "共享至" : "Shares until",
            align: "right",
            optional: 1,
            folds: noted(language, zh ? "共享至 " : "shares until ", zh ? " 年" : "")
          },
          { head: zh ? "状态" : "Status", align: "left" },
          {
            head: zh ? "结果指纹" : "Result",
            align: "left",
            optional: 2,
            folds: noted(language, zh ? "结果指纹 " : "result ")
          },
          { head: zh ? "人工设定" : "Set by hand", align: "left", wraps: true }
        ],
        rows: places.map(row)
      }
    }
  ]
}

/** The family as data, each run after its parent. */
export const toJson = (places: ReadonlyArray<Place>, runs: ReadonlyMap<string, Own>): ReadonlyArray<object> =>
  places.map(({ id, trail }) => {
    const one = runs.get(id)
    if (one === undefined) return { id, generation: trail.length, onRecord: false }
    const parent = parentOf(one.summary.first)
    return {
      id,
      generation: trail.length,
      onRecord: true,
      status: StandingText.of(one.summary),
      ...(parent === undefined ? {} : { parent }),
      ...StandingText.resultOf(one.summary),
      settings: one.settings.map(SettingJson.of)
    }
  })
