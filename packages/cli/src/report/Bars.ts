/**
 * Bars that lie, one a row: what waterfalls and tornados are made of.
 *
 * Labels stand at the left of the bars, or above them where there is no room beside; both shapes show the same. Labels
 * are broken to the room that they have, and a row is as high as its label needs.
 */
import * as Axis from "./Axis.ts"
import { type Drawing, label } from "./Chart.ts"
import { colour } from "./Look.ts"
import * as Room from "./Room.ts"
import * as Width from "../render/Width.ts"

/** A bar from one value to another, filled or as an outline. */
export interface Bar {
  readonly from: number
  readonly to: number
  readonly colour: string
  readonly hollow?: boolean
}

/** A row: what it is about, its bars, and what stands at the right of them. */
export interface Row {
  readonly label: string
  readonly strong?: boolean
  readonly bars: ReadonlyArray<Bar>
  /** Where a fine line leads down to the next row. */
  readonly leads?: number
  readonly text: string
}

/** What to draw. */
export interface Bars {
  readonly id: string
  readonly title: string
  readonly rows: ReadonlyArray<Row>
  /** Where the line stands that bars start from. */
  readonly base: number
  readonly figure: (value: number, step: number) => string
}

/** Where labels stand, and the room of each part, in the units of the page. */
export interface Shape {
  readonly labelled: "beside" | "above"
  readonly width: number
  /** Where bars may begin. */
  readonly left: number
  /** What is kept at the right of the bars for the text of a row, and more where the widest of them needs it. */
  readonly right: number
  /** The room that a label has. */
  readonly room: number
}

/** For paper and for screens that are wide. */
export const beside: Shape = { labelled: "beside", width: 760, left: 286, right: 186, room: 276 }

/** For a telephone: drawn at the width of one, so that its text is as large as the text around it. */
export const above: Shape = { labelled: "above", width: 360, left: 10, right: 40, room: 350 }

const lineHeight = 14
/** What a column of text takes at most, in the widest of the common fonts. */
const columnWidth = 7.2
const thick = 13

const rectangle = ([x, y]: readonly [number, number], w: number, h: number) => ({ x, y, width: w, height: h })

interface Coordinates {
  readonly coord: (at: readonly [number, number]) => readonly [number, number]
}

/** The chart. */
export const drawing = (
  { base, figure, id, rows, title }: Bars,
  { labelled, left, right: least, room, width }: Shape
): Drawing => {
  const isAbove = labelled === "above"
  const lines = rows.map((row) =>
    Room.wrap(label(row.label), { room, size: Axis.textSize, strong: row.strong === true, lines: 4 })
  )
  const right = Math.max(least, ...rows.map(({ text }) => 14 + columnWidth * Width.of(text)))
  const heights = lines.map((broken) =>
    isAbove ? broken.length * lineHeight + thick + 14 : Math.max(22, broken.length * lineHeight + 8)
  )
  // Bars stand at the middle of their row, or at its foot below their label; counted from the top.
  const middles = heights.map((height, i) => {
    const top = heights.slice(0, i).reduce((a, b) => a + b, 0)
    return top + (isAbove ? height - thick / 2 - 7 : height / 2)
  })
  const whole = heights.reduce((a, b) => a + b, 0)
  const scale = Axis.scaleOf([base, ...rows.flatMap(({ bars }) => bars.flatMap(({ from, to }) => [from, to]))], 3)
  const grid = { left, right, top: 6, bottom: 28 }
  const text = (at: readonly [number, number], content: string, more: Readonly<Record<string, unknown>>) => ({
    type: "text",
    x: at[0],
    y: at[1],
    style: { text: content, fill: colour.ink, fontSize: Axis.textSize, verticalAlign: "middle", ...more }
  })
  const row = (i: number, api: Coordinates) => {
    const { bars, leads, strong, text: told } = rows[i]!
    const y = middles[i]!
    const at = (value: number): readonly [number, number] => api.coord([value, y])
    const broken = lines[i]!
    const centre = at(base)[1]
    const firstLine = isAbove
      ? centre - thick / 2 - 3 - (broken.length - 0.5) * lineHeight
      : centre - ((broken.length - 1) / 2) * lineHeight
    return {
      type: "group",
      children: [
        ...broken.map((line, k) =>
          text([isAbove ? 0 : left - 10, firstLine + k * lineHeight], line, {
            align: isAbove ? "left" : "right",
            // A rim of the paper's colour sets it apart from the lines that lead through it.
            ...(isAbove ? { stroke: colour.paper, lineWidth: 3 } : {}),
            ...(strong === true ? { fontWeight: "bold" } : {})
          })
        ),
        ...bars.map(({ colour: fill, from, hollow, to }) => {
          const [a, b] = [at(from)[0], at(to)[0]]
          return {
            type: "rect",
            shape: rectangle([Math.min(a, b), centre - thick / 2], Math.max(1, Math.abs(b - a)), thick),
            style:
              hollow === true
                ? { fill: colour.paper, stroke: fill, lineWidth: 1.4 }
                : { fill, stroke: fill, lineWidth: 1 }
          }
        }),
        ...(leads === undefined || i === rows.length - 1
          ? []
          : [
              {
                type: "line",
                shape: {
                  x1: at(leads)[0],
                  x2: at(leads)[0],
                  y1: centre + thick / 2,
                  y2: api.coord([leads, middles[i + 1]!])[1] - thick / 2
                },
                style: { stroke: colour.muted, lineWidth: 0.8 }
              }
            ]),
        text([width - right + 12, centre], told, { align: "left", ...(strong === true ? { fontWeight: "bold" } : {}) })
      ]
    }
  }
  return {
    id,
    title,
    width,
    height: whole + grid.top + grid.bottom,
    option: {
      grid,
      xAxis: { ...Axis.amounts(scale, (value) => figure(value, scale.step)), position: "bottom" },
      yAxis: { type: "value", min: 0, max: whole, inverse: true, show: false },
      series: [
        {
          type: "custom",
          silent: true,
          clip: false,
          z: 1,
          data: [[base, 0]],
          renderItem: (_: unknown, api: Coordinates) => ({
            type: "line",
            shape: { x1: api.coord([base, 0])[0], x2: api.coord([base, 0])[0], y1: 6, y2: whole + 6 },
            style: { stroke: colour.ink, lineWidth: 1 }
          })
        },
        {
          type: "custom",
          silent: true,
          clip: false,
          z: 2,
          data: rows.map((_, i) => [base, middles[i]!]),
          renderItem: ({ dataIndex }: { readonly dataIndex: number }, api: Coordinates) => row(dataIndex, api)
        }
      ]
    }
  }
}
