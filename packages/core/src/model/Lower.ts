/**
 * From equations over dimensions to plain arithmetic on slots.
 *
 * A scalar expression reads slots of three rows: this year's, last year's, and the first year's. Dimensions, members
 * and folds are gone: a fold is written out over its members from left to right, which fixes the order of rounding.
 */
import type { BinaryOperator, Expression, FoldName, FunctionName, Reference } from "./Expression.ts"
import type { Variable } from "./Model.ts"
import { cellOf } from "./Model.ts"
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
    const own = names.dimensions.get(dimension)!.members
    return own.find((member) => reference.members.includes(member.name))?.name ?? members.get(dimension)!
  })
  return cellOf(variable, new Set(meant))!.slot
}

const foldAll = (fold: FoldName, terms: ReadonlyArray<Scalar>): Scalar => {
  const binary =
    (operator: BinaryOperator) =>
    (left: Scalar, right: Scalar): Scalar => ({
      _tag: "Binary",
      operator,
      left,
      right
    })
  const call =
    (name: FunctionName) =>
    (a: Scalar, b: Scalar): Scalar => ({
      _tag: "Call",
      function: name,
      arguments: [a, b]
    })
  switch (fold) {
    case "sum":
      return terms.reduce(binary("+"))
    case "mean":
      return binary("/")(terms.reduce(binary("+")), { _tag: "Number", value: terms.length })
    case "smallest":
      return terms.reduce(call("min"))
    case "largest":
      return terms.reduce(call("max"))
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
