import type * as Fault from "@gongfu/core/document/Fault"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Inputs from "@gongfu/core/scenario/Inputs"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import type * as ScenarioFile from "@gongfu/core/scenario/ScenarioFile"
import * as Setting from "@gongfu/core/scenario/Setting"
import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"
import {
  childData,
  failure,
  label,
  model,
  read,
  root,
  rootData,
  shuffled,
  success,
  written,
  yamlOf
} from "./fixture.ts"

const resolve = (...files: readonly [ScenarioFile.Source, ...ReadonlyArray<ScenarioFile.Source>]) =>
  success(Resolution.of(files, model))

const faultsOf = (...files: readonly [ScenarioFile.Source, ...ReadonlyArray<ScenarioFile.Source>]) =>
  failure(Resolution.of(files, model))

const placed = (faults: ReadonlyArray<Fault.Fault>) =>
  faults.map(({ _tag, span }) => `${span.file} ${span.line}:${span.column} ${_tag}`)

const because = { en: "because", zh: "原因" }
const start = "gongfu: 1\nname: a\ntitle: {en: A, zh: 甲}\nplace: ..\n"

describe("Resolution.of", () => {
  it("a scenario that fits its model resolves, alone and as a child", () => {
    fc.assert(
      fc.property(rootData, childData, childData, (a, b, c) => {
        const scenario = resolve(written(c), written(b), written(a))
        assert.strictEqual(scenario.name, c.name)
        assert.deepStrictEqual(
          scenario.shocks.map((shock) => shock.name),
          [...new Set([a, b, c].flatMap((file) => file.shocks?.map((shock) => shock.name) ?? []))].toSorted()
        )
      })
    )
  })

  it("the order of keys in a file does not matter", () => {
    fc.assert(
      fc.property(rootData, fc.infiniteStream(fc.nat()), (data, stream) => {
        const random = (n: number) => stream.next().value! % n
        const straight = resolve(written(data))
        const mixed = resolve(read(yamlOf(shuffled(data, random))))
        assert.strictEqual(JSON.stringify(mixed), JSON.stringify(straight))
      })
    )
  })

  it("the order of shocks in a file does not matter", () => {
    fc.assert(
      fc.property(rootData, (data) => {
        const turned = data.shocks === undefined ? data : { ...data, shocks: data.shocks.toReversed() }
        assert.deepStrictEqual(resolve(written(turned)), resolve(written(data)))
      })
    )
  })

  it("which file of a chain says what does not matter", () => {
    fc.assert(
      fc.property(rootData, childData, (parent, child) => {
        const { levers, assumptions, shocks, years, shortage, ...rest } = parent
        const said = { levers, assumptions, shocks, years, shortage }
        const middle = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
        const { place: _, ...title } = rest
        const moved = { ...title, extends: "x.yaml", ...middle }
        assert.deepStrictEqual(
          resolve(written(child), written(moved), written(rest)),
          resolve(written(child), written(parent))
        )
      })
    )
  })

  it("extending by a file that says nothing changes only what it is called", () => {
    fc.assert(
      fc.property(rootData, (data) => {
        const child = resolve(written({ gongfu: 1, name: "same", title: label, extends: "a.yaml" }), written(data))
        const { description: _, ...own } = resolve(written(data))
        assert.deepEqual(child, { ...own, name: "same", title: label, expect: [] })
      })
    )
  })

  it("a scenario read back from its artifact is the one that was resolved, with the same fingerprint", () => {
    fc.assert(
      fc.property(rootData, (data) => {
        const scenario = resolve(written(data))
        const artifact: unknown = JSON.parse(Fingerprint.canonical(Scenario.toData(scenario)))
        const back = success(Scenario.fromData(artifact))
        assert.deepEqual(back, scenario)
        assert.strictEqual(Scenario.fingerprint(back), Scenario.fingerprint(scenario))
      })
    )
  })

  it("everything that a scenario says is in its fingerprint; how it is written is not", () => {
    const data = {
      ...root,
      levers: { tax: { 2021: 0.1, 2025: 0.2 } },
      assumptions: { growth: 0.01 },
      shocks: [{ name: "s", on: "outlook", times: { 2022: 0.5 }, because }]
    }
    const print = (more: object) => Scenario.fingerprint(resolve(written({ ...data, ...more })))
    const same = print({})
    const ways = [
      { years: { from: 2020, to: 2030 } },
      { shortage: "refuse" },
      { levers: { tax: { 2025: 0.2, 2021: 0.1 } } }
    ]
    for (const more of ways) assert.strictEqual(print(more), same, JSON.stringify(more))
    const sayings = [
      { title: because },
      { description: because },
      { expect: ["tax[2025] > 0.1"] },
      { shocks: [{ ...data.shocks[0], because: label }] },
      { name: "other" },
      { years: { from: 2020, to: 2029 } },
      { shortage: "scale" },
      { levers: { tax: { 2021: 0.1, 2025: 0.21 } } },
      { levers: { tax: { step: { 2021: 0.1, 2025: 0.2 } } } },
      { levers: { posts: 3, ...data.levers } },
      { assumptions: {} },
      { shocks: [] },
      { shocks: [{ ...data.shocks[0], name: "t" }] },
      { shocks: [{ ...data.shocks[0], on: "growth" }] },
      { shocks: [{ ...data.shocks[0], plus: { 2022: 1 } }] },
      { shocks: [{ ...data.shocks[0], times: { 2023: 0.5 } }] }
    ]
    assert.strictEqual(new Set([same, ...sayings.map(print)]).size, sayings.length + 1)
  })

  it("-0 in a file is 0", () => {
    const minus = resolve(read(`${start}levers: {tax: -0, posts: {step: {2021: -0.0}}}\n`))
    assert.deepStrictEqual(minus, resolve(read(`${start}levers: {tax: 0, posts: {step: {2021: 0}}}\n`)))
    assert.isTrue(Object.is(minus.levers["tax"], 0))
  })

  it("every fault is told at once, of form and of content, of a file and of its parents", () => {
    const child = `gongfu: 1
name: child
title: {en: Child, zh: 子情景}
extends: base.yaml
years: {from: 2021, to: 2040}
levers:
  taxx: 0.5
  tax: 0.9
  growth: 0.01
  posts: {2020: 1, 2021: 2000, 2035: 3, 2041: 3}
  yield: 4
  fixed: 4
  parts: 4
assumptions:
  tax: 0.1
  split: 0.5
  split[urban]: 1.5
  split[mars]: 0.5
  outlook: {step: {2019: 1, 2025: 5000}}
  growth: [1]
shocks:
  - {name: s, on: growht, times: {2022: 1}, because: {en: a, zh: b}}
  - {name: s, on: yield, times: {2050: 1}, because: {en: a, zh: b}}
  - {name: t, on: tax, plus: {2019: 1}, because: {en: a, zh: b}}
  - {name: u, on: fixed, plus: {2022: .nan}, because: {en: a, zh: b}}
shortage: never
`
    const faults = faultsOf(read(child, "child.yaml"), read(`${start}levers: {tax: -1}\n`, "base.yaml"))
    assert.deepStrictEqual(placed(faults), [
      "base.yaml 5:15 OutOfRange",
      "child.yaml 5:15 WrongFirstYear",
      "child.yaml 5:25 WrongLastYear",
      "child.yaml 7:3 UnknownSetting",
      "child.yaml 8:8 OutOfRange",
      "child.yaml 9:3 WrongBlock",
      "child.yaml 10:11 YearOutside",
      "child.yaml 10:26 OutOfRange",
      "child.yaml 10:32 YearOutside",
      "child.yaml 10:41 YearOutside",
      "child.yaml 11:3 NotSettable",
      "child.yaml 12:3 NotSettable",
      "child.yaml 13:3 NotSettable",
      "child.yaml 15:3 WrongBlock",
      "child.yaml 16:3 MembersMissing",
      "child.yaml 17:17 OutOfRange",
      "child.yaml 18:3 UnknownSetting",
      "child.yaml 19:20 YearOutside",
      "child.yaml 19:35 OutOfRange",
      "child.yaml 20:11 WrongValue",
      "child.yaml 22:19 UnknownSetting",
      "child.yaml 23:12 DuplicateShock",
      "child.yaml 23:19 ShockOn",
      "child.yaml 23:34 YearOutside",
      "child.yaml 24:19 ShockOn",
      "child.yaml 24:31 YearOutside",
      "child.yaml 25:39 WrongValue",
      "child.yaml 26:11 WrongValue"
    ])
    for (const fault of faults) {
      assert.isNotEmpty(fault.problem.en)
      assert.match(fault.problem.zh, /\p{Script=Han}/u)
      assert.match(fault.remedy.zh, /\p{Script=Han}/u)
    }
    assert.strictEqual(faults[3]!.remedy.en, 'did you mean "tax"?')
    assert.strictEqual(faults[5]!.remedy.en, 'move it to "assumptions"')
    assert.strictEqual(faults[13]!.remedy.en, 'move it to "levers"')
    assert.strictEqual(faults[14]!.remedy.en, "name the member: split[urban], split[rural]")
  })

  it("an address is spelt in one way only, so that no setting can stand twice", () => {
    for (const address of ["split [rural]", " tax", "split[rural] "]) {
      const block = address.includes("split") ? "assumptions" : "levers"
      const [fault] = faultsOf(written({ ...root, [block]: { [address]: 0.5 } }))
      assert.strictEqual(fault?.remedy.en, `did you mean "${address.replaceAll(" ", "")}"?`)
    }
  })

  it("a value anywhere outside the range is told, wherever in a path it stands", () => {
    const outside = fc.oneof(
      fc.double({ min: 0.8 + 1e-9, max: 1e9, noNaN: true }),
      fc.double({ min: -1e9, max: -1e-9, noNaN: true })
    )
    fc.assert(
      fc.property(outside, fc.integer({ min: 2021, max: 2030 }), (value, year) => {
        for (const tax of [value, { [year]: value }, { step: { [year]: value } }, { 2021: 0.1, [year]: value }])
          assert.deepStrictEqual(
            faultsOf(written({ ...root, levers: { tax } })).map((fault) => fault._tag),
            ["OutOfRange"]
          )
      })
    )
  })

  it("a value outside the range is told in the reader's own words for its unit, and a percentage how it is written", () => {
    const [share] = faultsOf(written({ ...root, levers: { tax: 25 } }))
    assert.deepStrictEqual(
      [share!.problem.zh, share!.remedy.zh],
      ["“tax”不能取 25，取值范围为 0 至 0.8（以 1 为 100%）", "25% 请写作 0.25"]
    )
    const [uneven] = faultsOf(written({ ...root, levers: { tax: 1.1 } }))
    assert.strictEqual(uneven!.remedy.en, "write 1.1% as 0.011")
    const [beyond] = faultsOf(written({ ...root, levers: { tax: 90 } }))
    assert.strictEqual(beyond!.remedy.en, "set at most 0.8")
    const [posts] = faultsOf(written({ ...root, levers: { posts: 1e6 } }))
    assert.include(posts!.problem.zh, "（元）")
  })

  it("a scenario may end earlier than the one that it extends, whose longer paths stay", () => {
    const parent = written({ ...root, levers: { tax: { 2021: 0.1, 2030: 0.19 } } })
    const years = { from: 2020, to: 2025 }
    const child = resolve(written({ gongfu: 1, name: "child", title: label, extends: "x.yaml", years }), parent)
    assert.deepEqual(child.years, years)
    assert.deepEqual(child.levers, { tax: { 2021: 0.1, 2030: 0.19 } })
    const own = written({ ...root, years, levers: { tax: { 2021: 0.1, 2026: 0.1 } } })
    assert.deepStrictEqual(
      faultsOf(own).map((fault) => fault._tag),
      ["YearOutside"]
    )
  })

  it("years, shortage and expectations have defaults", () => {
    const { years, shortage, expect, levers, shocks } = resolve(written(root))
    assert.deepEqual(
      { years, shortage, expect, levers, shocks },
      { years: { from: 2020, to: 2030 }, shortage: "refuse", expect: [], levers: {}, shocks: [] }
    )
  })

  it("an artifact that is no scenario is told as such", () => {
    for (const data of [null, 5, {}, { gongfu: 1 }, []]) assert.isNotEmpty(failure(Scenario.fromData(data)))
  })
})

