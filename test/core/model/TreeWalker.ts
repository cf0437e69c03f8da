/**
 * The second opinion on a model's numbers: slow and obvious.
 *
 * It walks the trees of the equations with names, maps and recursion, one value at a time, and remembers each value
 * by address and year. It shares no code with the compiler: dimensions, folds, other years, lookups and whole powers
 * are read here afresh, from the description of the language. Only parsing is shared.
 */
import { treeOf } from "@gongfu/core/model/Equation"
import stdlibExp from "@stdlib/math-base-special-exp"
import stdlibLn from "@stdlib/math-base-special-ln"
import stdlibPow from "@stdlib/math-base-special-pow"
import stdlibNormalCdf from "@stdlib/stats-base-dists-normal-cdf"
import type { Expression, Fold, Reference } from "@gongfu/core/model/Expression"
import type { Cell, Model, Variable } from "@gongfu/core/model/Model"

/** Which member of which dimension an expression is at. */
type At = Readonly<Record<string, string>>

/** The value of an input cell in a year. */
export type InputOf = (variable: Variable, cell: Cell, year: number) => number

/** The values of a model, by address and year. */
export interface Walker {
  readonly valueOf: (address: string, year: number) => number
  /** An expression in a year, for members given by dimension; a condition is true or false. */
  readonly evaluate: (expression: Expression, at: At, year: number) => number | boolean
}

const dimensionOfMember = (model: Model, member: string): string =>
  model.dimensions.find((dimension) => dimension.members.some(({ name }) => name === member))!.name

/** The dimensions over which an expression varies; what a fold folds is gone from it. */
export const variesOver = (
  model: Model,
  expression: Expression,
  bound: ReadonlyArray<string>
): ReadonlyArray<string> => {
  const of = (...parts: ReadonlyArray<Expression>): ReadonlyArray<string> => [
    ...new Set(parts.flatMap((part) => variesOver(model, part, bound)))
  ]
  switch (expression._tag) {
    case "Number":
    case "Given":
      return []
    case "Reference": {
      const picked = new Set(expression.members.map((member) => dimensionOfMember(model, member)))
      return model.variable.get(expression.name)!.dimensions.filter((dimension) => !picked.has(dimension))
    }
    case "Past":
      return of(expression.reference)
    case "Unary":
      return of(expression.operand)
    case "Binary":
      return of(expression.left, expression.right)
    case "Conditional":
      return of(expression.test, expression.whenTrue, expression.whenFalse)
    case "Call":
      return of(...expression.arguments)
    case "Fold": {
      const folded = folds(model, expression, bound)
      return of(expression.body).filter((dimension) => dimension !== folded)
    }
  }
}

/** The dimension that a fold folds, or nothing when the text leaves it open. */
export const folds = (model: Model, fold: Fold, bound: ReadonlyArray<string>): string | undefined => {
  if (fold.dimension !== undefined) return fold.dimension
  const open = variesOver(model, fold.body, bound)
  const own = open.filter((dimension) => !bound.includes(dimension))
  const candidates = own.length === 0 ? open : own
  return candidates.length === 1 ? candidates[0] : undefined
}

const onLine = (x: number, points: ReadonlyArray<readonly [number, number]>): number => {
  if (Number.isNaN(x)) return NaN
  const [first, last] = [points[0]!, points.at(-1)!]
  if (x <= first[0]) return first[1]
  if (x > last[0]) return last[1]
  const after = points.findIndex(([px]) => x <= px)
  const [[x0, y0], [x1, y1]] = [points[after - 1]!, points[after]!]
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0)
}

/** The smaller, or with `sign` -1 the larger, of several numbers; the first of equal ones; NaN if there is one. */
const extreme = (numbers: ReadonlyArray<number>, sign: 1 | -1): number => {
  if (numbers.some((n) => Number.isNaN(n))) return NaN
  let found = numbers[0]!
  for (const n of numbers) if (sign * n < sign * found) found = n
  return found
}

const multiplied = (base: number, exponent: number): number => {
  let product = 1
  for (let i = 0; i < Math.abs(exponent); i++) product *= base
  return exponent < 0 ? 1 / product : product
}

const literalOf = (expression: Expression): number | undefined => {
  if (expression._tag === "Number") return expression.value
  if (expression._tag !== "Unary" || expression.operator !== "-" || expression.operand._tag !== "Number")
    return undefined
  return -expression.operand.value
}

/** The model's own value of an input: its number, its lever's default, or its series read off in the year. */
export const ownInput: InputOf = ({ lever, series }, cell, year) => {
  if (lever !== undefined) return lever.default
  if (series === undefined) return cell.value!
  const known = Object.keys(series).map(Number)
  if (known.includes(year)) return series[year]!
  const before = Math.max(...known.filter((y) => y < year))
  const after = Math.min(...known.filter((y) => y > year))
  if (before === -Infinity) return series[after]!
  if (after === Infinity) return series[before]!
  return series[before]! + (series[after]! - series[before]!) * ((year - before) / (after - before))
}

