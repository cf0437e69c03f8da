/**
 * Where a scenario's own path begins later than what the scenario that it extends says of the same name.
 *
 * A setting replaces the parent's as a whole, so in the years before such a path neither says anything: today's policy
 * holds for a lever, the model's own value for an assumption. That may be meant, and it is easily overlooked.
 *
 * L1  a name is told for each year of the scenario before its own path in which its value is another than in the
 *     scenario that it extends; for no other year, and no name without such a year.
 *
 * A scenario has what its parent comes to wherever it says nothing itself, so only its own file is asked.
 */
import * as Result from "effect/Result"
import * as Indicator from "../model/Indicator.ts"
import type { Model } from "../model/Model.ts"
import { ownValue } from "../run/YearInputs.ts"
import * as Inputs from "../scenario/Inputs.ts"
import * as Resolution from "../scenario/Resolution.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import type { Block } from "../scenario/ScenarioFault.ts"
import type * as ScenarioFile from "../scenario/ScenarioFile.ts"
import * as Setting from "../scenario/Setting.ts"

/** A year that lapsed: the value in the scenario that is extended, and the one that holds instead, before shocks. */
export interface LapsedYear {
  readonly year: number
  readonly before: number
  readonly now: number
}

/** A lever or an assumption whose earlier years are not kept. Plain data. */
export interface Lapse {
  readonly block: Block
  /** The address. */
  readonly indicator: string
  /** The name of the scenario that is extended. */
  readonly extends: string
  /** The first year of the scenario's own path. */
  readonly begins: number
  /** The years that lapsed, rising, all before `begins`. */
  readonly years: ReadonlyArray<LapsedYear>
}

/** The value of a lever or an assumption in a year of a scenario, before shocks. */
const valueIn = (scenario: Scenario, model: Model, block: Block, name: string, year: number): number => {
  if (block === "levers") return Inputs.leverAt(scenario, model, name, year)
  const { slot, variable } = Indicator.find(model, name)!
  return Inputs.assumptionAt(scenario, name, year) ?? ownValue(variable, model.cells[slot]!, year)
}

/** The names that a file gives paths that begin after the first year, each with its first year, in the order of names. */
const late = (file: ScenarioFile.Source, from: number): ReadonlyArray<Pick<Lapse, "begins" | "block" | "indicator">> =>
  (["levers", "assumptions"] as const).flatMap((block) =>
    file.draft[block]
      .flatMap(([name, setting]) => {
        const begins = Setting.points(setting)[0]?.year
        return begins === undefined || begins <= from ? [] : [{ block, indicator: name, begins }]
      })
      .toSorted((a, b) => (a.indicator < b.indicator ? -1 : 1))
  )

/** The lapses of the scenario that a chain of files was resolved to, levers first, each block in the order of names. */
export const of = (
  [own, ...rest]: readonly [ScenarioFile.Source, ...ReadonlyArray<ScenarioFile.Source>],
  scenario: Scenario,
  model: Model
): ReadonlyArray<Lapse> => {
  const { from } = scenario.years
  const paths = late(own, from)
  const [next, ...others] = rest
  if (next === undefined || paths.length === 0) return []
  const parent = Resolution.of([next, ...others], model)
  if (Result.isFailure(parent)) return []
  const lapsed = parent.success
  return paths.flatMap(({ begins, block, indicator }) => {
    const early = Array.from({ length: begins - from }, (_, i) => from + i)
    const years = early.flatMap((year): ReadonlyArray<LapsedYear> => {
      const before = valueIn(lapsed, model, block, indicator, year)
      const now = valueIn(scenario, model, block, indicator, year)
      return before === now ? [] : [{ year, before, now }]
    })
    return years.length === 0 ? [] : [{ block, indicator, extends: lapsed.name, begins, years }]
  })
}
