/**
 * From the text of an equation to its tree.
 *
 * The text is read by a JavaScript parser and every node is held against an
 * allow-list; what is not on it is a fault. The text is never evaluated.
 */
import {
  type Expression as JsExpression,
  type Node,
  parse as parseJavaScript,
  type PrivateIdentifier,
  type Super
} from "acorn"
import type * as Fault from "../document/Fault.ts"
import type { Label } from "../document/Label.ts"
import { later } from "../document/Later.ts"
import { nearest } from "../document/Nearest.ts"
import * as Own from "../document/Own.ts"
import type { Span } from "../document/Span.ts"
import * as E from "./Expression.ts"
import * as EquationFault from "./EquationFault.ts"
import * as Foreign from "./Foreign.ts"
import * as SyntaxText from "./SyntaxText.ts"

/** The longest equation that is read, in characters. */
export const maxLength = 4000

/** How deep an equation may nest: what reads and compiles it recurses. A sum of n terms is n deep. */
export const maxDepth = 200

const tooDeep: Label = { en: "nested too deeply", zh: "嵌套过深" }

/** Decimal numbers only: 010 would be eight. */
const decimal = /^[\d_]*\.?[\d_]*(?:e[+-]?\d+)?$/i
const octal = /^0[\d_]/

/** A year in brackets. */
const calendarYear = /^\d{4}$/

const isDeeper = (expression: E.Expression, levels: number): boolean =>
  levels === 0 || E.parts(expression).some((part) => isDeeper(part, levels - 1))

/** Where a stretch of the equation's text lies in its file. */
export type SpanOf = (start: number, end: number) => Span

const binaryOperators: ReadonlySet<string> = new Set(["+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!=", "&&", "||"])
const isOneOf = <A extends string>(names: ReadonlyArray<A>, name: string): name is A =>
  (names as ReadonlyArray<string>).includes(name)

const argumentCounts: Record<E.FunctionName, { en: string; zh: string }> = {
  min: { en: "two or more numbers", zh: "两个或更多数值" },
  max: { en: "two or more numbers", zh: "两个或更多数值" },
  abs: { en: "one number", zh: "一个数值" },
  sqrt: { en: "one number", zh: "一个数值" },
  exp: { en: "one number", zh: "一个数值" },
  ln: { en: "one number", zh: "一个数值" },
  pow: { en: "a number and an exponent", zh: "底数和指数" },
  clamp: { en: "a number, a lowest and a highest value", zh: "数值、下限和上限" },
  normal_cdf: { en: "a number, a mean and a standard deviation", zh: "数值、均值和标准差" },
  lookup: {
    en: "a number and at least two points x, y of literal numbers, x rising",
    zh: "一个数值，以及至少两个以常数给出、x 递增的点 x, y"
  }
}

/** Names that functions of the language have elsewhere. */
const elsewhere: Readonly<Record<string, string>> = { log: "ln", average: "mean", avg: "mean", power: "pow" }

/** What has a meaning in every text, and what needs a current year besides, which a dated text has not. */
const timeless = [...Object.keys(E.functions), ...E.folds]
const all = [...timeless, ...E.pasts]

/** The one of the known functions that a name is meant for; nothing when it is like none. */
const functionMeant = (name: string, known: ReadonlyArray<string>): string | undefined => {
  const small = name.toLowerCase()
  return known.includes(small) ? small : (Own.at(elsewhere, small) ?? nearest(name, known))
}

/** The value of a literal number, possibly with a minus sign. */
export const literal = (expression: E.Expression): number | undefined =>
  expression._tag === "Number"
    ? expression.value
    : expression._tag === "Unary" && expression.operator === "-" && expression.operand._tag === "Number"
      ? -expression.operand.value
      : undefined

const risingPoints = (points: ReadonlyArray<E.Expression>): boolean => {
  const values = points.map(literal)
  return (
    values.length % 2 === 0 &&
    values.every((v) => v !== undefined) &&
    values.every((v, i) => i % 2 === 1 || i === 0 || v > values[i - 2]!)
  )
}

/** What came of a text: its tree, if there is one, and every fault. A node at fault stands in the tree as 0. */
export interface Parsed {
  readonly tree: E.Expression | undefined
  readonly faults: ReadonlyArray<Fault.Fault>
}

