/**
 * The smallest change of the levers that reaches the aims, or the cheapest; where none does, one that comes nearest.
 *
 * The search goes down from no change and from several points that are spread evenly, leaves out the levers that are
 * not needed, rounds to numbers that can be read, and takes back what can be taken back. What it gives is the best
 * that it found: a model with corners and curves may hold a better one somewhere, and nothing here proves otherwise.
 *
 * A1  the answer is a function of the question: no clock, no chance, no order of names plays a part;
 * A2  each lever stays in its range, and no law of the model is broken, shortage included unless the scenario scales;
 * A3  of settings that reach the aims none is given up for one that does not.
 */
import * as Spending from "../analysis/Spending.ts"
import * as SobolSequence from "../sampling/SobolSequence.ts"
import * as Aim from "./Aim.ts"
import * as Descent from "./Descent.ts"
import * as Evaluator from "./Evaluator.ts"
import * as Polish from "./Polish.ts"
import type { Question } from "./Question.ts"

/** How far the search has come: parts of the work done, of all. */
export interface Progress {
  readonly done: number
  readonly of: number
}

/** What came of a search. */
export interface Found {
  /** The aims are reached; or this is as near as it gets; or no setting was found with which a run comes to its end. */
  readonly outcome: "met" | "nearest" | "stops"
  readonly evaluator: Evaluator.Evaluator
  /** The aims that were asked for, and after them the targets that have to stay met. */
  readonly aims: ReadonlyArray<Aim.Aim>
  readonly start: Descent.Point
  readonly end: Descent.Point
  readonly steps: Polish.Steps
  /** For each lever that was moved, what would fail with one step less; nothing where that could be had, too. */
  readonly tight: ReadonlyMap<number, number | undefined>
  /** How many projections it took. */
  readonly projections: number
}

/** From how many points a search goes down beside no change. */
const starting = 5

/** Aims a hair above what is needed: a step along a curve falls short by as much. */
const reserve = 1e-7
/** What a strict aim needs: anything above nothing. */
const strictly = 1e-12
/** What part of the way to the nearest may be given up for fewer and smaller changes. */
const nearness = 0.02

/** More than anything that numbers of so many digits could save. */
export const absolute = 1e9

const penalties = { worst: 1e3, total: 0, laws: 1e3 }

/** An evaluator that counts. */
const counting = (evaluator: Evaluator.Evaluator): { readonly evaluator: Evaluator.Evaluator; count: number } => {
  const counted = {
    count: 0,
    evaluator: {
      ...evaluator,
      measure: (shares: Float64Array) => {
        counted.count++
        return evaluator.measure(shares)
      },
      glance: (shares: Float64Array, near: Float64Array) => {
        counted.count++
        return evaluator.glance?.(shares, near) ?? evaluator.measure(shares)
      }
    }
  }
  return counted
}

/** What each need has to have: nothing or, where the figure itself is not good enough, a little more. */
export const leastOf = ({ needs }: Evaluator.Evaluator): Float64Array =>
  Float64Array.from(needs, (need) => (need.kind === "aim" && need.aim.strict ? strictly : 0))

const raised = ({ needs }: Evaluator.Evaluator, least: Float64Array): Float64Array =>
  least.map((value, i) => (needs[i]!.kind === "law" ? value : value + reserve))

/**
 * Whether a setting comes nearer: by the sum of what its aims lack, so that what can be reached is not given up for a
 * little more of what cannot; laws come first.
 */
const isNearer = (problem: Descent.Problem, a: Descent.Point, b: Descent.Point): boolean => {
  if (a.measured.sound !== b.measured.sound) return a.measured.sound
  const [of, than] = [a, b].map(({ measured }) => Descent.lacking(problem, measured)) as [
    ReturnType<typeof Descent.lacking>,
    ReturnType<typeof Descent.lacking>
  ]
  if (of.laws > 0 !== than.laws > 0 || (of.laws > 0 && of.laws !== than.laws)) return of.laws < than.laws
  return of.total === than.total ? of.worst < than.worst : of.total < than.total
}

const slackOf = (nearest: number, before: number): number =>
  Number.isFinite(before) ? nearness * Math.max(0, nearest - before) + 1e-6 : 1e-3

/** Goes down, and once more at higher stakes where something is lacking still. */
function* insisting(
  problem: Descent.Problem,
  exact: Descent.Problem,
  start: Float64Array
): Descent.Search<Descent.Point> {
  const point = yield* Descent.from(problem, start)
  if (Polish.lacksNothing(exact, point) || !point.measured.sound) return point
  const { prices } = problem
  const again = yield* Descent.from(
    { ...problem, prices: { ...prices, worst: prices.worst * 1000, laws: prices.laws * 1000 } },
    point.shares
  )
  return Descent.at(problem, again.shares)
}

/** A start somewhere in the middle of what the levers can do. */
export const spreadOver = ({ levers }: Evaluator.Evaluator, index: number): Float64Array =>
  // The first point of the sequence is a corner.
  Float64Array.from(levers, ({ high, low }, i) => low + SobolSequence.at(index + 1, i) * (high - low))

/** What is searched: how settings are measured, and from where the search goes down, one setting at least. */
export interface Plan {
  readonly evaluator: Evaluator.Evaluator
  readonly aims: ReadonlyArray<Aim.Aim>
  readonly starts: ReadonlyArray<Float64Array>
  readonly least: Question["least"]
}

