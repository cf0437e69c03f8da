/**
 * Folds over many members: they load and compile however many there are, and every evaluator gives the same bits.
 */
// Assertions stand in helpers here, which the rule does not see.
/* oxlint-disable vitest/expect-expect */
import { spawnSync } from "node:child_process"
import * as Check from "@gongfu/core/model/Check"
import * as Kernel from "@gongfu/core/model/Kernel"
import * as Lanes from "@gongfu/core/model/Lanes"
import type { Model } from "@gongfu/core/model/Model"
import * as WasmKernel from "@gongfu/core/wasm/WasmKernel"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as InputValues from "../../bench/twin/InputValues.ts"
import * as Loop from "../../bench/twin/Loop.ts"
import * as Twin from "../../bench/twin/Twin.ts"
import * as Members from "./members.ts"
import { limits } from "./Tape.ts"
import * as TreeWalker from "./TreeWalker.ts"
import * as Wide from "./wide.ts"

/** Every fold, alone, of a longer expression, within another, in a choice and of the year before. */
const equations: ReadonlyArray<Wide.Wide> = [
  { equation: "sum(x)" },
  { equation: "mean(x) + largest(x)" },
  { equation: "smallest(x)" },
  { equation: "largest(-x)" },
  { equation: "sum(x * x - of_0 / 3) - sum(x)" },
  { equation: "year > 2021 ? sum(max(x, 1)) : smallest(x * x)" },
  { equation: "prev(of_6) * 0.5 + x", initial: "x", over: true },
  { equation: "sum(of_6) + mean(initial(of_6)) + 1 / sum(x > 5 ? 1 : 2)" },
  { equation: "sum(prev(of_6))", initial: "0" }
]

const modelOf = (members: number, of = equations): Model =>
  Result.getOrThrow(Check.fromDocument(Wide.document(members, of)))

/** The model's own inputs, and 0 for what is computed. */
const ownOf =
  (model: Model): Members.InputAt =>
  (slot) =>
    model.cells[slot]!.value ?? 0

/** The kernel's rows of the model's own inputs. */
const projected = (model: Model): Lanes.Lanes => {
  const lanes = Lanes.javaScript(Kernel.compile(model), model.years.to - model.years.from + 1)
  Members.write(lanes, 0, model, ownOf(model))
  lanes.project(lanes.years)
  return lanes
}

const agreesWithWalker = (model: Model): void => {
  const { rows, years } = projected(model)
  const walker = TreeWalker.make(model, TreeWalker.ownInput, (value) => value + 0)
  for (let y = 0; y < years; y++)
    for (const { equation, name, slot } of model.cells) {
      if (equation === undefined) continue
      const [found, expected] = [rows[y * model.slots + slot]!, walker.valueOf(name, model.years.from + y) + 0]
      assert.isTrue(Object.is(found, expected), `${name} in year ${y}: kernel ${found}, walker ${expected}`)
    }
}

const many = 4000

describe("a fold", () => {
  it("comes to the tree walker's bits over any number of members", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (members) => agreesWithWalker(modelOf(members))),
      limits(40)
    )
  })

  it("comes to them over thousands of members", { timeout: 60_000 }, () => {
    agreesWithWalker(modelOf(many))
  })

  it("comes to the same bits in WebAssembly", { timeout: 120_000 }, async () => {
    for (const members of [65, many]) {
      const model = modelOf(members)
      const plain = projected(model)
      // oxlint-disable-next-line no-await-in-loop
      const wasm = await WasmKernel.instantiate(await WasmKernel.assemble(model), model, plain.years)
      for (const lane of [0, 1]) Members.write(wasm, lane, model, ownOf(model))
      wasm.project(wasm.years)
      for (const part of ["rows", "out"] as const)
        for (const [i, expected] of plain[part].entries())
          for (const lane of [0, 1])
            if (!Object.is(wasm[part][i * 2 + lane], expected))
              assert.fail(`${part} ${i} of ${members}: ${wasm[part][i * 2 + lane]} in WebAssembly, not ${expected}`)
    }
  })

  it.runIf(spawnSync("gcc", ["--version"]).status === 0)(
    "comes to the same bits in the C twin",
    { timeout: 240_000 },
    () => {
      // A compiler takes minutes over thousands; here only the way in which they are put together matters.
      const model = modelOf(66)
      const row = (year: number) => Float64Array.from(model.cells, (_, slot) => ownOf(model)(slot, year))
      const kernel = Kernel.compile(model)
      const inputs = InputValues.make(model, 1, (_, year) => row(year))
      const twin = Twin.build(kernel)
      try {
        assert.strictEqual(Loop.difference(Loop.run(kernel, inputs, 1), Twin.run(twin, inputs, 1)), -1)
      } finally {
        Twin.remove(twin)
      }
    }
  )
})
