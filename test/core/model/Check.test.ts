/** Models of unusual shape: what is large, deep or oddly named neither throws nor goes wrong. */
import * as Fault from "@gongfu/core/document/Fault"
import * as Span from "@gongfu/core/document/Span"
import * as Check from "@gongfu/core/model/Check"
import * as Kernel from "@gongfu/core/model/Kernel"
import type { Variable } from "@gongfu/core/model/Model"
import type { ModelDocument } from "@gongfu/core/model/ModelDocument"
import * as Parse from "@gongfu/core/model/Parse"
import * as Shape from "@gongfu/core/model/Shape"
import * as Run from "@gongfu/core/run/Run"
import * as Trajectory from "@gongfu/core/run/Trajectory"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { scenarioOf, settingOf } from "../run/settings.ts"
import { tameDocument, wildDocument } from "./arbitraryModel.ts"
import { limits } from "./Tape.ts"
import * as TreeWalker from "./TreeWalker.ts"

const label = { en: "x", zh: "甲" }
type DocumentVariable = ModelDocument["sectors"][number]["variables"][number]
const input: DocumentVariable = { name: "x0", label, unit: "share", value: 0.5, source: { derived: "given" } }
const computed = (name: string, equation: string, initial?: string): DocumentVariable => ({
  name,
  label,
  unit: "share",
  equation,
  ...(initial === undefined ? {} : { initial })
})

const documentOf = (variables: ReadonlyArray<DocumentVariable>): ModelDocument => ({
  gongfu: 1,
  model: "odd",
  label,
  years: { from: 2020, to: 2035 },
  units: { share: { label, ratio: true } },
  dimensions: [],
  sectors: [{ name: "all", label, variables, invariants: [], milestones: [] }]
})

