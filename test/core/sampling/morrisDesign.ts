/** Designs of Morris, and the points of their members. */
import * as Morris from "@gongfu/core/sampling/Morris"
import * as fc from "fast-check"

/** Factors of one input each. */
export const singles = (inputs: number) => Array.from({ length: inputs }, (_, input) => [input])

export const anyDesign = fc
  .record({
    trajectories: fc.integer({ min: 1, max: 8 }),
    owners: fc.array(fc.integer({ min: -1, max: 4 }), { minLength: 1, maxLength: 7 }),
    levels: fc.constantFrom(2, 4, 6, 10),
    seed: fc.maxSafeNat()
  })
  .map(({ trajectories, owners, levels, seed }): Morris.Design => ({
    trajectories,
    inputs: owners.length,
    factors: [0, 1, 2, 3, 4]
      .map((factor) => owners.flatMap((owner, input) => (owner === factor ? [input] : [])))
      .filter((inputs) => inputs.length > 0),
    levels,
    seed
  }))

/** The inputs of every member. */
export const points = (design: Morris.Design): ReadonlyArray<Float64Array> => {
  const fill = Morris.filler(design)
  return Array.from({ length: Morris.size(design) }, (_, member) => {
    const inputs = new Float64Array(design.inputs)
    fill(member, inputs)
    return inputs
  })
}
