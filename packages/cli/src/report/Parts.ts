/**
 * Parts of which sections are built: tables, figures with their captions, numbers, the names of runs, and documents as
 * other commands print them.
 */
import type { Language } from "@gongfu/core/document/Label"
import type { Status } from "@gongfu/core/run/Event"
import type { Span } from "@gongfu/core/wording/ProseText"
import { type Block, type Document, picture } from "../render/Document.ts"
import { type Child, element as e, fragment, type Html } from "../render/Html.ts"
import * as StatusMark from "../render/StatusMark.ts"
import type { Table } from "../render/Table.ts"
import type { Branch } from "../render/Tree.ts"
import * as Bars from "./Bars.ts"
import type { Draw, Drawing } from "./Chart.ts"
import { type Stroke, stroke } from "./Look.ts"
import type { Report, Subject } from "./Report.ts"

/** What a column of a table holds: words, or numbers, which stand at the right. */
export interface Column {
  readonly head: Child
  readonly numbers?: boolean
  /** Whether its texts are short and stay on one line. */
  readonly keeps?: boolean
  /** How many columns of the table stand under this head. */
  readonly span?: number
  /** What stands before its cells where the cells of a row stand below each other; the head, where that is a text. */
  readonly lead?: string
}

/** A row of a table, headed by its first cell, or a heading over those that follow. */
export type Row =
  | { readonly cells: ReadonlyArray<Child>; readonly attributes?: Readonly<Record<string, string>> }
  | { readonly section: Child }

/** A table as data. `groups` stand over the columns. */
export interface Grid {
  readonly caption?: Child
  readonly groups?: ReadonlyArray<Column>
  readonly columns: ReadonlyArray<Column>
  readonly rows: ReadonlyArray<Row>
  readonly name?: string
  /** Whether the cells of a row stand below its label on a telephone, each behind the head of its column. */
  readonly stacks?: boolean
}

/** Numbers of a table with more columns than this may be broken. */
const many = 7

const isRow = (row: Row): row is Extract<Row, { readonly cells: unknown }> => "cells" in row

/** A table of its own head, which paper repeats on each page, and rows that no page breaks. */
export const grid = ({ caption, columns, groups, name, rows, stacks = false }: Grid): Html => {
  const leads = columns.map(({ head, lead }) => lead ?? (typeof head === "string" ? head : ""))
  const head = ({ head: content, numbers, span }: Column, scope: string): Html =>
    e(
      // A head without words heads nothing.
      content === "" ? "td" : "th",
      {
        ...(content === "" ? {} : { scope }),
        class: numbers === true ? "n" : undefined,
        colspan: span === undefined || span === 1 ? undefined : span
      },
      content
    )
  const body: Array<{ section: Html | undefined; rows: Array<Html> }> = []
  for (const row of rows) {
    if (!isRow(row)) {
      const heading = e(
        "tr",
        { class: "section" },
        e("th", { scope: "rowgroup", colspan: columns.length }, row.section)
      )
      body.push({ section: heading, rows: [] })
      continue
    }
    if (body.length === 0) body.push({ section: undefined, rows: [] })
    const cells = row.cells.map((cell, i) =>
      i === 0
        ? e("th", { scope: "row" }, cell)
        : e(
            "td",
            {
              class: columns[i]?.numbers === true ? "n" : columns[i]?.keeps === true ? "k" : undefined,
              "data-head": stacks && leads[i] !== "" ? leads[i] : undefined
            },
            cell
          )
    )
    body.at(-1)!.rows.push(e("tr", row.attributes ?? {}, cells))
  }
  return e(
    "div",
    { class: "scroll" },
    e(
      "table",
      {
        class:
          [name, columns.length > many ? "many" : undefined, stacks ? "stacks" : undefined]
            .filter((one) => one !== undefined)
            .join(" ") || undefined
      },
      caption === undefined ? undefined : e("caption", {}, caption),
      e(
        "thead",
        {},
        groups === undefined
          ? undefined
          : e(
              "tr",
              {},
              groups.map((group) => head({ ...group, numbers: false }, "colgroup"))
            ),
        e(
          "tr",
          {},
          columns.map((column) => head(column, "col"))
        )
      ),
      body.map(({ rows: own, section }) => e("tbody", {}, section, own))
    )
  )
}

/** A number as it is told, with the number itself for programs. */
export const figure = (text: string, value: number): Html => e("data", { value: `${value}` }, text)

/** Running text of a model or a scenario, its code as code. */
export const prose = (spans: ReadonlyArray<Span>): Html =>
  fragment(spans.map(({ code, text }) => (code ? e("code", {}, text) : text)))

/** How a target stands: its mark, and the word for who cannot see it. */
export const standing = (status: Status | undefined, language: Language): Html =>
  e(
    "span",
    { class: `mark ${status ?? "none"}` },
    e("span", { "aria-hidden": "true" }, StatusMark.of(status)),
    e("span", { class: "unseen" }, `${StatusMark.wordOf(status)[language]} `)
  )

/** A run's letter, as its line is labelled; nothing for a run that is alone. */
export const letterOf = ({ subjects }: Report, subject: Subject): Html | undefined =>
  subjects.length === 1 ? undefined : letter(subject)

