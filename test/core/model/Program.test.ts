/** The order of a year's statements: what each reads stands before it, however long a chain of equations is. */
import * as Check from "@gongfu/core/model/Check"
import type { Model } from "@gongfu/core/model/Model"
import { reads } from "@gongfu/core/model/Scalar"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { wildDocument } from "./arbitraryModel.ts"
import { limits } from "./Tape.ts"
import * as Wide from "./wide.ts"

/** What statements read of this year although it is computed only after them. */
const readTooEarly = ({ cells, program }: Model): ReadonlyArray<string> =>
  [program.first, program.later].flatMap((statements) => {
    const ahead = new Set(statements.map(({ cell }) => cell.slot))
    return statements.flatMap(({ cell, scalar }) => {
      const early = reads(scalar).filter(({ row, slot }) => row === "now" && ahead.has(slot))
      ahead.delete(cell.slot)
      return early.map(({ slot }) => `${cell.name} reads ${cells[slot]!.name}`)
    })
  })

/** Equations of which each reads the next, so that the last of the file is computed first. */
const chain = (length: number, last: string): ReadonlyArray<Wide.Wide> =>
  Array.from({ length }, (_, i) => ({ equation: i === length - 1 ? last : `of_${i + 1}` }))

/** Far more equations than a call stack has room for calls. */
const long = 10_000

describe("the order of a year", () => {
  it("lets every statement read only what stands before it", () => {
    fc.assert(
      fc.property(wildDocument, (document) => {
        const model = Check.fromDocument(document)
        assert.deepStrictEqual(Result.isSuccess(model) ? readTooEarly(model.success) : [], [])
      }),
      limits(100)
    )
  })

  it("is found along a chain of ten thousand equations", { timeout: 60_000 }, () => {
    const model = Result.getOrThrow(Check.fromDocument(Wide.document(1, chain(long, "sum(x)"))))
    assert.deepStrictEqual(readTooEarly(model), [])
  })

  it("names a cycle of ten thousand equations whole", { timeout: 60_000 }, () => {
    const faults = Result.match(Check.fromDocument(Wide.document(1, chain(long, "of_0"))), {
      onFailure: (found) => found,
      onSuccess: () => []
    })
    assert.deepStrictEqual(
      faults.map(({ _tag }) => _tag),
      ["Cycle"]
    )
  })
})
