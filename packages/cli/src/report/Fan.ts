/**
 * An ensemble as a fan: how far apart its members lie year by year, in bands from the widest to the narrowest, and the
 * line of the middle one.
 */
import * as Axis from "./Axis.ts"
import type { Drawing } from "./Chart.ts"
import { isToldOf, type Level, levelSeries } from "./Lines.ts"
import { colour } from "./Look.ts"

/** Quantiles of an indicator, one value a year for each of them. */
export interface Fan {
  readonly id: string
  readonly title: string
  /** Rising, without gaps. */
  readonly years: ReadonlyArray<number>
  /** By probability, rising and symmetrical about the middle: 0.05, 0.25, 0.5, 0.75, 0.95. */
  readonly quantiles: ReadonlyArray<{ readonly probability: number; readonly values: ReadonlyArray<number> }>
  readonly levels: ReadonlyArray<Level>
  readonly figure: (value: number, step: number) => string
}

const size = { width: 440, height: 240 }
const grid = { left: 64, right: 40, top: 20, bottom: 30 }

const percent = (probability: number): string => `${Math.round(probability * 100)}%`

/** The chart. The ends of each band are named at its right, and the middle is the line. */
export const drawing = ({ figure, id, levels, quantiles, title, years }: Fan): Drawing => {
  const scale = Axis.scaleOf([...quantiles.flatMap(({ values }) => values), ...levels.map(({ value }) => value)])
  const pixel = (value: number): number =>
    size.height - grid.bottom - ((value - scale.min) / (scale.max - scale.min)) * (size.height - grid.bottom - grid.top)
  const bands = Array.from({ length: Math.floor(quantiles.length / 2) }, (_, i) => ({
    low: quantiles[i]!.values,
    high: quantiles.at(-1 - i)!.values,
    opacity: 0.16 + 0.18 * i
  }))
  const middle = quantiles.length % 2 === 1 ? quantiles[(quantiles.length - 1) / 2] : undefined
  const ends = quantiles.map(({ values }) => pixel(values.at(-1)!))
  // Of equal ends the greater probability stands above.
  const places = Axis.spread(ends.toReversed(), Axis.labelsApart, {
    top: grid.top,
    bottom: size.height - grid.bottom
  }).toReversed()
  const last = years.at(-1)!
  return {
    id,
    title,
    ...size,
    option: {
      grid,
      xAxis: Axis.years({ from: years[0]!, to: last }),
      yAxis: Axis.amounts(scale, (value) => figure(value, scale.step)),
      series: [
        ...bands.map(({ high, low, opacity }) => ({
          type: "custom",
          silent: true,
          z: 1,
          data: [[years[0]!, low[0]!]],
          renderItem: (_: unknown, api: { readonly coord: (at: ReadonlyArray<number>) => ReadonlyArray<number> }) => ({
            type: "polygon",
            shape: {
              points: [
                ...years.map((year, i) => api.coord([year, high[i]!])),
                ...years.map((year, i) => api.coord([year, low[i]!])).toReversed()
              ]
            },
            style: { fill: colour.band, opacity, stroke: colour.band, lineWidth: 0.6 }
          })
        })),
        ...levels.map((level) => levelSeries(level, isToldOf(levels, pixel)(level))),
        ...(middle === undefined
          ? []
          : [
              {
                type: "line",
                silent: true,
                z: 4,
                showSymbol: false,
                lineStyle: { color: colour.ink, width: 2 },
                data: years.map((year, i) => [year, middle.values[i]!])
              }
            ]),
        ...quantiles.map(({ probability, values }, i) => ({
          type: "line",
          silent: true,
          z: 5,
          symbol: "none",
          lineStyle: { opacity: 0, width: 0 },
          data: [[last, values.at(-1)!]],
          endLabel: {
            show: true,
            formatter: () => percent(probability),
            offset: [0, places[i]! - ends[i]!],
            color: colour.muted,
            fontSize: Axis.textSize - 1
          }
        }))
      ]
    }
  }
}
