/**
 * Whether the units in an expression agree.
 *
 * Rules beyond plain dimensional algebra, because a step of the model is one year:
 * U1  a literal is a pure number, and 0 fits any unit;
 * U2  what starts from `prev(stock)` may take up a flow in stock units per year, its sum over the step;
 * U3  a literal may take up a rate per year: `1 + growth` is the factor of one year;
 * U4  a literal that something is compared with is in its unit: `gdp > 10000`.
 */
import { same, type Label } from "../document/Label.ts"
import type { Span } from "../document/Span.ts"
import type { Expression } from "./Expression.ts"
import * as UnitFault from "./UnitFault.ts"
import { literal } from "./Parse.ts"
import type { Names } from "./Shape.ts"
import * as Unit from "./Unit.ts"

/** What is known of an expression: a truth value, a number that fits any unit, or a quantity. */
type Known =
  | { readonly _tag: "Truth" }
  | { readonly _tag: "Any" }
  | {
      readonly _tag: "Quantity"
      readonly unit: Unit.Unit
      /** Starts from last year's value (U2). */
      readonly fromPrev: boolean
      /** Starts from a literal (U3). */
      readonly fromLiteral: boolean
    }

/**
 * What the check needs: units by variable, the text and places in it, and where faults go. In a condition units are
 * told in words.
 */
export interface Context {
  readonly names: Names
  readonly text: string
  readonly inWords?: (unit: Unit.Unit) => Label
  readonly unitOf: (variable: string) => Unit.Unit | undefined
  readonly spanOf: (start: number, end: number) => Span
  readonly report: (fault: ReturnType<typeof UnitFault.UnitsDisagree>) => void
}

const quantity = (unit: Unit.Unit, fromPrev = false, fromLiteral = false): Known => ({
  _tag: "Quantity",
  unit,
  fromPrev,
  fromLiteral
})
/** A pure number, in words. */
export const pure: Label = { en: "a pure number", zh: "无量纲的数" }

/** So much of an expression is told: it is underlined as well. */
const longest = 60

const shown = ({ inWords }: Context, unit: Unit.Unit): Label => (inWords ?? ((one) => same(Unit.show(one))))(unit)

const disagreement = (
  { end, start }: Pick<Expression, "start" | "end">,
  context: Context,
  left: Unit.Unit,
  right: Unit.Unit
) => {
  const text = context.text.slice(start, end).replaceAll(/\s+/g, " ")
  return UnitFault.UnitsDisagree(context.spanOf(start, end), {
    what: text.length > longest ? `${text.slice(0, longest).trim()} …` : text,
    left: shown(context, left),
    right: shown(context, right),
    condition: context.inWords !== undefined
  })
}

/**
 * The unit of an expression; nothing when a fault was reported or a name's unit is unknown, so that one fault is
 * told once.
 */
