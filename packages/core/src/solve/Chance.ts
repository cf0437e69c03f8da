/**
 * How probable it is that all aims are reached, over an ensemble of a scenario's free assumptions.
 *
 * Every member gives one number: the least relative margin of any aim and of any law that its run may break until the
 * last of them is decided, so that it reaches the aims just when the number is not below zero; a run that fails later
 * has reached them, as in an ensemble. All aims are reached with a probability just when the
 * number of the member that stands at it, counted from the best, is not below zero: a quantile. Settings are held
 * against each other on the same members (sample average approximation), so that the quantile moves as the levers do.
 */
import * as Batch from "../ensemble/Batch.ts"
import * as EnsemblePlan from "../ensemble/Plan.ts"
import * as Lanes from "../model/Lanes.ts"
import type { Place } from "../place/Place.ts"
import type { Design } from "../sampling/Design.ts"
import type { Scenario } from "../scenario/Scenario.ts"
import * as Aim from "./Aim.ts"
import * as Evaluator from "./Evaluator.ts"
import * as LeverPath from "./LeverPath.ts"

/** A member that stops, or whose law no lever bends: as far from every aim as can be told. */
const lost = -1e3

/** The members of an ensemble, projected at settings of levers. */
export interface Members {
  readonly count: number
  /** Puts the levers where they are to be for the members that are measured next. */
  readonly move: (shares: Float64Array) => void
  /**
   * The number of a member, and which aims it reaches where `reached` is given: 1 for each that it does before its run
   * fails, where it does.
   */
  readonly margin: (member: number, reached?: Uint8Array) => number
}

/** The members of a design. `scales` say what each aim's margin is held against. */
export const members = (
  { kernel }: Pick<Place, "kernel">,
  scenario: Scenario,
  levers: ReadonlyArray<LeverPath.LeverPath>,
  aims: ReadonlyArray<Aim.Aim>,
  scales: ReadonlyArray<number>,
  design: Design
): Members => {
  const { model, watched: width } = kernel
  const { from, to } = scenario.years
  const lanes = Lanes.javaScript(kernel, to - from + 1)
  const plan = EnsemblePlan.make(kernel, [], scenario, design, [])
  const batch = Batch.make(kernel, scenario, plan.axes, lanes)
  const positionsOf = EnsemblePlan.positions(plan)
  const positions = Array.from({ length: design.members }, (_, member) => {
    const own = new Float64Array(plan.axes.length)
    positionsOf(member, own)
    return own
  })
  const laws = Evaluator.lawsOf(model, scenario)
  const values = new Float64Array(to - from + 1)
  /** The year in which the last of the aims is decided. */
  const last = Math.max(...aims.map(({ by }) => by))
  return {
    count: design.members,
    move: (shares) => {
      for (const [i, path] of levers.entries()) {
        LeverPath.write(path, shares[i]!, from, values)
        for (const [year, value] of values.entries()) batch.set(path.indicator.slot, year, value)
      }
    },
    margin: (member, reached) => {
      batch.place(0, positions[member]!)
      batch.project()
      const year = batch.failedIn(0)
      const failedIn = year === -1 ? Infinity : from + year
      const failed = failedIn <= last
      let least = Infinity
      for (const [i, aim] of aims.entries()) {
        const { margin } = aim.measure(batch.rows)
        if (reached !== undefined) reached[i] = aim.by < failedIn && Aim.holds(aim, margin) ? 1 : 0
        least = Math.min(least, Aim.judged(aim, margin, scales[i]!))
      }
      if (failed)
        for (const law of laws)
          least = Math.min(
            least,
            law.bends
              ? Evaluator.tightest(lanes.out, width, law, last - from + 1) /
                  Evaluator.sizeOfLaw(lanes.out, law.index, width)
              : 0
          )
      // A run that fails on the way does not reach them all, whatever its numbers are.
      return Number.isFinite(least) && !(failed && least >= 0) ? least : lost
    }
  }
}

/** Which member, counted from the best, has to reach the aims for a probability. */
export const rankOf = (probability: number, count: number): number => Math.max(1, Math.ceil(probability * count - 1e-9))

/** How many members around the one that counts a glance looks at, as a part of all, and at the least. */
const band = { part: 0.12, least: 12 }

/**
 * An evaluator that asks for the aims with a probability, and of the scenario's own assumptions what `central` asks:
 * the laws, and the targets that are kept. Its first need is the probability.
 */
export const evaluator = (central: Evaluator.Evaluator, sample: Members, probability: number): Evaluator.Evaluator => {
  const needs: ReadonlyArray<Evaluator.Need> = [{ kind: "chance", probability }, ...central.needs]
  const rank = rankOf(probability, sample.count)
  const joined = (found: Evaluator.Measured, quantile: number): Evaluator.Measured => ({
    ...found,
    margins: Float64Array.from([found.sound ? quantile : -Infinity, ...found.margins])
  })
  const quantileOf = (numbers: Float64Array): number => numbers.toSorted()[numbers.length - rank]!
  /** The numbers of all members at the setting that was measured last. */
  let known: { readonly shares: Float64Array; readonly numbers: Float64Array } | undefined
  const numbersAt = (shares: Float64Array): Float64Array => {
    if (known?.shares.every((share, i) => share === shares[i]) === true) return known.numbers
    sample.move(shares)
    const numbers = Float64Array.from({ length: sample.count }, (_, member) => sample.margin(member))
    known = { shares: shares.slice(), numbers }
    return numbers
  }
  return {
    levers: central.levers,
    needs,
    measure: (shares) => {
      const found = central.measure(shares)
      return joined(found, found.sound ? quantileOf(numbersAt(shares)) : lost)
    },
    glance: (shares, near) => {
      const found = central.measure(shares)
      if (!found.sound) return joined(found, lost)
      // Hardly away from a setting, only members beside the one that counts can change places with it.
      const numbers = numbersAt(near)
      const middle = quantileOf(numbers)
      const close = [...numbers.keys()]
        .toSorted((a, b) => Math.abs(numbers[a]! - middle) - Math.abs(numbers[b]! - middle) || a - b)
        .slice(0, Math.max(band.least, Math.ceil(band.part * sample.count)))
      const moved = numbers.slice()
      sample.move(shares)
      for (const member of close) moved[member] = sample.margin(member)
      return joined(found, quantileOf(moved))
    }
  }
}

/** How many members reach each aim, and how many all of them. */
export interface Tally {
  readonly members: number
  readonly all: number
  readonly each: ReadonlyArray<number>
}

/** Counts the members that reach the aims at a setting; yields after each. */
export function* tally(sample: Members, aims: number, shares: Float64Array): Generator<void, Tally> {
  const each = Array.from({ length: aims }, () => 0)
  const reached = new Uint8Array(aims)
  let all = 0
  sample.move(shares)
  for (let member = 0; member < sample.count; member++) {
    sample.margin(member, reached)
    if (reached.every((one) => one === 1)) all++
    for (let i = 0; i < aims; i++) each[i]! += reached[i]!
    yield
  }
  return { members: sample.count, all, each }
}
