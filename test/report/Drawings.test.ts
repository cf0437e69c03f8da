/** Charts: what they are made of, whatever is drawn; and what they say, on plain data. */
import * as fc from "fast-check"
import { parseFragment } from "parse5"
import { assert, describe, it } from "vitest"
import * as Axis from "gongfu/report/Axis"
import * as Bars from "gongfu/report/Bars"
import * as Chart from "gongfu/report/Chart"
import * as Fan from "gongfu/report/Fan"
import * as Lines from "gongfu/report/Lines"
import { colour, mostRuns, stroke } from "gongfu/report/Look"
import * as Tornado from "gongfu/report/Tornado"
import * as Waterfall from "gongfu/report/Waterfall"
import { all, attribute, type HtmlNode, texts } from "./page.ts"

const figure = (value: number): string => value.toFixed(2)
const years = [2020, 2021, 2022, 2023, 2024, 2025]
const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })

const lines = (title: string, values: ReadonlyArray<ReadonlyArray<number>>): Chart.Drawing =>
  Lines.drawing({
    id: "lines",
    title,
    years: { from: 2020, to: 2025 },
    lines: values.map((own, i) => ({
      name: `${title}${i}`,
      stroke: stroke(i, values.length),
      points: own.map((value, k) => [2020 + k, value] as const)
    })),
    levels: [{ from: 2021, by: 2025, value: 3, text: title }],
    figure
  })
const fan = (title: string, at: (probability: number, year: number) => number): Chart.Drawing =>
  Fan.drawing({
    id: "fan",
    title,
    years,
    quantiles: [0.05, 0.25, 0.5, 0.75, 0.95].map((probability) => ({
      probability,
      values: years.map((year) => at(probability, year))
    })),
    levels: [{ from: 2021, by: 2025, value: 3, text: title }],
    figure
  })
const tornado = (title: string, swings: ReadonlyArray<Tornado.Swing>, shape = Bars.beside): Chart.Drawing =>
  Tornado.drawing({ id: "tornado", title, base: 10, swings, figure, told: figure }, shape)
const waterfall = (title: string, values: ReadonlyArray<number>, shape = Bars.beside): Chart.Drawing =>
  Waterfall.drawing(
    {
      id: "waterfall",
      title,
      start: { label: title, text: "1" },
      end: { label: title, text: "2" },
      parts: values.map((value) => ({ label: title, value, text: figure(value) })),
      figure
    },
    shape
  )
const everyKind = (title: string): ReadonlyArray<Chart.Drawing> => [
  lines(title, [
    [1, 2, 3],
    [2, 2, 2]
  ]),
  fan(title, (probability, year) => (year - 2019) * (1 + probability)),
  ...[Bars.beside, Bars.above].flatMap((shape) => [
    tornado(title, [{ label: title, low: 8, high: undefined }], shape),
    waterfall(title, [1, -2], shape)
  ])
]

const parsed = (drawing: Chart.Drawing): HtmlNode => parseFragment(Chart.draw(drawing).markup) as HtmlNode

const numberIn = (node: HtmlNode, name: string): number => Number(attribute(node, name))
/** Paths of rectangles as what they cover from left to right, those of a colour. */
const spans = (root: HtmlNode, paints: ReadonlyArray<string>): ReadonlyArray<readonly [number, number]> =>
  all(root, "path", "rect").flatMap((node) => {
    if (!paints.includes(attribute(node, "stroke") ?? "")) return []
    if (node.nodeName === "rect") return [[numberIn(node, "x"), numberIn(node, "x") + numberIn(node, "width")] as const]
    const found = /^M(-?[\d.]+) (-?[\d.]+)l(-?[\d.]+) 0l0 /.exec(attribute(node, "d") ?? "")
    return found === null ? [] : [[Number(found[1]), Number(found[1]) + Number(found[3])] as const]
  })

describe("a chart", () => {
  it("C1 is the same bytes whatever was drawn before it", () => {
    const once = everyKind("T").map((drawing) => Chart.draw(drawing).markup)
    everyKind("other").map(Chart.draw)
    assert.deepStrictEqual(
      everyKind("T")
        .toReversed()
        .map((drawing) => Chart.draw(drawing).markup)
        .toReversed(),
      once
    )
  })

  it("C2 holds drawing and text only, and every id is of its own", () => {
    const attributes = new Set<string>()
    for (const drawing of everyKind("T")) {
      const root = parsed(drawing)
      const names = new Set(all(root).map(({ nodeName }) => nodeName))
      const known = new Set("svg title path text g rect polygon polyline circle defs clippath".split(" "))
      assert.deepStrictEqual(
        [...names].filter((name) => !known.has(name.toLowerCase())),
        []
      )
      for (const node of all(root)) {
        for (const { name } of node.attrs ?? []) attributes.add(name)
        const id = attribute(node, "id")
        if (id !== undefined) assert.isTrue(id.startsWith(`${drawing.id}-`), id)
      }
    }
    assert.deepStrictEqual(
      [...attributes].filter((name) => /^(on|style|class|href|xlink|ecmeta)/i.test(name)),
      []
    )
  })

  it("C3 says every text that it is given, as text", () => {
    for (const text of ["<script>alert(1)</script>", `" onload="x`, "{a|b} {b} {value}", "A & B", "&lt;i&gt;"])
      for (const drawing of everyKind(text)) {
        const root = parsed(drawing)
        assert.strictEqual(texts(all(root, "title")[0]!), text)
        assert.include(texts(root).replaceAll(/\s+/g, ""), text.replaceAll(/\s+/g, ""))
        assert.lengthOf(all(root, "script", "i"), 0)
      }
  })
})

