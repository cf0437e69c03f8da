/**
 * What can be had of one aim for how much of another: the front between two (Pareto), within what else is asked.
 *
 * Each end of it makes the most of one of the two; between them, in even steps, the most is made of the second while
 * the first has to come to a level at least (the method of bounds: Haimes, Lasdon, Wismer 1971). What another point
 * beats in both is left out. As elsewhere each point is the best that was found.
 */
import type * as Aim from "./Aim.ts"
import * as Descent from "./Descent.ts"
import * as Evaluator from "./Evaluator.ts"
import * as Polish from "./Polish.ts"
import type { Question } from "./Question.ts"
import * as Smallest from "./Smallest.ts"

/** A front: its points from the most of the first aim to the most of the second, and what holds at all of them. */
export interface Front {
  readonly aims: readonly [Aim.Aim, Aim.Aim]
  /** The aims that every point reaches. */
  readonly within: ReadonlyArray<Aim.Aim>
  readonly evaluator: Evaluator.Evaluator
  readonly start: Descent.Point
  readonly points: ReadonlyArray<Polish.Rounded>
  readonly projections: number
}

/** As low as no aim ever falls. */
const anything = -1e12
/** What the aim that is not made the most of counts beside the one that is; and how far levers are moved, beside both. */
const beside = 1e-3
const hardly = 1e-5

/** What part of the front may be given up for numbers that can be read. */
const readable = 0.02
const spreadStarts = 3

/**
 * Draws the front of a question that has one, with so many points at most. Nothing where no setting was found that
 * reaches what else is asked.
 */
export function* draw(question: Question, count: number): Generator<Smallest.Progress, Front | undefined> {
  const { levers, place, scenario } = question
  const aims = question.front!
  const within = [...question.aims, ...Smallest.keptOf(question)]
  const none = new Float64Array(levers.length)
  const before = Evaluator.projector(place, scenario, levers).rows(none)?.slice()
  const sizes = aims.map((aim) => (before === undefined ? 1 : Evaluator.sizeOf(aim, before)))
  const worth = aims.map(
    (aim, i): Evaluator.Goal =>
      (rows) =>
        -aim.measure(rows).margin / sizes[i]!
  )
  const all = [...within, ...aims]
  const uncounted = Evaluator.of(place, scenario, levers, all, worth)
  let projections = 0
  const evaluator: Evaluator.Evaluator = {
    ...uncounted,
    measure: (shares) => {
      projections++
      return uncounted.measure(shares)
    }
  }
  const free = levers.map((_, i) => i)
  const firm = evaluator.needs.map(({ kind }) => kind === "law")
  const [first, second] = [within.length, within.length + 1] as const
  /** Makes the most of one aim, with the first at a level at least. */
  const problem = (most: 0 | 1, level: number): Descent.Problem => {
    const least = Smallest.leastOf(evaluator)
    least[first] = level
    least[second] = anything
    const goals = most === 0 ? [1, beside] : [beside, 1]
    return { evaluator, free, least, firm, prices: { change: hardly, goals, worst: 100, total: 0, firm: 100 } }
  }
  const strict = (of: Descent.Problem): Descent.Problem => ({
    ...of,
    prices: { ...of.prices, worst: Smallest.absolute, firm: Smallest.absolute }
  })

  let done = 0
  const of = 2 * (1 + spreadStarts) + 2 * count
  function* telling<A>(steps: Descent.Search<A>): Generator<Smallest.Progress, A> {
    for (;;) {
      const { done: finished, value } = steps.next()
      if (finished === true) {
        done++
        return value
      }
      yield { done, of }
    }
  }
  /** The best of descents from several settings; one that lacks nothing before one that does. */
  function* best(
    towards: Descent.Problem,
    starts: ReadonlyArray<Float64Array>
  ): Generator<Smallest.Progress, Descent.Point> {
    let found: Descent.Point | undefined
    for (const start of starts) {
      const point = yield* telling(Descent.from(towards, start))
      const judged = Descent.at(strict(towards), point.shares)
      if (found === undefined || judged.charge < found.charge) found = judged
    }
    return found!
  }
  const starts = [none, ...Array.from({ length: spreadStarts }, (_, i) => Smallest.spreadOver(evaluator, i))]
  const ends = [yield* best(problem(0, anything), starts), yield* best(problem(1, anything), starts)] as const
  const spanOf = (aim: number): readonly [number, number] => {
    const [one, other] = ends.map(({ measured }) => measured.margins[aim]!)
    return [one!, other!]
  }
  const [high, low] = spanOf(first)
  const [worse, better] = spanOf(second)
  /** What of the way from one end to the other readable numbers may cost. */
  const yielded = [high - low, better - worse].map((span) => readable * Math.abs(span)) as [number, number]

  const points: Array<Polish.Rounded> = []
  let near = ends[0]
  for (let k = 0; k < count; k++) {
    const level = k === count - 1 ? anything : high + ((low - high) * k) / (count - 1)
    const towards = problem(k === 0 ? 0 : 1, k === 0 ? anything : level)
    const point = k === 0 ? ends[0] : k === count - 1 ? ends[1] : yield* best(towards, [near.shares, ends[1].shares])
    near = point
    const exact = strict(problem(k === 0 ? 0 : 1, k === 0 ? anything : level - yielded[0]))
    const rounded = yield* telling(
      Polish.rounded(exact, point, Polish.allowance(exact, point, yielded[k === 0 ? 0 : 1]))
    )
    if (Polish.lacksNothing(exact, rounded.point)) points.push(rounded)
  }
  if (points.length === 0) return undefined
  return {
    aims,
    within,
    evaluator: uncounted,
    start: Descent.at(problem(0, anything), none),
    points: notBeaten(points, first, second),
    projections
  }
}

/** The points that no other one beats in both aims, each pair of values once. */
const notBeaten = (
  points: ReadonlyArray<Polish.Rounded>,
  first: number,
  second: number
): ReadonlyArray<Polish.Rounded> => {
  const values = points.map(({ point: { measured } }) => [measured.margins[first]!, measured.margins[second]!] as const)
  return points.filter((_, i) => {
    const [a, b] = values[i]!
    return !values.some(([x, y], j) => (x >= a && y >= b && (x > a || y > b)) || (x === a && y === b && j < i))
  })
}
