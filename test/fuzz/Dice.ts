/** Chance that can be repeated: the same seed draws the same. */

/** What a mutation draws from. */
export interface Dice {
  /** A whole number from 0 to below `n`. */
  readonly below: (n: number) => number
  /** One of these. */
  readonly of: <A>(items: ReadonlyArray<A>) => A
  /** True once in `n` times. */
  readonly once: (n: number) => boolean
}

/** Dice of a seed (mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c). */
export const dice = (seed: number): Dice => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number): number => Math.floor(next() * n)
  return { below, of: (items) => items[below(items.length)]!, once: (n) => below(n) === 0 }
}
