/**
 * The kernel against its C twin: the same generator in another language, compiled by another compiler.
 *
 * It needs gcc, and says that it was left out on a machine without. A model takes the compiler seconds, so models are
 * few and each is run on many inputs.
 */
import { spawnSync } from "node:child_process"
import * as Check from "@gongfu/core/model/Check"
import * as Kernel from "@gongfu/core/model/Kernel"
import type { Model } from "@gongfu/core/model/Model"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import * as Load from "gongfu/places/Load"
import { assert, describe, it } from "vitest"
import * as InputValues from "../../bench/twin/InputValues.ts"
import * as Loop from "../../bench/twin/Loop.ts"
import * as Twin from "../../bench/twin/Twin.ts"
import { wildDocument } from "./arbitraryModel.ts"

const cases = 40

/** Numbers from 0 to 1 that depend on nothing but the seed (mulberry32). */
const numbers = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A value for each input within the range that the model gives it, or within a fifth of its own value. */
const withinRange = (model: Model, next: () => number): Float64Array => {
  const row = new Float64Array(model.slots)
  for (const variable of model.variables)
    for (const { slot, value, equation } of variable.cells) {
      if (equation !== undefined) continue
      const own = value ?? Object.values(variable.series ?? {})[0] ?? 1
      const [low, high] =
        variable.lever === undefined
          ? (variable.range ?? [0.8 * own, 1.2 * own])
          : [variable.lever.min, variable.lever.max]
      row[slot] = low + next() * (high - low)
    }
  return row
}

/** Numbers of any size and sign, with zeros among them. */
const anything = (model: Model, next: () => number): Float64Array =>
  Float64Array.from({ length: model.slots }, () => {
    const size = [0, 1, 10, 1e-3, 1e9, 1e-300, 1e300][Math.floor(next() * 7)]!
    return (next() - 0.5) * size
  })

type RowOf = (model: Model, next: () => number) => Float64Array

/** Runs a kernel and its twin on inputs of their own for every case and year; gives the part of finite numbers. */
const agreement = (twin: Twin.Twin, rowOf: RowOf, seed: number): number => {
  const { kernel } = twin
  const { model } = kernel
  const next = numbers(seed)
  const inputs = InputValues.make(model, cases, () => rowOf(model, next))
  const ours = Loop.run(kernel, inputs, 1)
  const theirs = Twin.run(twin, inputs, 1)
  const row = model.slots + kernel.watched
  assert.strictEqual(ours.results.length, cases * inputs.years * row)
  const at = Loop.difference(ours, theirs)
  const name = model.cells[at % row]?.name ?? `watched ${(at % row) - model.slots}`
  assert.strictEqual(
    at,
    -1,
    `${name} in year ${Math.floor(at / row) % inputs.years}: kernel ${ours.results[at]}, twin ${theirs.results[at]}`
  )
  return ours.results.filter(Number.isFinite).length / ours.results.length
}

/** Compiles a model and its twin, and removes the twin in the end. */
const withTwin = (model: Model, use: (twin: Twin.Twin) => void): void => {
  const twin = Twin.build(Kernel.compile(model))
  try {
    use(twin)
  } finally {
    Twin.remove(twin)
  }
}

const hasCompiler = spawnSync("gcc", ["--version"]).status === 0

describe.runIf(hasCompiler)("Twin", () => {
  it("a generated model and its C twin agree to the bit in every slot and year", { timeout: 240_000 }, () => {
    fc.assert(
      fc.property(wildDocument, fc.integer(), (document, seed) => {
        const model = Result.getOrThrow(Check.fromDocument(document))
        withTwin(model, (twin) => assert.isAbove(agreement(twin, anything, seed), 0))
      }),
      { numRuns: 6, endOnFailure: true }
    )
  })

  it(
    "the Wenzhou model and its C twin agree to the bit for any inputs within range",
    { timeout: 240_000 },
    async () => {
      const { model } = await Effect.runPromise(Load.place("wenzhou"))
      withTwin(model, (twin) =>
        fc.assert(
          fc.property(fc.integer(), (seed) => {
            assert.isAbove(agreement(twin, withinRange, seed), 0.5)
          }),
          { numRuns: 20, endOnFailure: true }
        )
      )
    }
  )
})
