/**
 * Tables on a terminal.
 *
 * markdown-table lines the columns up; what it does not know is decided here:
 * how a table gets into the width it is given. First labels are broken, down
 * to `comfortable` columns; then optional columns are left out or folded into
 * the labels; then labels get narrower still; then a table that can be told in
 * fewer columns is, and one of several parts is drawn in several tables. So
 * numbers stay whole, unless a single one of them has no room beside its label.
 *
 * No line is wider than the width (a table of n columns needs at least
 * 4n - 1), and none ends in a space. Widths are those of `Width`, which is to
 * say of string-width, so Chinese labels line up.
 */
import { stripVTControlCharacters } from "node:util"
import { markdownTable } from "markdown-table"
import * as Width from "./Width.ts"

/** A column of a table. */
export interface Column {
  readonly head: string
  readonly align: "left" | "right"
  /** Whether its texts are labels, which may be broken. */
  readonly wraps?: boolean
  /** A table that is too wide may do without it; columns go in this order, those of one number together. */
  readonly optional?: number
  /** Stays only where no label has to be broken for it. */
  readonly spare?: boolean
  /** Makes one text of a label and this column's own: it stands in the label once the column is left out. */
  readonly folds?: (label: string, own: string) => string
  /** Columns of one part stay together. A part may be drawn below another, with the columns that are of none. */
  readonly part?: number
}

/** Colours a text without changing its width. */
export type Paint = (text: string) => string

/** A cell: a text, and how to paint it. */
export interface Cell {
  readonly text: string
  readonly paint?: Paint | undefined
}

/** A row of cells. */
export interface CellRow {
  readonly cells: ReadonlyArray<Cell>
  /** What the row is about. The labels of rows that follow each other about one thing stand once, beside them all. */
  readonly about?: string | undefined
}

/** A row of cells, or a heading over the rows that follow. */
export type Row = CellRow | { readonly section: string }

/** A table as data; `text` and `Markdown.table` draw it. */
export interface Table {
  readonly columns: ReadonlyArray<Column>
  readonly rows: ReadonlyArray<Row>
  /** Another table that tells the same in fewer columns, drawn where this one has no room. */
  readonly stacked?: () => Table
}

const gap = "  "
const margin = " "
const narrowest = 2
const readable = 16
const comfortable = 24

type Widths = ReadonlyArray<number>

const printable = ({ columns, rows, stacked }: Table): Table => ({
  ...(stacked && { stacked }),
  columns: columns.map((column) => ({ ...column, head: Width.printable(column.head) })),
  rows: rows.map((row) =>
    "section" in row
      ? { section: Width.printable(row.section) }
      : { ...row, cells: columns.map((_, i) => ({ ...row.cells[i], text: Width.printable(row.cells[i]?.text ?? "") })) }
  )
})

const cellsOf = ({ columns, rows }: Table, i: number): ReadonlyArray<Cell> => [
  { text: columns[i]!.head },
  ...rows.flatMap((row) => ("section" in row ? [] : [row.cells[i]!]))
]

/** What a measure gives, kept as long as what it measured: a table is arranged in several ways before it is drawn. */
const remembered = <A extends object, B>(measure: (measured: A) => B): ((measured: A) => B) => {
  const known = new WeakMap<A, B>()
  return (measured) => {
    const found = known.get(measured)
    if (found !== undefined) return found
    const made = measure(measured)
    known.set(measured, made)
    return made
  }
}
const widthOf = remembered(({ text: content }: Cell) => Width.of(content))
const longestWordOf = remembered(({ text: content }: Cell) => Width.ofLongestWord(content))

const natural = remembered((table: Table): Widths =>
  table.columns.map((_, i) => Math.max(narrowest, ...cellsOf(table, i).map(widthOf)))
)

/** Columns of the longest word of a cell, or 0 where the whole cell takes no more than `least`. */
const ofWordBeyond = (cell: Cell, least: number): number => (widthOf(cell) <= least ? 0 : longestWordOf(cell))

