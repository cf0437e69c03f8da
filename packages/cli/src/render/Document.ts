/**
 * What a command has to say, before it is drawn: headings, paragraphs, lists,
 * tables and trees, drawn as text for a terminal or as Markdown for a review.
 *
 * Texts in a document are plain; both ways of drawing make them harmless.
 */
import * as Colour from "./Colour.ts"
import * as Markdown from "./Markdown.ts"
import * as Plot from "./Plot.ts"
import * as Table from "./Table.ts"
import * as Tree from "./Tree.ts"
import * as Prose from "./Prose.ts"
import * as Width from "./Width.ts"

/** One part of a document. */
export type Block =
  | { readonly heading: string; readonly level: 1 | 2 | 3 }
  | { readonly paragraph: string; readonly tone?: "good" | "bad" | "open" | "faint" }
  | { readonly list: ReadonlyArray<string> }
  | { readonly table: Table.Table }
  | { readonly tree: Tree.Branch }
  | { readonly plot: Plot.Plot }
  /** Parts that a reader may pass over: folded up in Markdown, under a heading in a terminal. */
  | { readonly details: string; readonly blocks: ReadonlyArray<Block> }

/** A document: its parts in order. */
export type Document = ReadonlyArray<Block>

/** Rows of a picture: wide ones are higher, and none fills a screen. */
const plotRows = (width: number): number => Math.max(10, Math.min(20, Math.round(width / 7)))

/** Columns of a picture in Markdown, which a page shows in full. */
const plotColumns = 90

const blockText = (block: Block, width: number, palette: Colour.Palette): string => {
  const wrapped = (text: string, columns: number): ReadonlyArray<string> => Prose.wrap(Width.printable(text), columns)
  if ("heading" in block)
    return wrapped(block.heading, width)
      .map((line) => palette.strong(line))
      .join("\n")
  if ("paragraph" in block) {
    const paint = block.tone === undefined ? (line: string) => line : palette[block.tone]
    return wrapped(block.paragraph, width)
      .map((line) => paint(line))
      .join("\n")
  }
  if ("details" in block) return text([{ heading: block.details, level: 2 }, ...block.blocks], width, palette)
  if ("list" in block) return block.list.map((item) => `  - ${wrapped(item, width - 4).join("\n    ")}`).join("\n")
  if ("tree" in block) return Tree.text(block.tree, width, palette)
  if ("plot" in block) return Plot.text(block.plot, width, plotRows(width), palette)
  return Table.text(block.table, width, palette.strong)
}

/** A picture on a page, without colours. */
export const picture = (plot: Plot.Plot): string => Plot.text(plot, plotColumns, plotRows(plotColumns), Colour.plain)

/** A document for a terminal, at most `width` columns wide but for commands, see `Prose`; blocks are set apart by an empty line. */
export const text = (document: Document, width: number, palette: Colour.Palette): string =>
  document
    .map((block, i) => {
      const before = document[i - 1]
      // A heading belongs to what follows it.
      const apart = before === undefined ? "" : "heading" in before && !("heading" in block) ? "\n" : "\n\n"
      return apart + blockText(block, width, palette)
    })
    .join("")

/** Running text; a command in it is code, so that it can be copied as it was written. */
const proseMarkdown = (said: string): string =>
  Markdown.begun(
    Prose.parts(said)
      .map((part) => (part.is === "command" ? Markdown.code(part.text, "line") : Markdown.escaped(part.text)))
      .join("")
  )

const blockMarkdown = (block: Block): string => {
  if ("heading" in block) return Markdown.heading(block.level, block.heading)
  if ("paragraph" in block) return proseMarkdown(block.paragraph)
  if ("details" in block)
    return `<details>\n<summary>${Markdown.inHtml(block.details)}</summary>\n\n${markdown(block.blocks)}\n\n</details>`
  if ("list" in block) return block.list.map((item) => `- ${proseMarkdown(item)}`).join("\n")
  if ("tree" in block) return Tree.markdown(block.tree)
  if ("plot" in block) return `\`\`\`text\n${picture(block.plot)}\n\`\`\``
  return Markdown.table(block.table)
}

/** A document as Markdown. */
export const markdown = (document: Document): string => document.map(blockMarkdown).join("\n\n")
