/**
 * The kernel in WebAssembly against the one in JavaScript and the tree walker: the same bits for both members.
 */
// Assertions stand in helpers here, which the rule does not see.
/* oxlint-disable vitest/expect-expect */
import { treeOf } from "@gongfu/core/model/Equation"
import * as Kernel from "@gongfu/core/model/Kernel"
import * as Lanes from "@gongfu/core/model/Lanes"
import type { Model } from "@gongfu/core/model/Model"
import * as WasmKernel from "@gongfu/core/wasm/WasmKernel"
import * as Effect from "effect/Effect"
import { build } from "esbuild"
import * as fc from "fast-check"
import * as Load from "gongfu/places/Load"
import { assert, describe, it } from "vitest"
import { tameDocument, wildDocument } from "../model/arbitraryModel.ts"
import * as Members from "../model/members.ts"
import { limits } from "../model/Tape.ts"
import * as TreeWalker from "../model/TreeWalker.ts"
import { inWasm, modelOf, modelOn } from "./modules.ts"

/** Projects two members in both kernels and gives how many of their numbers were finite; every bit must be the same. */
const agree = (
  model: Model,
  wasm: Lanes.Lanes,
  plain: Lanes.Lanes,
  members: readonly [Members.InputAt, Members.InputAt],
  count = wasm.years
): number => {
  for (const [lane, member] of members.entries()) Members.write(wasm, lane, model, member)
  wasm.project(count)
  const { slots } = model
  const watched = plain.out.length / plain.years
  let finite = 0
  for (const [lane, member] of members.entries()) {
    Members.write(plain, 0, model, member)
    plain.project(count)
    const same = (ours: Float64Array, theirs: Float64Array, length: number, nameOf: (i: number) => string): void => {
      for (let i = 0; i < length; i++) {
        const [found, expected] = [ours[i * 2 + lane]!, theirs[i]!]
        if (Number.isFinite(expected)) finite++
        if (!Object.is(found, expected)) assert.fail(`${nameOf(i)}: ${found} in WebAssembly, ${expected} in JavaScript`)
      }
    }
    same(
      wasm.rows,
      plain.rows,
      count * slots,
      (i) => `${model.cells[i % slots]!.name} in year ${Math.floor(i / slots)}`
    )
    same(wasm.out, plain.out, count * watched, (i) => `watched ${i % watched} in year ${Math.floor(i / watched)}`)
  }
  return finite / (2 * count * (slots + watched))
}

/** The tree walker's opinion of a member of a lane, on every cell of every year. */
const agreesWithWalker = (model: Model, wasm: Lanes.Lanes, lane: number, inputAt: Members.InputAt): void => {
  const walker = TreeWalker.make(
    model,
    (_, cell, year) => inputAt(cell.slot, year),
    (value) => value + 0
  )
  for (let y = 0; y < wasm.years; y++)
    for (const { name, slot, equation } of model.cells) {
      if (equation === undefined) continue
      const found = wasm.rows[(y * model.slots + slot) * 2 + lane]!
      const expected = walker.valueOf(name, model.years.from + y) + 0
      if (!Object.is(found, expected)) assert.fail(`${name} in year ${y}: WebAssembly ${found}, walker ${expected}`)
    }
}

/** The same of its milestones, from the second year on: what looks back says nothing of the first. */
const milestonesAgreeWithWalker = (model: Model, wasm: Lanes.Lanes, lane: number, inputAt: Members.InputAt): void => {
  const walker = TreeWalker.make(model, (_, cell, year) => inputAt(cell.slot, year))
  const watched = wasm.out.length / wasm.lanes / wasm.years
  for (let y = 1; y < wasm.years; y++)
    for (const [i, { name, when }] of model.milestones.entries()) {
      const at = y * watched + 2 * model.invariants.length + i
      const expected = walker.evaluate(treeOf(when), {}, model.years.from + y) === true ? 1 : 0
      assert.strictEqual(wasm.out[at * wasm.lanes + lane], expected, `${name} in year ${y}`)
    }
}

