/** Numbers of two runs side by side, each with its year and difference. */
import type { Pair } from "@gongfu/core/analysis/Paired"
import type { Language } from "@gongfu/core/document/Label"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import * as Rounding from "@gongfu/core/model/Rounding"
import * as Figure from "@gongfu/core/wording/Figure"
import type * as NumberText from "./NumberText.ts"
import { figure } from "./NumberText.ts"
import * as UnitText from "@gongfu/core/wording/UnitText"
import * as Since from "./Since.ts"
import type { Column, Row, Table } from "./Table.ts"

/** The numbers of both runs. */
export type Both = readonly [NumberText.Numbers, NumberText.Numbers]

/** The side that has a number: the first run, unless only the second one has it. */
export const sideOf = (numbers: Both, { at }: Pair): { readonly numbers: NumberText.Numbers; readonly slot: number } =>
  at[0] === undefined ? { numbers: numbers[1], slot: at[1]!.slot } : { numbers: numbers[0], slot: at[0].slot }

/** The label of a number. */
export const labelOf = (both: Both, pair: Pair): string => {
  const { numbers, slot } = sideOf(both, pair)
  return numbers.labelOf(slot)
}

const unitOf = (both: Both, pair: Pair): Unit => {
  const { numbers, slot } = sideOf(both, pair)
  return numbers.unitOf(slot)
}

/** The unit of each side, where the models count what both have in different ones. */
const unitsOf = ([a, b]: Both, { at: [one, other] }: Pair): readonly [Unit, Unit] | undefined =>
  one === undefined ||
  other === undefined ||
  a.history.variableOf(one.slot).unit === b.history.variableOf(other.slot).unit
    ? undefined
    : [a.unitOf(one.slot), b.unitOf(other.slot)]

/** A, B and B − A, with the decimals that keep them apart. What is counted in different units has no difference. */
export const figures = (both: Both, pair: Pair): readonly [string, string, string] => {
  const { language } = both[0]
  const unit = unitOf(both, pair)
  const [a, b] = pair.values
  const units = unitsOf(both, pair)
  if (units !== undefined) {
    const [one, other] = pair.values.map((value, i) =>
      value === undefined
        ? "–"
        : `${figure(value, units[i], language)} ${Figure.unitName(units[i], language)}`.trimEnd()
    )
    return [one!, other!, "–"]
  }
  if (a === undefined || b === undefined || !Number.isFinite(a) || !Number.isFinite(b)) {
    const text = (value: number | undefined): string => (value === undefined ? "–" : figure(value, unit, language))
    return [text(a), text(b), "–"]
  }
  const decimals = Math.max(
    Figure.decimalsApart(unit, a, b),
    Figure.decimalsToReckon(unit, a),
    Figure.decimalsToReckon(unit, b)
  )
  const difference = Math.max(decimals, Rounding.same(a, b) ? 0 : Figure.decimalsToReckon(unit, b - a))
  return [
    Figure.of(a, unit, decimals),
    Figure.of(b, unit, decimals),
    Figure.difference(b - a, unit, language, difference)
  ]
}

const columns = (language: Language, more: ReadonlyArray<Column>): Table["columns"] => {
  const zh = language === "zh"
  return [
    { head: zh ? "变量" : "Variable", align: "left", wraps: true },
    { head: zh ? "单位" : "Unit", align: "left", wraps: true, optional: 1, folds: UnitText.inBrackets(language) },
    { head: zh ? "年份" : "Year", align: "left" },
    { head: "A", align: "right" },
    { head: "B", align: "right" },
    { head: "B − A", align: "right", optional: 3 },
    ...more
  ]
}

/** A table of numbers, with more columns after them. */
export const table = <A extends Pair>(
  both: Both,
  pairs: ReadonlyArray<A>,
  more: ReadonlyArray<{ readonly column: Column; readonly text: (pair: A) => string }>
): Table => {
  const { language } = both[0]
  const row = (pair: A): Row => ({
    cells: [
      { text: labelOf(both, pair) },
      { text: Figure.unitName(unitOf(both, pair), language) },
      { text: String(pair.year) },
      ...figures(both, pair).map((text) => ({ text })),
      ...more.map(({ text }) => ({ text: text(pair) }))
    ]
  })
  return {
    columns: columns(
      language,
      more.map(({ column }) => column)
    ),
    rows: pairs.map(row)
  }
}

/** The column that says since when a number differs. */
export const since = (
  language: Language
): { readonly column: Column; readonly text: (pair: { readonly since: number | undefined }) => string } => ({
  column: { head: Since.head[language], align: "left", optional: 2 },
  text: (pair) => Since.text(pair.since)
})
