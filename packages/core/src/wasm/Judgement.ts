/**
 * Functions of a module that say whether members came through: every computed number finite, every law kept.
 *
 * They ask both lanes at once, of rows that were projected, by what `model/Law` says of one number. Yes is certain; no says nothing, because a sum may
 * be too large for a number where no number is.
 */
import * as Kernel from "../model/Kernel.ts"
import * as Law from "../model/Law.ts"
import type { Invariant, Model } from "../model/Model.ts"
import type { Scalar } from "../model/Scalar.ts"
import * as Emit from "./Emit.ts"
import * as Graph from "./Graph.ts"
import { abs } from "./Lower.ts"

/** The functions: each takes where a year begins in memory, in bytes, and gives the lanes of which it is so, as bits. */
export interface Judgement {
  /** Whether the computed numbers of a row are finite, of the first year or of a later one. */
  readonly finiteStart: (row: number) => number
  readonly finiteLater: (row: number) => number
  /** Whether the laws hold, by what is watched of a year: those of the first year or of a later one, … */
  readonly start: (out: number) => number
  readonly later: (out: number) => number
  /** … and without those about shortage. */
  readonly lenientStart: (out: number) => number
  readonly lenientLater: (out: number) => number
}

/**
 * The slots of a year that surely make an expression's number one that is not finite where theirs is not: sums, products
 * and numerators do not lose what is infinite or no number.
 */
const carried = (scalar: Scalar): ReadonlyArray<number> => {
  if (scalar._tag === "Slot") return scalar.row === "now" ? [scalar.slot] : []
  if (scalar._tag === "Unary") return scalar.operator === "-" ? carried(scalar.operand) : []
  if (scalar._tag === "Sum") return scalar.terms.flatMap(carried)
  if (scalar._tag !== "Binary") return []
  switch (scalar.operator) {
    case "+":
    case "-":
    case "*":
      return [...carried(scalar.left), ...carried(scalar.right)]
    case "/":
      return carried(scalar.left)
    default:
      return []
  }
}

/** The computed slots that have to be looked at: the others carry over to one of these. */
const telling = (model: Model, routine: "start" | "step"): ReadonlyArray<number> => {
  const { statements } = Kernel.routines(model).find(({ name }) => name === routine)!
  const others = new Set(statements.flatMap(({ scalar }) => carried(scalar)))
  return statements.map(({ index }) => index).filter((slot) => !others.has(slot))
}

/** Several sums, so that none waits for another. */
const sums = 4

/** Whether the sum of some slots is finite; the sum of none is. */
const finite = (g: Graph.Graph, slots: ReadonlyArray<number>): Graph.Node => {
  const parts = Array.from({ length: sums }, (_, i) =>
    slots
      .filter((_slot, k) => k % sums === i)
      .map((slot) => g.slot(0, slot))
      .reduce((sum, value) => g.add(sum, value), g.number(0))
  )
  return g.of(
    "f64x2.lt",
    abs(
      g,
      parts.reduce((sum, part) => g.add(sum, part))
    ),
    g.number(Infinity)
  )
}

/** Whether a law holds, by its two sides in what is watched. An infinite side never does, and NaN is less than nothing. */
const holds = (g: Graph.Graph, { bound }: Invariant, index: number): Graph.Node => {
  const [left, right] = [g.slot(0, 2 * index), g.slot(0, 2 * index + 1)]
  const least = (a: Graph.Node, b: Graph.Node): Graph.Node => g.of("f64x2.pmin", a, b)
  const most = (a: Graph.Node, b: Graph.Node): Graph.Node => g.of("f64x2.pmax", a, b)
  const sized = (size: Graph.Node): Graph.Node =>
    g.mul(g.number(Law.tolerance), least(g.number(Number.MAX_VALUE), most(g.number(1), size)))
  if ("equal" in bound) return g.of("f64x2.le", abs(g, g.sub(left, right)), sized(most(abs(g, left), abs(g, right))))
  const slack = sized(abs(g, left))
  return g.and(
    g.of("f64x2.le", g.sub(g.number(bound.low), slack), left),
    g.of("f64x2.le", left, g.add(g.number(bound.high), slack))
  )
}

/** Adds the functions of a model, by their names. */
export const define = (assembly: Emit.Assembly, model: Model): void => {
  const function_ = (name: keyof Judgement, ask: (g: Graph.Graph) => Graph.Node): void => {
    const g = Graph.make()
    Emit.define(assembly, name, ["i32"], g.any(ask(g)))
    assembly.module.addFunctionExport(name, name)
  }
  const laws = [...model.invariants.entries()]
  const all =
    (wanted: (law: Invariant) => boolean) =>
    (g: Graph.Graph): Graph.Node =>
      laws
        .filter(([, law]) => wanted(law))
        .map(([index, law]) => holds(g, law, index))
        .reduce((rest, one) => g.and(rest, one), g.bits(-1n))
  const lenient = (law: Invariant): boolean => Law.binds(law, false)
  function_("finiteStart", (g) => finite(g, telling(model, "start")))
  function_("finiteLater", (g) => finite(g, telling(model, "step")))
  function_("start", all(Law.bindsFirstYear))
  function_(
    "later",
    all(() => true)
  )
  function_(
    "lenientStart",
    all((law) => Law.bindsFirstYear(law) && lenient(law))
  )
  function_("lenientLater", all(lenient))
}
