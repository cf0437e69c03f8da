import * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as ByHand from "@gongfu/core/scenario/ByHand"
import * as Expectation from "@gongfu/core/scenario/Expectation"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import * as ScenarioFault from "@gongfu/core/scenario/ScenarioFault"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import { failure, root, sector, shared, success, written } from "./fixture.ts"

/** A model whose first variable is an assumption. */
const model = success(
  ModelFiles.load({ path: "model.yaml", text: shared }, [
    {
      path: "all.yaml",
      text: sector.replace(
        "variables:\n",
        `variables:
  before:
    label: {en: Before, zh: 先}
    unit: share
    value: 0.5
    range: [0, 1]
    source: {assumption: guess}
`
      )
    }
  ])
)

/** The same in units that are a numeral of others. */
const inHundreds = success(
  ModelFiles.load({ path: "model.yaml", text: shared.replace("en: yuan, zh: 元", "en: 100 yuan, zh: 百元") }, [
    { path: "all.yaml", text: sector }
  ])
)

/** What comes of settings by hand that are refused. */
const refused = (...settings: ReadonlyArray<string>) => {
  const read = ByHand.read(model, settings)
  assert.isTrue(Result.isFailure(read))
  return Result.isFailure(read) ? read.failure : []
}

const refusedBy = (of: typeof model, setting: string) => failure(ByHand.read(of, [setting]))[0]!

describe("a share beyond its range", () => {
  it("is told in percent where it was typed so, and nothing of how else to write it", () => {
    const [tax, growth] = refused("tax=1000%", "growth=-55.5%")
    assert.strictEqual(tax!.problem.en, '"tax" cannot be 1000%; its range is 0% to 80%')
    assert.deepStrictEqual(tax!.remedy, { en: "set at most 80%", zh: "请设为不大于 80% 的值" })
    assert.strictEqual(growth!.problem.zh, "“growth”不能取 -55.5%，取值范围为 -50% 至 50%")
    assert.deepStrictEqual(growth!.remedy, { en: "set at least -50%", zh: "请设为不小于 -50% 的值" })
  })

  it("is told as a number where it was typed so, with what a percentage is written as", () => {
    assert.strictEqual(refused("tax=50")[0]!.remedy.en, "write 50% as 0.5")
    assert.match(refused("tax=0.9")[0]!.problem.en, /its range is 0 to 0.8, where 1 is 100%$/)
  })
})

describe("a value beyond all numbers", () => {
  it("is out of range as it was typed", () => {
    for (const typed of ["1e999", "-1e999", "9".repeat(400), "1e999%"])
      assert.deepStrictEqual(
        refused(`tax=${typed}`).map(({ _tag, problem }) => [_tag, problem.en.startsWith(`"tax" cannot be ${typed};`)]),
        [["OutOfRange", true]]
      )
    assert.strictEqual(refused("posts=1e999%")[0]!._tag, "NotInPercent")
    assert.strictEqual(refused("poste=1e999")[0]!._tag, "UnknownSetting")
    assert.strictEqual(refused("posts=９e999")[0]!._tag, "NotANumber")
  })
})

