/**
 * What every test file begins and ends with.
 *
 * Its temporary folders go when it ends: modules are shared between files, so that the module that makes them hears of
 * one file's end alone.
 *
 * The seed of its property tests is fixed in CI, so that a red build is red again on any machine; elsewhere each run
 * draws a new one, so that the properties go on searching.
 */
import * as fc from "fast-check"
import { afterAll } from "vitest"
import * as TemporaryFolder from "./core/store/TemporaryFolder.ts"

const fixed = process.env["CI"] === undefined ? {} : { seed: 20210730 }
fc.configureGlobal({ ...fixed, numRuns: 100 })

afterAll(TemporaryFolder.removeAll)
