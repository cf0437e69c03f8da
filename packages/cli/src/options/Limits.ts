/**
 * What numbers of options may be, and what they are unless told: once for the check and for the help.
 */
import * as Design from "@gongfu/core/sampling/Design"
import * as Philox from "@gongfu/core/sampling/Philox"
import * as Figure from "@gongfu/core/wording/Figure"

/** The smallest and the largest number, both included, and the one that stands for none. */
export interface Limits {
  readonly low: number
  readonly high: number
  readonly otherwise?: number
}

/** How many members an ensemble has. */
export const members = { low: 1, high: Design.mostMembers, otherwise: 1000 } as const
/** How many members a discovery looks at. */
export const membersToSearch = { low: 20, high: 100_000, otherwise: 1000 } as const
/** How many members the answer of `solve --robust` is held against. */
export const membersToHold = { ...members, otherwise: 2000 } as const
export const seed = { low: 0, high: Philox.largestSeed, otherwise: 1 } as const
/** The seed of the orders that an attribution samples. */
export const seedOfOrders = { low: 0, high: 2 ** 32 - 1, otherwise: 1 } as const
export const threads = { low: 1, high: 64 } as const
/** The rows of a design by Sobol', and the trajectories of a screening by Morris. */
export const rows = {
  sobol: { low: 8, high: 100_000, otherwise: 256 },
  morris: { low: 2, high: 100_000, otherwise: 20 }
} as const
/** How many inputs are shown of each output. */
export const most = { low: 1, high: 10_000, otherwise: 10 } as const
export const boxes = { low: 1, high: 10, otherwise: 1 } as const
export const density = { low: 0.01, high: 1, otherwise: 0.8 } as const
export const alpha = { low: 0.01, high: 0.5, otherwise: 0.05 } as const
/** Orders that an attribution samples; an even number. */
export const permutations = { low: 4, high: 1_000_000, otherwise: 100 } as const
/** Points of a front. */
export const points = { low: 2, high: 50, otherwise: 7 } as const

const told = (number: number): string => (Number.isInteger(number) ? Figure.fixed(number, 0) : String(number))

/** The limits at the end of a description: `; 1 to 50, else 7`. */
export const of = ({ high, low, otherwise }: Limits, language: "en" | "zh"): string => {
  // Nobody has use for the largest of the seeds.
  const top = high > 1e12 ? undefined : told(high)
  if (language === "zh") {
    const range = top === undefined ? `，不小于 ${told(low)}` : `，${told(low)} 至 ${top}`
    return `${range}${otherwise === undefined ? "" : `，默认 ${told(otherwise)}`}`
  }
  const range = top === undefined ? `; ${told(low)} or more` : `; ${told(low)} to ${top}`
  return `${range}${otherwise === undefined ? "" : `, else ${told(otherwise)}`}`
}
