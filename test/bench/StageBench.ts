/**
 * What recording a run is made of, each stage as a part of projecting it: where time would be saved first.
 */
import * as Check from "@gongfu/core/model/Check"
import * as Kernel from "@gongfu/core/model/Kernel"
import * as Decider from "@gongfu/core/run/Decider"
import * as RunState from "@gongfu/core/run/RunState"
import * as Run from "@gongfu/core/run/Run"
import * as Seal from "@gongfu/core/store/Seal"
import * as NativeDigest from "@gongfu/core/store/sqlite/NativeDigest"
import { measure as sample } from "mitata"
import type { Subject } from "./Subject.ts"

/** Measures each stage in turn, warm, and gives a line of text for each. */
export const measure = async ({ place, run, scenario }: Subject): Promise<ReadonlyArray<string>> => {
  const stages: Readonly<Record<string, () => unknown>> = {
    "check the model": () => Check.fromDocument(place.model.document),
    "compile the kernel": () => Kernel.compile(place.model),
    "project the run": () => Run.project(place, scenario),
    "fingerprint of the result": () => Decider.resultOf(run.state),
    "seal its events": () => Seal.seal(run.id, Seal.beginning, run.events, NativeDigest.digest),
    "replay them": () => RunState.replay(place.model, run.events)
  }
  const medians = new Map<string, { readonly p50: number; readonly p25: number; readonly p75: number }>()
  // One after the other: side by side they would slow each other.
  // oxlint-disable-next-line no-await-in-loop
  for (const [name, stage] of Object.entries(stages)) medians.set(name, await sample(stage))
  const whole = medians.get("project the run")!.p50
  return [...medians].map(([name, { p25, p50, p75 }]) => {
    const part = (p50 / whole).toFixed(2).padStart(5)
    return `    ${name.padEnd(28)} ${part}  (${(p25 / whole).toFixed(2)}..${(p75 / whole).toFixed(2)}, quartiles; ${(p50 / 1e6).toFixed(2)} ms)`
  })
}
