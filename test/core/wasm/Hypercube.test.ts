/**
 * The points of Latin hypercubes drawn by a module, against those of `sampling/Points`: the same bits.
 */
import * as Lanes from "@gongfu/core/model/Lanes"
import * as Points from "@gongfu/core/sampling/Points"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { inWasm, modelOn } from "./modules.ts"

const names = ["x", "y", "z"]
const lanes = await inWasm(modelOn([]))

/** Around powers of two, where walks are shortest and longest, and of any size. */
const anyCount = fc.oneof(
  fc.integer({ min: 1, max: 40 }),
  fc.tuple(fc.integer({ min: 2, max: 23 }), fc.integer({ min: -2, max: 2 })).map(([power, by]) => 2 ** power + by),
  fc.integer({ min: 1, max: 10_000_000 })
)

describe("hypercube", () => {
  it("draws the points of a Latin hypercube, to the bit", () => {
    fc.assert(
      fc.property(
        anyCount,
        fc.maxSafeNat(),
        fc.array(fc.nat(), { minLength: 1 }),
        fc.subarray(names),
        (members, seed, some, axes) => {
          const design = { sampler: "latin-hypercube", members, seed } as const
          const [plain, quick] = [Points.of(design, axes), Points.of(design, axes, lanes.hypercube)]
          const [expected, found] = [new Float64Array(axes.length), new Float64Array(axes.length)]
          for (const one of [...some, members - 1]) {
            plain(one % members, expected)
            quick(one % members, found)
            assert.deepStrictEqual(found, expected)
          }
        }
      )
    )
  })

  it("leaves axes that it has no room for to others, with the same points", () => {
    const many = Array.from({ length: Lanes.inputsOf(modelOn([])) + 1 }, (_, i) => `x${i}`)
    const design = { sampler: "latin-hypercube", members: 10, seed: 1 } as const
    assert.isUndefined(lanes.hypercube!(new Uint32Array(4 * many.length), [0, 1], 10))
    const [expected, found] = [new Float64Array(many.length), new Float64Array(many.length)]
    Points.of(design, many)(3, expected)
    Points.of(design, many, lanes.hypercube)(3, found)
    assert.deepStrictEqual(found, expected)
  })
})
