import type * as Morris from "@gongfu/core/sampling/Morris"
import type { Bootstrap } from "@gongfu/core/sensitivity/Bootstrap"
import * as ElementaryEffects from "@gongfu/core/sensitivity/ElementaryEffects"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { anyDesign, points, singles } from "../sampling/morrisDesign.ts"
import { g, ishigami } from "./functions.ts"

const bootstrap: Bootstrap = { resamples: 200, seed: 1, level: 0.95 }

const measured = (design: Morris.Design, at: (point: Float64Array) => number) =>
  ElementaryEffects.measures(design, ElementaryEffects.effects(design, points(design).map(at)), bootstrap)

/** Mean and mean size of the effects of an input over the whole grid: what trajectories estimate. */
const overGrid = (inputs: number, levels: number, at: (point: Float64Array) => number, input: number) => {
  const point = new Float64Array(inputs)
  let [sum, size, count] = [0, 0, 0]
  for (let cell = 0; cell < levels ** inputs; cell++) {
    const digits = Array.from({ length: inputs }, (_, i) => Math.floor(cell / levels ** i) % levels)
    if (digits[input]! >= levels / 2) continue
    for (const [i, digit] of digits.entries()) point[i] = digit / (levels - 1)
    const before = at(point)
    point[input] = (digits[input]! + levels / 2) / (levels - 1)
    const effect = ((at(point) - before) * 2 * (levels - 1)) / levels
    sum += effect
    size += Math.abs(effect)
    count++
  }
  return { mu: sum / count, muStar: size / count }
}

