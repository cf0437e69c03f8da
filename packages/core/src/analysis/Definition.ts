/**
 * What a model says of one number, as text that two models can be compared by.
 *
 * Equal texts give equal numbers, to the bit, from equal inputs. An equation stands there as it is computed: a fold is
 * written out over the members that the model has, in their order, which decides the rounding; and where the first year
 * decides a number, by `elapsed`, `initial` or a first value of its own, that year stands there too. Labels, notes and
 * sources say nothing about a number and are left out; so are where it stands and how its equation is spelt.
 */
import type { Cell, Model, Statement, Variable } from "../model/Model.ts"
import { parts, type Scalar } from "../model/Scalar.ts"

const looksAtFirstYear = (scalar: Scalar): boolean =>
  (scalar._tag === "Given" && scalar.name === "elapsed") ||
  (scalar._tag === "Slot" && scalar.row === "first") ||
  parts(scalar).some(looksAtFirstYear)

/** The definitions of a model's numbers, by address; nothing for an address that it does not have. */
export const of = (model: Model): ((address: string) => string | undefined) => {
  const bySlot = (program: ReadonlyArray<Statement>): ReadonlyMap<number, Scalar> =>
    new Map(program.map(({ cell, scalar }) => [cell.slot, scalar]))
  const [first, later] = [bySlot(model.program.first), bySlot(model.program.later)]
  const cells = new Map(
    model.variables.flatMap((variable) => variable.cells.map((cell) => [cell.name, { cell, variable }]))
  )
  /** An expression as text, in which numbers are named by their addresses. */
  const written = (scalar: Scalar | undefined): string | null =>
    scalar === undefined
      ? null
      : JSON.stringify(scalar, (key, value) =>
          key === "slot" ? model.cells[value as number]!.name : (value as unknown)
        )
  const definition = (variable: Variable, { slot, value }: Cell): string => {
    const [begins, goesOn] = [written(first.get(slot)), written(later.get(slot))]
    const scalar = later.get(slot)
    const byFirstYear = begins !== goesOn || (scalar !== undefined && looksAtFirstYear(scalar))
    return JSON.stringify([
      variable.kind,
      variable.unit,
      variable.lever?.default ?? null,
      value ?? null,
      variable.series === undefined
        ? null
        : Object.entries(variable.series).toSorted(([x], [y]) => Number(x) - Number(y)),
      begins,
      goesOn,
      byFirstYear ? model.years.from : null
    ])
  }
  return (address) => {
    const found = cells.get(address)
    return found === undefined ? undefined : definition(found.variable, found.cell)
  }
}
