/**
 * A run as an explanation reads it: every number of every year, and what each was computed from.
 *
 * H1  a number is the one on record; only the year in which a run failed is computed anew, from what was recorded
 *     before it, because a run does not record a year that it could not finish;
 * H2  what an equation reads is found by year: this year's, the year before's, or the first year's number;
 * H3  in the first year the initial equation counts, where there is one.
 */
import { type Equation, treeOf } from "../model/Equation.ts"
import * as Evaluate from "../model/Evaluate.ts"
import * as Kernel from "../model/Kernel.ts"
import { lower, type Phase } from "../model/Lower.ts"
import type { Model, Variable } from "../model/Model.ts"
import * as Program from "../model/Program.ts"
import { reads, type Row, type Scalar } from "../model/Scalar.ts"
import * as RunState from "../run/RunState.ts"
import type { RunEvent, RunFailed } from "../run/Event.ts"
import { writeInputs } from "../run/YearInputs.ts"
import * as Trajectory from "../run/Trajectory.ts"
import * as Given from "./Given.ts"

/** One number of a run. */
export interface Instant {
  readonly slot: number
  readonly year: number
}

/** What an equation reads, and whether of this year, the year before or the first year. */
export interface Read extends Instant {
  readonly row: Row
}

/** What gives a number its value: the equation as written, and as arithmetic on slots. */
export interface Statement {
  readonly equation: Equation
  readonly phase: Phase
  readonly scalar: Scalar
}

/** A run to explain. */
export interface History {
  readonly model: Model
  readonly from: number
  /** The last year with numbers: the last one on record, or the year in which the run failed. */
  readonly to: number
  readonly failed: RunFailed | undefined
  /** A number of the run. An instant outside its years is a defect of the caller and throws. */
  readonly valueOf: (instant: Instant) => number
  /** What computes a number; nothing for an input. */
  readonly statementOf: (instant: Instant) => Statement | undefined
  /** What an input was given; nothing for a number that is computed. */
  readonly givenOf: (instant: Instant) => Given.Given | undefined
  /** The variable that a slot belongs to. */
  readonly variableOf: (slot: number) => Variable
  /** What a computed number reads, in the order of reading, each number once; an input reads nothing. */
  readonly readsOf: (instant: Instant) => ReadonlyArray<Read>
  /** What a scalar expression is evaluated on in a year. */
  readonly surroundings: (year: number) => Evaluate.Surroundings
  /** The year that a row means, seen from a year. */
  readonly yearOf: (row: Row, year: number) => number
}

/** The key of an instant, to tell instants apart. */
export const key = ({ slot, year }: Instant): string => `${slot} ${year}`

/** The year that a row means, seen from a year. */
const yearOf = (row: Row, year: number, first: number): number =>
  row === "now" ? year : row === "last" ? year - 1 : first

/** The row of the year in which a run failed, as far as it can be computed: what went wrong is not finite. */
const failedRow = (model: Model, state: RunState.RunState): Float64Array => {
  const { trajectory } = state
  const year = trajectory.to + 1
  const row = new Float64Array(model.slots)
  writeInputs(model, state, year, row)
  const read = (of: Row, slot: number): number =>
    of === "now" ? row[slot]! : Trajectory.at(trajectory, slot, yearOf(of, year, trajectory.from))
  const phase = year === trajectory.from ? "first" : "later"
  for (const { cell, scalar } of model.program[phase])
    row[cell.slot] =
      Evaluate.evaluate(scalar, {
        read: (of, slot) => (of === "first" && phase === "first" ? row[slot]! : read(of, slot)),
        year,
        base: model.years.from
      }) + 0
  return row
}

/** Reads a run from its events. Events that do not fit the model are a defect of the caller and throw. */
export const of = (run: { readonly model: Model; readonly events: ReadonlyArray<RunEvent> }): History => {
  const { events, model } = run
  const state = RunState.replay(model, events)
  const { trajectory } = state
  const { from } = trajectory
  const failed = events.find((event) => event.type === "RunFailed")
  const last = failed === undefined ? undefined : failedRow(model, state)
  const to = trajectory.to + (last === undefined ? 0 : 1)

  const variables = new Map(model.variables.flatMap((variable) => variable.cells.map(({ slot }) => [slot, variable])))
  const given = Given.reader(events)
  const names = Kernel.namesOf(model)
  const phaseOf = (year: number): Phase => (year === from ? "first" : "later")
  const statements = new Map<string, Statement | undefined>()
  const lowered = (slot: number, phase: Phase): Statement | undefined => {
    const cell = model.cells[slot]!
    const equation = Program.equationIn(cell, phase)
    if (equation === undefined) return undefined
    const members = Program.membersOf(variables.get(slot)!.dimensions, cell.members)
    return { equation, phase, scalar: lower(treeOf(equation), members, names, phase) }
  }
  const statementOf = ({ slot, year }: Instant): Statement | undefined => {
    const phase = phaseOf(year)
    const known = `${slot} ${phase}`
    if (!statements.has(known)) statements.set(known, lowered(slot, phase))
    return statements.get(known)
  }
  const needs = new Map<Scalar, ReturnType<typeof reads>>()
  const needsOf = (scalar: Scalar): ReturnType<typeof reads> => {
    const found = needs.get(scalar) ?? reads(scalar)
    needs.set(scalar, found)
    return found
  }
  const valueOf = ({ slot, year }: Instant): number =>
    last !== undefined && year === to ? last[slot]! : Trajectory.at(trajectory, slot, year)
  return {
    model,
    from,
    to,
    failed,
    valueOf,
    statementOf,
    givenOf: (instant) => {
      const cell = model.cells[instant.slot]!
      return statementOf(instant) === undefined ? given(variables.get(instant.slot)!, cell, instant.year) : undefined
    },
    variableOf: (slot) => variables.get(slot)!,
    readsOf: (instant) => {
      const statement = statementOf(instant)
      if (statement === undefined) return []
      const found = needsOf(statement.scalar).map(({ row, slot }): Read => ({
        row,
        slot,
        year: yearOf(row, instant.year, from)
      }))
      return [...new Map(found.map((read) => [key(read), read])).values()]
    },
    surroundings: (year) => ({
      read: (row, slot) => valueOf({ slot, year: yearOf(row, year, from) }),
      year,
      base: model.years.from
    }),
    yearOf: (row, year) => yearOf(row, year, from)
  }
}
