/** Equations in words: what is read is what is computed. */
import type { Expression } from "@gongfu/core/model/Expression"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import * as Parse from "@gongfu/core/model/Parse"
import * as Span from "@gongfu/core/document/Span"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import * as EquationText from "@gongfu/core/wording/EquationText"
import { assert, describe, it } from "vitest"
import { bare, print } from "../../core/model/print.ts"

const shared = `
gongfu: 1
model: small
label: {en: Small, zh: 小}
years: {from: 2020, to: 2022}
units: {yuan: {label: {en: yuan, zh: 元}}}
dimensions:
  place:
    label: {en: place, zh: 地区}
    members: [{name: urban, label: {en: urban, zh: 城镇}}, {name: rural, label: {en: rural, zh: 农村}}]
sectors: [all]
`
const sector = `
sector: all
label: {en: All, zh: 全部}
variables:
  a: {label: {en: Alpha, zh: 甲}, unit: yuan, value: 1, source: {derived: x}}
  b: {label: {en: Beta, zh: 乙}, unit: yuan, value: 1, source: {derived: x}}
  c: {label: {en: Gamma, zh: 丙}, unit: yuan, over: [place], value: {urban: 1, rural: 2}, source: {derived: x}}
`
const model = Result.getOrThrow(
  ModelFiles.load({ path: "model.yaml", text: shared }, [{ path: "all.yaml", text: sector }])
)
const parse = (text: string): Expression =>
  Parse.parse(text, (start, end) => Span.at({ path: "x", text }, start, end)).tree!
const read = (text: string, language: "en" | "zh" = "en", dimensions: ReadonlyArray<string> = []): string =>
  EquationText.read(model, parse(text), dimensions, language)
    .map((piece) => (typeof piece === "string" ? piece : piece.text))
    .join("")

describe("equations in words", () => {
  it("have labels for names and words for functions, in both languages", () => {
    const cases: ReadonlyArray<readonly [string, string, string]> = [
      ["prev(a) * (1 + b)", "last year’s Alpha × (1 + Beta)", "上年甲 × (1 + 乙)"],
      ["a / initial(a)", "Alpha ÷ 2020’s Alpha", "甲 ÷ 2020 年甲"],
      ["c[rural] - c[urban]", "Gamma · rural − Gamma · urban", "丙·农村 − 丙·城镇"],
      ["sum(c)", "sum over place of (Gamma)", "合计〔按地区〕(丙)"],
      [
        "a > 0 && b != 1 ? a : 0",
        "if Alpha > 0 and Beta ≠ 1, then Alpha, else 0",
        "若 甲 > 0 且 乙 ≠ 1，则 甲，否则 0"
      ],
      ["2 * (a > 0 ? a : b)", "2 × (if Alpha > 0, then Alpha, else Beta)", "2 × (若 甲 > 0，则 甲，否则 乙)"],
      ["clamp(a, 0, b) + 1", "(Alpha kept within [0, Beta]) + 1", "(甲 限定于 [0，乙]) + 1"],
      ["max(a, b)", "greatest of (Alpha, Beta)", "最大值 (甲，乙)"],
      ["pow(a + 1, 2)", "(Alpha + 1) ^ 2", "(甲 + 1) ^ 2"],
      ["lookup(a, 0, 1, 2, 3)", "read from a curve at (Alpha: 0 → 1, 2 → 3)", "按曲线取值 (甲：0 → 1，2 → 3)"],
      ["-a * year + elapsed", "−Alpha × the year + years since the first", "−甲 × 年份 + 距首年年数"]
    ]
    for (const [text, en, zh] of cases) {
      assert.strictEqual(read(text), en)
      assert.strictEqual(read(text, "zh"), zh)
    }
  })

  it("keep the brackets that matter and leave out the others", () => {
    assert.strictEqual(read("(a * b) + 1 - (b - 1)"), "Alpha × Beta + 1 − (Beta − 1)")
    assert.strictEqual(read("a / (a * b)"), "Alpha ÷ (Alpha × Beta)")
    assert.strictEqual(read("-(a + b)"), "−(Alpha + Beta)")
  })

  it("of arithmetic and logic give the same tree when they are read back", () => {
    const { tree } = fc.letrec<{ tree: Expression; leaf: Expression }>((tie) => ({
      leaf: fc.constantFrom("a", "b", "2", "0.5").map(parse),
      tree: fc.oneof(
        { maxDepth: 6 },
        tie("leaf"),
        fc
          .tuple(
            fc.constantFrom("+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!=", "&&", "||"),
            tie("tree"),
            tie("tree")
          )
          .map(([operator, left, right]) => parse(`(${print(left)}) ${operator} (${print(right)})`)),
        fc.tuple(fc.constantFrom("-", "!"), tie("tree")).map(([sign, part]) => parse(`${sign}(${print(part)})`))
      )
    }))
    const back: ReadonlyArray<readonly [RegExp, string]> = [
      [/Alpha/g, "a"],
      [/Beta/g, "b"],
      [/not /g, "!"],
      [/ and /g, " && "],
      [/ or /g, " || "],
      [/ = /g, " == "],
      [/≠/g, "!="],
      [/≤/g, "<="],
      [/≥/g, ">="],
      [/×/g, "*"],
      [/÷/g, "/"],
      [/−/g, "-"]
    ]
    fc.assert(
      fc.property(tree, (drawn) => {
        const words = EquationText.read(model, drawn, [], "en")
          .map((piece) => (typeof piece === "string" ? piece : piece.text))
          .join("")
        const text = back.reduce((done, [sign, plain]) => done.replaceAll(sign, plain), words)
        assert.deepStrictEqual(bare(parse(text)), bare(drawn), words)
      })
    )
  })
})
