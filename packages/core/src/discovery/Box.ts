/**
 * Boxes: ranges of a few dimensions that members of an ensemble lie in or not, and how well they tell the members of
 * interest from the others.
 *
 * B. P. Bryant and R. J. Lempert, "Thinking inside the box: a participatory, computer-assisted approach to scenario
 * discovery" (2010): coverage is the part of all members of interest that is in the box, density the part of the box
 * that is of interest.
 */

/** Members of an ensemble: where each lies on each dimension, and whether it is of interest. */
export interface Cases {
  /** The dimensions by name, in any order; no name twice. */
  readonly names: ReadonlyArray<string>
  /** By dimension and then member, finite numbers. */
  readonly columns: ReadonlyArray<ArrayLike<number>>
  /** By member: 1 if it is of interest, 0 if not. */
  readonly ofInterest: ArrayLike<number>
}

/** The least and the greatest value on each dimension, both inside; infinite where the box is not restricted. */
export interface Box {
  readonly low: ReadonlyArray<number>
  readonly high: ReadonlyArray<number>
}

/** A side of a box that is restricted, by where its dimension stands. */
export interface Restriction {
  readonly dimension: number
  readonly side: "low" | "high"
  readonly limit: number
}

/** What a box holds. Coverage is `NaN` if no member is of interest, density if the box is empty. */
export interface Holding {
  readonly members: number
  readonly ofInterest: number
  readonly coverage: number
  readonly density: number
  /** The part of all members that is in the box. */
  readonly mass: number
  /** How many dimensions are restricted. */
  readonly restricted: number
}

/** The box that holds everything. */
export const everything = (dimensions: number): Box => ({
  low: Array.from({ length: dimensions }, () => -Infinity),
  high: Array.from({ length: dimensions }, () => Infinity)
})

/** The restricted sides, dimension by dimension, the low one first. */
export const restrictions = ({ low, high }: Box): ReadonlyArray<Restriction> =>
  low.flatMap((limit, dimension): ReadonlyArray<Restriction> => {
    const other = high[dimension]!
    return [
      ...(limit > -Infinity ? [{ dimension, side: "low" as const, limit }] : []),
      ...(other < Infinity ? [{ dimension, side: "high" as const, limit: other }] : [])
    ]
  })

/** Which dimensions are restricted, on one side or both. */
export const restrictedDimensions = (box: Box): ReadonlyArray<number> => [
  ...new Set(restrictions(box).map(({ dimension }) => dimension))
]

/** The box with another limit of one side. */
export const withLimit = (box: Box, { dimension, side, limit }: Restriction): Box => ({
  ...box,
  [side]: box[side].with(dimension, limit)
})

/** The box with one side free. */
export const withoutRestriction = (box: Box, restriction: Omit<Restriction, "limit">): Box =>
  withLimit(box, { ...restriction, limit: restriction.side === "low" ? -Infinity : Infinity })

/** All members. */
export const allOf = ({ ofInterest }: Cases): Int32Array => Int32Array.from(ofInterest, (_, member) => member)

/** Those of some members that are in a box. */
export const inside = (cases: Cases, box: Box, members: Int32Array): Int32Array => {
  const sides = restrictedDimensions(box).map((dimension) => ({
    column: cases.columns[dimension]!,
    low: box.low[dimension]!,
    high: box.high[dimension]!
  }))
  return members.filter((member) =>
    sides.every(({ column, low, high }) => column[member]! >= low && column[member]! <= high)
  )
}

/** How many of some members are of interest. */
export const interesting = ({ ofInterest }: Cases, members: Int32Array): number => {
  let count = 0
  for (const member of members) count += ofInterest[member]!
  return count
}

/** What a box holds of some members, which may leave out those of earlier boxes; coverage and mass are of all cases. */
export const holding = (cases: Cases, box: Box, members: Int32Array): Holding => {
  const held = inside(cases, box, members)
  const ofInterest = interesting(cases, held)
  return {
    members: held.length,
    ofInterest,
    coverage: ofInterest / interesting(cases, allOf(cases)),
    density: ofInterest / held.length,
    mass: held.length / cases.ofInterest.length,
    restricted: restrictedDimensions(box).length
  }
}
