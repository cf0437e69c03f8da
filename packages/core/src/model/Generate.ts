/**
 * Kernel source from a program, in JavaScript or in C.
 *
 * Both are straight-line code from one generator: a value is computed into a local and stored in its slot; a slot of
 * any row is loaded once. Only numbers, slot numbers and fixed words reach the text, never a name from a model.
 * An expression nests in the text as it does in the tree, and a tree is no deeper than its equation; what folds many
 * members is worked out in statements before it, so that compilers meet no depth that grows with a model.
 * The C twin exists to measure and to check the JavaScript: it does the same operations in the same order.
 */
import type { Scalar } from "./Scalar.ts"
import { reads } from "./Scalar.ts"

/** One function of a kernel: values for slots of this year's row, or for places of an output array. */
export interface Routine {
  readonly name: string
  readonly into: "now" | "out"
  readonly statements: ReadonlyArray<{ readonly index: number; readonly scalar: Scalar }>
}

/** Engines give up optimising a function that is too long; longer routines are split. */
const statementsPerFunction = 150

/** How many terms of a fold are written as one expression; a longer fold is worked out in several statements. */
const termsPerStatement = 64

interface Dialect {
  readonly number: (value: number) => string
  readonly local: string
  /** What declares a local that is assigned to again. */
  readonly variable: string
  readonly head: (name: string) => string
  readonly call: (name: string) => string
  /** The arguments by which a call of `lookup` is given its points. */
  readonly points: (values: ReadonlyArray<string>) => string
}

/** Tables are made once, before the functions; `tables` collects their text. */
const javaScript = (tables: Array<string>): Dialect => ({
  number: (value) => (value < 0 ? `(${value})` : String(value)),
  local: "const",
  variable: "let",
  head: (name) => `const ${name} = (v, now, last, first, year, out) => {`,
  call: (name) => `${name}(v, now, last, first, year, out)`,
  points: (values) => {
    const name = `t${tables.length}`
    tables.push(`const ${name} = [${values.join(", ")}];`)
    return name
  }
})

const c: Dialect = {
  number: (value) => {
    const text = /[.e]/.test(String(value)) ? String(value) : `${value}.0`
    return value < 0 ? `(${text})` : text
  },
  local: "const double",
  variable: "double",
  head: (name) =>
    `static void ${name}(double *v, long now, long last, long first, double year, double *out) { (void)v; (void)now; (void)last; (void)first; (void)year; (void)out;`,
  call: (name) => `${name}(v, now, last, first, year, out)`,
  points: (values) => `${values.length}, (const double[]){${values.join(", ")}}`
}

const functionNames: Record<string, string> = {
  min: "min",
  max: "max",
  abs: "abs_",
  sqrt: "sqrt",
  exp: "exp_",
  ln: "ln_",
  pow: "pow_",
  whole_power: "whole_power",
  clamp: "clamp",
  normal_cdf: "normal_cdf",
  lookup: "lookup"
}

const rowLetter = { now: "a", last: "p", first: "f" } as const

/** How the terms of a fold are put together from left to right, given their texts. */
type Join = (terms: ReadonlyArray<string>) => string

const sumOf: Join = (terms) => `(${terms.join(" + ")})`
const callsOf =
  (name: string): Join =>
  (terms) =>
    terms.reduce((folded, term) => `${name}(${folded}, ${term})`)

