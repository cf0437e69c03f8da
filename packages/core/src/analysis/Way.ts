/**
 * How the difference of two runs comes to a number: where most of it begins, and the way that carries most of that.
 *
 * Each number's difference is shared out among what its equation reads (`Contributions`), and those shares again, back
 * to where there is nothing above: to inputs, and to what the models define or the engines compute differently. A share
 * of a share is their product, and what begins at an input is the sum over all ways from it: one that pushes up by one
 * way and down by another has what is left.
 *
 * W1  the shares of a number's difference, its own included, sum to 1, and so do those of all beginnings;
 * W2  the way begins where the largest share with the sign of the difference does, so never at what acts against it;
 * W3  going back, each step is the number by which most of that beginning comes, of those that act with the difference
 *     of the next one where there is one; each differs, and the next one reads it.
 *
 * Where a difference is not finite, or a mixture of the runs is not, it has no shares: it is followed to the first
 * number read that is not finite, or else to the first that differs, and nothing is said of how much.
 */
import * as Contributions from "./Contributions.ts"
import { key, type Pair, type Sides } from "./Paired.ts"

/** What one of the numbers that are read carries of a difference. */
interface Carrying {
  readonly of: Pair
  readonly share: number
}

interface Shares {
  readonly read: ReadonlyArray<Carrying>
  readonly own: number
  /** Whether these are shares: else one of them stands for all. */
  readonly measured: boolean
}

/** A number on the way. */
export interface Step {
  readonly pair: Pair
  /** Its share of the difference of the next step; nothing for the last, and where there are no shares. */
  readonly share: number | undefined
}

/** An address at which a part of the difference begins. */
export interface Beginning {
  /** The first number there at which any of it does. */
  readonly of: Pair
  /** The part of the difference that begins there, by all ways; negative where it acts against it. */
  readonly share: number
}

/** Another way from the same beginning, where it joins. */
export interface Branch {
  readonly of: Pair
  readonly into: Pair
  /** The part of the whole difference that the beginning brings by it. */
  readonly share: number
}

/** The way. */
export interface Way {
  /** From where the difference begins to the number that was asked for. */
  readonly steps: ReadonlyArray<Step>
  /** The part of the difference that the way carries: the product of its shares. */
  readonly carries: number | undefined
  /** Where the difference begins, the way's own beginning first, then by size; nothing where there are no shares. */
  readonly beginnings: ReadonlyArray<Beginning>
  /** The largest of the other ways from the same beginning. */
  readonly other: Branch | undefined
}

const size = ({ values: [a, b] }: Pair): number => {
  const apart = Math.abs(b! - a!)
  return Number.isNaN(apart) ? Infinity : apart
}

const finite = ({ values }: Pair): boolean => values.every((value) => Number.isFinite(value))

/** Shares of the difference at a pair. What comes later in the order counts as the equation's own: models differ. */
const sharesOf = (sides: Sides, pair: Pair, before: (read: Pair) => boolean): Shares => {
  const { own, read, total } = Contributions.of(sides, pair)
  const known = read.filter(({ of }) => before(of))
  const amounts = [own, ...read.map(({ amount }) => amount)]
  if (amounts.every((amount) => Number.isFinite(amount / total)))
    return {
      read: known.map(({ amount, of }) => ({ of, share: amount / total })),
      own: read.reduce((sum, { amount, of }) => (before(of) ? sum : sum + amount), own) / total,
      measured: true
    }
  const first = known.find(({ of }) => !finite(of)) ?? known[0]
  return {
    read: first === undefined ? [] : [{ of: first.of, share: 1 }],
    own: first === undefined ? 1 : 0,
    measured: known.length === 0 && Number.isFinite(total)
  }
}

/** The largest by a size; the first of equals. */
const largest = <A>(all: ReadonlyArray<A>, sizeOf: (one: A) => number): A | undefined =>
  all.reduce<A | undefined>((best, one) => (best === undefined || sizeOf(one) > sizeOf(best) ? one : best), undefined)

/**
 * The way to one of some numbers in the first year in which any of them differs: to the one that differs most.
 * `ordered` holds all that they depend on, in the order of computing, as `ends` are. Nothing where none differs.
 */
export const to = (sides: Sides, ordered: ReadonlyArray<Pair>, ends: ReadonlyArray<Pair>): Way | undefined => {
  const differing = ends.filter((pair) => pair.differs)
  const end = largest(
    differing.filter((pair) => pair.year === differing[0]!.year),
    size
  )
  if (end === undefined) return undefined
  const place = new Map(ordered.map(({ name, year: of }, i) => [key(name, of), i]))
  const placeOf = (pair: Pair): number => place.get(key(pair.name, pair.year))!

  // Back from the end: what of its difference passes through each number, and where it begins.
  const reached = new Map<number, Shares>()
  const passing = new Map([[placeOf(end), 1]])
  const begins = new Map<string, Beginning>()
  for (let at = placeOf(end); at >= 0; at--) {
    const whole = passing.get(at)
    if (whole === undefined) continue
    const pair = ordered[at]!
    const shares = sharesOf(sides, pair, (read) => placeOf(read) < at)
    reached.set(at, shares)
    if (whole * shares.own !== 0) {
      const share = (begins.get(pair.name)?.share ?? 0) + whole * shares.own
      begins.set(pair.name, { of: pair, share })
    }
    for (const { of, share } of shares.read) passing.set(placeOf(of), (passing.get(placeOf(of)) ?? 0) + whole * share)
  }
  // Found backwards, so the last is the first in the order of computing: it wins among equals.
  const beginnings = [...begins.values()].toReversed()
  const chosen = largest(beginnings, ({ share }) => share)!
  const origin = chosen.of.name
  const measured =
    [...reached.values()].every((shares) => shares.measured) && beginnings.every(({ share }) => Number.isFinite(share))

  // Forth again: what part of each number's difference comes from there.
  const coming = new Map<number, number>()
  const flowOf = ({ of, share }: Carrying): number => share * (coming.get(placeOf(of)) ?? 0)
  const ownOf = (at: number): number => (ordered[at]!.name === origin ? reached.get(at)!.own : 0)
  for (const [at, { read }] of [...reached].toReversed())
    coming.set(
      at,
      read.reduce((sum, carrying) => sum + flowOf(carrying), ownOf(at))
    )

  let carries = 1
  let other: Branch | undefined
  const steps: Array<Step> = [{ pair: end, share: undefined }]
  for (let at = placeOf(end); ;) {
    const { measured: told, read } = reached.get(at)!
    const sign = Math.sign(coming.get(at)!)
    const ahead = (carrying: Carrying): number => sign * flowOf(carrying)
    const along = read.filter((carrying) => carrying.share > 0 && ahead(carrying) > 0)
    const taken = largest(along, ahead) ?? largest(read, ahead)
    if (taken === undefined || sign * ownOf(at) >= ahead(taken)) break
    for (const carrying of read) {
      const share = carries * flowOf(carrying)
      if (carrying !== taken && Math.abs(share) > Math.abs(other?.share ?? 0))
        other = { of: carrying.of, into: ordered[at]!, share }
    }
    carries *= taken.share
    at = placeOf(taken.of)
    steps.unshift({ pair: taken.of, share: told ? taken.share : undefined })
  }
  const others = beginnings.filter((beginning) => beginning !== chosen)
  return {
    steps,
    carries: measured ? carries : undefined,
    beginnings: measured ? [chosen, ...others.toSorted((p, q) => Math.abs(q.share) - Math.abs(p.share))] : [],
    other: measured ? other : undefined
  }
}