describe("Inputs", () => {
  it("a lever has its default in the base year and before its path, and its setting after", () => {
    fc.assert(
      fc.property(rootData, fc.integer({ min: 2020, max: 2030 }), (data, year) => {
        const scenario = resolve(written(data))
        for (const [name, standard] of [
          ["tax", 0.3],
          ["posts", 10]
        ] as const) {
          const setting = scenario.levers[name]
          const set = setting === undefined || year === 2020 ? undefined : Setting.at(setting, year)
          assert.strictEqual(Inputs.leverAt(scenario, model, name, year), set ?? standard)
        }
      })
    )
    assert.throws(() => Inputs.leverAt(resolve(written(root)), model, "growth", 2021))
  })

  it("an assumption has what the scenario itself says of it, whatever its name", () => {
    fc.assert(
      fc.property(rootData, fc.integer({ min: 2020, max: 2030 }), (data, year) => {
        const scenario = resolve(written(data))
        const said = new Map(Object.entries(data.assumptions ?? {}))
        for (const name of ["growth", "outlook", "split[rural]", "constructor"]) {
          const setting = said.get(name)
          const value = setting === undefined ? undefined : Setting.at(setting, year)
          assert.strictEqual(Inputs.assumptionAt(scenario, name, year), value === undefined ? value : value + 0)
        }
      })
    )
  })

  it("an assumption is the model's own until the scenario says otherwise", () => {
    const scenario = resolve(
      written({ ...root, assumptions: { growth: 0.1, outlook: { 2025: 5 }, "split[rural]": { step: { 2022: 0.5 } } } })
    )
    const at = (year: number) =>
      ["growth", "outlook", "split[rural]", "split[urban]"].map((name) => Inputs.assumptionAt(scenario, name, year))
    assert.deepStrictEqual(at(2020), [0.1, undefined, undefined, undefined])
    assert.deepStrictEqual(at(2022), [0.1, undefined, 0.5, undefined])
    assert.deepStrictEqual(at(2030), [0.1, 5, 0.5, undefined])
  })

  it("shocks hit only the years that they name, in the order of their names", () => {
    fc.assert(
      fc.property(rootData, fc.integer({ min: 2019, max: 2031 }), (data, year) => {
        const scenario = resolve(written(data))
        const hits = Inputs.shocksIn(scenario, year)
        const named = (data.shocks ?? []).filter((s) => s.times?.[year] !== undefined || s.plus?.[year] !== undefined)
        assert.deepStrictEqual(
          hits.map((hit) => hit.shock),
          named.map((s) => s.name).toSorted()
        )
        for (const hit of hits) {
          const shock = named.find((s) => s.name === hit.shock)!
          assert.deepEqual([hit.times, hit.plus], [(shock.times?.[year] ?? 1) + 0, (shock.plus?.[year] ?? 0) + 0])
        }
      })
    )
  })
})
