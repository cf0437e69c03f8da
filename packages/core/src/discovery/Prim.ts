/**
 * Patient rule induction: finds boxes that hold many of the members of interest and few others.
 *
 * J. H. Friedman and N. I. Fisher, "Bump hunting in high-dimensional data" (1999), as scenario discovery uses it
 * (Bryant and Lempert, 2010). Beginning with everything, a small part of the members is peeled off at one side of one
 * dimension, again and again, wherever density gains most for each member given up: the gain of their section 14.1,
 * which is fair to dimensions of few values. Where every peel would lower density, the one that lowers it least is
 * taken: behind it may lie what no single peel shows. The way ends at the densest box, and from there sides are moved
 * out again where that raises density (pasting). The boxes on the way are the choice that an analyst has between
 * coverage and density.
 *
 * What is promised:
 * P1  peeling, boxes lie inside each other, each with fewer members than the one before, and with a higher density
 *     unless no peel would have raised it; pasting, each holds the one before and has a higher density;
 * P2  what a trajectory says of a box is what the box itself holds;
 * P3  the order of members and of dimensions changes nothing: of equal gains the one with fewer restricted dimensions
 *     is taken, then the first by name, and the low side before the high one;
 * P4  peeling, only the order of values on a dimension matters for which members a box holds.
 */
import * as Box from "./Box.ts"

/** How patiently to search. */
export interface Patience {
  /** The part of a box that is peeled off, or pasted on, in one step: 0.05 to 0.1 is usual. */
  readonly alpha: number
  /** The part of all members that a box has at least. */
  readonly leastMass: number
}

export const defaultPatience: Patience = { alpha: 0.05, leastMass: 0.05 }

/** A box on the way, and how it came about. */
export interface Step extends Box.Holding {
  readonly box: Box.Box
  readonly by: "start" | "peel" | "paste"
}

/** The boxes on the way, that of everything first. */
export type Trajectory = ReadonlyArray<Step>

/** Members along one dimension, from one of its sides. */
interface Side {
  readonly dimension: number
  readonly side: "low" | "high"
}

/** A side moved: where to, how many members it gives up or takes in, and how many of these are of interest. */
interface Move extends Box.Restriction {
  readonly members: number
  readonly ofInterest: number
}

/** The limit that keeps `inner` and not `outer`: halfway, unless nothing lies between; never -0, which ties with 0. */
const between = (outer: number, inner: number): number => {
  const middle = outer + (inner - outer) / 2
  return (middle === outer ? inner : middle) + 0
}

/** How many members a step moves, of a box of so many: at least one. */
const portion = (members: number, alpha: number): number => Math.floor((members - 1) * alpha) + 1

/**
 * What a peel of a side gives up: the outermost members, sorted from the side inwards, and any that tie with the last;
 * none if that is all.
 */
export const peel = (
  cases: Box.Cases,
  { dimension, side }: Side,
  inwards: Int32Array,
  alpha: number
): Move | undefined => {
  const column = cases.columns[dimension]!
  let members = portion(inwards.length, alpha)
  while (members < inwards.length && column[inwards[members]!] === column[inwards[members - 1]!]) members++
  if (members >= inwards.length) return undefined
  const limit = between(column[inwards[members - 1]!]!, column[inwards[members]!]!)
  return { dimension, side, limit, members, ofInterest: Box.interesting(cases, inwards.subarray(0, members)) }
}

/** What a paste of a side takes in: the nearest of the members beyond it, sorted outwards, and any that tie. */
const paste = (cases: Box.Cases, { dimension, side }: Side, outwards: Int32Array, count: number): Move => {
  const column = cases.columns[dimension]!
  let members = Math.min(count, outwards.length)
  while (members < outwards.length && column[outwards[members]!] === column[outwards[members - 1]!]) members++
  const limit =
    members < outwards.length
      ? between(column[outwards[members]!]!, column[outwards[members - 1]!]!)
      : side === "low"
        ? -Infinity
        : Infinity
  return { dimension, side, limit, members, ofInterest: Box.interesting(cases, outwards.subarray(0, members)) }
}

const sides = ["low", "high"] as const

/** Places of dimensions, by name: of equal gains the first is taken. */
const byName = ({ names }: Box.Cases): ReadonlyArray<number> =>
  names.map((_, dimension) => dimension).toSorted((one, other) => (names[one]! < names[other]! ? -1 : 1))

/** Members sorted along a column; those that tie in the order in which they stand. */
const sorted = (column: ArrayLike<number>, members: Int32Array): Int32Array =>
  members.toSorted((one, other) => column[one]! - column[other]! || one - other)

/** A move that may be tried next, what density it would gain for each member, and how many dimensions restrict then. */
interface Candidate {
  readonly move: Move
  readonly gain: number
  readonly restricted: number
}

