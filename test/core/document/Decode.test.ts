import * as Decode from "@gongfu/core/document/Decode"
import { expected, expects } from "@gongfu/core/document/Expected"
import * as Fault from "@gongfu/core/document/Fault"
import { Label } from "@gongfu/core/document/Label"
import { nearest } from "@gongfu/core/document/Nearest"
import { Year, YearMap } from "@gongfu/core/document/Number"
import * as Span from "@gongfu/core/document/Span"
import * as Yaml from "@gongfu/core/document/Yaml"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"

const Shape = Schema.Struct({
  kind: Schema.Literals(["flow", "stock"]),
  label: Label,
  year: Schema.optionalKey(Year),
  path: Schema.optionalKey(Schema.Union([Schema.Finite, YearMap]).pipe(expects({ en: "a path", zh: "路径" }))),
  pair: Schema.optionalKey(
    Schema.Tuple([Schema.Finite, Schema.Finite]).pipe(expects({ en: "two numbers", zh: "两个数" }))
  ),
  flag: Schema.optionalKey(Schema.Boolean)
}).check(
  Schema.makeFilter(
    (shape) => shape.kind !== "stock" || shape.year !== undefined,
    expected({ en: "a stock with a year", zh: "带有年份的存量" })
  )
)

const decode = (text: string) => {
  const yaml = Yaml.parse({ path: "f.yaml", text })
  return Result.isSuccess(yaml) ? Decode.decode(Shape, yaml.success) : assert.fail(yaml.failure[0]!.problem.en)
}

const told = (text: string) => {
  const result = decode(text)
  if (Result.isSuccess(result)) return []
  return result.failure.map(({ span, problem }) => `${span.line}:${span.column} ${problem.en}`)
}

const label = "label: {en: a, zh: 甲}\n"

