/**
 * What a setting of levers comes to: how far every aim and law is from failing, and what it costs.
 *
 * A setting is a share of its range for each lever, how far it is moved from what the scenario says; see `LeverPath`.
 * Margins are relative: that of an aim to what it requires, that of a law to the size of what it bounds, so that one
 * per cent of each counts alike. At or above zero they hold. A projection goes on where a law is broken, so that a
 * search sees how far; whether a run would stop is what the margins of the laws say, and nothing else.
 */
import * as Laws from "../model/Law.ts"
import type { Invariant, Model } from "../model/Model.ts"
import type { Place } from "../place/Place.ts"
import * as YearInputs from "../run/YearInputs.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import type { Aim } from "./Aim.ts"
import * as LeverPath from "./LeverPath.ts"

/**
 * Something that has to hold: an aim; several aims at once with a probability; or a law of the model for one member of
 * each of its dimensions.
 */
export type Need =
  | { readonly kind: "aim"; readonly aim: Aim; readonly scale: number }
  | { readonly kind: "chance"; readonly probability: number }
  | { readonly kind: "law"; readonly law: Invariant; readonly scale: number }

/** What a setting comes to. */
export interface Measured {
  /** Whether every number is finite and every law that nothing can bend holds. */
  readonly sound: boolean
  /** The relative margin of each need. */
  readonly margins: Float64Array
  /** Each goal, in its own unit. */
  readonly goals: Float64Array
}

/** A quantity of a projection to be made small. `rows` are its years one after the other. */
export type Goal = (rows: Float64Array) => number

/** Measures settings. */
export interface Evaluator {
  readonly levers: ReadonlyArray<LeverPath.LeverPath>
  readonly needs: ReadonlyArray<Need>
  readonly measure: (shares: Float64Array) => Measured
  /** Measures a setting hardly away from another, which may be quicker; as `measure` where there is none. */
  readonly glance?: (shares: Float64Array, near: Float64Array) => Measured
}

/** Projects a scenario again and again, with its levers moved. */
export interface Projector {
  /** The rows of a setting, valid until the next; undefined where a number is not finite. */
  readonly rows: (shares: Float64Array) => Float64Array | undefined
  /** Both sides of every law and every milestone in the years of the last setting, as the kernel watches them. */
  readonly watched: Float64Array
}

/** A projector of a scenario. */
export const projector = (
  { kernel }: Pick<Place, "kernel">,
  scenario: Scenario,
  levers: ReadonlyArray<LeverPath.LeverPath>
): Projector => {
  const { model } = kernel
  const { slots } = model
  const { from, to } = scenario.years
  const count = to - from + 1
  const rows = new Float64Array(count * slots)
  const inputs = new Float64Array(count * slots)
  const watched = new Float64Array(count * kernel.watched)
  for (let k = 0; k < count; k++) {
    const year = from + k
    const set = YearInputs.ofScenario(scenario, model, year)
    YearInputs.writeInputs(model, set, year, inputs.subarray(k * slots, (k + 1) * slots))
  }
  const written = levers.map(() => Number.NaN)
  const values = new Float64Array(count)
  return {
    watched,
    rows: (shares) => {
      for (const [i, path] of levers.entries()) {
        if (written[i] === shares[i]) continue
        LeverPath.write(path, shares[i]!, from, values)
        for (let k = 0; k < count; k++) inputs[k * slots + path.indicator.slot] = values[k]!
        written[i] = shares[i]!
      }
      rows.set(inputs)
      for (let k = 0; k < count; k++) {
        const now = k * slots
        const last = k === 0 ? now : now - slots
        const compute = k === 0 ? kernel.start : kernel.step
        compute(rows, now, last, 0, from + k)
        for (let slot = now; slot < now + slots; slot++) {
          if (!Number.isFinite(rows[slot])) return undefined
          rows[slot] = rows[slot]! + 0
        }
        const watch = k === 0 ? kernel.watchStart : kernel.watch
        watch(rows, now, last, 0, from + k, watched.subarray(k * kernel.watched, (k + 1) * kernel.watched))
      }
      return rows
    }
  }
}

