/**
 * A model compiled: one year at a time, on one array of numbers, with no objects in the loop.
 *
 * All rows live in one `Float64Array`; a row is `slots` numbers at some offset. The caller writes the inputs of a
 * year into its row and calls `start` for the first year or `step` for any other, with the offsets of this year's,
 * last year's and the first year's row. A single run keeps every row; an ensemble may use two and a first one in turn.
 */
import * as Arithmetic from "./Arithmetic.ts"
import * as Generate from "./Generate.ts"
import type { Phase } from "./Lower.ts"
import type { Model, Statement } from "./Model.ts"
import * as Program from "./Program.ts"
import type { Names } from "./Shape.ts"

/** Computes a row at `now` in place; inputs must stand in it. Offsets count numbers, not bytes. */
export type Step = (v: Float64Array, now: number, last: number, first: number, year: number) => void

/** Writes what is watched of a computed row into `out`. */
export type Watch = (v: Float64Array, now: number, last: number, first: number, year: number, out: Float64Array) => void

/** A compiled model. */
export interface Kernel {
  readonly model: Model
  readonly start: Step
  readonly step: Step
  /** Watches the first year, and any later one: `watched` numbers, pairs of invariant sides and then milestones. */
  readonly watchStart: Watch
  readonly watch: Watch
  readonly watched: number
}

/** The names of a checked model. */
export const namesOf = (model: Pick<Model, "variable" | "dimensions">): Names => ({
  variables: model.variable,
  dimensions: new Map(model.dimensions.map((dimension) => [dimension.name, dimension]))
})

/** The program of a checked model, ordered anew; one that was checked has no cycle. */
export const programOf = (model: Pick<Model, "variable" | "variables" | "dimensions">): Model["program"] => {
  const names = namesOf(model)
  const ordered = (phase: Phase): ReadonlyArray<Statement> => {
    const found = Program.order(model.variables, names, phase)
    return found._tag === "Ordered" ? found.statements : []
  }
  return { first: ordered("first"), later: ordered("later") }
}

/** The routines of a checked model's kernel: start, step, watchStart, watch. */
export const routines = (model: Model): ReadonlyArray<Generate.Routine> => {
  const names = namesOf(model)
  const statements = (phase: "first" | "later"): Generate.Routine["statements"] =>
    model.program[phase].map(({ cell, scalar }) => ({ index: cell.slot, scalar }))
  const watched = (phase: "first" | "later"): Generate.Routine["statements"] =>
    Program.watched(model.invariants, model.milestones, names, phase).map((scalar, index) => ({ index, scalar }))
  return [
    { name: "start", into: "now", statements: statements("first") },
    { name: "step", into: "now", statements: statements("later") },
    { name: "watchStart", into: "out", statements: watched("first") },
    { name: "watch", into: "out", statements: watched("later") }
  ]
}

/** The code of a checked model's kernel. It holds numbers and fixed words only. */
export const code = (model: Model): string => Generate.javaScriptSource(routines(model), model.years.from)

/** Compiles a checked model. */
export const compile = (model: Model): Kernel => link(model, code(model))

/** Makes a function of code. A host that keeps compiled code may do better than the language's own way. */
export type Evaluate = (
  parameters: ReadonlyArray<string>,
  body: string
) => (...values: ReadonlyArray<unknown>) => unknown

// The text is our own: `Generate` writes numbers and fixed words, no name or text of a model.
// oxlint-disable-next-line no-implied-eval, no-new-func
const evaluated: Evaluate = (parameters, body) => new Function(...parameters, body) as ReturnType<Evaluate>

/** The kernel of a model from its code, which must be what {@link code} gives: it is run. */
export const link = (model: Model, source: string, evaluate: Evaluate = evaluated): Kernel => {
  const arithmetic: Record<string, unknown> = {
    min: Arithmetic.min,
    max: Arithmetic.max,
    abs_: Arithmetic.abs,
    sqrt: Arithmetic.sqrt,
    exp_: Arithmetic.exp,
    ln_: Arithmetic.ln,
    pow_: Arithmetic.pow,
    whole_power: Arithmetic.wholePower,
    clamp: Arithmetic.clamp,
    normal_cdf: Arithmetic.normalCdf,
    lookup: Arithmetic.lookup
  }
  const make = evaluate(Generate.arithmeticNames, source)
  const compiled = make(...Generate.arithmeticNames.map((name) => arithmetic[name])) as {
    readonly start: Step
    readonly step: Step
    readonly watchStart: Watch
    readonly watch: Watch
  }
  return { model, ...compiled, watched: 2 * model.invariants.length + model.milestones.length }
}
