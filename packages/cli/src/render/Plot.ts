/**
 * Numbers by year as a picture of characters: lines, a fan of bands, levels to reach, and both axes.
 *
 * Braille dots draw the lines, two by four to a character; shades fill a band; dashes are levels. Where there are
 * several lines, each carries its letter, on its way and at its end, so that nothing is lost without colour. The scale runs from the lowest
 * number drawn to the highest, which stand in the lowest and the highest row.
 *
 * P1  no line is wider than the width (of at least 20 columns), and none ends in a space;
 * P2  the lowest and the highest number drawn stand in the outermost rows, unless there is no more than one number;
 * P3  the same data give the same text, with colours or without.
 *
 * Packages for charts in a terminal draw steps rather than lines, know no bands, count a Chinese label as half its
 * width and keep to no width themselves, so this is written here.
 */
import type { Palette } from "./Colour.ts"
import * as Width from "./Width.ts"

/** A line. A number that is not finite is a gap. */
export interface Line {
  /** What stands on the line where there are several; one character. */
  readonly letter: string
  readonly values: ReadonlyArray<number>
}

/** A band between two lines, as dark as `shade` says; later ones lie over earlier ones. */
export interface Band {
  readonly shade: "light" | "medium"
  readonly low: ReadonlyArray<number>
  readonly high: ReadonlyArray<number>
}

/** A level from one year to another. */
export interface Level {
  readonly value: number
  readonly from: number
  readonly to: number
}

/** A picture as data. Every series begins with the year `from`. */
export interface Plot {
  readonly from: number
  readonly lines: ReadonlyArray<Line>
  readonly bands: ReadonlyArray<Band>
  readonly levels: ReadonlyArray<Level>
  /** Numbers as the axis tells them; told all at once, so that they get the same decimals. */
  readonly told: (values: ReadonlyArray<number>) => ReadonlyArray<string>
}

type Paint = (text: string) => string

interface Cell {
  readonly text: string
  readonly paint: Paint
}

/** Where the numbers and the years stand: columns, rows of dots, and the year of each column. */
interface Scale {
  readonly columns: number
  readonly rows: number
  readonly low: number
  readonly high: number
  /** The column of a year, counted in columns from the left; may be broken. */
  readonly columnOf: (year: number) => number
  /** How high a number stands, 0 at the bottom and 1 at the top. */
  readonly shareOf: (value: number) => number
}

const shades = { light: "░", medium: "▒" } as const
const dash = "╌"
const deadline = "┤"
const noise = 1e-9
const narrowest = 4

/** The bit of each dot of a braille character, by row and column. */
const dots = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80]
] as const

const drawnNumbers = ({ bands, levels, lines }: Plot): ReadonlyArray<number> =>
  [
    ...lines.flatMap(({ values }) => values),
    ...bands.flatMap(({ high, low }) => [...low, ...high]),
    ...levels.map(({ value }) => value)
  ].filter(Number.isFinite)

const yearsIn = ({ bands, from, levels, lines }: Plot): number =>
  Math.max(
    1,
    ...lines.map(({ values }) => values.length),
    ...bands.map(({ low }) => low.length),
    ...levels.map(({ to }) => to - from + 1)
  )

/** Round numbers from `low` to `high`, at most as many as there is room for; at least the ends where none is round. */
export const ticks = (low: number, high: number, most: number): ReadonlyArray<number> => {
  const span = high - low
  if (!(span > 0) || !Number.isFinite(span)) return [...new Set([low, high])]
  const exponent = Number((span / most).toExponential().split("e")[1])
  const steps = [exponent, exponent + 1].flatMap((power) => [1, 2, 2.5, 5].map((digit) => Number(`${digit}e${power}`)))
  for (const step of steps) {
    const [first, last] = [Math.ceil(low / step - noise), Math.floor(high / step + noise)]
    if (step === 0 || last - first + 1 > most) continue
    // Through a text: 3 * 0.1 is not the number that a reader calls 0.3.
    const found = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
    const inside = found.filter((value) => value >= low && value <= high)
    return inside.length >= 2 ? inside : [low, high]
  }
  return [low, high]
}

