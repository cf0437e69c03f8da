/**
 * Ratios of two things measured in turn, A B A B, in one run on one machine.
 *
 * A round measures both, one right after the other, so that what slows the machine slows both; a round gives one
 * ratio, and a benchmark tells the median of its rounds with the smallest and the largest.
 */

/** What was measured and how far it should reach. */
export interface Ratio {
  readonly name: string
  /** One for each round. */
  readonly ratios: ReadonlyArray<number>
  /** How far it should reach; nothing for a ratio that is told for comparison. */
  readonly bar: { readonly atLeast: number } | { readonly atMost: number } | undefined
  /** Each side by name: what it took in each round, in milliseconds. */
  readonly sides: Readonly<Record<string, ReadonlyArray<number>>>
}

/** The middle one of some numbers; of an even count, the upper of the two in the middle. */
export const median = (numbers: ReadonlyArray<number>): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!

/** The bar, and whether the median reaches it. */
const verdict = ({ ratios, bar }: Ratio): string => {
  if (bar === undefined) return "no bar"
  const middle = median(ratios)
  const [wanted, reached] =
    "atLeast" in bar
      ? [`at least ${bar.atLeast}`, middle >= bar.atLeast]
      : [`at most ${bar.atMost}`, middle <= bar.atMost]
  return `bar: ${wanted}  ${reached ? "reached" : "NOT REACHED"}`
}

const figure = (value: number): string => value.toFixed(value < 10 ? 2 : 1)

const duration = (milliseconds: number): string =>
  milliseconds < 1 ? `${figure(milliseconds * 1000)} us` : `${figure(milliseconds)} ms`

const spread = (numbers: ReadonlyArray<number>): string =>
  `${figure(Math.min(...numbers))}..${figure(Math.max(...numbers))}`

/** A ratio as lines of text: the ratio beside its bar, and below it what each side took. */
export const text = (ratio: Ratio): string => {
  const { name, ratios, sides } = ratio
  const took = Object.entries(sides).map(([side, times]) => `${side} ${duration(median(times))}`)
  return [
    `${name.padEnd(44)} ${figure(median(ratios)).padStart(6)}  (${spread(ratios)}, ${ratios.length} rounds)  ${verdict(ratio)}`,
    `    ${took.join(", ")}`
  ].join("\n")
}

/** The machine: what a ratio depends on beside the code. */
export const machine = (processor: string, count: number, load: number): string =>
  `${processor}, ${count} processors, ${process.platform} ${process.arch}, Node ${process.version}, load ${load.toFixed(1)}`
