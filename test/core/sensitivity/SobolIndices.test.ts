import * as Points from "@gongfu/core/sampling/Points"
import * as SobolSequence from "@gongfu/core/sampling/SobolSequence"
import type { Bootstrap } from "@gongfu/core/sensitivity/Bootstrap"
import * as Saltelli from "@gongfu/core/sampling/Saltelli"
import * as SobolIndices from "@gongfu/core/sensitivity/SobolIndices"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { evaluated, g, ishigami, type Known } from "./functions.ts"

const few: Bootstrap = { resamples: 20, seed: 1, level: 0.95 }
const scrambled =
  (seed: number): Saltelli.Point =>
  (index, dimension) =>
    SobolSequence.scrambledAt(seed, index, dimension)

const firstsOf = ({ factors }: SobolIndices.Indices) => factors.map((factor) => factor!.first.value)
const totalsOf = ({ factors }: SobolIndices.Indices) => factors.map((factor) => factor!.total.value)

/** Weights of a function with an interaction, and one input that changes nothing. */
const anyFunction = fc
  .array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 3, maxLength: 6 })
  .filter((weights) => Math.abs(weights[0]!) > 0.1)
  .map((weights) => ({
    inputs: weights.length + 1,
    at: (point: Float64Array) => weights.reduce((sum, weight, i) => sum + weight * point[i]!, 3 * point[0]! * point[1]!)
  }))

const anySeed = fc.nat({ max: 1000 })