/** The widths when columns are narrowed to `least`, or to their longest word: labels only, or every column. */
const narrowed = (table: Table, least: number, every = false): Widths =>
  natural(table).map((width, i) => {
    if (width <= least || !(every || table.columns[i]!.wraps === true)) return width
    return Math.min(width, Math.max(least, ...cellsOf(table, i).map((cell) => ofWordBeyond(cell, least))))
  })

/** The width of a whole table. */
const taken = (widths: Widths): number =>
  widths.reduce((a, b) => a + b, margin.length + gap.length * (widths.length - 1))

const keeping = ({ columns, rows, stacked }: Table, kept: (column: Column) => boolean): Table => ({
  ...(stacked && { stacked }),
  columns: columns.filter(kept),
  rows: rows.map((row) => ("section" in row ? row : { ...row, cells: row.cells.filter((_, i) => kept(columns[i]!)) }))
})

/** The table without the optional columns that go first; nothing when it has none. */
const withoutFirst = (table: Table): Table | undefined => {
  const first = Math.min(...table.columns.map(({ optional }) => optional ?? Infinity))
  const going = table.columns.filter(({ optional }) => optional === first)
  if (going.length === 0 || going.length === table.columns.length) return undefined
  return going.reduce(without, table)
}

/** The table without a column, which stands in the labels where it folds into them. */
const without = (table: Table, column: Column): Table => {
  const { columns, rows, stacked } = table
  const dropped = columns.indexOf(column)
  const { folds } = columns[dropped]!
  const label = columns.findIndex(({ wraps }, i) => wraps === true && i !== dropped)
  const folded = (cells: ReadonlyArray<Cell>): ReadonlyArray<Cell> => {
    const own = cells[dropped]!.text
    if (folds === undefined || own === "") return cells
    return cells.map((cell, i) => (i === label ? { ...cell, text: folds(cell.text, own) } : cell))
  }
  const told = rows.map((row) => ("section" in row ? row : { ...row, cells: folded(row.cells) }))
  return keeping({ columns, rows: told, ...(stacked && { stacked }) }, (other) => other !== column)
}

/** The table in as many tables as it takes for the parts to have room; one when it has no parts. */
const apart = (table: Table, width: number): ReadonlyArray<Table> => {
  const holding = (parts: ReadonlyArray<number>): Table =>
    keeping(table, ({ part }) => part === undefined || parts.includes(part))
  const groups: Array<ReadonlyArray<number>> = []
  for (const part of new Set(table.columns.flatMap((column) => column.part ?? []))) {
    const longer = [...(groups.at(-1) ?? []), part]
    if (groups.length > 0 && taken(narrowed(holding(longer), comfortable)) <= width) groups[groups.length - 1] = longer
    else groups.push([part])
  }
  return groups.length === 0 ? [table] : groups.map(holding)
}

/** Takes columns from the widest, one by one, until the sum fits or all are at their least. */
const shrunk = (from: Widths, least: Widths, width: number): Widths => {
  const widths = [...from]
  for (let over = taken(widths) - width; over > 0; over--) {
    const widest = widths.reduce((a, w, i) => (w > least[i]! && (a === -1 || w > widths[a]!) ? i : a), -1)
    if (widest === -1) break
    widths[widest]!--
  }
  return widths
}

interface Arranged {
  readonly table: Table
  readonly widths: Widths
}

const arranged = (table: Table, width: number): ReadonlyArray<Arranged> => {
  const whole = natural(table)
  if (taken(whole) <= width) return [{ table, widths: whole }]
  const spare = table.columns.find((column) => column.spare === true)
  if (spare !== undefined) return arranged(without(table, spare), width)
  const fewer = taken(narrowed(table, comfortable)) > width ? withoutFirst(table) : undefined
  if (fewer !== undefined) return arranged(fewer, width)
  const fitting = narrowed(table, readable)
  if (taken(fitting) <= width) return [{ table, widths: shrunk(whole, fitting, width) }]
  if (table.stacked !== undefined) return arranged(printable(table.stacked()), width)
  const parts = apart(table, width)
  if (parts.length > 1) return parts.flatMap((part) => arranged(part, width))
  const broken = narrowed(table, narrowest, true)
  const least = taken(broken) <= width ? broken : whole.map(() => narrowest)
  return [{ table, widths: shrunk(whole, least, width) }]
}

