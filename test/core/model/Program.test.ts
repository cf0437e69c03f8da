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

/** Fails unless every statement reads, of this year, only what has no statement or one before it. */
const standsInOrder = (model: Model): void => {
  for (const statements of [model.program.first, model.program.later]) {
    const computed = new Set(statements.map(({ cell }) => cell.slot))
    for (const { cell, scalar } of statements) {
      for (const { row, slot } of reads(scalar))
        assert.isFalse(row === "now" && computed.has(slot), `${cell.name} reads ${slot}, which is computed later`)
      computed.delete(cell.slot)
    }
  }
}

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
        if (Result.isSuccess(model)) standsInOrder(model.success)
      }),
      limits(100)
    )
  })

  it("is found along a chain of ten thousand equations", { timeout: 60_000 }, () => {
    standsInOrder(Result.getOrThrow(Check.fromDocument(Wide.document(1, chain(long, "sum(x)")))))
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
