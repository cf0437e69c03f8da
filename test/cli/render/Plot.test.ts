import { stripVTControlCharacters } from "node:util"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Colour from "gongfu/render/Colour"
import * as Plot from "gongfu/render/Plot"
import * as Width from "gongfu/render/Width"

const number = fc.oneof(
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1e-320, 5, 5)
)
const unknown = { arbitrary: fc.constantFrom(NaN, Infinity), weight: 1 }
const series = fc.array(fc.oneof({ arbitrary: number, weight: 9 }, unknown), { minLength: 1, maxLength: 60 })
const columns = fc.integer({ min: 20, max: 200 })
const height = fc.integer({ min: 4, max: 24 })
const told = (values: ReadonlyArray<number>) => values.map((value) => (value > 1e5 ? `${value}万元` : String(value)))

const band = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 60 }).map((pairs): Plot.Band => ({
  shade: "light",
  low: pairs.map(([a, b]) => Math.min(a, b)),
  high: pairs.map(([a, b]) => Math.max(a, b))
}))
const level = fc.record({
  value: number,
  from: fc.integer({ min: 2020, max: 2030 }),
  to: fc.integer({ min: 2030, max: 2045 })
})
const plot: fc.Arbitrary<Plot.Plot> = fc.record({
  from: fc.constant(2020),
  lines: fc
    .array(series, { minLength: 1, maxLength: 4 })
    .map((all) => all.map((values, i) => ({ letter: "ABCD"[i]!, values }))),
  bands: fc.array(band, { maxLength: 2 }),
  levels: fc.array(level, { maxLength: 2 }),
  told: fc.constant(told)
})

const linesOf = (text: string): ReadonlyArray<string> => text.split("\n")
/** The rows of numbers, without the axis. */
const rowsOf = (text: string): ReadonlyArray<string> =>
  linesOf(text)
    .slice(0, -2)
    .map((line) => line.slice(line.search(/[│┤]/) + 1))
const one = (values: ReadonlyArray<number>): Plot.Plot => ({
  from: 2020,
  lines: [{ letter: "A", values }],
  bands: [],
  levels: [],
  told
})
const draw = (data: Plot.Plot, width = 80, rows = 12): string => Plot.text(data, width, rows, Colour.plain)

describe("Plot", () => {
  it("is never wider than asked, ends no line in a space, and is as high as asked", () => {
    fc.assert(
      fc.property(plot, columns, height, (data, width, rows) => {
        const text = draw(data, width, rows)
        if (text === "") return
        assert.lengthOf(linesOf(text), rows + 2)
        for (const line of linesOf(text)) {
          assert.isAtMost(Width.of(line), width, text)
          assert.strictEqual(line, line.trimEnd())
        }
      })
    )
  })

  it("has its extremes in the outermost rows", () => {
    fc.assert(
      fc.property(series, columns, height, (values, width, rows) => {
        const finite = values.filter(Number.isFinite)
        const [low, high] = [Math.min(...finite), Math.max(...finite)]
        if (!(high / 2 - low / 2 > 1e-9 * Math.max(Math.abs(low), Math.abs(high)))) return
        const drawn = rowsOf(draw(one(values), width, rows))
        assert.match(drawn[0]!, /[⠁-⣿]/)
        assert.match(drawn.at(-1)!, /[⠁-⣿]/)
      })
    )
  })

  it("draws the same data as the same text, with colours or without", () => {
    fc.assert(
      fc.property(plot, columns, height, (data, width, rows) => {
        const text = draw(data, width, rows)
        assert.strictEqual(draw({ ...data, lines: data.lines.map((line) => ({ ...line })) }, width, rows), text)
        assert.strictEqual(stripVTControlCharacters(Plot.text(data, width, rows, Colour.palette(true))), text)
      })
    )
  })

  it("a series that only rises has no dot below and left of another", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 1e6 }), { minLength: 2, maxLength: 16 }), (values) => {
        const rows = rowsOf(draw(one(values.toSorted((a, b) => a - b))))
        const firsts = rows.map((row) => row.search(/[⠁-⣿]/)).filter((at) => at >= 0)
        assert.deepStrictEqual(
          firsts,
          firsts.toSorted((a, b) => b - a)
        )
      })
    )
  })

  it("fills a band from its lowest to its highest number, without a hole in any column", () => {
    fc.assert(
      fc.property(band, columns, height, (fan, width, rows) => {
        const drawn = rowsOf(draw({ ...one([]), bands: [fan] }, width, rows)).map((row) => row.padEnd(200))
        const [low, high] = [Math.min(...fan.low), Math.max(...fan.high)]
        if (high / 2 - low / 2 > 1e-9 * Math.max(Math.abs(low), Math.abs(high))) {
          assert.include(drawn[0]!, "░")
          assert.include(drawn.at(-1)!, "░")
        }
        for (let column = 0; column < 200; column++)
          assert.match(drawn.map((row) => (row[column] === "░" ? "#" : " ")).join(""), /^ *#* *$/)
      })
    )
  })

  it("gives each of several lines its letter, at its end and on its way", () => {
    const text = draw({
      ...one([]),
      lines: [
        { letter: "A", values: [1, 2, 3, 4, 5, 6, 7, 8] },
        { letter: "B", values: [8, 7, 6, 5, 4, 3, 2, 1] },
        { letter: "C", values: [1, 2, 3, 4, 5, 6, 7, 8] }
      ]
    })
    const rows = rowsOf(text)
    assert.match(rows[0]!, / AC$/)
    assert.match(rows.at(-1)!, / B$/)
    for (const letter of "ABC") assert.isAtLeast(rows.join("").split(letter).length - 1, 2, letter)
  })

  it("draws a level as far as its deadline, and the years under their columns", () => {
    const text = draw({ ...one([0, 1, 2, 3, 4, 5]), levels: [{ value: 4, from: 2020, to: 2023 }] }, 60, 12)
    const lines = linesOf(text)
    const target = lines.find((line) => line.includes("╌"))!
    const axis = lines.at(-2)!
    const years = lines.at(-1)!
    assert.strictEqual(target.lastIndexOf("┤"), [...axis.matchAll(/┬/g)][3]!.index)
    for (const [i, match] of [...axis.matchAll(/┬/g)].entries())
      assert.strictEqual(years.indexOf(String(2020 + i)) + 2, match.index)
  })

  it("draws a series without change in the middle, and nothing of nothing", () => {
    const rows = rowsOf(draw(one([5, 5, 5]), 40, 9))
    assert.deepStrictEqual(
      rows.map((row) => row !== ""),
      [false, false, false, false, true, false, false, false, false]
    )
    assert.strictEqual(draw(one([NaN])), "")
  })

  it("tells round numbers that lie on the scale", () => {
    assert.deepStrictEqual(Plot.ticks(54_025, 143_769, 4), [75_000, 100_000, 125_000])
    assert.deepStrictEqual(Plot.ticks(0.28, 0.5, 4), [0.3, 0.4, 0.5])
    fc.assert(
      fc.property(number, number, fc.integer({ min: 2, max: 9 }), (a, b, most) => {
        const found = Plot.ticks(Math.min(a, b), Math.max(a, b), most)
        assert.isAtLeast(found.length, 1)
        assert.isAtMost(found.length, most)
        for (const value of found) assert.isTrue(value >= Math.min(a, b) && value <= Math.max(a, b))
      })
    )
  })
})
