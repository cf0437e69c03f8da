import * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Colour from "gongfu/render/Colour"
import * as FaultText from "gongfu/render/FaultText"
import * as Width from "gongfu/render/Width"
import { hostile, steers } from "./texts.ts"

const Wrong = Fault.define<{ readonly what: string }>("Wrong", ({ what }) => ({
  problem: { en: `wrong: ${what}`, zh: `有误：${what}` },
  remedy: { en: "correct it", zh: "请更正" }
}))

const plain = hostile.map((text) => text.replaceAll(/[\n\r\u0085\u2028\u2029]/g, ""))
const width = fc.integer({ min: 40, max: 140 })

/** The columns that are underlined, and the text above them. */
const underlined = (text: string): { readonly above: string; readonly marks: string } => {
  const lines = text.split("\n")
  const at = lines.findIndex((line) => /^ *│ *\^+$/.test(line))
  const [, gap, marks] = /│ ( *)(\^+)$/.exec(lines[at]!)!
  const source = lines[at - 1]!.slice(lines[at - 1]!.indexOf("│") + 2)
  let before = ""
  let above = ""
  for (const grapheme of Width.graphemes(source)) {
    if (Width.of(before) < gap!.length) before += grapheme
    else if (Width.of(above) < marks!.length) above += grapheme
  }
  assert.strictEqual(Width.of(before), gap!.length)
  return { above, marks: marks! }
}

describe("FaultText", () => {
  it("underlines the place that is meant, after any text", () => {
    const meant = fc.constantFrom("land_rural_share", "乡村占比", "3.5", "x")
    fc.assert(
      fc.property(plain, meant, plain, width, (before, name, after, columns) => {
        const text = `k: ${before}: ${name} # ${after}`
        const start = text.indexOf(name, before.length + 3)
        const fault = Wrong(Span.at({ path: "a.yaml", text }, start, start + name.length), { what: "x" })
        const { above, marks } = underlined(FaultText.one(fault, "zh", columns, Colour.plain))
        assert.strictEqual(above, name)
        assert.strictEqual(marks.length, Width.of(name))
      })
    )
  })

  it("names a file as a whole, or an argument, without a line", () => {
    const told = FaultText.one(Wrong(Span.whole("--year"), { what: "x" }), "en", 80, Colour.plain)
    assert.strictEqual(told, "--year\n  error: wrong: x\n  remedy: correct it")
  })

  it("is no wider than asked and lets no control character pass", () => {
    fc.assert(
      fc.property(plain, fc.nat(80), fc.nat(80), hostile, width, (line, from, length, what, columns) => {
        fc.pre(line.trim() !== "")
        const start = Math.min(from, line.length - 1)
        const span = Span.at({ path: "a.yaml", text: line }, start, Math.min(line.length, start + length + 1))
        const text = FaultText.one(Wrong(span, { what }), "en", columns, Colour.plain)
        assert.isFalse(steers(text))
        for (const shown of text.split("\n")) assert.isAtMost(Width.of(shown), columns, shown)
      })
    )
  })

  it("says where, what, and what to do, and counts", () => {
    const source = { path: "情景.yaml", text: "gongfu: 1\nlevers: {土地: 1, land_rurl_share: 0.3}\n" }
    const start = source.text.indexOf("land_rurl")
    const fault = Wrong(Span.at(source, start, start + 15), { what: "land_rurl_share" })
    assert.strictEqual(
      FaultText.all([fault, fault], "zh", 80, Colour.plain).split("\n\n").at(0),
      [
        "情景.yaml:2:17",
        "  错误：有误：land_rurl_share",
        " 2 │ levers: {土地: 1, land_rurl_share: 0.3}",
        "   │                   ^^^^^^^^^^^^^^^",
        "  处理：请更正"
      ].join("\n")
    )
    assert.isTrue(FaultText.all([fault, fault], "en", 80, Colour.plain).endsWith("2 errors"))
    assert.isTrue(FaultText.all([fault], "zh", 80, Colour.plain).endsWith("共 1 处错误"))
  })
})