describe("elementary effects", () => {
  it("have the measures of a textbook case", () => {
    // A. Saltelli et al., "Global Sensitivity Analysis: The Primer" (2008), exercise 4 of chapter 3, p. 138: two inputs,
    // six trajectories. SALib tests itself against it, and gives mu* of the first 0.5 for its 95 % interval.
    const textbook = [
      [2.52, 2.01, 2.3, -0.66, -0.93, -1.3],
      [-0.39, 0.13, 0.8, 0.25, -0.02, 0.51]
    ].map((effects) => Float64Array.from(effects))
    const [first, second] = ElementaryEffects.measures({ factors: singles(2) }, textbook, {
      ...bootstrap,
      resamples: 2000
    })
    const rounded = ({ mu, muStar, sigma }: ElementaryEffects.Measures) =>
      [mu!, muStar, sigma!].map((value) => value.toFixed(2))
    assert.deepStrictEqual(rounded(first!), ["0.66", "1.62", "1.79"])
    assert.deepStrictEqual(rounded(second!), ["0.21", "0.35", "0.41"])
    assert.closeTo(1.96 * first!.spread!.standardError, 0.5, 0.1)
    assert.isTrue(first!.spread!.low < first!.muStar && first!.muStar < first!.spread!.high)
  })

  it("are those that SALib documents for the Ishigami function on four levels", () => {
    // SALib's regression test: N=10000, num_levels=4, mu* [7.767792, 7.875, 6.308785]. Every effect of the second input
    // is 7.875 or -7.875; the others are drawn, here and there, so that they agree to their standard errors.
    const design: Morris.Design = { trajectories: 10_000, inputs: 3, factors: singles(3), levels: 4, seed: 1 }
    const found = measured(design, ishigami.at)
    assert.closeTo(found[1]!.muStar, 7.875, 1e-9)
    for (const [factor, documented] of [7.767792, 7.875, 6.308785].entries()) {
      const { muStar, spread } = found[factor]!
      assert.closeTo(muStar, documented, 4 * Math.SQRT2 * spread!.standardError + 1e-9)
      assert.closeTo(muStar, overGrid(3, 4, ishigami.at, factor).muStar, 4 * spread!.standardError + 1e-9)
    }
  })

  it("of a group are the size of what its inputs do together", () => {
    // |f(moved) - f| over the distance, over the whole grid: where a level lies, it can move one way.
    const design: Morris.Design = { trajectories: 2000, inputs: 3, factors: [[0], [1, 2]], levels: 4, seed: 1 }
    const [alone, group] = measured(design, ishigami.at)
    const expected = overGrid(3, 4, ishigami.at, 0)
    assert.closeTo(alone!.muStar, expected.muStar, 4 * alone!.spread!.standardError)
    assert.closeTo(alone!.mu!, expected.mu, (4 * alone!.sigma!) / Math.sqrt(2000))
    assert.deepStrictEqual([group!.mu, group!.sigma], [undefined, undefined])
    let [sum, count] = [0, 0]
    for (let cell = 0; cell < 64; cell++) {
      const levels = [cell & 3, (cell >> 2) & 3, cell >> 4]
      const before = Float64Array.from(levels, (level) => level / 3)
      const after = Float64Array.from(levels, (level, i) => (i === 0 ? level : level < 2 ? level + 2 : level - 2) / 3)
      sum += Math.abs(ishigami.at(after) - ishigami.at(before)) * 1.5
      count++
    }
    assert.closeTo(group!.muStar, sum / count, 4 * group!.spread!.standardError)
  })

  it("of a linear function are its weights, without spread", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(2, 4, 8),
        fc.maxSafeNat(),
        (weights, levels, seed) => {
          const inputs = weights.length
          const design: Morris.Design = { trajectories: 5, inputs, factors: singles(inputs), levels, seed }
          const found = measured(design, (point) => weights.reduce((sum, weight, i) => sum + weight * point[i]!, 0))
          for (const [factor, weight] of weights.entries()) {
            const { mu, muStar, sigma } = found[factor]!
            assert.closeTo(mu!, weight, 1e-9)
            assert.closeTo(muStar, Math.abs(weight), 1e-9)
            assert.closeTo(sigma!, 0, 1e-9)
          }
        }
      )
    )
  })

  it("are exactly 0 of a factor that changes nothing, and mu is within mu* (E1)", () => {
    const weights = [0, 1, 4.5, 9, 99]
    const design: Morris.Design = { trajectories: 50, inputs: 6, factors: singles(6), levels: 4, seed: 3 }
    const found = measured(design, g(weights).at)
    assert.deepStrictEqual(found[5], {
      mu: 0,
      muStar: 0,
      sigma: 0,
      effects: 50,
      spread: { standardError: 0, low: 0, high: 0 }
    })
    for (const measures of found) assert.isAtMost(Math.abs(measures!.mu!), measures!.muStar)
    // The g-function ranks its inputs by their weights.
    const sizes = found.slice(0, 5).map((measures) => measures!.muStar)
    assert.deepStrictEqual(
      sizes,
      sizes.toSorted((one, other) => other - one)
    )
  })

  it("pass over members that failed, and tell how many effects are left (E2)", () => {
    fc.assert(
      fc.property(
        anyDesign,
        fc.array(fc.nat({ max: 60 }), { maxLength: 6 }),
        fc.constantFrom(NaN, Infinity),
        (design, at, how) => {
          const outputs = points(design).map((point) => point.reduce((sum, one, i) => sum + (i + 1) * one ** 2, 0))
          const failed = new Set(at.filter((member) => member < outputs.length))
          const whole = ElementaryEffects.effects(design, outputs)
          const left = ElementaryEffects.effects(
            design,
            outputs.map((output, member) => (failed.has(member) ? how : output))
          )
          const steps = design.factors.length + 1
          let lost = 0
          for (let member = 0; member + 1 < outputs.length; member++)
            if ((member + 1) % steps !== 0 && (failed.has(member) || failed.has(member + 1))) lost++
          const missing = left.flatMap((effects) => [...effects]).filter((effect) => Number.isNaN(effect))
          assert.strictEqual(missing.length, lost)
          for (const [factor, effects] of left.entries())
            for (const [number, effect] of effects.entries())
              if (!Number.isNaN(effect)) assert.strictEqual(effect, whole[factor]![number])
          for (const [factor, measures] of ElementaryEffects.measures(design, left, bootstrap).entries())
            assert.strictEqual(measures?.effects ?? 0, left[factor]!.filter((effect) => !Number.isNaN(effect)).length)
        }
      )
    )
  })
})

describe("effects that are few", () => {
  it("are fewer than ten and than half of the trajectories, and some are missing", () => {
    assert.deepStrictEqual(
      [
        [3, 20],
        [9, 20],
        [10, 20],
        [20, 20],
        [4, 4],
        [3, 4],
        [40, 100],
        [50, 100]
      ].map(([effects, trajectories]) => ElementaryEffects.areFew(effects!, trajectories!)),
      [true, true, false, false, false, true, true, false]
    )
  })
})
