import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Position from "@gongfu/core/model/Position"
import * as YearInputs from "@gongfu/core/run/YearInputs"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { load } from "./marked.ts"

const modelOf = (more: string) => Result.getOrThrow(load(more).result)

const variableOf = (text: string) =>
  modelOf(`  y: {label: {en: Y, zh: 甲}, unit: share, ${text}, source: {assumption: a guess}}\n`).variable.get("y")!

/** None so small that ranges between two of them are refused as too narrow. */
const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => (Math.abs(value) < 1e-100 ? 0 : value))
const anyShare = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }))
const positive = fc.double({ min: 0.01, max: 1e6, noNaN: true })

/** Assumptions of every form: one value, a value by member, a series, factors. */
const anyAssumption = fc.oneof(
  fc.tuple(number, number, number).map((three) => {
    const [low, own, high] = three.toSorted((a, b) => a - b)
    return `value: ${own}, range: [${low}, ${high}]`
  }),
  fc.tuple(number, number, number, number).map((four) => {
    const [low, a, b, high] = four.toSorted((x, y) => x - y)
    return `over: [place], value: {urban: ${b}, rural: ${a}}, range: [${low}, ${high}]`
  }),
  fc.tuple(number, number, number, number).map((four) => {
    const [low, a, b, high] = four.toSorted((x, y) => x - y)
    return `series: {2020: ${a}, 2027: ${b}}, range: [${low}, ${high}]`
  }),
  fc
    .tuple(
      positive,
      positive,
      fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      fc.double({ min: 1.1, max: 9, noNaN: true })
    )
    .map(([a, b, down, up]) => `over: [place], value: {urban: ${a}, rural: ${b}}, spread: [${down}, ${up}]`)
)

describe("the position of an assumption", () => {
  it("at the centre leaves every value the model's own", () => {
    fc.assert(
      fc.property(anyAssumption, fc.integer({ min: 2020, max: 2030 }), (text, year) => {
        const variable = variableOf(text)
        const { centre, kind } = Position.of(variable)!
        for (const cell of variable.cells) {
          const own = YearInputs.ownValue(variable, cell, year)
          assert.strictEqual(Position.valueAt(kind, cell, own, centre), own)
        }
      })
    )
  })

  it("anywhere between its ends leaves every value in the range of its cell, and moves all of them one way", () => {
    fc.assert(
      fc.property(anyAssumption, fc.integer({ min: 2020, max: 2030 }), anyShare, (text, year, share) => {
        const variable = variableOf(text)
        const { centre, high, kind, low } = Position.of(variable)!
        const position = share === 1 ? high : low + share * (high - low)
        for (const cell of variable.cells) {
          const own = YearInputs.ownValue(variable, cell, year)
          const value = Position.valueAt(kind, cell, own, position)
          assert.isTrue(value >= cell.range![0] && value <= cell.range![1])
          assert.isTrue(position >= centre ? value >= own : value <= own)
        }
      })
    )
  })

  it("reaches the ends of the range: a value both, a pattern with its largest and its smallest", () => {
    const value = Position.of(variableOf("value: 1, range: [0, 3]"))!
    assert.deepStrictEqual(value, { kind: "value", low: 0, high: 3, centre: 1 })
    const shift = Position.of(variableOf("over: [place], value: {urban: 2, rural: 1}, range: [0, 5]"))!
    assert.deepStrictEqual(shift, { kind: "shift", low: -1, high: 3, centre: 0 })
    const factor = Position.of(variableOf("over: [place], value: {urban: 2, rural: 1}, spread: [0.5, 4]"))!
    assert.deepStrictEqual(factor, { kind: "factor", low: 0.5, high: 4, centre: 1 })
  })

  it("is not led out of the range by rounding", () => {
    const variable = variableOf("series: {2020: 0.03}, range: [0, 0.29]")
    const { high, kind } = Position.of(variable)!
    assert.isAbove(0.03 + high, 0.29)
    assert.strictEqual(Position.valueAt(kind, variable.cells[0]!, 0.03, high), 0.29)
  })

  it("is nothing for what is no assumption", () => {
    const model = modelOf("")
    for (const name of ["price", "rate"]) assert.isUndefined(Position.of(model.variable.get(name)!))
  })
})

describe("a distribution in a model", () => {
  const withDistribution = (distribution: string) =>
    variableOf(`value: 1, range: [0.5, 3], distribution: ${distribution}`)

  it("is what the file says", () => {
    for (const [text, expected] of [
      ["uniform", "uniform"],
      ["triangular", "triangular"],
      ["{triangular: {mode: 0.5}}", { triangular: { mode: 0.5 } }],
      ["{normal: {sd: 0.2}}", { normal: { sd: 0.2 } }],
      ["{lognormal: {sd: 0.2}}", { lognormal: { sd: 0.2 } }]
    ] as const)
      assert.deepStrictEqual(withDistribution(text).distribution, expected)
  })

  it("says in both languages why it is impossible", () => {
    const { result } = load(
      "  y: {label: {en: Y, zh: 甲}, unit: share, value: 1, range: [0, 2], distribution: {triangular: {mode: 3}}, source: {assumption: a guess}}\n"
    )
    const [fault] = Result.isFailure(result) ? result.failure : []
    assert.deepStrictEqual(fault!.problem, {
      en: 'the distribution of "y": the mode 3 is outside 0 to 2',
      zh: "“y”的分布：众数 3 超出 0 至 2"
    })
  })

  it("is part of the model's document where it stands, and leaves no trace where it does not", () => {
    const without = modelOf(
      "  y: {label: {en: Y, zh: 甲}, unit: share, value: 1, range: [0, 2], source: {assumption: x}}\n"
    )
    assert.notInclude(without.canonical, "distribution")
    assert.strictEqual(without.fingerprint, Fingerprint.ofText(without.canonical))
    const uniform = modelOf(
      "  y: {label: {en: Y, zh: 甲}, unit: share, value: 1, range: [0, 2], distribution: uniform, source: {assumption: x}}\n"
    )
    assert.notStrictEqual(uniform.fingerprint, without.fingerprint)
  })
})
