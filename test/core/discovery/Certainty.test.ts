import * as Box from "@gongfu/core/discovery/Box"
import * as Certainty from "@gongfu/core/discovery/Certainty"
import * as Prim from "@gongfu/core/discovery/Prim"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { anyCases, anyPatience, scattered } from "./cases.ts"

/** A box that says nothing about z, which a search may think that it does. */
const planted = scattered(1000, ["x", "y", "z"], 4, ([x, y]) => x! < 0.5 && y! > 0.4)
const box: Box.Box = { low: [-Infinity, 0.4, 0.05], high: [0.5, Infinity, Infinity] }

describe("quasi-p-values", () => {
  it("are small of what a box rests on, and large of what says nothing", () => {
    const [x, y, z] = Certainty.restrictions(planted, box)
    assert.deepStrictEqual(
      [x, y, z].map((told) => [told!.dimension, told!.side]),
      [
        [0, "high"],
        [1, "low"],
        [2, "low"]
      ]
    )
    assert.isBelow(x!.quasiP, 1e-10)
    assert.isBelow(y!.quasiP, 1e-10)
    assert.strictEqual(z!.quasiP, 1)
  })

  it("are probabilities, of boxes that a search finds", () => {
    fc.assert(
      fc.property(anyCases, anyPatience, (cases, patience) => {
        for (const { box: found } of Prim.trajectory(cases, patience))
          for (const { quasiP, without } of Certainty.restrictions(cases, found)) {
            assert.isTrue(quasiP >= 0 && quasiP <= 1)
            assert.isAtLeast(without.members, Box.holding(cases, found, Box.allOf(cases)).members)
          }
      })
    )
  })

  it("tell which restrictions to free", () => {
    assert.deepStrictEqual(Certainty.pruned(planted, box, 0.05), { low: [-Infinity, 0.4, -Infinity], high: box.high })
    assert.deepStrictEqual(Certainty.pruned(planted, Box.everything(3), 0.05), Box.everything(3))
  })
})

describe("resampling", () => {
  it("brings up again what a box rests on, and seldom what says nothing", () => {
    const { coverage, density } = Box.holding(planted, box, Box.allOf(planted))
    const resampling = { resamples: 20, share: 0.5, seed: 1 }
    const found = Certainty.reproduced(Certainty.resampled(planted, resampling), { coverage, density }, 3)
    for (const by of [found.byCoverage, found.byDensity]) {
      assert.deepStrictEqual([by[0], by[1]], [1, 1])
      assert.isBelow(by[2]!, 0.5)
    }
    assert.deepStrictEqual(
      Certainty.reproduced(Certainty.resampled(planted, resampling), { coverage, density }, 3),
      found
    )
  })
})
