/**
 * From scalar expressions to graphs of values: what `model/Arithmetic` says of one number, said of two lanes.
 *
 * Truth is a mask, all bits of a lane or none. What may not differ in any bit is mostly the zero's sign and what is no
 * number: `min` and `max` keep the first of two equal numbers, `abs` keeps -0, and a number that is none passes through.
 */
import type { Scalar } from "../model/Scalar.ts"
import type * as Emit from "./Emit.ts"
import * as Exponential from "./Exponential.ts"
import type * as Graph from "./Graph.ts"
import * as NormalCdf from "./NormalCdf.ts"
import * as Power from "./Power.ts"

type Node = Graph.Node

/** Where an expression reads: a slot of a row, and the year as two lanes. `base` is the year in which `elapsed` is 0. */
export interface Surroundings {
  readonly read: (row: "now" | "last" | "first", slot: number) => Node
  readonly year: Node
  readonly base: number
  /** Told of a value on the way to a longer one, which is then computed before it: so no value is deep. */
  readonly hold: (value: Node) => void
}

/** After how many terms of a fold what they come to is held. */
const termsPerHold = 64

/** Whether a value is surely a number in both lanes: a constant is, of which the bits are at most those of infinity. */
const isNumber = (node: Node): boolean =>
  node.kind === "bits" && (node.bits & Exponential.magnitude) <= 0x7ff0000000000000n

const isZero = (node: Node): boolean => node.kind === "bits" && (node.bits & Exponential.magnitude) === 0n

/**
 * The smaller or the larger. WebAssembly's `pmin(a, b)` is `b < a ? b : a`, which is the first also where `b` is no
 * number; there the mask of all bits is put over it, which is none either. With a number for `a` that is not zero the
 * operands may be changed over: `pmin(b, a)` gives `b` where they are equal, and where `b` is no number.
 */
const extreme = (g: Graph.Graph, operation: "f64x2.pmin" | "f64x2.pmax", a: Node, b: Node): Node => {
  if (isNumber(b)) return g.of(operation, a, b)
  if (isNumber(a) && !isZero(a)) return g.of(operation, b, a)
  return g.or(g.of(operation, a, b), g.of("f64x2.ne", b, b))
}

const min = (g: Graph.Graph, a: Node, b: Node): Node => extreme(g, "f64x2.pmin", a, b)
const max = (g: Graph.Graph, a: Node, b: Node): Node => extreme(g, "f64x2.pmax", a, b)

/** `a < 0 ? -a : a`. */
export const abs = (g: Graph.Graph, a: Node): Node => g.of("f64x2.pmax", a, g.of("f64x2.neg", a))

const wholePower = (g: Graph.Graph, a: Node, exponent: number): Node => {
  const size = Math.abs(exponent)
  if (size === 0) return g.number(1)
  const power = Array.from({ length: size - 1 }).reduce<Node>((product) => g.mul(product, a), a)
  return exponent < 0 ? g.div(g.number(1), power) : power
}

/** The segment that holds `x` is chosen, lane by lane, and then read off once. */
const lookup = (g: Graph.Graph, x: Node, points: ReadonlyArray<number>): Node => {
  const count = points.length / 2
  const at = (i: number): readonly [number, number] => [points[2 * i]!, points[2 * i + 1]!]
  const upTo = (i: number): Node => g.of("f64x2.le", x, g.number(at(i)[0]))
  const chosen = (of: (i: number) => number): Node => {
    let found = g.number(of(count - 1))
    for (let i = count - 2; i > 0; i--) found = g.select(upTo(i), g.number(of(i)), found)
    return found
  }
  const x0 = chosen((i) => at(i - 1)[0])
  const y0 = chosen((i) => at(i - 1)[1])
  const width = chosen((i) => at(i)[0] - at(i - 1)[0])
  const rise = chosen((i) => at(i)[1] - at(i - 1)[1])
  const within = g.add(y0, g.mul(g.div(g.sub(x, x0), width), rise))
  const last = g.select(upTo(count - 1), within, g.number(at(count - 1)[1]))
  return g.or(g.select(upTo(0), g.number(at(0)[1]), last), g.of("f64x2.ne", x, x))
}

