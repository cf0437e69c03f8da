/**
 * Tables on a terminal.
 *
 * `Arrangement` decides how a table gets into the width it is given, and markdown-table lines the columns up. How many
 * columns a window has no room for is said under the table, and what explains a column only where that is shown.
 *
 * No line is wider than the width, and none ends in a space. Widths are those of `Width`, which is to
 * say of string-width, so Chinese labels line up.
 */
import { stripVTControlCharacters } from "node:util"
import { markdownTable } from "markdown-table"
import * as Arrangement from "./Arrangement.ts"
import type { Cell, CellRow, Column, Paint, Row, Table } from "./Arrangement.ts"
import * as RowByRow from "./RowByRow.ts"
import * as Width from "./Width.ts"

export type { Cell, CellRow, Column, Paint, Row, Table } from "./Arrangement.ts"

const { gap, margin } = Arrangement

// A head is in the language of its reader, and a table has one of more than a letter.
const isChinese = ({ columns }: Table): boolean => columns.some(({ head }) => /\p{Script=Han}/u.test(head))

/** How many columns more width would show, and how to get it. */
const wanting = (table: Table, lost: ReadonlySet<Column>, width: number): ReadonlyArray<string> => {
  if (lost.size === 0) return []
  const piped = width === Width.withoutWindow
  const told = isChinese(table)
    ? `另有 ${lost.size} 列，加宽窗口${piped ? "或设 COLUMNS=140 " : ""}可见`
    : `${lost.size} more ${lost.size === 1 ? "column" : "columns"} at a wider window${piped ? " or with COLUMNS=140" : ""}`
  return Width.wrap(margin + told, width)
}

interface Below {
  readonly below: string
}

const asIs: Paint = (line) => line

/** What every colour begins with. */
const escape = "\u001b"

// markdown-table sets a bar between cells. No printable text holds this character: it is a cell's own bar until then.
const bar = "\0"

const measure = (cell: string): number => {
  const told = cell.replaceAll(bar, "|")
  return Width.of(told.includes(escape) ? stripVTControlCharacters(told) : told)
}

const drawn = ({ table: { columns, rows }, widths }: Arrangement.Arranged, width: number, paintHead: Paint): string => {
  /** The lines of a cell: broken to its column, or cut where nothing else helps, and painted. */
  const linesOfCell = (cell: Cell, i: number, isHead = false): ReadonlyArray<string> => {
    const { paint = asIs, text: content } = cell
    const painted = (line: string): string => (line === "" ? "" : paint(line.replaceAll("|", bar)))
    const room = widths[i]!
    if (Arrangement.widthOf(cell) <= room) return [painted(content.trimEnd())]
    const breaks = isHead || columns[i]!.wraps === true || Arrangement.longestWordOf(cell) <= room
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
  const body = grouped.flatMap((group): ReadonlyArray<string | ReadonlyArray<ReadonlyArray<string>> | Below> => {
    if (typeof group === "string") return [group]
    const { below } = group[0]!
    return below === undefined ? [linesOf(group)] : [linesOf(group), { below }]
  })

  const [first, delimiters, ...others] = markdownTable(
    [...head, ...body.flatMap((lines) => (Array.isArray(lines) ? lines : []))],
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
    if ("below" in row) return Width.wrap(row.below, width - margin.length).map((line) => margin + line)
    return aligned.slice(at, (at += row.length))
  })
  const rule = "─".repeat(Math.max(Width.of(delimiters!), ...lines.map(measure)))
  return [...aligned.slice(0, head.length), rule, ...lines, rule].join("\n")
}

/** Draws a table at most `width` columns wide. Heads and sections are painted with `paintHead`. */
export const text = (table: Table, width: number, paintHead: Paint = asIs): string => {
  const tables = Arrangement.arranged(Arrangement.printable(table), width)
  const drawing = ({ rowByRow }: Arrangement.Arranged) => (rowByRow === true ? RowByRow.text : drawn)
  const lost = new Set(tables.flatMap((one) => one.lost))
  const explained = tables.flatMap(({ table: { columns } }) => columns.flatMap((column) => column.explained ?? []))
  return [
    [tables.map((one) => drawing(one)(one, width, paintHead)).join("\n\n"), ...wanting(table, lost, width)].join("\n"),
    ...[...new Set(explained)].map((says) => Width.wrap(Width.printable(says), width).join("\n"))
  ].join("\n\n")
}
