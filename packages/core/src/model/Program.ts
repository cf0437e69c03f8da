/**
 * A model as a program: which slot gets which value, in which order.
 *
 * The order depends on what reads what and, between cells that do not need each other, on the order of the files.
 * No result depends on that choice: every statement reads only what stands before it.
 */
import { type Equation, treeOf } from "./Equation.ts"
import type { Cell, Invariant, Milestone, Statement, Variable } from "./Model.ts"
import { lower, type Members, type Phase } from "./Lower.ts"
import { reads, type Scalar } from "./Scalar.ts"
import type { Names } from "./Shape.ts"

/** What a year computes: statements in order, or cycles, each from a cell around to the same cell. */
export type Ordered =
  | { readonly _tag: "Ordered"; readonly statements: ReadonlyArray<Statement> }
  | { readonly _tag: "Cycle"; readonly cycles: ReadonlyArray<ReadonlyArray<Cell>> }

/** The members that a cell stands for, by dimension. */
export const membersOf = (dimensions: ReadonlyArray<string>, members: ReadonlyArray<string>): Members =>
  new Map(dimensions.map((dimension, i) => [dimension, members[i]!]))

/** The equation that gives a cell its value: in the first year its initial one, if it has one. */
export const equationIn = (cell: Cell, phase: Phase): Equation | undefined =>
  phase === "first" ? (cell.initial ?? cell.equation) : cell.equation

/**
 * Orders the statements of a year. The search goes depth first in file order, so a cycle is found as its path. Of
 * cycles that share a cell the first is given: breaking it often breaks the others. `unclear` equations, which mean
 * nothing, are passed over.
 */
export const order = (
  variables: ReadonlyArray<Variable>,
  names: Names,
  phase: Phase,
  unclear: ReadonlySet<Equation> = new Set()
): Ordered => {
  const pending = new Map<number, Statement>()
  for (const variable of variables)
    for (const cell of variable.cells) {
      const equation = equationIn(cell, phase)
      if (equation === undefined || unclear.has(equation)) continue
      const members = membersOf(variable.dimensions, cell.members)
      pending.set(cell.slot, { cell, scalar: lower(treeOf(equation), members, names, phase) })
    }
  const statements: Array<Statement> = []
  const state = new Map<number, "open" | "done">()
  const cycles: Array<ReadonlyArray<Cell>> = []
  // The statements from where the search began to where it stands, each with what it needs still. A list and no
  // recursion: a chain of equations may be longer than a call stack is deep.
  const path: Array<{ readonly statement: Statement; readonly needed: Iterator<number> }> = []
  const enter = (slot: number): void => {
    const statement = pending.get(slot)
    if (statement === undefined || state.get(slot) === "done") return
    if (state.get(slot) === "open") {
      const cells = path.map((step) => step.statement.cell)
      const cycle = cells.slice(cells.indexOf(statement.cell))
      if (!cycles.some((known) => known.some((cell) => cycle.includes(cell)))) cycles.push([...cycle, statement.cell])
      return
    }
    state.set(slot, "open")
    const thisYear = reads(statement.scalar).filter(({ row }) => row === "now")
    path.push({ statement, needed: thisYear.map(({ slot: needed }) => needed).values() })
  }
  const search = (start: number): void => {
    enter(start)
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const { done, value: slot } = step.needed.next()
      if (!done) {
        enter(slot)
        continue
      }
      path.pop()
      state.set(step.statement.cell.slot, "done")
      statements.push(step.statement)
    }
  }
  for (const slot of pending.keys()) search(slot)
  return cycles.length > 0 ? { _tag: "Cycle", cycles } : { _tag: "Ordered", statements }
}

/** What is watched after each year: pairs of an invariant's sides, then the milestones as 1 or 0. */
export const watched = (
  invariants: ReadonlyArray<Invariant>,
  milestones: ReadonlyArray<Milestone>,
  names: Names,
  phase: Phase
): ReadonlyArray<Scalar> => {
  const number = (value: number): Scalar => ({ _tag: "Number", value })
  return [
    ...invariants.flatMap((invariant) => {
      const members = membersOf(invariant.dimensions, invariant.members)
      const left = lower(treeOf(invariant.left), members, names, phase)
      return "equal" in invariant.bound
        ? [left, lower(treeOf(invariant.bound.equal), members, names, phase)]
        : [left, number(0)]
    }),
    ...milestones.map((milestone): Scalar => ({
      _tag: "Conditional",
      test: lower(treeOf(milestone.when), new Map(), names, phase),
      whenTrue: number(1),
      whenFalse: number(0)
    }))
  ]
}
