import * as ProseText from "@gongfu/core/wording/ProseText"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

describe("ProseText", () => {
  it("tells code between single backticks apart from words, and is plain without the backticks", () => {
    assert.deepStrictEqual(ProseText.spans("用 `pnpm fit` 拟合"), [
      { text: "用 ", code: false },
      { text: "pnpm fit", code: true },
      { text: " 拟合", code: false }
    ])
    assert.strictEqual(ProseText.plain("fitted by `pnpm fit`: 8.0%"), "fitted by pnpm fit: 8.0%")
  })

  it("leaves backticks that hold nothing, or have no partner, as they are written", () => {
    for (const text of ["```", "`a`` b", "a ` b", "``", "` "]) assert.strictEqual(ProseText.plain(text), text)
  })

  it("loses nothing but the backticks of its code", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "`", "b ", ".") }), (text) => {
        const spans = ProseText.spans(text)
        assert.strictEqual(spans.map((span) => (span.code ? `\`${span.text}\`` : span.text)).join(""), text)
        assert.isTrue(spans.every((span) => span.text !== ""))
      })
    )
  })
})
