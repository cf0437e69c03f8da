/**
 * Where the equations of a model stand: each with its path in the document and the dimensions that it runs over.
 *
 * Whatever is said of an equation, of its names, shape or units, is said of its site; cells that share one text share it.
 */
import type { Path } from "../document/Yaml.ts"
import type { Equation } from "./Equation.ts"
import type { Cell, Invariant, Milestone, Variable } from "./Model.ts"

/** An equation with its place and the dimensions it runs over. */
export interface Site {
  readonly equation: Equation
  readonly path: Path
  readonly dimensions: ReadonlyArray<string>
}

/** Where a cell's own equation stands; one text for all members stands at the nearest path that the file has. */
export const pathOf = (variable: Variable, cell: Cell, key: "initial" | "equation"): Path => [
  "sectors",
  variable.sector,
  "variables",
  variable.name,
  key,
  ...cell.members
]

/** The equations of a variable, each text once though several cells share it. */
export const ofVariable = (variable: Variable): ReadonlyArray<Site> => {
  const seen = new Set<Equation>()
  return variable.cells.flatMap((cell) =>
    ([cell.equation, cell.initial] as const).flatMap((equation, i) => {
      if (equation === undefined || seen.has(equation)) return []
      seen.add(equation)
      const initial = i === 1
      return [
        { equation, path: pathOf(variable, cell, initial ? "initial" : "equation"), dimensions: variable.dimensions }
      ]
    })
  )
}

/** The sides of an invariant. */
export const ofInvariant = ({ sector, name, left, bound, dimensions }: Invariant): ReadonlyArray<Site> => {
  const at: Path = ["sectors", sector, "invariants", name]
  return "equal" in bound
    ? [left, bound.equal].map((equation, i) => ({ equation, path: [...at, "equal", i], dimensions }))
    : [{ equation: left, path: [...at, "within", 0], dimensions }]
}

/** The condition of a milestone. */
export const ofMilestone = ({ sector, name, when }: Milestone): Site => ({
  equation: when,
  path: ["sectors", sector, "milestones", name, "when"],
  dimensions: []
})
