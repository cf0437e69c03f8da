/**
 * CSV (RFC 4180): a head, then records, each ended by CR LF.
 *
 * Spreadsheets open such files by double-click and take a text that begins like a formula for one. Such a text gets a
 * quote in front, as one would type it. Numbers are numbers: in full, unquoted, never changed. Text is one harmless
 * line, as everywhere else.
 */
import * as Width from "./Width.ts"

/** A cell: a text, a number, or nothing. */
export type Cell = string | number | undefined

// Full-width marks begin a formula, too, where a Chinese or Japanese input method is at home.
const formula = /^\s*[=+\-@＝＋－＠]/

/** A text as a field. */
const field = (text: string): string => {
  const line = Width.printable(text)
  const safe = formula.test(line) ? `'${line}` : line
  return /[",]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const cell = (value: Cell): string =>
  value === undefined ? "" : typeof value === "number" ? String(value) : field(value)

/** Records as text, without the last line break. */
export const records = (rows: ReadonlyArray<ReadonlyArray<Cell>>): string =>
  rows.map((row) => row.map(cell).join(",")).join("\r\n")
