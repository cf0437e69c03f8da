/** What the parser of equations takes, and what it never takes. */
// Assertions stand in helpers here, which the rule does not see.
/* oxlint-disable vitest/expect-expect */
import type { Expression } from "@gongfu/core/model/Expression"
import type { Fault } from "@gongfu/core/document/Fault"
import * as Foreign from "@gongfu/core/model/Foreign"
import * as Parse from "@gongfu/core/model/Parse"
import * as Span from "@gongfu/core/document/Span"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { arbitraryTree } from "./arbitraryEquation.ts"
import { bare, print } from "./print.ts"
import { limits } from "./Tape.ts"

const parse = (text: string) => Parse.parse(text, (start, end) => Span.at({ path: "x", text }, start, end))

/** Every node of a tree is of the language, whatever the text was. */
const isOfTheLanguage = (tree: Expression): boolean => {
  const tags = new Set(["Number", "Given", "Reference", "Past", "Unary", "Binary", "Conditional", "Call", "Fold"])
  const walk = (value: unknown): boolean =>
    Array.isArray(value)
      ? value.every(walk)
      : typeof value === "object" && value !== null
        ? (!("_tag" in value) || tags.has(String(value._tag))) && Object.values(value).every(walk)
        : typeof value === "string" || (typeof value === "number" && Number.isFinite(value)) || value === undefined
  return walk(tree)
}

/** JavaScript that is not of the language; each is refused, alone and anywhere inside an equation. */
const hostile = [
  "process.exit(1)",
  "globalThis.x",
  "a.constructor",
  "a.constructor.constructor(1)()",
  'a["constructor"]',
  "a[0]",
  "a[b.c]",
  "a[b + c]",
  "x.y",
  'x["y"]',
  "x`y`",
  "`a`",
  "`${a}`",
  "new Date()",
  "new Date",
  "() => 1",
  "a => a",
  "async () => 1",
  "function () {}",
  "class {}",
  "a = 1",
  "a += 1",
  "a ??= 1",
  "a++",
  "--a",
  "a in b",
  "a instanceof b",
  "2 ** 3",
  "a % b",
  "a & b",
  "a | b",
  "a ^ b",
  "a << 1",
  "a >> 1",
  "a >>> 1",
  "~a",
  "+a",
  "typeof a",
  "void 0",
  "delete a.b",
  "/a/",
  "/a/g.test(b)",
  "import('x')",
  "import.meta",
  "a?.b",
  "a?.[b]",
  "a?.()",
  "a ?? b",
  "(a, b)",
  "'a'",
  '"a"',
  "1n",
  "true",
  "null",
  "this",
  "super.x",
  "[1]",
  "[a][0]",
  "{}",
  "({})",
  "({a: 1})",
  "max(...a)",
  "max.call(1, 2)",
  "(max)(1, 2).x",
  "max(1, 2)(3)",
  "eval('1')",
  "Function('1')()",
  "a === b",
  "a !== b",
  "1e999",
  "0x10",
  "0b1",
  "0o7",
  "010",
  "08",
  "new.target",
  "#a in b",
  "<!-- a",
  "a // b",
  "a /* b */",
  "prev(1)",
  "prev(a, b)",
  "prev(prev(a))",
  "sum(a, 1)",
  "sum()",
  "sum(a, b, c)",
  "max(1)",
  "lookup(a, b, 1, 2, 3)",
  "lookup(a, 2, 1, 1, 3)",
  "lookup(a, 1, 1, 2)",
  "nothing(1)",
  "constructor(1)",
  "toString()",
  "hasOwnProperty(1)"
]

/** Texts that are no expression at all wherever they stand. */
const statements = [
  "a; b",
  "a;",
  "var a = 1",
  "let a = 1",
  "const a = 1",
  "if (a) b",
  "while (1) {}",
  "for (;;) {}",
  "return 1",
  "throw 1",
  "label: a",
  "function f() {}",
  "class A {}",
  "debugger",
  "export default 1",
  "import 'x'",
  "await a",
  "yield a",
  "#!x",
  "",
  " ",
  ")",
  "(",
  "a b",
  "1 2",
  "..",
  "a..b",
  "\u0000",
  "\u2028",
  "'use strict'",
  "中文 +"
]