describe("a value that is no plain number", () => {
  const remedies = (settings: ReadonlyArray<string>, of = model) =>
    settings.map((setting) => {
      const read = ByHand.read(of, [setting])
      assert.isTrue(Result.isFailure(read), setting)
      const fault = Result.isFailure(read) ? read.failure[0]! : undefined
      assert.strictEqual(fault!._tag, "NotANumber", setting)
      // What is offered is taken as it stands.
      const offered = fault!.remedy.en.split(": ").at(-1)!
      if (!offered.includes("NUMBER")) assert.isTrue(Result.isSuccess(ByHand.read(of, [offered])), offered)
      assert.isTrue(fault!.remedy.zh.endsWith(offered.replace(/NUMBER.*/, "")) || offered.includes("NUMBER"), setting)
      return offered
    })

  it("is told what is wrong with it, and how to write it", () => {
    const [comma, words, wide] = refused("posts=1,000", "posts=2百", "tax=５０％")
    assert.deepStrictEqual(comma!.problem, { en: '"1,000" has a comma in it', zh: "“1,000”中有逗号" })
    assert.deepStrictEqual(comma!.remedy, {
      en: "write no comma, and a point before decimals: posts=1000",
      zh: "数值中不写逗号，小数点写 .：posts=1000"
    })
    assert.deepStrictEqual(words!.problem, { en: '"2百" is a number with words', zh: "“2百”含有文字，不是纯数字" })
    assert.deepStrictEqual(words!.remedy, {
      en: "write its digits alone, in its unit (yuan): posts=200",
      zh: "请按其单位（元）只写数字：posts=200"
    })
    const [sign, ...more] = refused("tax", "＝", "33.3%")
    assert.isEmpty(more)
    assert.deepStrictEqual(refused("tax＝33.3%")[0]!.remedy, sign!.remedy)
    assert.deepStrictEqual(sign!.problem, { en: '"＝" is in full width', zh: "“＝”是全角字符" })
    assert.deepStrictEqual(sign!.remedy, {
      en: "write digits and signs in half width: tax=33.3%",
      zh: "数字和符号请用半角：tax=33.3%"
    })
    assert.deepStrictEqual(wide!.problem, { en: '"５０％" is in full width', zh: "“５０％”是全角字符" })
    assert.deepStrictEqual(wide!.remedy, {
      en: "write digits and signs in half width: tax=50%",
      zh: "数字和符号请用半角：tax=50%"
    })
  })

  it("is offered as the number that it is, in the unit of what is set", () => {
    assert.deepStrictEqual(
      remedies([
        "posts=1，000",
        "posts=+1,000.00",
        "posts=0,5",
        "tax=12,5%",
        "posts=2百元",
        "posts = 0.1千",
        "posts=0.02万元",
        "posts=200元",
        "posts=－５",
        "posts＝５",
        "tax=50％",
        "growth=－５％"
      ]),
      [
        "posts=1000",
        "posts=1000",
        "posts=0.5",
        "tax=12.5%",
        "posts=200",
        "posts=100",
        "posts=200",
        "posts=200",
        "posts=-5",
        "posts=5",
        "tax=50%",
        "growth=-5%"
      ]
    )
    assert.deepStrictEqual(remedies(["posts=2百", "posts=3万元", "posts=150元", "posts=0.7亿"], inHundreds), [
      "posts=2",
      "posts=300",
      "posts=1.5",
      "posts=NUMBER, from -100 to 1000"
    ])
  })

  /** The same in a unit that is a quotient. */
  const perHead = success(
    ModelFiles.load({ path: "model.yaml", text: shared }, [
      {
        path: "all.yaml",
        text: sector
          .replace("zh: 岗位}\n    unit: yuan", "zh: 岗位}\n    unit: yuan/year")
          .replace("* tax + posts", "* tax")
      }
    ])
  )

  it("is offered for what is counted in a part of the unit, too", () => {
    assert.deepStrictEqual(remedies(["posts=0.02万元", "posts=2百元/年", "posts=5年"], perHead), [
      "posts=200",
      "posts=200",
      "posts=NUMBER, from -100 to 1000"
    ])
  })

  it("is told the same in a file as by hand, at its place", () => {
    const remedyOf = (parts: object, of: typeof model) => {
      const faults = failure(Resolution.of([written({ ...root, ...parts })], of))
      assert.lengthOf(faults, 1)
      return faults[0]!.remedy
    }
    for (const [typed, of] of [
      ["2百", model],
      ["0.02万元", model],
      ["0.02万元", perHead],
      ["200元", perHead],
      ["3百元", inHundreds]
    ] as const) {
      const { en, zh } = refusedBy(of, `posts=${typed}`).remedy
      const expected = { en: en.replace("posts=", ""), zh: zh.replace("posts=", "") }
      assert.notInclude(en, "NUMBER")
      assert.deepStrictEqual(remedyOf({ levers: { posts: typed } }, of), expected)
      assert.deepStrictEqual(remedyOf({ levers: { posts: { 2025: typed } } }, of), expected)
      assert.deepStrictEqual(remedyOf({ levers: { posts: { step: { 2025: typed } } } }, of), expected)
    }
    const shock = { name: "s", on: "outlook", plus: { 2025: "2百元" }, because: { en: "a", zh: "b" } }
    assert.match(remedyOf({ shocks: [shock] }, model).zh, /（元）只写数字：200$/)
    assert.strictEqual(remedyOf({ levers: { posts: "5成" } }, model).en, "write its digits alone, in its unit (yuan)")
  })

  it("is offered with every digit that was typed", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d\.\d{1,14}$/), (digits) => {
        assert.deepStrictEqual(remedies([`posts=${digits}百`]), [`posts=${Number(`${digits}e2`)}`])
        assert.deepStrictEqual(remedies([`posts=${digits}千元`], inHundreds), [`posts=${Number(`${digits}e1`)}`])
      })
    )
  })

  it("is offered with the bounds where the number is beyond them, or is not known", () => {
    assert.deepStrictEqual(remedies(["posts=1.2万", "posts=5成", "posts=12,345,678", "posts=1,00,0"]), [
      "posts=NUMBER, from -100 to 1000",
      "posts=NUMBER, from -100 to 1000",
      "posts=NUMBER, from -100 to 1000",
      "posts=NUMBER, from -100 to 1000"
    ])
  })

  it("of a name that is not known is told as that, and what is no value at all as no setting", () => {
    assert.strictEqual(refused("poste=1,000")[0]!._tag, "UnknownSetting")
    for (const text of ["posts=", "posts=lots", "posts=,", "posts", "=1,000", "posts=万"])
      assert.strictEqual(refused(text)[0]!._tag, "NotASetting", text)
  })
})

