/**
 * What of the engine decides numbers.
 *
 * A run names the engine by the fingerprint of this description. It changes when, and only when, the same model and
 * scenario could give other numbers: a change of the language's meaning, of the order of arithmetic, of the library
 * of functions, or of how targets are assessed. A faster engine with the same numbers is the same engine.
 */
import * as Fingerprint from "../fingerprint/Fingerprint.ts"

/** Versions of everything that decides a number. */
export const semantics = {
  language: 1,
  kernel: 1,
  decider: 1,
  targets: 2,
  arithmetic: {
    "@stdlib/math-base-special-exp": "0.2.5",
    "@stdlib/math-base-special-ln": "0.2.5",
    "@stdlib/math-base-special-pow": "0.3.1",
    "@stdlib/stats-base-dists-normal-cdf": "0.3.1"
  }
} as const

/** The fingerprint of this engine. */
export const fingerprint: string = Fingerprint.of(semantics)