describe("Decode.decode", () => {
  it.each([
    [`kind: flow\n${label}path: {2021: 50%}\n`, "write 0.5", "请写作 0.5"],
    [
      `kind: flow\n${label}path: {2021: 1.234567890123456%}\n`,
      "write 0.01234567890123456",
      "请写作 0.01234567890123456"
    ],
    [`kind: flow\n${label}path: {2021: -2.5%}\n`, "write -0.025", "请写作 -0.025"],
    [`kind: flow\n${label}path: {2021: "20,000"}\n`, "write 20000", "请写作 20000"],
    [`kind: flow\n${label}path: {2021: ０．３}\n`, "write 0.3", "请写作 0.3"],
    [`kind: flow\n${label}path: {2021: －１２％}\n`, "write -0.12", "请写作 -0.12"],
    [`kind: flow\n${label}path: {2021: “800”}\n`, "write 800", "请写作 800"],
    [`kind: flow\n${label}path: {2021: 「－８．５％」}\n`, "write -0.085", "请写作 -0.085"],
    [`kind: flow\n${label}path: {2021: 2万}\n`, "write its digits alone, in its unit", "请按其单位只写数字"],
    [`kind: flow\n${label}year: 2021年\n`, "write 2021", "请写作 2021"],
    [`kind: flow\n${label}path: {2021 年: 1}\n`, "write 2021", "请写作 2021"],
    [`kind: flow\n${label}path:\n  ２０２１年: 1\n`, "write 2021", "请写作 2021"],
    [
      `kind: flow\n${label}path: {2021：0.3}\n`,
      'there is a "：" of full width here: write 2021: 0.3',
      "此处有全角符号“：”，请写作 2021: 0.3"
    ],
    [
      `kind: flow\n${label}path: {2021： 0.3，2025：0.5}\n`,
      'there are "：" and "，" of full width here: write 2021: 0.3, 2025: 0.5',
      "此处有全角符号“：”、“，”，请写作 2021: 0.3, 2025: 0.5"
    ],
    [
      `kind: flow\n${label}　　year: 2021\n`,
      'there is a "　" (a space) of full width here: write " " (a space)',
      "此处有全角符号“　”（空格），请改为半角“ ”（空格）"
    ],
    ["kind: flow\nlabel: 只有中文\n", "write label: {en: …, zh: 只有中文}", "请写作 label: {en: …, zh: 只有中文}"],
    ["kind: flow\nlabel: Two words\n", "write label: {en: Two words, zh: …}", "请写作 label: {en: Two words, zh: …}"],
    ["kind: flow\nlabel: {zh: 甲}\n", "write label: {en: …, zh: 甲}", "请写作 label: {en: …, zh: 甲}"],
    ["kind: flow\nlabel: {en: a}\n", "write label: {en: a, zh: …}", "请写作 label: {en: a, zh: …}"],
    ["kind: flow\nlabel: [a]\n", "correct the value", "请更正该值"],
    [`kind: flow\n${label}path: {2021: soon}\n`, "correct the value", "请更正该值"],
    [`kind: flow\n${label}flag: "1"\n`, "correct the value", "请更正该值"],
    [
      "kind：flow\nlabel：x\n",
      "after a key write a colon of half width and a space, name: x",
      "键与值之间请用半角冒号加空格，如 name: x"
    ]
  ])("says what to write in the place of %j", (text, en, zh) => {
    const result = decode(text)
    const remedies = Result.isFailure(result) ? result.failure.map(({ remedy }) => remedy) : []
    assert.deepStrictEqual(remedies, [{ en, zh }])
  })

  it("writes a label out so that it is read as what was typed", () => {
    const texts = fc.string({
      unit: fc.constantFrom(..."a甲1 ,:{}[]#'\"-?&*!|>%@`~.\\，：".split("")),
      minLength: 1,
      maxLength: 8
    })
    fc.assert(
      fc.property(
        texts.filter((text) => text.trim() !== ""),
        fc.boolean(),
        (text, alone) => {
          const language = /\p{Script=Han}/u.test(text) ? "zh" : "en"
          const result = decode(`kind: flow\nlabel: ${JSON.stringify(alone ? text : { [language]: text })}\n`)
          const [fault] = Result.isFailure(result) ? result.failure : []
          const whole = /^write label: (\{.*\})$/.exec(fault?.remedy.en ?? "")?.[1]
          const yaml = Yaml.parse({ path: "f.yaml", text: `label: ${whole}\n` })
          const other = language === "zh" ? "en" : "zh"
          assert.deepStrictEqual(Result.isSuccess(yaml) ? yaml.success.value : yaml, {
            label: { [language]: text, [other]: "…" }
          })
        }
      )
    )
  })

  it("names the list's item that lacks a key", () => {
    const Listed = Schema.Struct({ list: Schema.Array(Schema.Struct({ a: Schema.Finite, b: Schema.Finite })) })
    const yaml = Yaml.parse({ path: "f.yaml", text: "list:\n  - {a: 1, b: 2}\n  - {a: 1, b: 2}\n  - a: 1\n" })
    const result = Decode.decode(Listed, Result.isSuccess(yaml) ? yaml.success : assert.fail("not read"))
    assert.deepStrictEqual(
      Result.isFailure(result) ? result.failure.map(({ problem, span }) => `${span.line} ${problem.en}`) : [],
      ['4 "b" is missing']
    )
  })

  it("gives what fits", () => {
    const value = decode(`kind: flow\n${label}path: {2021: 1}\n`)
    assert.isTrue(Result.isSuccess(value))
  })

  it.each([
    [`kind: flw\n${label}`, '1:7 expected flow | stock, found "flw"'],
    [`kinde: flow\nkind: flow\n${label}`, '1:1 unknown key "kinde"'],
    [`kind: flow\n`, '1:1 "label" is missing'],
    [`kind: flow\nlabel: {en: a}\n`, '2:1 "zh" is missing'],
    [`kind: flow\n${label}year: 2020.5\n`, "3:7 expected a year from 1900 to 2200, found 2020.5"],
    [`kind: flow\n${label}year: 1492\n`, "3:7 expected a year from 1900 to 2200, found 1492"],
    [`kind: flow\n${label}path: x\n`, '3:7 expected a path, found "x"'],
    [`kind: flow\n${label}path: {2021: .inf}\n`, "3:14 expected a finite number, found Infinity"],
    [`kind: flow\n${label}path: {2021: 1e999}\n`, "3:14 expected a finite number, found Infinity"],
    [`kind: flow\n${label}path: {year: 1}\n`, '3:8 expected a year as key, found "year"'],
    [`kind: flow\n${label}flag: yes\n`, '3:7 expected true or false, found "yes"'],
    [`kind: flow\n${label}pair: [1]\n`, "3:7 expected two numbers, found [1]"],
    [`kind: flow\n${label}pair: [1, 2, 3]\n`, "3:7 expected two numbers, found [1,2,3]"],
    [`kind: stock\n${label}`, "1:1 expected a stock with a year, found a map with the keys kind, label"]
  ])("tells what is wrong with %j", (text, message) => {
    assert.deepStrictEqual(told(text), [message])
  })

  it("describes a long value by its keys or its length", () => {
    const keys = Array.from({ length: 20 }, (_, i) => `key${i}: 1`).join(", ")
    assert.match(told(`kind: {${keys}}\n${label}`)[0]!, /found a map with the keys key0, .*key7, …$/)
    assert.match(told(`kind: [${"1, ".repeat(50)}]\n${label}`)[0]!, /found a list of 50$/)
    assert.match(told(`kind: ${"x".repeat(500)}\n${label}`)[0]!, /found "x+…$/)
    assert.match(told(`kind:\n${label}`)[0]!, /found nothing$/)
  })

  it("data of any form gives faults in both languages, inside the file, or fits", () => {
    const key = fc.constantFrom("kind", "label", "year", "path", "pair", "flag", "en", "zh", "2021", "x")
    const { data } = fc.letrec((tie) => ({
      data: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom("flow", "stock", "", null, true),
        fc.oneof(fc.integer(), fc.double()),
        fc.array(tie("data"), { maxLength: 3 }),
        fc.dictionary(key, tie("data"), { noNullPrototype: true })
      )
    }))
    fc.assert(
      fc.property(data, (value) => {
        const result = decode(JSON.stringify(value, null, 2))
        if (Result.isSuccess(result)) return
        assert.isNotEmpty(result.failure)
        for (const { span, problem, remedy } of result.failure) {
          for (const said of [problem, remedy]) {
            assert.match(said.en, /[a-z]/)
            assert.match(said.zh, /\p{Script=Han}/u)
          }
          assert.isAtLeast(span.line, 1)
          assert.isNotEmpty(span.text)
        }
      }),
      { numRuns: 500 }
    )
  })
})

