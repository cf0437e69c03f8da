/**
 * Saltelli's design: which points of the unit cube to evaluate so that each factor's part in the variance of an output
 * can be told.
 *
 * A. Saltelli, "Making best use of model evaluations to compute sensitivity indices" (2002), without the second order: A
 * and B are matrices of independent points, and AB_j is A with factor j from B. A factor is one input, or a group of
 * inputs that come and go together. Members follow each other row by row: A, AB_0, ..., AB_(k-1), B, so that the first
 * members of a design are the design of fewer rows.
 */

/** A coordinate in [0, 1] of a point of `2 * inputs` dimensions: those of A come first, those of B after them. */
export type Point = (index: number, dimension: number) => number

/**
 * A design: how many rows A and B have, how many inputs, and which inputs each factor is. An input may be in one factor
 * at most; one that is in none varies all the same, as part of what no factor explains.
 */
export interface Design {
  readonly rows: number
  readonly inputs: number
  readonly factors: ReadonlyArray<ReadonlyArray<number>>
}

/** A design in which every input is a factor. */
export const ofInputs = (rows: number, inputs: number): Design => ({
  rows,
  inputs,
  factors: Array.from({ length: inputs }, (_, input) => [input])
})

/** How many members a row has: A, B, and one for each factor. */
export const membersInRow = (factors: number): number => factors + 2

/** How many members a design has. */
export const size = (design: Design): number => design.rows * membersInRow(design.factors.length)

/** Where the members of a row are: A is the first, B the last. */
export const memberA = (design: Design, row: number): number => row * membersInRow(design.factors.length)
export const memberB = (design: Design, row: number): number => memberA(design, row + 1) - 1
export const memberAB = (design: Design, row: number, factor: number): number => memberA(design, row) + 1 + factor

/**
 * Writes the inputs of a member, in the unit cube. Members may be asked for in any order; one after the other is fast,
 * because the points of a row are kept until another row is asked for.
 */
export const filler = (design: Design, point: Point): ((member: number, inputs: Float64Array) => void) => {
  const { inputs: count, factors } = design
  const inRow = membersInRow(factors.length)
  const [a, b] = [new Float64Array(count), new Float64Array(count)]
  let kept = -1
  return (member, inputs) => {
    const row = Math.floor(member / inRow)
    if (row !== kept) {
      for (let input = 0; input < count; input++) {
        a[input] = point(row, input)
        b[input] = point(row, count + input)
      }
      kept = row
    }
    const place = member - row * inRow
    inputs.set(place === inRow - 1 ? b : a)
    if (place > 0 && place < inRow - 1) for (const input of factors[place - 1]!) inputs[input] = b[input]!
  }
}
