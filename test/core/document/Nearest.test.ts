import { assert, describe, it } from "vitest"
import { meant } from "@gongfu/core/document/Nearest"

describe("the names that may be meant", () => {
  const names = ["low_income_income", "low_income_share", "low_income_part", "low_income_2020", "gdp"]

  it("are the nearest one, where one is near", () => {
    assert.deepStrictEqual(meant("low_income_shar", names), ["low_income_share"])
  })

  it("else the shortest of those that have all its words, eight at most, in whatever order they are known", () => {
    const expected = ["low_income_2020", "low_income_part", "low_income_share", "low_income_income"]
    assert.deepStrictEqual(meant("low_income", names), expected)
    assert.deepStrictEqual(meant("low_income", names.toReversed()), expected)
    const many = Array.from({ length: 20 }, (_, i) => `low_income_number_${i}`)
    assert.deepStrictEqual(meant("low_income", many), many.slice(0, 8))
    assert.deepStrictEqual(meant("ow_income", ["below_income_income"]), [], "a part of a word is no word")
  })

  it("are none, where nothing is like it", () => {
    assert.deepStrictEqual(meant("zzzqqqq", names), [])
    assert.deepStrictEqual(meant("", names), [])
  })
})
