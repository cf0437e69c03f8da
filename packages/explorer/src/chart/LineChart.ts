/**
 * One chart: lines over years, drawn by what ECharts draws with, as SVG.
 *
 * It draws lines and nothing else: axes, and what a reader points at and presses, stand in the page around it, where
 * they need not be drawn again with every line. So a chart needs of ECharts its shapes and its painter, and not what
 * lays charts out, which would take longer for each step of a slider than all the rest of the page. A line that stays
 * as it was is not touched. The plot lies at fixed distances from the edges, so that the page knows where a year is.
 */
import { graphic, use, zrender } from "echarts/core"
import { SVGRenderer } from "echarts/renderers"
import type { Scale } from "./Scale.ts"

use([SVGRenderer])

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

/** What a chart shows; of its lines the last is drawn above the others. */
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
  readonly dispose: () => void
}

/** The name of a colour of the page. */
type Ink = "good" | "bad" | `line-${Stroke}`

const widths: Readonly<Record<Stroke, number>> = { usual: 1.5, plan: 1.5, first: 2.5, second: 2.25, third: 2.25 }
const dashes: Readonly<Partial<Record<Stroke, Array<number>>>> = { usual: [2, 3], plan: [7, 4] }
const goalWidth = 3

/** How far a goal reaches before and after its year, in years. */
const goalReach = 0.6

/** A year and a value. */
type Point = readonly [year: number, value: number]

/** A line as it is to be drawn. */
interface Drawing {
  readonly points: ReadonlyArray<number> | ReadonlyArray<Point>
  readonly ink: Ink
  readonly width: number
  readonly dash: Array<number> | false
}

type Paper = ReturnType<typeof zrender.init>
type Polyline = InstanceType<typeof graphic.Polyline>

/** What a paper takes, which a line is: their types do not say so where a property may not be `undefined`. */
const shapeOf = (line: Polyline) => line as unknown as Parameters<Paper["add"]>[0]

/** A line on the paper, and what it was drawn from. */
interface Drawn {
  readonly line: Polyline
  points: Drawing["points"]
  /** Where on the paper years and values lay. */
  frame: string
}

const drawingsOf = ({ from, goals, lines, to }: Picture): ReadonlyArray<readonly [name: string, Drawing]> => [
  ...lines.map(
    ({ stroke, values }) =>
      [stroke, { points: values, ink: `line-${stroke}`, width: widths[stroke], dash: dashes[stroke] ?? false }] as const
  ),
  ...goals.map(({ met, value, year }, i) => {
    const points: ReadonlyArray<Point> = [
      [Math.max(from, year - goalReach), value],
      [Math.min(to, year + goalReach), value]
    ]
    return [`goal ${i}`, { points, ink: met ? "good" : "bad", width: goalWidth, dash: false }] as const
  })
]

/** Makes a chart in an element that has a size. */
export const make = (element: HTMLElement): Chart => {
  const paper = zrender.init(element, { renderer: "svg" })
  // Nothing here moves by itself. Left to itself its clock asks for a frame whenever a line changes, and the browser
  // makes one after each picture that has nothing new to show.
  paper.animation.stop()
  paper.animation.start = () => {}
  const drawn = new Map<string, Drawn>()
  let last: Picture | undefined

  const draw = (picture: Picture): void => {
    last = picture
    const { from, scale, to } = picture
    const [width, height] = [paper.getWidth()!, paper.getHeight()!]
    const across = (width - margin.left - margin.right) / (to - from)
    const up = (height - margin.top - margin.bottom) / (scale.max - scale.min)
    const at = (year: number, value: number): [number, number] => [
      margin.left + (year - from) * across,
      height - margin.bottom - (value - scale.min) * up
    ]
    const frame = `${width} ${height} ${from} ${to} ${scale.min} ${scale.max}`
    const drawings = drawingsOf(picture)
    for (const [order, [name, { dash, ink, points, width: lineWidth }]] of drawings.entries()) {
      let found = drawn.get(name)
      if (found === undefined) {
        const style = { fill: "none", lineCap: "round" as const, lineWidth, lineDash: dash }
        found = { line: new graphic.Polyline({ silent: true, style }), points: [], frame: "" }
        drawn.set(name, found)
        paper.add(shapeOf(found.line))
      }
      const { line } = found
      if (found.points !== points || found.frame !== frame) {
        const placed = points.map((point, i) => (typeof point === "number" ? at(from + i, point) : at(...point)))
        line.setShape({ points: placed })
        found.points = points
        found.frame = frame
      }
      // The page's own colour by its name: it changes with the page, and nothing is drawn again.
      const stroke = `var(--${ink})`
      if (line.style.stroke !== stroke) line.setStyle({ stroke })
      if (line.z2 !== order) line.attr({ z2: order })
    }
    for (const [name, { line }] of drawn)
      if (!drawings.some(([kept]) => kept === name)) {
        paper.remove(shapeOf(line))
        drawn.delete(name)
      }
    paper.refreshImmediately(true)
  }
  const observer = new ResizeObserver(() => {
    paper.resize()
    if (last !== undefined) draw(last)
  })
  observer.observe(element)
  return {
    draw,
    dispose: () => {
      observer.disconnect()
      paper.dispose()
    }
  }
}
