/**
 * From equations over dimensions to plain arithmetic on slots.
 *
 * A scalar expression reads slots of three rows: this year's, last year's, and the first year's. Dimensions, members
 * and folds are gone: a fold is written out over its members from left to right, which fixes the order of rounding.
 * It has all of them side by side, so that an expression nests no deeper than its equation does, however many they are.
 */
import type { Expression, FoldName, Reference } from "./Expression.ts"
import type { Variable } from "./Model.ts"
import { cellOf, membersByName } from "./Model.ts"
import { literal } from "./Parse.ts"
import type { Scalar } from "./Scalar.ts"
import { foldDimension, type Names } from "./Shape.ts"

/** The largest whole exponent that is written as multiplication. */
export const largestWholePower = 16

/** The member of each bound dimension. */
export type Members = ReadonlyMap<string, string>

/** The first year has no year before it, and its own values are the initial ones. */
export type Phase = "first" | "later"

/** Which slot is read for a reference, whose own slot in a row is given. */
export type ReadAt = (reference: Reference, slot: number) => number

const slotOf = (reference: Reference, members: Members, names: Names): number => {
  const variable: Variable = names.variables.get(reference.name)!
  const meant = variable.dimensions.map((dimension) => {
    const own = membersByName(names.dimensions.get(dimension)!)
    return reference.members.find((member) => own.has(member)) ?? members.get(dimension)!
  })
  return cellOf(variable, new Set(meant))!.slot
}

const foldAll = (fold: FoldName, terms: ReadonlyArray<Scalar>): Scalar => {
  const [first, ...others] = terms
  const sum: Scalar = others.length === 0 ? first! : { _tag: "Sum", terms }
  switch (fold) {
    case "sum":
      return sum
    case "mean":
      return { _tag: "Binary", operator: "/", left: sum, right: { _tag: "Number", value: terms.length } }
    case "smallest":
      return others.length === 0 ? first! : { _tag: "Call", function: "min", arguments: terms }
    case "largest":
      return others.length === 0 ? first! : { _tag: "Call", function: "max", arguments: terms }
  }
}

const inRow: ReadAt = (_, slot) => slot

/** Lowers a checked expression for one choice of members. */
export const lower = (
  expression: Expression,
  members: Members,
  names: Names,
  phase: Phase,
  readAt: ReadAt = inRow
): Scalar => {
  const inner = (part: Expression): Scalar => lower(part, members, names, phase, readAt)
  switch (expression._tag) {
    case "Number":
      return { _tag: "Number", value: expression.value }
    case "Given":
      return { _tag: "Given", name: expression.name }
    case "Reference":
      return { _tag: "Slot", row: "now", slot: readAt(expression, slotOf(expression, members, names)) }
    case "Past": {
      const row = expression.past === "prev" ? "last" : phase === "first" ? "now" : "first"
      return { _tag: "Slot", row, slot: slotOf(expression.reference, members, names) }
    }
    case "Unary":
      return { _tag: "Unary", operator: expression.operator, operand: inner(expression.operand) }
    case "Binary":
      return {
        _tag: "Binary",
        operator: expression.operator,
        left: inner(expression.left),
        right: inner(expression.right)
      }
    case "Conditional":
      return {
        _tag: "Conditional",
        test: inner(expression.test),
        whenTrue: inner(expression.whenTrue),
        whenFalse: inner(expression.whenFalse)
      }
    case "Call": {
      const exponent = expression.function === "pow" ? literal(expression.arguments[1]!) : undefined
      const whole = exponent !== undefined && Number.isInteger(exponent) && Math.abs(exponent) <= largestWholePower
      return {
        _tag: "Call",
        function: whole ? "whole_power" : expression.function,
        arguments: whole
          ? [inner(expression.arguments[0]!), { _tag: "Number", value: exponent }]
          : expression.arguments.map(inner)
      }
    }
    case "Fold": {
      const dimension = foldDimension(expression, names, new Set(members.keys())) as string
      const terms = names.dimensions
        .get(dimension)!
        .members.map((member) =>
          lower(expression.body, new Map([...members, [dimension, member.name]]), names, phase, readAt)
        )
      return foldAll(expression.fold, terms)
    }
  }
}
