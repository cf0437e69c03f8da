/**
 * The two-by-two of policy and circumstance: how much of a difference is what government decided, how much what it
 * did not.
 *
 * The four corners are side A, A with B's levers, A with B's assumptions and shocks, and side B. Policy's part is the
 * mean of what B's levers add in A's circumstances and in B's; circumstance's likewise. The two parts sum to the
 * difference. The interaction is what both together do beyond what each does alone; half of it is in each part.
 */
import * as Result from "effect/Result"
import type { Game } from "./Shapley.ts"

/** One output of the two-by-two. */
export interface PolicyAndCircumstance {
  readonly corners: {
    readonly a: number
    /** A's circumstances under B's policy. */
    readonly policyOfB: number
    /** A's policy in B's circumstances. */
    readonly circumstanceOfB: number
    readonly b: number
  }
  readonly policy: number
  readonly circumstance: number
  readonly interaction: number
}

/** The two-by-two of each output of a game whose player 0 is policy and whose player 1 is circumstance. */
export const of = <E>({ outputs, toggle, value }: Game<E>): Result.Result<ReadonlyArray<PolicyAndCircumstance>, E> => {
  const corners = Array.from({ length: 4 }, () => new Float64Array(outputs))
  const [a, policyOfB, b, circumstanceOfB] = corners as [Float64Array, Float64Array, Float64Array, Float64Array]
  // Round the square: policy comes, circumstance comes, policy goes, circumstance goes.
  for (const [i, corner] of corners.entries()) {
    const stopped = value(corner, 0)
    if (stopped !== undefined) return Result.fail(stopped)
    toggle(i % 2)
  }
  return Result.succeed(
    Array.from({ length: outputs }, (_, k) => {
      const at = { a: a[k]!, policyOfB: policyOfB[k]!, circumstanceOfB: circumstanceOfB[k]!, b: b[k]! }
      const alone = { policy: at.policyOfB - at.a, circumstance: at.circumstanceOfB - at.a }
      const after = { policy: at.b - at.circumstanceOfB, circumstance: at.b - at.policyOfB }
      return {
        corners: at,
        policy: (alone.policy + after.policy) / 2,
        circumstance: (alone.circumstance + after.circumstance) / 2,
        interaction: after.policy - alone.policy
      }
    })
  )
}
