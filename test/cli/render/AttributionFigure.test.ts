/** Standard errors as text: a number that a reader can rely on, and never nothing. */
import * as AttributionFigure from "../../../packages/cli/src/render/AttributionFigure.ts"
import type { Attributed } from "@gongfu/core/analysis/Attribution"
import type { Unit } from "@gongfu/core/model/ModelDocument"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const yuan: Unit = { label: { en: "yuan", zh: "元" } }
const share: Unit = { label: { en: "share", zh: "比例" }, ratio: true, percent: true }

/** The number in a text. */
const numberIn = (text: string): number => Number(/[\d.,]+/.exec(text)![0].replaceAll(",", ""))

describe("both sides of a difference", () => {
  it("are told with the decimals by which they differ as told, at most one more than asked for", () => {
    const differing = (a: number, b: number) => ({ a, b, difference: b - a }) as Attributed
    assert.strictEqual(AttributionFigure.decimalsToAgree(yuan, differing(58.6, 77.4), 0), 1)
    assert.strictEqual(AttributionFigure.decimalsToAgree(yuan, differing(58.6, 77.4), 1), 1)
    assert.strictEqual(AttributionFigure.decimalsToAgree(share, differing(0.58649, 0.77451), 1), 2)
    const side = fc.integer({ min: -1e9, max: 1e9 }).map((digits) => digits / 1e6)
    fc.assert(
      fc.property(side, side, fc.integer({ min: 0, max: 6 }), (a, b, count) => {
        const decimals = AttributionFigure.decimalsToAgree(yuan, differing(a, b), count)
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
  it("is told, or a bound that it is below: never as nothing", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(yuan, share),
        fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1000, noNaN: true })), {
          minLength: 1,
          maxLength: 5
        }),
        fc.integer({ min: 0, max: 4 }),
        (unit, errors, decimals) => {
          const precision = AttributionFigure.errorDecimals(unit, errors, decimals)
          assert.isAtMost(precision, decimals + 1)
          for (const error of errors) {
            const text = AttributionFigure.errorText(unit, error, "en", precision)
            const size = unit.percent === true ? error * 100 : error
            assert.match(text, unit === share ? /^[±<][\d.,]+ pp$/ : /^[±<][\d.,]+$/)
            assert.isAbove(numberIn(text), 0)
            if (text.startsWith("<")) assert.isBelow(size, numberIn(text))
            else assert.approximately(numberIn(text), size, 0.5000001 * 10 ** -precision)
          }
        }
      )
    )
  })

  it("is below the last decimal where it rounds to nothing, or where all orders agree", () => {
    const text = (unit: Unit, error: number, decimals: number, language: "en" | "zh" = "en") =>
      AttributionFigure.errorText(unit, error, language, decimals)
    assert.deepStrictEqual(
      [text(yuan, 0.04, 1), text(yuan, 0.06, 1), text(yuan, 0, 0), text(yuan, 1234.5, 0)],
      ["<0.1", "±0.1", "<1", "±1,235"]
    )
    assert.deepStrictEqual(
      [text(share, 0.00001, 2), text(share, 0.0004, 2), text(share, 0, 1, "zh")],
      ["<0.01 pp", "±0.04 pp", "<0.1个百分点"]
    )
    assert.strictEqual(AttributionFigure.errorDecimals(yuan, [0, 0], 2), 2)
  })
})
