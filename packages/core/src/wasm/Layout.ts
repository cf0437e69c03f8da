/**
 * How a module's memory is laid out: constants, then rows, then what is watched, each value in both lanes.
 */

/** A value of two lanes takes so many bytes. */
export const bytesOfPair = 16

/** Memory comes in pages. */
export const pageBytes = 65_536

/** What a processor loads at once; rows begin at such a boundary. */
export const lineBytes = 64