/** Places where an algorithm of the functions takes another way, and numbers beside them. */
const turns = [
  0,
  2 ** -28,
  2 ** -20,
  2 ** -56,
  0.25,
  0.5,
  0.5000004768371582,
  0.84375,
  1,
  1 - 2 ** -20,
  1 + 2 ** -20,
  1.25,
  1.2247457504272461,
  1.3799991607666016,
  1.4200000762939453,
  1.7320499420166016,
  1.5,
  2,
  3,
  4,
  2.857142857142857,
  6,
  26,
  28,
  708,
  709.782712893384,
  745.1332191019411,
  1021,
  1023,
  1024,
  1075,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 64,
  2.2250738585072014e-308,
  2 ** 1023,
  5e-324,
  Infinity
]

const beside = (value: number, steps: number): number => {
  const numbers = Float64Array.of(value)
  const bits = new BigInt64Array(numbers.buffer)
  bits[0] = bits[0]! + BigInt(steps)
  return numbers[0]!
}

/** A number near a turn, of either sign, or that times a power of 2; one that lies just between two sums with 1; or any. */
const turning = (next: () => number): number => {
  const kind = next()
  if (kind < 0.2) return Members.anyNumber(next)
  if (kind < 0.4) return (next() - 0.3) * 2 ** Math.floor(next() * 12 - 4)
  if (kind < 0.5) return (2 * Math.floor(next() * 2 ** Math.floor(next() * 25)) + 1) * 2 ** -53
  const turn = turns[Math.floor(next() * turns.length)]!
  // Some algorithms turn by the higher half of a number's bits, so that a turn is as wide as the lower half.
  const steps = Math.floor((next() - 0.5) * (next() < 0.5 ? 5 : 2 ** 34))
  const near = Number.isFinite(turn) && turn > 1e-300 ? beside(turn, steps) : turn
  const size = kind < 0.75 ? near * 2 ** Math.floor(next() * 41 - 20) : near
  return next() < 0.7 ? size : -size
}

