/**
 * The compiled kernel against the tree walker, on random models and random inputs.
 */
// Assertions stand in helpers here, which the rule does not see.
/* oxlint-disable vitest/expect-expect */
import { treeOf } from "@gongfu/core/model/Equation"
import * as Check from "@gongfu/core/model/Check"
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Kernel from "@gongfu/core/model/Kernel"
import type { Model } from "@gongfu/core/model/Model"
import type { ModelDocument } from "@gongfu/core/model/ModelDocument"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { tameDocument, wildDocument } from "./arbitraryModel.ts"
import { wordsIn } from "./print.ts"
import { limits } from "./Tape.ts"
import * as TreeWalker from "./TreeWalker.ts"

const modelOf = (document: ModelDocument): Model =>
  Result.getOrThrowWith(
    Check.fromDocument(document),
    (faults) => new Error(faults.map((fault) => `${fault.problem.en} [${fault.span.text}]`).join("\n"))
  )

/** A number for an input in a year that depends on nothing but a seed, the address and the year. */
const drawn =
  (seed: number): TreeWalker.InputOf =>
  (variable, cell, year) => {
    if (seed === 0) return TreeWalker.ownInput(variable, cell, year)
    const digits = Number.parseInt(Fingerprint.ofText(`${seed} ${cell.name} ${year}`).slice(0, 8), 16)
    return [digits / 2 ** 32, -digits / 2 ** 30, digits % 7, 1e9 * digits][digits % 4]!
  }

/** Every number of every year, from the kernel. Rows are kept as they come, -0 included. */
const kernelRows = (
  model: Model,
  inputOf: TreeWalker.InputOf
): { rows: Float64Array; watched: ReadonlyArray<number> } => {
  const kernel = Kernel.compile(model)
  const { from, to } = model.years
  const { slots } = model
  const rows = new Float64Array(slots * (to - from + 1))
  const watched: Array<number> = []
  for (let year = from; year <= to; year++) {
    const now = (year - from) * slots
    for (const variable of model.variables)
      for (const cell of variable.cells)
        if (cell.equation === undefined) rows[now + cell.slot] = inputOf(variable, cell, year)
    const out = new Float64Array(kernel.watched)
    if (year === from) {
      kernel.start(rows, now, now, now, year)
      kernel.watchStart(rows, now, now, now, year, out)
    } else {
      kernel.step(rows, now, now - slots, 0, year)
      kernel.watch(rows, now, now - slots, 0, year, out)
    }
    watched.push(...out)
  }
  return { rows, watched }
}

const agrees = (model: Model, seed: number): number => {
  const inputOf = drawn(seed)
  const { rows, watched } = kernelRows(model, inputOf)
  const walker = TreeWalker.make(model, inputOf)
  const same = (what: string, found: number, expected: number) =>
    assert.isTrue(Object.is(found + 0, expected + 0), `${what}: kernel ${found}, walker ${expected}`)
  let finite = 0
  let count = 0
  for (let year = model.years.from; year <= model.years.to; year++) {
    for (const cell of model.cells) {
      const found = rows[(year - model.years.from) * model.slots + cell.slot]!
      same(`${cell.name} in ${year}`, found, walker.valueOf(cell.name, year))
      count++
      if (Number.isFinite(found)) finite++
    }
    // What is watched may look back, which the first year cannot.
    if (year === model.years.from) continue
    let at = (year - model.years.from) * (2 * model.invariants.length + model.milestones.length)
    for (const { name, left, bound, dimensions, members } of model.invariants) {
      const where = Object.fromEntries(dimensions.map((dimension, i) => [dimension, members[i]!]))
      same(`${name} in ${year}`, watched[at++]!, walker.evaluate(treeOf(left), where, year) as number)
      const right = "equal" in bound ? (walker.evaluate(treeOf(bound.equal), where, year) as number) : 0
      same(`${name} in ${year}`, watched[at++]!, right)
    }
    for (const { name, when } of model.milestones)
      same(`${name} in ${year}`, watched[at++]!, walker.evaluate(treeOf(when), {}, year) === true ? 1 : 0)
  }
  return finite / count
}

describe("generated models", () => {
  it("check, wild or tame", () => {
    fc.assert(
      fc.property(wildDocument, (document) => void modelOf(document)),
      limits(200)
    )
    fc.assert(
      fc.property(tameDocument, (document) => void modelOf(document)),
      limits(200)
    )
  })

  it("reach every operator, function, fold and look at another year, mostly in real units", () => {
    const documents = fc.sample(wildDocument, { numRuns: 300, seed: 1 })
    const trees = documents.flatMap((document) =>
      modelOf(document).cells.flatMap((cell) => (cell.equation === undefined ? [] : [treeOf(cell.equation)]))
    )
    const reached = new Set(trees.flatMap(wordsIn))
    const wanted =
      `Number Given Reference pick prev initial Conditional min max abs sqrt exp ln pow clamp normal_cdf lookup
      sum mean smallest largest`.split(/\s+/)
    const operators = ["+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!=", "&&", "||"]
    for (const word of [...wanted, "sum named", "Unary -", "Unary !", ...operators.map((o) => `Binary ${o}`)])
      assert.isTrue(reached.has(word), `${word} is never generated`)
    const several = documents.filter(
      (document) => new Set(document.sectors.flatMap((s) => s.variables.map((v) => v.unit))).size > 4
    )
    assert.isAbove(several.length / documents.length, 0.5)
  })
})

describe("Kernel", () => {
  it("agrees with the tree walker to the bit on wild models", () => {
    fc.assert(
      fc.property(wildDocument, fc.nat(1000), (document, seed) => void agrees(modelOf(document), seed)),
      limits(250)
    )
  })

  it("agrees with the tree walker to the bit on tame models, whose numbers are all finite", () => {
    fc.assert(
      fc.property(tameDocument, (document) => assert.strictEqual(agrees(modelOf(document), 0), 1)),
      limits(300)
    )
  })
})
