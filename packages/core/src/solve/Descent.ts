/**
 * From a start to the best setting nearby: successive linear programs in a region of trust.
 *
 * In each round the slopes are taken on both sides of the setting, the linear program gives the best step within the
 * region, and the step is taken if the model gains a fair part of what the straight lines promise; the region grows
 * or shrinks by how well they did. What is lacking is priced rather than forbidden, so that a start may lack anything.
 * A step that overshoots along a curve is corrected once before it is given up.
 *
 * R. Fletcher, E. Sainz de la Maza, "Nonlinear programming and nonsmooth optimization by successive linear
 * programming", Mathematical Programming 43 (1989).
 */
import type { Evaluator, Measured } from "./Evaluator.ts"
import * as LinearStep from "./LinearStep.ts"

/** What a setting is charged for: each lever's share moved, each goal, and what it lacks. */
export interface Prices extends LinearStep.Penalties {
  readonly change: number
  readonly goals: ReadonlyArray<number>
}

/** What is searched: the levers that may move, and the margin that each need has to have at least. */
export interface Problem {
  readonly evaluator: Evaluator
  readonly free: ReadonlyArray<number>
  readonly least: Float64Array
  /** The needs that come before the others and are never weighed against them: laws, and aims that are to be kept. */
  readonly firm: ReadonlyArray<boolean>
  /** What the lack of each need counts that is not firm; none is 1 each. Of 0 it is not looked at. */
  readonly weights?: Float64Array
  readonly prices: Prices
}

/** A setting with what it comes to and what it is charged in all. */
export interface Point {
  readonly shares: Float64Array
  readonly measured: Measured
  readonly charge: number
}

/** What a search is doing: it yields after every few projections, so that its caller may show it or end it. */
export type Search<A> = Generator<void, A>

/**
 * How far the worst need that is firm and the worst of the others are from what they need, zero where they have it;
 * and those others together, as they are weighed.
 */
export const lacking = (
  { firm: isFirm, least, weights }: Pick<Problem, "firm" | "least" | "weights">,
  { margins }: Measured
): { readonly worst: number; readonly total: number; readonly firm: number } => {
  let [worst, total, firm] = [0, 0, 0]
  for (const [i, need] of least.entries()) {
    const lack = Math.max(0, need - margins[i]!)
    const weight = weights?.[i] ?? 1
    if (isFirm[i] === true) firm = Math.max(firm, lack)
    else if (weight > 0) {
      worst = Math.max(worst, lack)
      total += weight * lack
    }
  }
  return { worst, total, firm }
}

/** What a setting is charged, but for what it lacks. */
export const priceOf = ({ prices }: Pick<Problem, "prices">, shares: Float64Array, { goals }: Measured): number => {
  let price = 0
  for (const share of shares) price += prices.change * Math.abs(share)
  for (const [i, goal] of goals.entries()) price += prices.goals[i]! * goal
  return price
}

/** A setting measured and charged. */
export const at = (problem: Problem, shares: Float64Array): Point => {
  const measured = problem.evaluator.measure(shares)
  if (!measured.sound) return { shares, measured, charge: Infinity }
  const { prices } = problem
  const { firm, total, worst } = lacking(problem, measured)
  const charge = priceOf(problem, shares, measured) + prices.worst * worst + prices.total * total + prices.firm * firm
  return { shares, measured, charge }
}

/** How far slopes look, as a share of a lever's range. */
const glance = 1e-4
/** Rounds after which a descent is ended that still gains something. */
const rounds = 60
const narrow = 1e-6

/** Slopes of everything on one side of a setting, per share of a lever's range. */
interface Slope {
  readonly lever: number
  readonly sign: 1 | -1
  readonly gains: Float64Array
  readonly goals: Float64Array
}

function* slopesAt(problem: Problem, point: Point): Search<ReadonlyArray<Slope>> {
  const { evaluator } = problem
  const found: Array<Slope> = []
  for (const lever of problem.free)
    for (const sign of [1, -1] as const) {
      const { high, low } = evaluator.levers[lever]!
      const end = sign === 1 ? high : low
      const here = point.shares[lever]!
      const room = sign * (end - here)
      const looked = Math.min(glance, room)
      if (!(looked > 0)) continue
      const shares = point.shares.slice()
      shares[lever] = here + sign * looked
      const { goals, margins, sound } = evaluator.glance?.(shares, point.shares) ?? evaluator.measure(shares)
      yield
      if (!sound) continue
      found.push({
        lever,
        sign,
        gains: margins.map((margin, i) => (margin - point.measured.margins[i]!) / looked),
        goals: goals.map((goal, i) => (goal - point.measured.goals[i]!) / looked)
      })
    }
  return found
}

