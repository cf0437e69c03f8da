/**
 * The equation language as a tree.
 *
 * An expression is data. It holds names as they were written; what a name
 * stands for is settled by `Shape` and `Lower`. Offsets count characters of the
 * equation's text from 0, so that a fault can underline its place.
 */

/** Functions that take and give numbers, with the fewest and the most arguments. */
export const functions = {
  min: [2, 16],
  max: [2, 16],
  abs: [1, 1],
  sqrt: [1, 1],
  exp: [1, 1],
  ln: [1, 1],
  pow: [2, 2],
  clamp: [3, 3],
  normal_cdf: [3, 3],
  lookup: [5, 65]
} as const satisfies Record<string, readonly [number, number]>
export type FunctionName = keyof typeof functions

/** Functions over a dimension: the body, and the dimension where it is not plain which one is meant. */
export const folds = ["sum", "mean", "smallest", "largest"] as const
export type FoldName = (typeof folds)[number]

/** Functions that look at another year: the last one, or the first. */
export const pasts = ["prev", "initial"] as const
export type PastName = (typeof pasts)[number]

/** What every equation may read without declaring it: the calendar year, and years since the first one. */
export const givens = ["year", "elapsed"] as const
export type GivenName = (typeof givens)[number]

/** Words that the parser of equations keeps for itself: an equation cannot hold them as names. */
export const keywords: ReadonlySet<string> = new Set(
  `break case catch class const continue debugger default delete do else enum export extends false finally for function
  if import in instanceof let new null return super switch this throw true try typeof var void while with`.split(/\s+/)
)

/** Every name that a variable may not take. */
export const reserved: ReadonlySet<string> = new Set<string>([
  ...Object.keys(functions),
  ...folds,
  ...pasts,
  ...givens,
  ...keywords
])

/** Operators on two numbers; comparison and logic give truth values. */
export type BinaryOperator = "+" | "-" | "*" | "/" | "<" | "<=" | ">" | ">=" | "==" | "!=" | "&&" | "||"

interface Placed {
  readonly start: number
  readonly end: number
}
export interface NumberLiteral extends Placed {
  readonly _tag: "Number"
  readonly value: number
}
export interface Given extends Placed {
  readonly _tag: "Given"
  readonly name: GivenName
}
/**
 * A variable, with the members that are picked in brackets, in the order in which they were written. `year` is a
 * picked year: what is dated names one, an equation of a model never does.
 */
export interface Reference extends Placed {
  readonly _tag: "Reference"
  readonly name: string
  readonly members: ReadonlyArray<string>
  readonly year?: number
}
export interface Past extends Placed {
  readonly _tag: "Past"
  readonly past: PastName
  readonly reference: Reference
}
export interface Unary extends Placed {
  readonly _tag: "Unary"
  readonly operator: "-" | "!"
  readonly operand: Expression
}
export interface Binary extends Placed {
  readonly _tag: "Binary"
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
}
export interface Conditional extends Placed {
  readonly _tag: "Conditional"
  readonly test: Expression
  readonly whenTrue: Expression
  readonly whenFalse: Expression
}
export interface Call extends Placed {
  readonly _tag: "Call"
  readonly function: FunctionName
  readonly arguments: ReadonlyArray<Expression>
}
export interface Fold extends Placed {
  readonly _tag: "Fold"
  readonly fold: FoldName
  readonly body: Expression
  /** The dimension that was named, if one was. */
  readonly dimension: string | undefined
}

/** An expression of the equation language. */
export type Expression = NumberLiteral | Given | Reference | Past | Unary | Binary | Conditional | Call | Fold

/** The direct parts of an expression, from left to right. */
export const parts = (expression: Expression): ReadonlyArray<Expression> => {
  switch (expression._tag) {
    case "Number":
    case "Given":
    case "Reference":
      return []
    case "Past":
      return [expression.reference]
    case "Unary":
      return [expression.operand]
    case "Binary":
      return [expression.left, expression.right]
    case "Conditional":
      return [expression.test, expression.whenTrue, expression.whenFalse]
    case "Call":
      return expression.arguments
    case "Fold":
      return [expression.body]
  }
}

/** Whether a part anywhere in the expression satisfies a test. */
export const some = (expression: Expression, test: (part: Expression) => boolean): boolean =>
  test(expression) || parts(expression).some((part) => some(part, test))

/** Whether an expression reads the year before. */
export const looksBack = (expression: Expression): boolean =>
  some(expression, (part) => part._tag === "Past" && part.past === "prev")

/** The names of variables in an expression, each once, in the order of reading. */
export const namesIn = (expression: Expression): ReadonlySet<string> => {
  const found = new Set<string>()
  some(expression, (part) => {
    if (part._tag === "Reference") found.add(part.name)
    return false
  })
  return found
}
