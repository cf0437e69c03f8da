import * as Indicator from "@gongfu/core/model/Indicator"
import * as Check from "@gongfu/core/model/Check"
import * as LeverPath from "@gongfu/core/solve/LeverPath"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { tameDocument } from "../model/arbitraryModel.ts"

describe("the path of a lever", () => {
  it("is what the scenario itself sets, and else the default, whatever the lever's name", () => {
    fc.assert(
      fc.property(tameDocument, fc.boolean(), (document, isSet) => {
        const model = Result.getOrThrow(Check.fromDocument(document))
        for (const indicator of Indicator.all(model).filter(({ variable: { kind } }) => kind === "lever")) {
          const path = LeverPath.of(indicator, { levers: isSet ? { [indicator.name]: 7 } : {} })
          assert.strictEqual(path.own, isSet ? 7 : undefined)
          assert.strictEqual(path.from, isSet ? 7 : indicator.variable.lever!.default)
        }
      }),
      { numRuns: 200 }
    )
  })
})