/** How far the sides of a law are from breaking it; the rounding that a run forgives counts as holding. */
export const slack = ({ bound }: Invariant, left: number, right: number): number => {
  const forgiven = Laws.tolerance * Math.max(1, Math.abs(left), "equal" in bound ? Math.abs(right) : 0)
  return "equal" in bound ? forgiven - Math.abs(left - right) : forgiven + Math.min(left - bound.low, bound.high - left)
}

/** A law by its place among all of them, its first year, and whether settings can be nearer to it and farther. */
export interface Law {
  readonly index: number
  readonly law: Invariant
  readonly first: number
  readonly bends: boolean
}

/** The laws that a run of a scenario may break. */
export const lawsOf = (
  { invariants }: Pick<Model, "invariants">,
  { shortage }: Pick<Scenario, "shortage">
): ReadonlyArray<Law> =>
  [...invariants.entries()]
    .filter(([, law]) => Laws.binds(law, shortage === "refuse"))
    .map(([index, law]) => ({
      index,
      law,
      first: Laws.bindsFirstYear(law) ? 0 : 1,
      bends: law.shortage || !("equal" in law.bound)
    }))

/** The least slack of a law in any year of a projection that was watched, or in its first `years`. */
export const tightest = (
  watched: Float64Array,
  width: number,
  { first, index, law }: Law,
  years = watched.length / width
): number => {
  let least = Infinity
  for (let at = first * width + 2 * index; at < years * width; at += width) {
    const found = slack(law, watched[at]!, watched[at + 1]!)
    if (!(found >= least)) least = found
  }
  return least
}

/**
 * The evaluator of a scenario as it is, its assumptions and shocks taken for granted.
 *
 * A law of equal sides that is no law about shortage holds whatever the levers are, or the setting is not sound.
 */
export const of = (
  place: Pick<Place, "kernel">,
  scenario: Scenario,
  levers: ReadonlyArray<LeverPath.LeverPath>,
  aims: ReadonlyArray<Aim>,
  goals: ReadonlyArray<Goal>
): Evaluator => {
  const { kernel } = place
  const { watched: width } = kernel
  const project = projector(place, scenario, levers)
  const { watched } = project
  const laws = lawsOf(kernel.model, scenario)
  const bending = laws.filter(({ bends }) => bends)
  const rigid = laws.filter(({ bends }) => !bends)
  const start = project.rows(new Float64Array(levers.length))
  const needs: ReadonlyArray<Need> = [
    ...aims.map((aim) => ({ kind: "aim", aim, scale: start === undefined ? 1 : sizeOf(aim, start) }) as const),
    ...bending.map(({ index, law }) => ({ kind: "law", law, scale: sizeOfLaw(watched, index, width) }) as const)
  ]
  return {
    levers,
    needs,
    measure: (shares) => {
      const rows = project.rows(shares)
      const margins = new Float64Array(needs.length)
      const values = new Float64Array(goals.length)
      if (rows === undefined || !rigid.every((law) => tightest(watched, width, law) >= 0))
        return { sound: false, margins: margins.fill(-Infinity), goals: values }
      for (const [i, need] of needs.entries())
        if (need.kind === "aim") margins[i] = need.aim.measure(rows).margin / need.scale
        else if (need.kind === "law") margins[i] = tightest(watched, width, bending[i - aims.length]!) / need.scale
      for (const [i, goal] of goals.entries()) values[i] = goal(rows)
      return { sound: !margins.some(Number.isNaN), margins, goals: values }
    }
  }
}

/** What the margin of an aim is held against: what it requires, or where that is nothing, what there is of it. */
export const sizeOf = (aim: Aim, rows: Float64Array): number => {
  const { projected, required } = aim.measure(rows)
  const size = Math.abs(required) || Math.abs(projected)
  return Number.isFinite(size) && size > 0 ? size : 1
}

/** What the slack of a law is held against: the largest that its left side is in any year, and at least 1. */
export const sizeOfLaw = (watched: Float64Array, index: number, width: number): number => {
  let size = 0
  for (let at = 2 * index; at < watched.length; at += width) size = Math.max(size, Math.abs(watched[at]!))
  return Number.isFinite(size) && size > 1 ? size : 1
}
