import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Figure from "@gongfu/core/wording/Figure"

const share = { label: { en: "share", zh: "比例" }, ratio: true, percent: true, decimals: 1 }
const yuan = { label: { en: "yuan", zh: "元" }, decimals: 0 }
const moderate = fc.double({ min: -1e12, max: 1e12, noNaN: true })

describe("Figure", () => {
  it("shows numbers by their unit", () => {
    assert.strictEqual(Figure.of(0.5234, share), "52.3%")
    assert.strictEqual(Figure.of(1234567.4, yuan), "1,234,567")
    assert.strictEqual(Figure.difference(0.012, share, "en"), "+1.2 pp")
    assert.strictEqual(Figure.difference(-0.012, share, "zh"), "-1.2个百分点")
    assert.strictEqual(Figure.difference(1204, yuan, "zh"), "+1,204")
    assert.strictEqual(Figure.relative(200, 250), "+25.0%")
    assert.isUndefined(Figure.relative(0, 1))
  })

  it("has no negative zero", () => {
    assert.strictEqual(Figure.fixed(-0.04, 1), "0.0")
    assert.strictEqual(Figure.difference(-0.0004, share, "en"), "0.0 pp")
  })

  it("reads back as the number, to the decimals shown", () => {
    fc.assert(
      fc.property(moderate, fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        const read = Number(Figure.fixed(value, decimals).replaceAll(",", ""))
        assert.strictEqual(read + 0, Number(value.toFixed(decimals)) + 0)
      })
    )
  })

  it("shows what was given to its last digit, and of what was computed seven digits", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 6 }), (digits, decimals) => {
        const given = digits / 10 ** decimals
        const shown = Figure.fixed(given, Figure.decimalsToTell(yuan, given)).replaceAll(",", "")
        assert.strictEqual(Number(shown), given)
      })
    )
    assert.strictEqual(Figure.of(56_000 / 3, yuan, Figure.decimalsToTell(yuan, 56_000 / 3)), "18,666.67")
    assert.strictEqual(Figure.of(1 / 3, share, Figure.decimalsToTell(share, 1 / 3)), "33.33333%")
    assert.strictEqual(Figure.of(1e6 / 7, yuan, Figure.decimalsToTell(yuan, 1e6 / 7)), "142,857.1")
  })

  it("separates whole numbers by threes", () => {
    fc.assert(
      fc.property(moderate, fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        assert.match(Figure.fixed(value, decimals), /^-?\d{1,3}(,\d{3})*(\.\d+)?$/)
      })
    )
  })

  it("tells a target that is missed by a hair from its requirement", () => {
    const decimals = Figure.decimalsApart(share, 0.14996, 0.15)
    assert.strictEqual(Figure.of(0.14996, share, decimals), "14.996%")
    assert.notStrictEqual(Figure.of(0.14996, share, decimals), Figure.of(0.15, share, decimals))
  })

  it("adds no decimals that would tell nothing", () => {
    assert.strictEqual(Figure.decimalsApart(share, 0.0195710712, 0.0195710714), 1)
  })

  it("tells small numbers apart that differ, and from zero, scientifically where six decimals do not", () => {
    const decimals = Figure.decimalsApart(yuan, 1e-7, 3e-7)
    assert.deepStrictEqual(
      [1e-7, 3e-7, 0, -1.6e-7].map((value) => Figure.of(value, yuan, decimals)),
      ["1e-7", "3e-7", "0", "-2e-7"]
    )
    assert.strictEqual(Figure.difference(2e-7, yuan, "en", decimals), "+2e-7")
    assert.strictEqual(Figure.difference(2e-9, share, "zh", Figure.decimalsApart(share, 0, 2e-9)), "+2e-7个百分点")
    const tiny = fc
      .record({ digits: fc.integer({ min: -999, max: 999 }), power: fc.integer({ min: 6, max: 300 }) })
      .map(({ digits, power }) => Number(`${digits}e-${power}`))
    fc.assert(
      fc.property(fc.constantFrom(yuan, share), tiny, tiny, (unit, a, b) => {
        fc.pre(a !== b)
        const count = Figure.decimalsApart(unit, a, b)
        assert.notStrictEqual(Figure.of(a, unit, count), Figure.of(b, unit, count))
        assert.match(Figure.difference(b - a, unit, "en", count), /[1-9]/)
        const given = Figure.decimalsToTell(unit, a, b)
        for (const value of [a, b]) {
          const told = Number(Figure.of(value, unit, given).replace("%", "")) / (unit === share ? 100 : 1)
          assert.approximately(told, value, 1e-7 * Math.abs(value))
          for (const enough of [Figure.decimalsToReckon(unit, value), Figure.decimalsToShow(unit, value)])
            if (value !== 0) assert.match(Figure.of(value, unit, enough), /[1-9]/)
        }
      })
    )
  })

  it("shows a size other than as zero, with the decimals of its unit where these do", () => {
    assert.deepStrictEqual(
      [0.4, 0.0312, 12, 0].map((value) => Figure.of(value, yuan, Figure.decimalsToShow(yuan, value))),
      ["0.40", "0.031", "12", "0"]
    )
  })

  it("tells numbers apart that differ by more than a millionth, and by how much", () => {
    fc.assert(
      fc.property(moderate, fc.double({ min: 2e-6, max: 10, noNaN: true }), (value, gap) => {
        fc.pre(Math.abs(value) < 1e6)
        const decimals = Figure.decimalsApart(yuan, value, value + gap)
        assert.notStrictEqual(Figure.of(value, yuan, decimals), Figure.of(value + gap, yuan, decimals))
        assert.match(Figure.difference(gap, yuan, "en", decimals), /[1-9]/)
      })
    )
  })
})