describe("Check", () => {
  it("orders a chain of a thousand variables that stand in the wrong order", () => {
    const chain = Array.from({ length: 1000 }, (_, i) => computed(`x${i + 1}`, `x${i} * 0.999 + 0.001`)).toReversed()
    const model = Result.getOrThrow(Check.fromDocument(documentOf([...chain, input])))
    const { state } = Run.project(settingOf(model), scenarioOf())
    const walker = TreeWalker.make(model)
    assert.strictEqual(state.status, "completed")
    for (let i = 0; i <= 1000; i++) {
      const [cell] = model.variable.get(`x${i}`)!.cells
      // Asked in the order of the chain, because the walker recurses.
      assert.strictEqual(Trajectory.at(state.trajectory, cell!.slot, 2035), walker.valueOf(`x${i}`, 2035))
    }
  })

  /** Folds within folds, each over what the next inner one gives and a variable over two dimensions. */
  const folds = (depth: number, fold: (body: string, i: number) => string): string =>
    Array.from({ length: depth }).reduce<string>((body, _, i) => fold(body, i), "x")

  it.each([
    ["that name what they fold", (body: string, i: number) => `sum(${body} + x, ${i % 2 === 0 ? "a" : "b"})`, 90],
    ["that leave it to be found", (body: string) => `sum(${body} + x)`, 90],
    ["of nothing but folds", (body: string) => `sum(${body})`, 180]
  ] as const)("looks at each part of nested folds a few times, however deep they are: %s", (_, fold, deepest) => {
    const looks = (depth: number): number => {
      let count = 0
      const x = { name: "x", dimensions: ["a", "b"] } as unknown as Variable
      const names: Shape.Names = {
        variables: new (class extends Map<string, Variable> {
          override get(name: string): Variable | undefined {
            count++
            return super.get(name)
          }
        })([["x", x]]),
        dimensions: new Map(["a", "b"].map((name) => [name, { name, label, members: [{ name: `${name}1`, label }] }]))
      }
      const spanOf = () => Span.whole("")
      const { faults, tree } = Parse.parse(folds(depth, fold), spanOf)
      assert.deepStrictEqual(faults, [])
      for (const bound of [[], ["a"], ["a", "b"]]) Shape.check(tree!, names, new Set(bound), spanOf, () => {})
      return count
    }
    const [some, twice] = [looks(8), looks(16)]
    assert.isAtMost(twice, 2.2 * some)
    assert.isAtMost(looks(deepest), (1.1 * some * deepest) / 8)
  })

  it.each([
    ["one name", () => "nosuch"],
    ["as many names", (i: number) => `nosuch${i}`]
  ] as const)("thinks no more of what was meant where more variables misspell %s", (_, named) => {
    const [few, many] = [300, 600].map((size) => {
      let reads = 0
      const watched = {
        get en(): string {
          reads++
          return "x"
        },
        zh: "甲"
      }
      const variables = Array.from({ length: size }, (__, i) => ({ ...computed(`x${i}`, named(i)), label: watched }))
      const checked = Check.fromDocument(documentOf(variables))
      const faults = Result.isFailure(checked) ? checked.failure : []
      assert.lengthOf(faults, Fault.maxFaults + 1)
      assert.deepStrictEqual(faults.at(-1)!.data, { count: size - Fault.maxFaults })
      for (const { remedy } of faults) assert.isAbove(remedy.en.length, 9)
      return reads
    })
    assert.isAbove(few!, 0)
    assert.isAtMost(many!, 2.1 * few!)
  })

  it("compiles equations as deep as the parser lets through", () => {
    const sum = `x0${" + x0".repeat(198)}`
    const nested = `${"abs(".repeat(198)}x0${")".repeat(198)}`
    const choice = `${"x0 > 1 ? 2 : ".repeat(197)}x0`
    const model = Result.getOrThrow(
      Check.fromDocument(documentOf([input, computed("a", sum), computed("b", nested), computed("c", choice)]))
    )
    assert.doesNotThrow(() => Kernel.compile(model))
    const { state } = Run.project(settingOf(model), scenarioOf())
    assert.deepEqual(
      ["a", "b", "c"].map((name) => Trajectory.at(state.trajectory, model.variable.get(name)!.cells[0]!.slot, 2030)),
      [99.5, 0.5, 0.5]
    )
  })

  it("keeps one year's values apart from another's in a long kernel of several functions", () => {
    const many = Array.from({ length: 700 }, (_, i) =>
      computed(`x${i + 1}`, `prev(x${(i * 7) % 700}) * 0.5 + x${i} + initial(x${(i * 3) % 700})`, `${i}`)
    )
    const model = Result.getOrThrow(Check.fromDocument(documentOf([input, ...many])))
    const { state } = Run.project(settingOf(model), scenarioOf())
    const walker = TreeWalker.make(model)
    for (const year of Trajectory.years(state.trajectory))
      for (let i = 0; i <= 700; i++) {
        const [cell] = model.variable.get(`x${i}`)!.cells
        assert.strictEqual(Trajectory.at(state.trajectory, cell!.slot, year), walker.valueOf(`x${i}`, year))
      }
  })

  it("folds members from the first to the last, because rounding depends on it", () => {
    const member = (name: string) => ({ name, label })
    const document = {
      ...documentOf([
        { ...input, over: ["part"], value: { c: -1e16, b: 1e16, a: 1 } },
        computed("total", "sum(x0)"),
        computed("average", "mean(3 * x0)")
      ]),
      dimensions: [{ name: "part", label, members: [member("a"), member("b"), member("c")] as const }]
    }
    const model = Result.getOrThrow(Check.fromDocument(document))
    const { state } = Run.project(settingOf(model), scenarioOf())
    const valueOf = (name: string) => Trajectory.at(state.trajectory, model.variable.get(name)!.cells[0]!.slot, 2020)
    // (1 + 1e16) - 1e16 is 0, where 1 + (1e16 - 1e16) would be 1; of the threefold, 4 where it would be 3.
    assert.deepEqual(["total", "average"].map(valueOf), [0, 4 / 3])
  })

  it("gives each member of a spread a range of its own, around its own value", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 1, max: 10, noNaN: true }),
        (a, b, low, high) => {
          const two = { name: "two", label, members: ["a", "b"].map((name) => ({ name, label })) as [never, never] }
          const spread: DocumentVariable = {
            ...input,
            over: ["two"],
            value: { a, b },
            spread: [low, high],
            source: { assumption: "a guess" }
          }
          const model = Result.getOrThrow(Check.fromDocument({ ...documentOf([spread]), dimensions: [two] }))
          const variable = model.variable.get("x0")!
          assert.strictEqual(variable.kind, "assumption")
          for (const { range, value } of variable.cells) {
            const ends = [value! * low, value! * high].toSorted((x, y) => x - y)
            assert.deepStrictEqual(
              range!.map((end) => end + 0),
              ends.map((end) => end + 0)
            )
            assert.isTrue(variable.range![0] <= range![0] && range![1] <= variable.range![1])
          }
        }
      ),
      limits(50)
    )
  })

  it("tells every variable of a model in which nothing is right, and does not throw", () => {
    const wrong = Array.from({ length: 50 }, (_, i) => ({ ...computed(`y${i}`, `nobody${i} +`), unit: `u${i}` }))
    const result = Check.fromDocument(documentOf(wrong))
    assert.isTrue(Result.isFailure(result))
    if (Result.isFailure(result)) assert.strictEqual(result.failure.length, 100)
  })

  it("refuses an infinite round of variables of any length by its path", () => {
    const ring = Array.from({ length: 300 }, (_, i) => computed(`x${i + 1}`, `x${((i + 1) % 300) + 1}`))
    const result = Check.fromDocument(documentOf(ring))
    assert.isTrue(Result.isFailure(result))
    if (!Result.isFailure(result)) return
    assert.deepEqual(
      result.failure.map((fault) => fault._tag),
      ["Cycle"]
    )
    const { path } = result.failure[0]!.data as { readonly path: ReadonlyArray<string> }
    assert.strictEqual(path.length, 301)
    assert.strictEqual(path[0], path[300])
    const [start, end] = [path.slice(0, 5), path.slice(-5)].map((part) => part.join(" → "))
    assert.deepStrictEqual(result.failure[0]!.problem, {
      en: `a cycle within a year: ${start} → … → ${end} (300 variables)`,
      zh: `同一年内循环引用：${start} → … → ${end}（共 300 个变量）`
    })
  })

  it("tells a round once, wherever the first year enters it", () => {
    const round = [computed("c", "prev(c)", "b"), computed("a", "b"), computed("b", "a")]
    const result = Check.fromDocument(documentOf(round))
    const told = Result.isFailure(result) ? result.failure.map(({ problem }) => problem.en) : []
    assert.deepEqual(told, ["a cycle within a year: b → a → b"])
  })

  it("gives a model or faults, and never throws, whatever equations are exchanged", () => {
    const outcomes = new Map<string, number>()
    const any = fc.tuple(fc.oneof(tameDocument, wildDocument), fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1 }))
    fc.assert(
      fc.property(any, ([document, exchanges]) => {
        const all = document.sectors.flatMap(({ variables }) => variables)
        const replaced = new Map(
          exchanges.map(([to, from]) => [all[to % all.length]!.name, all[from % all.length]!.equation])
        )
        const sectors = document.sectors.map((sector) => ({
          ...sector,
          variables: sector.variables.map((variable) => {
            const equation = variable.equation === undefined ? undefined : replaced.get(variable.name)
            return equation === undefined ? variable : { ...variable, equation }
          })
        }))
        const result = Check.fromDocument({ ...document, sectors })
        const kinds = Result.isFailure(result) ? result.failure.map((fault) => fault._tag) : ["none"]
        for (const kind of new Set(kinds)) outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1)
        const cycles = (Result.isFailure(result) ? result.failure : []).flatMap((fault) =>
          fault._tag === "Cycle" ? [new Set((fault.data as { readonly path: ReadonlyArray<string> }).path)] : []
        )
        const rounds = new Set(cycles.map((path) => [...path].toSorted().join()))
        assert.strictEqual(cycles.length, rounds.size, "each round is told once")
      }),
      limits(1000)
    )
    // It would say little if cycles never met other faults.
    for (const kind of ["Cycle", "MemberNeeded", "UnitOfEquation"]) assert.isAbove(outcomes.get(kind) ?? 0, 0, kind)
  })
})
