import { readFileSync } from "node:fs"
import * as Box from "@gongfu/core/discovery/Box"
import * as Certainty from "@gongfu/core/discovery/Certainty"
import * as Discovery from "@gongfu/core/discovery/Discovery"
import * as Prim from "@gongfu/core/discovery/Prim"
import * as Steps from "@gongfu/core/document/Steps"
import { assert, describe, it } from "vitest"

/**
 * The case with which Bryant and Lempert introduced scenario discovery, as the EMA Workbench documents it: "Performing
 * Scenario Discovery in Python", peel_alpha 0.1, mass_min 0.05.
 */
const [header, ...rows] = readFileSync(new URL("fixtures/bryant-lempert-2010.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .filter((line) => !line.startsWith("#"))
  .map((line) => line.split(","))
const names = header!.slice(0, -1)
const cases: Box.Cases = {
  // The workbench takes the first column of equal gains: numbered, the order by name is theirs.
  names: names.map((name, i) => `${i} ${name}`),
  columns: names.map((_, i) => rows.map((row) => Number(row[i]))),
  ofInterest: rows.map((row) => Number(row.at(-1)))
}
const patience: Prim.Patience = { alpha: 0.1, leastMass: 0.05 }

const limitsOf = (box: Box.Box): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Box.restrictions(box).map(({ dimension, side, limit }) => [
      `${names[dimension]}, ${side}`,
      Number(limit.toFixed(4))
    ])
  )

describe("the case of Bryant and Lempert", () => {
  const steps = Prim.trajectory(cases, patience)
  const box = steps[21]!.box

  it("begins with 882 futures of which 89 are of interest, and ends where it is documented to", () => {
    assert.deepStrictEqual([steps[0]!.members, steps[0]!.ofInterest], [882, 89])
    const { mass, coverage, density, restricted } = steps.at(-1)!
    assert.deepStrictEqual([mass, coverage, density, restricted], [0.05102040816326531, 0.5056179775280899, 1, 6])
  })

  it("has box 21 on the way, with the limits and the quasi-p-values documented", () => {
    const { coverage, density, mass, restricted } = steps[21]!
    assert.deepStrictEqual(
      [coverage.toFixed(6), density.toFixed(6), mass.toFixed(7), restricted],
      ["0.752809", "0.770115", "0.0986395", 4]
    )
    assert.deepStrictEqual(limitsOf(box), {
      "Cellulosic cost, low": 72.65,
      "Total biomass, high": 755.8,
      "Demand elasticity, low": -0.422,
      "Biomass backstop price, low": 150.05
    })
    const documented = {
      "Cellulosic cost": 0.15741333528927348,
      "Total biomass": 4.716968553178765e-6,
      "Demand elasticity": 1.1849299115762218e-16,
      "Biomass backstop price": 3.515112530263049e-11
    }
    const told = Certainty.restrictions(cases, box)
    assert.strictEqual(told.length, 4)
    for (const { dimension, quasiP } of told) {
      const expected = documented[names[dimension] as keyof typeof documented]
      assert.closeTo(quasiP / expected, 1, 1e-10)
    }
  })

  it("loses the restriction that tells nothing, and leaves no second box", () => {
    const without = Certainty.pruned(cases, box, 0.05)
    assert.deepStrictEqual(Object.keys(limitsOf(without)), [
      "Total biomass, high",
      "Demand elasticity, low",
      "Biomass backstop price, low"
    ])
    const all = Box.allOf(cases)
    const { coverage, density, mass } = Box.holding(cases, without, all)
    assert.deepStrictEqual(
      [coverage.toFixed(6), density.toFixed(6), mass.toFixed(5)],
      ["0.764045", "0.715789", "0.10771"]
    )
    const held = new Set(Box.inside(cases, without, all))
    const left = all.filter((member) => !held.has(member))
    assert.deepStrictEqual([left.length, Box.interesting(cases, left)], [787, 21])
    const second = Prim.trajectory(cases, patience, left)
    assert.strictEqual(second.at(-1)!.density, 0.3541666666666667)
    assert.strictEqual(Prim.chosen(second, 0.8), undefined)
  })

  it("brings up the three significant dimensions in every resample, and the others seldom", () => {
    // Documented, of other draws: 100 % of the three, 90 % of cost, 20 % of yield and coproduction, none of the rest.
    const again = Certainty.resampled(cases, undefined, patience)
    const { byCoverage, byDensity } = Certainty.reproduced(again, steps[21]!, names.length)
    const significant = new Set(["Total biomass", "Demand elasticity", "Biomass backstop price"])
    for (const often of [byCoverage, byDensity]) {
      const certain = names.filter((_, i) => often[i] === 1)
      assert.includeMembers(certain, [...significant])
      const others = often.filter((_, i) => !significant.has(names[i]!) && names[i] !== "Cellulosic cost")
      assert.isAtMost(Math.max(...others), 0.4)
    }
  })

  it("is discovered by the restrictions that hold up, and no box that does not", () => {
    const asked = { boxes: 3, density: 0.7, alpha: 0.1, seed: 1 }
    const { boxes, doubtful } = Steps.atAStroke(Discovery.inSteps(cases, asked))
    assert.deepStrictEqual(
      boxes.map(({ step }) => Object.keys(limitsOf(step.box)).toSorted()),
      [["Biomass backstop price, low", "Demand elasticity, low", "Total biomass, high"]]
    )
    assert.isUndefined(doubtful)
  })
})
