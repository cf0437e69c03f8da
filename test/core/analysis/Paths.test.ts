/** The paths between two ends: in the town by hand, and in drawn models against all walks there are. */
import * as Paths from "@gongfu/core/analysis/Paths"
import * as Check from "@gongfu/core/model/Check"
import * as Dependencies from "@gongfu/core/model/Dependencies"
import * as ModelFiles from "@gongfu/core/model/ModelFiles"
import type { Model } from "@gongfu/core/model/Model"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { wildDocument } from "../model/arbitraryModel.ts"
import { limits } from "../model/Tape.ts"
import { model } from "../run/town.ts"

const slots = (of: Model, ...names: ReadonlyArray<string>): ReadonlySet<number> =>
  new Set(of.cells.filter(({ name }) => names.includes(name)).map(({ slot }) => slot))
const names = (of: Iterable<number>): Array<string> => [...of].map((slot) => model.cells[slot]!.name)
const between = (from: string, to: string, within?: ReadonlySet<number>) =>
  Paths.between(Dependencies.of(model), {
    from: slots(model, from),
    to: slots(model, to),
    ...(within === undefined ? {} : { within: (slot) => within.has(slot) })
  })
const told = ({ shortest }: Paths.Paths): ReadonlyArray<string> =>
  shortest.map((path) => path.map(({ past, slot }) => `${past ? "past " : ""}${model.cells[slot]!.name}`).join(" > "))

/** A model of one sector with these variables. */
const modelOf = (variables: string): Model =>
  Result.getOrThrow(
    ModelFiles.load(
      {
        path: "model.yaml",
        text: "gongfu: 1\nmodel: small\nlabel: {en: S, zh: 小}\nyears: {from: 2020, to: 2022}\nunits: {share: {label: {en: share, zh: 比例}, ratio: true}}\nsectors: [all]"
      },
      [{ path: "all.yaml", text: `sector: all\nlabel: {en: All, zh: 全部}\nvariables:\n${variables}\n` }]
    )
  )

describe("paths", () => {
  it("hold what lies on some path, and no more", () => {
    const found = between("growth[rural]", "saved")
    assert.sameMembers(names(found.slots), ["growth[rural]", "income[rural]", "revenue", "paid", "saved"])
    assert.deepStrictEqual(told(found), ["growth[rural] > income[rural] > revenue > saved"])
    assert.strictEqual(found.count, 1)
    assert.deepInclude(found.arrows, { from: "income", to: "income", past: true })
    assert.isFalse(found.arrows.some(({ from, to }) => from === "saved" || to === "growth" || to === "ratio"))
  })

  it("do not cross from one member to another", () => {
    assert.deepStrictEqual(between("growth[urban]", "income[rural]"), {
      slots: new Set<number>(),
      arrows: [],
      shortest: [],
      count: 0
    })
  })

  it("pass only where they may", () => {
    assert.strictEqual(between("tax_rate", "saved", slots(model, "paid")).count, 0)
    assert.strictEqual(between("tax_rate", "saved", slots(model, "revenue")).count, 1)
  })

  it("lead from a number to itself where there is feedback", () => {
    assert.deepStrictEqual(told(between("saved", "saved")), ["saved > past saved"])
    assert.strictEqual(between("ratio", "ratio").count, 0)
  })

  it("do not go on past their end, nor come back to their start", () => {
    const looping = modelOf(`
  start: {label: {en: S, zh: 甲}, unit: share, initial: 1, equation: prev(before) + 1}
  before: {label: {en: B, zh: 乙}, unit: share, equation: start * 2}
  end: {label: {en: E, zh: 丙}, unit: share, initial: 1, equation: start + prev(after)}
  after: {label: {en: A, zh: 丁}, unit: share, equation: end * 2}`)
    const found = Paths.between(Dependencies.of(looping), { from: slots(looping, "start"), to: slots(looping, "end") })
    assert.deepStrictEqual(found.slots, slots(looping, "start", "end"))
    assert.deepStrictEqual(found.arrows, [{ from: "start", to: "end", past: false }])
  })

  it("of fewest steps are counted when they are too many to tell", () => {
    const ways = Array.from({ length: Paths.most + 2 }, (_, i) => `way_${i}`)
    const wide = modelOf(
      [
        "  start: {label: {en: S, zh: 甲}, unit: share, value: 1, source: {derived: x}}",
        ...ways.map((name) => `  ${name}: {label: {en: W, zh: 路}, unit: share, equation: start * 2}`),
        `  end: {label: {en: E, zh: 乙}, unit: share, equation: ${ways.join(" + ")}}`
      ].join("\n")
    )
    const found = Paths.between(Dependencies.of(wide), { from: slots(wide, "start"), to: slots(wide, "end") })
    assert.strictEqual(found.count, ways.length)
    assert.deepStrictEqual(
      found.shortest.map((path) => wide.cells[path[1]!.slot]!.name),
      ways.slice(0, Paths.most)
    )
  })

  it("with one end are everything that it reaches, or that reaches it", () => {
    const dependencies = Dependencies.of(model)
    const reached = Paths.between(dependencies, { from: slots(model, "trade"), to: undefined })
    assert.sameMembers(names(reached.slots), ["trade", "revenue", "paid", "saved"])
    const reaching = Paths.between(dependencies, { from: undefined, to: slots(model, "ratio") })
    assert.sameMembers(names(reaching.slots), [
      "ratio",
      "income[urban]",
      "income[rural]",
      "growth[urban]",
      "growth[rural]"
    ])
  })

  it("are those that walking every step finds, in any model", () => {
    fc.assert(
      fc.property(wildDocument, fc.nat(), fc.nat(), (document, a, b) => {
        const drawn = Result.getOrThrow(Check.fromDocument(document))
        const { cells } = drawn
        const dependencies = Dependencies.of(drawn)
        const [from, to] = [a % cells.length, b % cells.length]
        fc.pre(from !== to)
        const found = Paths.between(dependencies, { from: new Set([from]), to: new Set([to]) })
        // Steps that a path may take, as a matrix; then, by length, how many walks there are and what they touch.
        const next = cells.map(({ slot }) =>
          slot === to
            ? []
            : [...new Set(dependencies.neededBy[slot]!.map((need) => need.slot))].filter((s) => s !== from)
        )
        let walks = new Map([[from, 1]])
        let length = 0
        while (!walks.has(to) && length < cells.length) {
          const longer = new Map<number, number>()
          for (const [slot, count] of walks)
            for (const step of next[slot]!) longer.set(step, (longer.get(step) ?? 0) + count)
          walks = longer
          length++
        }
        assert.strictEqual(found.count, walks.get(to) ?? 0)
        const after = (start: number, seen = new Set([start])): ReadonlySet<number> => {
          for (const slot of seen) for (const step of next[slot]!) seen.add(step)
          return seen
        }
        const fromStart = after(from)
        const expected = fromStart.has(to) ? [...fromStart].filter((slot) => after(slot).has(to)) : []
        assert.sameMembers([...found.slots], expected)
        for (const path of found.shortest) {
          assert.lengthOf(path, length + 1)
          assert.deepStrictEqual([path[0]!.slot, path.at(-1)!.slot], [from, to])
        }
        assert.strictEqual(found.shortest.length, Math.min(found.count, Paths.most))
        assert.strictEqual(new Set(found.shortest.map((path) => JSON.stringify(path))).size, found.shortest.length)
      }),
      limits(200)
    )
  })
})
