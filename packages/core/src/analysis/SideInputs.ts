/**
 * What one side of an attribution was given, year by year: settings and shocks as its events tell them.
 *
 * A lever or an assumption holds from the year in which it was set; a shock hits single years. Shocks that hit in one
 * year apply in the order of their names, hits of one shock in the order of the events.
 */
import * as YearInputs from "../run/YearInputs.ts"
import type { Hit } from "../scenario/Inputs.ts"
import type { Facts } from "./ComparedRun.ts"
import * as InputDifference from "./InputDifference.ts"

/** The inputs of one side. */
export interface SideInputs {
  /** The setting of each lever and assumption, by address and year. */
  readonly settings: ReadonlyMap<string, ReadonlyMap<number, number>>
  /** The hits of each year, in the order in which they apply. */
  readonly hits: ReadonlyMap<number, ReadonlyArray<Hit>>
}

/** Reads what a run was given in some years, shocks of all years included. */
export const of = (facts: Facts, years: ReadonlyArray<number>): SideInputs => {
  const { indicators, levers, assumptions, run } = facts
  const settings = [...indicators.values()].flatMap(({ name, slot, variable }) => {
    if (variable.kind !== "lever" && variable.kind !== "assumption") return []
    const changes = (variable.kind === "lever" ? levers : assumptions).get(name)
    const own = (year: number) => YearInputs.ownValue(variable, run.model.cells[slot]!, year)
    return [[name, InputDifference.settings(changes, own, years) as ReadonlyMap<number, number>] as const]
  })
  const applied = run.events.filter((event) => event.type === "ShockApplied")
  const hits = new Map(
    [...Map.groupBy(applied, ({ year }) => year)].map(
      ([year, inYear]) =>
        [year, inYear.toSorted((x, y) => (x.shock < y.shock ? -1 : x.shock > y.shock ? 1 : 0))] as const
    )
  )
  return { settings: new Map(settings), hits }
}

/** What a projection of the side's year starts from. */
export const inYear = ({ settings, hits }: SideInputs, year: number): YearInputs.Inputs => ({
  settings: new Map([...settings].map(([name, path]) => [name, path.get(year)!])),
  shocks: hits.get(year) ?? []
})

/** The hits of one shock in a year. */
export const hitsOf = ({ hits }: SideInputs, shock: string, year: number): ReadonlyArray<Hit> =>
  (hits.get(year) ?? []).filter((hit) => hit.shock === shock)
