import * as Setting from "@gongfu/core/scenario/Setting"
import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"

const value = fc.double({ noNaN: true, noDefaultInfinity: true })
const years = fc.uniqueArray(fc.integer({ min: 1900, max: 2199 }), { minLength: 1, maxLength: 8 })
const path = years.chain((found) =>
  fc
    .array(value, { minLength: found.length, maxLength: found.length })
    .map((values) => Object.fromEntries(found.map((year, i) => [String(year), values[i]!])))
)
const year = fc.integer({ min: 1850, max: 2250 })

describe("Setting", () => {
  it("a number holds in every year", () => {
    fc.assert(fc.property(value, year, (number, y) => assert.strictEqual(Setting.at(number, y), number)))
  })

  it("a path gives its own values exactly in its own years", () => {
    fc.assert(
      fc.property(path, (points) => {
        for (const setting of [points, { step: points }])
          for (const [y, v] of Object.entries(points)) assert.strictEqual(Setting.at(setting, Number(y)), v)
      })
    )
  })

  it("a path says nothing before its first year and holds after its last", () => {
    fc.assert(
      fc.property(path, fc.integer({ min: 1, max: 100 }), (points, n) => {
        const known = Object.keys(points).map(Number)
        const last = Math.max(...known)
        for (const setting of [points, { step: points }]) {
          assert.isUndefined(Setting.at(setting, Math.min(...known) - n))
          assert.strictEqual(Setting.at(setting, last + n), points[last])
        }
      })
    )
  })

  it("a linear path is monotone between two points and never leaves them", () => {
    fc.assert(
      fc.property(value, value, fc.integer({ min: 1, max: 299 }), (a, b, span) => {
        const setting = { 1900: a, [1900 + span]: b }
        const along = Array.from({ length: span + 1 }, (_, i) => Setting.at(setting, 1900 + i)!)
        const sign = Math.sign(b - a)
        for (let i = 1; i < along.length; i++) {
          assert.isTrue(Number.isFinite(along[i]))
          assert.isTrue((along[i]! - along[i - 1]!) * sign >= 0, `${along[i - 1]} to ${along[i]}`)
          assert.isTrue(along[i]! >= Math.min(a, b) && along[i]! <= Math.max(a, b))
        }
      }),
      { numRuns: 500 }
    )
  })

  it("a linear path passes the middle at half time", () => {
    assert.strictEqual(Setting.at({ 2020: 1, 2024: 3 }, 2022), 2)
    assert.strictEqual(Setting.at({ 2020: 1, 2024: 3, 2026: 0 }, 2025), 1.5)
    assert.strictEqual(Setting.at({ 2020: -1.6e308, 2022: 1.6e308 }, 2021), 0)
  })

  it("a step holds until the next one", () => {
    fc.assert(
      fc.property(path, year, (points, y) => {
        const before = Object.keys(points)
          .map(Number)
          .filter((known) => known <= y)
        assert.strictEqual(
          Setting.at({ step: points }, y),
          before.length === 0 ? undefined : points[Math.max(...before)]
        )
      })
    )
  })

  it("normal changes no value and leaves no -0", () => {
    fc.assert(
      fc.property(path, year, (points, y) => {
        for (const setting of [points, { step: points }, -0]) {
          const normal = Setting.normal(setting)
          assert.isTrue(Setting.at(normal, y) === Setting.at(setting, y))
          assert.isFalse(Object.is(Setting.at(normal, y), -0))
        }
      })
    )
  })
})