const scaleOf = (plot: Plot, columns: number, rows: number): Scale => {
  const numbers = drawnNumbers(plot)
  const low = Math.min(...numbers)
  const high = Math.max(...numbers)
  const flat = !(high / 2 - low / 2 > (noise / 2) * Math.max(Math.abs(high), Math.abs(low)))
  const last = Math.max(1, yearsIn(plot) - 1)
  // Whole columns between years where there is room: then every year is as wide as every other.
  const step = columns > last ? Math.floor((columns - 1) / last) : (columns - 1) / last
  return {
    columns: Math.floor(step * last + noise) + 1,
    rows,
    low,
    high,
    columnOf: (year) => (year - plot.from) * step,
    shareOf: (value) => (flat ? 0.5 : (value / 2 - low / 2) / (high / 2 - low / 2))
  }
}

const columnIn = (scale: Scale, year: number): number => Math.round(scale.columnOf(year))

/** The value of a series at a column, on the straight line between two years; nothing outside and in a gap. */
const valueAt = (values: ReadonlyArray<number>, { columnOf }: Scale, from: number, column: number): number => {
  const position = Math.max(0, column) / columnOf(from + 1)
  const before = Math.floor(position + noise)
  const rest = Math.max(0, position - before)
  const a = values[before] ?? NaN
  if (rest < noise) return a
  return a + rest * ((values[before + 1] ?? NaN) - a)
}

/** What a series comes to within a column: the value at it, and those of years that share it. */
const valuesIn = (values: ReadonlyArray<number>, scale: Scale, from: number, column: number): ReadonlyArray<number> => {
  const shared = scale.columnOf(from + 1) >= 1 ? [] : values.filter((_, i) => columnIn(scale, from + i) === column)
  return [valueAt(values, scale, from, column), ...shared].filter(Number.isFinite)
}

/** The row of dots of a number, from the top. */
const dotOf = (scale: Scale, value: number): number => Math.round((1 - scale.shareOf(value)) * (scale.rows * 4 - 1))

/** The row of characters that holds a number's dot. */
const rowOf = (scale: Scale, value: number): number => Math.floor(dotOf(scale, value) / 4)

/** The dots of a line: one a half column, and what joins them. */
const trace = (values: ReadonlyArray<number>, scale: Scale, from: number): ReadonlyMap<number, number> => {
  const cells = new Map<number, number>()
  const set = (half: number, dot: number): void => {
    const at = Math.floor(dot / 4) * scale.columns + Math.floor(half / 2)
    cells.set(at, (cells.get(at) ?? 0) | dots[dot % 4]![(half % 2) as 0])
  }
  let before: number | undefined
  for (let half = 0; half < scale.columns * 2 - 1; half++) {
    const value = valueAt(values, scale, from, half / 2)
    if (!Number.isFinite(value)) {
      before = undefined
      continue
    }
    const dot = dotOf(scale, value)
    const start = before === undefined ? dot : before < dot ? before + 1 : before > dot ? before - 1 : dot
    for (let k = Math.min(start, dot); k <= Math.max(start, dot); k++) set(half, k)
    before = dot
  }
  // Years that share a column leave points between the halves: each number has its dot.
  values.forEach((value, i) => {
    if (Number.isFinite(value))
      set(Math.min(scale.columns * 2 - 2, Math.round(scale.columnOf(from + i) * 2)), dotOf(scale, value))
  })
  return cells
}

/** Where lines carry their letters: in turns, so that those of lines that lie close do not hide each other. */
const lettered = ({ from, lines }: Plot, { columnOf }: Scale) => {
  const apart = Math.max(1, Math.ceil(6 / columnOf(from + 1)))
  return lines.flatMap(({ letter, values }, i) =>
    lines.length === 1
      ? []
      : values.flatMap((value, k) => {
          const turn = k - Math.floor(apart / 2) - i * apart
          const own = turn >= 0 && turn % (apart * lines.length) === 0
          return own && k < values.length - 1 && Number.isFinite(value) ? [{ i, letter, value, year: from + k }] : []
        })
  )
}

/** The letters behind the lines' ends, of the row. */
const endings = ({ lines }: Plot, scale: Scale, row: number, palette: Palette): string =>
  lines.length === 1
    ? ""
    : lines
        .map(({ letter, values }, i) => {
          const last = values.findLast(Number.isFinite)
          return last !== undefined && rowOf(scale, last) === row ? palette.series(i)(letter) : ""
        })
        .join("")

