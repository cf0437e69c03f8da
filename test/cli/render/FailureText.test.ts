/** What stopped a run is told in figures that can be read, and with every digit where fewer would hide the reason. */
import type { RunFailed } from "@gongfu/core/run/Event"
import * as FailureText from "gongfu/render/FailureText"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { place } from "../../core/target/smallPlace.ts"

const failed = (equation: string, inputs: RunFailed["inputs"]): RunFailed => ({
  type: "RunFailed",
  schema: 1,
  year: 2023,
  variable: "fund_asked",
  equation,
  inputs,
  result: "0",
  reason: "invariant_broken"
})

const told = (inputs: RunFailed["inputs"], language: "en" | "zh" = "en", equation = "a <= b"): ReadonlyArray<string> =>
  FailureText.section({ events: [failed(equation, inputs)], place }, language).flatMap((block) =>
    "list" in block ? block.list.slice(1).map(String) : []
  )

describe("the numbers of what stopped a run", () => {
  it("are figures with their units", () => {
    const [variable] = place.model.variables
    const [one] = told({ [variable!.name]: 1_234_567.890_123 })
    assert.match(one!, new RegExp(`^${variable!.name} = 1,234,567\\.?\\d{0,3}( \\S+)*$`))
    assert.deepStrictEqual(told({ "a - b": 0.981_618_554_917_730_5, c: 100_000 }), ["a - b = 0.9816", "c = 100,000"])
    assert.deepStrictEqual(told({ a: "Infinity", b: "NaN" }), ["a = Infinity", "b = NaN"])
  })

  it("are never alike where they differ", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(number, fc.constantFrom(0, 1e-15, 1e-12, 1e-9, 1e-3), (a, apart) => {
        const b = a * (1 + apart)
        fc.pre(a !== b && Number.isFinite(b))
        const [one, other] = told({ a, b })
        assert.notStrictEqual(one!.slice(4), other!.slice(4))
      })
    )
  })
})

describe("the names in what stopped a run", () => {
  it("are told with their labels and units, each once, and only those of the model", () => {
    const equation = "growth[urban] + 2 * demand <= demand + nobody"
    assert.deepStrictEqual(told({}, "en", equation), ["growth: Growth", "demand: Demand (person/year)"])
    assert.deepStrictEqual(told({}, "zh", equation), ["growth：增速", "demand：需求（人/年）"])
  })

  it("are followed by what a scenario may say where it was a law about shortage", () => {
    const law = { name: "fund", label: { en: "Fund", zh: "资金" } }
    const said = (shortage: boolean) => {
      const { model } = place
      const short = { ...place, model: { ...model, invariants: [{ ...model.invariants[0]!, ...law, shortage }] } }
      const event = { ...failed("a <= b", {}), variable: "fund" }
      return JSON.stringify(FailureText.section({ events: [event], place: short }, "en"))
    }
    assert.include(said(true), "shortage: scale")
    assert.notInclude(said(false), "shortage: scale")
  })
})
