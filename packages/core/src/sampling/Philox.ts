/**
 * Philox 4x32-10: random numbers by counter instead of by turn.
 *
 * Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011). A block of four words of 32
 * bits is a function of a key of two words and a counter of four, with no state between two blocks: what is drawn for
 * one member does not depend on who draws it, nor on what was drawn before.
 */

/** A key: two words of 32 bits. */
export type Key = readonly [number, number]

/** The generator and the revision of how it is used here; another revision gives other numbers. */
export const name = "philox4x32-10"

/** By what the first and the third word are multiplied in a round. */
export const multipliers = [0xd2511f53, 0xcd9e8d57] as const
/** What is added to the words of the key after a round. */
export const weyl = [0x9e3779b9, 0xbb67ae85] as const
export const rounds = 10

const [multiplier0, multiplier1] = multipliers
const [weyl0, weyl1] = weyl

/** The upper 32 bits of a product of two words, the second one in halves. */
const upper = (a: number, bLow: number, bHigh: number): number => {
  const aLow = a & 0xffff
  const aHigh = a >>> 16
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0
  const other = (Math.imul(aLow, bHigh) + (middle & 0xffff)) | 0
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (other >>> 16)) | 0
}

/** Writes the block of a counter, four words, into `into` from `at` on. */
export const block = (key: Key, c0: number, c1: number, c2: number, c3: number, into: Uint32Array, at = 0): void => {
  // Words as signed numbers of 32 bits, and no array: thousands of blocks are drawn for a member.
  let x0 = c0 | 0
  let x1 = c1 | 0
  let x2 = c2 | 0
  let x3 = c3 | 0
  let k0 = key[0] | 0
  let k1 = key[1] | 0
  for (let round = 0; round < rounds; round++) {
    const high0 = upper(x0, multiplier0 & 0xffff, multiplier0 >>> 16)
    const high1 = upper(x2, multiplier1 & 0xffff, multiplier1 >>> 16)
    const low0 = Math.imul(multiplier0, x0)
    const low1 = Math.imul(multiplier1, x2)
    x0 = high1 ^ x1 ^ k0
    x1 = low1
    x2 = high0 ^ x3 ^ k1
    x3 = low0
    k0 = (k0 + weyl0) | 0
    k1 = (k1 + weyl1) | 0
  }
  into[at] = x0
  into[at + 1] = x1
  into[at + 2] = x2
  into[at + 3] = x3
}

/** The largest seed: a seed is a whole number from 0 that a double holds exactly. */
export const largestSeed = Number.MAX_SAFE_INTEGER

/** The key of a seed. */
export const keyOf = (seed: number): Key => [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0]

/** A number strictly between 0 and 1 from two words: the middle of one of 2^52 equal parts. */
export const unit = (a: number, b: number): number => ((a >>> 6) * 2 ** 26 + (b >>> 6) + 0.5) / 2 ** 52
