/**
 * Why a number is what it is: its equation with its numbers, and those of everything that it comes from.
 *
 * E1  each equation, evaluated again on the recorded numbers, gives the recorded number, to the bit; one that does not
 *     is told (`again`);
 * E2  at full depth every number that the asked ones depend on is told, once, and no other;
 * E3  the numbers that nothing is told below are inputs, or computed from none, or lie at the depth that was asked for.
 *
 * Numbers come breadth first, so each stands at its least depth: `from` is the number that it was first met at.
 */
import { treeOf } from "../model/Equation.ts"
import * as Evaluate from "../model/Evaluate.ts"
import * as Kernel from "../model/Kernel.ts"
import { lower } from "../model/Lower.ts"
import type { Invariant, Variable } from "../model/Model.ts"
import * as Program from "../model/Program.ts"
import { reads } from "../model/Scalar.ts"
import * as Laws from "../model/Law.ts"
import type * as Given from "./Given.ts"
import type { History, Instant, Read, Statement } from "./History.ts"
import { key } from "./History.ts"
import * as Terms from "./Terms.ts"

/** How a number was computed. */
export interface Computed extends Statement {
  readonly parts: Terms.Parts
  readonly reads: ReadonlyArray<Read>
  /** What this engine computes, where that is another number than the one on record. */
  readonly again: number | undefined
}

/** One number and how it came about: it was given, or it was computed. */
export interface Account extends Instant {
  readonly variable: Variable
  readonly value: number
  /** 0 for what was asked. */
  readonly depth: number
  readonly from: Instant | undefined
  readonly given: Given.Given | undefined
  readonly computed: Computed | undefined
  /** Whether what it reads is told too. */
  readonly expanded: boolean
}

/** A law of the model that did not hold in the year in which a run failed. */
export interface Law {
  readonly invariant: Invariant
  /** Its address. */
  readonly name: string
  readonly text: string
  readonly year: number
  /** Both sides as the run told them; one where the law is a bound. */
  readonly sides: Readonly<Record<string, number | string>>
  /** The numbers that the law is about. */
  readonly reads: ReadonlyArray<Instant>
}

/** An explanation: what was asked, and all that is told of it. */
export interface Explanation {
  readonly roots: ReadonlyArray<Instant>
  /** Breadth first, each number once, by `History.key`. */
  readonly accounts: ReadonlyMap<string, Account>
  /** How many more numbers the asked ones depend on. */
  readonly deeper: number
}

const walked = (history: History, roots: ReadonlyArray<Instant>): ReadonlyMap<string, Instant> => {
  const found = new Map(roots.map((root) => [key(root), root]))
  // A map is walked in the order in which it grows: breadth first.
  for (const [, instant] of found)
    for (const { slot, year } of history.readsOf(instant)) {
      const known = key({ slot, year })
      if (!found.has(known)) found.set(known, { slot, year })
    }
  return found
}

/** Everything that numbers depend on, themselves included, each once. */
export const ancestors = (history: History, roots: ReadonlyArray<Instant>): ReadonlyArray<Instant> => [
  ...walked(history, roots).values()
]

const computed = (history: History, instant: Instant, statement: Statement, value: number): Computed => {
  const surroundings = history.surroundings(instant.year)
  const again = Evaluate.evaluate(statement.scalar, surroundings) + 0
  return {
    ...statement,
    parts: Terms.of(statement.scalar, surroundings),
    reads: history.readsOf(instant),
    again: Object.is(again, value) ? undefined : again
  }
}

/** Explains numbers of a run to a depth: 0 tells them alone, 1 their equations and what those read, and so on. */
export const of = (history: History, roots: ReadonlyArray<Instant>, depth: number): Explanation => {
  const accounts = new Map<string, Account>()
  const waiting = roots.map((root) => ({ instant: root, depth: 0, from: undefined as Instant | undefined }))
  for (const { depth: at, from, instant } of waiting) {
    const { slot, year } = instant
    if (accounts.has(key(instant))) continue
    const variable = history.variableOf(slot)
    const value = history.valueOf(instant)
    const statement = history.statementOf(instant)
    const own = statement === undefined ? undefined : computed(history, instant, statement, value)
    const given = history.givenOf(instant)
    const expanded = at < depth && own !== undefined
    accounts.set(key(instant), { slot, year, variable, value, depth: at, from, given, computed: own, expanded })
    if (expanded)
      for (const read of own.reads)
        waiting.push({ instant: { slot: read.slot, year: read.year }, depth: at + 1, from: { slot, year } })
  }
  return { roots, accounts, deeper: walked(history, roots).size - accounts.size }
}

/** The law by whose name a run failed, if that is why it did. */
export const brokenLaw = (history: History, name: string): Law | undefined => {
  const { failed, model } = history
  if (failed?.reason !== "invariant_broken") return undefined
  const invariant = model.invariants.find((law) => Laws.told(law).name === failed.variable)
  if (invariant === undefined || ![failed.variable, invariant.name].includes(name.replaceAll(" ", ""))) return undefined
  const { year } = failed
  const phase = year === history.from ? "first" : "later"
  const members = Program.membersOf(invariant.dimensions, invariant.members)
  const sides = [invariant.left, ...("equal" in invariant.bound ? [invariant.bound.equal] : [])]
  const read = sides
    .flatMap((side) => reads(lower(treeOf(side), members, Kernel.namesOf(model), phase)))
    .map(({ row, slot }): Instant => ({ slot, year: history.yearOf(row, year) }))
  return {
    invariant,
    name: failed.variable,
    text: failed.equation,
    year,
    sides: failed.inputs,
    reads: [...new Map(read.map((instant) => [key(instant), instant])).values()]
  }
}
