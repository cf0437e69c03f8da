/** What stopped a run is told in figures that can be read, and with every digit where fewer would hide the reason. */
import type { RunFailed } from "@gongfu/core/run/Event"
import * as FailureText from "gongfu/render/FailureText"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { place } from "../../core/target/smallPlace.ts"

const told = (inputs: RunFailed["inputs"], language: "en" | "zh" = "en"): ReadonlyArray<string> => {
  const failed: RunFailed = {
    type: "RunFailed",
    schema: 1,
    year: 2023,
    variable: "fund_asked",
    equation: "a <= b",
    inputs,
    result: "0",
    reason: "invariant_broken"
  }
  return FailureText.section({ events: [failed], place }, language).flatMap((block) =>
    "list" in block ? block.list.slice(1).map(String) : []
  )
}

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
