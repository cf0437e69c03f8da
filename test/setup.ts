/**
 * The seed of every property test.
 *
 * In CI the seed is fixed, so that a red build is red again on any machine;
 * elsewhere each run draws a new one, so that the properties go on searching.
 */
import * as fc from "fast-check"

const fixed = process.env["CI"] === undefined ? {} : { seed: 20210730 }
fc.configureGlobal({ ...fixed, numRuns: 100 })
