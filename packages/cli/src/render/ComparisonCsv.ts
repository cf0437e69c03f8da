/**
 * A comparison as CSV in long form, for a spreadsheet or a data frame.
 *
 * One record for each run, year and thing that is compared; `part` says what kind of thing. `reference` is what the
 * first run has, `difference` and `percent` are against it; percentages have no `percent`. Values are unrounded, in the model's own units. What
 * could not be compared has records of its own, with `part` `gap`: a table without it would pass in silence.
 */
import type * as Compare from "@gongfu/core/analysis/Compare"
import { levelOf } from "@gongfu/core/analysis/IndicatorDifference"
import type { InputDifference } from "@gongfu/core/analysis/InputDifference"
import type { Label } from "@gongfu/core/document/Label"
import * as UnitText from "@gongfu/core/wording/UnitText"
import type { Cell } from "./Csv.ts"
import { letter } from "./RunColumns.ts"

/** The columns. */
export const head = [
  "part",
  "name",
  "side",
  "run",
  "scenario",
  "year",
  "unit",
  "value",
  "reference",
  "difference",
  "percent",
  "required",
  "margin",
  "status",
  "reference_status",
  "label_en",
  "label_zh"
] as const

type Entry = { readonly [column in (typeof head)[number]]?: Cell }
type Values = ReadonlyArray<number | undefined>

/** The records of a comparison, the head first. `years` are those to tell of indicators, `units` those of all runs. */
export const rows = (
  comparison: Compare.Comparison,
  years: ReadonlyArray<number>,
  units: UnitText.Units
): ReadonlyArray<ReadonlyArray<Cell>> => {
  const { gaps, indicators, inputs, milestones, runs, targets } = comparison
  const sideOf = (i: number): Entry => ({ side: letter(i), run: runs[i]!.id, scenario: runs[i]!.scenario })
  const labelled = ({ en, zh }: Label): Entry => ({ label_en: en, label_zh: zh })
  const compared = (values: Values, unit: string, i: number): Entry => {
    const { difference, percent, value } = levelOf(values[0], values[i], UnitText.of(units, unit), i === 0)
    return { value, reference: values[0], difference, percent }
  }
  const everyRun = (of: (i: number) => Entry): ReadonlyArray<Entry> => runs.map((_, i) => ({ ...of(i), ...sideOf(i) }))

  const found: Array<Entry> = gaps.flatMap(({ kind, runs: ids, says, subject, years: in_ }) => {
    const entry = { part: "gap", name: subject, status: kind, year: in_.length === 1 ? in_[0] : undefined }
    const said = { ...entry, ...labelled(says) }
    const sides = runs.flatMap(({ id }, i) => (ids.includes(id) ? [{ ...said, ...sideOf(i) }] : []))
    return sides.length === 0 ? [said] : sides
  })

  const setting = (
    part: string,
    name: string,
    { label, stretches, unit }: Pick<InputDifference, "label" | "stretches" | "unit">
  ): void => {
    for (const { from, to, values } of stretches)
      for (let year = from; year <= to; year++)
        found.push(...everyRun((i) => ({ part, name, year, unit, ...compared(values, unit, i), ...labelled(label) })))
  }
  for (const lever of inputs.levers) setting("lever", lever.indicator, lever)
  for (const assumption of inputs.assumptions) setting("assumption", assumption.indicator, assumption)
  for (const { label, on, shock, stretches, unit } of inputs.shocks) {
    const hits = (key: "times" | "plus") =>
      stretches.map(({ values, ...rest }) => ({ ...rest, values: values.map((hit) => hit?.[key]) }))
    const name = `${shock} ${on}`
    setting("shock_times", name, { label, unit: "", stretches: hits("times") })
    setting("shock_plus", name, { label, unit, stretches: hits("plus") })
  }
  if (inputs.shortage !== undefined)
    found.push(
      ...everyRun((i) => ({
        part: "shortage",
        name: "shortage",
        status: inputs.shortage![i],
        reference_status: inputs.shortage![0]
      }))
    )

  for (const { indicator, label, series, unit } of indicators)
    for (const [k, year] of comparison.years.entries()) {
      if (!years.includes(year)) continue
      const values = series.map((own) => own[k])
      found.push(
        ...everyRun((i) => ({
          part: "indicator",
          name: indicator,
          year,
          unit,
          ...compared(values, unit, i),
          ...labelled(label)
        }))
      )
    }

  for (const { label, standings, target, unit } of targets)
    for (const { runs: all, year } of standings)
      found.push(
        ...everyRun((i) => {
          const { difference, margin, projected, required, status } = all[i]!
          const [first] = all
          return {
            part: "target",
            name: target,
            year,
            unit,
            value: projected,
            reference: first!.projected,
            difference,
            required,
            margin,
            status,
            reference_status: first!.status,
            ...labelled(label)
          }
        })
      )

  for (const { label, milestone, years: reached } of milestones)
    found.push(
      ...everyRun((i) => ({
        part: "milestone",
        name: milestone,
        unit: "year",
        value: reached[i],
        reference: reached[0],
        ...labelled(label)
      }))
    )
  return [head, ...found.map((entry) => head.map((column) => entry[column]))]
}