describe("a percentage", () => {
  it("is a hundredth of what is shown in percent, of a share as of a growth rate", () => {
    const read = success(ByHand.read(model, ["tax=50%", "growth=-5%"]))
    assert.deepStrictEqual(
      read.map(({ to }) => to),
      [0.5, -0.05]
    )
  })

  it("is the number of its digits two places lower, however it is written", () => {
    const decimals = fc.stringMatching(/^\d{0,14}$/)
    const exponents = fc.option(fc.integer({ min: -40, max: 1 }))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 }), decimals, exponents, (whole, rest, exponent) => {
        const digits = `${whole}.${rest}`
        const typed = exponent === null ? digits : `${digits}e${exponent}`
        const [setting] = success(ByHand.read(model, [`tax=${typed}%`]))
        assert.strictEqual(setting!.to, Number(`${digits}e${(exponent ?? 0) - 2}`), typed)
      })
    )
    assert.strictEqual(success(ByHand.read(model, ["tax=33.3%"]))[0]!.to, 0.333)
    assert.match(refused("posts=33.3%")[0]!.remedy.en, /posts=33.3$/)
    assert.match(refused("outlook=110000.7%")[0]!.remedy.en, /outlook=NUMBER/)
  })

  it("is refused of anything else, with the number to write instead", () => {
    const [posts, outlook] = refused("posts=50%", "outlook=1e2%")
    assert.strictEqual(posts!._tag, "NotInPercent")
    assert.deepStrictEqual(posts!.problem, {
      en: '"posts" is not shown in percent; its unit is yuan',
      zh: "“posts”不以百分数表示，单位为元"
    })
    assert.deepStrictEqual(posts!.remedy, {
      en: "write the number in its unit, without %: posts=50",
      zh: "请按其单位写数值，不带 %：posts=50"
    })
    assert.match(outlook!.remedy.en, /outlook=100$/)
    // What would be refused again is not offered.
    const [part, neither] = refused("posts=2000%", "posts=200000%")
    assert.match(part!.remedy.en, /posts=20$/)
    assert.match(neither!.remedy.en, /posts=NUMBER, from -100 to 1000$/)
  })
})

