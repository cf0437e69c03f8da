/** Parts of equations as text: what is read with its brackets is what is computed. */
import * as Evaluate from "@gongfu/core/model/Evaluate"
import * as Check from "@gongfu/core/model/Check"
import type { Scalar } from "@gongfu/core/model/Scalar"
import * as ScalarText from "@gongfu/core/wording/ScalarText"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { wildDocument } from "../../core/model/arbitraryModel.ts"
import { limits } from "../../core/model/Tape.ts"

const slot = (row: "now" | "last" | "first", index: number): Scalar => ({ _tag: "Slot", row, slot: index })
const binary = (operator: "+" | "-" | "*" | "/", left: Scalar, right: Scalar): Scalar => ({
  _tag: "Binary",
  operator,
  left,
  right
})

describe("a part of an equation", () => {
  it("as a program reads it computes the same", () => {
    const value = (index: number): number => ((index * 7) % 11) - 3
    fc.assert(
      fc.property(wildDocument, (document) => {
        const model = Result.getOrThrow(Check.fromDocument(document))
        const surroundings = { read: (_: unknown, index: number) => value(index), year: 2024, base: 2020 }
        for (const { scalar } of model.program.later) {
          const text = ScalarText.plain(scalar, (index) => `v${index}`)
          // Arithmetic is written as JavaScript writes it; functions and truth values are not.
          if (/[a-uw-z^?!<>=&|]/.test(text.replaceAll(/prev|initial/g, ""))) continue
          const read = text.replaceAll(/(?:prev|initial)?\(?v(\d+)\)?/g, (whole, index: string) => {
            const figure = `(${value(Number(index))})`
            return /^(?:prev|initial)/.test(whole) ? figure : whole.replace(`v${index}`, figure)
          })
          // oxlint-disable-next-line no-new-func, no-implied-eval
          const again = new Function(`return ${read}`)() as number
          assert.isTrue(Object.is(again + 0, Evaluate.evaluate(scalar, surroundings) + 0), text)
        }
      }),
      limits(60)
    )
  })

  it("takes the brackets that it needs, also around a negative number", () => {
    const style = ScalarText.style("en", (row, index) => (index === 0 ? "-3" : `${row === "last" ? "last " : ""}x`))
    const say = (scalar: Scalar): string => ScalarText.of(scalar, style)
    assert.strictEqual(say(binary("-", slot("now", 1), slot("now", 0))), "x − (-3)")
    assert.strictEqual(
      say(binary("*", slot("now", 0), binary("+", slot("last", 1), slot("now", 1)))),
      "(-3) × (last x + x)"
    )
    assert.strictEqual(say(binary("-", slot("now", 1), binary("-", slot("now", 1), slot("now", 1)))), "x − (x − x)")
    assert.strictEqual(
      say({ _tag: "Call", function: "clamp", arguments: [slot("now", 1), slot("now", 0), slot("now", 1)] }),
      "x kept within [-3; x]"
    )
  })
})
