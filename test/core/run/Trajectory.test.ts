/** The laws of trajectories. */
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { model } from "./town.ts"

const row = fc
  .array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: model.slots, maxLength: model.slots })
  .map((values) => Float64Array.from(values, (value) => value + 0))
const rows = fc.array(row, { minLength: 1, maxLength: 8 })
const of = (all: ReadonlyArray<Float64Array>) => all.reduce(Trajectory.append, Trajectory.empty(model, 2020))

describe("Trajectory", () => {
  it("has a year for each row that was appended, and gives back each value", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const trajectory = of(all)
        assert.deepEqual(
          Trajectory.years(trajectory),
          all.map((_, i) => 2020 + i)
        )
        for (let slot = 0; slot < model.slots; slot++) {
          assert.deepEqual(
            Trajectory.series(trajectory, slot),
            all.map((values) => values[slot]!)
          )
          for (const [i, values] of all.entries())
            assert.strictEqual(Trajectory.at(trajectory, slot, 2020 + i), values[slot])
        }
      })
    )
  })

  it("through a year is what it was in that year", () => {
    fc.assert(
      fc.property(rows, fc.nat(7), (all, n) => {
        const count = n % (all.length + 1)
        assert.deepEqual(Trajectory.through(of(all), 2019 + count), of(all.slice(0, count)))
      })
    )
  })

  it("does not change when the appended row does, nor when another is appended", () => {
    const values = new Float64Array(model.slots).fill(1)
    const one = of([values])
    const two = Trajectory.append(one, values)
    values.fill(2)
    assert.strictEqual(Trajectory.at(one, 0, 2020), 1)
    assert.strictEqual(one.to, 2020)
    assert.strictEqual(two.to, 2021)
  })

  it("has no year before its first and after its last", () => {
    const one = of([new Float64Array(model.slots)])
    for (const year of [2019, 2021]) assert.throws(() => Trajectory.at(one, 0, year), RangeError)
    assert.throws(() => Trajectory.at(Trajectory.empty(model, 2020), 0, 2020), RangeError)
    assert.deepEqual(Trajectory.years(Trajectory.empty(model, 2020)), [])
  })
})