/** A run's letter. */
export const letter = (subject: Subject): Html => e("b", { class: "letter" }, subject.letter)

/** A sample of a line. */
const sample = ({ colour, dash, mark, width }: Stroke): Html => {
  const shape = { fill: colour, stroke: colour }
  const marks: Record<Stroke["mark"], Html | undefined> = {
    none: undefined,
    circle: e("circle", { cx: 20, cy: 7, r: 3.4, ...shape }),
    emptyCircle: e("circle", { cx: 20, cy: 7, r: 3.2, fill: "#ffffff", stroke: colour, "stroke-width": 1.6 }),
    rect: e("rect", { x: 16.8, y: 3.8, width: 6.4, height: 6.4, ...shape }),
    triangle: e("path", { d: "M20 3L24 10L16 10Z", ...shape }),
    diamond: e("path", { d: "M20 2.6L24.4 7L20 11.4L15.6 7Z", ...shape })
  }
  return e(
    "svg",
    { class: "sample", viewBox: "0 0 40 14", width: 40, height: 14, "aria-hidden": "true" },
    e("path", {
      d: "M1 7L39 7",
      fill: "none",
      stroke: colour,
      "stroke-width": width,
      "stroke-dasharray": dash?.join(" ")
    }),
    marks[mark]
  )
}

/** Which line is which run; nothing for a run that is alone. */
export const legend = ({ subjects }: Report, language: Language): Html | undefined =>
  subjects.length === 1
    ? undefined
    : e(
        "ul",
        { class: "legend" },
        subjects.map((subject, i) =>
          e("li", {}, sample(stroke(i, subjects.length)), " ", letter(subject), " ", subject.title[language])
        )
      )

/** A chart of bars in both shapes; the style sheet shows the one that there is room for. */
export const bars = (draw: Draw, of: (shape: Bars.Shape) => Drawing): Html =>
  fragment(
    [Bars.beside, Bars.above].map((shape) => {
      const drawing = of(shape)
      return e("div", { class: shape.labelled }, draw({ ...drawing, id: `${drawing.id}-${shape.labelled}` }))
    })
  )

/** A chart with what has to be said of it. */
export const chart = (drawn: Html, heading: Child, ...caption: ReadonlyArray<Child>): Html =>
  e(
    "figure",
    {},
    e("p", { class: "title" }, heading),
    drawn,
    caption.length === 0 ? undefined : e("figcaption", {}, caption)
  )

/** Parts that a reader on a screen may open; paper does without. */
export const more = (summary: string, ...content: ReadonlyArray<Child>): Html =>
  e("details", {}, e("summary", {}, summary), content)

/** The columns that stand in the label of their row, such as its unit; and the others. */
const tableOf = ({ columns, rows }: Table): Html => {
  const label = columns.findIndex(({ wraps }) => wraps === true)
  const folded = columns.flatMap(({ folds }, i) => (folds === undefined || i === label ? [] : [i]))
  // A column of marks or letters goes with the label beside it.
  const lead = columns[0]?.head === "" && label === 1 ? 0 : undefined
  const kept = columns.flatMap((_, i) => (i === lead || folded.includes(i) ? [] : [i]))
  let about: string | undefined
  return grid({
    columns: kept.map((i) => ({
      head: columns[i]!.head,
      numbers: columns[i]!.align === "right",
      keeps: columns[i]!.wraps !== true
    })),
    rows: rows.map((row): Row => {
      if ("section" in row) {
        about = undefined
        return { section: row.section }
      }
      const again = row.about !== undefined && row.about === about
      about = row.about
      const text = (i: number): string => row.cells[i]?.text ?? ""
      const own = folded.map((i) => ({ text: text(i), folds: columns[i]!.folds! })).filter((fold) => fold.text !== "")
      const labelled = fragment(
        lead === undefined || text(lead) === "" ? undefined : fragment(e("b", { class: "letter" }, text(lead)), " "),
        text(label),
        own.map((fold) => e("span", { class: "unit" }, fold.folds(" ", fold.text).replace(/^(?=\()/, " ")))
      )
      return {
        cells: kept.map((i) => (i === label ? labelled : text(i))),
        ...(again ? { attributes: { class: "again" } } : {})
      }
    })
  })
}

const treeOf = ({ branches, head, lines }: Branch): Html =>
  e(
    "li",
    {},
    e("strong", {}, head),
    lines.map(({ text }) => fragment(e("br", {}), text)),
    branches.length === 0 ? undefined : e("ul", {}, branches.map(treeOf))
  )

const headings = { 1: "h3", 2: "h3", 3: "h4" } as const

const blockOf = (block: Block): Html => {
  if ("heading" in block) return e(headings[block.level], {}, block.heading)
  if ("paragraph" in block) return e("p", { class: block.tone }, block.paragraph)
  if ("list" in block)
    return e(
      "ul",
      {},
      block.list.map((item) => e("li", {}, item))
    )
  if ("table" in block) return tableOf(block.table)
  if ("tree" in block) return e("ul", {}, treeOf(block.tree))
  if ("plot" in block) return e("pre", {}, picture(block.plot))
  return more(block.details, document(block.blocks))
}

/** A document of another command, in the words and the numbers of that command. */
export const document = (blocks: Document): Html => fragment(blocks.map(blockOf))
