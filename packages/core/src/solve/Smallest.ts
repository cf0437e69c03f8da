/**
 * The smallest change of the levers that reaches the aims, or the cheapest; where none does, one that comes nearest.
 *
 * The search goes down from no change and from several points that are spread evenly, leaves out the levers that are
 * not needed, rounds to numbers that can be read, and takes back what can be taken back. What it gives is the best
 * that it found: a model with corners and curves may hold a better one somewhere, and nothing here proves otherwise.
 *
 * A1  the answer is a function of the question: no clock, no chance, no order of names plays a part;
 * A2  each lever stays in its range, and no law of the model is broken, shortage included unless the scenario scales;
 * A3  of settings that reach the aims none is given up for one that does not;
 * A4  what is to be kept is met by the answer, its rounded numbers included, wherever the scenario breaks no law.
 */
import * as Spending from "../analysis/Spending.ts"
import * as SobolSequence from "../sampling/SobolSequence.ts"
import * as Aim from "./Aim.ts"
import * as Descent from "./Descent.ts"
import * as Evaluator from "./Evaluator.ts"
import * as MostMet from "./MostMet.ts"
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

/** How much of the work it is to meet as many aims as can be had. */
const mostMetParts = 6

/** Aims a hair above what is needed: a step along a curve falls short by as much. */
const reserve = 1e-7
/** What part of the way to the nearest may be given up for fewer and smaller changes, in aims that are missed anyway. */
const nearness = 0.02
/** How much more than it needs a setting that is nearest should have, so that rounding takes nothing that is met. */
const room = 2e-5

/** More than anything that numbers of so many digits could save. */
export const absolute = 1e9

const penalties = { worst: 1e3, total: 0, firm: 1e3 }

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
  Float64Array.from(needs, (need) => (need.kind === "aim" && need.aim.strict ? Aim.strictly : 0))

const raised = ({ needs }: Evaluator.Evaluator, least: Float64Array, by = reserve): Float64Array =>
  least.map((value, i) => (needs[i]!.kind === "law" ? value : value + by))

/**
 * Whether a setting comes nearer: by how many aims it reaches, and of as many by the sum of what is lacking; laws and
 * what is to be kept come first.
 */
const isNearer = (problem: Descent.Problem, a: Descent.Point, b: Descent.Point): boolean => {
  if (a.measured.sound !== b.measured.sound) return a.measured.sound
  const [of, than] = [a, b].map(({ measured }) => Descent.lacking(problem, measured)) as [
    ReturnType<typeof Descent.lacking>,
    ReturnType<typeof Descent.lacking>
  ]
  if (of.firm > 0 !== than.firm > 0 || (of.firm > 0 && of.firm !== than.firm)) return of.firm < than.firm
  const [here, there] = [MostMet.count(problem, a), MostMet.count(problem, b)]
  if (here !== there) return here > there
  return of.total === than.total ? of.worst < than.worst : of.total < than.total
}

/** Half the way from what is needed to what there is more of it. */
const half = (least: number, margin: number): number => (margin > least ? (least + margin) / 2 : least)

/** Whether a law is broken, whatever else is lacking. */
const breaksLaw = ({ evaluator, least }: Descent.Problem, { margins }: Descent.Point["measured"]): boolean =>
  evaluator.needs.some(({ kind }, i) => kind === "law" && margins[i]! < least[i]!)

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
    { ...problem, prices: { ...prices, worst: prices.worst * 1000, firm: prices.firm * 1000 } },
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
  /** The names of those that are to be kept whatever else can be had. */
  readonly kept: ReadonlySet<string>
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

const metBy = ({ levers, place, scenario }: Question, aims: ReadonlyArray<Aim.Aim>): ReadonlyArray<Aim.Aim> => {
  if (aims.length === 0) return []
  const { margins, sound } = Evaluator.of(place, scenario, levers, aims, []).measure(new Float64Array(levers.length))
  return aims.filter((aim, i) => sound && Aim.holds(aim, margins[i]!))
}

/** The other targets of a question that its scenario meets by itself. */
export const keptOf = (question: Question): ReadonlyArray<Aim.Aim> => metBy(question, question.others)

