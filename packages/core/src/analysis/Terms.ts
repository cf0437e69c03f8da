/**
 * What an equation comes to, part by part: the terms of a sum, the factors of a product, and every choice that it made.
 *
 * P1  terms add up to the value, to 1e-9 of the sum of their sizes;
 * P2  factors multiply (and divide) to the value, likewise;
 * P3  a choice names the argument that counted, which has the value of the whole.
 *
 * A sum is looked for behind the choices that lead to it: where `max(0, a - b)` came to `a - b`, its terms are those of
 * `a - b`. A sum that is multiplied or divided by a number, as a mean is, has the terms times that number.
 */
import * as Evaluate from "../model/Evaluate.ts"
import type { Scalar } from "../model/Scalar.ts"

/** A part of an equation and what it came to. */
export interface Part {
  readonly scalar: Scalar
  readonly value: number
}

/** A term of a sum, with its sign in the value. The share is that of the total, absent where the total is near zero. */
export interface Term extends Part {
  readonly share: number | undefined
}

/** A factor of a product; `below` those that divide. */
export interface Factor extends Part {
  readonly below: boolean
}

/** A choice that an equation made. */
export type Choice =
  | {
      readonly _tag: "Extreme"
      readonly function: "min" | "max"
      readonly options: ReadonlyArray<Part>
      /** Which of them counted: the first, where several are equal. */
      readonly taken: number
    }
  | {
      readonly _tag: "Clamp"
      readonly inner: Part
      readonly low: Part
      readonly high: Part
      readonly taken: "inner" | "low" | "high"
    }
  | { readonly _tag: "Conditional"; readonly test: Scalar; readonly holds: boolean; readonly taken: Part }
  | {
      readonly _tag: "Lookup"
      readonly at: Part
      readonly value: number
      /** The points of the curve on both sides; one below the first and above the last, where the curve is flat. */
      readonly low: readonly [x: number, y: number] | undefined
      readonly high: readonly [x: number, y: number] | undefined
    }

/** The parts of an equation. At most one of `terms` and `factors` is not empty. */
export interface Parts {
  readonly terms: ReadonlyArray<Term>
  readonly factors: ReadonlyArray<Factor>
  /** Outermost first, and only those within what counted. */
  readonly choices: ReadonlyArray<Choice>
}

/** Below this part of the sizes of all terms a total is near zero, and shares of it would be absurd. */
const nearZero = 0.05

type Value = (scalar: Scalar) => number

/** The arguments of nested calls of one function, as a fold is written out. */
const flat = (scalar: Scalar, name: "min" | "max"): ReadonlyArray<Scalar> =>
  scalar._tag === "Call" && scalar.function === name
    ? scalar.arguments.flatMap((argument) => flat(argument, name))
    : [scalar]

const choiceOf = (scalar: Scalar, value: Value): Choice | undefined => {
  const part = (of: Scalar): Part => ({ scalar: of, value: value(of) })
  if (scalar._tag === "Conditional") {
    const holds = value(scalar.test) !== 0
    return { _tag: "Conditional", test: scalar.test, holds, taken: part(holds ? scalar.whenTrue : scalar.whenFalse) }
  }
  if (scalar._tag !== "Call") return undefined
  switch (scalar.function) {
    case "min":
    case "max": {
      const options = flat(scalar, scalar.function).map(part)
      const whole = value(scalar)
      const same = (option: Part): boolean => option.value === whole || Object.is(option.value, whole)
      return { _tag: "Extreme", function: scalar.function, options, taken: options.findIndex(same) }
    }
    case "clamp": {
      const [inner, low, high] = scalar.arguments.map(part) as [Part, Part, Part]
      const whole = value(scalar)
      // The upper bound wins where the bounds cross, and the number itself where it lies on a bound.
      const taken = Object.is(inner.value + 0, whole + 0)
        ? "inner"
        : Object.is(high.value + 0, whole + 0)
          ? "high"
          : "low"
      return { _tag: "Clamp", inner, low, high, taken }
    }
    case "lookup": {
      const [x, ...rest] = scalar.arguments
      const at = part(x!)
      const points = rest.flatMap((_, i) => (i % 2 === 0 ? [[value(rest[i]!), value(rest[i + 1]!)] as const] : []))
      const after = points.findIndex(([from]) => at.value <= from)
      const low = after === -1 ? points.at(-1) : points[after - 1]
      return { _tag: "Lookup", at, value: value(scalar), low, high: after === -1 ? undefined : points[after] }
    }
    default:
      return undefined
  }
}

