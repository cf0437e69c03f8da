/**
 * An attribution as a waterfall: from the first run, by what each part makes of the difference, to the other.
 *
 * Bars show differences from the first run, so that parts can be seen beside results that are many times larger.
 */
import * as Bars from "./Bars.ts"
import type { Drawing } from "./Chart.ts"
import { colour } from "./Look.ts"

/** One part of a difference. */
export interface Part {
  readonly label: string
  readonly value: number
  /** What stands at the end of its row: the value, and its share. */
  readonly text: string
}

/** What to draw. */
export interface Waterfall {
  readonly id: string
  readonly title: string
  /** The run that the difference is from, with its result, and the one that it leads to. */
  readonly start: { readonly label: string; readonly text: string }
  readonly end: { readonly label: string; readonly text: string }
  /** In the order in which they are shown; they sum to the difference. */
  readonly parts: ReadonlyArray<Part>
  readonly figure: (value: number, step: number) => string
}

/** The chart: full bars lead up, hollow ones down. */
export const drawing = ({ end, figure, id, parts, start, title }: Waterfall, shape: Bars.Shape): Drawing => {
  const sums = [0]
  for (const { value } of parts) sums.push(sums.at(-1)! + value)
  const difference = sums.at(-1)!
  return Bars.drawing(
    {
      id,
      title,
      base: 0,
      figure,
      rows: [
        { label: start.label, strong: true, bars: [], leads: 0, text: start.text },
        ...parts.map(({ label, text, value }, i) => ({
          label,
          bars: [{ from: sums[i]!, to: sums[i + 1]!, colour: value < 0 ? colour.down : colour.up, hollow: value < 0 }],
          leads: sums[i + 1]!,
          text
        })),
        { label: end.label, strong: true, bars: [{ from: 0, to: difference, colour: colour.whole }], text: end.text }
      ]
    },
    shape
  )
}
