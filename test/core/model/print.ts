/** Expressions as text, with every bracket written; and without places, for comparing trees. */
import type { Expression } from "@gongfu/core/model/Expression"
import { parts } from "@gongfu/core/model/Expression"

/** An expression without its places in a text. */
export type Bare<E = Expression> =
  E extends ReadonlyArray<infer A>
    ? ReadonlyArray<Bare<A>>
    : E extends object
      ? { readonly [K in keyof E as K extends "start" | "end" ? never : K]: Bare<E[K]> }
      : E

/** The text of an expression. Parts stand in brackets, so that precedence decides nothing. */
export const print = (expression: Bare): string => {
  switch (expression._tag) {
    case "Number":
      return String(expression.value)
    case "Given":
      return expression.name
    case "Reference":
      return [
        expression.name,
        ...(expression.year === undefined ? [] : [`[${expression.year}]`]),
        ...expression.members.map((member) => `[${member}]`)
      ].join("")
    case "Past":
      return `${expression.past}(${print(expression.reference)})`
    case "Unary":
      return `${expression.operator}(${print(expression.operand)})`
    case "Binary":
      return `(${print(expression.left)}) ${expression.operator} (${print(expression.right)})`
    case "Conditional":
      return `(${print(expression.test)}) ? (${print(expression.whenTrue)}) : (${print(expression.whenFalse)})`
    case "Call":
      return `${expression.function}(${expression.arguments.map(print).join(", ")})`
    case "Fold":
      return `${expression.fold}(${print(expression.body)}${expression.dimension === undefined ? "" : `, ${expression.dimension}`})`
  }
}

/** The same tree without places. */
export const bare = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(bare)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (key === "start" || key === "end" ? [] : [[key, bare(inner)]]))
  )
}

/** A bare tree with places, all zero, for code that wants them and does not look. */
export const placed = (tree: Bare): Expression => {
  const give = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(give)
    if (typeof value !== "object" || value === null) return value
    const inner = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, give(part)]))
    return "_tag" in value ? { ...inner, start: 0, end: 0 } : inner
  }
  return give(tree) as Expression
}

/** Every kind of node, operator and function in an expression, for counting what a generator reaches. */
export const wordsIn = (expression: Expression): ReadonlyArray<string> => {
  const own =
    expression._tag === "Binary" || expression._tag === "Unary"
      ? `${expression._tag} ${expression.operator}`
      : expression._tag === "Call"
        ? expression.function
        : expression._tag === "Fold"
          ? `${expression.fold}${expression.dimension === undefined ? "" : " named"}`
          : expression._tag === "Past"
            ? expression.past
            : expression._tag === "Reference" && expression.members.length > 0
              ? "pick"
              : expression._tag
  return [own, ...parts(expression).flatMap(wordsIn)]
}
