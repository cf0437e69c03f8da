import * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as ByHand from "@gongfu/core/scenario/ByHand"
import * as Expectation from "@gongfu/core/scenario/Expectation"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import * as ScenarioFault from "@gongfu/core/scenario/ScenarioFault"
import * as Result from "effect/Result"
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

/** What comes of settings by hand that are refused. */
const refused = (...settings: ReadonlyArray<string>) => {
  const read = ByHand.read(model, settings)
  assert.isTrue(Result.isFailure(read))
  return Result.isFailure(read) ? read.failure : []
}

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

describe("a percentage", () => {
  it("is a hundredth of what is shown in percent, of a share as of a growth rate", () => {
    const read = success(ByHand.read(model, ["tax=50%", "growth=-5%"]))
    assert.deepStrictEqual(
      read.map(({ to }) => to),
      [0.5, -0.05]
    )
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
  })
})

describe("a setting that is called by its label", () => {
  it("is told its name, by hand and in a file, wherever it belongs", () => {
    for (const [label, name] of [
      ["税", "tax"],
      ["Tax", "tax"],
      ["前景", "outlook"],
      ["分配·农村", "split[rural]"],
      ["Split · rural", "split[rural]"]
    ] as const) {
      const remedy = { en: `did you mean ${name} (${label})?`, zh: `是否想写 ${name}（${label}）？` }
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
      [["UnknownIndicator", "did you mean yield (产出)?"]]
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
  })
})
