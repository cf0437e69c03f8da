/** What holds in every shipped place, whatever is set: it knows nothing of what a place is about. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import type { Label } from "@gongfu/core/document/Label"
import * as Shipped from "@gongfu/scenarios/Shipped"
import { asFound, load } from "./ShippedPlace.ts"

const shipped = await Effect.runPromise(Shipped.places)

it("more than one place ships", () => {
  assert.isAbove(shipped.length, 1)
})

describe.each(shipped)("$name", { timeout: 60_000 }, async ({ name, scenarios }) => {
  const { anySettings, levers, model, place, project, reader, runOf } = await load(name)
  const cells = model.variables.flatMap((variable) => variable.cells)
  const equations = model.variables.filter(({ kind }) => kind === "equation")
  const [first, last] = [model.years.from, model.years.to]

  it("runs to the last year under any settings, by its own laws, and starts from the same year whatever is set", () => {
    fc.assert(
      fc.property(anySettings(), (settings) => {
        const projected = project(settings)
        assert.isFalse("reason" in projected, JSON.stringify(projected))
        const [set, unset] = [reader(settings), reader({ assumptions: settings.assumptions })]
        for (const cell of equations.flatMap((variable) => variable.cells))
          assert.strictEqual(set(cell.name, first), unset(cell.name, first), cell.name)
        for (const cell of cells) assert.isTrue(Number.isFinite(set(cell.name, last)), cell.name)
      }),
      { numRuns: 50, ...asFound }
    )
  })

  it("has no idle lever", () => {
    for (const { lever, name: set } of levers) {
      const [low, high] = [lever!.min, lever!.max].map((value) => reader({ levers: { [set]: value } }))
      assert.isTrue(
        equations.some((variable) => variable.cells.some((cell) => low!(cell.name, last) !== high!(cell.name, last))),
        set
      )
    }
  })

  it("carries out each of its scenarios, and judges every target in each", async () => {
    const runs = await Promise.all(scenarios.map(async (scenario) => [scenario, await runOf(scenario)] as const))
    for (const [scenario, { events, state }] of runs) {
      assert.strictEqual(state.status, "completed", scenario)
      const judged = new Set(events.flatMap((event) => (event.type === "TargetAssessed" ? [event.target] : [])))
      assert.deepStrictEqual([...judged].toSorted(), place.targets.all.map((target) => target.name).toSorted())
    }
  })

  it("says in both languages what it is, and has a plan and business as usual", () => {
    assert.match(place.title.zh, /\p{Script=Han}/u)
    assert.includeMembers([...scenarios], ["business-as-usual", "plan"])
  })

  it("says in both languages where each number comes from", () => {
    for (const { name: variable, source } of model.variables)
      for (const told of [source?.assumption, source?.derived, source?.note]) {
        if (told === undefined) continue
        assert.isObject(told, variable)
        assert.match((told as Label).zh, /\p{Script=Han}/u, variable)
        assert.notMatch((told as Label).en, /\p{Script=Han}/u, variable)
      }
  })
})
