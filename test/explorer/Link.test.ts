/* oxlint-disable vitest/expect-expect -- assertions stand in what tests share */
import { assert, describe, it } from "@effect/vitest"
import * as Indicator from "@gongfu/core/model/Indicator"
import * as Link from "@gongfu/explorer/state/Link"
import * as Setup from "@gongfu/explorer/state/Setup"
import * as fc from "fast-check"
import * as Texts from "../hostile/texts.ts"
import * as Setups from "./setups.ts"

const { place, presets } = Setups
const context: Link.Context = { place, presets, first: "plan", language: "en" }
const addresses = Indicator.all(place.model).map(({ name }) => name)

const point = fc.record({
  indicator: fc.constantFrom(...addresses),
  year: fc.integer({ min: place.model.years.from, max: place.model.years.to })
})

const state: fc.Arbitrary<Link.State> = fc
  .record({
    language: fc.constantFrom("en" as const, "zh" as const),
    theme: fc.constantFrom(undefined, "light" as const, "dark" as const),
    tab: fc.constantFrom("levers" as const, "assumptions" as const),
    setups: fc.array(Setups.setup, { minLength: 1, maxLength: Link.mostSetups }),
    on: fc.nat({ max: Link.mostSetups - 1 }),
    why: fc.option(point, { nil: undefined }),
    charts: fc.uniqueArray(fc.constantFrom(...addresses), { maxLength: Link.mostCharts, size: "max" })
  })
  .map((found) => ({ ...found, on: Math.min(found.on, found.setups.length - 1) }))

/** Whether what was read fits the model, see L3. */
const fits = ({ charts, on, setups, why }: Link.State): void => {
  assert.isAtLeast(setups.length, 1)
  assert.isAtMost(setups.length, Link.mostSetups)
  assert.isDefined(setups[on])
  assert.isAtMost(charts.length, Link.mostCharts)
  for (const setup of setups) {
    const { years } = Setups.presetOf(setup).scenario
    for (const [kind, block] of [
      ["lever", setup.levers],
      ["assumption", setup.assumptions]
    ] as const)
      for (const [name, setting] of Object.entries(block))
        assert.isTrue(Setup.fits(place.model, years, kind, name, setting), name)
  }
  for (const address of [...charts, ...(why === undefined ? [] : [why.indicator])]) assert.include(addresses, address)
}

describe("a link", () => {
  it("gives back the state that it was written from, with and without #", () => {
    fc.assert(
      fc.property(state, (before) => {
        const link = Link.write(before)
        for (const text of [link, `#${link}`])
          assert.deepStrictEqual(Link.read(text, context), { state: before, unused: 0 })
      })
    )
  })

  it("holds no character that a browser, a mail or a chat would change", () => {
    fc.assert(fc.property(state, (before) => assert.match(Link.write(before), /^[\w\-.!~*'(),:;@&=+$[\]%]+$/)))
  })

  const hostile = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(...Texts.shown),
    fc.constantFrom("__proto__", "constructor", "toString", "a.set.__proto__", "a.set.constructor")
  )

  it("that is garbage is read as far as it goes, and never throws", () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 5 }), (parts) => {
        for (const text of [
          parts.join("&"),
          `#v=1&${parts.join("&")}`,
          `v=1&a=plan&${parts.map((part) => `${part}=${part}`).join("&")}`
        ])
          fits(Link.read(text, context).state)
      })
    )
  })

  it("that was damaged says so, and what is whole holds", () => {
    fc.assert(
      fc.property(state, fc.nat(), fc.string({ unit: "binary", maxLength: 3 }), (before, at, noise) => {
        const link = Link.write(before)
        const place_ = at % (link.length + 1)
        fits(Link.read(link.slice(0, place_) + noise + link.slice(place_), context).state)
        fits(Link.read(link.slice(0, place_), context).state)
      })
    )
    const { state: read, unused } = Link.read(
      "v=1&lang=zh&a=plan&a.set.nonsense=1&a.set.dibao_growth=99&b=nobody&x",
      context
    )
    assert.strictEqual(unused, 4)
    assert.strictEqual(read.language, "zh")
    assert.deepStrictEqual(read.setups, [Setup.untouched("plan")])
  })

  it("of another version is not guessed at", () => {
    const { state: read, unused } = Link.read("v=2&lang=zh&a=rural-first", context)
    assert.deepStrictEqual(read, Link.initial(context))
    assert.isAbove(unused, 0)
  })

  it("says nothing of what the preset says already", () => {
    const preset = Setups.presets.find(({ key }) => key === "plan")!
    for (const [name, setting] of Object.entries(preset.scenario.levers)) {
      const link = `v=1&a=plan&a.set.${name}=${Setup.written(setting)}`
      assert.deepStrictEqual(Link.read(link, context).state.setups, [Setup.untouched("plan")], name)
    }
  })
})
