/**
 * Designs: which members an ensemble has, and how they are spread over the ranges. `Points` says where each lies.
 */

/** How members are spread: one in each stratum of every axis, by a low-discrepancy sequence, or each by itself. */
export const samplers = ["latin-hypercube", "sobol", "monte-carlo"] as const
export type Sampler = (typeof samplers)[number]

/** Which members there are. */
export interface Design {
  readonly sampler: Sampler
  /** 1 to {@link mostMembers}. */
  readonly members: number
  /** A whole number from 0 to `Philox.largestSeed`. */
  readonly seed: number
}

/** As many members as a design can have. */
export const mostMembers = 10_000_000
