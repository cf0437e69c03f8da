/** Locks of the small place, for the tests of this folder: written, read back, and held against what is there now. */
import * as Fingerprint from "@gongfu/core/fingerprint/Fingerprint"
import * as Lock from "@gongfu/core/lock/Lock"
import * as LockFile from "@gongfu/core/lock/LockFile"
import * as Standing from "@gongfu/core/lock/Standing"
import type { Place } from "@gongfu/core/place/Place"
import * as Run from "@gongfu/core/run/Run"
import type { Scenario } from "@gongfu/core/scenario/Scenario"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { place, scenario } from "../target/smallPlace.ts"

/** A fingerprint for the files of a scenario. */
export const filesOf = (says: object): string => Fingerprint.of(says)
/** The lock of a scenario of the small place, or of another. */
export const lockOf = (says: Partial<Scenario> = {}, at: Place = place, files = filesOf(says)): Lock.Lock =>
  Lock.of(at, scenario(says), files, Run.project(at, scenario(says)))

/** A lock's file read back. */
export const read = (text: string) => LockFile.read({ path: "x.lock.yaml", text })
/** A lock as a check finds it. */
export const found = (text: string): Standing.FoundLock => {
  const result = read(text)
  return Result.isSuccess(result) ? result.success : { faults: result.failure }
}
/** How a run stands against a lock's file. */
export const standing = (now: Lock.Lock, text: string) => Standing.of({ now }, found(text))

/** Expectations, some of which hold. */
export const conditions = [
  "income[rural][2025] > 1.4 * income[rural][2020]",
  "smog[2030] < 0.1",
  "ratio[2025] / (ratio[2025] - ratio[2025]) > 1",
  "ratio[2025] < 1.9 && new_jobs[2021] > 10"
]
/** Scenarios that set a lever, end in some year and expect something. */
export const sayings: fc.Arbitrary<Partial<Scenario>> = fc.record({
  levers: fc.record({ job_share: fc.double({ min: 0, max: 1, noNaN: true }).map((v) => v + 0) }),
  years: fc.integer({ min: 2021, max: 2030 }).map((to) => ({ from: 2020, to })),
  expect: fc.subarray(conditions)
})
/** Those whose expectations all fall within their years. */
export const reachable = sayings.map((says) => ({ ...says, expect: says.years!.to === 2030 ? says.expect! : [] }))
