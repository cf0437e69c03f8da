/**
 * How what a scenario comes to now differs from what its lock says, in the plain numbers that a lock holds.
 */
import * as Own from "../document/Own.ts"
import type * as Lock from "./Lock.ts"

/** Something then and now; nothing where it was not, or is no longer, there. */
export interface Change<A> {
  readonly locked: A | undefined
  readonly now: A | undefined
}

/** What differs: every list is empty where nothing does, in alphabetical order of names. */
export interface LockDifference {
  readonly stopped: Change<NonNullable<Lock.Lock["stopped"]>> | undefined
  readonly headline: ReadonlyArray<Change<number> & { readonly indicator: string; readonly year: number }>
  /**
   * Targets that are missed now and were not, and the reverse. Where more targets than before are not assessed, as in a
   * run that stops, nobody knows which of them are met: then none is said to be missed no longer.
   */
  readonly newlyMissed: ReadonlyArray<string>
  readonly noLongerMissed: ReadonlyArray<string>
  readonly counts: Change<Omit<Lock.Lock["targets"], "missed_by_name">> | undefined
  readonly milestones: ReadonlyArray<Change<number> & { readonly milestone: string }>
  readonly expectations: ReadonlyArray<Change<Lock.Expected["standing"]> & { readonly expect: string }>
}

const without = (names: ReadonlyArray<string>, others: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.filter((name) => !others.includes(name))

/** The keys of two tables, in alphabetical order. */
const keys = (a: object, b: object): ReadonlyArray<string> =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].toSorted()

const differing = <A>(change: Change<A>): boolean => change.locked !== change.now

/** The difference between a lock and what it would be now. */
export const of = (locked: Lock.Lock, now: Lock.Lock): LockDifference => {
  const [{ missed_by_name: then, ...before }, { missed_by_name: missed, ...after }] = [locked.targets, now.targets]
  const standings = (lock: Lock.Lock) => new Map(lock.expectations.map(({ expect, standing }) => [expect, standing]))
  const [a, b] = [standings(locked), standings(now)]
  const stopped = { locked: locked.stopped, now: now.stopped }
  return {
    stopped: stopped.locked?.year === stopped.now?.year && stopped.locked?.at === stopped.now?.at ? undefined : stopped,
    headline: keys(locked.headline, now.headline).flatMap((indicator) => {
      const [then_, now_] = [Own.at(locked.headline, indicator) ?? {}, Own.at(now.headline, indicator) ?? {}]
      return keys(then_, now_)
        .map((year) => ({ indicator, year: Number(year), locked: then_[year], now: now_[year] }))
        .filter(differing)
    }),
    newlyMissed: without(missed, then),
    noLongerMissed: after.not_assessed > before.not_assessed ? [] : without(then, missed),
    counts: keys(before, after).some((key) => before[key as keyof typeof before] !== after[key as keyof typeof after])
      ? { locked: before, now: after }
      : undefined,
    milestones: keys(locked.milestones, now.milestones)
      .map((milestone) => ({
        milestone,
        locked: Own.at(locked.milestones, milestone),
        now: Own.at(now.milestones, milestone)
      }))
      .filter(differing),
    expectations: [...new Set([...a.keys(), ...b.keys()])]
      .toSorted()
      .map((expect) => ({ expect, locked: a.get(expect), now: b.get(expect) }))
      .filter(differing)
  }
}

/**
 * Whether two locks agree in every number that both tell, to its six digits, and in where the run stops. What only one
 * of them tells, because the place shows another headline or the scenario expects something else, is no other number.
 */
export const agree = (locked: Lock.Lock, now: Lock.Lock): boolean => {
  const { counts, expectations, headline, milestones, newlyMissed, noLongerMissed, stopped } = of(locked, now)
  const inBoth = (change: Change<unknown>): boolean => change.locked !== undefined && change.now !== undefined
  const expected = new Map(locked.expectations.map((one) => [one.expect, one]))
  return (
    stopped === undefined &&
    counts === undefined &&
    [newlyMissed, noLongerMissed, milestones].every(({ length }) => length === 0) &&
    !headline.some(inBoth) &&
    !expectations.some(inBoth) &&
    now.expectations.every(({ expect, left, right }) => {
      const then = expected.get(expect)
      return then === undefined || (then.left === left && then.right === right)
    })
  )
}
