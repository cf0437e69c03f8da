/** Pairs of scenarios of the town, and what lies between them, for the tests of attribution. */
import type { ComparedRun } from "@gongfu/core/analysis/ComparedRun"
import type { DifferingInput } from "@gongfu/core/analysis/Player"
import * as Run from "@gongfu/core/run/Run"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as fc from "fast-check"
import { model, town, townScenario, townScenarios } from "../run/town.ts"
import { place } from "../target/smallPlace.ts"

/** A run of the town as a side. Targets take no part. */
export const sideOf = (scenario: Scenario): ComparedRun => {
  const { events, id } = Run.project(town, scenario)
  return { id, title: scenario.title, events, model, targets: place.targets }
}

/** Scenarios as they are when resolved: shocks by name, each once. A shortage stops none of them. */
export const resolved: fc.Arbitrary<Scenario> = townScenarios.map((scenario) => ({
  ...scenario,
  shortage: "scale",
  shocks: [...new Map((scenario.shocks ?? []).map((shock) => [shock.name, shock])).values()].toSorted((a, b) =>
    a.name < b.name ? -1 : 1
  )
}))

/** Two sides that came to their last year. */
export const completedPair: fc.Arbitrary<readonly [Scenario, Scenario]> = fc
  .tuple(resolved, resolved)
  .filter((pair) => pair.every((scenario) => sideOf(scenario).events.at(-1)!.type === "RunCompleted"))

/** A's scenario with some inputs as in B's: what a coalition of them is, written down as a scenario. */
export const mixed = (a: Scenario, b: Scenario, taken: ReadonlyArray<DifferingInput>): Scenario => {
  const names = (kind: DifferingInput["kind"]) =>
    new Set(taken.filter((input) => input.kind === kind).map(({ name }) => name))
  const settings = <S>(from: Readonly<Record<string, S>>, other: Readonly<Record<string, S>>, own: Set<string>) => ({
    ...Object.fromEntries(Object.entries(from).filter(([name]) => !own.has(name))),
    ...Object.fromEntries(Object.entries(other).filter(([name]) => own.has(name)))
  })
  const shocks = names("shock")
  return townScenario({
    years: { from: 2020, to: Math.min(a.years.to, b.years.to) },
    shortage: "scale",
    levers: settings(a.levers, b.levers, names("lever")),
    assumptions: settings(a.assumptions, b.assumptions, names("assumption")),
    shocks: [
      ...a.shocks.filter(({ name }) => !shocks.has(name)),
      ...b.shocks.filter(({ name }) => shocks.has(name))
    ].toSorted((x, y) => (x.name < y.name ? -1 : 1))
  })
}
