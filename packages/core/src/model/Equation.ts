/**
 * An equation: its text, and the tree that is read off it.
 *
 * Only the text is data. The tree of a checked equation is kept beside it and read again where it was lost, as in a
 * model that came from another process: few commands need more than a handful of trees.
 */
import * as Span from "../document/Span.ts"
import type { Expression } from "./Expression.ts"
import { parse } from "./Parse.ts"

/** An equation as written, with white space as single spaces. */
export interface Equation {
  readonly text: string
}

const trees = new WeakMap<Equation, Expression>()

/** An equation and its tree. */
export const make = (text: string, tree: Expression): Equation => {
  const equation = { text }
  trees.set(equation, tree)
  return equation
}

/** The tree of an equation of a checked model. A text that has none is a defect of the caller and throws. */
export const treeOf = (equation: Equation): Expression => {
  const known = trees.get(equation)
  if (known !== undefined) return known
  const { tree } = parse(equation.text, () => Span.whole("model"))
  if (tree === undefined) throw new Error(`not an equation: ${equation.text}`)
  trees.set(equation, tree)
  return tree
}
