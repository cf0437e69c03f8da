/**
 * How a table gets into the width it is given.
 *
 * First labels are broken, down to `comfortable` columns; then optional columns are left out or folded into
 * the labels; then labels get narrower still; then a table that can be told in
 * fewer columns is, and one of several parts is taken apart into several tables; then names leave their labels for lines
 * of their own; then labels come down to their longest words. What still has no room is told row by row, see `RowByRow`.
 * So numbers and names stay whole, unless a single one of them is wider than the window.
 */
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
  /** Whether its texts are names, which are never broken: where labels have no room for one it gets a line of its own. */
  readonly names?: boolean
  /** Whether its texts say whose the figure in the next column is. */
  readonly whose?: boolean
  /** A picture of figures, which goes before a table is told row by row. */
  readonly picture?: boolean
  /** What the column is, told under the table where the column stands in it. */
  readonly explained?: string
  /** Columns of one part stay together. A part may be drawn below another, with the columns that are of none. */
  readonly part?: number
}

/** Colours a text without changing its width. */
export type Paint = (text: string) => string

/** A cell: a text, and how to paint it. */
export interface Cell {
  readonly text: string
  readonly paint?: Paint | undefined
  /** The name that stands in the text, and the text without it. */
  readonly named?: { readonly name: string; readonly text: string } | undefined
}