/** The text of an expression. Statements that have to stand before it go to `before`; each of them makes one local. */
const expressionText = (
  scalar: Scalar,
  dialect: Dialect,
  base: number,
  before: { readonly lines: Array<string>; locals: number }
): string => {
  const inner = (part: Scalar): string => expressionText(part, dialect, base, before)
  const fold = (terms: ReadonlyArray<Scalar>, join: Join): string => {
    const texts = terms.map(inner)
    if (texts.length <= termsPerStatement) return join(texts)
    const local = `s${before.locals++}`
    before.lines.push(`  ${dialect.variable} ${local} = ${join(texts.slice(0, termsPerStatement))};`)
    for (let at = termsPerStatement; at < texts.length; at += termsPerStatement)
      before.lines.push(`  ${local} = ${join([local, ...texts.slice(at, at + termsPerStatement)])};`)
    return local
  }
  switch (scalar._tag) {
    case "Number":
      return dialect.number(scalar.value)
    case "Slot":
      return `${rowLetter[scalar.row]}${scalar.slot}`
    case "Given":
      return scalar.name === "year" ? "year" : `(year - ${dialect.number(base)})`
    case "Unary":
      return `(${scalar.operator}${inner(scalar.operand)})`
    case "Binary":
      return `(${inner(scalar.left)} ${scalar.operator} ${inner(scalar.right)})`
    case "Sum":
      return fold(scalar.terms, sumOf)
    case "Conditional":
      return `(${inner(scalar.test)} ? ${inner(scalar.whenTrue)} : ${inner(scalar.whenFalse)})`
    case "Call": {
      const name = functionNames[scalar.function]!
      if (scalar.function === "min" || scalar.function === "max") return fold(scalar.arguments, callsOf(name))
      const args = scalar.arguments.map(inner)
      if (scalar.function === "lookup") return `${name}(${args[0]}, ${dialect.points(args.slice(1))})`
      return `${name}(${args.join(", ")})`
    }
  }
}

const routineText = (routine: Routine, dialect: Dialect, base: number): string => {
  const functions: Array<string> = []
  for (let start = 0; start === 0 || start < routine.statements.length; start += statementsPerFunction) {
    const loaded = new Set<string>()
    const before = { lines: new Array<string>(), locals: 0 }
    const lines = routine.statements.slice(start, start + statementsPerFunction).flatMap(({ index, scalar }) => {
      const loads = reads(scalar).flatMap(({ row, slot }) => {
        const local = `${rowLetter[row]}${slot}`
        if (loaded.has(local)) return []
        loaded.add(local)
        return [`  ${dialect.local} ${local} = v[${row} + ${slot}];`]
      })
      const text = expressionText(scalar, dialect, base, before)
      loads.push(...before.lines.splice(0))
      if (routine.into === "out") return [...loads, `  out[${index}] = ${text};`]
      loaded.add(`a${index}`)
      return [...loads, `  ${dialect.local} a${index} = ${text};`, `  v[now + ${index}] = a${index};`]
    })
    functions.push([dialect.head(`${routine.name}_${functions.length}`), ...lines, "}"].join("\n"))
  }
  const calls = functions.map((_, i) => `  ${dialect.call(`${routine.name}_${i}`)};`)
  return [...functions, dialect.head(routine.name), ...calls, "}"].join("\n")
}

/**
 * The body of a JavaScript function that takes the arithmetic as arguments named like `functionNames` and returns the
 * routines by name. `base` is the year in which `elapsed` is 0.
 */
export const javaScriptSource = (routines: ReadonlyArray<Routine>, base: number): string => {
  const tables: Array<string> = []
  const dialect = javaScript(tables)
  const functions = routines.map((routine) => routineText(routine, dialect, base))
  const names = routines.map((routine) => routine.name).join(", ")
  return ['"use strict";', ...tables, ...functions, `return { ${names} };`].join("\n")
}

/**
 * C functions of the same names and arguments. The caller supplies `min`, `max`, `abs_`, `clamp`, `exp_`, `ln_`,
 * `pow_`, `whole_power`, `normal_cdf` and `lookup(x, count, points)`.
 */
export const cSource = (routines: ReadonlyArray<Routine>, base: number): string =>
  routines.map((routine) => routineText(routine, c, base)).join("\n")

/** The names under which generated code calls the arithmetic, in the order in which a JavaScript kernel takes them. */
export const arithmeticNames: ReadonlyArray<string> = Object.values(functionNames)