describe("a scale", () => {
  it("holds every value, in a handful of round steps", () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 9 }), (values) => {
        const { max, min, step } = Axis.scaleOf(values)
        const slack = step * 1e-6
        for (const value of values) assert.isTrue(value >= min - slack && value <= max + slack, `${value}`)
        const steps = (max - min) / step
        assert.closeTo(steps, Math.round(steps), 1e-6)
        assert.isTrue(steps >= 1 && steps <= 7, `${steps}`)
      })
    )
  })

  it("labels are moved apart, keep their order and stay inside", () => {
    const places = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(places, (wanted) => {
        const placed = Axis.spread(wanted, 13, { top: 0, bottom: 200 })
        const order = wanted.map((_, i) => i).toSorted((a, b) => wanted[a]! - wanted[b]! || a - b)
        for (const [k, i] of order.entries()) {
          assert.isTrue(placed[i]! >= 0 && placed[i]! <= 200)
          if (k > 0) assert.isAtLeast(placed[i]! - placed[order[k - 1]!]!, 13 - 1e-9)
        }
      })
    )
  })
})

describe("lines", () => {
  it("runs are told apart without colour: no two have the same dash and mark", () => {
    const looks = Array.from({ length: mostRuns }, (_, i) => stroke(i, mostRuns))
    assert.lengthOf(new Set(looks.map(({ dash, mark }) => `${dash?.join() ?? ""} ${mark}`)), mostRuns)
    assert.lengthOf(new Set(looks.map((look) => look.colour)), mostRuns)
  })

  it("each run is named at its end, and the level that is asked for is told", () => {
    const root = parsed(
      lines("R", [
        [1, 2, 3],
        [4, 4, 4]
      ])
    )
    const said = all(root, "text").map(texts)
    for (const text of ["R0", "R1", "R"]) assert.include(said, text)
  })
})

describe("a fan", () => {
  it("has a band for each pair of quantiles, the outer around the inner, and names all of them", () => {
    const root = parsed(fan("F", (probability, year) => (year - 2019) * (1 + probability)))
    const heights = all(root, "polygon", "path")
      .filter((node) => attribute(node, "fill") === colour.band)
      .map((node) => {
        const values = (attribute(node, "points") ?? attribute(node, "d") ?? "").match(/-?[\d.]+/g)!.map(Number)
        // At the last year: the sixth point is the upper end, the seventh the lower.
        return [values[11]!, values[13]!] as const
      })
    assert.lengthOf(heights, 2)
    assert.isBelow(heights[0]![0], heights[1]![0])
    assert.isAbove(heights[0]![1], heights[1]![1])
    const said = all(root, "text").map(texts)
    for (const text of ["5%", "25%", "50%", "75%", "95%"]) assert.include(said, text)
  })

  it("names equal ends in their order, the greatest on top", () => {
    const heights = all(parsed(fan("F", () => 2)), "text").flatMap((node) => {
      const probability = /^(\d+)%$/.exec(texts(node))
      const y = /translate\([-\d.]+ ([-\d.]+)\)/.exec(attribute(node, "transform") ?? "")
      return probability === null ? [] : [[Number(probability[1]), Number(y![1])] as const]
    })
    const down = heights.toSorted(([, a], [, b]) => a - b).map(([probability]) => probability)
    assert.deepStrictEqual(down, [95, 75, 50, 25, 5])
  })
})

describe("a tornado", () => {
  it("has its bars on the sides of the base where the results lie, and marks what has none", () => {
    const root = parsed(
      tornado("T", [
        { label: "up", low: 6, high: 14 },
        { label: "down", low: 13, high: 7 },
        { label: "stopped", low: undefined, high: 12 }
      ])
    )
    const [low, high] = [spans(root, [colour.down]), spans(root, [colour.up])]
    assert.lengthOf(low, 2)
    assert.lengthOf(high, 3)
    // The low end of the first lies where its high end does not begin until the base.
    assert.closeTo(low[0]![1], high[0]![0], 1.5)
    assert.closeTo(high[1]![1], low[1]![0], 1.5)
    assert.include(all(root, "text").map(texts), "✗ … 12.00")
  })
})

describe("a waterfall", () => {
  it("each bar begins where the one before it ended, and they lead to the difference", () => {
    const part = fc.double({ min: -1000, max: 1000, noNaN: true }).filter((value) => Math.abs(value) > 20)
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 7 }), (values) => {
        const root = parsed(waterfall("W", values))
        const bars = spans(root, [colour.up, colour.down])
        assert.lengthOf(bars, values.length)
        const ends = bars.map(([left, right], i) =>
          values[i]! < 0 ? ([right, left] as const) : ([left, right] as const)
        )
        for (const [i, [start]] of ends.entries()) if (i > 0) assert.closeTo(start, ends[i - 1]![1], 1.6)
        const [[left, right]] = spans(root, [colour.whole]) as [readonly [number, number]]
        const difference = values.reduce((a, b) => a + b, 0)
        assert.closeTo(ends.at(-1)![1], difference < 0 ? left : right, 1.6)
      }),
      { numRuns: 25 }
    )
  })
})
