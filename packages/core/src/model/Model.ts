/**
 * A model: declared, parsed, and checked.
 *
 * What is promised of a `Model`:
 * M1  every name in every equation is a variable, a dimension or a member of the model;
 * M2  units agree in every equation, initial value and invariant;
 * M3  within a year there is no cycle, in the first year nor in any later one;
 * M4  every assumption has a range, every value lies in its range, every input has a source;
 * M5  slots are numbered 0 to `slots - 1`, each belongs to exactly one cell, inputs come before equations.
 *
 * `Check.fromDocument` is the only way to make one.
 */
import type { Label } from "../document/Label.ts"
import type { YearMap } from "../document/Number.ts"
import type { Equation } from "./Equation.ts"
import type { Distribution, Lever, ModelDocument, Range, Source, Spread, Unit } from "./ModelDocument.ts"
import type { Scalar } from "./Scalar.ts"

/** One number of a yearly row: a variable for one member of each of its dimensions. */
export interface Cell {
  /** Members in the order of the variable's dimensions; none for a variable without. */
  readonly members: ReadonlyArray<string>
  readonly slot: number
  /** The address, `income` or `income[rural][wage]`. */
  readonly name: string
  /** The constant value, for a `value` variable. */
  readonly value: number | undefined
  readonly equation: Equation | undefined
  /** Where an assumption's value may lie. */
  readonly range: Range | undefined
  /** What gives the first year's value instead of the equation. */
  readonly initial: Equation | undefined
}

/**
 * What a variable is: an `assumption` is a value or series with a range, which a scenario may set; a `constant` is
 * one without (a published figure, a definition); a `lever` is set by policy; an `equation` is computed.
 */
export type Kind = "assumption" | "constant" | "lever" | "equation"

/** A variable of the model. */
export interface Variable {
  readonly name: string
  readonly sector: string
  readonly label: Label
  readonly note: Label | undefined
  /** The unit as written, `yuan/person/year`. */
  readonly unit: string
  readonly kind: Kind
  readonly dimensions: ReadonlyArray<string>
  readonly cells: ReadonlyArray<Cell>
  readonly series: YearMap | undefined
  readonly lever: Lever | undefined
  /** How far each value may lie from where it is given; nothing where one range holds for all. */
  readonly spread: Spread | undefined
  /** The smallest and the largest value that any cell of an assumption may have. */
  readonly range: Range | undefined
  /** How likely an assumption's values are; triangular around the model's own where it does not say. */
  readonly distribution: Distribution | undefined
  readonly source: Source | undefined
}

/** A dimension and its members, in the order of tables and folds. */
export interface Dimension {
  readonly name: string
  readonly label: Label
  readonly members: ReadonlyArray<{ readonly name: string; readonly label: Label }>
}

/** A law of the model for one member of each of its dimensions: two equal expressions, or one between two bounds. */
export interface Invariant {
  readonly name: string
  readonly sector: string
  readonly label: Label
  readonly shortage: boolean
  readonly members: ReadonlyArray<string>
  readonly dimensions: ReadonlyArray<string>
  readonly left: Equation
  readonly bound: { readonly equal: Equation } | { readonly low: number; readonly high: number }
}

/** A milestone: a condition, told in the first year in which it holds. */
export interface Milestone {
  readonly name: string
  readonly sector: string
  readonly label: Label
  readonly when: Equation
}

/** Gives a cell its value in this year's row. */
export interface Statement {
  readonly cell: Cell
  readonly scalar: Scalar
}

/** A checked model. */
export interface Model {
  readonly document: ModelDocument
  /** The document as canonical JSON, which is how it is stored. */
  readonly canonical: string
  /** The fingerprint of the document. */
  readonly fingerprint: string
  readonly name: string
  readonly label: Label
  readonly years: { readonly from: number; readonly to: number }
  readonly units: Readonly<Record<string, Unit>>
  readonly dimensions: ReadonlyArray<Dimension>
  readonly sectors: ReadonlyArray<{ readonly name: string; readonly label: Label }>
  /** In the order of the files. */
  readonly variables: ReadonlyArray<Variable>
  readonly variable: ReadonlyMap<string, Variable>
  readonly invariants: ReadonlyArray<Invariant>
  readonly milestones: ReadonlyArray<Milestone>
  /** How many numbers a yearly row has. */
  readonly slots: number
  /** Every cell by its slot. */
  readonly cells: ReadonlyArray<Cell>
  /** What the first year computes, and any later one: every statement after those that it needs. */
  readonly program: { readonly first: ReadonlyArray<Statement>; readonly later: ReadonlyArray<Statement> }
}

/** The address of a cell. */
export const address = (variable: string, members: ReadonlyArray<string>): string =>
  members.reduce((name, member) => `${name}[${member}]`, variable)

const byMembers = new WeakMap<Variable, ReadonlyMap<string, Cell>>()
const keyOf = (members: Iterable<string>): string => [...members].toSorted().join()

/** The cell of a variable for chosen members, exactly one of each of its dimensions, in any order. */
export const cellOf = (variable: Variable, members: ReadonlySet<string>): Cell | undefined => {
  let known = byMembers.get(variable)
  if (known === undefined) {
    known = new Map(variable.cells.map((cell) => [keyOf(cell.members), cell]))
    byMembers.set(variable, known)
  }
  return known.get(keyOf(members))
}

const membersOf = new WeakMap<Dimension, ReadonlyMap<string, Dimension["members"][number]>>()

/** The members of a dimension by name, in its order. */
export const membersByName = (dimension: Dimension): ReadonlyMap<string, Dimension["members"][number]> => {
  let known = membersOf.get(dimension)
  if (known === undefined) {
    known = new Map(dimension.members.map((member) => [member.name, member]))
    membersOf.set(dimension, known)
  }
  return known
}
