/**
 * A tornado: what a result comes to when one thing at a time stands at the low and at the high end of its range, the
 * widest on top.
 */
import * as Bars from "./Bars.ts"
import type { Drawing } from "./Chart.ts"
import { colour } from "./Look.ts"

/** One thing and what the result comes to at its ends; nothing where there is no result. */
export interface Swing {
  readonly label: string
  readonly low: number | undefined
  readonly high: number | undefined
}

/** What to draw. */
export interface Tornado {
  readonly id: string
  readonly title: string
  /** The result when nothing is moved. */
  readonly base: number
  readonly swings: ReadonlyArray<Swing>
  readonly figure: (value: number, step: number) => string
  /** A result as text, at the end of a row. */
  readonly told: (value: number) => string
}

/** The chart: hollow bars lead to the low ends, full ones to the high. */
export const drawing = ({ base, figure, id, swings, title, told }: Tornado, shape: Bars.Shape): Drawing =>
  Bars.drawing(
    {
      id,
      title,
      base,
      figure,
      rows: swings.map(({ high, label, low }) => ({
        label,
        bars: [
          ...(low === undefined ? [] : [{ from: base, to: low, colour: colour.down, hollow: true }]),
          ...(high === undefined ? [] : [{ from: base, to: high, colour: colour.up }])
        ],
        text: [low, high].map((value) => (value === undefined ? "✗" : told(value))).join(" … ")
      }))
    },
    shape
  )
