/**
 * How a scenario stands against its lock.
 *
 * S1  exactly one standing, for any scenario and any lock, present or not;
 * S2  `same` only when the lock says, to the last digit of the result, what the scenario comes to now;
 * S3  a lock that was changed after it was written is never the measure of anything: it is `edited`.
 */
import type { Fault } from "../document/Fault.ts"
import * as Lock from "./Lock.ts"
import * as LockDifference from "./LockDifference.ts"
import type * as LockFile from "./LockFile.ts"

/**
 * - `same`: the lock says what the scenario comes to.
 * - `changed`: the scenario was edited, or the lock is of another scenario, and its result differs.
 * - `broken`: the text of the scenario and of what it extends is as it was, and its result differs or it cannot be
 *   carried out any more, because of a change elsewhere: the model, the targets, the engine.
 * - `stale`: the result is the same, or of a run that stops every number of the lock, and the lock is out of date in
 *   something else.
 * - `edited`: the lock is not as it was written.
 * - `unlocked`: there is no lock. `orphaned`: there is no scenario.
 * - `unreadable`: the lock cannot be read. `faulty`: the scenario has faults.
 */
export type Name =
  | "same"
  | "changed"
  | "broken"
  | "stale"
  | "edited"
  | "unlocked"
  | "orphaned"
  | "unreadable"
  | "faulty"

/** What is other than it was when the lock was written; `presentation` is what is shown first of a place. */
export type Cause = "scenario" | "files" | "model" | "targets" | "engine" | "format" | "presentation"

/** A standing with all that is known. */
export interface Standing {
  readonly name: Name
  readonly causes: ReadonlyArray<Cause>
  readonly locked: Lock.Lock | undefined
  readonly now: Lock.Lock | undefined
  /** What differs in the plain numbers, where there are both. */
  readonly difference: LockDifference.LockDifference | undefined
  readonly faults: ReadonlyArray<Fault>
}

/** A scenario as it was found: what it comes to, or its faults; `files` where its files could be read at all. */
export type Found =
  | { readonly now: Lock.Lock }
  | {
      readonly faults: ReadonlyArray<Fault>
      readonly files: string | undefined
      /** What decides runs, where the place could be read. */
      readonly fingerprints?: Partial<Lock.Lock["fingerprints"]>
    }

/** A lock as it was found; nothing where there is none. */
export type FoundLock = LockFile.Read | { readonly faults: ReadonlyArray<Fault> } | undefined

const decisive = ["scenario", "model", "targets", "engine"] as const

/**
 * What differs of what decides a run, as far as it is known. A scenario whose files say what they said is no cause of
 * anything, though it may come to another one where it meets another model: its years are those of the model.
 */
const causesOf = (locked: Lock.Lock, now: Partial<Lock.Lock["fingerprints"]>): ReadonlyArray<Cause> =>
  decisive
    .filter((part) => now[part] !== undefined && now[part] !== locked.fingerprints[part])
    .filter((part) => part !== "scenario" || now.files !== locked.fingerprints.files)

/** A run that stopped has no result to tell by: then the numbers of the locks have to agree. */
const sameResult = (a: Lock.Lock, b: Lock.Lock): boolean =>
  a.result === b.result && (a.result !== undefined || LockDifference.agree(a, b))

const compared = (locked: Lock.Lock, now: Lock.Lock, intact: boolean): Pick<Standing, "name" | "causes"> => {
  if (!intact) return { name: "edited", causes: [] }
  if (Lock.equal(locked, now)) return { name: "same", causes: [] }
  const decided = causesOf(locked, now.fingerprints)
  if (!sameResult(locked, now)) return { name: decided.includes("scenario") ? "changed" : "broken", causes: decided }
  const moved = locked.fingerprints.files !== now.fingerprints.files && !decided.includes("scenario")
  const causes: ReadonlyArray<Cause> = [
    ...decided,
    ...(moved ? (["files"] as const) : []),
    ...(locked.lock === now.lock ? [] : (["format"] as const))
  ]
  return { name: "stale", causes: causes.length === 0 ? ["presentation"] : causes }
}

/** Judges a scenario and its lock. `scenario` is nothing where a lock has none. */
export const of = (scenario: Found | undefined, lock: FoundLock): Standing => {
  const locked = lock !== undefined && "lock" in lock ? lock.lock : undefined
  const lockFaults = lock !== undefined && "faults" in lock ? lock.faults : []
  const none = { causes: [], locked, now: undefined, difference: undefined, faults: lockFaults }
  if (scenario === undefined) return { ...none, name: "orphaned" }
  if ("faults" in scenario) {
    const untouched =
      lock !== undefined && "lock" in lock && lock.intact && scenario.files === lock.lock.fingerprints.files
    return {
      ...none,
      name: untouched ? "broken" : "faulty",
      causes: untouched ? causesOf(lock.lock, scenario.fingerprints ?? {}) : [],
      faults: [...scenario.faults, ...lockFaults]
    }
  }
  const { now } = scenario
  if (lock === undefined) return { ...none, name: "unlocked", now }
  if ("faults" in lock) return { ...none, name: "unreadable", now }
  return {
    ...none,
    ...compared(lock.lock, now, lock.intact),
    now,
    difference: LockDifference.of(lock.lock, now)
  }
}

/** Whether something could not be judged: an error, where others are answers. */
export const isError = ({ faults, name }: Standing): boolean =>
  name === "unreadable" || name === "faulty" || faults.length > 0
