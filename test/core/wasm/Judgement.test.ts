/**
 * Which members came through, as a module says it of two at once, against what `model/Law` says of each number.
 */
import * as Lanes from "@gongfu/core/model/Lanes"
import * as Law from "@gongfu/core/model/Law"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { wildDocument } from "../model/arbitraryModel.ts"
import * as Members from "../model/members.ts"
import { limits } from "../model/Tape.ts"
import { inWasm, modelOf, modelOn } from "./modules.ts"

const label = { en: "x", zh: "名" }

const laws = modelOn(
  ["x + y", "y + z"],
  [],
  [
    { name: "same", label, equal: ["of_0", "of_1"] },
    { name: "since", label, equal: ["of_0", "prev(of_0)"] },
    { name: "share", label, within: ["of_0", 0, 1] },
    { name: "short", label, shortage: true, within: ["of_1", -5, 1e9] }
  ]
)

/** A side: near a bound or a number of some size, by about the tolerance, or any. */
const anySide = fc.oneof(
  fc
    .tuple(fc.constantFrom(0, 1, -5, 1e9, 1e300, -3), fc.integer({ min: -30, max: 30 }))
    .map(([near, part]) => near + (part / 10) * 1e-9 * Math.max(1, Math.abs(near))),
  fc.constantFrom(0.5, NaN, Infinity, -Infinity, Number.MAX_VALUE, -0),
  fc.double()
)

/** Two sides: mostly such as keep any law, else near each other, or any. */
const anySides = fc.oneof(
  { arbitrary: fc.constant([0.5, 0.5] as const), weight: 20 },
  {
    arbitrary: fc
      .tuple(anySide, fc.integer({ min: -20, max: 20 }))
      .map(([left, part]) => [left, left + (part / 10) * 1e-9 * Math.max(1, Math.abs(left))] as const),
    weight: 3
  },
  { arbitrary: fc.tuple(anySide, anySide), weight: 1 }
)

describe("Judgement", () => {
  it("says that a lane is sound just where each law that binds the year holds of it", async () => {
    const lanes = await inWasm(laws, 3)
    lanes.rows.fill(1)
    const { length } = laws.invariants
    const anyLane = fc.array(anySides, { minLength: length, maxLength: length })
    let [kept, broken] = [0, 0]
    fc.assert(
      fc.property(anyLane, anyLane, fc.nat(2), fc.boolean(), (first, second, year, stopsForShortage) => {
        const sound = [first, second].map((sides, lane) => {
          for (const [i, side] of sides.flat().entries()) lanes.out[(year * 2 * length + i) * lanes.lanes + lane] = side
          return laws.invariants.every(
            (law, index) =>
              !Law.binds(law, stopsForShortage) ||
              (year === 0 && !Law.bindsFirstYear(law)) ||
              !Law.broken(law, sides[index]![0], sides[index]![1])
          )
        })
        const expected = (sound[0] === true ? 1 : 0) + (sound[1] === true ? 2 : 0)
        if (expected === 3) kept++
        else broken++
        assert.strictEqual(lanes.sound(year, stopsForShortage), expected)
      }),
      { numRuns: 2000 }
    )
    assert.isAbove(Math.min(kept, broken), 200)
  })

  it("says that a lane is sound only where every computed number is finite, and always where all are of moderate size", async () => {
    let [sound, unsound] = [0, 0]
    await fc.assert(
      fc.asyncProperty(wildDocument, fc.tuple(fc.integer(), fc.integer()), async (document, seeds) => {
        const model = modelOf(document)
        const lanes = await inWasm(model)
        for (const [lane, seed] of seeds.entries())
          Members.write(lanes, lane, model, Members.drawn(seed, seed % 2 === 0 ? Members.anyNumber : (next) => next()))
        lanes.project(lanes.years)
        const first = Lanes.inputsOf(model)
        for (let year = 0; year < lanes.years; year++)
          for (const lane of [0, 1]) {
            const computed = Array.from(
              { length: model.slots - first },
              (_, i) => lanes.rows[(year * model.slots + first + i) * lanes.lanes + lane]!
            )
            const isSound = (lanes.sound(year, false) & (1 << lane)) !== 0
            if (isSound) sound++
            else unsound++
            if (isSound) assert.isTrue(computed.every(Number.isFinite))
            else if (model.invariants.length === 0) assert.isFalse(computed.every((value) => Math.abs(value) < 1e300))
          }
      }),
      limits(60)
    )
    assert.isAbove(Math.min(sound, unsound), 50)
  })

  it("looks at a number itself where those that read it may lose that it is not finite", async () => {
    const readers = ["y / of_0", "min(of_0, y)", "y - 1 / of_0", "-of_0 + y", "of_0 - of_0", "y * of_0 / z"]
    const all = await Promise.all(readers.map((reader) => inWasm(modelOn(["x * x", reader]), 2)))
    for (const [i, reader] of readers.entries()) {
      const lanes = all[i]!
      const model = modelOn(["x * x", reader])
      for (const [lane, x] of [1e200, 3].entries()) Members.write(lanes, lane, model, (slot) => (slot === 0 ? x : 1))
      lanes.project(2)
      for (const year of [0, 1]) assert.strictEqual(lanes.sound(year, true), 2, reader)
    }
  })
})
