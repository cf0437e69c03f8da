/**
 * Latin hypercubes whose every point stands alone.
 *
 * McKay, Beckman and Conover (1979): each axis is cut into as many equal strata as there are points, and each stratum
 * holds one point. Which one is a permutation of the strata. It is computed for one point at a time instead of being
 * dealt out: A. Kensler, "Correlated multi-jittered sampling" (Pixar technical memo 13-01, 2013), a hash of few bits
 * that is one to one, walked on until it falls among the points.
 *
 * L1  for any count and key, the strata of all points are a permutation;
 * L2  a coordinate lies strictly between 0 and 1, inside its stratum.
 */

/** One less than the least power of two that is not below a count: what indices up to it are made of. */
export const maskOf = (count: number): number => (count === 1 ? 0 : 2 ** (32 - Math.clz32(count - 1)) - 1)

/**
 * The place of `index` in a permutation of 0 to `count - 1` that `key`, a word of 32 bits, chooses. Who asks often works
 * out once what all places have in common: `turn`, the key less all whole counts, and the count's mask.
 */
export const permuted = (
  index: number,
  count: number,
  key: number,
  turn = key % count,
  mask = maskOf(count)
): number => {
  let i = index
  do {
    i ^= key
    i = Math.imul(i, 0xe170893d)
    i ^= key >>> 16
    i ^= (i & mask) >>> 4
    i ^= key >>> 8
    i = Math.imul(i, 0x0929eb3f)
    i ^= key >>> 23
    i ^= (i & mask) >>> 1
    i = Math.imul(i, 1 | (key >>> 27))
    i = Math.imul(i, 0x6935fa69)
    i ^= (i & mask) >>> 11
    i = Math.imul(i, 0x74dcb303)
    i ^= (i & mask) >>> 2
    i = Math.imul(i, 0x9e501cc3)
    i ^= (i & mask) >>> 2
    i = Math.imul(i, 0xc860a3df)
    i &= mask
    i ^= i >>> 5
  } while (i >>> 0 >= count)
  const turned = (i >>> 0) + turn
  return turned < count ? turned : turned - count
}

/** A coordinate in a stratum, where a word of 32 bits says. It is exact for counts up to 2^30. */
export const within = (stratum: number, count: number, word: number): number =>
  (stratum + ((word >>> 12) + 0.5) / 2 ** 20) / count
