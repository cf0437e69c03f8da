/**
 * A tornado as text: bars around a line, all on one scale.
 *
 * A bar is made of whole and half columns; its left part reaches to the lower of the two ends, its right part to the
 * higher. Every bar has the same width, so that the line stands in one column.
 */

/** The two ends of a bar; nothing where there is no number. */
export interface Ends {
  readonly low: number | undefined
  readonly high: number | undefined
}

/** How many columns lie on each side of the line. */
const side = 12

const line = "│"

/** A length in half columns as a bar that grows to the right; mirrored for the left. */
const bar = (halves: number, toLeft: boolean): string => {
  const whole = "█".repeat(Math.floor(halves / 2))
  if (halves % 2 === 0) return whole
  return toLeft ? `▐${whole}` : `${whole}▌`
}

/** The bars of a tornado around `base`; without a base there are none, and the texts are empty. */
export const bars = (all: ReadonlyArray<Ends>, base: number | undefined): ReadonlyArray<string> => {
  if (base === undefined) return all.map(() => "")
  const reach = (value: number | undefined): number => (value === undefined ? 0 : value - base)
  const largest = Math.max(...all.flatMap(({ high, low }) => [Math.abs(reach(low)), Math.abs(reach(high))]))
  const halvesOf = (length: number): number => (largest === 0 ? 0 : Math.round((Math.abs(length) / largest) * 2 * side))
  return all.map(({ high, low }) => {
    const [a, b] = [reach(low), reach(high)]
    const left = bar(halvesOf(Math.min(a, b, 0)), true)
    const right = bar(halvesOf(Math.max(a, b, 0)), false)
    return `${" ".repeat(side - left.length)}${left}${line}${right}`
  })
}
