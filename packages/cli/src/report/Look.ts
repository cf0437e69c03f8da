/**
 * How charts look: colours that people with any colour vision tell apart, and dashes and marks that tell runs apart
 * where there is no colour at all.
 *
 * Each colour of a chart is named here once. The style sheet of the page turns it into its counterpart on a dark
 * screen; on paper and wherever the style sheet is not understood it is as it stands here.
 */

/** The colours of charts, on white. */
export const colour = {
  ink: "#1b2430",
  muted: "#55606e",
  rule: "#c3cad3",
  grid: "#e6e9ed",
  target: "#a1230f",
  up: "#0b6ab0",
  down: "#c25700",
  whole: "#3c4754",
  band: "#0b6ab1",
  paper: "#ffffff"
} as const

/** The same on a dark screen. */
export const dark: Readonly<Record<string, string>> = {
  "#1b2430": "#e9edf2",
  "#55606e": "#a9b4c1",
  "#c3cad3": "#4a5563",
  "#e6e9ed": "#2c3540",
  "#a1230f": "#ff9a86",
  "#0b6ab0": "#6db9f2",
  "#c25700": "#f5a04c",
  "#3c4754": "#b8c2cd",
  "#0b6ab1": "#6db9f3",
  "#ffffff": "#151a21",
  // The inside of an empty mark, as ECharts writes it.
  "#fff": "#151a21",
  "#2b3440": "#dfe5ec",
  "#0a66a8": "#69b6ef",
  "#b84700": "#f59d52",
  "#1a7a5a": "#58c99d",
  "#7a3f98": "#cf9be8",
  "#7d6608": "#dcc25a"
}

/** How the line of a run looks: of the first, the second, and so on. */
export interface Stroke {
  readonly colour: string
  readonly width: number
  /** Lengths of dash and gap; a line without is whole. */
  readonly dash: ReadonlyArray<number> | undefined
  /** The mark at some of its years, as ECharts names it. */
  readonly mark: "none" | "circle" | "rect" | "triangle" | "diamond" | "emptyCircle"
}

const strokes: ReadonlyArray<Stroke> = [
  { colour: "#2b3440", width: 1.8, dash: undefined, mark: "none" },
  { colour: "#0a66a8", width: 2.4, dash: undefined, mark: "circle" },
  { colour: "#b84700", width: 2, dash: [7, 3], mark: "rect" },
  { colour: "#1a7a5a", width: 2, dash: [2, 3], mark: "triangle" },
  { colour: "#7a3f98", width: 2, dash: [9, 3, 2, 3], mark: "diamond" },
  { colour: "#7d6608", width: 2, dash: [4, 2], mark: "emptyCircle" }
]

/** The most runs that lines can be told apart of. */
export const mostRuns = strokes.length

/** The look of a run's line. A run that is alone has the colour of a main figure. */
export const stroke = (index: number, count: number): Stroke =>
  count === 1 ? { ...strokes[1]!, mark: "none" } : strokes[index % strokes.length]!
