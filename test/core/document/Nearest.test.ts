import { assert, describe, it } from "vitest"
import * as fc from "fast-check"
import { nearest } from "@gongfu/core/document/Nearest"

describe("the nearest name", () => {
  it("differs in a third of the letters at most, and in one where there are few", () => {
    assert.isUndefined(nearest("fee", ["fdi"]))
    assert.isUndefined(nearest("nope", ["bom"]))
    assert.strictEqual(nearest("fe", ["fee"]), "fee")
    assert.strictEqual(nearest("dibao_growt", ["dibao_growth"]), "dibao_growth")
    assert.strictEqual(nearest("abcdef", ["abcxyf"]), "abcxyf")
    assert.isUndefined(nearest("abcdef", ["axcxyf"]))
  })

  it("may have any two neighbours changed over, however short it is", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{2,6}$/), fc.nat(), (name, n) => {
        const i = n % (name.length - 1)
        const typed = name.slice(0, i) + name[i + 1]! + name[i]! + name.slice(i + 2)
        assert.strictEqual(nearest(typed, [name]), name)
      })
    )
  })
})
