/**
 * What a model says of one number, as text that two models can be compared by.
 *
 * Labels, notes and sources say nothing about a number and are left out; so is where the number stands.
 */
import type { Cell, Variable } from "../model/Model.ts"

/** The definition of a number: equal texts give equal numbers from equal inputs. */
export const cellDefinition = (variable: Variable, cell: Cell): string =>
  JSON.stringify([
    variable.kind,
    variable.unit,
    variable.lever?.default ?? null,
    cell.value ?? null,
    variable.series === undefined
      ? null
      : Object.entries(variable.series).toSorted(([x], [y]) => Number(x) - Number(y)),
    cell.equation?.text ?? null,
    cell.initial?.text ?? null
  ])
