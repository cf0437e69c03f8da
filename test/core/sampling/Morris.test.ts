import * as Morris from "@gongfu/core/sampling/Morris"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { anyDesign, points, singles } from "./morrisDesign.ts"

describe("trajectories of Morris", () => {
  it("move one factor at a time by half the levels, on the grid", () => {
    fc.assert(
      fc.property(anyDesign, (design) => {
        const { factors, inputs, levels, trajectories } = design
        const all = points(design)
        for (let number = 0; number < trajectories; number++) {
          const moved = new Set<number>()
          for (let step = 0; step < factors.length; step++) {
            const [before, after] = all.slice(number * (factors.length + 1) + step).slice(0, 2) as [
              Float64Array,
              Float64Array
            ]
            const changed = [...Array(inputs).keys()].filter((input) => before[input] !== after[input])
            moved.add(factors.findIndex((factor) => factor.join() === changed.join()))
            const distances = changed.map((input) => Math.abs(after[input]! - before[input]!) * 2 * (levels - 1))
            assert.isTrue(distances.every((distance) => Math.abs(distance - levels) < 1e-12))
          }
          assert.deepStrictEqual(
            [...moved].toSorted((one, other) => one - other),
            factors.map((_, factor) => factor)
          )
        }
        const steps = all.flatMap((point) => [...point].map((coordinate) => coordinate * (levels - 1)))
        assert.isTrue(
          steps.every((step) => Math.abs(step - Math.round(step)) < 1e-12 && step >= 0 && step <= levels - 1)
        )
      })
    )
  })

  it("begin anywhere on the grid, rise and fall, and move in any order, all equally often", () => {
    const design: Morris.Design = { trajectories: 4000, inputs: 3, factors: singles(3), levels: 4, seed: 1 }
    const all = points(design)
    const begun = new Map<string, number>()
    const orders = new Map<string, number>()
    const count = (of: Map<string, number>, what: string) => of.set(what, (of.get(what) ?? 0) + 1)
    for (let number = 0; number < design.trajectories; number++) {
      const path = all.slice(number * 4, number * 4 + 4)
      count(begun, `${path[0]![0]}, ${path[3]![0]! > path[0]![0]! ? "up" : "down"}`)
      const moved = path.slice(1).map((point, i) => point.findIndex((one, input) => one !== path[i]![input]))
      count(orders, moved.join())
    }
    // Each of 4 beginnings has one direction; 5 standard deviations of a count.
    assert.strictEqual(begun.size, 4)
    for (const often of begun.values()) assert.closeTo(often, 1000, 5 * Math.sqrt(750))
    assert.strictEqual(orders.size, 6)
    for (const often of orders.values()) assert.closeTo(often, 4000 / 6, 5 * Math.sqrt((4000 * 5) / 36))
  })

  it("are those of fewer trajectories at first, in whatever order they are asked for", () => {
    fc.assert(
      fc.property(anyDesign, (design) => {
        const all = points(design)
        const fewer = { ...design, trajectories: design.trajectories - 1 }
        assert.deepStrictEqual(points(fewer), all.slice(0, Morris.size(fewer)))
        const fill = Morris.filler(design)
        const inputs = new Float64Array(design.inputs)
        const backwards = all.map((_, i) => {
          fill(all.length - 1 - i, inputs)
          return inputs.slice()
        })
        assert.deepStrictEqual(backwards.toReversed(), all)
      })
    )
  })
})
