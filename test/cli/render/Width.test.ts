import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import stringWidth from "string-width"
import * as Width from "gongfu/render/Width"
import { hostile, sober, steers } from "./texts.ts"

const width = fc.integer({ min: 2, max: 60 })

describe("Width", () => {
  it("counts two columns for a Chinese character and one for a bar of a sparkline", () => {
    assert.strictEqual(Width.of("温州 GDP"), 8)
    assert.strictEqual(Width.of("▁▂…─✓"), 5)
  })

  it("agrees with string-width on every text", () => {
    fc.assert(
      fc.property(fc.oneof(sober, hostile), (text) => {
        assert.strictEqual(Width.of(text), stringWidth(text))
      })
    )
    for (let code = 0x20; code < 0x10000; code++) {
      const character = String.fromCharCode(code)
      assert.strictEqual(Width.of(`a${character}b`), stringWidth(`a${character}b`), code.toString(16))
    }
  })

  it("printable text is one line that steers nothing", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const plain = Width.printable(text)
        assert.isFalse(steers(plain))
        assert.notInclude(plain, "\n")
        assert.isTrue(plain.isWellFormed())
      })
    )
    assert.strictEqual(Width.printable("a\u001b[31mb\u001b]0;title\u0007c\r\nd"), "abc d")
  })

  it("making text printable twice changes nothing more", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        assert.strictEqual(Width.printable(Width.printable(text)), Width.printable(text))
      })
    )
  })

  it("padded text is as wide as asked, unless it was wider", () => {
    fc.assert(
      fc.property(sober, width, fc.constantFrom("left" as const, "right" as const), (text, columns, align) => {
        assert.strictEqual(Width.of(Width.pad(text, columns, align)), Math.max(columns, Width.of(text)))
      })
    )
  })

  it("cut text fits, keeps its beginning, and says that it was cut", () => {
    fc.assert(
      fc.property(hostile, width, (text, columns) => {
        const plain = Width.printable(text)
        const cut = Width.truncate(plain, columns)
        assert.isAtMost(Width.of(cut), columns)
        if (Width.of(plain) <= columns) assert.strictEqual(cut, plain)
        else assert.isTrue(cut.endsWith("…") && plain.startsWith(cut.slice(0, -1)))
      })
    )
  })

  it("wrapped lines fit, and together hold every character in order", () => {
    fc.assert(
      fc.property(hostile, width, (text, columns) => {
        const plain = Width.printable(text)
        const lines = Width.wrap(plain, columns)
        assert.isAbove(lines.length, 0)
        for (const line of lines)
          assert.isAtMost(Width.of(line), Math.max(columns, ...Width.graphemes(line).map(Width.of)))
        assert.strictEqual(lines.join("").replaceAll(/\s/g, ""), plain.replaceAll(/\s/g, ""))
      })
    )
  })

  it("no wrapped line ends in a space, though a piece is broken where one stands", () => {
    assert.deepStrictEqual(Width.wrap("(≥ 15.0% 低收入农户)", 9), ["(≥ 15.0%", "低收入农", "户)"])
    const words = fc
      .array(fc.constantFrom("(≥", "15.0%", "低收入农户", ")", "(", "income", " "))
      .map((all) => all.join(" "))
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 30 }), (text, columns) => {
        for (const line of Width.wrap(text, columns)) assert.strictEqual(line, line.trimEnd())
      })
    )
  })

  it("breaks English between words and Chinese between characters, never before a closing mark", () => {
    assert.deepStrictEqual(Width.wrap("income of rural households", 10), ["income of", "rural", "households"])
    assert.deepStrictEqual(Width.wrap("低收入农户收入（元），增长", 14), ["低收入农户收入", "（元），增长"])
    assert.deepStrictEqual(Width.wrap("低收入农户收入（元），增长", 20), ["低收入农户收入", "（元），增长"])
  })

  it("keeps a name with its members where a line has room for both", () => {
    assert.deepStrictEqual(Width.wrap("as an equation: 'gdp[2030] >= 2 * gdp[2020]'", 22), [
      "as an equation:",
      "'gdp[2030] >= 2 *",
      "gdp[2020]'"
    ])
    assert.deepStrictEqual(Width.wrap("policy_rural[big_county]", 13), ["policy_rural", "[big_county]"])
    const addresses = fc.array(fc.constantFrom("gdp[2030]", "jobs[rural, new]", ">=", "2"), { minLength: 1 })
    fc.assert(
      fc.property(addresses, fc.integer({ min: 16, max: 60 }), (words, columns) => {
        for (const line of Width.wrap(words.join(" "), columns)) assert.notMatch(line, /^\[/)
      })
    )
  })

  it("keeps a year with the figure that it announces, and a title that ends in digits with nothing", () => {
    assert.deepStrictEqual(Width.wrap("income, 2030: -15.0%", 16), ["income,", "2030: -15.0%"])
    assert.deepStrictEqual(Width.wrap("action plan 2021-2025: 54,025", 24), ["action plan", "2021-2025: 54,025"])
    assert.deepStrictEqual(Width.wrap("action plan 2021-2025: The plan", 24), ["action plan 2021-2025:", "The plan"])
  })

  it("leaves no Chinese character, with its marks, alone on the last line where the one before it can go with it", () => {
    assert.deepStrictEqual(Width.wrap("土地出让收益实际用于乡村振兴比例", 30), ["土地出让收益实际用于乡村振兴", "比例"])
    assert.deepStrictEqual(Width.wrap("一二三", 4), ["一", "二三"])
    assert.deepStrictEqual(Width.wrap("一二三", 2), ["一", "二", "三"])
    assert.deepStrictEqual(Width.wrap("两者有无分歧。", 12), ["两者有无", "分歧。"])
    assert.deepStrictEqual(Width.wrap("两者有无“分歧”。", 14), ["两者有无", "“分歧”。"])
    const chinese = fc
      .array(fc.constantFrom(...Array.from("城镇登记失业率")), { minLength: 3, maxLength: 30 })
      .map((all) => all.join(""))
    fc.assert(
      fc.property(chinese, fc.integer({ min: 5, max: 40 }), (text, columns) => {
        const lines = Width.wrap(text, columns)
        if (lines.length > 1) assert.isAtLeast(lines.at(-1)!.length, 2)
        assert.strictEqual(lines.length, Math.ceil(text.length / Math.floor(columns / 2)))
      })
    )
  })
})
