/**
 * The inputs of compared runs as a table: levers, assumptions and shocks.
 *
 * A path that is linear over years stands on one line, `32.4% → 50.0%`, where
 * the model would otherwise tell each year; every other change has a line of
 * its own. No digit of a setting is lost to rounding.
 */
import type { InputDifferences, InputStretch } from "@gongfu/core/analysis/InputDifference"
import type { Language } from "@gongfu/core/document/Label"
import type { Model } from "@gongfu/core/model/Model"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import type { Block } from "./Document.ts"
import * as Figure from "./Figure.ts"
import type { Cell, Column, Row } from "./Table.ts"
import * as UnitText from "./UnitText.ts"

/** The letter of a run: A, B, … Z, A1, B1, … */
export const letter = (index: number): string =>
  String.fromCharCode(65 + (index % 26)) + (index < 26 ? "" : String(Math.floor(index / 26)))

/** Years as text: `2025`, `2025–2035`. */
export const span = (from: number, to: number): string => (from === to ? String(from) : `${from}–${to}`)

/** The columns of runs, and of differences from A. What A has stays in sight beside every other run. */
export const valueColumns = (count: number, differences: boolean): ReadonlyArray<Column> =>
  Array.from({ length: count }, (_, i): ReadonlyArray<Column> => [
    { head: letter(i), align: "right", ...(i > 0 && { part: i }) },
    ...(differences && i > 0 ? [{ head: `${letter(i)} − A`, align: "right", part: i } as const] : [])
  ]).flat()

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
export const paths = (stretches: ReadonlyArray<Stretch>): ReadonlyArray<ReadonlyArray<Stretch>> => {
  const found: Array<ReadonlyArray<Stretch>> = []
  for (let i = 0; i < stretches.length;) {
    let end = i + 1
    for (let j = i + 3; j <= stretches.length && isLinear(stretches.slice(i, j)); j++) end = j
    found.push(stretches.slice(i, end))
    i = end
  }
  return found
}

const pathCells = (path: ReadonlyArray<Stretch>, unit: Unit, decimals: number): ReadonlyArray<Cell> => {
  const setting = (value: number | undefined): string => (value === undefined ? "–" : Figure.of(value, unit, decimals))
  const last = path.at(-1)!
  return path[0]!.values.map((value, i) => {
    const [a, b] = [setting(value), setting(last.values[i])]
    return { text: a === b ? a : `${a} → ${b}` }
  })
}

const pathYears = (path: ReadonlyArray<Stretch>): string => {
  const [first, last] = [path[0]!, path.at(-1)!]
  return path.length === 1 ? span(first.from, first.to) : `${first.from} → ${span(last.from, last.to)}`
}

type Settings = InputDifferences["levers"]

/** The runs that differ from A in any of these; nothing where all is told. */
export const partsOf = <A>(
  rows: ReadonlyArray<ReadonlyArray<A>>,
  equal: (a: A, b: A) => boolean,
  all: boolean
): ReadonlyArray<number> | undefined =>
  all
    ? undefined
    : [...new Set(rows.flatMap((row) => row.flatMap((value, i) => (i > 0 && !equal(value, row[0]!) ? [i] : []))))]

const settingRows = (entries: Settings, model: Model, language: Language, all: boolean): ReadonlyArray<Row> =>
  entries.flatMap(({ label, name, stretches, unit: written }) => {
    const unit = UnitText.of(model.units, written)
    const found = paths(stretches)
    // The ends of the paths are what is shown.
    const shown = found.flatMap((path) => [path[0]!, path.at(-1)!]).flatMap(({ values }) => values)
    const decimals = Figure.decimalsToTell(unit, ...shown.filter((value) => value !== undefined))
    return found.map((path) => ({
      about: name,
      parts: partsOf(
        path.map(({ values }) => values),
        Object.is,
        all
      ),
      cells: [
        { text: label[language] },
        { text: Figure.unitName(unit, language) },
        { text: pathYears(path) },
        ...pathCells(path, unit, decimals)
      ]
    }))
  })

const hit = (shock: { readonly times: number; readonly plus: number }): string =>
  [shock.times === 1 ? [] : [`× ${shock.times}`], shock.plus === 0 ? [] : [`+ ${shock.plus}`]].flat().join(" ")

const shockRows = (
  entries: InputDifferences["shocks"],
  model: Model,
  language: Language,
  all: boolean
): ReadonlyArray<Row> =>
  entries.flatMap(({ label, on, shock, stretches, unit }) =>
    stretches.map(({ from, to, values }) => ({
      about: `${shock} ${on}`,
      parts: partsOf([values], (a, b) => a?.times === b?.times && a?.plus === b?.plus, all),
      cells: [
        { text: language === "zh" ? `${label.zh}（${shock}）` : `${label.en} (${shock})` },
        { text: Figure.unitName(UnitText.of(model.units, unit), language) },
        { text: span(from, to) },
        ...values.map((value) => ({ text: value === undefined ? "–" : hit(value) || "–" }))
      ]
    }))
  )

/** The inputs as a heading and a table; nothing when there is none to tell. */
export const blocks = (
  inputs: InputDifferences,
  runs: number,
  model: Model,
  language: Language,
  all = false
): ReadonlyArray<Block> => {
  const zh = language === "zh"
  const { assumptions, levers, shocks, shortage } = inputs
  const section = (title: string, rows: ReadonlyArray<Row>): ReadonlyArray<Row> =>
    rows.length === 0 ? [] : [{ section: title }, ...rows]
  const rows = [
    ...section(zh ? "政策杠杆" : "Levers", settingRows(levers, model, language, all)),
    ...section(zh ? "假设" : "Assumptions", settingRows(assumptions, model, language, all)),
    ...section(zh ? "冲击" : "Shocks", shockRows(shocks, model, language, all)),
    ...section(
      zh ? "资源不足时" : "In a shortage",
      shortage === undefined
        ? []
        : [
            {
              parts: partsOf([shortage], (a, b) => a === b, all),
              cells: [
                { text: zh ? "拒绝（refuse）或按比例压缩（scale）" : "refuse, or scale down" },
                { text: "" },
                { text: "" },
                ...shortage.map((choice) => ({ text: choice ?? "–" }))
              ]
            }
          ]
    )
  ]
  if (rows.length === 0) return []
  return [
    { heading: zh ? "输入" : "Inputs", level: 2 },
    {
      table: {
        columns: [
          { head: zh ? "名称" : "Name", align: "left", wraps: true },
          {
            head: zh ? "单位" : "Unit",
            align: "left",
            wraps: true,
            optional: 1,
            folds: UnitText.inBrackets(language)
          },
          { head: zh ? "年份" : "Years", align: "left" },
          ...valueColumns(runs, false)
        ],
        rows
      }
    }
  ]
}
