import * as Span from "@gongfu/core/document/Span"
import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"

const text = fc
  .array(fc.constantFrom("a", "温", " ", "\n", "\r\n", "😀"), { maxLength: 40 })
  .map((parts) => parts.join(""))

describe("Span.at", () => {
  it("line and column lead back to the offset", () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat({ max: 10 }), (whole, from, length) => {
        const start = from % (whole.length + 1)
        const span = Span.at({ path: "f", text: whole }, start, start + length)
        const before = whole.split("\n").slice(0, span.line - 1)
        assert.strictEqual(before.reduce((sum, line) => sum + line.length + 1, 0) + span.column - 1, start)
      })
    )
  })

  it("has as text the line in which it starts, without the line's end", () => {
    fc.assert(
      fc.property(text, fc.nat(), (whole, from) => {
        const span = Span.at({ path: "f", text: whole }, from % (whole.length + 1), whole.length)
        assert.strictEqual(span.text, whole.split("\n")[span.line - 1]!.replace(/\r$/, ""))
      })
    )
  })

  it("ends at the end of its line, and means at least one character", () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat({ max: 50 }), (whole, from, length) => {
        const start = from % (whole.length + 1)
        const span = Span.at({ path: "f", text: whole }, start, start + length)
        assert.strictEqual(span.length, Math.max(1, Math.min(length, span.text.length - span.column + 1)))
      })
    )
  })
})
