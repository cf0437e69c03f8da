/**
 * How large a model is when it is written out: numbers by member, and terms of folds.
 *
 * A product of dimensions or a fold for each of many members is a few characters in a file and may be more than a
 * machine holds. It is counted here before anything is written out; what passes the bounds is a fault.
 */
import type * as Fault from "../document/Fault.ts"
import type { Path } from "../document/Yaml.ts"
import { type Equation, treeOf } from "./Equation.ts"
import * as Expression from "./Expression.ts"
import type * as Locate from "./Locate.ts"
import type { Dimension } from "./Model.ts"
import type { ModelDocument } from "./ModelDocument.ts"
import { foldDimension, type Names } from "./Shape.ts"
import type { Site } from "./Site.ts"
import * as SizeFault from "./SizeFault.ts"

/** The most numbers that a year has, with one for each law and choice of its members. */
export const mostNumbers = 200_000

/** The most terms that all equations come to, each written out for every member. */
export const mostTerms = 500_000

/** The first variable or law with which a document has too many numbers. Unknown dimensions are another matter. */
export const numbers = (
  document: ModelDocument,
  dimensions: ReadonlyArray<Dimension>,
  locate: Locate.Locator
): ReadonlyArray<Fault.Fault> => {
  const sizes = new Map(dimensions.map(({ members, name }) => [name, members.length]))
  let count = 0
  for (const sector of document.sectors)
    for (const part of ["variables", "invariants"] as const)
      for (const { name, over = [] } of sector[part]) {
        count += [...new Set(over)].reduce((product, dimension) => product * (sizes.get(dimension) ?? 1), 1)
        const path: Path = ["sectors", sector.name, part, name, ...(over.length === 0 ? [] : ["over"])]
        if (count > mostNumbers)
          return [SizeFault.TooManyNumbers(locate.value(path), { name, count, most: mostNumbers })]
      }
  return []
}

/** How many terms a checked expression comes to for one choice of members. */
export const terms = (expression: Expression.Expression, names: Names, bound: ReadonlySet<string>): number => {
  if (expression._tag !== "Fold")
    return Expression.parts(expression).reduce((sum, part) => sum + terms(part, names, bound), 1)
  const dimension = foldDimension(expression, names, bound) as string
  return names.dimensions.get(dimension)!.members.length * terms(expression.body, names, new Set([...bound, dimension]))
}

/** The equation that comes to most terms, where all together come to too many. `sites` are checked equations. */
export const equations = (
  sites: ReadonlyArray<Site>,
  names: Names,
  cellsOf: (equation: Equation) => number,
  locate: Locate.Locator
): ReadonlyArray<Fault.Fault> => {
  let all = 0
  let largest: { readonly path: Path; readonly count: number } | undefined
  const counted = new Set<Equation>()
  for (const { dimensions, equation, path } of sites) {
    if (counted.has(equation)) continue
    counted.add(equation)
    const count = cellsOf(equation) * terms(treeOf(equation), names, new Set(dimensions))
    all += count
    if (largest === undefined || count > largest.count) largest = { path, count }
  }
  if (largest === undefined || all <= mostTerms) return []
  return [SizeFault.TooManyTerms(locate.value(largest.path), { count: largest.count, all, most: mostTerms })]
}
