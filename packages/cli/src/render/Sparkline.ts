/**
 * A series of numbers as a line of small bars.
 *
 * One character a number, so that series over the same years stand under each
 * other. The lowest number is the lowest bar and the highest the highest one:
 * a line shows the shape of a series and nothing of its size. Last digits that
 * rounding leaves behind are no shape.
 */

const bars = "▁▂▃▄▅▆▇█"
const noise = 1e-9

/** As many characters as numbers; a series without change is all middle bars, a number that is not finite a space. */
export const of = (series: ReadonlyArray<number>): string => together([series])[0]!

/** Series on one scale, from the lowest number of all to the highest: the same number is the same bar in each. */
export const together = (all: ReadonlyArray<ReadonlyArray<number>>): ReadonlyArray<string> => {
  const finite = all.flat().filter(Number.isFinite)
  const low = Math.min(...finite)
  const high = Math.max(...finite)
  const flat = high / 2 - low / 2 <= (noise / 2) * Math.max(Math.abs(high), Math.abs(low))
  const barOf = (value: number): string => {
    if (!Number.isFinite(value)) return " "
    if (flat) return bars[3]!
    // Halves first: high - low may exceed the largest number.
    const share = (value / 2 - low / 2) / (high / 2 - low / 2)
    return bars[Math.min(7, Math.floor(share * 8))]!
  }
  return all.map((series) => series.map(barOf).join(""))
}