/** The plan of a question as its scenario stands. */
export const planOf = (question: Question): Plan => {
  const { keep, least, levers, place, scenario } = question
  const others = keptOf(question)
  const aims = [...question.aims, ...others]
  const kept = new Set([...others, ...(keep ? metBy(question, question.aims) : [])].map(({ name }) => name))
  const evaluator = Evaluator.of(place, scenario, levers, aims, goalsOf(question))
  const spread = Array.from({ length: starting }, (_, i) => spreadOver(evaluator, i))
  const starts = [new Float64Array(levers.length), ...spread]
  return { evaluator, aims, kept, starts, least }
}

/** Answers a question; between two of its steps it yields how far it has come. */
export const search = (question: Question): Generator<Progress, Found> => seek(planOf(question))

/** Searches as planned. */
export function* seek({ aims, evaluator: uncounted, kept, least: wants, starts }: Plan): Generator<Progress, Found> {
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
  const firm = evaluator.needs.map((need) => need.kind === "law" || (need.kind === "aim" && kept.has(need.aim.name)))
  const exact: Descent.Problem = { evaluator, free, least, firm, prices }
  const wanted: Descent.Problem = { ...exact, least: raised(evaluator, least) }
  const nearing: Descent.Problem = {
    ...wanted,
    // More than there is of what nothing moves would hide what is lacking of the rest.
    least: wanted.least.map((value, i) =>
      firm[i] === true ? Math.min(value, half(least[i]!, before.margins[i]!)) : value
    ),
    prices: { change: 1e-6, goals: goals.map(() => 0), worst: 0.01, total: 1, firm: 100 }
  }

  const work = starts.length + 4 + mostMetParts
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
    const fallen = yield* within(Descent.from(nearing, from, { enough: isEnough }))
    const near = yield* within(MostMet.mended(nearing, exact, fallen), 0)
    if (isNearer(exact, near, nearest)) nearest = near
    if (!isEnough(near)) continue
    const point = yield* within(insisting(wanted, exact, near.shares), 0)
    if (isEnough(point) && (!isEnough(best) || point.charge < best.charge - 1e-9)) best = point
  }

  if (isEnough(best)) done += mostMetParts
  else {
    nearest = yield* within(MostMet.from(nearing, exact, nearest), mostMetParts)
    if (isEnough(nearest)) best = nearest
  }
  const outcome = isEnough(best)
    ? "met"
    : nearest.measured.sound && !breaksLaw(exact, nearest.measured)
      ? "nearest"
      : "stops"
  const start = Descent.at(exact, none)
  const told = { evaluator: uncounted, aims, start }
  if (outcome === "stops")
    return { ...told, outcome, end: nearest, steps: [], tight: new Map(), projections: counted.count }

  // As near as it gets is what a setting has to come to from here on.
  const floor = least.map((value, i) => {
    const margin = nearest.measured.margins[i]!
    if (outcome === "met" || margin >= value || evaluator.needs[i]!.kind === "law") return value
    return firm[i] === true ? margin : Math.min(value, margin - slackOf(margin, before.margins[i]!))
  })
  // Among readable numbers no saving makes good for what is lacking.
  const final = { ...exact, least: floor, prices: { ...prices, worst: absolute, firm: absolute } }
  const aimed = { ...wanted, least: raised(evaluator, floor, outcome === "met" ? reserve : room) }
  if (outcome === "nearest") {
    const point = yield* within(insisting(aimed, final, nearest.shares))
    best = Polish.lacksNothing(final, point) ? point : Descent.at(aimed, nearest.shares)
  }
  const most = Polish.allowance(final, best)
  // Fewer levers may take half of what simpler numbers may take in all.
  const sparse = yield* within(Polish.sparse(aimed, final, best, (most + Polish.allowance(final, best, 0)) / 2))
  const rounded = yield* within(Polish.takenBack(final, yield* within(Polish.rounded(final, sparse, most))), 0)
  return {
    ...told,
    outcome,
    end: rounded.point,
    steps: rounded.steps,
    tight: Polish.tightness(final, rounded),
    projections: counted.count
  }
}