const asIs: Paint = (line) => line

// markdown-table sets a bar between cells. No printable text holds this character: it is a cell's own bar until then.
const bar = "\0"

const measure = (cell: string): number => Width.of(stripVTControlCharacters(cell.replaceAll(bar, "|")))

const drawn = ({ table: { columns, rows }, widths }: Arranged, width: number, paintHead: Paint): string => {
  /** The lines of a cell: broken to its column, or cut where nothing else helps, and painted. */
  const linesOfCell = (cell: Cell, i: number, isHead = false): ReadonlyArray<string> => {
    const { paint = asIs, text: content } = cell
    const painted = (line: string): string => (line === "" ? "" : paint(line.replaceAll("|", bar)))
    const room = widths[i]!
    if (widthOf(cell) <= room) return [painted(content.trimEnd())]
    const breaks = isHead || columns[i]!.wraps === true || longestWordOf(cell) <= room
    return (breaks ? Width.wrap(content, room) : [content]).map((line) => painted(Width.truncate(line, room)))
  }
  /** The lines of rows about one thing: labels once, the other cells each from the line on where its row begins. */
  const linesOf = (about: ReadonlyArray<CellRow>): ReadonlyArray<ReadonlyArray<string>> => {
    const cells = about.map((row) => columns.map((_, i) => linesOfCell(row.cells[i]!, i)))
    const own = cells.map((row) =>
      Math.max(1, ...row.map((lines, i) => (columns[i]!.wraps === true ? 1 : lines.length)))
    )
    const filled = columns.map((column, i) =>
      column.wraps === true
        ? cells[0]![i]!
        : cells.flatMap((row, k) => Array.from({ length: own[k]! }, (_, at) => row[i]![at] ?? ""))
    )
    const height = Math.max(...filled.map((lines) => lines.length))
    return Array.from({ length: height }, (_, k) => filled.map((lines) => lines[k] ?? ""))
  }
  /** Rows about one thing go together where their labels are the same. */
  const together = (row: CellRow, before: Row | undefined): boolean =>
    row.about !== undefined &&
    before !== undefined &&
    "cells" in before &&
    before.about === row.about &&
    columns.every(({ wraps }, i) => wraps !== true || row.cells[i]!.text === before.cells[i]!.text)
  const grouped = rows.reduce<Array<string | Array<CellRow>>>((groups, row, k) => {
    const last = groups.at(-1)
    if ("section" in row) groups.push(row.section)
    else if (Array.isArray(last) && together(row, rows[k - 1])) last.push(row)
    else groups.push([row])
    return groups
  }, [])
  const headCells = columns.map((column, i) => linesOfCell({ text: column.head, paint: paintHead }, i, true))
  const head = Array.from({ length: Math.max(...headCells.map((lines) => lines.length)) }, (_, k) =>
    headCells.map((lines) => lines[k] ?? "")
  )
  const body = grouped.map((group) => (typeof group === "string" ? group : linesOf(group)))

  const [first, delimiters, ...others] = markdownTable(
    [...head, ...body.flatMap((lines) => (typeof lines === "string" ? [] : lines))],
    {
      align: columns.map((column) => column.align),
      padding: false,
      delimiterStart: false,
      delimiterEnd: false,
      stringLength: measure
    }
  )
    .split("\n")
    .map((line) => (margin + line.replaceAll("|", gap)).trimEnd().replaceAll(bar, "|"))

  const aligned = [first!, ...others]
  let at = head.length
  const lines = body.flatMap((row) => {
    if (typeof row === "string")
      return Width.wrap(row, width - margin.length).map((line) => (line === "" ? "" : margin + paintHead(line)))
    return aligned.slice(at, (at += row.length))
  })
  const rule = "─".repeat(Math.max(Width.of(delimiters!), ...lines.map(measure)))
  return [...aligned.slice(0, head.length), rule, ...lines, rule].join("\n")
}

/** Draws a table at most `width` columns wide. Heads and sections are painted with `paintHead`. */
export const text = (table: Table, width: number, paintHead: Paint = asIs): string =>
  arranged(printable(table), width)
    .map((one) => drawn(one, width, paintHead))
    .join("\n\n")
