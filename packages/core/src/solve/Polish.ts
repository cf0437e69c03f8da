/**
 * A setting that a search found, made fit for a file: no lever that is not needed, and numbers that can be read.
 *
 * P1  what it gives lacks nothing, where what it was given lacked nothing that numbers of six digits could not mend;
 * P2  no lever can be taken back by one of its last digits without lacking something, or costing more.
 */
import * as Descent from "./Descent.ts"
import * as LeverPath from "./LeverPath.ts"

/** How much more a simpler setting may be charged, as a part. */
const tolerated = 0.02

/** Whether a setting has all that is needed. */
export const lacksNothing = (problem: Descent.Problem, { measured }: Descent.Point): boolean => {
  if (!measured.sound) return false
  const { firm, worst } = Descent.lacking(problem, measured)
  return firm === 0 && worst === 0
}

const movedIn = ({ shares }: Descent.Point): ReadonlyArray<number> =>
  [...shares.keys()].filter((lever) => shares[lever] !== 0)

/** The most that a simpler setting may be charged, but for what it lacks, which is nothing: `more`, else 2% more. */
export const allowance = (problem: Descent.Problem, { measured, shares }: Descent.Point, more?: number): number => {
  const price = Descent.priceOf(problem, shares, measured)
  return price + (more ?? tolerated * Math.abs(price)) + 1e-6
}

/**
 * The search's setting without the levers for which the others can make up, the one that does least first. What
 * `exact` needs is what a setting must not lack; the problem itself may aim a little higher.
 */
export function* sparse(
  problem: Descent.Problem,
  exact: Descent.Problem,
  found: Descent.Point,
  most: number
): Descent.Search<Descent.Point> {
  let best = found
  const kept = new Set(movedIn(found))
  const order = [...kept].toSorted((a, b) => Math.abs(found.shares[a]!) - Math.abs(found.shares[b]!) || a - b)
  for (const lever of order) {
    if (kept.size === 1 || best.shares[lever] === 0) continue
    const without = { ...problem, free: [...kept].filter((other) => other !== lever) }
    const shares = best.shares.slice()
    shares[lever] = 0
    const point = yield* Descent.from(without, shares, { most: 15 })
    if (!lacksNothing(exact, point) || Descent.priceOf(problem, point.shares, point.measured) > most) continue
    best = point
    kept.delete(lever)
  }
  return best
}

/** The parts of a tenth of a range's size that numbers are multiples of, the coarsest first. */
const readable = [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001]
const fine = [1e-4, 1e-5]

/** The step of each lever: its numbers are multiples of it. */
export type Steps = ReadonlyArray<number>

/** A setting in numbers that can be read, and the steps that they are multiples of. */
export interface Rounded {
  readonly point: Descent.Point
  readonly steps: Steps
}

const stepsOf = ({ evaluator }: Descent.Problem, part: number): Steps =>
  evaluator.levers.map(({ range }) => Number(((LeverPath.magnitude(range) / 10) * part).toPrecision(1)))

/** One lever moved on by steps, from a setting. */
const nudged = (problem: Descent.Problem, point: Descent.Point, lever: number, steps: Steps, count: number) => {
  const path = problem.evaluator.levers[lever]!
  const step = steps[lever]!
  const shares = point.shares.slice()
  const aimed = shares[lever]! + (count * step) / path.range
  // From one side of no change to the other there is a stop between.
  const crossed = shares[lever]! !== 0 && Math.sign(aimed) !== Math.sign(shares[lever]!)
  shares[lever] = crossed ? 0 : LeverPath.rounded(path, aimed, step, count > 0 ? "down" : "up")
  return Descent.at(problem, shares)
}

/** Takes single steps while they are charged less: steps back, or on, of whichever lever gains most. */
function* settled(problem: Descent.Problem, start: Descent.Point, steps: Steps): Descent.Search<Descent.Point> {
  let point = start
  for (let round = 0; round < 200; round++) {
    let best = point
    for (const lever of movedIn(point))
      for (const count of [1, -1]) {
        const trial = nudged(problem, point, lever, steps, count)
        yield
        if (trial.charge < best.charge - 1e-12) best = trial
      }
    if (best === point) return point
    point = best
  }
  return point
}

/**
 * The setting in the coarsest numbers that are charged hardly more and lack nothing; in the finest, should none do.
 *
 * Numbers are rounded away from no change, which is where what was lacking came from, then mended and taken back step
 * by step. They are charged `most` at most.
 */
export function* rounded(problem: Descent.Problem, found: Descent.Point, most: number): Descent.Search<Rounded> {
  let best: Rounded | undefined
  for (const part of [...readable, ...fine]) {
    const sizes = stepsOf(problem, part)
    const shares = found.shares.map((share, lever) =>
      share === 0
        ? 0
        : LeverPath.rounded(problem.evaluator.levers[lever]!, share, sizes[lever]!, share > 0 ? "up" : "down")
    )
    const point = yield* settled(problem, Descent.at(problem, shares), sizes)
    if (!lacksNothing(problem, point)) continue
    if (best === undefined || point.charge < best.point.charge) best = { point, steps: sizes }
    if (point.charge <= most) return { point, steps: sizes }
    if (part === readable.at(-1) && best !== undefined) break
  }
  return best ?? { point: found, steps: stepsOf(problem, fine.at(-1)!) }
}

/** The power of ten that a step is 1, 2 or 5 of: one of the last digits of its multiples. */
const lastDigits = (steps: Steps): Steps => steps.map(LeverPath.magnitude)

const back = ({ shares }: Descent.Point, lever: number): 1 | -1 => (shares[lever]! > 0 ? -1 : 1)

/** A rounded setting taken back by last digits, whichever lever gains most, until nothing is left to take (P2). */
export function* takenBack(problem: Descent.Problem, { point, steps }: Rounded): Descent.Search<Rounded> {
  const digits = lastDigits(steps)
  let best = point
  const isEnough = lacksNothing(problem, point)
  for (;;) {
    const from = best
    for (const lever of movedIn(from)) {
      const trial = nudged(problem, from, lever, digits, back(from, lever))
      yield
      if (trial.charge < best.charge - 1e-12 && (!isEnough || lacksNothing(problem, trial))) best = trial
    }
    if (best === from) return { point: best, steps: digits }
  }
}

/** What one step back of each moved lever would cost: the need that would lack most, or nothing where none would. */
export const tightness = (
  problem: Descent.Problem,
  { point, steps }: Rounded
): ReadonlyMap<number, number | undefined> =>
  new Map(
    movedIn(point).map((lever) => {
      const { measured } = nudged(problem, point, lever, steps, back(point, lever))
      let [worst, lack] = [undefined as number | undefined, 0]
      if (measured.sound)
        for (const [need, margin] of measured.margins.entries())
          if (problem.least[need]! - margin > lack) [worst, lack] = [need, problem.least[need]! - margin]
      return [lever, worst]
    })
  )
