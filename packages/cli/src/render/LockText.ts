/** What `gongfu lock` wrote: a line for each scenario, the expectations that do not hold, and what is not kept of a parent. */
import type { Label, Language } from "@gongfu/core/document/Label"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Verdict from "@gongfu/core/run/Verdict"
import type { Pair } from "@gongfu/scenarios/ScenarioFiles"
import type { Carried } from "../places/Locks.ts"
import type { Palette } from "./Colour.ts"
import type { Block, Document } from "./Document.ts"
import * as ExpectationsText from "./ExpectationsText.ts"
import * as LapseText from "./LapseText.ts"

/** A scenario that was locked, and what became of its lock. */
export interface Written {
  readonly pair: Pair
  readonly carried: Carried
  readonly written: "new" | "updated" | "unchanged"
}

const written: Record<Written["written"], Label> = {
  new: { en: "written", zh: "已写入" },
  updated: { en: "updated", zh: "已更新" },
  unchanged: { en: "as it was", zh: "未变" }
}

/** What a lock is whose scenario is gone. */
export const withoutScenario: Label = { en: "lock without scenario", zh: "缺少情景文件" }

/** A lock that was passed over, because its scenario is gone. */
export const orphaned = (path: string): Label => ({
  en: `${path}: ${withoutScenario.en}, left as it was`,
  zh: `${path}：${withoutScenario.zh}，未改动`
})

/** The result of a lock as people compare it, or where its run stopped. */
export const resultOf = ({ result, stopped }: Carried["lock"], language: Language): string =>
  result !== undefined
    ? Fingerprint.short(result)
    : language === "zh"
      ? `${stopped?.year ?? ""} 年中止`
      : `stops in ${stopped?.year ?? ""}`

/** The expectations of a run that do not hold, each in a line. */
export const failing = (
  { place, verdicts }: Pick<Carried, "place" | "verdicts">,
  language: Language
): ReadonlyArray<string> =>
  verdicts
    .filter(({ standing }) => standing !== "holds")
    .map((verdict) => ExpectationsText.one(verdict, place.model.units, language))

/** The whole document. */
export const document = (all: ReadonlyArray<Written>, language: Language, palette: Palette): Document => {
  const zh = language === "zh"
  const doubtful = all.filter(({ carried: { verdicts } }) => !Verdict.allHold(verdicts))
  return [
    {
      table: {
        columns: [
          { head: zh ? "锁定文件" : "Lock", align: "left", wraps: true },
          { head: "", align: "left" },
          { head: zh ? "实现目标" : "Targets met", align: "right" },
          { head: zh ? "结果指纹" : "Result", align: "left" }
        ],
        rows: all.map(({ carried: { lock }, pair, written: what }) => ({
          cells: [
            { text: pair.lock },
            { text: written[what][language], paint: what === "unchanged" ? palette.faint : palette.good },
            { text: zh ? `${lock.targets.met}/${lock.targets.all}` : `${lock.targets.met} of ${lock.targets.all}` },
            { text: resultOf(lock, language), paint: lock.result === undefined ? palette.bad : undefined }
          ]
        }))
      }
    },
    ...doubtful.flatMap(({ carried, pair }): ReadonlyArray<Block> => [
      {
        paragraph: zh
          ? `✗ ${pair.scenario}，情景预期：${ExpectationsText.counts(carried.verdicts, language)}`
          : `✗ ${pair.scenario}, expectations: ${ExpectationsText.counts(carried.verdicts, language)}`,
        tone: "bad"
      },
      { list: failing(carried, language) }
    ]),
    ...all.flatMap(({ carried: { lapses, place }, pair }): ReadonlyArray<Block> =>
      lapses.length === 0
        ? []
        : [{ paragraph: `${pair.scenario}${zh ? "：" : ":"}` }, ...LapseText.section(place.model, lapses, language)]
    )
  ]
}
