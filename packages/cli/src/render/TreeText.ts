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
import type { Place } from "./Family.ts"
import * as LineageText from "./LineageText.ts"
import * as SettingJson from "./SettingJson.ts"
import * as RunStatusText from "./RunStatusText.ts"
import type { Column } from "./Table.ts"

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

/** How a run stands, in words: completed, failed, or how far it has come. */
const standingText = ({ summary, year }: Own, language: Language): string => {
  const zh = language === "zh"
  const status = RunStatusText.of(summary)
  if (status !== "running" || year === undefined) return RunStatusText.words[status][language]
  return zh ? `至 ${year} 年` : `through ${year}`
}

const settingTexts = ({ model, settings }: Own, language: Language): string =>
  settings.map((setting) => LineageText.settingText(model, setting, language)).join(language === "zh" ? "；" : "; ")

/** What is told of a run in one column where several have no room. */
const details = (
  { result, settings, shared }: { readonly result: string; readonly settings: string; readonly shared: string },
  language: Language
): string => {
  const zh = language === "zh"
  return [
    ...(result === "" ? [] : [zh ? `结果指纹 ${result}` : `result ${result}`]),
    ...(shared === "" ? [] : [zh ? `共享至 ${shared} 年` : `shares until ${shared}`]),
    ...(settings === "" ? [] : [zh ? `人工设定：${settings}` : `set by hand: ${settings}`])
  ].join(zh ? "；" : "; ")
}

/** The family as a document. */
export const document = (
  places: ReadonlyArray<Place>,
  runs: ReadonlyMap<string, Own>,
  language: Language,
  palette: Palette
): Document => {
  const zh = language === "zh"
  if (places.length === 0) return [{ paragraph: zh ? "尚无推演记录。" : "No run is on record." }]
  const told = places.map(({ id, lines }) => {
    const run = { text: lines + id }
    const one = runs.get(id)
    if (one === undefined)
      return { run, standing: { text: zh ? "不在此推演库中" : "not on record here", paint: palette.faint } }
    const { first, last } = one.summary
    const year = parentOf(first)?.year
    return {
      run,
      standing: {
        text: standingText(one, language),
        paint: RunStatusText.paintOf(RunStatusText.of(one.summary), palette)
      },
      shared: year === undefined ? "" : String(year),
      result: last.type === "RunCompleted" ? Fingerprint.short(last.result) : "",
      settings: settingTexts(one, language)
    }
  })
  const own: ReadonlyArray<Column> = [
    { head: zh ? "推演" : "Run", align: "left" },
    { head: zh ? "状态" : "Status", align: "left" }
  ]
  return [
    {
      table: {
        columns: [
          own[0]!,
          { head: zh ? "共享至" : "Shares until", align: "right" },
          own[1]!,
          { head: zh ? "结果指纹" : "Result", align: "left" },
          { head: zh ? "人工设定" : "Set by hand", align: "left", wraps: true }
        ],
        rows: told.map(({ result = "", run, settings = "", shared = "", standing }) => ({
          cells: [run, { text: shared }, standing, { text: result }, { text: settings }]
        })),
        stacked: () => ({
          columns: [...own, { head: zh ? "详情" : "Details", align: "left", wraps: true }],
          rows: told.map(({ result = "", run, settings = "", shared = "", standing }) => ({
            cells: [run, standing, { text: details({ result, settings, shared }, language) }]
          }))
        })
      }
    }
  ]
}

/** The family as data, each run after its parent. */
export const toJson = (places: ReadonlyArray<Place>, runs: ReadonlyMap<string, Own>): ReadonlyArray<object> =>
  places.map(({ generation, id }) => {
    const one = runs.get(id)
    if (one === undefined) return { id, generation, onRecord: false }
    const parent = parentOf(one.summary.first)
    return {
      id,
      generation,
      onRecord: true,
      status: RunStatusText.of(one.summary),
      ...(parent === undefined ? {} : { parent }),
      ...RunStatusText.resultOf(one.summary),
      settings: one.settings.map(SettingJson.of)
    }
  })
