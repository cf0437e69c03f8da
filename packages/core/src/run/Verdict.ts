/**
 * Whether a run came to what its scenario expects.
 *
 * V1  every expectation gets a verdict, in the order of the file; none is left out;
 * V2  only `holds` counts as holding: a year that the run did not reach, a number that is not finite and a text that
 *     cannot be read do not;
 * V3  conditions are decided from left to right: what stands after `false &&` or `true ||` is not looked at, and so
 *     need not have been reached. What a run decides, a longer one does not undo.
 */
import type { Fault } from "../document/Fault.ts"
import * as Evaluate from "../model/Evaluate.ts"
import { reads, type Scalar } from "../model/Scalar.ts"
import * as Expectation from "../scenario/Expectation.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import type { Trajectory } from "./Trajectory.ts"

/**
 * How an expectation stands: it holds or fails; the run ended before a year that it takes to decide it; a side of a
 * comparison came to no finite number; or its text, kept by an older gongfu that did not check it, cannot be read.
 */
export type Standing = "holds" | "fails" | "not_reached" | "no_number" | "unreadable"

/** A number that was read, as it came out. */
export interface Value {
  /** Address and year, `income[rural][2025]`. */
  readonly name: string
  readonly unit: string
  readonly value: number
}

/** How one expectation stands, with its numbers as far as the run has them. Sides may be NaN or infinite. */
export interface Verdict {
  readonly text: string
  readonly standing: Standing
  /** Both sides of a plain comparison, in their unit; `read` are the names of values that are a side by themselves. */
  readonly sides:
    | { readonly left: number; readonly right: number; readonly unit: string; readonly read: ReadonlyArray<string> }
    | undefined
  readonly values: ReadonlyArray<Value>
  /** Why the text cannot be read. */
  readonly faults: ReadonlyArray<Fault>
}

/** What conditions are decided on: the values of their parts, and whether the run has all that a part reads. */
interface Known {
  readonly evaluate: (part: Scalar) => number
  readonly isReached: (part: Scalar) => boolean
}

/** The truth of a condition, or why it has none. */
const decide = (scalar: Scalar, known: Known): Exclude<Standing, "unreadable"> => {
  const of = (part: Scalar) => decide(part, known)
  if (scalar._tag === "Unary") {
    const inner = of(scalar.operand)
    return inner === "holds" ? "fails" : inner === "fails" ? "holds" : inner
  }
  if (scalar._tag === "Binary" && (scalar.operator === "&&" || scalar.operator === "||")) {
    const left = of(scalar.left)
    return left === (scalar.operator === "&&" ? "holds" : "fails") ? of(scalar.right) : left
  }
  if (!known.isReached(scalar)) return "not_reached"
  if (scalar._tag === "Binary" && ![scalar.left, scalar.right].map(known.evaluate).every(Number.isFinite))
    return "no_number"
  return known.evaluate(scalar) === 0 ? "fails" : "holds"
}

/** Whether one of the sides is nothing but the number at a place of the long row. */
const isSide = ({ left, right }: NonNullable<Expectation.Expectation["sides"]>, at: number): boolean =>
  [left, right].some((side) => side._tag === "Slot" && side.slot === at)

/** The verdict on a condition. The trajectory begins in the scenario's first year. */
const judge = (expectation: Expectation.Expectation, trajectory: Trajectory): Verdict => {
  const { readings, scalar, sides, text } = expectation
  const reached = readings.filter(({ year }) => year <= trajectory.to)
  const evaluate = (part: Scalar): number =>
    Evaluate.evaluate(part, { read: (_, at) => trajectory.rows[at]!, year: trajectory.from, base: trajectory.from })
  const values = reached.map((reading) => ({
    name: Expectation.nameOf(reading),
    unit: reading.unit,
    value: trajectory.rows[reading.at]!
  }))
  const missing = new Set(readings.filter(({ year }) => year > trajectory.to).map(({ at }) => at))
  const isReached = (part: Scalar): boolean => !reads(part).some(({ slot }) => missing.has(slot))
  return {
    text,
    standing: decide(scalar, { evaluate, isReached }),
    sides:
      missing.size === 0 && sides !== undefined
        ? {
            left: evaluate(sides.left) + 0,
            right: evaluate(sides.right) + 0,
            unit: sides.unit,
            read: readings.filter(({ at }) => isSide(sides, at)).map(Expectation.nameOf)
          }
        : undefined,
    values,
    faults: []
  }
}

/** A verdict on everything that a scenario expects of a run of it. */
export const of = (scenario: Pick<Scenario, "expect" | "years">, trajectory: Trajectory): ReadonlyArray<Verdict> =>
  scenario.expect.map((text): Verdict => {
    const { expectation, faults } = Expectation.read(text, trajectory.model, scenario.years)
    return expectation === undefined
      ? { text, standing: "unreadable", sides: undefined, values: [], faults }
      : judge(expectation, trajectory)
  })

/** Whether all of them hold; of no expectations all do. */
export const allHold = (verdicts: ReadonlyArray<Verdict>): boolean =>
  verdicts.every(({ standing }) => standing === "holds")
