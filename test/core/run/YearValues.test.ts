/** A year told by names is the row that it was told from. */
import * as Check from "@gongfu/core/model/Check"
import * as YearValues from "@gongfu/core/run/YearValues"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { wildDocument } from "../model/arbitraryModel.ts"
import { limits } from "../model/Tape.ts"
import { model } from "./town.ts"

describe("YearValues", () => {
  it("tells a row as values and reads it back, for any model", () => {
    fc.assert(
      fc.property(
        wildDocument,
        fc.infiniteStream(fc.double({ noNaN: true, noDefaultInfinity: true })),
        (document, stream) => {
          const drawn = Result.getOrThrow(Check.fromDocument(document))
          const values = Float64Array.from({ length: drawn.slots }, () => (stream.next().value as number) + 0)
          const told = YearValues.fromRow(drawn, values, 0)
          assert.deepEqual(Object.keys(told), drawn.variables.map(({ name }) => name).toSorted())
          const read: unknown = JSON.parse(JSON.stringify(told))
          assert.deepEqual(YearValues.toRow(drawn, read as typeof told), values)
        }
      ),
      limits(100)
    )
    assert.isUndefined((Object as unknown as Record<string, unknown>)["urban"])
  })

  it("names what values lack, or have too much of", () => {
    const told = YearValues.fromRow(model, new Float64Array(model.slots), 0)
    const from = (change: Record<string, unknown>) => YearValues.toRow(model, { ...told, ...change } as typeof told)
    assert.instanceOf(from({}), Float64Array)
    assert.strictEqual(from({ trade: undefined }), "trade")
    assert.strictEqual(from({ trade: { urban: 1 } }), "trade")
    assert.strictEqual(from({ income: 1 }), "income[rural]")
    assert.strictEqual(from({ income: { rural: 1 } }), "income[urban]")
    assert.strictEqual(from({ income: { urban: 1, rural: 2, coast: 3 } }), "income")
    assert.strictEqual(from({ moon: 1 }), "moon")
  })
})
