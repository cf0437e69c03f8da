import type * as Box from "@gongfu/core/discovery/Box"
import * as Points from "@gongfu/core/sampling/Points"
import * as fc from "fast-check"

/** Members spread over the unit cube by chance, of interest where a rule says so. */
export const scattered = (
  members: number,
  names: ReadonlyArray<string>,
  seed: number,
  isOfInterest: (point: ReadonlyArray<number>) => boolean
): Box.Cases => {
  const pointOf = Points.of({ sampler: "monte-carlo", members, seed }, names)
  const point = new Float64Array(names.length)
  const points = Array.from({ length: members }, (_, member) => {
    pointOf(member, point)
    return Array.from(point)
  })
  const columns = names.map((_, axis) => points.map((one) => one[axis]!))
  return {
    names,
    columns,
    ofInterest: Array.from({ length: members }, (_, member) =>
      isOfInterest(columns.map((column) => column[member]!)) ? 1 : 0
    )
  }
}

/** Any cases: few members and dimensions, values that tie here and there, any of them of interest. */
export const anyCases: fc.Arbitrary<Box.Cases> = fc
  .record({ members: fc.integer({ min: 2, max: 60 }), dimensions: fc.integer({ min: 1, max: 4 }) })
  .chain(({ members, dimensions }) => {
    const ofEach = <A>(one: fc.Arbitrary<A>) => fc.array(one, { minLength: members, maxLength: members })
    return fc.record({
      names: fc.uniqueArray(fc.string({ maxLength: 3 }), { minLength: dimensions, maxLength: dimensions }),
      columns: fc.array(
        fc.oneof(ofEach(fc.integer({ min: 0, max: 5 })), ofEach(fc.double({ min: -1, max: 1, noNaN: true }))),
        { minLength: dimensions, maxLength: dimensions }
      ),
      ofInterest: ofEach(fc.nat({ max: 1 }))
    })
  })
  .filter(({ ofInterest }) => ofInterest.includes(1))

export const anyPatience = fc.record({
  alpha: fc.constantFrom(0.05, 0.1, 0.3),
  leastMass: fc.constantFrom(0.02, 0.05, 0.2)
})

/** The cases with members, and dimensions, in another order. */
export const reordered = (
  { names, columns, ofInterest }: Box.Cases,
  members: ReadonlyArray<number>,
  dimensions: ReadonlyArray<number>
): Box.Cases => ({
  names: dimensions.map((dimension) => names[dimension]!),
  columns: dimensions.map((dimension) => members.map((member) => columns[dimension]![member]!)),
  ofInterest: members.map((member) => ofInterest[member]!)
})

/** The limits of a box by name. */
export const byName = ({ names }: Box.Cases, box: Box.Box): Readonly<Record<string, ReadonlyArray<number>>> =>
  Object.fromEntries(names.map((name, dimension) => [name, [box.low[dimension]!, box.high[dimension]!]]))
