/**
 * The value of any part of an equation, for whoever explains or asserts: one number at a time, by walking the tree.
 *
 * It does what the kernel does, operation for operation, so that a whole equation comes to the kernel's own number,
 * to the bit. A condition comes to 1 or 0.
 */
import * as Arithmetic from "./Arithmetic.ts"
import type { BinaryOperator } from "./Expression.ts"
import type { Row, Scalar } from "./Scalar.ts"

/** What an equation is evaluated on: values of slots by row, the calendar year, and the year in which `elapsed` is 0. */
export interface Surroundings {
  readonly read: (row: Row, slot: number) => number
  readonly year: number
  readonly base: number
}

const truth = (holds: boolean): number => (holds ? 1 : 0)

const binary: Record<BinaryOperator, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "<": (a, b) => truth(a < b),
  "<=": (a, b) => truth(a <= b),
  ">": (a, b) => truth(a > b),
  ">=": (a, b) => truth(a >= b),
  "==": (a, b) => truth(a === b),
  "!=": (a, b) => truth(a !== b),
  "&&": (a, b) => truth(a !== 0 && b !== 0),
  "||": (a, b) => truth(a !== 0 || b !== 0)
}

/** The value of a scalar expression. */
export const evaluate = (scalar: Scalar, surroundings: Surroundings): number => {
  const of = (part: Scalar): number => evaluate(part, surroundings)
  switch (scalar._tag) {
    case "Number":
      return scalar.value
    case "Slot":
      return surroundings.read(scalar.row, scalar.slot)
    case "Given":
      return scalar.name === "year" ? surroundings.year : surroundings.year - surroundings.base
    case "Unary":
      return scalar.operator === "-" ? -of(scalar.operand) : truth(of(scalar.operand) === 0)
    case "Binary":
      return binary[scalar.operator](of(scalar.left), of(scalar.right))
    case "Sum":
      return scalar.terms.map(of).reduce((sum, term) => sum + term)
    case "Conditional":
      return of(scalar.test) === 0 ? of(scalar.whenFalse) : of(scalar.whenTrue)
    case "Call": {
      const [first, second, third] = scalar.arguments.map(of) as [number, number, number]
      switch (scalar.function) {
        case "min":
          return scalar.arguments.map(of).reduce(Arithmetic.min)
        case "max":
          return scalar.arguments.map(of).reduce(Arithmetic.max)
        case "abs":
          return Arithmetic.abs(first)
        case "sqrt":
          return Arithmetic.sqrt(first)
        case "exp":
          return Arithmetic.exp(first)
        case "ln":
          return Arithmetic.ln(first)
        case "pow":
          return Arithmetic.pow(first, second)
        case "whole_power":
          return Arithmetic.wholePower(first, second)
        case "clamp":
          return Arithmetic.clamp(first, second, third)
        case "normal_cdf":
          return Arithmetic.normalCdf(first, second, third)
        case "lookup":
          return Arithmetic.lookup(first, scalar.arguments.slice(1).map(of))
      }
    }
  }
}