/**
 * Walks a checked model with given inputs. What was computed in another year is read as `kept` of it: a run keeps 0 for
 * -0 when a year is done.
 */
export const make = (
  model: Model,
  inputOf: InputOf = ownInput,
  kept: (value: number) => number = (value) => value
): Walker => {
  const base = model.years.from
  const values = new Map<string, number>()
  const cells = new Map<string, readonly [Variable, Cell]>()
  for (const variable of model.variables) for (const cell of variable.cells) cells.set(cell.name, [variable, cell])

  const addressOf = (reference: Reference, at: At): string => {
    const { dimensions } = model.variable.get(reference.name)!
    const members = dimensions.map(
      (dimension) => reference.members.find((member) => dimensionOfMember(model, member) === dimension) ?? at[dimension]
    )
    return reference.name + members.map((member) => `[${member}]`).join("")
  }

  const valueOf = (address: string, year: number): number => {
    const key = `${address}@${year}`
    const known = values.get(key)
    if (known !== undefined) return known
    const [variable, cell] = cells.get(address)!
    const at = Object.fromEntries(variable.dimensions.map((dimension, i) => [dimension, cell.members[i]!]))
    const equation = year === base ? (cell.initial ?? cell.equation) : cell.equation
    const value = equation === undefined ? inputOf(variable, cell, year) : number(treeOf(equation), at, year)
    values.set(key, value)
    return value
  }

  const pastOf = (address: string, year: number, now: number): number => {
    const isKept = year !== now && cells.get(address)![1].equation !== undefined
    return isKept ? kept(valueOf(address, year)) : valueOf(address, year)
  }

  const number = (expression: Expression, at: At, year: number): number => evaluate(expression, at, year) as number
  const truth = (expression: Expression, at: At, year: number): boolean => evaluate(expression, at, year) as boolean

  const evaluate = (expression: Expression, at: At, year: number): number | boolean => {
    const value = (part: Expression) => number(part, at, year)
    switch (expression._tag) {
      case "Number":
        return expression.value
      case "Given":
        return expression.name === "year" ? year : year - base
      case "Reference":
        return valueOf(addressOf(expression, at), expression.year ?? year)
      case "Past":
        return pastOf(addressOf(expression.reference, at), expression.past === "prev" ? year - 1 : base, year)
      case "Unary":
        return expression.operator === "-" ? -value(expression.operand) : !truth(expression.operand, at, year)
      case "Conditional":
        return truth(expression.test, at, year) ? value(expression.whenTrue) : value(expression.whenFalse)
      case "Binary": {
        const { operator, left, right } = expression
        if (operator === "&&") return truth(left, at, year) && truth(right, at, year)
        if (operator === "||") return truth(left, at, year) || truth(right, at, year)
        const [a, b] = [value(left), value(right)]
        switch (operator) {
          case "+":
            return a + b
          case "-":
            return a - b
          case "*":
            return a * b
          case "/":
            return a / b
          case "<":
            return a < b
          case "<=":
            return a <= b
          case ">":
            return a > b
          case ">=":
            return a >= b
          case "==":
            return a === b
          case "!=":
            return a !== b
        }
      }
      case "Call": {
        const args = expression.arguments
        switch (expression.function) {
          case "min":
            return extreme(args.map(value), 1)
          case "max":
            return extreme(args.map(value), -1)
          case "abs":
            return extreme([value(args[0]!), -value(args[0]!)], -1)
          case "sqrt":
            return Math.sqrt(value(args[0]!))
          case "exp":
            return stdlibExp(value(args[0]!))
          case "ln":
            return stdlibLn(value(args[0]!))
          case "clamp":
            return extreme([extreme([value(args[0]!), value(args[1]!)], -1), value(args[2]!)], 1)
          case "normal_cdf":
            return stdlibNormalCdf(value(args[0]!), value(args[1]!), value(args[2]!))
          case "pow": {
            const exponent = literalOf(args[1]!)
            return Number.isInteger(exponent) && Math.abs(exponent!) <= 16
              ? multiplied(value(args[0]!), exponent!)
              : stdlibPow(value(args[0]!), value(args[1]!))
          }
          case "lookup": {
            const numbers = args.slice(1).map((point) => literalOf(point)!)
            const points = numbers.flatMap((x, i) => (i % 2 === 0 ? [[x, numbers[i + 1]!] as const] : []))
            return onLine(value(args[0]!), points)
          }
        }
      }
      case "Fold": {
        const folded = folds(model, expression, Object.keys(at))!
        const members = model.dimensions.find(({ name }) => name === folded)!.members
        const terms = members.map((member) => number(expression.body, { ...at, [folded]: member.name }, year))
        switch (expression.fold) {
          case "sum":
            return terms.slice(1).reduce((sum, term) => sum + term, terms[0]!)
          case "mean":
            return terms.slice(1).reduce((sum, term) => sum + term, terms[0]!) / terms.length
          case "smallest":
            return extreme(terms, 1)
          case "largest":
            return extreme(terms, -1)
        }
      }
    }
  }
  return { valueOf, evaluate }
}
