/**
 * The inputs of compared runs as a table: levers, assumptions and shocks.
 *
 * A path that is linear over years stands on one line, `32.4% → 50.0%`, where
 * the model would otherwise tell each year; every other change has a line of
 * its own. No digit of a setting is lost to rounding.
 */
import type { InputDifferences, InputStretch } from "@gongfu/core/analysis/InputDifference"
import type { Language } from "@gongfu/core/document/Label"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import type { Block } from "./Document.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as RunColumns from "./RunColumns.ts"
import type { Told } from "./RunColumns.ts"
import type { Cell } from "./Table.ts"
import * as ShockText from "@gongfu/core/wording/ShockText"
import * as UnitText from "@gongfu/core/wording/UnitText"

/** Years as text: `2025`, `2025–2035`. */
export const span = (from: number, to: number): string => (from === to ? String(from) : `${from}–${to}`)

type Stretch = InputStretch<number>

/** Neighbouring stretches of one year each (the last may be longer) over which every run's setting is linear. */
const isLinear = (path: ReadonlyArray<Stretch>): boolean => {
  const first = path[0]!
  const last = path.at(-1)!
  return path.every(({ from, to, values }, k) => {
    if (k < path.length - 1 && from !== to) return false
    if (from !== first.from + k) return false
    return values.every((value, i) => {
      const [a, b] = [first.values[i], last.values[i]]
      if (value === undefined || a === undefined || b === undefined) return value === a && a === b
      const expected = a + ((b - a) * k) / (path.length - 1)
      return Math.abs(value - expected) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))
    })
  })
}

/** Splits stretches into paths, each a single stretch or three and more on a line. */
const paths = (stretches: ReadonlyArray<Stretch>): ReadonlyArray<ReadonlyArray<Stretch>> => {
  const found: Array<ReadonlyArray<Stretch>> = []
  for (let i = 0; i < stretches.length;) {
    let end = i + 1
    for (let j = i + 3; j <= stretches.length && isLinear(stretches.slice(i, j)); j++) end = j
    found.push(stretches.slice(i, end))
    i = end
  }
  return found
}

const pathTexts = (path: ReadonlyArray<Stretch>, unit: Unit, decimals: number): ReadonlyArray<string> => {
  const setting = (value: number | undefined): string => (value === undefined ? "–" : Figure.of(value, unit, decimals))
  const last = path.at(-1)!
  return path[0]!.values.map((value, i) => {
    const [a, b] = [setting(value), setting(last.values[i])]
    return a === b ? a : `${a} → ${b}`
  })
}

const pathYears = (path: ReadonlyArray<Stretch>): string => {
  const [first, last] = [path[0]!, path.at(-1)!]
  return path.length === 1 ? span(first.from, first.to) : `${first.from} → ${span(last.from, last.to)}`
}

type Settings = InputDifferences["levers"]

const valued = (texts: ReadonlyArray<string>): ReadonlyArray<{ readonly value: Cell }> =>
  texts.map((text) => ({ value: { text } }))

const settingRows = (entries: Settings, units: UnitText.Units, language: Language): ReadonlyArray<Told> =>
  entries.flatMap(({ indicator, label, stretches, unit: written }) => {
    const unit = UnitText.of(units, written)
    const found = paths(stretches)
    // The ends of the paths are what is shown.
    const shown = found.flatMap((path) => [path[0]!, path.at(-1)!]).flatMap(({ values }) => values)
    const decimals = Figure.decimalsToTell(unit, ...shown.filter((value) => value !== undefined))
    return found.map((path) => ({
      about: indicator,
      cells: [{ text: label[language] }, { text: Figure.unitName(unit, language) }, { text: pathYears(path) }],
      runs: valued(pathTexts(path, unit, decimals))
    }))
  })

const shockRows = (
  entries: InputDifferences["shocks"],
  units: UnitText.Units,
  language: Language
): ReadonlyArray<Told> =>
  entries.flatMap(({ label, on, shock, stretches, unit: written }) => {
    const unit = UnitText.of(units, written)
    return stretches.map(({ from, to, values }) => ({
      about: `${shock} ${on}`,
      cells: [
        { text: language === "zh" ? `${label.zh}（${shock}）` : `${label.en} (${shock})` },
        { text: Figure.unitName(unit, language) },
        { text: span(from, to) }
      ],
      runs: valued(values.map((value) => (value === undefined ? "–" : ShockText.of(value, unit, language) || "–")))
    }))
  })

/** The inputs as a heading and a table; nothing when there is none to tell. */
export const blocks = (
  inputs: InputDifferences,
  runs: number,
  units: UnitText.Units,
  language: Language
): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const { assumptions, levers, shocks, shortage } = inputs
  const section = (title: string, rows: ReadonlyArray<Told>): ReadonlyArray<Told> =>
    rows.length === 0 ? [] : [{ section: title }, ...rows]
  const rows = [
    ...section(zh ? "政策杠杆" : "Levers", settingRows(levers, units, language)),
    ...section(zh ? "假设" : "Assumptions", settingRows(assumptions, units, language)),
    ...section(zh ? "冲击" : "Shocks", shockRows(shocks, units, language)),
    ...section(
      zh ? "资金不足时" : "In a shortage",
      shortage === undefined
        ? []
        : [
            {
              cells: [
                { text: zh ? "中止（refuse）或按可用财力缩减（scale）" : "refuse, or scale down" },
                { text: "" },
                { text: "" }
              ],
              runs: valued(shortage.map((choice) => choice ?? "–"))
            }
          ]
    )
  ]
  if (rows.length === 0) return []
  return [
    { heading: zh ? "输入" : "Inputs", level: 2 },
    {
      table: RunColumns.table({
        columns: [
          { head: zh ? "名称" : "Name", align: "left", wraps: true },
          {
            head: zh ? "单位" : "Unit",
            align: "left",
            wraps: true,
            optional: 1,
            folds: UnitText.inBrackets(language)
          },
          { head: zh ? "年份" : "Years", align: "left" }
        ],
        rows,
        runs,
        value: zh ? "设定" : "Setting",
        differences: false
      })
    }
  ]
}