/** The goals of a question: the new money, and all that is spent; none without indicators of cost. */
export const goalsOf = ({ cost, place, scenario }: Question): ReadonlyArray<Evaluator.Goal> => {
  const { slots } = place.model
  const before = Evaluator.projector(place, scenario, []).rows(new Float64Array(0))?.slice()
  return cost.length === 0 || before === undefined
    ? []
    : [Spending.added(cost, slots, before), Spending.spent(cost, slots)]
}

/** The other targets of a question that its scenario meets by itself. */
export const keptOf = ({ levers, others, place, scenario }: Question): ReadonlyArray<Aim.Aim> => {
  if (others.length === 0) return []
  const { margins, sound } = Evaluator.of(place, scenario, levers, others, []).measure(new Float64Array(levers.length))
  return others.filter((other, i) => sound && Aim.holds(other, margins[i]!))
}

/** The plan of a question as its scenario stands. */
export const planOf = (question: Question): Plan => {
  const { least, levers, place, scenario } = question
  const aims = [...question.aims, ...keptOf(question)]
  const evaluator = Evaluator.of(place, scenario, levers, aims, goalsOf(question))
  const spread = Array.from({ length: starting }, (_, i) => spreadOver(evaluator, i))
  const starts = [new Float64Array(levers.length), ...spread]
  return { evaluator, aims, starts, least }
}

/** Answers a question; between two of its steps it yields how far it has come. */
export const search = (question: Question): Generator<Progress, Found> => seek(planOf(question))

/** Searches as planned. */
export function* seek({ aims, evaluator: uncounted, least: wants, starts }: Plan): Generator<Progress, Found> {
  const counted = counting(uncounted)
  const { evaluator } = counted
  const free = evaluator.levers.map((_, i) => i)
  const least = leastOf(evaluator)
  const none = new Float64Array(free.length)
  const before = evaluator.measure(none)
  const byCost = wants === "cost"
  const size = Math.abs(before.goals[1] ?? 0) || 1
  const goals = Array.from(before.goals, (_, i) => (byCost && i === 0 ? 1 / size : 0))
  // Where only money counts, levers that neither cost nor help stay where they are.
  const prices = { ...penalties, change: byCost ? 1e-3 : 1, goals }
  const exact: Descent.Problem = { evaluator, free, least, prices }
  const wanted: Descent.Problem = { ...exact, least: raised(evaluator, least) }
  const nearing: Descent.Problem = {
    ...wanted,
    prices: { change: 1e-6, goals: goals.map(() => 0), worst: 0.01, total: 1, laws: 100 }
  }

  const work = starts.length + 4
  let done = 0
  function* within<A>(steps: Descent.Search<A>, parts = 1): Generator<Progress, A> {
    for (;;) {
      const { done: finished, value } = steps.next()
      if (finished === true) {
        done += parts
        return value
      }
      yield { done, of: work }
    }
  }
  const isEnough = (point: Descent.Point): boolean => Polish.lacksNothing(exact, point)

  let best = yield* within(insisting(wanted, exact, starts[0]!))
  let nearest = best
  for (const [s, from] of starts.entries()) {
    if (s === 0 && isEnough(best)) {
      done++
      continue
    }
    const near = yield* within(Descent.from(nearing, from, { enough: isEnough }))
    if (isNearer(exact, near, nearest)) nearest = near
    if (!isEnough(near)) continue
    const point = yield* within(insisting(wanted, exact, near.shares), 0)
    if (isEnough(point) && (!isEnough(best) || point.charge < best.charge - 1e-9)) best = point
  }

  const outcome = isEnough(best)
    ? "met"
    : nearest.measured.sound && Descent.lacking(exact, nearest.measured).laws === 0
      ? "nearest"
      : "stops"
  const start = Descent.at(exact, none)
  const told = { evaluator: uncounted, aims, start }
  if (outcome === "stops")
    return { ...told, outcome, end: nearest, steps: [], tight: new Map(), projections: counted.count }

  // As near as it gets is what a setting has to come to from here on.
  const floor = least.map((value, i) =>
    outcome === "met" || evaluator.needs[i]!.kind === "law"
      ? value
      : Math.min(value, nearest.measured.margins[i]! - slackOf(nearest.measured.margins[i]!, before.margins[i]!))
  )
  // Among readable numbers no saving makes good for what is lacking.
  const final = { ...exact, least: floor, prices: { ...prices, worst: absolute, laws: absolute } }
  const aimed = { ...wanted, least: raised(evaluator, floor) }
  if (outcome === "nearest") {
    const point = yield* within(insisting(aimed, final, nearest.shares))
    best = Polish.lacksNothing(final, point) ? point : Descent.at(aimed, nearest.shares)
  }
  const most = Polish.allowance(final, best)
  // Fewer levers may take half of what simpler numbers may take in all.
  const sparse = yield* within(Polish.sparse(aimed, final, best, (most + Polish.allowance(final, best, 0)) / 2))
  const rounded = yield* within(Polish.rounded(final, sparse, most))
  return {
    ...told,
    outcome,
    end: rounded.point,
    steps: rounded.steps,
    tight: Polish.tightness(final, rounded),
    projections: counted.count
  }
}
