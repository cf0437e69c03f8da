/**
 * Sobol' points: a sequence that fills the unit cube far more evenly than chance does, by index and dimension.
 *
 * I. M. Sobol', "On the distribution of points in a cube and the approximate evaluation of integrals" (1967), with the
 * direction numbers of S. Joe and F. Y. Kuo (2008, see {@link DirectionNumbers}) and in the Gray-code order of I. A.
 * Antonov and V. M. Saleev (1979): point by point what their program, SciPy and SALib give. Coordinates have 32 bits.
 *
 * What is promised, for plain and for scrambled points:
 * Q1  any coordinate is a function of seed, index and dimension alone: points may be asked for in any order, anywhere;
 * Q2  of any 2^m points that begin at a multiple of 2^m, each dimension puts exactly one into every interval
 *     [i / 2^m, (i + 1) / 2^m);
 * Q3  dimensions i and j of such points are a (t, m, 2)-net with t at most the sum of the degrees of their polynomials
 *     less 2 (and 0 for the first two);
 * Q4  a scrambled coordinate is uniform in (0, 1) over the seeds, so that a mean over scrambled points is without bias.
 */
import * as Base64 from "effect/encoding/Base64"
import * as Result from "effect/Result"
import { packedRows, polynomialsByDegree } from "./DirectionNumbers.ts"

/** How many dimensions there are. */
export const mostDimensions = 2048

/** How many points there are, so that each has 32 bits: an index is below it. */
export const mostPoints = 2 ** 32

const bits = 32

/** Takes whole numbers of so many bits, at most 24, one after the other, out of bytes. */
const reader = (bytes: Uint8Array): ((count: number) => number) => {
  let [at, held, holding] = [0, 0, 0]
  return (count) => {
    while (holding < count) {
      held = (held << 8) | bytes[at++]!
      holding += 8
    }
    holding -= count
    const value = held >>> holding
    held &= (1 << holding) - 1
    return value
  }
}

/** A row of the table of direction numbers: the inner coefficients of a primitive polynomial, and m_1, ..., m_s. */
export interface Row {
  readonly degree: number
  readonly coefficients: number
  readonly initial: ReadonlyArray<number>
}

/** The rows of the table, that of the second dimension first. */
export const rows = (): ReadonlyArray<Row> => {
  const take = reader(Result.getOrThrow(Base64.decode(packedRows)))
  return polynomialsByDegree.flatMap((count, before) => {
    const degree = before + 1
    return Array.from({ length: count }, () => ({
      degree,
      coefficients: take(before),
      initial: Array.from({ length: degree }, (_, i) => (take(i) << 1) | 1)
    }))
  })
}

/** Direction numbers v_1, ..., v_32 of all dimensions, that of bit b of dimension d at `d * 32 + b`. */
const directionsOf = (table: ReadonlyArray<Row>): Uint32Array => {
  const directions = new Uint32Array((table.length + 1) * bits)
  for (let b = 0; b < bits; b++) directions[b] = 1 << (31 - b)
  for (const [row, { degree, coefficients, initial }] of table.entries()) {
    const from = (row + 1) * bits
    for (let b = 0; b < bits; b++) {
      if (b < degree) directions[from + b] = initial[b]! << (31 - b)
      else {
        const first = directions[from + b - degree]!
        let direction = first ^ (first >>> degree)
        for (let k = 1; k < degree; k++)
          if (((coefficients >>> (degree - 1 - k)) & 1) === 1) direction ^= directions[from + b - k]!
        directions[from + b] = direction
      }
    }
  }
  return directions
}

/** Worked out when the first point is asked for: whoever samples otherwise does without. */
let known: Uint32Array | undefined

/** The 32 bits of a coordinate, a whole number below 2^32, the index below 2^32 and the dimension below 2,048. */
const wordAt = (index: number, dimension: number): number => {
  known ??= directionsOf(rows())
  const from = dimension * bits
  let word = 0
  for (let gray = index ^ (index >>> 1); gray !== 0; gray &= gray - 1)
    word ^= known[from + 31 - Math.clz32(gray & -gray)]!
  return word >>> 0
}

/** A coordinate of the plain sequence, in [0, 1): point 0 is the origin. */
export const at = (index: number, dimension: number): number => wordAt(index, dimension) / 2 ** bits

/** A thorough mixing of 32 bits, without fixed structure: C. Wellons, "Prospecting for hash functions" (2018). */
const mixed = (word: number): number => {
  let x = word ^ (word >>> 16)
  x = Math.imul(x, 0x21f0aaad)
  x ^= x >>> 15
  x = Math.imul(x, 0x735a2d97)
  return x ^ (x >>> 15)
}

const keyOf = (seed: number, dimension: number): number =>
  mixed(mixed(mixed((seed >>> 0) + 0x9e3779b9) ^ Math.floor(seed / 2 ** 32)) + Math.imul(dimension + 1, 0x9e3779b9))

const reversed = (word: number): number => {
  let x = word
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1)
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2)
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4)
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8)
  return (x >>> 16) | (x << 16)
}

/**
 * Owen's nested uniform scrambling (A. B. Owen, 1995): each bit is turned or not by a coin that the key and all bits
 * above it choose.
 *
 * **Details**
 *
 * The coins are a hash, after S. Laine and T. Karras (2011) and B. Burley, "Practical hash-based Owen scrambling" (2020):
 * with the bits reversed, every step lets a bit change only those above it. The steps are those of N. Vegdahl,
 * "Building a better LK hash" (2021), whose coins are closer to fair.
 */
const turned = (word: number, key: number): number => {
  let x = reversed(word)
  x ^= Math.imul(x, 0x3d20adea)
  x = (x + key) | 0
  x = Math.imul(x, (key >>> 16) | 1)
  x ^= Math.imul(x, 0x05526c56)
  x ^= Math.imul(x, 0x53a22864)
  return reversed(x) >>> 0
}

/**
 * A coordinate of the sequence scrambled by a seed, in (0, 1).
 *
 * **Details**
 *
 * The seed is a whole number from 0 to 2^53 - 1; each dimension has a scrambling of its own. The coordinate is the
 * middle of its interval of 2^-32, so that a quantile function never meets 0 or 1.
 */
export const scrambledAt = (seed: number, index: number, dimension: number): number =>
  (turned(wordAt(index, dimension), keyOf(seed, dimension)) + 0.5) / 2 ** bits
