/**
 * Markdown for reviews: headings, tables, lists.
 *
 * Text from files is data: it is escaped, so that no label can end a cell,
 * start a row, or put markup, a link or an image into a review.
 */
import { markdownTable } from "markdown-table"
import type { Table } from "./Table.ts"
import * as Width from "./Width.ts"

/**
 * A text that Markdown shows as it is, on one line.
 *
 * Addresses, names and formulas that hosts of Markdown make something of without any markup are broken up.
 */
export const escaped = (text: string): string =>
  Width.printable(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/([\\`*_{}[\]|~#$])/g, "\\$1")
    .replaceAll(/:(?=\/\/)/g, "\\:")
    .replaceAll(/(?<=www)\./gi, "\\.")
    .replaceAll(/@(?=[A-Za-z0-9])/g, "\\@\u200b")

/** Markdown of a line that begins a block: what would make it a list, a quotation, a rule or code is escaped. */
export const begun = (line: string): string =>
  line
    .trimStart()
    .replace(/^(?:>|[-+](?=\s|$)|[-=](?=[-=\s]*$))/, "\\$&")
    .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2")

/** A text in bold; nothing where there is no text. */
export const strong = (text: string): string => {
  const shown = escaped(text).trim()
  return shown === "" ? "" : `**${shown}**`
}

/** A text between HTML tags, where Markdown's own signs mean nothing. */
export const inHtml = (text: string): string =>
  Width.printable(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/@(?=[A-Za-z0-9])/g, "@\u200b")

/** A text as code: nothing in it is markup. In a table a bar in it has to be escaped, elsewhere it must not be. */
export const code = (text: string, place: "table" | "line" = "table"): string => {
  const plain = place === "table" ? Width.printable(text).replaceAll("|", "\\|") : Width.printable(text)
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map((run) => run.length))
  const fence = "`".repeat(longest + 1)
  return longest > 0 ? `${fence} ${plain} ${fence}` : `${fence}${plain}${fence}`
}

/** A heading of a level from 1 to 6. */
export const heading = (level: number, text: string): string => `${"#".repeat(level)} ${escaped(text)}`

/**
 * A table, its columns lined up as in a terminal; a row that is a section becomes a label in bold. What explains columns
 * stands under it.
 */
export const table = ({ columns, rows }: Table): string => {
  const label = Math.max(
    0,
    columns.findIndex(({ wraps }) => wraps === true)
  )
  const explained = new Set(columns.flatMap((column) => column.explained ?? []))
  const drawn = markdownTable(
    [
      columns.map(({ head }) => escaped(head)),
      ...rows.map((row, k) => {
        const before = rows[k - 1]
        const again =
          "cells" in row &&
          row.about !== undefined &&
          before !== undefined &&
          "cells" in before &&
          before.about === row.about
        return columns.map(({ wraps }, i) => {
          if (!("section" in row)) return again && wraps === true ? "" : escaped(row.cells[i]?.text ?? "")
          return i === label ? strong(row.section) : ""
        })
      })
    ],
    { align: columns.map(({ align }) => (align === "right" ? "right" : undefined)), stringLength: Width.of }
  )
  return [drawn, ...[...explained].map(escaped)].join("\n\n")
}
