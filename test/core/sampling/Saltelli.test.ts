import * as Saltelli from "@gongfu/core/sampling/Saltelli"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

/** A point that tells its index and dimension. */
const point: Saltelli.Point = (index, dimension) => index * 1000 + dimension

/** Designs whose factors are inputs, groups of them, or both, and that may leave inputs out. */
const anyDesign = fc
  .record({ rows: fc.integer({ min: 1, max: 5 }), owners: fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 1 }) })
  .map(({ rows, owners }): Saltelli.Design => ({
    rows,
    inputs: owners.length,
    factors: [0, 1, 2, 3]
      .map((factor) => owners.flatMap((owner, input) => (owner === factor ? [input] : [])))
      .filter((inputs) => inputs.length > 0)
  }))

const filled = (design: Saltelli.Design, members: ReadonlyArray<number>): ReadonlyArray<ReadonlyArray<number>> => {
  const fill = Saltelli.filler(design, point)
  return members.map((member) => {
    const inputs = new Float64Array(design.inputs)
    fill(member, inputs)
    return [...inputs]
  })
}

describe("a design of Saltelli", () => {
  it("has A, B, and A with each factor from B", () => {
    fc.assert(
      fc.property(anyDesign, (design) => {
        const all = filled(design, [...Array(Saltelli.size(design)).keys()])
        const met = new Set<number>()
        for (let row = 0; row < design.rows; row++) {
          const [memberA, memberB] = [Saltelli.memberA(design, row), Saltelli.memberB(design, row)]
          const a = Array.from({ length: design.inputs }, (_, input) => point(row, input))
          const b = Array.from({ length: design.inputs }, (_, input) => point(row, design.inputs + input))
          assert.deepStrictEqual(all[memberA], a)
          assert.deepStrictEqual(all[memberB], b)
          met.add(memberA).add(memberB)
          for (const [factor, inputs] of design.factors.entries()) {
            const member = Saltelli.memberAB(design, row, factor)
            assert.deepStrictEqual(
              all[member],
              a.map((of, input) => (inputs.includes(input) ? b[input]! : of))
            )
            met.add(member)
          }
        }
        assert.strictEqual(met.size, all.length)
      })
    )
  })

  it("is the same in any order, and begins with the design of fewer rows", () => {
    fc.assert(
      fc.property(
        anyDesign.chain((design) =>
          fc.tuple(
            fc.constant(design),
            fc.shuffledSubarray([...Array(Saltelli.size(design)).keys()], { minLength: Saltelli.size(design) })
          )
        ),
        ([design, order]) => {
          const inOrder = filled(
            design,
            order.toSorted((one, other) => one - other)
          )
          assert.deepStrictEqual(
            filled(design, order),
            order.map((member) => inOrder[member]!)
          )
          const fewer = { ...design, rows: design.rows - 1 }
          const members = [...Array(Saltelli.size(fewer)).keys()]
          assert.deepStrictEqual(filled(fewer, members), inOrder.slice(0, members.length))
        }
      )
    )
  })
})
