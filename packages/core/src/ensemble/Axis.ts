/**
 * Axes: the inputs that differ between the members of an ensemble, one number each.
 *
 * An assumption varies by its position, over its range and as its distribution says: triangular with the model's own
 * value as the mode where it says nothing. A lever varies by one level from the first policy year on, each level
 * between its ends as likely as any. What the scenario itself sets of an assumption is held: it was said.
 */
import type { Cell, Model, Variable } from "../model/Model.ts"
import * as Position from "../model/Position.ts"
import type * as Distribution from "../sampling/Distribution.ts"
import type { Scenario } from "../scenario/Scenario.ts"

/** One input that varies. Its name is the variable's. */
export interface Axis {
  readonly variable: Variable
  readonly position: Position.Position
  readonly distribution: Distribution.Distribution
}

/** The assumptions of a model as an ensemble sees them; each list in the order of names. */
export interface Assumptions {
  readonly axes: ReadonlyArray<Axis>
  /** Set by the scenario. */
  readonly held: ReadonlyArray<Variable>
  /** Their range is one value. */
  readonly fixed: ReadonlyArray<Variable>
}

const distributionOf = (
  { distribution }: Variable,
  { centre, high, low }: Position.Position
): Distribution.Distribution => {
  if (distribution === undefined || distribution === "triangular")
    return { shape: "triangular", low, mode: centre, high }
  if (distribution === "uniform") return { shape: "uniform", low, high }
  if ("triangular" in distribution) return { shape: "triangular", low, mode: distribution.triangular.mode, high }
  return "normal" in distribution
    ? { shape: "normal", low, high, mean: centre, sd: distribution.normal.sd }
    : { shape: "lognormal", low, high, median: centre, sd: distribution.lognormal.sd }
}

const byName = (a: Variable, b: Variable): number => (a.name < b.name ? -1 : 1)

/** The axis of an assumption that is free to vary; nothing for any other variable. */
export const ofAssumption = (variable: Variable): Axis | undefined => {
  const position = Position.of(variable)
  return position === undefined || position.low >= position.high
    ? undefined
    : { variable, position, distribution: distributionOf(variable, position) }
}

/** The axis of a lever; nothing for any other variable. */
export const ofLever = (variable: Variable): Axis | undefined => {
  if (variable.lever === undefined) return undefined
  const { default: centre, max: high, min: low } = variable.lever
  return { variable, position: { kind: "value", low, high, centre }, distribution: { shape: "uniform", low, high } }
}

/** Every assumption of a model: free to vary, held by a scenario, or fixed. */
export const assumptions = (model: Model, scenario: Pick<Scenario, "assumptions">): Assumptions => {
  const isHeld = ({ cells }: Variable): boolean => cells.some(({ name }) => Object.hasOwn(scenario.assumptions, name))
  const all = model.variables.filter(({ kind }) => kind === "assumption").toSorted(byName)
  const free = all.filter((variable) => !isHeld(variable))
  return {
    axes: free.flatMap((variable) => ofAssumption(variable) ?? []),
    held: all.filter(isHeld),
    fixed: free.filter((variable) => ofAssumption(variable) === undefined)
  }
}

/** The value of one of an axis's cells at a position, from the model's own value in the year. */
export const valueAt = ({ position: { kind } }: Axis, cell: Cell, own: number, position: number): number =>
  Position.valueAt(kind, cell, own, position)