const infer = (expression: Expression, context: Context): Known | undefined => {
  const span = () => context.spanOf(expression.start, expression.end)
  const number = (part: Expression): Known | undefined => {
    const known = infer(part, context)
    if (known?._tag !== "Truth") return known
    context.report(UnitFault.NumberOrTruth(context.spanOf(part.start, part.end), { expected: "number" }))
    return undefined
  }
  const truth = (part: Expression): void => {
    const known = infer(part, context)
    if (known !== undefined && known._tag !== "Truth")
      context.report(UnitFault.NumberOrTruth(context.spanOf(part.start, part.end), { expected: "truth" }))
  }
  /** The common unit of several parts. */
  const common = (parts: ReadonlyArray<Expression>): Known | undefined => {
    let result: Known = { _tag: "Any" }
    let complete = true
    for (const part of parts) {
      const known = number(part)
      if (known === undefined) complete = false
      else if (known._tag === "Quantity") {
        if (result._tag !== "Quantity") result = known
        else if (Unit.equal(result.unit, known.unit))
          result = quantity(known.unit, result.fromPrev || known.fromPrev, result.fromLiteral && known.fromLiteral)
        else {
          context.report(disagreement(expression, context, result.unit, known.unit))
          return undefined
        }
      }
    }
    return complete ? result : undefined
  }
  const pureNumber = (part: Expression, name: string): boolean => {
    const known = number(part)
    if (known?._tag === "Quantity" && known.unit.size > 0) {
      context.report(
        UnitFault.UnitOfArgument(context.spanOf(part.start, part.end), {
          name,
          expected: pure,
          found: shown(context, known.unit)
        })
      )
      return false
    }
    return known !== undefined
  }

  /** A unit that was multiplied, where it can still be told. */
  const moderate = (unit: Unit.Unit): Unit.Unit | undefined => {
    if (Unit.isModerate(unit)) return unit
    context.report(UnitFault.UnitBeyondBounds(span(), { largest: Unit.largestExponent }))
    return undefined
  }

  switch (expression._tag) {
    case "Number":
      return expression.value === 0 ? { _tag: "Any" } : quantity(Unit.one, false, true)
    case "Given":
      return quantity(Unit.year)
    case "Reference": {
      const unit = context.unitOf(expression.name)
      return unit === undefined ? undefined : quantity(unit)
    }
    case "Past": {
      const unit = context.unitOf(expression.reference.name)
      return unit === undefined ? undefined : quantity(unit, expression.past === "prev")
    }
    case "Unary":
      if (expression.operator === "-") return number(expression.operand)
      truth(expression.operand)
      return { _tag: "Truth" }
    case "Conditional":
      truth(expression.test)
      return common([expression.whenTrue, expression.whenFalse])
    case "Fold":
      return number(expression.body)
    case "Binary": {
      const { operator, left, right } = expression
      if (operator === "&&" || operator === "||") {
        truth(left)
        truth(right)
        return { _tag: "Truth" }
      }
      if (operator !== "+" && operator !== "-" && operator !== "*" && operator !== "/") {
        if (literal(left) !== undefined) number(right)
        else if (literal(right) !== undefined) number(left)
        else common([left, right])
        return { _tag: "Truth" }
      }
      const [a, b] = [number(left), number(right)]
      if (a === undefined || b === undefined || a._tag === "Truth" || b._tag === "Truth") return undefined
      if (operator === "*" || operator === "/") {
        if (a._tag === "Any") return a
        if (b._tag === "Any") return b
        const unit = moderate(operator === "*" ? Unit.times(a.unit, b.unit) : Unit.per(a.unit, b.unit))
        return unit && quantity(unit, a.fromPrev || b.fromPrev, a.fromLiteral && b.fromLiteral)
      }
      if (a._tag === "Any") return b
      if (b._tag === "Any") return a
      const [prev, lit] = [a.fromPrev || b.fromPrev, a.fromLiteral || b.fromLiteral]
      if (Unit.equal(a.unit, b.unit)) return quantity(a.unit, prev, lit)
      const steps = (whole: typeof a, rate: typeof a) =>
        (whole.fromPrev || whole.fromLiteral) && Unit.equal(Unit.per(whole.unit, Unit.year), rate.unit)
      if (steps(a, b)) return quantity(a.unit, prev, lit)
      if (operator === "+" && steps(b, a)) return quantity(b.unit, prev, lit)
      context.report(disagreement(expression, context, a.unit, b.unit))
      return undefined
    }
    case "Call": {
      const { function: name, arguments: args } = expression
      switch (name) {
        case "min":
        case "max":
        case "clamp":
          return common(args)
        case "abs":
          return number(args[0]!)
        case "exp":
        case "ln":
          return pureNumber(args[0]!, name) ? quantity(Unit.one) : undefined
        case "normal_cdf":
          return common(args) === undefined ? undefined : quantity(Unit.one)
        case "lookup":
          return number(args[0]!) === undefined ? undefined : quantity(Unit.one)
        case "sqrt": {
          const known = number(args[0]!)
          if (known?._tag !== "Quantity") return known
          const unit = Unit.root(known.unit)
          if (unit !== undefined) return quantity(unit)
          const expected = { en: "a unit with even exponents", zh: "指数为偶数的单位" }
          context.report(UnitFault.UnitOfArgument(span(), { name, expected, found: shown(context, known.unit) }))
          return undefined
        }
        case "pow": {
          const exponent = literal(args[1]!)
          if (exponent !== undefined && Number.isInteger(exponent)) {
            const known = number(args[0]!)
            if (known?._tag !== "Quantity") return known
            const unit = moderate(Unit.power(known.unit, exponent))
            return unit && quantity(unit)
          }
          const [base, power] = [pureNumber(args[0]!, name), pureNumber(args[1]!, name)]
          return base && power ? quantity(Unit.one) : undefined
        }
      }
    }
  }
}

/** Checks that an expression is a number in the declared unit. A bare literal is taken to be in that unit. */
export const checkNumber = (expression: Expression, variable: string, declared: Unit.Unit, context: Context): void => {
  if (literal(expression) !== undefined) return
  const known = infer(expression, context)
  const span = context.spanOf(expression.start, expression.end)
  if (known?._tag === "Truth") context.report(UnitFault.NumberOrTruth(span, { expected: "number" }))
  if (known?._tag === "Quantity" && !Unit.equal(known.unit, declared))
    context.report(
      UnitFault.UnitOfEquation(span, { variable, declared: Unit.show(declared), found: Unit.show(known.unit) })
    )
}

/** Checks that an expression is a number of any unit, and gives its unit: nothing when it fits all, or is at fault. */
export const unitOf = (expression: Expression, context: Context): Unit.Unit | undefined => {
  const known = infer(expression, context)
  if (known?._tag === "Truth")
    context.report(UnitFault.NumberOrTruth(context.spanOf(expression.start, expression.end), { expected: "number" }))
  return known?._tag === "Quantity" ? known.unit : undefined
}

/** Checks that an expression is a condition. */
export const checkTruth = (expression: Expression, context: Context): void => {
  const known = infer(expression, context)
  if (known !== undefined && known._tag !== "Truth")
    context.report(UnitFault.NumberOrTruth(context.spanOf(expression.start, expression.end), { expected: "truth" }))
}
