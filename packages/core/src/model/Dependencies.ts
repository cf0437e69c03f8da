/**
 * Who needs whom: which number of a model is computed from which, in the same year or from the past.
 *
 * D1  numbers are told apart by member: what `income[rural]` needs is not what `income[urban]` needs;
 * D2  the past is the year before, the first year, and all that an initial value is computed from;
 * D3  every list is in file order and, within an equation, in the order of reading, each need once.
 */
import type { Cell, Model } from "./Model.ts"
import { reads } from "./Scalar.ts"

/** The other end of an arrow: its slot, and whether its value of the past is meant. */
export interface Need {
  readonly slot: number
  readonly past: boolean
}

/** By slot: what a number is computed from, and what is computed from it. */
export interface Dependencies {
  readonly model: Model
  readonly needs: ReadonlyArray<ReadonlyArray<Need>>
  readonly neededBy: ReadonlyArray<ReadonlyArray<Need>>
}

/** An arrow from a variable to one that needs it. */
export interface Arrow {
  readonly from: string
  readonly to: string
  readonly past: boolean
}

const distinct = (needs: ReadonlyArray<Need>): ReadonlyArray<Need> => [
  ...new Map(needs.map((need) => [`${need.slot} ${need.past}`, need])).values()
]

/** What each number of a model needs, and what needs it. */
export const of = (model: Model): Dependencies => {
  const scalars = (phase: "first" | "later") =>
    new Map(model.program[phase].map(({ cell, scalar }) => [cell.slot, scalar]))
  const [first, later] = [scalars("first"), scalars("later")]
  const needsOf = (cell: Cell): ReadonlyArray<Need> => {
    const own = later.get(cell.slot)
    const initial = cell.initial === undefined ? undefined : first.get(cell.slot)
    return distinct([
      ...(own === undefined ? [] : reads(own).map(({ row, slot }) => ({ slot, past: row !== "now" }))),
      ...(initial === undefined ? [] : reads(initial).map(({ slot }) => ({ slot, past: true })))
    ])
  }
  const needs = model.cells.map(needsOf)
  const neededBy = model.cells.map((): Array<Need> => [])
  for (const variable of model.variables)
    for (const { slot } of variable.cells)
      for (const need of needs[slot]!) neededBy[need.slot]!.push({ slot, past: need.past })
  return { model, needs, neededBy }
}

/**
 * The arrows between variables; `keeps` says which of the arrows between their numbers count (all, when left out). An
 * arrow is told once for the same year and once for the past.
 */
export const arrows = (
  { model, needs }: Dependencies,
  keeps: (from: number, to: number) => boolean = () => true
): ReadonlyArray<Arrow> => {
  const names = new Map(model.variables.flatMap(({ cells, name }) => cells.map(({ slot }) => [slot, name])))
  const all = model.variables.flatMap(({ cells, name: to }) =>
    cells.flatMap((cell) =>
      needs[cell.slot]!.filter((need) => keeps(need.slot, cell.slot)).map(({ past, slot }): Arrow => ({
        from: names.get(slot)!,
        to,
        past
      }))
    )
  )
  return [...new Map(all.map((arrow) => [`${arrow.from} ${arrow.to} ${arrow.past}`, arrow])).values()]
}
