/**
 * The smallest change with which the aims are reached with a probability.
 *
 * The search goes by a small ensemble, and what it finds is held against a larger one of other draws. Where that says
 * that the aims are not as probable as was asked, the search goes on for a higher probability, by as much as was
 * missing. What it ends with was chosen by both, so that it is counted once more, over as many members of draws that
 * nothing went by before: this is the probability that is told. Every ensemble varies every assumption that the scenario
 * leaves free.
 *
 * R1  the probability that is told is counted over the ensemble of {@link countedSeed}, once, and decides nothing but
 *     whether it is enough;
 * R2  it is enough if it is what was asked for, or if the larger ensemble said so and the error of counting leaves open
 *     that it is.
 */
import * as Proportion from "../sampling/Proportion.ts"
import * as Evaluator from "./Evaluator.ts"
import * as Chance from "./Chance.ts"
import type { Question } from "./Question.ts"
import * as Smallest from "./Smallest.ts"

/** What is asked of the probability. */
export interface Wanted {
  /** Between 0 and 1. */
  readonly probability: number
  /** How many members the answer is held against, and how many it is counted over in the end. */
  readonly members: number
  /** Of the search; that of the members that the answer is held against is the next. */
  readonly seed: number
}

/** The seed of the members that the probability is counted over. */
export const countedSeed = ({ seed }: Pick<Wanted, "seed">): number => seed + 2

/** How many standard errors a count may lie below what was asked for and leave open that it is reached. */
const leavesOpen = 2

/** How probable the aims are, before and after, over members that the search did not go by. */
export interface Probability {
  readonly wanted: number
  readonly before: Chance.Tally
  readonly after: Chance.Tally
}

/** Whether a count is enough for what was wanted; `reached` says whether the larger ensemble was. */
export const isEnough = ({ all, members }: Chance.Tally, wanted: number, reached: boolean): boolean => {
  const lacking = wanted - all / members
  return lacking <= 0 || (reached && lacking <= leavesOpen * Proportion.precision(all, members).value)
}

/** What came of the search. */
export interface Found extends Smallest.Found {
  readonly probability: Probability
}

/** How many members the search goes by. */
export const searched = 200
const attempts = 4
/** The highest probability that a search of so many members can ask for. */
const highest = 1 - 1 / searched

/** Searches; between two of its steps it yields how far it has come, in parts of a hundred. */
export function* search(question: Question, wanted: Wanted): Generator<Smallest.Progress, Found> {
  const { aims, levers, place, scenario } = question
  const plan = Smallest.planOf(question)
  const none = new Float64Array(levers.length)
  const before = Evaluator.projector(place, scenario, levers).rows(none)
  const scales = aims.map((aim) => (before === undefined ? 1 : Evaluator.sizeOf(aim, before)))
  const ensemble = (members: number, seed: number): Chance.Members =>
    Chance.members(place, scenario, levers, aims, scales, { sampler: "latin-hypercube", members, seed })
  const kept = plan.aims.slice(aims.length)
  const central = Evaluator.of(place, scenario, levers, kept, Smallest.goalsOf(question))
  const sample = ensemble(searched, wanted.seed)
  const larger = ensemble(wanted.members, wanted.seed + 1)
  const untouched = ensemble(wanted.members, countedSeed(wanted))

  let projections = 0
  function* share<A>(
    steps: Generator<Smallest.Progress | void, A>,
    from: number,
    to: number,
    of = 1
  ): Generator<Smallest.Progress, A> {
    for (let step = 0; ; step++) {
      const { done, value } = steps.next()
      if (done === true) return value
      const part = value === undefined ? Math.min(1, step / of) : value.done / value.of
      yield { done: from + (to - from) * part, of: 100 }
    }
  }
  /** Counts the members that reach the aims, within a part of the work. */
  function* counted(
    of: Chance.Members,
    shares: Float64Array,
    from: number,
    to: number
  ): Generator<Smallest.Progress, Chance.Tally> {
    projections += wanted.members
    return yield* share(Chance.tally(of, aims.length, shares), from, to, wanted.members)
  }

  const first = yield* share(Smallest.seek(plan), 0, 5)
  projections += first.projections
  const start = yield* counted(untouched, none, 5, 8)
  // What reaches the aims as the scenario stands is near what reaches them with a probability.
  let starts: ReadonlyArray<Float64Array> = [first.outcome === "stops" ? none : first.end.shares]
  let asked = wanted.probability
  for (let attempt = 1; ; attempt++) {
    const evaluator = Chance.evaluator(central, sample, asked)
    const [from, to] = [8 + (attempt - 1) * 22, 8 + attempt * 22]
    const found = yield* share(Smallest.seek({ ...plan, evaluator, starts }), from, to - 3)
    projections += found.projections * searched
    const held = yield* counted(larger, found.end.shares, to - 3, to)
    const probable = held.all / held.members
    const reached = probable >= wanted.probability
    const done = reached || found.outcome !== "met" || attempt === attempts || asked >= highest
    if (done) {
      const after = yield* counted(untouched, found.end.shares, 96, 100)
      const outcome =
        found.outcome === "stops" ? "stops" : isEnough(after, wanted.probability, reached) ? "met" : "nearest"
      return { ...found, outcome, projections, probability: { wanted: wanted.probability, before: start, after } }
    }
    starts = [found.end.shares]
    asked = Math.min(
      highest,
      asked + (wanted.probability - probable) + Proportion.standardError(held.all, held.members) / 2
    )
  }
}
