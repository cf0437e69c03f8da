import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as ScenarioFile from "@gongfu/core/scenario/ScenarioFile"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { childData, failure, label, read, root, rootData, success, written, yamlOf } from "./fixture.ts"

const canonical = (file: ScenarioFile.ScenarioFile) => Fingerprint.canonical(ScenarioFile.toData(file))

const fileOf = (text: string) => Result.flatMap(ScenarioFile.read({ path: "s.yaml", text }), (source) => source.file)

const faultsOf = (text: string) => failure(fileOf(text))

const start = "gongfu: 1\nname: a\ntitle: {en: A, zh: 甲}\nplace: ..\n"

describe("ScenarioFile", () => {
  it("any scenario that decodes also encodes back, to the same canonical document", () => {
    fc.assert(
      fc.property(fc.oneof(rootData, childData), (data) => {
        const once = success(written(data).file)
        const again = success(written(ScenarioFile.toData(once)).file)
        assert.strictEqual(canonical(again), canonical(once))
        assert.strictEqual(canonical(once), Fingerprint.canonical(data))
      })
    )
  })

  it("the readable parts of a file without faults say what the file says", () => {
    fc.assert(
      fc.property(fc.oneof(rootData, childData), (data) => {
        const { draft, file } = written(data)
        const said = success(file)
        assert.strictEqual(draft.extends, said.extends)
        assert.strictEqual(draft.place, said.place)
        assert.deepEqual(draft.years, said.years)
        assert.deepEqual(Object.fromEntries(draft.levers), { ...said.levers })
        assert.deepEqual(Object.fromEntries(draft.assumptions), { ...said.assumptions })
        assert.deepEqual(
          draft.shocks.map(([, shock]) => shock),
          [...(said.shocks ?? [])]
        )
      })
    )
  })

  it("extending is associative", () => {
    fc.assert(
      fc.property(rootData, childData, childData, (a, b, c) => {
        const { extend } = ScenarioFile
        assert.strictEqual(canonical(extend(extend(a, b), c)), canonical(extend(a, extend(b, c))))
      })
    )
  })

  it("the child's word holds, name by name, and the parent's where the child is silent", () => {
    fc.assert(
      fc.property(rootData, childData, (parent, child) => {
        const both = ScenarioFile.extend(parent, child)
        assert.strictEqual(both.name, child.name)
        assert.deepEqual(both.description, child.description)
        assert.deepEqual(both.expect, child.expect)
        assert.deepEqual(both.years, child.years ?? parent.years)
        assert.strictEqual(both.shortage, child.shortage ?? parent.shortage)
        for (const block of ["levers", "assumptions"] as const)
          for (const name of ["tax", "posts", "growth", "outlook"])
            assert.deepEqual(both[block]?.[name], child[block]?.[name] ?? parent[block]?.[name])
        const shockOf = (file: ScenarioFile.ScenarioFile, name: string) => file.shocks?.find((s) => s.name === name)
        for (const name of ["a", "b", "c", "land-slump"])
          assert.deepEqual(shockOf(both, name), shockOf(child, name) ?? shockOf(parent, name))
        assert.strictEqual(both.place, parent.place)
        assert.isUndefined(both.extends)
      })
    )
  })

  it("every wrong value of a file is told at once, at its line and column, in both languages", () => {
    const text = `gongfu: 2
name: Rural First
title: {en: "", zh: 3}
place: ..
lever: 1
years: {from: 2030, to: 2020}
levers:
  a: .nan
  b: {2021: 1, 2022: .inf}
  c: {step: {2021: x}}
  d: {20x1: 3}
  e: {}
  f: true
  g:
assumptions: 5
shocks:
  - {name: s, on: x, because: {en: a, zh: b}}
  - {name: s, on: x, times: {2021: -.inf}, because: {en: a}}
  - 7
expect: [1]
shortage: maybe
`
    const faults = faultsOf(text)
    assert.deepStrictEqual(
      faults.map(({ _tag, span }) => `${span.line}:${span.column} ${_tag}`),
      [
        "1:9 WrongValue",
        "2:7 WrongValue",
        "3:13 WrongValue",
        "3:21 WrongValue",
        "5:1 UnknownKey",
        "6:8 WrongValue",
        "8:6 WrongValue",
        "9:22 WrongValue",
        "10:20 WrongValue",
        "11:7 WrongKey",
        "12:6 WrongValue",
        "13:6 WrongValue",
        "14:5 WrongValue",
        "15:14 WrongValue",
        "17:5 WrongValue",
        "18:36 WrongValue",
        "18:44 MissingKey",
        "19:5 WrongValue",
        "20:10 WrongValue",
        "21:11 WrongValue"
      ]
    )
    for (const fault of faults) {
      assert.match(fault.problem.en, /^[\x20-\x7e“”…]+$/u)
      assert.match(fault.problem.zh, /\p{Script=Han}/u)
      assert.match(fault.remedy.zh, /\p{Script=Han}/u)
      assert.isFalse(/allowed value|Objects|Union|undefined/.test(fault.problem.en), fault.problem.en)
    }
  })

  it("lines count the same in a file with CRLF and with a fault on its last line", () => {
    const faults = faultsOf(`${start}levers:\n  a: x`.replaceAll("\n", "\r\n"))
    assert.deepStrictEqual(
      faults.map(({ span }) => [span.line, span.column, span.text]),
      [[6, 6, "  a: x"]]
    )
  })

  it("a file names exactly one of extends and place", () => {
    const bare = start.replace("place: ..\n", "")
    assert.match(faultsOf(bare)[0]!.problem.en, /exactly one of "extends".*"place"/)
    assert.match(faultsOf(`${start}extends: a.yaml\n`)[0]!.problem.en, /exactly one of/)
  })

  it.each([
    ["an empty file", ""],
    ["a comment", "# nothing\n"],
    ["a number", "5"],
    ["a list", "- a\n"],
    ["nothing at all", "~"]
  ])("%s is no scenario", (_, text) => {
    assert.match(faultsOf(text)[0]!.problem.en, /^expected a scenario file/)
  })

  it("__proto__ is refused as a key at every level, and other inherited names are only names", () => {
    const levels = [
      "__proto__: {name: x}\n",
      "levers: {__proto__: 1}\n",
      "levers: {a: {__proto__: 1}}\n",
      "levers: {a: {step: {__proto__: 1}}}\n",
      "assumptions: {'__proto__': 1}\n",
      "shocks: [{__proto__: {on: x}}]\n",
      'years: {"\\u005f_proto__": 1}\n'
    ]
    for (const level of levels)
      assert.include(
        faultsOf(start + level).map((f) => f._tag),
        "ForbiddenKey",
        level
      )
    const inherited = ["constructor", "prototype", "toString", "hasOwnProperty", "valueOf"]
    const source = read(`${start}levers: {${inherited.map((name) => `${name}: 1`).join(", ")}}\n`)
    assert.deepStrictEqual(
      source.draft.levers.map(([name]) => name),
      inherited
    )
    assert.isUndefined(({} as { readonly name?: unknown }).name)
  })

  it("reading random bytes gives a result and never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ maxLength: 200 })), (text) => {
        const result = fileOf(text)
        assert.isTrue(Result.isSuccess(result) || result.failure.length > 0)
      }),
      { numRuns: 300 }
    )
  })

  it("a scenario cut, doubled or sprinkled anywhere gives a result whose faults stand inside the file", () => {
    const sprinkle = fc.constantFrom(
      "",
      ":",
      "{",
      "}",
      "[",
      "&a ",
      "*a",
      "!t ",
      "\t",
      "\n",
      "\u0000",
      "'",
      '"',
      "- ",
      "? ",
      "|",
      "%"
    )
    fc.assert(
      fc.property(rootData, fc.nat(), fc.nat(), sprinkle, (data, from, length, insert) => {
        const whole = yamlOf(data)
        const at = from % (whole.length + 1)
        const text = whole.slice(0, at) + insert + whole.slice(at + (length % 20))
        const result = fileOf(text)
        if (Result.isSuccess(result)) return
        assert.isNotEmpty(result.failure)
        const lines = text.split("\n")
        for (const { span } of result.failure) {
          assert.isTrue(span.line >= 1 && span.line <= lines.length)
          assert.isTrue(span.column >= 1 && span.column <= lines[span.line - 1]!.length + 2)
        }
      }),
      { numRuns: 300 }
    )
  })

  it("what toData gives is what was written", () => {
    const data = { ...root, levers: { tax: { step: { 2021: 0.1 } } }, title: label }
    assert.deepEqual(ScenarioFile.toData(success(written(data).file)), data as never)
  })
})