/**
 * Parses an equation. Every node that is not allowed is a fault of its own. In a `dated` text a variable may have a
 * year among its brackets, `income[rural][2025]`; elsewhere a year there is not allowed. `unitOf` is for messages only,
 * see `Foreign`.
 */
export const parse = (text: string, spanOf: SpanOf, dated = false, unitOf?: Foreign.UnitOf): Parsed => {
  const faults: Array<Fault.Fault> = []
  const hole = (node: Node): E.Expression => ({ _tag: "Number", value: 0, start: node.start, end: node.end })
  const foreign = later(() => Foreign.of(text, unitOf))
  /** Whether a node is refused for something that is told by itself, see `Foreign`: then all of it is. */
  const isForeign = (node: { readonly start: number; readonly end: number }): boolean =>
    foreign().some(({ end, start }) => start < node.end && node.start < end)
  const foreignFaults = (): ReadonlyArray<Fault.Fault> =>
    foreign().map(({ end, instead, start, what }) => EquationFault.NotAllowed(spanOf(start, end), { what, instead }))
  let tellsForeign = false
  const refuse = (node: Node, what: string): E.Expression => {
    if (isForeign(node)) tellsForeign = true
    else faults.push(EquationFault.NotAllowed(spanOf(node.start, node.end), { what }))
    return hole(node)
  }

  const reference = (node: JsExpression | Super | PrivateIdentifier): E.Reference | undefined => {
    const { start, end } = node
    if (node.type === "Identifier") return { _tag: "Reference", name: node.name, members: [], start, end }
    if (node.type !== "MemberExpression" || !node.computed || node.optional) return undefined
    const object = reference(node.object)
    if (object === undefined) return undefined
    const { property } = node
    if (property.type === "Identifier") return { ...object, members: [...object.members, property.name], start, end }
    const isYear = dated && property.type === "Literal" && calendarYear.test(text.slice(property.start, property.end))
    return isYear && object.year === undefined ? { ...object, year: Number(property.value), start, end } : undefined
  }

  const call = (node: Node, name: string, args: ReadonlyArray<JsExpression>): E.Expression => {
    const { start, end } = node
    const wrong = (expected: { en: string; zh: string }, apart?: JsExpression) => {
      const more = apart === undefined ? {} : { apart: text.slice(apart.start, apart.end) }
      faults.push(EquationFault.WrongArguments(spanOf(start, end), { name, expected, ...more }))
      return hole(node)
    }
    if (isOneOf(E.pasts, name)) {
      const inner = args.length === 1 ? reference(args[0]!) : undefined
      if (inner === undefined)
        return wrong({ en: "one variable", zh: "一个变量" }, args.length === 1 ? args[0] : undefined)
      return { _tag: "Past", past: name, reference: inner, start, end }
    }
    if (isOneOf(E.folds, name)) {
      const [body, dimension] = args
      if (body === undefined || args.length > 2 || (dimension !== undefined && dimension.type !== "Identifier"))
        return wrong({ en: "an expression and, if unclear, a dimension", zh: "一个表达式，必要时再写维度" })
      return { _tag: "Fold", fold: name, body: convert(body), dimension: dimension?.name, start, end }
    }
    if (!Object.hasOwn(E.functions, name)) {
      const called = { start, end: start + name.length }
      if (isForeign(called)) tellsForeign = true
      else {
        const known = dated ? timeless : all
        const data = { name, nearest: functionMeant(name, known), known }
        faults.push(EquationFault.UnknownFunction(spanOf(start, called.end), data))
      }
      return hole(node)
    }
    const called = name as E.FunctionName
    const [fewest, most] = E.functions[called]
    const converted = args.map(convert)
    if (
      converted.length < fewest ||
      converted.length > most ||
      (called === "lookup" && !risingPoints(converted.slice(1)))
    )
      return wrong(argumentCounts[called])
    return { _tag: "Call", function: called, arguments: converted, start, end }
  }

  const convert = (node: JsExpression): E.Expression => {
    const { start, end } = node
    switch (node.type) {
      case "Literal":
        if (typeof node.value !== "number" || !Number.isFinite(node.value)) return refuse(node, node.raw ?? "a text")
        if (!decimal.test(text.slice(start, end)) || octal.test(text.slice(start, end)))
          return refuse(node, text.slice(start, end))
        return { _tag: "Number", value: node.value, start, end }
      case "Identifier":
        if (isOneOf(E.givens, node.name)) return { _tag: "Given", name: node.name, start, end }
        return { _tag: "Reference", name: node.name, members: [], start, end }
      case "MemberExpression":
        return reference(node) ?? refuse(node, text.slice(start, end))
      case "UnaryExpression":
        if (node.operator !== "-" && node.operator !== "!") return refuse(node, node.operator)
        return { _tag: "Unary", operator: node.operator, operand: convert(node.argument), start, end }
      case "BinaryExpression":
      case "LogicalExpression":
        if (node.left.type === "PrivateIdentifier") return refuse(node, node.operator)
        if (!binaryOperators.has(node.operator)) {
          // What stands on either side has faults of its own.
          convert(node.left)
          const { operator, right } = node
          // In `5% + a` JavaScript sees a sign, which the language does not have.
          const isSigned = operator === "%" && right.type === "UnaryExpression" && right.operator === "+"
          convert(isSigned ? right.argument : right)
          return refuse(node, node.operator)
        }
        return {
          _tag: "Binary",
          operator: node.operator as E.BinaryOperator,
          left: convert(node.left),
          right: convert(node.right),
          start,
          end
        }
      case "ConditionalExpression":
        return {
          _tag: "Conditional",
          test: convert(node.test),
          whenTrue: convert(node.consequent),
          whenFalse: convert(node.alternate),
          start,
          end
        }
      case "CallExpression": {
        if (node.callee.type !== "Identifier" || node.optional) return refuse(node, text.slice(start, end))
        const args = node.arguments.filter((argument) => argument.type !== "SpreadElement")
        if (args.length !== node.arguments.length) return refuse(node, "...")
        return call(node, node.callee.name, args)
      }
      default:
        return refuse(node, text.slice(start, Math.min(end, start + 40)))
    }
  }

  const told = (): ReadonlyArray<Fault.Fault> => (tellsForeign ? [...foreignFaults(), ...faults] : faults)
  const notAnEquation = (start: number, detail: Label): Parsed => ({
    tree: undefined,
    faults: [EquationFault.NotAnEquation(spanOf(start, start + 1), { detail })]
  })
  if (text.length > maxLength)
    return notAnEquation(0, { en: `longer than ${maxLength} characters`, zh: `超过 ${maxLength} 个字符` })
  // A comment would hide what follows it on the line, and an equation over several lines is read as one.
  const comments: Array<number> = []
  let statements: ReturnType<typeof parseJavaScript>["body"]
  try {
    statements = parseJavaScript(text, {
      ecmaVersion: 2024,
      onComment: (_isBlock, _text, start) => comments.push(start)
    }).body
  } catch (error) {
    if (error instanceof SyntaxError) {
      if (foreign().length > 0) return { tree: undefined, faults: foreignFaults() }
      const at = (error as { readonly pos?: number }).pos ?? 0
      return notAnEquation(at, SyntaxText.of(error.message, text, at))
    }
    if (error instanceof RangeError) return notAnEquation(0, tooDeep)
    throw error
  }
  if (comments.length > 0) return notAnEquation(comments[0]!, { en: "a comment", zh: "其中有注释" })
  const [statement, second] = statements
  if (statement === undefined) return notAnEquation(0, { en: "empty", zh: "内容为空" })
  const semicolon = text.indexOf(";")
  if (second !== undefined || semicolon !== -1)
    return notAnEquation(second?.start ?? semicolon, { en: "more than one expression", zh: "不止一个表达式" })
  if (statement.type !== "ExpressionStatement") {
    refuse(statement, text.slice(statement.start, Math.min(statement.end, statement.start + 40)))
    return { tree: undefined, faults: told() }
  }
  const tree = convert(statement.expression)
  return isDeeper(tree, maxDepth) ? notAnEquation(0, tooDeep) : { tree, faults: told() }
}
