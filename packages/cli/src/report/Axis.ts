/** Axes of charts: round steps, years, and how both look. No locale and no logarithm takes part. */
import { colour } from "./Look.ts"

/** The size of text in a chart, at its own scale. */
export const textSize = 12

/** How far names at the ends of lines are apart: on a telephone, where charts are drawn smaller, they are set larger. */
export const labelsApart = 15

/** A scale: from where to where, and how far its lines are apart. */
export interface Scale {
  readonly min: number
  readonly max: number
  readonly step: number
}

/** Amounts below this are nothing to a chart, and those beyond that are its edge: steps stay numbers. */
const tiny = 1e-12
const vast = 1e300

/** The smallest of 1, 2, 2.5 and 5 times a power of ten that is at least `size`. */
const roundUp = (size: number): number => {
  let power = 1
  while (power > size) power /= 10
  while (power * 10 <= size) power *= 10
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((step) => step >= size * (1 - 1e-9))!
}

/**
 * A scale that holds all of some values in about `lines` steps. Amounts above zero get a scale from zero unless they
 * all lie far above it; values that are all one get room on both sides.
 */
export const scaleOf = (values: ReadonlyArray<number>, lines = 4): Scale => {
  const finite = values.filter((value) => Number.isFinite(value)).map((value) => Math.max(-vast, Math.min(value, vast)))
  const [low, high] = finite.length === 0 ? [0, 1] : [Math.min(...finite), Math.max(...finite)]
  // What differs in its last digits only counts as equal.
  const size = Math.max(Math.abs(low), Math.abs(high))
  const room = high - low > size * 1e-9 && size > tiny ? 0 : size > tiny ? size / 10 : 1
  const from = low >= 0 && low - room < 0.4 * high ? 0 : low - room
  const to = high + room
  const step = roundUp((to - from) / lines)
  return { min: Math.floor(from / step + 1e-9) * step, max: Math.ceil(to / step - 1e-9) * step, step }
}

/** An axis of years, labelled every year, every other, or every fifth. */
export const years = ({ from, to }: { readonly from: number; readonly to: number }) => ({
  type: "value",
  min: from,
  max: Math.max(to, from + 1),
  interval: to - from <= 6 ? 1 : to - from <= 12 ? 2 : 5,
  axisLabel: { formatter: String, color: colour.muted, fontSize: textSize },
  axisLine: { lineStyle: { color: colour.rule } },
  axisTick: { show: true, lineStyle: { color: colour.rule } },
  splitLine: { show: false }
})

/** An axis of amounts, told by `figure`. */
export const amounts = ({ max, min, step }: Scale, figure: (value: number) => string) => ({
  type: "value",
  min,
  max,
  interval: step,
  axisLabel: {
    // What rounding leaves of a zero is a zero.
    formatter: (value: number) => figure(Math.abs(value) < step * 1e-9 ? 0 : value),
    color: colour.muted,
    fontSize: textSize
  },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: colour.grid } }
})

/**
 * Where labels go that would lie on each other: the wanted places in pixels, moved apart by at least `apart` and kept
 * between `top` and `bottom`, in the order in which they were. Those that get in each other's way stand together
 * around the middle of where they wanted to be.
 */
export const spread = (
  wanted: ReadonlyArray<number>,
  apart: number,
  { bottom, top }: { readonly top: number; readonly bottom: number }
): ReadonlyArray<number> => {
  const order = wanted.map((_, i) => i).toSorted((a, b) => wanted[a]! - wanted[b]! || a - b)
  // Without the distances between them labels only have to keep their order; neighbours that do not share a place.
  const groups: Array<{ readonly sum: number; readonly count: number }> = []
  for (const [k, i] of order.entries()) {
    let group = { sum: wanted[i]! - k * apart, count: 1 }
    for (
      let last = groups.at(-1);
      last !== undefined && last.sum / last.count > group.sum / group.count;
      last = groups.at(-1)
    ) {
      group = { sum: last.sum + group.sum, count: last.count + group.count }
      groups.pop()
    }
    groups.push(group)
  }
  const most = bottom - (wanted.length - 1) * apart
  const places = groups
    .flatMap(({ count, sum }) => Array.from({ length: count }, () => sum / count))
    .map((place, k) => Math.max(top, Math.min(place, most)) + k * apart)
  return wanted.map((_, i) => places[order.indexOf(i)]!)
}
