/**
 * Lanes of the JavaScript kernel: every year of a member in one call.
 */
import * as Check from "@gongfu/core/model/Check"
import * as Kernel from "@gongfu/core/model/Kernel"
import * as Lanes from "@gongfu/core/model/Lanes"
import * as Run from "@gongfu/core/run/Run"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import * as Load from "gongfu/places/Load"
import { assert, describe, it } from "vitest"
import { wildDocument } from "./arbitraryModel.ts"
import { anyNumber, drawn, read, tellsNotFinite, write } from "./members.ts"
import { limits } from "./Tape.ts"

const yearsOf = ({ years }: { readonly years: { readonly from: number; readonly to: number } }): number =>
  years.to - years.from + 1

describe("Lanes.javaScript", () => {
  it("gives a run's own numbers, of every year and every slot", async () => {
    const [loaded] = await Effect.runPromise(Load.scenarios(["wenzhou/plan"]))
    const { place, scenario } = loaded!
    const { trajectory } = Run.project(place, scenario).state
    const lanes = Lanes.javaScript(place.kernel, yearsOf(place.model))
    write(
      lanes,
      0,
      place.model,
      (slot, year) => trajectory.rows[(year - place.model.years.from) * place.model.slots + slot]!
    )
    lanes.project(lanes.years)
    assert.deepStrictEqual(lanes.rows, Float64Array.from(trajectory.rows))
  })

  it("computes years and watches them as the kernel does, one by one, with no -0 among what is computed", () => {
    fc.assert(
      fc.property(wildDocument, fc.integer(), (document, seed) => {
        const model = Result.getOrThrow(Check.fromDocument(document))
        const kernel = Kernel.compile(model)
        const lanes = Lanes.javaScript(kernel, yearsOf(model))
        write(lanes, 0, model, drawn(seed, anyNumber))
        const { slots } = model
        const rows = lanes.rows.slice()
        const out: Array<number> = []
        for (let y = 0; y < lanes.years; y++) {
          const [now, last] = [y * slots, Math.max(0, y - 1) * slots]
          const [compute, watch] = y === 0 ? [kernel.start, kernel.watchStart] : [kernel.step, kernel.watch]
          compute(rows, now, last, 0, model.years.from + y)
          for (const { cell } of model.program.later) if (rows[now + cell.slot] === 0) rows[now + cell.slot] = 0
          const watched = new Float64Array(kernel.watched)
          watch(rows, now, last, 0, model.years.from + y, watched)
          out.push(...watched)
        }
        lanes.project(lanes.years)
        assert.deepStrictEqual(read(lanes, 0), Float64Array.from([...rows, ...out]))
      }),
      limits(100)
    )
  })

  it("tells the year of a number that is not finite, wherever it is computed", () => {
    fc.assert(
      fc.property(
        wildDocument,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(NaN, Infinity, -Infinity, 7)), { minLength: 1 }),
        (document, all) => {
          const model = Result.getOrThrow(Check.fromDocument(document))
          const lanes = Lanes.javaScript(Kernel.compile(model), 16)
          for (const [at, value] of all) assert.isTrue(tellsNotFinite(lanes, model, at, value))
        }
      ),
      limits(60)
    )
  })

  it("projects as many years as it is asked for, and nothing stays of the member before", () => {
    fc.assert(
      fc.property(wildDocument, fc.integer(), fc.nat(16), (document, seed, count) => {
        const model = Result.getOrThrow(Check.fromDocument(document))
        const kernel = Kernel.compile(model)
        const [used, fresh] = [Lanes.javaScript(kernel, 16), Lanes.javaScript(kernel, 16)]
        write(used, 0, model, drawn(seed, anyNumber))
        used.project(16)
        for (const lanes of [used, fresh]) {
          write(lanes, 0, model, drawn(seed + 1, anyNumber))
          lanes.project(count)
        }
        const [rows, out] = [count * model.slots, count * kernel.watched]
        assert.deepStrictEqual(used.rows.subarray(0, rows), fresh.rows.subarray(0, rows))
        assert.deepStrictEqual(used.out.subarray(0, out), fresh.out.subarray(0, out))
        const computed = model.program.later.map(({ cell }) => cell.slot)
        const after = (y: number): ReadonlyArray<number> => computed.map((slot) => fresh.rows[y * model.slots + slot]!)
        for (let y = count; y < 16; y++) assert.isTrue(after(y).every((value) => Object.is(value, 0)))
      }),
      limits(60)
    )
  })
})
