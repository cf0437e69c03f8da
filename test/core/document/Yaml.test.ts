import type * as Fault from "@gongfu/core/document/Fault"
import * as FaultModule from "@gongfu/core/document/Fault"
import * as TextLength from "@gongfu/core/document/TextLength"
import * as Yaml from "@gongfu/core/document/Yaml"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as fc from "fast-check"

const parse = (text: string) => Yaml.parse({ path: "f.yaml", text })

const faultsOf = (text: string): ReadonlyArray<Fault.Fault> => {
  const result = parse(text)
  return Result.isFailure(result) ? result.failure : assert.fail(`read as ${JSON.stringify(result.success.value)}`)
}

const valueOf = (text: string): unknown => {
  const result = parse(text)
  return Result.isSuccess(result) ? result.success.value : assert.fail(result.failure[0]!.problem.en)
}

const told = (text: string) =>
  faultsOf(text).map((f) => `${f.span.line}:${f.span.column} ${(f.data as { feature?: string }).feature ?? f._tag}`)

const plainText = fc
  .string({ unit: "grapheme" })
  .filter((t) => !/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u.test(t) && t !== "__proto__")

const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { maxDepth: 3 },
    plainText,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("data"), { maxLength: 4 }),
    fc.dictionary(plainText, tie("data"), { maxKeys: 4, noNullPrototype: true })
  )
}))