const comparisons = { "<": "f64x2.lt", "<=": "f64x2.le", "==": "f64x2.eq", "!=": "f64x2.ne" } as const

/** The number that a literal is, a minus before it taken in. */
const literal = (scalar: Scalar): number | undefined => {
  if (scalar._tag === "Number") return scalar.value
  const inner = scalar._tag === "Unary" && scalar.operator === "-" ? literal(scalar.operand) : undefined
  return inner === undefined ? undefined : -inner
}

/** Terms put together from left to right. */
const fold = (terms: ReadonlyArray<Node>, join: (a: Node, b: Node) => Node, hold: Surroundings["hold"]): Node =>
  terms.reduce((folded, term, i) => {
    if (i % termsPerHold === 0) hold(folded)
    return join(folded, term)
  })

const call = (
  g: Graph.Graph,
  scalar: Scalar & { readonly _tag: "Call" },
  inner: (part: Scalar) => Node,
  hold: Surroundings["hold"]
): Node => {
  const literals = scalar.arguments.map(literal)
  if (scalar.function === "lookup")
    return lookup(
      g,
      inner(scalar.arguments[0]!),
      literals.slice(1).map((value) => value!)
    )
  const operands = scalar.arguments.map(inner)
  const [a, b, c] = operands as [Node, Node, Node]
  switch (scalar.function) {
    case "min":
      return fold(operands, (x, y) => min(g, x, y), hold)
    case "max":
      return fold(operands, (x, y) => max(g, x, y), hold)
    case "clamp":
      return min(g, max(g, a, b), c)
    case "abs":
      return abs(g, a)
    case "sqrt":
      return g.of("f64x2.sqrt", a)
    case "whole_power":
      return wholePower(g, a, literals[1]!)
    case "pow":
      return literals[1] === undefined ? g.call("pow", "v128", a, b) : Power.ofLiteral(g, a, literals[1])
    case "exp":
    case "ln":
    case "normal_cdf":
      return g.call(scalar.function, "v128", ...operands)
  }
}

/** The value of a scalar expression, in both lanes. */
export const lower = (g: Graph.Graph, scalar: Scalar, at: Surroundings): Node => {
  const inner = (part: Scalar): Node => lower(g, part, at)
  const constant = literal(scalar)
  if (constant !== undefined) return g.number(constant)
  switch (scalar._tag) {
    case "Number":
      return g.number(scalar.value)
    case "Slot":
      return at.read(scalar.row, scalar.slot)
    case "Given":
      return scalar.name === "year" ? at.year : g.sub(at.year, g.number(at.base))
    case "Unary":
      return g.of(scalar.operator === "-" ? "f64x2.neg" : "v128.not", inner(scalar.operand))
    case "Conditional":
      return g.select(inner(scalar.test), inner(scalar.whenTrue), inner(scalar.whenFalse))
    case "Call":
      return call(g, scalar, inner, at.hold)
    case "Sum":
      return fold(scalar.terms.map(inner), g.add, at.hold)
    case "Binary": {
      const [a, b] = [inner(scalar.left), inner(scalar.right)]
      switch (scalar.operator) {
        case "+":
          return g.add(a, b)
        case "-":
          return g.sub(a, b)
        case "*":
          return g.mul(a, b)
        case "/":
          return g.div(a, b)
        case ">":
          return g.of("f64x2.lt", b, a)
        case ">=":
          return g.of("f64x2.le", b, a)
        case "&&":
          return g.and(a, b)
        case "||":
          return g.or(a, b)
        default:
          return g.of(comparisons[scalar.operator], a, b)
      }
    }
  }
}

/** Adds the functions that lowered expressions call. */
export const defineFunctions = (assembly: Emit.Assembly): void => {
  Exponential.defineExponential(assembly)
  Exponential.defineLogarithm(assembly)
  Power.define(assembly)
  NormalCdf.define(assembly)
}
