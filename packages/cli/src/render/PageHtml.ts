/**
 * A page as one HTML file that needs nothing else: no script, no style sheet, image or font from elsewhere, and a
 * policy that forbids them, and allows its own style by hash.
 *
 * Texts are escaped, wherever they stand; the only attributes with content of a model are anchors, which are names.
 * A diagram is told in words: drawing one would take a script.
 */
import { createHash } from "node:crypto"
import type { Language } from "@gongfu/core/document/Label"
import { escaped } from "./Html.ts"
import type { Block, Inline, Line, Page } from "./Page.ts"

const inline = (part: Inline): string => {
  if (typeof part === "string") return escaped(part)
  if ("code" in part) return `<code>${escaped(part.code)}</code>`
  if ("strong" in part) return `<strong>${escaped(part.strong)}</strong>`
  return `<a href="#${escaped(part.link)}">${escaped(part.text)}</a>`
}

const line = (parts: Line): string => parts.map(inline).join("")

const list = (lines: ReadonlyArray<Line>): string =>
  `<ul>\n${lines.map((item) => `<li>${line(item)}</li>`).join("\n")}\n</ul>`

const row = (cells: ReadonlyArray<Line>, tag: "th" | "td"): string =>
  `<tr>${cells.map((cell) => `<${tag}>${line(cell)}</${tag}>`).join("")}</tr>`

const block = (part: Block): string => {
  if ("heading" in part) {
    const anchor = part.anchor === undefined ? "" : ` id="${escaped(part.anchor)}"`
    return `<h${part.level}${anchor}>${line(part.heading)}</h${part.level}>`
  }
  if ("paragraph" in part) return `<p>${line(part.paragraph)}</p>`
  if ("list" in part) return list(part.list)
  if ("mermaid" in part) return list(part.words)
  return [
    "<table>",
    `<thead>${row(part.head, "th")}</thead>`,
    "<tbody>",
    ...part.rows.map((cells) => row(cells, "td")),
    "</tbody>",
    "</table>"
  ].join("\n")
}

const style = `:root { color-scheme: light dark }
body { font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
h2 { margin-top: 3rem; border-bottom: 1px solid #8886 }
h3 { margin-top: 2.5rem }
h4 { margin-bottom: .3rem }
h4 + p, h4 + p + ul { margin-top: .3rem }
table { border-collapse: collapse }
th, td { border: 1px solid #8886; padding: .3rem .6rem; text-align: left; vertical-align: top }
code { font-size: .9em }
:target { background: #fd08 }`

const sheet = `\n${style}\n`

const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(sheet).digest("base64")}'; base-uri 'none'; form-action 'none'`

/** Languages as HTML names them. */
export const languages: Record<Language, string> = { en: "en", zh: "zh-Hans" }

/** The page as HTML in a language. */
export const html = ({ blocks, title }: Page, language: Language): string =>
  [
    "<!doctype html>",
    `<html lang="${languages[language]}">`,
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${sheet}</style>`,
    "</head>",
    "<body>",
    `<h1>${escaped(title)}</h1>`,
    ...blocks.map(block),
    "</body>",
    "</html>"
  ].join("\n")
