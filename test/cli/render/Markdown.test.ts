import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Markdown from "gongfu/render/Markdown"
import { hostile, steers } from "./texts.ts"

/** The cells of a row, split where a Markdown reader splits: at bars that no backslash escapes. */
const cells = (line: string): ReadonlyArray<string> => {
  const found: Array<string> = [""]
  for (let i = 0; i < line.length; i++) {
    if (line[i] === "\\") found.push(found.pop()! + line.slice(i, ++i + 1))
    else if (line[i] === "|") found.push("")
    else found.push(found.pop()! + line[i]!)
  }
  return found
}

describe("Markdown", () => {
  it("no text breaks a table", () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (head, a, b, section) => {
        const lines = Markdown.table({
          columns: [
            { head, align: "left" },
            { head: "2025", align: "right" }
          ],
          rows: [{ section }, { cells: [{ text: a }, { text: b }] }]
        }).split("\n")
        assert.lengthOf(lines, 4)
        for (const line of lines) {
          assert.lengthOf(cells(line), 4, line)
          assert.isFalse(steers(line))
        }
      })
    )
  })

  it("markup in a label stays text", () => {
    assert.strictEqual(
      Markdown.escaped("![x](http://a) <img> `c` *b* _i_ a|b @someone #1"),
      "!\\[x\\](http\\://a) &lt;img> \\`c\\` \\*b\\* \\_i\\_ a\\|b \\@\u200bsomeone \\#1"
    )
  })

  it("code holds any run of backticks", () => {
    fc.assert(
      fc.property(fc.constantFrom("`", "``", "a`b", "```x```"), (text) => {
        const [fence] = /^`+/.exec(Markdown.code(text))!
        assert.isFalse(text.match(/`+/g)!.some((run) => run.length === fence.length))
      })
    )
  })
})
