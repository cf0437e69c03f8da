/** Standard errors as text: a number that a reader can rely on, and never nothing. */
import * as AttributionFigure from "../../../packages/cli/src/render/AttributionFigure.ts"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import * as Figure from "@gongfu/core/wording/Figure"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const yuan: Unit = { label: { en: "yuan", zh: "元" } }
const share: Unit = { label: { en: "share", zh: "比例" }, ratio: true, percent: true }

/** The number in a text. */
const numberIn = (text: string): number => Number(/[\d.,]+/.exec(text)![0].replaceAll(",", ""))

describe("both sides of a difference", () => {
  it("are told with the decimals by which they differ as told, at most one more than asked for", () => {
    const differing = (a: number, b: number) => [{ a, b, difference: b - a }]
    assert.strictEqual(Figure.decimalsToAgree(yuan, differing(58.6, 77.4), 0), 1)
    assert.strictEqual(Figure.decimalsToAgree(yuan, differing(58.6, 77.4), 1), 1)
    assert.strictEqual(Figure.decimalsToAgree(share, differing(0.58649, 0.77451), 1), 2)
    assert.strictEqual(Figure.decimalsToAgree(yuan, [...differing(1, 2), ...differing(58.6, 77.4)], 0), 1)
    assert.strictEqual(Figure.decimalsToAgree(yuan, [...differing(0.25, 0.5), ...differing(58.6, 77.4)], 0), 0)
    const side = fc.integer({ min: -1e9, max: 1e9 }).map((digits) => digits / 1e6)
    fc.assert(
      fc.property(side, side, fc.integer({ min: 0, max: 6 }), (a, b, count) => {
        const decimals = Figure.decimalsToAgree(yuan, differing(a, b), count)
        const plain = (value: number, digits: number): string => value.toFixed(digits).replace(/^-(?=[0.]*$)/, "")
        const agree = (digits: number): boolean => {
          const told = (value: number): number => Number(value.toFixed(digits))
          return plain(told(b) - told(a), digits) === plain(b - a, digits)
        }
        const least = [count, Math.min(count + 1, 6)].find(agree)
        assert.strictEqual(decimals, least ?? count)
      })
    )
  })
})

describe("a standard error", () => {
  it("is told, or a bound that it is below and that is the last digit of the parts at most; 0 only where it is", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(yuan, share),
        fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1000, noNaN: true })), {
          minLength: 1,
          maxLength: 5
        }),
        fc.integer({ min: 0, max: 4 }),
        (unit, errors, decimals) => {
          const precision = AttributionFigure.errorPrecision(unit, errors, decimals)
          assert.isAtMost(precision.decimals, decimals + 1)
          for (const error of errors) {
            const text = AttributionFigure.errorText(unit, error, "en", precision)
            const size = unit.percent === true ? error * 100 : error
            assert.match(text, unit === share ? /^[±<][\d.,]+ pp$/ : /^[±<][\d.,]+$/)
            assert.strictEqual(numberIn(text) === 0, error === 0)
            if (text.startsWith("<")) {
              assert.isBelow(size, numberIn(text))
              assert.isAtMost(numberIn(text), 10 ** -decimals)
            } else assert.approximately(numberIn(text), size, 0.5000001 * 10 ** -precision.decimals)
          }
        }
      )
    )
  })

  it("has the decimals of the parts where those of the largest error would leave nothing of it", () => {
    const precision = AttributionFigure.errorPrecision(yuan, [12.3, 0.031, 0.00001, 0], 4)
    assert.deepStrictEqual(
      [12.3, 0.031, 0.00001, 0].map((error) => AttributionFigure.errorText(yuan, error, "en", precision)),
      ["±12", "±0.03", "<0.0001", "±0"]
    )
    const points = AttributionFigure.errorPrecision(share, [0.1, 0.0004, 0], 2)
    assert.deepStrictEqual(
      [0.1, 0.0004, 0].map((error) => AttributionFigure.errorText(share, error, "zh", points)),
      ["±10个百分点", "±0.04个百分点", "±0个百分点"]
    )
    assert.strictEqual(AttributionFigure.errorPrecision(yuan, [0, 0], 2).decimals, 2)
  })
})
