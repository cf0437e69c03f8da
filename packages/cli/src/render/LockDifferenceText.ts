/**
 * What a lock says and what is so now, beside each other: headline numbers, targets, milestones, expectations.
 */
import type { Label, Language } from "@gongfu/core/document/Label"
import type { LockDifference } from "@gongfu/core/lock/LockDifference"
import type { Name } from "@gongfu/core/lock/Standing"
import * as Indicator from "@gongfu/core/model/Indicator"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import type { Place } from "@gongfu/core/place/Place"
import type { Standing as Verdict } from "@gongfu/core/run/Verdict"
import type { Palette } from "./Colour.ts"
import type { Block } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import type { Column, Row } from "./Table.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"

const thenAndNow = (zh: boolean): ReadonlyArray<Column> => [
  { head: zh ? "锁定时" : "Locked", align: "right" },
  { head: zh ? "现在" : "Now", align: "right" }
]

/** Decimals for two numbers and the change between them: those that keep them apart, more where it would read as none. */
const decimalsOf = (unit: Unit, locked: number, now: number): number => {
  const apart = Figure.decimalsApart(unit, locked, now)
  const shows = (decimals: number): boolean =>
    Figure.of(locked, unit, decimals) !== Figure.of(now, unit, decimals) &&
    Figure.tellsMore(Figure.difference(now - locked, unit, "en", decimals))
  for (let decimals = apart; decimals <= Figure.mostDecimals; decimals++) if (shows(decimals)) return decimals
  return apart
}

const headline = ({ headline: all }: LockDifference, place: Place, language: Language): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const { model } = place
  // As the place shows them; what it does not show any more comes first.
  const rank = (indicator: string): number => place.headline.findIndex(({ name }) => name === indicator)
  const rows = all.toSorted((a, b) => rank(a.indicator) - rank(b.indicator))
  if (rows.length === 0) return []
  return [
    {
      table: {
        columns: [
          { head: zh ? "主要指标" : "Headline", align: "left", wraps: true },
          { head: zh ? "单位" : "Unit", align: "left", wraps: true, optional: 1, folds: UnitText.inBrackets(language) },
          { head: zh ? "年份" : "Year", align: "right" },
          ...thenAndNow(zh),
          { head: zh ? "变化" : "Change", align: "right" }
        ],
        rows: rows.map(({ indicator, locked, now, year }): Row => {
          const found = Indicator.find(model, indicator)
          const unit = UnitText.of(model.units, found?.unit ?? "1")
          const decimals = locked === undefined || now === undefined ? undefined : decimalsOf(unit, locked, now)
          const shown = (value: number | undefined) => (value === undefined ? "–" : Figure.of(value, unit, decimals))
          return {
            about: indicator,
            cells: [
              { text: found?.label[language] ?? indicator },
              { text: found === undefined ? "" : Figure.unitName(unit, language) },
              { text: String(year) },
              { text: shown(locked) },
              { text: shown(now) },
              {
                text:
                  locked === undefined || now === undefined
                    ? ""
                    : Figure.difference(now - locked, unit, language, decimals)
              }
            ]
          }
        })
      }
    }
  ]
}

/** How many targets stand how, where it is another number; those that are missed are told by name. */
const countsText = (counts: LockDifference["counts"], language: Language): ReadonlyArray<string> => {
  const { locked, now } = counts ?? {}
  if (locked === undefined || now === undefined) return []
  const zh = language === "zh"
  const met = ({ all, met: some }: typeof now): string => (zh ? `${some}/${all}` : `${some} of ${all}`)
  const line = (says: Label, then: string, after: string): ReadonlyArray<string> =>
    then === after ? [] : [`${says[language]}${zh ? "：" : ": "}${then} → ${after}`]
  return [
    ...line({ en: "Targets met", zh: "实现目标" }, met(locked), met(now)),
    ...line({ en: "Targets not due yet", zh: "未到期目标" }, String(locked.on_the_way), String(now.on_the_way)),
    ...line({ en: "Targets not assessed", zh: "未评估目标" }, String(locked.not_assessed), String(now.not_assessed))
  ]
}