/** The part of a choice that counted and that may be looked into. */
const takenOf = (choice: Choice): Scalar | undefined => {
  switch (choice._tag) {
    case "Extreme":
      return choice.options[choice.taken]?.scalar
    case "Clamp":
      return choice[choice.taken].scalar
    case "Conditional":
      return choice.taken.scalar
    case "Lookup":
      return undefined
  }
}

const choicesIn = (scalar: Scalar, value: Value): ReadonlyArray<Choice> => {
  const choice = choiceOf(scalar, value)
  if (choice !== undefined) {
    const next = choice._tag === "Lookup" ? choice.at.scalar : takenOf(choice)
    return [choice, ...(next === undefined ? [] : choicesIn(next, value))]
  }
  switch (scalar._tag) {
    case "Unary":
      return choicesIn(scalar.operand, value)
    case "Binary":
      return [...choicesIn(scalar.left, value), ...choicesIn(scalar.right, value)]
    case "Sum":
      return scalar.terms.flatMap((term) => choicesIn(term, value))
    case "Call":
      return scalar.arguments.flatMap((argument) => choicesIn(argument, value))
    default:
      return []
  }
}

/** What counted of an expression, behind the choices that stand around it. */
const behindChoices = (scalar: Scalar, value: Value): Scalar => {
  const choice = choiceOf(scalar, value)
  const taken = choice === undefined ? undefined : takenOf(choice)
  return taken === undefined ? scalar : behindChoices(taken, value)
}

const negated = (operand: Scalar): Scalar => ({ _tag: "Unary", operator: "-", operand })

/** The terms of a sum, each with its sign; the expression itself where it is none. */
const summands = (scalar: Scalar): ReadonlyArray<Scalar> => {
  if (scalar._tag === "Unary" && scalar.operator === "-") return summands(scalar.operand).map(negated)
  if (scalar._tag === "Sum") return scalar.terms.flatMap(summands)
  if (scalar._tag !== "Binary") return [scalar]
  const { left, operator, right } = scalar
  if (operator === "+") return [...summands(left), ...summands(right)]
  if (operator === "-") return [...summands(left), ...summands(right).map(negated)]
  const around = (side: Scalar, make: (inner: Scalar) => Scalar): ReadonlyArray<Scalar> => {
    const inner = summands(side)
    return inner.length > 1 ? inner.map(make) : [scalar]
  }
  if ((operator === "*" || operator === "/") && right._tag === "Number")
    return around(left, (inner) => ({ ...scalar, left: inner }))
  if (operator === "*" && left._tag === "Number") return around(right, (inner) => ({ ...scalar, right: inner }))
  return [scalar]
}

const factorsOf = (
  scalar: Scalar,
  below: boolean
): ReadonlyArray<{ readonly scalar: Scalar; readonly below: boolean }> =>
  scalar._tag === "Binary" && (scalar.operator === "*" || scalar.operator === "/")
    ? [...factorsOf(scalar.left, below), ...factorsOf(scalar.right, scalar.operator === "*" ? below : !below)]
    : [{ scalar, below }]

/** Two signs before one another are none. */
const plain = (scalar: Scalar): Scalar =>
  scalar._tag === "Unary" &&
  scalar.operator === "-" &&
  scalar.operand._tag === "Unary" &&
  scalar.operand.operator === "-"
    ? plain(scalar.operand.operand)
    : scalar

/** The parts of an equation's arithmetic in its surroundings. */
export const of = (scalar: Scalar, surroundings: Evaluate.Surroundings): Parts => {
  const value: Value = (part) => Evaluate.evaluate(part, surroundings)
  const counted = behindChoices(scalar, value)
  const sum = summands(counted).map(plain)
  const choices = choicesIn(scalar, value)
  if (sum.length > 1) {
    const terms = sum.map((part): Part => ({ scalar: part, value: value(part) + 0 }))
    const total = value(counted)
    const size = terms.reduce((all, term) => all + Math.abs(term.value), 0)
    const shared = Number.isFinite(size) && Math.abs(total) > nearZero * size
    return {
      terms: terms.map((term): Term => ({ ...term, share: shared ? term.value / total + 0 : undefined })),
      factors: [],
      choices
    }
  }
  const factors = factorsOf(counted, false)
  return {
    terms: [],
    factors:
      factors.length < 2 ? [] : factors.map((factor): Factor => ({ ...factor, value: value(factor.scalar) + 0 })),
    choices
  }
}
