/**
 * A table whose columns have no room, row by row: the name of each on a line of its own, and under it what stands in the
 * other columns, each behind its head.
 *
 * A head and its text stay together where a line has room for both, and texts break between words.
 */
import { margin } from "./Arrangement.ts"
import type { Arranged, Cell, CellRow, Column, Paint } from "./Arrangement.ts"
import * as Width from "./Width.ts"

const indent = margin + "  "
const between = " · "

const asIs: Paint = (line) => line

/** What is set together on a line: what is told, and what it is told of. */
interface Piece {
  readonly before: string
  readonly cell: Cell
  /** Whether it is a name, which is not broken. */
  readonly isName: boolean
}

const plain = ({ before, cell }: Piece): string => before + cell.text
const painted = ({ before, cell: { paint = asIs, text } }: Piece): string => before + paint(text)

/** Pieces set one behind the other, in lines of at most `width` columns. One that is wider is broken. */
const flowed = (pieces: ReadonlyArray<Piece>, width: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  let [line, shown] = ["", ""]
  const end = (): void => {
    if (line !== "") lines.push(shown)
    line = shown = ""
  }
  for (const piece of pieces) {
    const own = plain(piece)
    if (line !== "" && Width.of(line + between + own) > width) end()
    if (Width.of(own) <= width) {
      const apart = line === "" ? "" : between
      line += apart + own
      shown += apart + painted(piece)
    } else if (piece.isName && Width.of(piece.cell.text) <= width)
      lines.push(...Width.wrap(piece.before, width), piece.cell.text)
    else lines.push(...Width.wrap(own, width))
  }
  end()
  return lines
}

/** The name of a row behind its mark or letter; lines that do not begin with that are set in by its width. */
const named = (marks: ReadonlyArray<Cell>, { paint = asIs, text }: Cell, width: number): ReadonlyArray<string> => {
  const before = marks.filter((mark) => mark.text !== "").map((mark) => ({ before: "", cell: mark, isName: false }))
  const room = before.reduce((columns, mark) => columns + Width.of(plain(mark)) + 1, 0)
  if (room > width / 2) return Width.wrap([...before.map(plain), text].join(" "), width)
  return Width.wrap(text, width - room).map(
    (line, i) =>
      (i === 0 ? before.map((mark) => `${painted(mark)} `).join("") : " ".repeat(room)) + (line && paint(line))
  )
}

/** What stands in the columns behind the name of a row, each behind its head, or behind whose it is. */
const pieces = (columns: ReadonlyArray<Column>, cells: ReadonlyArray<Cell>, colon: string): ReadonlyArray<Piece> =>
  columns.flatMap(({ head, names, whose }, i) => {
    const cell = cells[i]!
    if (cell.text.trim() === "" || whose === true) return []
    const owner = columns[i - 1]?.whose === true ? cells[i - 1]!.text : ""
    const about = owner === "" ? head : owner
    return [{ before: about === "" ? "" : about + colon, cell, isName: names === true }]
  })

/** Draws the table at most `width` columns wide. Heads and sections are painted with `paintHead`. */
export const text = ({ table: { columns, rows } }: Arranged, width: number, paintHead: Paint): string => {
  const colon = columns.some(({ head }) => /\p{Script=Han}/u.test(head)) ? "：" : ": "
  // Marks and letters stand before the name, in columns without a head.
  const at = Math.max(
    0,
    columns.findIndex(({ head }) => head !== "")
  )
  const [room, inner] = [width - margin.length, width - indent.length]
  const nameOf = ({ cells }: CellRow): ReadonlyArray<string> => named(cells.slice(0, at), cells[at]!, room)
  const lines = rows.flatMap((row, k): ReadonlyArray<string> => {
    if ("section" in row)
      return Width.wrap(row.section, room).map((line) => (line === "" ? "" : margin + paintHead(line)))
    const name = nameOf(row)
    const before = rows[k - 1]
    const isTold =
      row.about !== undefined &&
      before !== undefined &&
      "cells" in before &&
      before.about === row.about &&
      nameOf(before).join("\n") === name.join("\n")
    return [
      ...(isTold ? [] : name.map((line) => margin + line)),
      ...(row.below === undefined ? [] : Width.wrap(row.below, inner).map((line) => indent + line)),
      ...flowed(pieces(columns.slice(at + 1), row.cells.slice(at + 1), colon), inner).map((line) => indent + line)
    ].map((line) => line.trimEnd())
  })
  const head = Width.wrap(columns[at]!.head, room)
    .filter((line) => line !== "")
    .map((line) => margin + paintHead(line))
  const rule = "─".repeat(Math.max(0, ...[...head, ...lines].map(Width.of)))
  return [...head, rule, ...lines, rule].join("\n")
}
