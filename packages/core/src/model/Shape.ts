/**
 * Dimensions in expressions: which member a name means, and what a fold folds.
 *
 * A name over a dimension means the member that the equation (or an enclosing fold) is at; brackets pick another.
 * One pass reports every unknown name, member and dimension of an expression.
 */
import * as Meant from "../document/Meant.ts"
import type { Span } from "../document/Span.ts"
import type { Expression, Fold, Reference } from "./Expression.ts"
import { type Dimension, membersByName, type Variable } from "./Model.ts"
import * as EquationFault from "./EquationFault.ts"
import * as ModelFault from "./ModelFault.ts"

/** The names that expressions may use. What is worked out of an expression is kept by them: they do not change. */
export interface Names {
  readonly variables: ReadonlyMap<string, Variable>
  readonly dimensions: ReadonlyMap<string, Dimension>
}

/** The dimensions of a reference that no bracket picks; unknown names are left out. */
const openDimensions = (reference: Reference, names: Names): ReadonlyArray<string> =>
  (names.variables.get(reference.name)?.dimensions ?? []).filter((dimension) => {
    const own = membersByName(names.dimensions.get(dimension)!)
    return !reference.members.some((member) => own.has(member))
  })

/** The dimensions that an expression varies over, folds taken out. */
export const freeDimensions = (
  expression: Expression,
  names: Names,
  bound: ReadonlySet<string>
): ReadonlySet<string> => {
  switch (expression._tag) {
    case "Number":
    case "Given":
      return new Set()
    case "Reference":
      return new Set(openDimensions(expression, names))
    case "Past":
      return new Set(openDimensions(expression.reference, names))
    case "Unary":
      return freeDimensions(expression.operand, names, bound)
    case "Binary":
      return freeDimensions(expression.left, names, bound).union(freeDimensions(expression.right, names, bound))
    case "Conditional":
      return freeDimensions(expression.test, names, bound)
        .union(freeDimensions(expression.whenTrue, names, bound))
        .union(freeDimensions(expression.whenFalse, names, bound))
    case "Call":
      return new Set(expression.arguments.flatMap((argument) => [...freeDimensions(argument, names, bound)]))
    case "Fold":
      return foldOf(expression, names, bound).free
  }
}

/** What a fold folds, or the candidates, and the dimensions that are left of its body's. */
interface Folded {
  readonly dimension: string | ReadonlyArray<string>
  readonly free: ReadonlySet<string>
}

// A fold is asked about by the folds around it, and by whoever checks, counts or writes it out: its body is gone
// through once for each set of dimensions that may be bound around it.
const folded = new WeakMap<Names, WeakMap<Fold, Map<string, Folded>>>()

const foldOf = (fold: Fold, names: Names, bound: ReadonlySet<string>): Folded => {
  const folds = folded.get(names) ?? new WeakMap<Fold, Map<string, Folded>>()
  folded.set(names, folds)
  const byBound = folds.get(fold) ?? new Map<string, Folded>()
  folds.set(fold, byBound)
  const key = [...bound].toSorted().join()
  const found = byBound.get(key)
  if (found !== undefined) return found
  const all = [...freeDimensions(fold.body, names, bound)]
  const unbound = all.filter((dimension) => !bound.has(dimension))
  const candidates = unbound.length > 0 ? unbound : all
  const dimension = fold.dimension ?? (candidates.length === 1 ? candidates[0]! : candidates)
  const made: Folded = { dimension, free: new Set(all.filter((one) => one !== dimension)) }
  byBound.set(key, made)
  return made
}

/**
 * The dimension that a fold folds: the one named; else the one dimension of its body that is not bound around it;
 * else, when nothing is left to choose, the body's only dimension. Anything else is unclear and gives the candidates.
 */
export const foldDimension = (fold: Fold, names: Names, bound: ReadonlySet<string>): string | ReadonlyArray<string> =>
  foldOf(fold, names, bound).dimension

const suggested = new WeakMap<Names, Map<string, ReadonlyArray<Meant.Suggestion>>>()

/** What an unknown name may stand for. A name may be misspelt in every equation: it is thought about once. */
const meantBy = (name: string, names: Names): ReadonlyArray<Meant.Suggestion> => {
  const byName = suggested.get(names) ?? new Map<string, ReadonlyArray<Meant.Suggestion>>()
  suggested.set(names, byName)
  const found = byName.get(name) ?? Meant.of(name, [...names.variables.values()])
  byName.set(name, found)
  return found
}

/** Reports every name, member and dimension of an expression that cannot be meant. Nothing reported: all is clear. */
export const check = (
  expression: Expression,
  names: Names,
  bound: ReadonlySet<string>,
  spanOf: (start: number, end: number) => Span,
  report: (fault: ReturnType<typeof EquationFault.UnknownName>) => void
): void => {
  const span = spanOf(expression.start, expression.end)
  const inner = (part: Expression) => check(part, names, bound, spanOf, report)
  switch (expression._tag) {
    case "Number":
    case "Given":
      return
    case "Reference": {
      const variable = names.variables.get(expression.name)
      if (variable === undefined) {
        const { name } = expression
        report(
          EquationFault.UnknownName(span, {
            name,
            get meant() {
              return meantBy(name, names)
            }
          })
        )
        return
      }
      const named = variable.dimensions.map((dimension) => membersByName(names.dimensions.get(dimension)!))
      const unknown = expression.members.filter((member) => !named.some((own) => own.has(member)))
      if (unknown.length > 0) {
        const known = named.flatMap((own) => [...own.keys()])
        for (const member of unknown)
          report(EquationFault.UnknownMember(span, { variable: variable.name, member, known }))
        return
      }
      for (const [i, dimension] of variable.dimensions.entries()) {
        const own = named[i]!
        const members = expression.members.filter((member) => own.has(member))
        if (members.length > 1) report(EquationFault.PickedTwice(span, { variable: variable.name, dimension, members }))
      }
      const open = openDimensions(expression, names).filter((dimension) => !bound.has(dimension))
      const { members, year } = expression
      for (const dimension of open) {
        const several = open.length > 1
        report(EquationFault.MemberNeeded(span, { variable: variable.name, dimension, members, year, several }))
      }
      return
    }
    case "Past":
      return inner(expression.reference)
    case "Unary":
      return inner(expression.operand)
    case "Binary":
      inner(expression.left)
      return inner(expression.right)
    case "Conditional":
      inner(expression.test)
      inner(expression.whenTrue)
      return inner(expression.whenFalse)
    case "Call":
      return expression.arguments.forEach(inner)
    case "Fold": {
      const dimension = foldDimension(expression, names, bound)
      if (typeof dimension !== "string") {
        // An unknown name has no dimensions: its own fault says enough.
        const before = { count: 0 }
        check(expression.body, names, new Set(names.dimensions.keys()), spanOf, (fault) => {
          before.count++
          report(fault)
        })
        if (before.count === 0)
          report(EquationFault.UnclearFold(span, { fold: expression.fold, dimensions: dimension }))
        return
      }
      if (!names.dimensions.has(dimension)) {
        report(ModelFault.UnknownDimension(span, { name: dimension, known: [...names.dimensions.keys()] }))
        return
      }
      return check(expression.body, names, new Set([...bound, dimension]), spanOf, report)
    }
  }
}