const field = (plot: Plot, scale: Scale, palette: Palette): Array<Array<Cell>> => {
  const cells: Array<Array<Cell>> = Array.from({ length: scale.rows }, () =>
    Array.from({ length: scale.columns }, () => ({ text: " ", paint: palette.faint }))
  )
  const set = (row: number, column: number, cell: Cell): void => {
    cells[row]![column] = cell
  }
  for (const { high, low, shade } of plot.bands)
    for (let column = 0; column < scale.columns; column++) {
      const [tops, bottoms] = [high, low].map((values) => valuesIn(values, scale, plot.from, column))
      if (tops!.length === 0 || bottoms!.length === 0) continue
      for (let row = rowOf(scale, Math.max(...tops!)); row <= rowOf(scale, Math.min(...bottoms!)); row++)
        set(row, column, { text: shades[shade], paint: palette.series(0) })
    }
  for (const { from, to, value } of plot.levels)
    for (let column = Math.max(0, columnIn(scale, from)); column < columnIn(scale, to); column++)
      set(rowOf(scale, value), column, { text: dash, paint: palette.open })
  const dotted = new Map<number, number>()
  for (const [i, { values }] of plot.lines.entries())
    for (const [at, bits] of trace(values, scale, plot.from)) {
      const all = (dotted.get(at) ?? 0) | bits
      dotted.set(at, all)
      const cell = { text: String.fromCharCode(0x2800 + all), paint: palette.series(i) }
      set(Math.floor(at / scale.columns), at % scale.columns, cell)
    }
  for (const { i, letter, value, year } of lettered(plot, scale))
    set(rowOf(scale, value), columnIn(scale, year), { text: letter, paint: palette.series(i) })
  for (const { to, value } of plot.levels)
    set(rowOf(scale, value), columnIn(scale, to), { text: deadline, paint: palette.open })
  return cells
}

/** Cells as a text, colours put around what has the same. */
const joined = (cells: ReadonlyArray<Cell>, whole: boolean): string => {
  const last = whole ? cells.length : cells.findLastIndex(({ text }) => text !== " ")
  const parts: Array<{ text: string; readonly paint: Paint }> = []
  for (const { paint, text } of cells.slice(0, last + 1)) {
    const before = parts.at(-1)
    if (before !== undefined && (before.paint === paint || text === " ")) before.text += text
    else parts.push({ text, paint })
  }
  return parts.map(({ paint, text }) => paint(text)).join("")
}

/** The years told under the axis: as many as stand apart, the first of a round count of years. */
const yearsTold = (plot: Plot, scale: Scale): ReadonlyArray<number> => {
  const years = Array.from({ length: yearsIn(plot) }, (_, i) => plot.from + i)
  const room = (every: number): boolean => scale.columnOf(plot.from + every) >= 7
  const every = [1, 2, 5, 10, 20, 50, 100, 200, 500].find(room) ?? 1000
  const round = years.filter((year) => year % every === 0)
  return round.length > 0 ? round : years.slice(0, 1)
}

/** Draws a picture in `width` columns and `rows` rows of numbers, and two more for the years. */
export const text = (plot: Plot, width: number, rows: number, palette: Palette): string => {
  if (drawnNumbers(plot).length === 0) return ""
  const rough = scaleOf(plot, width, rows)
  const numbers = ticks(rough.low, rough.high, Math.max(2, Math.floor(rows / 3)))
  // Room for the second half of the last year, and for the letters of lines that end in one row.
  const margin = plot.lines.length === 1 ? 2 : 1 + plot.lines.length
  const room = Math.min(Math.floor(width / 2), width - margin - 2 - narrowest)
  const labels = plot.told(numbers).map((label) => Width.truncate(Width.printable(label), room))
  const gutter = Math.max(...labels.map(Width.of))
  const scale = scaleOf(plot, Math.max(narrowest, width - gutter - 2 - margin), rows)
  const years = yearsTold(plot, scale)
  const labelIn = new Map(numbers.map((value, i) => [rowOf(scale, value), labels[i]!]))
  const body = field(plot, scale, palette).map((cells, row) => {
    const label = labelIn.get(row)
    const axis = palette.faint(label === undefined ? "│" : "┤")
    const ends = endings(plot, scale, row, palette)
    const line = `${joined(cells, ends !== "")}${ends === "" ? "" : ` ${ends}`}`
    return `${Width.pad(label ?? "", gutter, "right")} ${axis}${line}`
  })
  const marks = new Set(years.map((year) => columnIn(scale, year)))
  const axis = Array.from({ length: scale.columns }, (_, column) => (marks.has(column) ? "┬" : "─")).join("")
  const under = years.reduce((line, year) => {
    const start = gutter + 2 + columnIn(scale, year) - 2
    return `${line.padEnd(Math.max(0, Math.min(start, width - 4)))}${year}`
  }, "")
  return [...body, `${" ".repeat(gutter + 1)}${palette.faint(`└${axis}`)}`, under].join("\n")
}
