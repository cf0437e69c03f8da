/** Who needs whom, in a town that is small enough to say it by hand, and in drawn models. */
import { treeOf } from "@gongfu/core/model/Equation"
import * as Check from "@gongfu/core/model/Check"
import * as Dependencies from "@gongfu/core/model/Dependencies"
import { namesIn } from "@gongfu/core/model/Expression"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { model } from "../run/town.ts"
import { wildDocument } from "./arbitraryModel.ts"
import { limits } from "./Tape.ts"

const town = Dependencies.of(model)
const slotOf = (name: string): number => model.cells.find((cell) => cell.name === name)!.slot
const told = (needs: ReadonlyArray<Dependencies.Need>): ReadonlyArray<string> =>
  needs.map(({ past, slot }) => `${past ? "past " : ""}${model.cells[slot]!.name}`)

describe("dependencies", () => {
  it("are told by member, each once, in the order of reading", () => {
    assert.deepStrictEqual(told(town.needs[slotOf("income[rural]")]!), ["past income[rural]", "growth[rural]"])
    assert.deepStrictEqual(told(town.needs[slotOf("ratio")]!), ["income[urban]", "income[rural]"])
    assert.deepStrictEqual(told(town.needs[slotOf("revenue")]!), [
      "tax_rate",
      "income[urban]",
      "income[rural]",
      "trade",
      "fee"
    ])
    assert.deepStrictEqual(told(town.needs[slotOf("aid")]!), [])
  })

  it("go both ways", () => {
    assert.deepStrictEqual(told(town.neededBy[slotOf("revenue")]!), ["paid", "saved"])
    assert.deepStrictEqual(told(town.neededBy[slotOf("growth[urban]")]!), ["income[urban]"])
    assert.deepStrictEqual(told(town.neededBy[slotOf("power")]!), [])
  })

  it("between variables are the names in their equations, in any model", () => {
    fc.assert(
      fc.property(wildDocument, (document) => {
        const drawn = Result.getOrThrow(Check.fromDocument(document))
        const arrows = Dependencies.arrows(Dependencies.of(drawn))
        for (const { cells, name } of drawn.variables) {
          const names = new Set(
            cells.flatMap(({ equation, initial }) =>
              [equation, initial].flatMap((one) => (one === undefined ? [] : [...namesIn(treeOf(one))]))
            )
          )
          assert.deepStrictEqual(new Set(arrows.filter(({ to }) => to === name).map(({ from }) => from)), names)
        }
      }),
      limits(100)
    )
  })

  it("within a year stand before what needs them, and a value of the past need not", () => {
    fc.assert(
      fc.property(wildDocument, (document) => {
        const drawn = Result.getOrThrow(Check.fromDocument(document))
        const { needs } = Dependencies.of(drawn)
        const order = drawn.program.later.map(({ cell }) => cell.slot)
        const late = order.flatMap((slot, at) =>
          needs[slot]!.filter((need) => !need.past && order.indexOf(need.slot) >= at)
        )
        assert.deepStrictEqual(late, [])
      }),
      limits(100)
    )
  })
})
