/**
 * From a setting that does not reach every aim to one that reaches as many as can be found.
 *
 * The least sum of what is lacking spreads what lacks over many aims. So the sum is first taken again with weights that
 * favour what is nearly reached over what is far (E. J. Candès, M. B. Wakin, S. P. Boyd, "Enhancing sparsity by
 * reweighted l1 minimization", Journal of Fourier Analysis and Applications 14 (2008)); then each aim that is
 * still missed is sought alone, the nearest first, while none that is reached may be lost. An integer programme over
 * every aim would be exact for straight lines; the model has curves and corners, and nothing here is proven either.
 *
 * M1  what is given lacks no more of what is firm than what it was given, and reaches at least as many aims where it
 *     lacks as much of it.
 */
import * as Descent from "./Descent.ts"

/** Of a lack as large as this an aim counts half as much as one that is reached. */
const softness = 0.01
const passes = 2
/** Rounds of a descent towards a single aim. */
const most = 25
/** The most that is mended, as a part of what is required. */
const short = 1e-3

const reaches = ({ least }: Descent.Problem, { measured }: Descent.Point, need: number): boolean =>
  measured.margins[need]! >= least[need]!

/** How many of the needs that are no laws a setting has. */
export const count = (problem: Descent.Problem, point: Descent.Point): number =>
  problem.evaluator.needs.filter(({ kind }, need) => kind !== "law" && reaches(problem, point, need)).length

const isBetter = (problem: Descent.Problem, a: Descent.Point, b: Descent.Point): boolean => {
  if (a.measured.sound !== b.measured.sound) return a.measured.sound
  const [of, than] = [Descent.lacking(problem, a.measured), Descent.lacking(problem, b.measured)]
  if (of.firm !== than.firm) return of.firm < than.firm
  const [here, there] = [count(problem, a), count(problem, b)]
  return here === there ? of.total < than.total : here > there
}

/**
 * A setting as near as can be in which nothing is lacking that a descent left a rounding short: what is firm, and the
 * other needs that it has already.
 */
export function* mended(
  problem: Descent.Problem,
  exact: Descent.Problem,
  point: Descent.Point
): Descent.Search<Descent.Point> {
  const { firm: lack } = Descent.lacking(exact, point.measured)
  if (lack === 0 || lack > short || !point.measured.sound) return point
  const firm = exact.firm.map((one, need) => one || reaches(exact, point, need))
  const towards = {
    ...problem,
    firm,
    least: aimedAt(problem, exact, point),
    weights: new Float64Array(firm.length),
    prices: { ...problem.prices, firm: problem.prices.firm * 1000 }
  }
  const enough = ({ measured }: Descent.Point): boolean => Descent.lacking({ ...exact, firm }, measured).firm === 0
  const found = yield* Descent.from(towards, point.shares, { enough, most })
  return enough(found) ? found : point
}

/** What to aim at from a setting: a little more than is needed, but of what it has no more than half of what is over. */
const aimedAt = (problem: Descent.Problem, exact: Descent.Problem, { measured }: Descent.Point): Float64Array =>
  problem.least.map((aimed, need) => {
    const least = exact.least[need]!
    const over = measured.margins[need]! - least
    return over >= 0 ? Math.min(aimed, least + over / 2) : aimed
  })

/**
 * Goes on from a setting. `problem` prices the sum of what is lacking, and may aim a little higher than what `exact`
 * needs.
 */
export function* from(
  problem: Descent.Problem,
  exact: Descent.Problem,
  start: Descent.Point
): Descent.Search<Descent.Point> {
  let best = start
  const open = exact.firm.filter((firm) => !firm).length
  if (open < 2 || !best.measured.sound) return best
  const lacks = exact.least.map((least, need) => Math.max(0, least - start.measured.margins[need]!))
  const weights = lacks.map((lack) => softness / (lack + softness))
  const point = yield* mended(problem, exact, yield* Descent.from({ ...problem, weights }, start.shares))
  if (isBetter(exact, point, best)) best = point
  for (let pass = 0, gained = true; pass < passes && gained; pass++) {
    gained = false
    const lackOf = (need: number): number => exact.least[need]! - best.measured.margins[need]!
    const missed = [...exact.least.keys()].filter((need) => exact.firm[need] !== true && !reaches(exact, best, need))
    for (const need of missed.toSorted((a, b) => lackOf(a) - lackOf(b) || a - b)) {
      if (reaches(exact, best, need)) continue
      const firm = exact.firm.map((one, other) => one || reaches(exact, best, other))
      const alone = exact.least.map((_, other) => (other === need ? 1 : 0))
      const enough = (one: Descent.Point): boolean =>
        reaches(exact, one, need) && Descent.lacking({ ...exact, firm }, one.measured).firm === 0
      const towards = { ...problem, firm, weights: alone, least: aimedAt(problem, exact, best) }
      const near = yield* Descent.from(towards, best.shares, { enough, most })
      const found = enough(near) ? near : yield* mended(problem, { ...exact, firm }, near)
      if (!isBetter(exact, found, best)) continue
      best = found
      gained = true
    }
  }
  return best
}