describe("Yaml.parse", () => {
  it("reads JSON as what it is", () => {
    fc.assert(
      fc.property(data, (value) => assert.deepEqual(valueOf(JSON.stringify(value)), JSON.parse(JSON.stringify(value))))
    )
  })

  it("reads a number as the one that JSON would give back, however it is written", () => {
    const written = fc.oneof(
      fc.constantFrom("-0", "-0.0", "-.0", "-0e7", "-1e-400", "[-0.00]", "{a: -0}"),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? "-0" : String(value)))
    )
    fc.assert(
      fc.property(written, (text) => {
        const value = valueOf(text)
        assert.deepStrictEqual(value, JSON.parse(JSON.stringify(value)))
      })
    )
  })

  it("reads the kinds of plain data, and nothing as anything else", () => {
    assert.deepEqual(valueOf("a: 1\nb: [x, 2.5, true, ~]\nc: {2021: yes, 温州: '1'}\nd: 2021-01-01\ne: 012\n"), {
      a: 1,
      b: ["x", 2.5, true, null],
      c: { 2021: "yes", 温州: "1" },
      d: "2021-01-01",
      e: 12
    })
    assert.deepEqual(valueOf("<<: {a: 1}\nb: 2"), { "<<": { a: 1 }, b: 2 })
  })

  it.each([
    ["a: &x 1", "1:7 anchor"],
    ["&x a: 1", "1:4 anchor"],
    ["a: *x", "1:4 alias"],
    ["a: &x 1\nb: *x", "1:7 anchor,2:4 alias"],
    ["a: !foo 1", "1:9 tag"],
    ["a: !!set {b}", "1:10 tag"],
    ["a: !!js/function 'x'", "1:18 tag"],
    ["? [a]\n: 1", "1:3 key"],
    ["? {a: 1}\n: 1", "1:3 key"],
    ["%YAML 1.1\n---\na: yes", "1:1 directive"],
    ["---\na: 1\n---\nb: 2", "3:1 documents"],
    ["a: b\u0000c", "1:5 character"],
    ['a: "\\e[31mred"', "1:4 character"],
    ['a: "\\ud800"', "1:4 character"],
    ['"\\u202e": 1', "1:1 character"],
    ["a: \u202e1", "1:4 character"],
    ["a: 1\na: 2", "2:1 DuplicateKey"],
    ["2021: 1\n'2021': 2\n0x7e5: 3", "2:1 DuplicateKey,3:1 DuplicateKey"],
    ["__proto__: 1", "1:1 ForbiddenKey"],
    ["a:\n  - '__proto__': {x: 1}", "2:5 ForbiddenKey"],
    ["a: [", "1:5 NotYaml"],
    ["\ta: 1", "1:1 NotYaml"]
  ])("tells %j", (text, expected) => {
    assert.strictEqual(told(text).join(","), expected)
  })

  it("tells an unsettled merge once, at its first mark", () => {
    const [ours, parts, theirs] = ["<<<<<<< HEAD\n", "=======\n", ">>>>>>> other\n"]
    const both = (one: string, other: string) => `${ours}${one}${parts}${other}${theirs}`
    for (const [text, line] of [
      [`a: 1\n${both("b: 1\n", "b: 2\n")}c: 3\n`, 2],
      [`a: 1\nb:\n${both("  - {x: 1}\n", "  - {x: 2}\n")}`, 3],
      [`${both("", "a: 1\n")}b: 2\n${both("c: 1\n", "c: 2\n")}`, 1],
      [`a: 1\n${ours}b: 1\n||||||| base\n${parts}b: 2\n${theirs}`, 2],
      [`a: 1\n${ours.trim()}\r\nb: 1\r\n`, 2],
      [`a: 1\nb: 2\n${parts}c: 3\n`, 3],
      [`a: 1\n${theirs}`, 2],
      // What is left of a file is text without a fault of form, and a merge all the same.
      [both("a\n", "b\n"), 1]
    ] as const)
      assert.deepStrictEqual(told(text), [`${line}:1 MergeConflict`], text)
  })

  it("takes lines like the marks of a merge for the text that they are, where they stand in one", () => {
    const text = "<<<<<<< HEAD\n=======\n>>>>>>> other\n"
    assert.deepStrictEqual(valueOf(`a: |\n${text.replaceAll(/^(?=.)/gm, "  ")}b: 1\n`), { a: text, b: 1 })
    assert.deepStrictEqual(valueOf("=======\n"), "=======")
    assert.deepStrictEqual(valueOf("a: '<<<<<<< x'\nb: =======\n# >>>>>>> y\n"), { a: "<<<<<<< x", b: "=======" })
    assert.deepStrictEqual(told("a: |\n  <<<<<<< HEAD\nb: ["), ["3:5 NotYaml"])
  })

  it("names the mark of full width that was written for one of YAML", () => {
    for (const [text, mark] of [
      ["a: {2021: 0.3，2025: 0.5}", "，"],
      ["name: x\ntitle：{en: x, zh: y}", "："],
      ["levers：\n  x: 1", "："],
      ["a: [1，2\nb: 3", "，"],
      ["a: {b: [1, 2］", "］"]
    ] as const) {
      const faults = faultsOf(text)
      assert.isTrue(
        faults.some(
          ({ remedy }) => remedy.en.includes(`"${mark}" of full width`) && remedy.zh.includes(`全角符号“${mark}”`)
        ),
        text
      )
    }
    assert.isTrue(faultsOf("zh: 工资，经营\n\n\na: [").every(({ remedy }) => !remedy.en.includes("full width")))
  })

  it("names every mark of full width in a line, once, whatever else the parser says of the line", () => {
    for (const [text, marks] of [
      ["title: ｛en: x, zh: y｝", ["｛", "｝"]],
      ["a: 1: ｛en：x，zh：y｝", ["｛", "：", "，", "｝"]],
      ["a:\n  b: 1\n　　- c", ["　"]]
    ] as const) {
      const faults = faultsOf(text).filter(({ remedy }) => remedy.zh.includes("全角"))
      assert.lengthOf(faults, 1, text)
      for (const mark of marks) {
        assert.include(faults[0]!.remedy.en, `"${mark}"`)
        assert.include(faults[0]!.remedy.zh, `“${mark}”`)
      }
    }
  })

  it("places an item of a list, which has no key, where the item is", () => {
    const result = parse("a:\n  - x: 1\n  - [2,\n    {y: 3}]\n  -\n")
    const { keySpanOf } = Result.isSuccess(result) ? result.success : assert.fail("not read")
    const at = (...path: Yaml.Path) => `${keySpanOf(path).line}:${keySpanOf(path).column}`
    assert.deepStrictEqual(
      [at("a", 0), at("a", 1), at("a", 1, 0), at("a", 1, 1), at("a", 1, 1, "y")],
      ["2:5", "3:5", "3:6", "4:5", "4:6"]
    )
    assert.strictEqual(keySpanOf(["a", 2]).line, 5)
  })

  it("says in Chinese nothing in the parser's English", () => {
    for (const text of ["a: [", "a: 'x", "a: b: c", "- a\nb: 1", "a: {b: 1", "a: @x", "a: &x &y 1", 'a: "\\q"'])
      for (const { problem } of faultsOf(text)) assert.notMatch(problem.zh.replace("YAML", ""), /[a-z]{2}/i, text)
  })

  it("an alias bomb is refused, and every anchor and alias in it told", () => {
    const bomb = ["a: &a [x, x]"]
    for (let i = 1; i <= 20; i++) bomb.push(`${"abcdefghijklmnopqrstuvwxyz"[i]}: &k${i} [${`*k${i - 1}, `.repeat(9)}]`)
    const faults = faultsOf(bomb.join("\n").replaceAll("*k0", "*a"))
    assert.strictEqual(faults.length, FaultModule.maxFaults + 1)
    assert.deepStrictEqual(faults.at(-1)!._tag, "More")
  })

  it("nesting is refused past its limit and read up to it", () => {
    const nested = (depth: number) => `a: ${"[".repeat(depth)}1${"]".repeat(depth)}`
    assert.property(valueOf(nested(Yaml.maxDepth - 1)), "a")
    assert.deepStrictEqual(told(nested(Yaml.maxDepth)), [`1:${Yaml.maxDepth + 4} depth`])
    for (const text of ["[".repeat(100_000), "- ".repeat(100_000), `${"{a: ".repeat(20_000)}1${"}".repeat(20_000)}`])
      assert.deepStrictEqual(told(text), ["1:1 depth"])
  })

  it("a text past the limit is refused unparsed", () => {
    const faults = faultsOf("#".repeat(TextLength.most + 1))
    assert.strictEqual(faults[0]!._tag, "TooLarge")
    assert.strictEqual(valueOf("#".repeat(TextLength.most)), null)
  })

  it("a file of nothing but faults is told up to a limit", () => {
    const faults = faultsOf("a: 1\n".repeat(5000))
    assert.strictEqual(faults.length, FaultModule.maxFaults + 1)
    assert.deepStrictEqual(faults.at(-1)!.data, { count: 5000 - 1 - FaultModule.maxFaults })
  })

  it("a block text has the same lines whether the file has LF or CRLF", () => {
    assert.deepEqual(valueOf("a: |\r\n  one\r\n  two\r\nb: 1\r\n"), { a: "one\ntwo\n", b: 1 })
  })

  it("never throws, on any text", () => {
    const noise = fc.array(
      fc.constantFrom(
        ..."ab01:-?[]{},&*!|>'\"%@`#~ \t\n\r\u0000温\ud800\u2028".split(""),
        "---\n",
        "...\n",
        "<<: ",
        "\n  "
      ),
      { maxLength: 60 }
    )
    fc.assert(
      fc.property(noise, (parts) => {
        const result = parse(parts.join(""))
        assert.isTrue(Result.isSuccess(result) || result.failure.length > 0)
      }),
      { numRuns: 500 }
    )
  })

  it("the span of a path is where its value stands, and the key's where the key does", () => {
    const result = parse("levers:\n  tax:\n    2021: 0.25\n  list: [a, bb]\n")
    if (Result.isFailure(result)) return assert.fail()
    const { spanOf, keySpanOf } = result.success
    const at = (span: { line: number; column: number; length: number }) => [span.line, span.column, span.length]
    assert.deepStrictEqual(at(spanOf(["levers", "tax", "2021"])), [3, 11, 4])
    assert.deepStrictEqual(at(keySpanOf(["levers", "tax", "2021"])), [3, 5, 4])
    assert.deepStrictEqual(at(spanOf(["levers", "list", 1])), [4, 13, 2])
    // What the file does not have is shown where it would be missed.
    assert.deepStrictEqual(at(keySpanOf(["levers", "tax", "2022", "x"])), [2, 3, 3])
  })

  it("tells nesting without end as such, however it is written", () => {
    for (const open of ["[", "{a: ", "- ", "? ", "- ? ", "a:\n ", "[{a: "]) {
      const nested = Yaml.parse({ path: "deep.yaml", text: open.repeat(20_000) })
      assert.isTrue(Result.isFailure(nested), open)
    }
    const lists = Yaml.parse({ path: "deep.yaml", text: `a: 1\nb:\n${"- ".repeat(20_000)}` })
    assert.deepStrictEqual(Result.isFailure(lists) && lists.failure.map((fault) => fault.data), [{ feature: "depth" }])
  })

  it("tells the first faults of a text that has nothing else, in less than two seconds of the processor", () => {
    for (const mark of ["]", "}", "] ", "]\n", "，]", "@ "]) {
      const text = `a: 1\n${mark.repeat(Math.floor(900_000 / mark.length))}`
      const began = process.cpuUsage()
      assert.isNotEmpty(faultsOf(text))
      const { system, user } = process.cpuUsage(began)
      assert.isBelow((user + system) / 1e6, 2, mark)
    }
  })
})