describe("Fault", () => {
  const Kind = Fault.define<{ readonly n: number }>("Kind", ({ n }) => ({
    problem: { en: `${n}`, zh: `${n}` },
    remedy: { en: "", zh: "" }
  }))
  const fault = fc
    .record({
      file: fc.constantFrom("a", "b"),
      line: fc.integer({ min: 1, max: 9 }),
      column: fc.integer({ min: 1, max: 9 })
    })
    .map((place) => Kind({ ...Span.whole(place.file), ...place }, { n: 1 }))

  it("sorting puts faults in the order of file, line and column, and keeps them all", () => {
    fc.assert(
      fc.property(fc.array(fault), (faults) => {
        const sorted = Fault.sorted(faults)
        const rank = ({ span }: Fault.Fault) => `${span.file}${span.line}${span.column}`
        assert.deepStrictEqual(sorted.map(rank), faults.map(rank).toSorted())
      })
    )
  })

  it("capping keeps the first and says how many more there are", () => {
    const faults = Array.from({ length: Fault.maxFaults + 7 }, (_, n) =>
      Kind({ ...Span.whole("a"), line: n + 1 }, { n })
    )
    const capped = Fault.capped(faults)
    assert.deepStrictEqual(capped.slice(0, -1), faults.slice(0, Fault.maxFaults))
    assert.match(capped.at(-1)!.problem.zh, /另有 7 处/)
    assert.deepStrictEqual(Fault.capped(faults.slice(0, Fault.maxFaults)), faults.slice(0, Fault.maxFaults))
    const others = Array.from({ length: 5 }, (_, n) => Kind(Span.whole("b"), { n }))
    const again = Fault.capped([...others, ...capped])
    assert.deepStrictEqual(again.slice(0, -1), faults.slice(0, Fault.maxFaults))
    assert.deepStrictEqual(again.at(-1)!.problem, {
      en: "12 more faults in 2 files",
      zh: "2 个文件中另有 12 处问题"
    })
  })

  it("its texts are made when they are read, once", () => {
    let made = 0
    const Late = Fault.define<object>("Late", () => {
      made++
      return { problem: { en: "x", zh: "甲" }, remedy: { en: "y", zh: "乙" } }
    })
    const all = Array.from({ length: 9 }, () => Late(Span.whole("a"), {}))
    assert.strictEqual(made, 0)
    assert.deepStrictEqual([all[0]!.problem.en, all[0]!.remedy.zh, all[0]!.problem.zh], ["x", "乙", "甲"])
    assert.strictEqual(made, 1)
    assert.deepStrictEqual(Object.keys(structuredClone(all[1]!)), ["_tag", "span", "data", "problem", "remedy"])
  })
})

describe("nearest", () => {
  it("finds the name that was meant, and none when none was", () => {
    const names = ["land_rural_share", "welfare_posts", "dibao_growth"]
    assert.strictEqual(nearest("land_rurl_share", names), "land_rural_share")
    assert.isUndefined(nearest("-", ["e"]))
    assert.isUndefined(nearest("ab", ["cd"]))
    assert.strictEqual(nearest("gpd", ["gdp"]), "gdp")
    assert.strictEqual(nearest("dibao_grwoth", names), "dibao_growth")
    assert.isUndefined(nearest("unemployment", names))
    assert.isUndefined(nearest("x", []))
  })

  it("a name is nearest to itself", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), fc.nat(), (names, i) => {
        const name = names[i % names.length]!
        assert.strictEqual(nearest(name, names), name)
      })
    )
  })
})
