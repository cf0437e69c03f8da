/**
 * An ensemble on record, carried out again from its own stored model, scenario and draws.
 *
 * It is identical when it comes to the same summary. Where the summaries part, the first number that differs is named
 * by the way to it.
 */
import * as Own from "@gongfu/core/document/Own"
import * as Ensemble from "@gongfu/core/ensemble/Ensemble"
import * as Summarise from "@gongfu/core/ensemble/Summarise"
import * as Lanes from "@gongfu/core/model/Lanes"
import * as Engine from "@gongfu/core/run/Engine"
import * as Effect from "effect/Effect"
import * as Crew from "../ensembles/Crew.ts"
import * as Ensembles from "../ensembles/Ensembles.ts"
import type { Outcome } from "./Recompute.ts"

type Told = number | string | undefined

/** The first place where two plain values part, in the order of the keys of the first. */
const parting = (
  a: unknown,
  b: unknown,
  at: string
): { readonly at: string; readonly a: Told; readonly b: Told } | undefined => {
  const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null
  if (!isMap(a) || !isMap(b)) {
    const told = (value: unknown): Told => (typeof value === "number" ? value : JSON.stringify(value))
    return Object.is(a, b) ? undefined : { at, a: told(a), b: told(b) }
  }
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = parting(Own.at(a, key), Own.at(b, key), at === "" ? key : `${at}.${key}`)
    if (found !== undefined) return found
  }
  return undefined
}

/** Carries out an ensemble again and holds what it comes to against its record. */
export const of = (recorded: Ensembles.Recorded): Effect.Effect<Outcome> =>
  Effect.gen(function* () {
    const { started, summarised } = recorded
    const plan = Crew.planOf(Ensembles.orderOf(recorded))
    const steps = Ensemble.carryOutInSteps(plan, Lanes.javaScript(plan.kernel, plan.years.length))
    for (;;) {
      const { done, value } = steps.next()
      if (done !== true) {
        yield* Effect.yieldNow
        continue
      }
      const computed = Summarise.of(plan, value.shape, value.part, started.binning ?? 1)
      const found = parting(summarised.summary, computed, "")
      if (found === undefined) return { kind: "identical" }
      return {
        kind: "different_summary",
        at: found.at,
        recorded: found.a ?? null,
        computed: found.b ?? null,
        otherEngine: started.fingerprints.engine !== Engine.fingerprint
      }
    }
  })