describe("Parse", () => {
  it("gives back any tree that was printed", () => {
    fc.assert(
      fc.property(arbitraryTree, (tree) => {
        const text = print(tree)
        fc.pre(text.length <= Parse.maxLength)
        const parsed = parse(text)
        assert.deepEqual(parsed.faults, [])
        assert.deepEqual(bare(parsed.tree), bare(tree))
      }),
      limits(300)
    )
  })

  it("knows precedence and the side to which operators lean", () => {
    const same: ReadonlyArray<readonly [string, string]> = [
      ["1 - 2 - 3", "(1 - 2) - 3"],
      ["1 + 2 * 3", "1 + (2 * 3)"],
      ["8 / 4 / 2", "(8 / 4) / 2"],
      ["-a * b", "(-a) * b"],
      ["a < b && c < d || e > f", "((a < b) && (c < d)) || (e > f)"],
      ["a ? 1 : b ? 2 : 3", "a ? 1 : (b ? 2 : 3)"],
      ["!a == b", "(!a) == b"]
    ]
    for (const [short, long] of same) assert.deepEqual(bare(parse(short).tree), bare(parse(long).tree))
  })

  it("places each part of the tree in the text", () => {
    fc.assert(
      fc.property(arbitraryTree, (tree) => {
        const text = print(tree)
        fc.pre(text.length <= Parse.maxLength)
        const found = parse(text).tree!
        const inner = text.slice(found.start, found.end)
        assert.deepEqual(bare(parse(inner).tree), bare(found))
      }),
      limits(100)
    )
  })

  it("reads decimal numbers as they are written", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.deepEqual(bare(parse(String(value + 0)).tree), { _tag: "Number", value: value + 0 })
      })
    )
    for (const [text, value] of [
      ["1_000", 1000],
      [".5", 0.5],
      ["2.", 2],
      ["1E3", 1000],
      ["0.10", 0.1]
    ] as const)
      assert.deepEqual(bare(parse(text).tree), { _tag: "Number", value })
  })

  for (const text of hostile)
    it(`refuses ${text}, alone or inside`, () => {
      for (const around of [text, `(${text})`, `1 + (${text})`, `max(1, ${text})`, `a ? ${text} : 2`, `sum(${text})`])
        assert.isAbove(parse(around).faults.length, 0, around)
    })

  for (const text of statements)
    it(`refuses ${JSON.stringify(text)} as an equation`, () => assert.isAbove(parse(text).faults.length, 0))

  it("gives the fault of each part that is not allowed", () => {
    assert.deepEqual(
      parse("x.y + 'a' * sqr(2) + max(1)").faults.map((fault) => [fault._tag, fault.span.column, fault.span.length]),
      [
        ["NotAllowed", 1, 3],
        ["NotAllowed", 7, 3],
        ["UnknownFunction", 13, 3],
        ["WrongArguments", 22, 6]
      ]
    )
  })

  const foreign: ReadonlyArray<readonly [text: string, marked: string, instead: string]> = [
    ["a ^ 2", "a ^ 2", "pow(a, 2)"],
    ["1 + a ** 2 * b", "a ** 2", "pow(a, 2)"],
    ["1 + -x[rural] ^ -2 > b ? 1 : 2", "x[rural] ^ -2", "pow(x[rural], -2)"],
    ["c * (a + sum(b)) ^ (b / 2)", "(a + sum(b)) ^ (b / 2)", "pow(a + sum(b), b / 2)"],
    ["a ^ b ^ 2", "a ^ b ^ 2", "pow(a, pow(b, 2))"],
    ["if(a > b, 1, 0)", "if(a > b, 1, 0)", "a > b ? 1 : 0"],
    ["2 * IF(a = b, max(1, 2), a^2)", "IF(a = b, max(1, 2), a^2)", "(a == b ? max(1, 2) : pow(a, 2))"],
    ["if(a, 1, if(b, 2, 3))", "if(a, 1, if(b, 2, 3))", "a ? 1 : (b ? 2 : 3)"],
    ["if(if(a, b, c) > 0, 1, 2)", "if(if(a, b, c) > 0, 1, 2)", "(a ? b : c) > 0 ? 1 : 2"],
    ["if(if(a, b, c), 1, 2)", "if(if(a, b, c), 1, 2)", "(a ? b : c) ? 1 : 2"],
    ["a = b", "=", "=="],
    ["a * 2 = b ? 1 : 2", "=", "=="],
    ["a === b", "===", "=="],
    ["a <> b", "<>", "!="],
    ["a => b", "=>", ">="],
    ["a ≥ b", "≥", ">="],
    ["a × b", "×", "*"],
    ["a ÷ b", "÷", "/"],
    ["a − b", "−", "-"],
    ["a * 5%", "5%", "0.05"],
    ["12.5% + a", "12.5%", "0.125"],
    ["max(7 ％, a)", "7 ％", "0.07"],
    ["max（a, 1)", "（", "("],
    ["a ＝ b", "＝", "=="]
  ]

  it.each(foreign)("says what to write instead of what stands in %s", (text, marked, instead) => {
    const faults = parse(text).faults.filter(({ _tag }) => _tag === "NotAllowed")
    assert.lengthOf(parse(text).faults, 1)
    const [{ remedy, span }] = faults as [Fault]
    assert.strictEqual(text.slice(span.column - 1, span.column - 1 + span.length), marked)
    assert.deepEqual(remedy, { en: `write ${instead}`, zh: `请写作 ${instead}` })
    assert.deepEqual(parse(text.replace(marked, () => instead)).faults, [])
  })

  it("finds nothing foreign in any equation, and tells all that is, with the other faults", () => {
    fc.assert(
      fc.property(arbitraryTree, (tree) => assert.deepEqual(Foreign.of(print(tree)), [])),
      limits(300)
    )
    assert.deepEqual(
      parse("a ^ 2 + 'x' + sqr(b === 1 ? 1 : 2)").faults.map(({ _tag, span }) => [_tag, span.column, span.length]),
      [
        ["NotAllowed", 1, 5],
        ["NotAllowed", 21, 3],
        ["NotAllowed", 9, 3],
        ["UnknownFunction", 15, 3]
      ]
    )
    assert.lengthOf(parse("(a × 2 ÷ b").faults, 2)
    const raised = `${"(".repeat(900)}1${")^2".repeat(900)}`
    for (const text of [raised, "1^".repeat(1900), "if(".repeat(1300), "if(a,b,".repeat(500) + "1" + ")".repeat(500)])
      assert.isAbove(parse(text).faults.length, 0)
    for (const text of [
      "a % b",
      "7 % b",
      "^ 2",
      "if(a)",
      "if(a, b",
      "(^)",
      "a ^",
      "if(if(if(",
      "1)^2",
      "a ^ -",
      "+ ^ 2"
    ])
      assert.isAbove(parse(text).faults.length, 0, text)
  })

  it("names functions for one that there is none of, and what to do about an expression in prev", () => {
    const remedy = (text: string) => parse(text).faults[0]!.remedy
    for (const language of ["en", "zh"] as const)
      for (const name of ["min", "lookup", "smallest", "initial"])
        assert.match(remedy("round(a)")[language], new RegExp(`\\b${name}\\b`))
    assert.match(remedy("MAX(a, b)").en, /"max"/)
    assert.match(remedy("log(a)").en, /"ln"/)
    assert.match(remedy("average(a)").en, /"mean"/)
    assert.match(remedy("prev(prev(a))").en, /give prev\(a\) a variable of its own/)
    assert.match(remedy("prev(prev(a))").zh, /请将 prev\(a\)另设为变量/)
    assert.match(remedy("initial(a * 2)").en, /give a \* 2 a variable of its own/)
  })

  it("never throws, and gives faults or a tree of the language, on any text", () => {
    const word = fc.constantFrom(
      ...hostile,
      ...statements,
      "a",
      "1",
      "+",
      "(",
      ")",
      "[",
      "]",
      ",",
      "?",
      ":",
      ".",
      " ",
      "max(",
      "prev(a)",
      "^",
      "%",
      "if(",
      "＝"
    )
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.string({ maxLength: 60 }),
      fc.array(word, { maxLength: 12 }).map((words) => words.join(" ")),
      fc.array(word, { maxLength: 12 }).map((words) => words.join(""))
    )
    fc.assert(
      fc.property(texts, (text) => {
        const { tree, faults } = parse(text)
        if (faults.length === 0) assert.isTrue(tree !== undefined && isOfTheLanguage(tree))
        else if (tree !== undefined) assert.isTrue(isOfTheLanguage(tree))
      }),
      limits(2000)
    )
  })

  it("refuses what is too long or nests too deeply, without throwing", () => {
    const deep = [
      `${"(".repeat(1999)}1${")".repeat(1999)}+${"1+".repeat(0)}1`,
      `${"- ".repeat(1999)}1`,
      "!".repeat(3999) + "a",
      `1${"+1".repeat(1999)}`,
      "abs(".repeat(790) + "1" + ")".repeat(790),
      "a?".repeat(1300) + "1" + ":1".repeat(1300),
      "1+(".repeat(950) + "1" + ")".repeat(950)
    ]
    for (const text of deep.slice(1))
      assert.deepEqual(
        parse(text).faults.map((f) => f._tag),
        ["NotAnEquation"],
        text.slice(0, 10)
      )
    // Brackets alone make no depth.
    assert.isDefined(parse(deep[0]!))
    assert.deepEqual(
      parse("1".repeat(Parse.maxLength + 1)).faults.map((f) => f._tag),
      ["NotAnEquation"]
    )
    assert.deepEqual(parse(`1${"+1".repeat(Parse.maxDepth - 2)}`).faults, [])
  })
})
