/** Ranges of years in shocks: another way to write, and nothing else. */
import { isYear, YearKey } from "@gongfu/core/document/Number"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Resolution from "@gongfu/core/scenario/Resolution"
import * as Scenario from "@gongfu/core/scenario/Scenario"
import type { ScenarioFile } from "@gongfu/core/scenario/ScenarioFile"
import * as YearRange from "@gongfu/core/scenario/YearRange"
import * as Schema from "effect/Schema"
import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"
import { failure, label, model, read, root, rootData, success, written } from "./fixture.ts"

describe("a year", () => {
  it("may be a key, alone and as either end of a range, exactly where it is a year", () => {
    const [isKey, isRange] = [Schema.is(YearKey), Schema.is(YearRange.Key)]
    for (let year = 1890; year <= 2210; year++) {
      const text = String(year)
      for (const fits of [isKey(text), isRange(text), isRange(`2000-${text}`), isRange(`${text}–2000`)])
        assert.strictEqual(fits, isYear(year), text)
    }
  })
})

const resolved = (data: object) => success(Resolution.of([written(data)], model))
const start = "gongfu: 1\nname: a\ntitle: {en: A, zh: 甲}\nplace: ..\n"

/** Values in which neighbouring keys stand for runs of years, and the same with every year by itself. */
const values = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 2 }),
      length: fc.integer({ min: 1, max: 4 }),
      value: fc.double({ min: -2, max: 2, noNaN: true }),
      dash: fc.constantFrom("-", "–"),
      ranged: fc.boolean()
    }),
    { minLength: 1, maxLength: 5 }
  )
  .map((runs) => {
    const [ranged, single]: [Record<string, number>, Record<string, number>] = [{}, {}]
    let year = 2020
    for (const { dash, gap, length, ranged: asRange, value } of runs) {
      const [from, to] = [year + gap, Math.min(2030, year + gap + length - 1)]
      if (from > 2030) break
      year = to + 1
      const isRange = asRange || from < to
      ranged[isRange ? `${from}${dash}${to}` : String(from)] = value
      for (let at = from; at <= to; at++) single[String(at)] = value
    }
    return { ranged, single }
  })
  .filter(({ single }) => Object.keys(single).length > 0)

const shocks = fc.uniqueArray(
  fc
    .record({
      name: fc.constantFrom("a", "b", "c"),
      on: fc.constantFrom("growth", "outlook", "split[rural]"),
      times: fc.option(values, { nil: undefined }),
      plus: fc.option(values, { nil: undefined })
    })
    .filter(({ plus, times }) => plus !== undefined || times !== undefined),
  { minLength: 1, maxLength: 3, selector: ({ name }) => name }
)

const faultsOf = (shock: string) =>
  failure(Resolution.of([read(`${start}shocks: [{name: s, on: growth, ${shock}, because: {en: a, zh: b}}]\n`)], model))
const told = (shock: string) =>
  faultsOf(shock).map(({ _tag, problem, remedy, span }) => [_tag, span.column, problem.en, remedy.en])

describe("a range of years in a shock", () => {
  it("resolves to the scenario with every year written out: same canonical form, same fingerprint", () => {
    fc.assert(
      fc.property(rootData, shocks, (data, made) => {
        const as = (way: "ranged" | "single") => ({
          ...data,
          shocks: made.map(({ name, on, plus, times }): NonNullable<ScenarioFile["shocks"]>[number] => ({
            name,
            on,
            ...(times && { times: times[way] }),
            ...(plus && { plus: plus[way] }),
            because: label
          }))
        })
        const [ranged, single] = [resolved(as("ranged")), resolved(as("single"))]
        assert.deepStrictEqual(ranged, single)
        assert.strictEqual(
          Fingerprint.canonical(Scenario.toData(ranged)),
          Fingerprint.canonical(Scenario.toData(single))
        )
        assert.strictEqual(Scenario.fingerprint(ranged), Scenario.fingerprint(single))
      })
    )
  })

  it("includes both ends", () => {
    const { shocks: made } = resolved({
      ...root,
      shocks: [{ name: "s", on: "growth", times: { "2026-2028": 0.9, 2024: 0.5 }, because: label }]
    })
    assert.deepStrictEqual(made[0]!.times, { 2024: 0.5, 2026: 0.9, 2027: 0.9, 2028: 0.9 })
  })

  it("names no year that another key names, alone or in a range: the fault names both keys", () => {
    assert.deepStrictEqual(told("times: {2022-2025: 0.9, 2025: 1, 2023–2024: 1}"), [
      [
        "YearTwice",
        56,
        "2025 is named twice: by 2022-2025 on line 5, and by 2025",
        "let one of the two leave that year out"
      ],
      [
        "YearTwice",
        65,
        "2023 is named twice: by 2022-2025 on line 5, and by 2023–2024",
        "let one of the two leave that year out"
      ]
    ])
    assert.deepStrictEqual(
      told("plus: {2025: 1, 2022-2025: 0.9}").map(([tag]) => tag),
      ["YearTwice"]
    )
  })

  it("goes forward, and stays within the years that can be set", () => {
    assert.deepStrictEqual(told("times: {2025-2022: 0.9}"), [
      ["RangeTurned", 40, "2025-2022 ends before it begins", "write 2022-2025"]
    ])
    const outside = "reaches outside 2020 to 2030, the years that can be set here"
    assert.deepStrictEqual(told("times: {2028-2032: 0.9}"), [
      ["YearsOutside", 40, `2028-2032 ${outside}`, "write 2028-2030"]
    ])
    assert.deepStrictEqual(told("plus: {2030–2032: 0.9}"), [["YearsOutside", 39, `2030–2032 ${outside}`, "write 2030"]])
    assert.deepStrictEqual(told("plus: {2031-2032: 0.9}"), [
      ["YearsOutside", 39, `2031-2032 ${outside}`, "correct the years"]
    ])
    assert.deepStrictEqual(
      told("plus: {2031-2031: 0.9, 2031: 1}").map(([tag]) => tag),
      ["YearTwice", "YearOutside", "YearOutside"].toSorted()
    )
  })

  it("is written with a hyphen or an en dash and no spaces; the remedy says so", () => {
    for (const key of ["2022—2025", "2022 - 2025", "2022~2025", "2022至2025", "2022..2025"]) {
      const [fault] = told(`times: {${key}: 0.9}`)
      assert.deepStrictEqual([fault![0], fault![3]], ["WrongKey", "write 2022-2025"], key)
    }
    assert.strictEqual(told("times: {always: 0.9}")[0]![3], "write a year, 2026, or years, 2026-2035")
  })

  it("is no key of a lever or an assumption: the remedy says what to write", () => {
    for (const setting of ["{2022-2025: 0.5}", "{step: {2022–2025: 0.5}}", "{2021: 0.1, 2022-2025: 0.5}"])
      for (const block of [`levers: {tax: ${setting}}`, `assumptions: {growth: ${setting}}`]) {
        const [fault] = failure(Resolution.of([read(`${start}${block}\n`)], model))
        assert.strictEqual(fault!._tag, "WrongKey")
        assert.match(fault!.remedy.en, /^write both ends, 2022: … and 2025: …; /)
        assert.match(fault!.remedy.zh, /^请分别写明首尾两年，即 2022: … 和 2025: …；/)
      }
  })
})
