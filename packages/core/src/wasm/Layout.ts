/**
 * How a module's memory is laid out: constants, then rows, then what is watched, each value in both lanes; then the axes
 * of a hypercube, and the coordinates of four members on each.
 */

/** A value of two lanes takes so many bytes. */
export const bytesOfPair = 16

/** An axis takes so many bytes, four words of 32 bits; … */
export const bytesOfAxis = 16

/** … and four numbers, so many. */
export const bytesOfFour = 32

/** Memory comes in pages. */
export const pageBytes = 65_536

/** What a processor loads at once; rows begin at such a boundary. */
export const lineBytes = 64
