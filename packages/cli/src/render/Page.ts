/**
 * A page with links in it, before it is drawn as Markdown (`PageMarkdown`) or as HTML (`PageHtml`).
 *
 * Texts are plain and may hold anything; both ways of drawing make them harmless. Anchors are made by the program
 * from names of the model, which are letters, digits and underscores.
 */

/** A part of a line: a text, a text as code, a strong one, or a link to an anchor of the page. */
export type Inline =
  | string
  | { readonly code: string }
  | { readonly strong: string }
  | { readonly link: string; readonly text: string }

/** A line of text. */
export type Line = ReadonlyArray<Inline>

/** A part of a page. */
export type Block =
  | { readonly heading: Line; readonly level: 1 | 2 | 3 | 4; readonly anchor?: string }
  | { readonly paragraph: Line }
  | { readonly list: ReadonlyArray<Line> }
  | { readonly head: ReadonlyArray<Line>; readonly rows: ReadonlyArray<ReadonlyArray<Line>> }
  /** A diagram as Mermaid, and what it shows in words where no diagram can be drawn. */
  | { readonly mermaid: string; readonly words: ReadonlyArray<Line> }

/** A page: its title and its parts in order. */
export interface Page {
  readonly title: string
  readonly blocks: ReadonlyArray<Block>
}