describe("a setting that is called by its label", () => {
  it("is told its name, by hand and in a file, wherever it belongs", () => {
    for (const [label, name, en, zh] of [
      ["税", "tax", "Tax", "税"],
      ["Tax", "tax", "Tax", "税"],
      ["前景", "outlook", "Outlook", "前景"],
      ["分配·农村", "split[rural]", "Split · rural", "分配·农村"],
      ["Split · rural", "split[rural]", "Split · rural", "分配·农村"]
    ] as const) {
      const remedy = { en: `did you mean ${name} (${en})?`, zh: `是否想写 ${name}（${zh}）？` }
      assert.deepStrictEqual(refused(`${label}=0.5`)[0]!.remedy, remedy)
      const shock = { name: "s", on: label, times: { 2022: 1 }, because: { en: "a", zh: "b" } }
      for (const part of [{ levers: { [label]: 0.5 } }, { assumptions: { [label]: 0.5 } }, { shocks: [shock] }]) {
        const [fault] = failure(Resolution.of([written({ ...root, ...part })], model))
        assert.deepStrictEqual([fault!._tag, fault!.remedy], ["UnknownSetting", remedy])
      }
    }
  })

  it("is told its name in an expectation", () => {
    const { faults } = Expectation.read("产出[2025] > 1", model, model.years)
    assert.deepStrictEqual(
      faults.map(({ _tag, remedy }) => [_tag, remedy.en]),
      [["UnknownIndicator", "did you mean yield (Yield)?"]]
    )
  })
})

describe("a setting that the model does not have", () => {
  it("is told with the first ones, where there are many in a file and in what it extends", () => {
    const many = (from: number) => Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`tax${from + i}`, 0.5]))
    const { place: _, ...own } = root
    const files = [
      written({ ...own, extends: "b.yaml", levers: many(0) }, "a.yaml"),
      written({ ...root, levers: many(70) }, "b.yaml")
    ] as const
    const faults = failure(Resolution.of(files, model))
    assert.lengthOf(faults, Fault.maxFaults + 1)
    assert.strictEqual(faults[0]!.remedy.en, 'did you mean "tax"?')
    assert.deepStrictEqual(faults.at(-1)!.data, { count: 40 })
  })

  const remedyOf = (count: number) =>
    ScenarioFault.UnknownSetting(Span.whole("a"), {
      block: "levers",
      name: "a",
      meant: [],
      known: Array.from({ length: count }, (_, i) => `n${i}`)
    }).remedy

  it("is told with all names of a few", () => {
    assert.deepStrictEqual(remedyOf(2), { en: "the model has: n0, n1", zh: "模型中有：n0、n1" })
    assert.notInclude(remedyOf(12).en, "…")
  })

  it("is told with the first names of many, how many there are, and where the rest stand", () => {
    const { en, zh } = remedyOf(13)
    assert.match(en, /, n11, … \(13 in all; gongfu model docs PLACE lists them\)$/)
    assert.match(zh, /、n11 等 13 个（全部见 gongfu model docs PLACE）$/)
  })

  it("is offered levers before assumptions, when it is set by hand", () => {
    const read = ByHand.read(model, ["nothing_like_any_of_them=1"])
    assert.isTrue(Result.isFailure(read))
    const { known } = Result.isFailure(read)
      ? (read.failure[0]!.data as { readonly known: ReadonlyArray<string> })
      : { known: [] }
    const kinds = known.map((name) => model.variable.get(name.replace(/\[.*/, ""))!.kind)
    assert.include(kinds, "lever")
    assert.include(kinds, "assumption")
    assert.isAbove(kinds.indexOf("assumption"), kinds.lastIndexOf("lever"))
    assert.match(Result.isFailure(read) ? read.failure[0]!.problem.en : "", /^unknown lever or assumption "nothing/)
  })
})