/** The best of what may be tried next: most gain, then fewest restricted dimensions, then the first. */
const best = (candidates: Iterable<Candidate>): Candidate | undefined => {
  let found: Candidate | undefined
  for (const candidate of candidates)
    if (
      found === undefined ||
      candidate.gain > found.gain ||
      (candidate.gain === found.gain && candidate.restricted < found.restricted)
    )
      found = candidate
  return found
}

const isRestricted = ({ low, high }: Box.Box, dimension: number): boolean =>
  low[dimension] !== -Infinity || high[dimension] !== Infinity

/** Those of some members that are marked, in their order. */
const marked = (members: Int32Array, marks: Uint8Array, count: number): Int32Array => {
  const kept = new Int32Array(count)
  let at = 0
  for (const member of members) if (marks[member] === 1) kept[at++] = member
  return kept
}

const peeled = (cases: Box.Cases, members: Int32Array, { alpha, leastMass }: Patience): ReadonlyArray<Step> => {
  const order = byName(cases)
  const least = leastMass * cases.ofInterest.length
  const stepOf = (box: Box.Box, by: Step["by"]): Step => ({ ...Box.holding(cases, box, members), box, by })
  const steps = [stepOf(Box.everything(order.length), "start")]
  let along = cases.columns.map((column) => sorted(column, members))

  /** Up to the densest box, the first of equals. */
  const ended = (): ReadonlyArray<Step> => {
    const most = steps.reduce((one, other) => (other.density > one.density ? other : one))
    return steps.slice(0, steps.indexOf(most) + 1)
  }
  for (;;) {
    const current = steps.at(-1)!
    if (current.ofInterest === 0 || current.ofInterest === current.members) return ended()
    const moves = function* (): Generator<Candidate> {
      for (const dimension of order)
        for (const side of sides) {
          const inwards = side === "low" ? along[dimension]! : along[dimension]!.toReversed()
          const move = peel(cases, { dimension, side }, inwards, alpha)
          if (move === undefined || current.members - move.members < least) continue
          const density = (current.ofInterest - move.ofInterest) / (current.members - move.members)
          const restricted = current.restricted + (isRestricted(current.box, dimension) ? 0 : 1)
          yield { move, gain: (density - current.density) / move.members, restricted }
        }
    }
    const next = best(moves())
    if (next === undefined) return ended()
    const step = stepOf(Box.withLimit(current.box, next.move), "peel")
    steps.push(step)
    const marks = new Uint8Array(cases.ofInterest.length)
    for (const member of Box.inside(cases, step.box, members)) marks[member] = 1
    along = along.map((one) => marked(one, marks, step.members))
  }
}

const pasted = (cases: Box.Cases, members: Int32Array, { alpha }: Patience, from: Step): ReadonlyArray<Step> => {
  const order = byName(cases)
  const steps: Array<Step> = []
  for (let current = from; ;) {
    const { box } = current
    const moves = function* (): Generator<Candidate> {
      for (const dimension of order)
        for (const side of sides) {
          const limit = box[side][dimension]!
          if (!Number.isFinite(limit)) continue
          const column = cases.columns[dimension]!
          const beyond = Box.inside(cases, Box.withoutRestriction(box, { dimension, side }), members).filter((member) =>
            side === "low" ? column[member]! < limit : column[member]! > limit
          )
          if (beyond.length === 0) continue
          const inOrder = sorted(column, beyond)
          const outwards = side === "low" ? inOrder.toReversed() : inOrder
          const move = paste(cases, { dimension, side }, outwards, portion(current.members, alpha))
          const density = (current.ofInterest + move.ofInterest) / (current.members + move.members)
          const freed = isRestricted(Box.withLimit(box, move), dimension) ? 0 : 1
          yield { move, gain: (density - current.density) / move.members, restricted: current.restricted - freed }
        }
    }
    const next = best(moves())
    if (next === undefined || !(next.gain > 0)) return steps
    const wider = Box.withLimit(box, next.move)
    current = { ...Box.holding(cases, wider, members), box: wider, by: "paste" }
    steps.push(current)
  }
}

/** The trajectory over some members: all, or those that earlier boxes left. None is of interest: everything is all. */
export const trajectory = (
  cases: Box.Cases,
  patience: Patience = defaultPatience,
  members: Int32Array = Box.allOf(cases)
): Trajectory => {
  const steps = peeled(cases, members, patience)
  return [...steps, ...pasted(cases, members, patience, steps.at(-1)!)]
}

/**
 * The box of most coverage that is restricted and whose density is enough, the less restricted and then the earlier of
 * equals, if any is.
 */
export const chosen = (boxes: Trajectory, leastDensity: number): Step | undefined => {
  let found: Step | undefined
  for (const step of boxes)
    if (
      step.density >= leastDensity &&
      step.restricted > 0 &&
      (found === undefined ||
        step.ofInterest > found.ofInterest ||
        (step.ofInterest === found.ofInterest && step.restricted < found.restricted))
    )
      found = step
  return found
}
