/** Runs as lines over the years, each named at its end, with what a plan asks for as broken lines. */
import * as Axis from "./Axis.ts"
import { label, type Drawing } from "./Chart.ts"
import { colour, type Stroke } from "./Look.ts"

/** A run's values over the years. */
export interface Line {
  /** What stands at its end; nothing for a line that needs no name. */
  readonly name: string
  readonly stroke: Stroke
  readonly points: ReadonlyArray<readonly [year: number, value: number]>
}

/** What is asked for: a level from one year to another. */
export interface Level {
  readonly from: number
  readonly by: number
  readonly value: number
  readonly text: string
}

/** What to draw. */
export interface Lines {
  readonly id: string
  readonly title: string
  readonly years: { readonly from: number; readonly to: number }
  readonly lines: ReadonlyArray<Line>
  readonly levels: ReadonlyArray<Level>
  /** A value of the axis as text; `step` says how fine it has to be. */
  readonly figure: (value: number, step: number) => string
}

interface Coordinates {
  readonly coord: (at: readonly [number, number]) => readonly [number, number]
}

/** A level: a broken line, a diamond where it is due, and, where it is told, its text above the line. */
export const levelSeries = ({ by, from, text, value }: Level, told: boolean) => ({
  type: "custom",
  silent: true,
  clip: false,
  z: 4,
  data: [[from, value]],
  renderItem: (_: unknown, api: Coordinates) => {
    const [[x1, y], [x2]] = [api.coord([from, value]), api.coord([by, value])]
    const half = 4.5
    return {
      type: "group",
      children: [
        {
          type: "line",
          shape: { x1, y1: y, x2, y2: y },
          style: { stroke: colour.target, lineWidth: 1.2, lineDash: [5, 3] }
        },
        {
          type: "polygon",
          shape: {
            points: [
              [x2, y - half],
              [x2 + half, y],
              [x2, y + half],
              [x2 - half, y]
            ]
          },
          style: { fill: colour.target }
        },
        ...(told
          ? [
              {
                type: "text",
                x: x1,
                y: y - 4,
                style: {
                  text: label(text),
                  fill: colour.target,
                  // A rim of the paper's colour sets it apart from lines that it crosses.
                  stroke: colour.paper,
                  lineWidth: 3,
                  fontSize: Axis.textSize - 1,
                  align: "left",
                  verticalAlign: "bottom"
                }
              }
            ]
          : [])
      ]
    }
  }
})

/** A level that lies on another is told once, by the other. */
export const isToldOf =
  (levels: ReadonlyArray<Level>, pixel: (value: number) => number) =>
  (level: Level): boolean =>
    !levels
      .slice(0, levels.indexOf(level))
      .some((other) => Math.abs(pixel(other.value) - pixel(level.value)) < Axis.textSize + 2)

const size = { width: 440, height: 240 }
const grid = { left: 64, right: 30, top: 20, bottom: 30 }
const plot = { top: grid.top, bottom: size.height - grid.bottom }

/** The chart. */
export const drawing = ({ figure, id, levels, lines, title, years }: Lines): Drawing => {
  const values = [
    ...lines.flatMap(({ points }) => points.map(([, value]) => value)),
    ...levels.map(({ value }) => value)
  ]
  const scale = Axis.scaleOf(values)
  const pixel = (value: number): number =>
    plot.bottom - ((value - scale.min) / (scale.max - scale.min)) * (plot.bottom - plot.top)
  const named = lines.filter(({ name, points }) => name !== "" && points.length > 0)
  const ends = named.map(({ points }) => pixel(points.at(-1)![1]))
  const places = Axis.spread(ends, Axis.labelsApart, { top: plot.top, bottom: plot.bottom })
  return {
    id,
    title,
    ...size,
    option: {
      grid,
      xAxis: Axis.years(years),
      yAxis: Axis.amounts(scale, (value) => figure(value, scale.step)),
      series: [
        ...levels.map((level) => levelSeries(level, isToldOf(levels, pixel)(level))),
        ...lines.map((line) => {
          const at = named.indexOf(line)
          return {
            type: "line",
            silent: true,
            z: 3,
            clip: false,
            lineStyle: {
              color: line.stroke.colour,
              width: line.stroke.width,
              ...(line.stroke.dash === undefined ? {} : { type: line.stroke.dash })
            },
            itemStyle: { color: line.stroke.colour, opacity: 1 },
            showAllSymbol: true,
            data: line.points.map(([year, value], i) => {
              const marked = line.stroke.mark !== "none" && (year % 5 === 0 || i === line.points.length - 1)
              return {
                value: [year, value],
                symbol: marked ? line.stroke.mark : "none",
                symbolSize: marked ? 6.5 : 0
              }
            }),
            endLabel: {
              show: at !== -1,
              formatter: () => label(line.name),
              offset: [0, at === -1 ? 0 : places[at]! - ends[at]!],
              color: line.stroke.colour,
              fontSize: Axis.textSize,
              fontWeight: "bold"
            }
          }
        })
      ]
    }
  }
}