describe("WasmKernel", () => {
  it("agrees with the kernel to the bit on wild models, for two different members of any numbers", async () => {
    await fc.assert(
      fc.asyncProperty(wildDocument, fc.integer(), async (document, seed) => {
        const model = modelOf(document)
        const wasm = await inWasm(model)
        const plain = Lanes.javaScript(Kernel.compile(model), wasm.years)
        for (let i = 0; i < 4; i++)
          agree(model, wasm, plain, [
            Members.drawn(seed + i, Members.anyNumber),
            Members.drawn(seed - i, (next) => (next() - 0.5) * 20)
          ])
      }),
      limits(30)
    )
  })

  it("agrees with the tree walker to the bit on wild models, in either lane", async () => {
    await fc.assert(
      fc.asyncProperty(wildDocument, fc.integer(), async (document, seed) => {
        const model = modelOf(document)
        const wasm = await inWasm(model)
        const members = [Members.drawn(seed, (next) => next() * 100 - 5), Members.drawn(~seed, Members.anyNumber)]
        for (const [lane, member] of members.entries()) Members.write(wasm, lane, model, member)
        wasm.project(wasm.years)
        for (const [lane, member] of members.entries()) agreesWithWalker(model, wasm, lane, member)
      }),
      limits(25)
    )
  })

  it("agrees with the tree walker on tame models, milestones included", async () => {
    await fc.assert(
      fc.asyncProperty(tameDocument, fc.integer(), async (document, seed) => {
        const model = modelOf(document)
        const wasm = await inWasm(model)
        const members = [0, 1].map((lane) => Members.drawn(seed ^ lane, (next) => next() * 20 - 5))
        for (const [lane, member] of members.entries()) Members.write(wasm, lane, model, member)
        wasm.project(wasm.years)
        for (const [lane, member] of members.entries()) {
          agreesWithWalker(model, wasm, lane, member)
          milestonesAgreeWithWalker(model, wasm, lane, member)
        }
      }),
      limits(25)
    )
  })

  it("carries out every function and operator to the bit, near every turn of its algorithm and on any numbers", async () => {
    const model = modelOn([
      "exp(x)",
      "ln(x)",
      "pow(x, y)",
      "normal_cdf(x, y, z)",
      "normal_cdf(x, 0, 1)",
      // The error function of x, to a rounding.
      "normal_cdf(x, 0, 0.7071067811865475)",
      "sqrt(x)",
      ...[0.5, -0.5, 1.5, 17, -20, 0.3, -2.7, 0, 1, -1, 2, 3, 4, 5, -7, 16].map((exponent) => `pow(x, ${exponent})`),
      "pow(min(max(x, 0.01), 100), min(max(y, -9), 9))",
      "pow(1 + clamp(x, -1, 1) * 0.0000005, clamp(y, -9, 9) * 1000000000)",
      "exp(min(max(x, -750), 720))",
      // Where two ways meet they differ in few numbers, so that many are needed just there.
      "ln(1.379998 + clamp(x, 0, 1) * 0.000002)",
      "ln(1.419999 + clamp(x, 0, 1) * 0.000002)",
      "pow(1.224744 + clamp(x, 0, 1) * 0.000002, y)",
      "pow(1.732049 + clamp(x, 0, 1) * 0.000002, y)",
      "normal_cdf(0.84374 + clamp(x, 0, 1) * 0.00002, 0, 0.7071067811865475)",
      "normal_cdf(1.24999 + clamp(x, 0, 1) * 0.00002, 0, 0.7071067811865475)",
      "normal_cdf(-2.85715 + clamp(x, 0, 1) * 0.00002, 0, 0.7071067811865475)",
      "normal_cdf(min(max(x, -9), 9), min(max(y, -1), 1), 1)",
      // The sign of a zero is seen in what 1 is divided by it.
      "1 / min(x, y)",
      "1 / max(x, y)",
      "1 / min(x, y, z)",
      "1 / min(x, 0)",
      "1 / min(0, x)",
      "1 / max(0, x)",
      "1 / max(x, 0)",
      "1 / min(-0, x)",
      "1 / max(x, -0)",
      "min(2, x)",
      "max(2, x)",
      "1 / clamp(x, y, z)",
      "1 / clamp(x, -1, 1)",
      "1 / abs(x)",
      "1 / -x",
      "1 / (x + y)",
      "1 / (x - y)",
      "1 / (x * y)",
      "x / y",
      "x < y ? 1 / x : y",
      "x <= y || z > 0 ? x : 1 / y",
      "x == y && !(z >= x) ? 2 : 3",
      "x != y ? x : 1 / y",
      "lookup(x, -1, 2, 0, 3, 0.5, -1, 26, 4)",
      "lookup(y, 0, 1, 1, 2)",
      "elapsed > 5 ? x : y",
      "year < 2027 ? x : y"
    ])
    const wasm = await inWasm(model)
    const plain = Lanes.javaScript(Kernel.compile(model), wasm.years)
    let finite = 0
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (first, second) => {
        finite += agree(model, wasm, plain, [Members.drawn(first, turning), Members.drawn(second, turning)])
      }),
      { numRuns: 1000, endOnFailure: true }
    )
    assert.isAbove(finite / 1000, 0.4)
  })

  it("agrees on the whole Wenzhou model with perturbed inputs, in every slot, year and law", async () => {
    const { model, kernel } = await Effect.runPromise(Load.place("wenzhou"))
    const wasm = await inWasm(model)
    const plain = Lanes.javaScript(kernel, wasm.years)
    const cells = model.cells.slice(0, Lanes.inputsOf(model))
    const own = cells.map((cell) => {
      const variable = model.variables.find((candidate) => candidate.cells.includes(cell))!
      return (year: number) => TreeWalker.ownInput(variable, cell, year)
    })
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(0, 0.02, 0.2, 2), (seed, spread) => {
        const member =
          (of: number): Members.InputAt =>
          (slot, year) =>
            own[slot]!(year) * (1 + spread * (Members.numbers(of + slot)() - 0.5))
        assert.isAbove(agree(model, wasm, plain, [member(seed), member(~seed)]), spread < 1 ? 0.99 : 0)
      }),
      { numRuns: 25, endOnFailure: true }
    )
  })

  it("projects as many years as it is asked for, and only those", async () => {
    await fc.assert(
      fc.asyncProperty(wildDocument, fc.integer(), fc.nat(16), async (document, seed, count) => {
        const model = modelOf(document)
        const wasm = await inWasm(model, 16)
        const plain = Lanes.javaScript(Kernel.compile(model), 16)
        wasm.rows.fill(7)
        agree(
          model,
          wasm,
          plain,
          [Members.drawn(seed, Members.anyNumber), Members.drawn(~seed, Members.anyNumber)],
          count
        )
        const computed = model.program.later.map(({ cell }) => cell.slot)
        for (let y = count; y < 16; y++)
          for (const slot of computed)
            for (const lane of [0, 1]) assert.strictEqual(wasm.rows[(y * model.slots + slot) * 2 + lane], 7)
      }),
      limits(15)
    )
  })

  it("keeps a zero's sign while a year is computed, however long the program is, and drops it before it watches", async () => {
    const long = Array.from({ length: 300 }, (_, i) => `x + ${i}`)
    const model = modelOn(["0 * x", ...long, "1 / of_0", "of_0 * 1"], ["1 / of_0 > 0", "1 / of_302 > 0"])
    const wasm = await inWasm(model)
    const below = Members.drawn(1, (next) => -next())
    agree(model, wasm, Lanes.javaScript(Kernel.compile(model), wasm.years), [below, below])
    const slot = (name: string): number => model.cells.find((cell) => cell.name === name)!.slot
    assert.strictEqual(wasm.rows[2 * slot("of_301")], -Infinity)
    assert.deepStrictEqual([...wasm.out.subarray(0, 4)], [1, 1, 1, 1])
  })

  it("gives the same bytes for the same model", async () => {
    await fc.assert(
      fc.asyncProperty(wildDocument, async (document) => {
        const [once, again] = [
          await WasmKernel.assemble(modelOf(document)),
          await WasmKernel.assemble(modelOf(document))
        ]
        assert.deepStrictEqual(again, once)
      }),
      limits(5)
    )
  })

  it.each([
    ["WebAssembly", undefined],
    ["vectors", { validate: () => false }]
  ])("says where the host has no %s", (_, without) => {
    assert.isTrue(WasmKernel.isSupported())
    const host = globalThis as { WebAssembly?: unknown }
    const kept = host.WebAssembly
    try {
      host.WebAssembly = without
      assert.isFalse(WasmKernel.isSupported())
    } finally {
      host.WebAssembly = kept
    }
  })

  it("loads binaryen only where a module is made, and not for one that is there", async () => {
    const bundle = (module: string, external: ReadonlyArray<string>) =>
      build({
        stdin: { contents: `export * from "@gongfu/core/wasm/${module}"`, resolveDir: import.meta.dirname },
        bundle: true,
        write: false,
        metafile: true,
        format: "esm",
        platform: "browser",
        external: [...external]
      })
    const importsOf = async (bundled: ReturnType<typeof bundle>): Promise<ReadonlyArray<string>> => {
      const { metafile } = await bundled
      return Object.values(metafile.outputs).flatMap(({ imports }) =>
        imports.map(({ path, kind }) => `${kind} ${path}`)
      )
    }
    assert.deepStrictEqual(await importsOf(bundle("WasmKernel", ["binaryen"])), ["dynamic-import binaryen"])
    assert.deepStrictEqual(await importsOf(bundle("Instance", [])), [])
  })
})