/** A row of cells. */
export interface CellRow {
  readonly cells: ReadonlyArray<Cell>
  /** What the row is about. The labels of rows that follow each other about one thing stand once, beside them all. */
  readonly about?: string | undefined
  /** A name that stands on a line of its own under the row. */
  readonly below?: string | undefined
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

/** What stands between columns, and before the first. */
export const gap = "  "
export const margin = " "
const fewest = 2
const readable = 16
const comfortable = 24
const tight = 10

type Widths = ReadonlyArray<number>

/** A table whose texts are harmless, without columns that would add to labels and have nothing to add. */
export const printable = ({ columns, rows, stacked }: Table): Table => {
  const isBlank = (i: number): boolean => rows.every((row) => "section" in row || (row.cells[i]?.text ?? "") === "")
  const hasLabels = columns.some(({ folds }) => folds === undefined)
  const blank = new Set(columns.filter(({ folds }, i) => hasLabels && folds !== undefined && isBlank(i)))
  const harmless: Table = {
    ...(stacked && { stacked }),
    columns: columns.map((column) => ({ ...column, head: Width.printable(column.head) })),
    rows: rows.map((row) =>
      "section" in row
        ? { section: Width.printable(row.section) }
        : {
            ...row,
            cells: columns.map((_, i) => ({ ...row.cells[i], text: Width.printable(row.cells[i]?.text ?? "") }))
          }
    )
  }
  return keeping(harmless, (_, i) => !blank.has(columns[i]!))
}

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
/** Columns of a cell, and of its longest word. */
export const widthOf = remembered(({ text: content }: Cell) => Width.of(content))
export const longestWordOf = remembered(({ text: content }: Cell) => Width.ofLongestWord(content))

const natural = remembered((table: Table): Widths =>
  table.columns.map((_, i) => Math.max(fewest, ...cellsOf(table, i).map(widthOf)))
)

/** Columns of the longest word of a cell, or 0 where the whole cell takes no more than `least`. */
const ofWordBeyond = (cell: Cell, least: number): number => (widthOf(cell) <= least ? 0 : longestWordOf(cell))

/** The widths when labels are narrowed to `least`, or to their longest word. */
const narrowed = (table: Table, least: number): Widths =>
  natural(table).map((width, i) => {
    if (width <= least || table.columns[i]!.wraps !== true) return width
    return Math.min(width, Math.max(least, ...cellsOf(table, i).map((cell) => ofWordBeyond(cell, least))))
  })

/** Columns of the longest part of a figure: what stands in brackets behind it may go to the next line, a unit may not. */
const longestPartOf = remembered(({ text: content }: Cell) => Math.max(...content.split(/ (?=\()/).map(Width.of)))

/** The widths when labels and heads break between words, and figures before brackets. */
const narrowest = (table: Table): Widths =>
  narrowed(table, tight).map((width, i) => {
    const [head, ...cells] = cellsOf(table, i)
    return table.columns[i]!.wraps === true
      ? width
      : Math.max(fewest, longestWordOf(head!), ...cells.map(longestPartOf))
  })

/** The width of a whole table. */
const taken = (widths: Widths): number =>
  widths.reduce((a, b) => a + b, margin.length + gap.length * (widths.length - 1))

const keeping = ({ columns, rows, stacked }: Table, kept: (column: Column, index: number) => boolean): Table => ({
  ...(stacked && { stacked }),
  columns: columns.filter(kept),
  rows: rows.map((row) =>
    "section" in row ? row : { ...row, cells: row.cells.filter((_, i) => kept(columns[i]!, i)) }
  )
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
  const { folds, names } = columns[dropped]!
  const label = columns.findIndex(({ wraps }, i) => wraps === true && i !== dropped)
  const folded = (cells: ReadonlyArray<Cell>): ReadonlyArray<Cell> => {
    const own = cells[dropped]!.text
    if (folds === undefined || own === "") return cells
    const named = ({ named: before, text }: Cell): Cell["named"] =>
      names === true ? { name: own, text } : before && { ...before, text: folds(before.text, own) }
    return cells.map((cell, i) => (i === label ? { ...cell, text: folds(cell.text, own), named: named(cell) } : cell))
  }
  const told = rows.map((row) => ("section" in row ? row : { ...row, cells: folded(row.cells) }))
  return keeping({ columns, rows: told, ...(stacked && { stacked }) }, (other) => other !== column)
}

/** The table with the names that stand in labels on lines of their own; nothing when it has none. */
const withNamesBelow = (table: Table): Table | undefined => {
  const nameIn = (row: CellRow) => row.cells.find(({ named }) => named !== undefined)?.named?.name
  if (!table.rows.some((row) => "cells" in row && nameIn(row) !== undefined)) return undefined
  return {
    ...table,
    rows: table.rows.map((row) =>
      "section" in row
        ? row
        : {
            ...row,
            below: nameIn(row) ?? row.below,
            cells: row.cells.map((cell) =>
              cell.named === undefined ? cell : { ...cell, text: cell.named.text, named: undefined }
            )
          }
    )
  }
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

/** A table, or a part of one, that has room. */
export interface Arranged {
  readonly table: Table
  readonly widths: Widths
  /** The columns that are told nowhere. */
  readonly lost: ReadonlyArray<Column>
  /** Whether columns have no room, and every row is told by itself. */
  readonly rowByRow?: boolean
}

/** A table as it was before columns without room were left out, and what was lost until then. */
interface Origin {
  readonly table: Table
  readonly lost: ReadonlyArray<Column>
}

/** A table row by row, which has room for all of its columns but pictures; what was folded stays so. */
const toldByRow = ({ lost, table }: Origin, fewer: Table): Arranged => {
  const isFolded = (column: Column): boolean => column.folds !== undefined && !fewer.columns.includes(column)
  const folded = table.columns.filter(isFolded).reduce(without, table)
  const whole = withNamesBelow(folded) ?? folded
  const pictures = whole.columns.filter(({ picture }) => picture === true)
  const told = keeping(whole, ({ picture }) => picture !== true)
  return { table: told, widths: natural(told), lost: [...lost, ...pictures], rowByRow: true }
}

/** The tables that a table is drawn in, which have room in a width. */
export const arranged = (
  table: Table,
  width: number,
  lost: ReadonlyArray<Column> = [],
  origin: Origin = { table, lost }
): ReadonlyArray<Arranged> => {
  const whole = natural(table)
  if (taken(whole) <= width) return [{ table, widths: whole, lost }]
  const going = (fewer: Table): ReadonlyArray<Arranged> => {
    const gone = table.columns.filter((column) => !fewer.columns.includes(column) && column.folds === undefined)
    return arranged(fewer, width, [...lost, ...gone], origin)
  }
  const spare = table.columns.find((column) => column.spare === true)
  if (spare !== undefined) return going(without(table, spare))
  const fewer = taken(narrowed(table, comfortable)) > width ? withoutFirst(table) : undefined
  if (fewer !== undefined) return going(fewer)
  const fitting = narrowed(table, readable)
  if (taken(fitting) <= width) return [{ table, widths: shrunk(whole, fitting, width), lost }]
  if (table.stacked !== undefined) return arranged(printable(table.stacked()), width)
  const parts = apart(table, width)
  if (parts.length > 1) return parts.flatMap((part) => arranged(part, width, lost))
  const named = withNamesBelow(table)
  if (named !== undefined) return arranged(named, width, lost, origin)
  const least = narrowest(table)
  if (taken(least) <= width) return [{ table, widths: shrunk(whole, least, width), lost }]
  const picture = table.columns.find((column) => column.picture === true)
  return picture === undefined ? [toldByRow(origin, table)] : going(without(table, picture))
}
