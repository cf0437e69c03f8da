/**
 * A page as Markdown: diagrams as Mermaid blocks, which the usual hosts of Markdown draw.
 *
 * Anchors are written out, because each host makes its own of headings, and none of Chinese ones in the same way.
 */
import * as Markdown from "./Markdown.ts"
import type { Block, Inline, Line, Page } from "./Page.ts"

type Where = "table" | "line"

const inline = (part: Inline, where: Where): string => {
  if (typeof part === "string") return Markdown.escaped(part)
  if ("code" in part) return Markdown.code(part.code, where)
  if ("strong" in part) return Markdown.strong(part.strong)
  return `[${Markdown.escaped(part.text)}](#${part.link})`
}

const line = (parts: Line, where: Where = "line"): string => parts.map((part) => inline(part, where)).join("")

const row = (cells: ReadonlyArray<Line>): string => `| ${cells.map((cell) => line(cell, "table")).join(" | ")} |`

const block = (part: Block): string => {
  if ("heading" in part) {
    const anchor = part.anchor === undefined ? "" : `<a id="${part.anchor}"></a>`
    return `${"#".repeat(part.level)} ${anchor}${line(part.heading)}`
  }
  if ("paragraph" in part) return Markdown.begun(line(part.paragraph))
  if ("list" in part) return part.list.map((item) => `- ${Markdown.begun(line(item))}`).join("\n")
  if ("mermaid" in part) return `\`\`\`mermaid\n${part.mermaid}\n\`\`\``
  return [row(part.head), `|${" --- |".repeat(part.head.length)}`, ...part.rows.map(row)].join("\n")
}

/** The page as Markdown. */
export const markdown = ({ blocks, title }: Page): string =>
  [Markdown.heading(1, title), ...blocks.map(block)].join("\n\n")