/** The ways that levers may go within the region of trust. What goes back towards no change earns its price. */
const waysOf = (
  { evaluator, prices }: Problem,
  { shares }: Point,
  slopes: ReadonlyArray<Slope>,
  region: number
): ReadonlyArray<LinearStep.Way> =>
  slopes.flatMap(({ gains, goals, lever, sign }) => {
    const { high, low } = evaluator.levers[lever]!
    const here = shares[lever]!
    const room = Math.min(1, (sign === 1 ? high - here : here - low) / region)
    const back = Math.min(room, Math.max(0, (-sign * here) / region))
    const price = goals.reduce((sum, goal, i) => sum + prices.goals[i]! * goal, 0)
    const way = (length: number, change: number): ReadonlyArray<LinearStep.Way> =>
      length > 0 ? [{ lever, sign, room: length, price: price + change * prices.change, gains }] : []
    return [...way(back, -1), ...way(room - back, 1)]
  })

/** What a step is expected to be charged less, by the slopes. */
const promised = (problem: Problem, point: Point, slopes: ReadonlyArray<Slope>, moves: Float64Array): number => {
  const margins = point.measured.margins.slice()
  const goals = point.measured.goals.slice()
  const shares = point.shares.slice()
  for (const { gains, goals: change, lever, sign } of slopes) {
    const move = Math.max(0, sign * moves[lever]!)
    if (move === 0) continue
    shares[lever] = shares[lever]! + sign * move
    for (const [i, gain] of gains.entries()) margins[i] = margins[i]! + gain * move
    for (const [i, slope] of change.entries()) goals[i] = goals[i]! + slope * move
  }
  const { prices } = problem
  const measured = { sound: true, margins, goals }
  const { firm, total, worst } = lacking(problem, measured)
  const charge = priceOf(problem, shares, measured) + prices.worst * worst + prices.total * total + prices.firm * firm
  return point.charge - charge
}

/** A setting after a step of a size, kept within what the levers can do. */
const stepped = ({ evaluator }: Problem, start: Float64Array, step: Float64Array, region: number): Float64Array =>
  start.map((share, lever) => {
    const { high, low } = evaluator.levers[lever]!
    const next = Math.min(high, Math.max(low, share + step[lever]! * region))
    // A lever that is back where it was is not moved by a rounding.
    return Math.abs(next) < 1e-9 ? 0 : next
  })

/** The step of the linear program. A lever that it would send both ways goes what is left of the one after the other. */
const stepFrom = (
  problem: Problem,
  point: Point,
  slopes: ReadonlyArray<Slope>,
  region: number,
  margins: Float64Array
): Float64Array | undefined =>
  LinearStep.of(
    problem.evaluator.levers.length,
    waysOf(problem, point, slopes, region),
    problem.least.map((least, i) => (least - margins[i]!) / region),
    { firm: problem.firm, weights: problem.weights },
    problem.prices
  )

/**
 * Goes down from a setting as far as steps help. `enough` ends it early, and so do `most` rounds. A start that is not
 * sound is where it stays.
 */
export function* from(
  problem: Problem,
  start: Float64Array,
  { enough = () => false, most = rounds }: { readonly enough?: (point: Point) => boolean; readonly most?: number } = {}
): Search<Point> {
  let point = at(problem, start)
  yield
  let region = 0.25
  let slopes: ReadonlyArray<Slope> | undefined
  for (let round = 0; round < most && region > narrow && point.measured.sound && !enough(point); round++) {
    slopes ??= yield* slopesAt(problem, point)
    const step = stepFrom(problem, point, slopes, region, point.measured.margins)
    if (step === undefined) {
      region /= 4
      continue
    }
    const shares = stepped(problem, point.shares, step, region)
    const moves = shares.map((share, i) => share - point.shares[i]!)
    const promise = promised(problem, point, slopes, moves)
    if (!(promise > 1e-9 * Math.max(1, Math.abs(point.charge)))) {
      if (region > 1e-3) {
        region /= 8
        continue
      }
      break
    }
    let trial = at(problem, shares)
    yield
    if (point.charge - trial.charge < 0.1 * promise && trial.measured.sound) {
      const corrected = yield* correction(problem, point, slopes, region, moves, trial)
      if (corrected !== undefined && corrected.charge < trial.charge) trial = corrected
    }
    const kept = (point.charge - trial.charge) / promise
    if (kept > 0.1) {
      point = trial
      slopes = undefined
      if (kept > 0.7) region = Math.min(1, region * 2)
    } else region /= 4
  }
  return point
}

/** The step again, with the margins that it really came to in place of those that the slopes had promised. */
function* correction(
  problem: Problem,
  point: Point,
  slopes: ReadonlyArray<Slope>,
  region: number,
  moves: Float64Array,
  trial: Point
): Search<Point | undefined> {
  const margins = trial.measured.margins.slice()
  for (const { gains, lever, sign } of slopes) {
    const move = Math.max(0, sign * moves[lever]!)
    if (move > 0) for (const [i, gain] of gains.entries()) margins[i] = margins[i]! - gain * move
  }
  const step = stepFrom(problem, point, slopes, region, margins)
  if (step === undefined) return undefined
  const corrected = at(problem, stepped(problem, point.shares, step, region))
  yield
  return corrected
}
