import * as Own from "@gongfu/core/document/Own"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const inherited = [...Object.getOwnPropertyNames(Object.prototype), "prototype", ""]

describe("what a record itself has", () => {
  it("is found by its name, and nothing is by a name that is only inherited", () => {
    const name = fc.oneof(fc.constantFrom(...inherited), fc.string())
    fc.assert(
      fc.property(fc.uniqueArray(name), name, (names, other) => {
        const record: Record<string, number> = Object.fromEntries(names.map((one, i) => [one, i]))
        for (const [i, one] of names.entries()) assert.strictEqual(Own.at(record, one), i)
        if (!names.includes(other)) assert.isUndefined(Own.at(record, other))
      })
    )
  })
})
