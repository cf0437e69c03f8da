/**
 * Scalar expressions: arithmetic on the slots of yearly rows.
 *
 * What equations become when dimensions are gone (see `Lower`), and what kernels are generated from.
 */
import type { BinaryOperator, FunctionName, GivenName } from "./Expression.ts"

/** Which yearly row a slot is read from. */
export type Row = "now" | "last" | "first"

/** Arithmetic on slots. `whole_power` is a power with a literal whole exponent, by multiplication. */
export type Scalar =
  | { readonly _tag: "Number"; readonly value: number }
  | { readonly _tag: "Slot"; readonly row: Row; readonly slot: number }
  | { readonly _tag: "Given"; readonly name: GivenName }
  | { readonly _tag: "Unary"; readonly operator: "-" | "!"; readonly operand: Scalar }
  | { readonly _tag: "Binary"; readonly operator: BinaryOperator; readonly left: Scalar; readonly right: Scalar }
  /** Two terms or more, added from left to right. */
  | { readonly _tag: "Sum"; readonly terms: ReadonlyArray<Scalar> }
  | { readonly _tag: "Conditional"; readonly test: Scalar; readonly whenTrue: Scalar; readonly whenFalse: Scalar }
  | {
      readonly _tag: "Call"
      readonly function: FunctionName | "whole_power"
      readonly arguments: ReadonlyArray<Scalar>
    }

/** The direct parts of a scalar expression. */
export const parts = (scalar: Scalar): ReadonlyArray<Scalar> => {
  switch (scalar._tag) {
    case "Number":
    case "Slot":
    case "Given":
      return []
    case "Unary":
      return [scalar.operand]
    case "Binary":
      return [scalar.left, scalar.right]
    case "Sum":
      return scalar.terms
    case "Conditional":
      return [scalar.test, scalar.whenTrue, scalar.whenFalse]
    case "Call":
      return scalar.arguments
  }
}

/** The slots that a scalar expression reads, by row, each once, in the order of reading. */
export const reads = (scalar: Scalar): ReadonlyArray<{ readonly row: Row; readonly slot: number }> => {
  const found = new Map<string, { row: Row; slot: number }>()
  const walk = (part: Scalar): void => {
    if (part._tag === "Slot") found.set(`${part.row}:${part.slot}`, { row: part.row, slot: part.slot })
    else parts(part).forEach(walk)
  }
  walk(scalar)
  return [...found.values()]
}