describe("Sobol' indices", () => {
  it("are those that SALib documents for the Ishigami function", () => {
    // SALib's user guide, "Basics": saltelli.sample(problem, 1024), which passes over the first 1,024 points of the
    // sequence of Joe and Kuo, then sobol.analyze(problem, Y).
    const design = Saltelli.ofInputs(1024, 3)
    const after: Saltelli.Point = (index, dimension) => SobolSequence.at(index + 1024, dimension)
    const indices = SobolIndices.estimate(design, evaluated(design, after, ishigami.at), few)
    for (const [factor, documented] of [0.316832, 0.443763, 0.012203].entries())
      assert.closeTo(firstsOf(indices)[factor]!, documented, 1e-6)
    for (const [factor, documented] of [0.55586, 0.441898, 0.244675].entries())
      assert.closeTo(totalsOf(indices)[factor]!, documented, 1e-6)
  })

  const functions: ReadonlyArray<readonly [string, Known]> = [
    ["the Ishigami function", ishigami],
    ["the g-function", g([0, 1, 4.5, 9, 99, 99, 99, 99])]
  ]
  for (const [name, { inputs, at, first, total }] of functions)
    it(`are within 0.01 of those of ${name} from 8,192 rows, whatever the scrambling`, () => {
      for (const seed of [0, 1, 2, 3]) {
        const design = Saltelli.ofInputs(8192, inputs)
        const indices = SobolIndices.estimate(design, evaluated(design, scrambled(seed), at), few)
        for (let factor = 0; factor < inputs; factor++) {
          assert.closeTo(firstsOf(indices)[factor]!, first[factor]!, 0.01)
          assert.closeTo(totalsOf(indices)[factor]!, total[factor]!, 0.01)
        }
      }
    })

  it("take a group of inputs for one factor", () => {
    // What is not explained by the second input is by the others, which act together.
    const design = { rows: 8192, inputs: 3, factors: [[0, 2], [1]] }
    const indices = SobolIndices.estimate(design, evaluated(design, scrambled(5), ishigami.at), few)
    const [second, others] = [ishigami.first[1]!, 1 - ishigami.first[1]!]
    for (const values of [firstsOf(indices), totalsOf(indices)]) {
      assert.closeTo(values[0]!, others, 0.01)
      assert.closeTo(values[1]!, second, 0.01)
    }
  })

  it("are exactly 0 where a factor changes nothing (S1)", () => {
    fc.assert(
      fc.property(anyFunction, anySeed, ({ inputs, at }, seed) => {
        const design = Saltelli.ofInputs(16, inputs)
        const indices = SobolIndices.estimate(design, evaluated(design, scrambled(seed), at), few)
        const { first, total, rows } = indices.factors.at(-1)!
        assert.deepStrictEqual([first.value, total.value, rows], [0, 0, 16])
        assert.deepStrictEqual(total.spread, { standardError: 0, low: 0, high: 0 })
      })
    )
  })

  it("do not change when the output is shifted and scaled (S2)", () => {
    fc.assert(
      fc.property(
        anyFunction,
        anySeed,
        fc.double({ min: -1000, max: 1000, noNaN: true }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        ({ inputs, at }, seed, shift, scale) => {
          const design = Saltelli.ofInputs(16, inputs)
          const outputs = evaluated(design, scrambled(seed), at)
          const one = SobolIndices.estimate(design, outputs, few)
          const other = SobolIndices.estimate(
            design,
            outputs.map((output) => shift - scale * output),
            few
          )
          for (let factor = 0; factor < inputs; factor++) {
            assert.closeTo(firstsOf(other)[factor]!, firstsOf(one)[factor]!, 1e-6)
            assert.closeTo(totalsOf(other)[factor]!, totalsOf(one)[factor]!, 1e-6)
          }
        }
      )
    )
  })

  it("are none where the output does not vary, or only by rounding (S3)", () => {
    const design = Saltelli.ofInputs(8, 2)
    for (const outputs of [
      Array.from({ length: Saltelli.size(design) }, () => 0.1),
      Array.from({ length: Saltelli.size(design) }, () => 0),
      Array.from({ length: Saltelli.size(design) }, (_, member) => 1 + member * Number.EPSILON),
      Array.from({ length: Saltelli.size(design) }, () => NaN)
    ])
      assert.deepStrictEqual(SobolIndices.estimate(design, outputs, few).factors, [undefined, undefined])
  })

  it("pass over members that failed, and tell how many rows are left (S4)", () => {
    fc.assert(
      fc.property(
        anyFunction,
        anySeed,
        fc.uniqueArray(fc.nat({ max: 15 }), { maxLength: 8 }),
        fc.constantFrom(NaN, Infinity, -Infinity),
        ({ inputs, at }, seed, failed, how) => {
          const design = Saltelli.ofInputs(16, inputs)
          const outputs = evaluated(design, scrambled(seed), at)
          const whole = SobolIndices.estimate(design, outputs, few)

          // Members of one factor alone: the other factors do not notice.
          const ofFirst = outputs.slice()
          for (const row of failed) ofFirst[Saltelli.memberAB(design, row, 0)] = how
          const without = SobolIndices.estimate(design, ofFirst, few)
          assert.strictEqual(without.factors[0]!.rows, 16 - failed.length)
          assert.deepStrictEqual(without.factors.slice(1), whole.factors.slice(1))
          assert.deepStrictEqual([without.rows, without.dropped], [16, 0])
          const { mean, variance } = whole
          const left = [...Array(16).keys()].filter((row) => !failed.includes(row))
          const [first, total] = [0, 1].map((which) =>
            left.reduce((sum, row) => {
              const [a, ab, b] = [
                outputs[Saltelli.memberA(design, row)]! - mean,
                outputs[Saltelli.memberAB(design, row, 0)]! - mean,
                outputs[Saltelli.memberB(design, row)]! - mean
              ]
              return sum + (which === 0 ? b * (ab - a) : (a - ab) ** 2 / 2) / (left.length * variance)
            }, 0)
          )
          assert.closeTo(without.factors[0]!.first.value, first!, 1e-9)
          assert.closeTo(without.factors[0]!.total.value, total!, 1e-9)

          // Members of A or B: what is left is the design without their rows.
          const ofRows = outputs.slice()
          for (const [i, row] of failed.entries())
            ofRows[i % 2 === 0 ? Saltelli.memberA(design, row) : Saltelli.memberB(design, row)] = how
          const kept = [...Array(16).keys()].filter((row) => !failed.includes(row))
          const inRow = Saltelli.membersInRow(inputs)
          const rest = SobolIndices.estimate(
            { ...design, rows: kept.length },
            kept.flatMap((row) => Array.from(outputs.subarray(row * inRow, (row + 1) * inRow))),
            few
          )
          assert.deepStrictEqual(SobolIndices.estimate(design, ofRows, few), { ...rest, dropped: failed.length })
        }
      )
    )
  })

  it("are the same again, and their intervals alone depend on the seed (S5)", () => {
    const design = Saltelli.ofInputs(64, 3)
    const outputs = evaluated(design, scrambled(1), ishigami.at)
    const [one, again, other] = [few, few, { ...few, seed: 2 }].map((bootstrap) =>
      SobolIndices.estimate(design, outputs, bootstrap)
    )
    assert.deepStrictEqual(again, one)
    assert.deepStrictEqual(firstsOf(other!), firstsOf(one!))
    assert.notDeepEqual(other!.factors[0]!.first.spread, one!.factors[0]!.first.spread)
  })

  it("have intervals that hold the true value as often as they say", () => {
    // Independent points, which the bootstrap assumes; x + y^2 / 2, so that x explains 1/12 of 1/12 + 1/45.
    const [first, total] = [15 / 19, 15 / 19]
    const times = 300
    const held = [0, 0]
    for (let time = 0; time < times; time++) {
      const design = Saltelli.ofInputs(128, 2)
      const names = ["x of A", "y of A", "x of B", "y of B"]
      const pointOf = Points.of({ sampler: "monte-carlo", members: 128, seed: time }, names)
      const drawn = new Float64Array(names.length)
      const outputs = evaluated(
        design,
        (index, dimension) => {
          pointOf(index, drawn)
          return drawn[dimension]!
        },
        (point) => point[0]! + point[1]! ** 2 / 2
      )
      const factor = SobolIndices.estimate(design, outputs, { resamples: 200, seed: time, level: 0.9 }).factors[0]!
      const holds = ({ spread }: SobolIndices.Index, truth: number): number =>
        spread!.low <= truth && truth <= spread!.high ? 1 : 0
      held[0]! += holds(factor.first, first)
      held[1]! += holds(factor.total, total)
    }
    for (const count of held) assert.closeTo(count / times, 0.9, 0.05)
  })
})

describe("an estimate that cannot be", () => {
  it("lies outside [0, 1] as it is shown, or is alone above all that the total may be", () => {
    const total = (value: number, high?: number) => ({ value, high })
    for (const [first, of] of [
      [-0.05, total(0.04, 0.08)],
      [0.18, total(0.05, 0.09)],
      [0.5, total(1.14, 1.6)],
      [1.2, total(1, 1.4)],
      [0.2, total(0.1)]
    ] as const)
      assert.isTrue(SobolIndices.isImpossible(first, of), String(first))
    for (const [first, of] of [
      [0.59, total(0.53, 0.73)],
      [-0.004, total(0.04, 0.08)],
      [0.1, total(0.1)],
      [1, total(1.004, 1.2)],
      [0, total(0, 0)]
    ] as const)
      assert.isFalse(SobolIndices.isImpossible(first, of), String(first))
  })
})
