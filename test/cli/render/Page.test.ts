/** Pages: whatever a file holds, its text stays text. */
import { createHash } from "node:crypto"
import * as fc from "fast-check"
import type { Block, Page } from "gongfu/render/Page"
import * as PageHtml from "gongfu/render/PageHtml"
import * as PageMarkdown from "gongfu/render/PageMarkdown"
import { assert, describe, it } from "vitest"
import { hostile, steers } from "./texts.ts"

const attacks = fc.constantFrom(
  "<script>alert(1)</script>",
  `"><img src=x onerror=alert(1)>`,
  "</style></title><base href=//evil>",
  "[x](javascript:alert(1))",
  "![x](http://evil/x.png)",
  "```\n# heading",
  "a | b\n| c",
  "&lt;script&gt;"
)
const text = fc.oneof(hostile, attacks)

const pageOf = (texts: ReadonlyArray<string>): Page => {
  const [a, b, c, d] = texts as [string, string, string, string]
  const blocks: ReadonlyArray<Block> = [
    { heading: [a], level: 2, anchor: "s-x" },
    { paragraph: [b, { code: c }, { strong: d }, { link: "s-x", text: a }] },
    { list: [[a], [{ code: b }]] },
    { head: [[a], [b]], rows: [[[c], [{ code: d }]]] },
    { mermaid: "flowchart LR", words: [[d]] }
  ]
  return { title: a, blocks }
}

describe("pages", () => {
  it("as HTML have no element or attribute but their own", () => {
    const plain = PageHtml.html(pageOf(["a", "b", "c", "d"]), "en")
    const marks = (page: string) => page.match(/<[^>]*>/g)
    fc.assert(
      fc.property(fc.array(text, { minLength: 4, maxLength: 4 }), (texts) => {
        const page = PageHtml.html(pageOf(texts), "en")
        assert.deepStrictEqual(marks(page), marks(plain))
        assert.isFalse(steers(page))
      })
    )
  })

  it("as HTML need nothing else and forbid it", () => {
    const page = PageHtml.html(pageOf(["a", "b", "c", "d"]), "zh")
    assert.match(page, /^<!doctype html>\n<html lang="zh-Hans">/)
    const [, style] = /<style>([^]*?)<\/style>/.exec(page)!
    const hash = createHash("sha256").update(style!).digest("base64")
    assert.include(
      page,
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`
    )
    assert.notMatch(page, /<script|<link|src=|url\(|@import|https?:/)
    assert.include(page, '<h2 id="s-x">a</h2>')
    assert.include(page, '<a href="#s-x">a</a>')
  })

  it("as Markdown keep their lines, and text makes no link, image or markup", () => {
    const lines = (page: string) => page.split("\n").length
    const plain = PageMarkdown.markdown(pageOf(["a", "b", "c", "d"]))
    fc.assert(
      fc.property(fc.array(text, { minLength: 4, maxLength: 4 }), (texts) => {
        const page = PageMarkdown.markdown(pageOf(texts))
        assert.strictEqual(lines(page), lines(plain))
        assert.isFalse(steers(page))
        // Escaped characters and code gone, from left to right as Markdown reads; what is left may link to anchors only.
        const rest = page.replaceAll(/\\[!-/:-@[-`{-~]|(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, "")
        assert.notMatch(rest, /\]\((?!#s-x\))/, "a link of a text's own")
        assert.notMatch(rest, /<(?!a id="s-x"><\/a>|\/a>)/, "an element of a text's own")
      })
    )
  })

  it("as Markdown link to anchors that they write out, and escape bars in tables only", () => {
    const page = PageMarkdown.markdown({
      title: "T",
      blocks: [
        { heading: ["H"], level: 3, anchor: "v-x" },
        { paragraph: [{ link: "v-x", text: "to_H" }, " ", { code: "a || b" }] },
        { head: [["x"]], rows: [[[{ code: "a || b" }]]] }
      ]
    })
    assert.strictEqual(
      page,
      [
        "# T",
        '### <a id="v-x"></a>H',
        "[to\\_H](#v-x) `a || b`",
        ["| x |", "| --- |", "| `a \\|\\| b` |"].join("\n")
      ].join("\n\n")
    )
  })
})
