/** Axes that people read: round steps, and room for every line. */

/** A value axis. */
export interface Scale {
  readonly min: number
  readonly max: number
  readonly step: number
}

/** Below this there is no power of ten left to step by. */
const least = 1e-290

/** The next round step at or above a size: 1, 2, 2.5 or 5 times a power of ten. */
export const roundStep = (size: number): number => {
  if (!(size > least) || !Number.isFinite(size)) return 1
  let power = 1
  while (power > size) power /= 10
  while (power * 10 <= size) power *= 10
  return power * [1, 2, 2.5, 5, 10].find((factor) => factor * power >= size * (1 - 1e-9))!
}

/** The axis of some values, in about `steps` steps; one value gets room on both sides. */
export const of = (values: Iterable<number>, steps = 3): Scale => {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value < low) low = value
    if (value > high) high = value
  }
  if (low > high) [low, high] = [0, 1]
  const size = Math.max(Math.abs(low), Math.abs(high))
  // What differs by rounding alone is one value.
  if (high - low <= 1e-9 * size || high - low < least * 10) {
    const room = size < least * 1e6 ? 1 : size / 10
    ;[low, high] = [low - room, high + room]
  }
  const step = roundStep((high - low) / steps)
  return { min: Math.floor(low / step + 1e-9) * step, max: Math.ceil(high / step - 1e-9) * step, step }
}