const targets = (
  { counts, newlyMissed, noLongerMissed }: LockDifference,
  place: Place,
  language: Language
): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const named = (name: string): string =>
    place.targets.all.find((target) => target.name === name)?.label[language] ?? name
  const line = (names: ReadonlyArray<string>, says: Label): ReadonlyArray<string> =>
    names.length === 0 ? [] : [`${says[language]}${zh ? "：" : ": "}${names.map(named).join(zh ? "；" : "; ")}`]
  const list = [
    ...countsText(counts, language),
    ...line(newlyMissed, { en: "Missed now", zh: "转为未实现" }),
    ...line(noLongerMissed, { en: "No longer missed", zh: "不再列为未实现" })
  ]
  return list.length === 0 ? [] : [{ list }]
}

const milestones = (
  { milestones: rows }: LockDifference,
  { model }: Place,
  language: Language
): ReadonlyArray<Block> => {
  const zh = language === "zh"
  if (rows.length === 0) return []
  const year = (value: number | undefined) => ({ text: value === undefined ? "–" : String(value) })
  return [
    {
      table: {
        columns: [{ head: zh ? "里程碑" : "Milestone", align: "left", wraps: true }, ...thenAndNow(zh)],
        rows: rows.map(({ locked, milestone, now }) => ({
          cells: [
            { text: model.milestones.find(({ name }) => name === milestone)?.label[language] ?? milestone },
            year(locked),
            year(now)
          ]
        }))
      }
    }
  ]
}

const stands: Record<Verdict, Label> = {
  holds: { en: "holds", zh: "成立" },
  fails: { en: "does not hold", zh: "不成立" },
  not_reached: { en: "not reached", zh: "未到年份" },
  no_number: { en: "no number", zh: "无法比较" },
  unreadable: { en: "unreadable", zh: "无法解读" }
}

const expectations = (
  { expectations: rows }: LockDifference,
  language: Language,
  palette: Palette
): ReadonlyArray<Block> => {
  const zh = language === "zh"
  if (rows.length === 0) return []
  const cell = (standing: Verdict | undefined) => ({
    text: standing === undefined ? "–" : stands[standing][language],
    paint: standing === undefined || standing === "holds" ? undefined : palette.bad
  })
  return [
    {
      table: {
        columns: [{ head: zh ? "情景预期" : "Expectation", align: "left", wraps: true }, ...thenAndNow(zh)],
        rows: rows.map(({ expect, locked, now }) => ({ cells: [{ text: expect }, cell(locked), cell(now)] }))
      }
    }
  ]
}

const stopped = ({ stopped: change }: LockDifference, language: Language): ReadonlyArray<Block> => {
  if (change === undefined) return []
  const zh = language === "zh"
  const told = (at: typeof change.now) =>
    at === undefined
      ? zh
        ? "推演到最后一年"
        : "reaches its last year"
      : zh
        ? `${at.year} 年在 ${at.at} 处中止`
        : `stops in ${at.year} at ${at.at}`
  return [
    {
      paragraph: zh
        ? `锁定时：${told(change.locked)}；现在：${told(change.now)}。`
        : `Locked: ${told(change.locked)}. Now: ${told(change.now)}.`,
      tone: change.now === undefined ? "good" : "bad"
    }
  ]
}

/** The parts of a document about a difference. That nothing of it shows in these numbers is told too. */
export const blocks = (
  difference: LockDifference,
  place: Place,
  standing: Name,
  language: Language,
  palette: Palette
): ReadonlyArray<Block> => {
  const told = [
    ...stopped(difference, language),
    ...targets(difference, place, language),
    ...headline(difference, place, language),
    ...milestones(difference, place, language),
    ...expectations(difference, language, palette)
  ]
  if (told.length > 0 || (standing !== "changed" && standing !== "broken")) return told
  return [
    {
      paragraph:
        language === "zh"
          ? "主要指标（六位有效数字）、规划目标、里程碑和预期均无变化，不同的是其他数值。"
          : "Headline numbers (to six digits), targets, milestones and expectations are as they were; other numbers differ.",
      tone: "faint"
    }
  ]
}
