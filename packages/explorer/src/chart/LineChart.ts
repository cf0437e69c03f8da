/**
 * One chart: lines over years, drawn by ECharts on a canvas.
 *
 * It draws lines and nothing else: axes, and what a reader points at and presses, stand in the page around it, where
 * they need not be drawn again with every line. The plot lies at fixed distances from the edges, so that the page
 * knows where a year is.
 */
import { LineChart as Lines } from "echarts/charts"
import { GridComponent } from "echarts/components"
import { init, use } from "echarts/core"
import { CanvasRenderer } from "echarts/renderers"
import type { Scale } from "./Scale.ts"

use([Lines, GridComponent, CanvasRenderer])

/** How a line looks. */
export type Stroke = "usual" | "plan" | "first" | "second" | "third"

/** A line: a value a year, from the chart's first year on. */
export interface Line {
  readonly stroke: Stroke
  readonly values: ReadonlyArray<number>
}

/** What a target asks of the indicator in a year. */
export interface Goal {
  readonly year: number
  readonly value: number
  readonly met: boolean
}

/** What a chart shows. */
export interface Picture {
  readonly from: number
  readonly to: number
  readonly lines: ReadonlyArray<Line>
  readonly goals: ReadonlyArray<Goal>
  readonly scale: Scale
}

/** The distances of the plot from the edges, in CSS pixels. */
export const margin = { left: 54, right: 14, top: 10, bottom: 22 } as const

/** A chart in an element. */
export interface Chart {
  readonly draw: (picture: Picture) => void
  readonly restyle: () => void
  readonly dispose: () => void
}

const inks = ["good", "bad", "line-usual", "line-plan", "line-first", "line-second", "line-third"] as const
type Ink = (typeof inks)[number]

/** The colours of an element, read once: reading them makes a browser lay out the page. */
const inkOf = (element: HTMLElement): Readonly<Record<Ink, string>> => {
  const style = getComputedStyle(element)
  const read = inks.map((name) => [name, style.getPropertyValue(`--${name}`).trim()] as const)
  return Object.fromEntries(read) as Record<Ink, string>
}

const widths: Readonly<Record<Stroke, number>> = { usual: 1.5, plan: 1.5, first: 2.5, second: 2.25, third: 2.25 }

/** Makes a chart in an element that has a size. */
export const make = (element: HTMLElement): Chart => {
  const chart = init(element, null, { renderer: "canvas" })
  let last: Picture | undefined
  let ink = inkOf(element)

  const draw = (picture: Picture): void => {
    last = picture
    const { from, goals, lines, scale, to } = picture
    chart.setOption(
      {
        animation: false,
        grid: { ...margin, containLabel: false, outerBoundsMode: "none" },
        xAxis: { type: "value", show: false, min: from, max: to, interval: to - from },
        yAxis: { type: "value", show: false, min: scale.min, max: scale.max, interval: scale.step },
        series: [
          ...lines.map(({ stroke, values }) => ({
            type: "line" as const,
            id: stroke,
            silent: true,
            showSymbol: false,
            symbol: "none",
            data: values.map((value, i) => [from + i, value]),
            lineStyle: {
              color: ink[`line-${stroke}`],
              width: widths[stroke],
              type:
                stroke === "usual"
                  ? ([2, 3] as Array<number>)
                  : stroke === "plan"
                    ? ([7, 4] as Array<number>)
                    : ("solid" as const),
              cap: "round" as const
            }
          })),
          ...goals.map(({ met, value, year }, i) => ({
            type: "line" as const,
            id: `goal ${i}`,
            silent: true,
            symbol: "none",
            data: [
              [Math.max(from, year - 0.6), value],
              [Math.min(to, year + 0.6), value]
            ],
            lineStyle: { color: met ? ink.good : ink.bad, width: 3, cap: "round" as const }
          }))
        ]
      },
      { replaceMerge: ["series"], silent: true }
    )
  }
  const observer = new ResizeObserver(() => {
    chart.resize()
  })
  observer.observe(element)
  return {
    draw,
    restyle: () => {
      ink = inkOf(element)
      if (last !== undefined) draw(last)
    },
    dispose: () => {
      observer.disconnect()
      chart.dispose()
    }
  }
}
